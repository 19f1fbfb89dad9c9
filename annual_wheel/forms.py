"""Forms of the årshjul: shape only; the door decides the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annual_wheel.actions import Egendata, Merkedata, Plandata
from annual_wheel.mal import Maldata
from annual_wheel.models import ER_HTTPS, Ansvar, Kategori, Status, Tid
from annual_wheel.queries import skolear_navn
from steinkjer_skolemiljo.organisation.models import Bruker
from steinkjer_skolemiljo.skjema import DatoSomKanVente, SkjemaMixin, TekstSomKanVente

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.exceptions import ValidationError
    from django.db.models import QuerySet


class Utvalgsskjema(SkjemaMixin, forms.Form):
    """Which school year and, where there is a choice, which school. Kept in the address."""

    skolear = forms.TypedChoiceField(label=_("Skoleår"), coerce=int, required=False)
    skole = forms.ChoiceField(label=_("Skole"), required=False)

    def __init__(self, *args: Any, skolear: Sequence[int], skoler: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skolear"].choices = [(aar, skolear_navn(aar)) for aar in skolear]  # type: ignore[attr-defined]
        if skoler:
            self.fields["skole"].choices = skoler  # type: ignore[attr-defined]
        else:
            del self.fields["skole"]
        # A filter is not a form one must fill in: nothing here is "optional".
        for felt in self.fields.values():
            felt.required = True


class Merkeskjema(SkjemaMixin, forms.Form):
    """How an activity went."""

    status = forms.ChoiceField(label=_("Hvordan gikk det?"), widget=forms.RadioSelect)
    gjort = DatoSomKanVente(label=_("Dato det ble gjort"), help_text=_("Når det er gjennomført, helt eller delvis."))
    begrunnelse = TekstSomKanVente(
        label=_("Hvorfor er det ikke aktuelt?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bare når det ikke er aktuelt hos dere."),
    )
    notat = forms.CharField(
        label=_("Notat"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Alle ved skolen kan lese notatet, og det kan stå i rapporten. Ikke skriv navn på elever."),
    )
    bevis_url = forms.URLField(
        label=_("Lenke til dokumentasjon"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[ER_HTTPS],
        widget=forms.URLInput,
        error_messages={"invalid": _("Skriv en adresse som begynner med https://.")},
        help_text=_("For eksempel et møtereferat. Adressen må begynne med https://."),
    )
    bevis_referanse = forms.CharField(
        label=_("Dokumentasjon i arkivet"), max_length=120, required=False, help_text=_("For eksempel et arkivnummer.")
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            (s.value, s.label) for s in (Status.GJORT, Status.DELVIS, Status.IKKE_AKTUELT, Status.PLANLAGT)
        ]

    def data_til_dor(self) -> Merkedata:
        """The typed data the door takes."""
        r = self.cleaned_data
        return Merkedata(
            status=r["status"],
            gjort=r["gjort"],
            begrunnelse=r["begrunnelse"],
            notat=r["notat"],
            bevis_url=r["bevis_url"],
            bevis_referanse=r["bevis_referanse"],
        )


class Planskjema(SkjemaMixin, forms.Form):
    """Who sees to it, and when."""

    tid = forms.ChoiceField(label=_("Når på året"), choices=Tid, help_text=_("Velg en annen måned for å flytte den."))
    frist = DatoSomKanVente(label=_("Frist"), help_text=_("Er feltet tomt, blir fristen den siste dagen i måneden."))
    ansvarlig = forms.ModelChoiceField(
        label=_("Hvem følger opp?"), queryset=Bruker.objects.none(), required=False, empty_label=_("Ingen ennå")
    )
    hvordan = forms.CharField(
        label=_("Slik gjør vi det"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, folk: QuerySet[Bruker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ansvarlig"].queryset = folk  # type: ignore[attr-defined]
        self.fields["ansvarlig"].label_from_instance = lambda bruker: bruker.navn  # type: ignore[attr-defined]

    def data_til_dor(self) -> Plandata:
        """The typed data the door takes."""
        r = self.cleaned_data
        return Plandata(tid=r["tid"], frist=r["frist"], ansvarlig=r["ansvarlig"], hvordan=r["hvordan"])


class Egenskjema(SkjemaMixin, forms.Form):
    """An activity of the school's own."""

    tittel = forms.CharField(
        label=_("Hva skal gjøres?"), max_length=120, help_text=_("Ikke skriv navn på elever eller ansatte.")
    )
    tid = forms.ChoiceField(label=_("Når på året"), choices=Tid)
    kategori = forms.ChoiceField(label=_("Hva slags arbeid er det?"), choices=Kategori)
    beskrivelse = forms.CharField(
        label=_("Mer om hva"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    hvordan = forms.CharField(
        label=_("Slik gjør vi det"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def data_til_dor(self) -> Egendata:
        """The typed data the door takes."""
        return Egendata(**self.cleaned_data)


class Malskjema(SkjemaMixin, forms.Form):
    """A row of the municipality's årshjul."""

    tittel = forms.CharField(label=_("Hva skal gjøres?"), max_length=120)
    tid = forms.ChoiceField(label=_("Når på året"), choices=Tid)
    kategori = forms.ChoiceField(label=_("Hva slags arbeid er det?"), choices=Kategori)
    ansvar = forms.MultipleChoiceField(
        label=_("Hvem har ansvaret?"), choices=Ansvar, widget=forms.CheckboxSelectMultiple
    )
    beskrivelse = forms.CharField(
        label=_("Mer om hva"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    hvordan = forms.CharField(
        label=_("Hvordan"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def data_til_dor(self) -> Maldata:
        """The typed data the door takes."""
        r = self.cleaned_data
        return Maldata(
            tittel=r["tittel"],
            tid=r["tid"],
            kategori=r["kategori"],
            ansvar=tuple(r["ansvar"]),
            beskrivelse=r["beskrivelse"],
            hvordan=r["hvordan"],
        )


class Svarskjema(SkjemaMixin, forms.Form):
    """The answer to a proposal from the municipality: a no has a reason."""

    begrunnelse = TekstSomKanVente(
        label=_("Begrunnelse, når dere sier nei"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )


class Lukkeskjema(SkjemaMixin, forms.Form):
    """The last words of a year."""

    oppsummering = forms.CharField(
        label=_("Hva har året lært dere?"),
        max_length=2000,
        help_text=_("Står i rapporten til SU, SMU og FAU. Ikke skriv navn på elever."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class Fullforskjema(SkjemaMixin, forms.Form):
    """When it was done: all one with a link is asked for."""

    gjort = forms.DateField(label=_("Dato det ble gjort"))


class Kalenderskjema(SkjemaMixin, forms.Form):
    """Which calendar one wants."""

    skole = forms.ChoiceField(label=_("Hva skal kalenderen vise?"), required=False)

    def __init__(self, *args: Any, skoler: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skole"].choices = [("", _("Det jeg har ansvaret for")), *skoler]  # type: ignore[attr-defined]
        self.fields["skole"].required = False


def vis_feil(skjema: forms.Form, feil: ValidationError) -> None:
    """Put the door's refusal on the form: beside its field when it has one here, else at the top."""
    per_felt = feil.message_dict if hasattr(feil, "error_dict") else {"": feil.messages}
    for felt, meldinger in per_felt.items():
        for melding in meldinger:
            skjema.add_error(felt if felt in skjema.fields else None, melding)
