"""Forms between school and skoleeier: shape only; the doors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.melding.models import JaNeiUsikker
from cases.sak.models import FRITEKST, Kriterium, Nodinnsyn
from cases.skoleeier.actions import Alvorlighetsdata, Skoleeiervurdering, Varseldata
from cases.skoleeier.models import Skoleeiervarsel
from cases.skoleeier.nodinnsyn import Nodinnsynsdata
from cases.skoleeier.queries import VISNINGER, Utvalg
from steinkjer_skolemiljo.organisation.models import Skole
from steinkjer_skolemiljo.skjema import FlereValgSomKanVente, SkjemaMixin, TekstSomKanVente

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cases.sak.models import Sak

OYEBLIKK = "%Y-%m-%dT%H:%M"


def _fritekst(**valg: Any) -> forms.CharField:
    return forms.CharField(max_length=FRITEKST, widget=forms.Textarea, **valg)


def kriterievalg(foreslaatt: Mapping[str, str]) -> list[tuple[str, str]]:
    """The criteria, with the reason on those the sak itself points to (L-4.12)."""
    return [
        (
            kriterium.value,
            gettext("%(kriterium)s (foreslått %(fordi)s)")
            % {"kriterium": kriterium.label, "fordi": foreslaatt[kriterium.value]}
            if kriterium.value in foreslaatt
            else str(kriterium.label),
        )
        for kriterium in Kriterium
    ]


class Alvorlighetsskjema(SkjemaMixin, forms.Form):
    """Whether the sak is serious."""

    kriterier = forms.MultipleChoiceField(
        label=_("Hva gjelder i denne saken?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ett kryss kan være nok. Det er du som vurderer."),
    )
    alvorlig = forms.TypedChoiceField(
        label=_("Er saken alvorlig?"),
        choices=[("ja", _("Ja, saken er alvorlig")), ("nei", _("Nei, saken er ikke alvorlig"))],
        coerce=lambda verdi: verdi == "ja",
        widget=forms.RadioSelect,
    )
    begrunnelse = TekstSomKanVente(
        label=_("Begrunnelse"),
        max_length=FRITEKST,
        widget=forms.Textarea,
        help_text=_("Må fylles ut hvis du svarer nei selv om noe er krysset av."),
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sak: Sak, foreslaatt: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kriterier"].choices = kriterievalg(foreslaatt)  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial = {
                "kriterier": [*sak.alvorlig_kriterier, *foreslaatt],
                "alvorlig": {True: "ja", False: "nei"}.get(sak.alvorlig),  # type: ignore[arg-type]
                "begrunnelse": sak.alvorlig_begrunnelse,
                "versjon": sak.versjon,
            }

    def data_til_dor(self) -> Alvorlighetsdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Alvorlighetsdata(
            kriterier=tuple(Kriterium(verdi) for verdi in ren["kriterier"]),
            alvorlig=ren["alvorlig"],
            begrunnelse=ren["begrunnelse"],
        )


class Varselskjema(SkjemaMixin, forms.Form):
    """The school's notice to skoleeier."""

    type = forms.ChoiceField(label=_("Hva gjelder varselet?"), widget=forms.RadioSelect)
    kriterier = FlereValgSomKanVente(
        label=_("Hva gjør saken alvorlig?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kryss av minst ett når du varsler om en alvorlig sak."),
    )
    redegjorelse = _fritekst(
        label=_("Kort om saken"),
        help_text=_("Skriv hva saken handler om. Ikke nevn flere navn enn nødvendig."),
    )
    gjort_og_planlagt = _fritekst(label=_("Hva er gjort, og hva er planlagt?"), required=False)
    trygg_naa = forms.ChoiceField(
        label=_("Er eleven trygg nå?"),
        required=False,
        choices=JaNeiUsikker.choices,
        widget=forms.RadioSelect,
    )
    hjelp_onsket = _fritekst(label=_("Hva trenger dere hjelp til?"), required=False)
    laert = forms.DateTimeField(
        label=_("Når fikk du vite dette?"),
        input_formats=[OYEBLIKK, "%d.%m.%Y %H:%M"],
        widget=forms.DateTimeInput(format=OYEBLIKK, attrs={"type": "datetime-local"}),
        error_messages={"invalid": _("Skriv dag og klokkeslett, for eksempel 24.12.2026 09:30.")},
    )

    def __init__(
        self, *args: Any, sak: Sak, foreslaatt: Mapping[str, str], visste: datetime | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = [  # type: ignore[attr-defined]
            (type_.value, type_.label)
            for type_ in Skoleeiervarsel.Type
            if sak.skjerpet or type_ not in {Skoleeiervarsel.Type.ANSATT, Skoleeiervarsel.Type.LEDELSE}
        ]
        self.fields["kriterier"].choices = kriterievalg(foreslaatt)  # type: ignore[attr-defined]
        if not self.is_bound:
            type_ = Skoleeiervarsel.Type.ANSATT if sak.skjerpet else Skoleeiervarsel.Type.ALVORLIG
            self.initial = {
                "type": type_.value,
                "kriterier": [*sak.alvorlig_kriterier, *foreslaatt],
                # When the employee was named, not when the sak began: what is written here is evidence (L-9.1).
                "laert": visste or sak.mottatt,
            }

    def data_til_dor(self) -> Varseldata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Varseldata(
            type=Skoleeiervarsel.Type(ren["type"]),
            kriterier=tuple(Kriterium(verdi) for verdi in ren["kriterier"]),
            redegjorelse=ren["redegjorelse"],
            gjort_og_planlagt=ren["gjort_og_planlagt"],
            trygg_naa=ren["trygg_naa"],
            hjelp_onsket=ren["hjelp_onsket"],
            laert=ren["laert"],
        )


class Grunnlosskjema(SkjemaMixin, forms.Form):
    """Why a § 12-5 notice is not sent."""

    grunn = _fritekst(
        label=_("Hvorfor er varselet åpenbart grunnløst?"),
        help_text=_("Skriv også hvordan eleven følges opp videre. Skoleeier ser begrunnelsen."),
    )


class Vurderingsskjema(SkjemaMixin, forms.Form):
    """What skoleeier makes of the notice."""

    vurdering = _fritekst(label=_("Skoleeiers vurdering"))
    veiledning = _fritekst(
        label=_("Veiledning og hjelp til skolen"),
        required=False,
        help_text=_("Hva har dere gitt råd om, og hva gjør skoleeier selv?"),
    )
    oppfolging_dato = forms.DateField(
        label=_("Når følger du opp?"),
        required=False,
        help_text=_("Saken står da på oversikten din fra denne dagen."),
    )

    # What stood there when the form was shown: two who assess at once are told of each other.
    sett = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def data_til_dor(self) -> Skoleeiervurdering:
        """The typed data the door takes."""
        return Skoleeiervurdering(**self.cleaned_data)


class Overtakelsesskjema(SkjemaMixin, forms.Form):
    """Why a sak is taken over or given back. The school reads it."""

    grunn = forms.CharField(
        label=_("Hvorfor?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Rektor får lese dette."),
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput)


class Oversiktsskjema(SkjemaMixin, forms.Form):
    """Search and filters of the overview; wrong values are left out, never an error page."""

    q = forms.CharField(label=_("Søk på saksnummer"), required=False, max_length=20)
    vis = forms.ChoiceField(label=_("Vis"), required=False, choices=list(VISNINGER.items()))
    skole = forms.ModelChoiceField(
        label=_("Skole"), required=False, queryset=Skole.objects.order_by("navn"), empty_label=_("Alle skoler")
    )
    avsluttede = forms.BooleanField(label=_("Ta med avsluttede"), required=False)

    def utvalg(self) -> Utvalg:
        """What was asked for, as far as it made sense."""
        self.is_valid()
        ren = {navn: verdi for navn, verdi in self.cleaned_data.items() if verdi not in ("", None)}
        if "skole" in ren:
            ren["skole"] = ren["skole"].pk
        return Utvalg(**ren)


class Nodinnsynskjema(SkjemaMixin, forms.Form):
    """The emergency look: which sak, what it concerns, and why."""

    nummer = forms.CharField(label=_("Saksnummer"), max_length=12, help_text=_("For eksempel 2026-0042."))
    gjelder = forms.ChoiceField(
        label=_("Hva gjelder det?"), choices=Nodinnsyn.Gjelder.choices, widget=forms.RadioSelect
    )
    grunn = forms.CharField(
        label=_("Hvorfor må du se saken nå?"),
        max_length=500,
        min_length=Nodinnsyn.KORTESTE_GRUNN,
        error_messages={"min_length": _("Skriv grunnen med minst 20 tegn.")},
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Minst 20 tegn. De som leder saken, og personvernombudet får lese dette. Ikke skriv navn."),
    )

    def data_til_dor(self) -> Nodinnsynsdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Nodinnsynsdata(nummer=ren["nummer"], gjelder=Nodinnsyn.Gjelder(ren["gjelder"]), grunn=ren["grunn"])
