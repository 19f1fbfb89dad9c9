"""Forms of framlegg: shape only; the doors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.framlegg.actions import Framleggdata, Valg
from cases.framlegg.models import Framleggvurdering
from cases.framlegg.oppfolging import Motedata, Vurderingsdata
from cases.sak.models import FRITEKST
from steinkjer_skolemiljo.organisation.models import Bruker
from steinkjer_skolemiljo.skjema import SkjemaMixin, TekstSomKanVente

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.forms import BoundField

    from cases.dokumenter.navnefunn import Funn


class Framleggskjema(SkjemaMixin, forms.Form):
    """What the leader writes to the employee."""

    ansatt = forms.ModelChoiceField(
        label=_("Hvem er framlegget til?"), queryset=Bruker.objects.none(), empty_label=_("Velg ansatt")
    )
    paastander = forms.CharField(
        label=_("Hva er kommet fram?"),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_(
            "Skriv hva som er sagt om den ansatte: hva, når og hvor. Ikke skriv hvem som sa det. "
            "Navn du skriver, finner systemet etterpå, og du velger hva som skal skjules."
        ),
    )
    trenger = forms.CharField(
        label=_("Hva trenger du svar på?"),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For eksempel: fortell med egne ord hva som skjedde, og hvem andre som var til stede."),
    )
    svarfrist = forms.DateField(
        label=_("Svarfrist"), help_text=_("Forslaget er fem arbeidsdager. Den ansatte kan be om mer tid.")
    )
    vis_elev = forms.BooleanField(
        label=_("Den ansatte får vite hvem eleven er"),
        required=False,
        help_text=_("Ellers står det «eleven saken gjelder». Kryss av bare når den ansatte ikke kan svare uten."),
    )
    vis_elev_grunn = TekstSomKanVente(label=_("Hvorfor må den ansatte få vite det?"), max_length=300)
    revisjon = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, ansatte: Sequence[Bruker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ansatt"].queryset = Bruker.objects.filter(pk__in=[b.pk for b in ansatte])  # type: ignore[attr-defined]
        if len(ansatte) == 1:
            self.initial.setdefault("ansatt", ansatte[0].pk)

    def data_til_dor(self) -> Framleggdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Framleggdata(
            paastander=ren["paastander"],
            trenger=ren["trenger"],
            svarfrist=ren["svarfrist"],
            vis_elev=ren["vis_elev"],
            vis_elev_grunn=ren["vis_elev_grunn"],
            revisjon=ren["revisjon"] or 0,
        )


SKJULES, BEHOLDES = "skjul", "behold"


class Maskeskjema(SkjemaMixin, forms.Form):
    """One choice for each way of writing a name that was found."""

    def __init__(self, *args: Any, funn: Sequence[Funn], valgt: dict[str, Valg], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.funn = tuple(funn)
        for nummer, f in enumerate(self.funn):
            tidligere = valgt.get(f.form, Valg())
            felter: dict[str, forms.Field] = {
                # What was shown: a finding that has come since is no part of what was decided.
                f"form-{nummer}": forms.CharField(widget=forms.HiddenInput, initial=f.form, max_length=200),
                f"valg-{nummer}": forms.ChoiceField(
                    label=_("Hva skal stå i stedet for «%(ord)s»?") % {"ord": f.form},
                    choices=[
                        (SKJULES, _("«%(erstatning)s»") % {"erstatning": f.erstatning}),
                        (BEHOLDES, _("La «%(ord)s» stå") % {"ord": f.form}),
                    ],
                    widget=forms.RadioSelect,
                    initial=BEHOLDES if tidligere.beholdes else SKJULES,
                ),
                f"grunn-{nummer}": TekstSomKanVente(
                    label=_("Hvorfor kan «%(ord)s» stå?") % {"ord": f.form},
                    max_length=200,
                    initial=tidligere.grunn,
                ),
            }
            for navn, felt in felter.items():
                self.fields[navn] = felt
                self._kle(felt)

    def rader(self) -> list[tuple[Funn, BoundField, BoundField, BoundField]]:
        """Each finding with its fields: what was shown, the choice, the reason."""
        return [(f, self[f"form-{n}"], self[f"valg-{n}"], self[f"grunn-{n}"]) for n, f in enumerate(self.funn)]

    def valg(self) -> dict[str, Valg]:
        """The decisions, by the way of writing that was shown."""
        ren = self.cleaned_data
        return {
            ren[f"form-{n}"]: Valg(beholdes=ren[f"valg-{n}"] == BEHOLDES, grunn=ren[f"grunn-{n}"])
            for n in range(len(self.funn))
        }


class Tilbakeskjema(SkjemaMixin, forms.Form):
    """Why a framlegg goes back to the one who wrote it."""

    grunn = forms.CharField(label=_("Hva må endres?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class Fristskjema(SkjemaMixin, forms.Form):
    """A later deadline."""

    svarfrist = forms.DateField(label=_("Ny svarfrist"))


class Moteskjema(SkjemaMixin, forms.Form):
    """A meeting with the employee."""

    dato = forms.DateField(label=_("Når var møtet?"))
    sted = forms.CharField(label=_("Hvor?"), max_length=120, required=False)
    deltakere = forms.CharField(label=_("Hvem var med?"), max_length=500)
    tillitsvalgt = forms.BooleanField(label=_("Tillitsvalgt var med"), required=False)
    verneombud = forms.BooleanField(label=_("Verneombud var med"), required=False)
    redegjorelse = forms.CharField(
        label=_("Hva fortalte den ansatte?"),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Den ansattes egen forklaring, uten din vurdering."),
    )

    def data_til_dor(self) -> Motedata:
        """The typed data the door takes."""
        return Motedata(**self.cleaned_data)


class Vurderingsskjema(SkjemaMixin, forms.Form):
    """Two assessments, apart (L-5.4), and one line about the personnel side (L-5.7)."""

    elevens_opplevelse = forms.CharField(
        label=_("Hvordan opplever eleven det?"),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Elevens opplevelse skal ikke prøves eller vurderes. Den alene gjør at eleven skal ha tiltak."),
    )
    utfall = forms.ChoiceField(
        label=_("Var handlingen en krenkelse i lovens forstand?"),
        choices=Framleggvurdering.Utfall.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Vurder selve handlingen, uavhengig av hvordan den ble opplevd. "
            "En irettesettelse, faglig uenighet eller en vurdering er i seg selv ikke en krenkelse."
        ),
    )
    begrunnelse = forms.CharField(label=_("Begrunnelse"), max_length=FRITEKST, widget=forms.Textarea(attrs={"rows": 5}))
    personaloppfolging = forms.TypedChoiceField(
        label=_("Skjer personaloppfølging i eget system?"),
        choices=[("ja", _("Ja")), ("nei", _("Nei"))],
        coerce=lambda verdi: verdi == "ja",
        widget=forms.RadioSelect,
        help_text=_("Skriv ingenting om personalsaken her."),
    )

    def data_til_dor(self) -> Vurderingsdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Vurderingsdata(
            elevens_opplevelse=ren["elevens_opplevelse"],
            utfall=Framleggvurdering.Utfall(ren["utfall"]),
            begrunnelse=ren["begrunnelse"],
            personaloppfolging=ren["personaloppfolging"],
        )


class Svarskjema(SkjemaMixin, forms.Form):
    """The employee's own words."""

    tekst = forms.CharField(label=_("Svaret ditt"), max_length=FRITEKST, widget=forms.Textarea(attrs={"rows": 8}))


class MerTidSkjema(SkjemaMixin, forms.Form):
    """A wish for more time."""

    onsket_frist = forms.DateField(label=_("Når kan du svare?"))
    tekst = forms.CharField(label=_("Hvorfor trenger du mer tid?"), max_length=500)


class Bistandsskjema(SkjemaMixin, forms.Form):
    """Whom the employee brings."""

    tekst = forms.CharField(
        label=_("Hvem tar du med?"),
        max_length=200,
        help_text=_("Navn, og om det er tillitsvalgt, verneombud eller en annen."),
    )
