"""The plan's form without its rows, and the form of a tiltak's status. Shape only: the rest is the doors' to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.sak.models import FRITEKST
from cases.tiltaksplan.actions import Statusdata
from cases.tiltaksplan.merking import Merkedata
from cases.tiltaksplan.models import Planutsending, Tiltak, Tiltaksmerke, Tiltaksplan
from cases.tiltaksplan.utsending import Utsendingsdata
from steinkjer_skolemiljo.skjema import DatoSomKanVente, SkjemaMixin, TekstSomKanVente

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.forms import BoundField

    from steinkjer_skolemiljo.organisation.models import Foresatt

FORESATT = "foresatt-"


def _lang(etikett: Any, hjelp: Any = "", *, loven: bool = False, rader: int = 4) -> forms.CharField:
    slag = TekstSomKanVente if loven else forms.CharField
    return slag(
        label=etikett,
        help_text=hjelp,
        max_length=FRITEKST,
        required=loven,
        widget=forms.Textarea(attrs={"rows": rader}),
    )


def _kort(etikett: Any, lengde: int, hjelp: Any = "") -> forms.CharField:
    return forms.CharField(label=etikett, max_length=lengde, required=False, help_text=hjelp)


class Planskjema(SkjemaMixin, forms.Form):
    """All of the plan but its tiltak, in the order of section 2.5."""

    revisjon = forms.IntegerField(widget=forms.HiddenInput)
    # Which open page this is, and what it was shown: nobody reads them, and without them nothing is overwritten unseen.
    fane = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    sett = forms.CharField(widget=forms.HiddenInput, required=False)
    versjon = forms.IntegerField(widget=forms.HiddenInput, required=False)
    utfordring = _lang(
        _("Hvilket problem skal tiltakene løse?"),
        _("Beskriv det eleven opplever, og det rundt eleven som virker inn."),
        loven=True,
    )
    bakgrunn = _lang(
        _("Bakgrunn"), _("Melding og undersøkelser som er gjort eller planlagt. Datoer, ikke navn på andre elever.")
    )
    maal = _lang(_("Mål"), _("Hvordan er skoledagen når eleven har det trygt og godt?"), rader=3)
    tegn = _lang(
        _("Tegn på at det virker"),
        _("Hva ser, hører eller merker dere når målet er nådd? Spør gjerne eleven."),
        rader=3,
    )
    elevens_syn = _lang(
        _("Elevens syn"),
        _("Hva mener eleven om tiltakene? Skriv også om eleven ikke ønsket å si noe."),
        loven=True,
    )
    foresattes_syn = _lang(
        _("Det de foresatte sier sammen"), _("Skriv også om noen av dem ikke er spurt, og hvorfor."), rader=3
    )
    barnets_beste = _lang(
        _("Barnets beste"),
        _("Hva er veid mot hva? Er et tiltak imot elevens ønske, må grunnen stå her."),
        loven=True,
    )
    evalueringsdato = DatoSomKanVente(label=_("Når skal tiltakene evalueres?"))
    evaluering_begrunnelse = forms.CharField(
        label=_("Hvorfor så lenge til evaluering?"),
        help_text=_("Bare når det er lenger til enn kommunens lengste tid mellom evalueringer."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    evaluering_deltakere = _kort(_("Hvem er med på evalueringen?"), 200)
    oppfolgingssamtaler = _kort(_("Oppfølgingssamtaler med eleven"), 200, _("Hvem snakker med eleven, og hvor ofte?"))
    trygghetsperson = _kort(_("Elevens trygghetsperson"), 120, _("En voksen på skolen som eleven selv stoler på."))
    samarbeid = _lang(
        _("Samarbeid med andre"),
        _("Hvem, for eksempel PPT, helsesykepleier eller miljøterapeut, og hva hjelper de med?"),
        rader=3,
    )
    samarbeid_grunnlag = forms.ChoiceField(
        label=_("Hva er grunnlaget for å dele opplysninger med dem?"),
        choices=[("", _("Ikke aktuelt")), *Tiltaksplan.Samarbeidsgrunnlag.choices],
        required=False,
    )
    samarbeid_grunnlag_tekst = _kort(
        _("Samtykket eller hjemmelen"), 300, _("Hvem har samtykket, til hva og når? Eller: hvilken bestemmelse?")
    )
    uenighet = _lang(_("Er eleven eller foresatte uenig i noe?"), _("Uenighet stopper ikke planen, men skal stå her."))

    def __init__(self, *args: Any, foresatte: Sequence[Foresatt], **kwargs: Any) -> None:
        self.foresatte = tuple(foresatte)
        # Before the house dresses the fields: these are the form's own, as much as the others.
        self.base_fields = {  # type: ignore[misc]  # this form's own copy, which is what Django reads
            **self.base_fields,
            **{
                f"{FORESATT}{f.pk}": _lang(gettext("Hva mener %(navn)s?") % {"navn": f.navn}, rader=3)
                for f in self.foresatte
            },
        }
        super().__init__(*args, **kwargs)

    @property
    def foresattfelt(self) -> list[BoundField]:
        """What each of the foresatte means, one field each."""
        return [self[f"{FORESATT}{foresatt.pk}"] for foresatt in self.foresatte]


class Statusskjema(SkjemaMixin, forms.Form):
    """How one tiltak stands."""

    sett = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    status = forms.ChoiceField(label=_("Status"), choices=Tiltak.Status.choices)
    notat = TekstSomKanVente(
        label=_("Notat"),
        help_text=_("Må skrives når tiltaket ikke ble gjennomført."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def data_til_dor(self) -> Statusdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Statusdata(status=Tiltak.Status(ren["status"]), notat=ren["notat"], sett=ren["sett"] or None)


class Merkeskjema(SkjemaMixin, forms.Form):
    """That a tiltak was done on a day, or was not, or a note. Which of them is the button that is pressed."""

    nokkel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    # Where the person came from, and goes back to.
    fra = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)
    dato = forms.DateField(label=_("Hvilken dag?"))
    notat = TekstSomKanVente(
        label=_("Notat"),
        help_text=_("Kort. Må skrives når noe ikke ble gjort."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    hva = forms.ChoiceField(label=_("Hva"), choices=Tiltaksmerke.Hva.choices)

    def data_til_dor(self) -> Merkedata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Merkedata(dato=ren["dato"], hva=Tiltaksmerke.Hva(ren["hva"]), nokkel=ren["nokkel"], notat=ren["notat"])


class Utsendingsskjema(SkjemaMixin, forms.Form):
    """That the plan in force was given to somebody at home."""

    ELEVEN = "elev"

    mottaker = forms.ChoiceField(label=_("Hvem har fått planen?"))
    dato = forms.DateField(label=_("Når?"))
    kanal = forms.ChoiceField(label=_("Hvordan?"), choices=[("", _("Velg")), *Planutsending.Kanal.choices])

    def __init__(self, *args: Any, foresatte: Sequence[Foresatt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.foresatte = {str(f.pk): f for f in foresatte}
        self.fields["mottaker"].choices = [  # type: ignore[attr-defined]
            ("", _("Velg person")),
            (self.ELEVEN, _("Eleven")),
            *((pk, f.navn) for pk, f in self.foresatte.items()),
        ]

    def data_til_dor(self) -> Utsendingsdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Utsendingsdata(self.foresatte.get(ren["mottaker"]), ren["dato"], Planutsending.Kanal(ren["kanal"]))


class Versjonsvalg(forms.Form):
    """Which two versions are compared; what makes no sense is left out."""

    fra = forms.IntegerField(required=False)
    til = forms.IntegerField(required=False)
