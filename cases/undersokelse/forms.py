"""Forms of the investigation, in an order one can fill during a talk. Shape only; the doors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.sak.models import FRITEKST
from cases.undersokelse.actions import (
    Analysedata,
    Kartleggingsdata,
    Observasjonsdata,
    Samtaledata,
    Undersokelsesplandata,
)
from cases.undersokelse.models import Kartlegging, Samtale
from steinkjer_skolemiljo.skjema import SkjemaMixin, TekstSomKanVente, ValgSomKanVente

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steinkjer_skolemiljo.organisation.models import Elev

JA_NEI = [("ja", _("Ja")), ("nei", _("Nei"))]


def _elevnavn(elev: Elev) -> str:
    """The name, and the class unless the pupil's address is protected (A-13)."""
    return f"{elev.navn}, {elev.klasse.navn}" if elev.klasse and not elev.er_gradert else elev.navn


def _er_ja(verdi: str) -> bool:
    return verdi == "ja"


def _tekst(etikett: Any, hjelp: Any = "", *, rader: int = 4, paakrevd: bool = False) -> forms.CharField:
    return forms.CharField(
        label=etikett,
        help_text=hjelp,
        max_length=FRITEKST,
        required=paakrevd,
        widget=forms.Textarea(attrs={"rows": rader}),
    )


class Planskjema(SkjemaMixin, forms.Form):
    """The plan of the investigation: what to find out, and from whom."""

    hva_finne_ut = _tekst(
        _("Hva trenger vi å finne ut?"), _("Undersøkelsen skal vise hvordan eleven har det, og hva som virker inn.")
    )
    kilder = _tekst(
        _("Hvem spør vi, og hvem gjør hva til når?"),
        _("Flere kilder gir et sikrere bilde: samtaler, observasjon, kartlegging."),
    )
    sett = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def data_til_dor(self) -> Undersokelsesplandata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Undersokelsesplandata(hva_finne_ut=ren["hva_finne_ut"], kilder=ren["kilder"], sett=ren["sett"] or 0)

    def har_sett(self, lagring: int) -> None:
        """Remember that the person has now been shown this state of the plan."""
        self.data = {**self.data.dict(), "sett": lagring}  # type: ignore[attr-defined]


class Samtaleskjema(SkjemaMixin, forms.Form):
    """A conversation: who, where, what was said, what was agreed; the internal note last and apart."""

    type = forms.ChoiceField(label=_("Hvem var samtalen med?"), choices=Samtale.Type.choices, widget=forms.RadioSelect)
    elev = ValgSomKanVente(
        label=_("Hvilken elev?"),
        help_text=_("Bare når samtalen gjaldt en annen elev enn den saken gjelder. Én elev om gangen."),
        empty_value=None,
    )
    dato = forms.DateField(label=_("Dato"))
    sted = TekstSomKanVente(label=_("Sted"), max_length=120)
    deltakere = forms.CharField(
        label=_("Hvem var med, og i hvilken rolle?"),
        help_text=_("Skriv også hvem som ba om samtalen, og om eleven hadde med en trygghetsperson."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    formaal_forklart = forms.BooleanField(label=_("Formålet med samtalen ble forklart"), required=False)
    tolk = forms.BooleanField(label=_("Tolk ble brukt"), required=False)
    takket_nei = forms.BooleanField(
        label=_("Samtalen ble tilbudt, men takket nei til"),
        help_text=_("Da trenger du ikke å fylle ut mer."),
        required=False,
    )
    hva_sies = TekstSomKanVente(
        label=_("Hva sier eleven eller foresatte?"),
        help_text=_("Med egne ord så langt det går. Ikke skriv hva andre familier har fortalt."),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    onsker = _tekst(_("Hvordan ønsker eleven at det skal bli?"))
    hjelper_eller_frykter = _tekst(_("Hva tror eleven hjelper, og hva er eleven redd for?"))
    avtalt = _tekst(_("Hva ble avtalt?"), _("Skriv også hva som ble sagt om taushetsplikt og om hva som skjer videre."))
    neste_samtale = forms.DateField(label=_("Neste samtale"), required=False)
    internt_notat = _tekst(_("Internt notat – går aldri hjem"), _("Det du trenger å huske, men som ikke er referat."))

    def __init__(self, *args: Any, elever: Iterable[Elev], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._elever = {str(elev.pk): elev for elev in elever}
        felt = self.fields["elev"]
        felt.choices = [  # type: ignore[attr-defined]
            ("", _("Ingen valgt")),
            *((pk, _elevnavn(elev)) for pk, elev in self._elever.items()),
        ]
        felt.coerce = self._elever.get  # type: ignore[attr-defined]

    def data_til_dor(self) -> Samtaledata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Samtaledata(**{**ren, "type": Samtale.Type(ren["type"])})


class Observasjonsskjema(SkjemaMixin, forms.Form):
    """What was seen, and in a field of its own how it is understood."""

    dato = forms.DateField(label=_("Dato"))
    fra = forms.TimeField(label=_("Fra klokka"), required=False)
    til = forms.TimeField(label=_("Til klokka"), required=False)
    arena = forms.CharField(label=_("Hvor"), max_length=120, help_text=_("For eksempel: friminutt, ved ballbingen."))
    observator = forms.CharField(label=_("Hvem observerte?"), max_length=120)
    systematisk = forms.BooleanField(label=_("Observasjonen var planlagt på forhånd"), required=False)
    beskrivelse = _tekst(
        _("Hva så du?"), _("Det som ble sagt og gjort, ikke hva du tror om noen."), rader=6, paakrevd=True
    )
    tolkning = _tekst(_("Hvordan forstår du det?"))

    def data_til_dor(self) -> Observasjonsdata:
        """The typed data the door takes."""
        return Observasjonsdata(**self.cleaned_data)


class Kartleggingsskjema(SkjemaMixin, forms.Form):
    """A survey, and what it shows about this pupil only."""

    dato = forms.DateField(label=_("Dato"))
    verktoy = forms.ChoiceField(label=_("Verktøy"), choices=Kartlegging.Verktoy.choices, widget=forms.RadioSelect)
    funn = _tekst(
        _("Hva viser den om denne eleven?"),
        _("Skriv bare det som gjelder eleven saken handler om."),
        rader=6,
        paakrevd=True,
    )

    def data_til_dor(self) -> Kartleggingsdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Kartleggingsdata(**{**ren, "verktoy": Kartlegging.Verktoy(ren["verktoy"])})


class Analyseskjema(SkjemaMixin, forms.Form):
    """What the school makes of what it has found."""

    dato = forms.DateField(label=_("Dato"))
    hva_skjer = _tekst(_("Hva skjer?"), paakrevd=True)
    elevens_opplevelse = _tekst(
        _("Hvordan opplever eleven det?"), _("Elevens egen opplevelse er avgjørende."), paakrevd=True
    )
    opprettholder = _tekst(
        _("Hva holder det ved like?"), _("Hos eleven, i gruppa, i det voksne gjør, i hvordan dagen er organisert.")
    )
    andre_forstaaelser = _tekst(_("Hva annet kan det være?"))
    nok_informasjon = forms.TypedChoiceField(
        label=_("Vet dere nok til å velge tiltak?"),
        choices=[("ja", _("Ja")), ("nei", _("Nei, vi undersøker videre"))],
        coerce=_er_ja,
        widget=forms.RadioSelect,
    )
    behov_for_tiltak = forms.TypedChoiceField(
        label=_("Er det behov for tiltak?"), choices=JA_NEI, coerce=_er_ja, widget=forms.RadioSelect
    )
    begrunnelse = TekstSomKanVente(
        label=_("Begrunnelse"),
        help_text=_("Må skrives når dere mener det ikke er behov for tiltak."),
        max_length=FRITEKST,
        widget=forms.Textarea,
    )

    def data_til_dor(self) -> Analysedata:
        """The typed data the door takes."""
        return Analysedata(**self.cleaned_data)


class Sendtskjema(SkjemaMixin, forms.Form):
    """When and how a referat was sent home."""

    dato = forms.DateField(label=_("Sendt hjem"))
    kanal = forms.CharField(
        label=_("Hvordan"), max_length=80, help_text=_("For eksempel: Digipost, på papir med eleven.")
    )
