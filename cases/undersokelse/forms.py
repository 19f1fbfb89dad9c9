"""Forms of the investigation, in an order one can fill during a talk. Shape only; the doors decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.sak.models import FRITEKST
from cases.undersokelse.actions import (
    Analysedata,
    Kartleggingsdata,
    Observasjonsdata,
    Samtaledata,
    Undersokelsesplandata,
    Utsendingsdata,
)
from cases.undersokelse.maler import MALER, Mal, uten_ubesvarte
from cases.undersokelse.models import OM_EN_ANNEN_ELEV, Kartlegging, Referatutsending, Samtale
from steinkjer_skolemiljo.skjema import SkjemaMixin, TekstSomKanVente, ValgSomKanVente

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cases.kartlegging.models import Klassekartlegging
    from steinkjer_skolemiljo.organisation.models import Elev, Foresatt

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


@dataclass(frozen=True)
class Feltgruppe:
    """Fields that are folded away until they are wanted, or until something stands in them."""

    tittel: str
    felter: tuple[forms.BoundField, ...]
    intern: bool = False

    @property
    def aapen(self) -> bool:
        """Whether something is written in it, or must be mended."""
        return any(felt.errors or felt.value() for felt in self.felter)


class MedUtkast(SkjemaMixin, forms.Form):
    """A form whose text is kept as it is typed. ``aapnet`` is when it was opened, in milliseconds."""

    FOLDET: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = ()

    aapnet = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def foldet(self) -> list[Feltgruppe]:
        """The folded groups, in order."""
        return [
            Feltgruppe(str(tittel), tuple(self[navn] for navn in navn_), intern="internt_notat" in navn_)
            for tittel, navn_ in self.FOLDET
        ]


class Samtaleskjema(MedUtkast):
    """A referat: who, when and what was said stand open; the rest is folded, and the part for the home apart."""

    FOLDET = (
        (_("Ønsker, avtaler og neste samtale"), ("onsker", "hjelper_eller_frykter", "avtalt", "neste_samtale")),
        (
            _("Mer om samtalen"),
            ("voksnes_beskrivelse", "trygghetsperson", "formaal_forklart", "taushetsplikt_forklart", "tolk"),
        ),
        (_("Internt notat – går aldri hjem"), ("internt_notat",)),
    )

    type = forms.ChoiceField(label=_("Hvem var samtalen med?"), choices=Samtale.Type.choices, widget=forms.RadioSelect)
    elev = ValgSomKanVente(
        label=_("Hvilken elev?"),
        help_text=_("Bare når samtalen gjaldt en annen elev enn den saken gjelder. Én elev om gangen."),
        empty_value=None,
    )
    dato = forms.DateField(label=_("Dato"))
    sted = TekstSomKanVente(label=_("Sted"), max_length=120, help_text=_("For eksempel: grupperommet, på telefon."))
    deltakere = TekstSomKanVente(
        label=_("Hvem var med, og i hvilken rolle?"),
        help_text=_("Skriv også hvem som ba om samtalen."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    takket_nei = forms.BooleanField(
        label=_("Samtalen ble tilbudt, men takket nei til"),
        help_text=_("Da trenger du ikke å fylle ut mer."),
        required=False,
    )
    hva_sies = TekstSomKanVente(
        label=_("Hva ble sagt?"),
        help_text=_("Med den andres egne ord så langt det går. Ikke skriv hva andre familier har fortalt."),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    onsker = _tekst(_("Hvordan ønsker eleven at det skal bli?"), rader=3)
    hjelper_eller_frykter = _tekst(_("Hva tror eleven hjelper, og hva er eleven redd for?"), rader=3)
    avtalt = _tekst(_("Hva ble avtalt?"), _("Skriv også hva du sa om det som skjer videre."), rader=3)
    neste_samtale = forms.DateField(
        label=_("Neste samtale"),
        help_text=_("Datoen blir en avtalt samtale i saken, og du får påminnelse."),
        required=False,
    )
    voksnes_beskrivelse = _tekst(
        _("Det du som voksen la merke til"),
        _("For eksempel hvordan eleven hadde det i samtalen. Skriv det her, så elevens egne ord står for seg."),
        rader=3,
    )
    trygghetsperson = forms.CharField(
        label=_("Trygghetsperson"), help_text=_("Den eleven ville ha med seg."), max_length=120, required=False
    )
    formaal_forklart = forms.BooleanField(label=_("Jeg forklarte hvorfor vi snakket sammen"), required=False)
    taushetsplikt_forklart = forms.BooleanField(
        label=_("Jeg forklarte hva jeg kan holde for meg selv, og hva jeg må si videre"), required=False
    )
    tolk = forms.BooleanField(label=_("Tolk ble brukt"), required=False)
    internt_notat = _tekst(
        _("Internt notat"), _("Det du trenger å huske, men som ikke er referat. Dette går aldri hjem."), rader=3
    )

    def __init__(self, *args: Any, elever: Iterable[Elev], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._elever = {str(elev.pk): elev for elev in elever}
        felt = self.fields["elev"]
        felt.choices = [  # type: ignore[attr-defined]
            ("", _("Ingen valgt")),
            *((pk, _elevnavn(elev)) for pk, elev in self._elever.items()),
        ]
        felt.coerce = self._elever.get  # type: ignore[attr-defined]

    @property
    def maler(self) -> list[tuple[str, Mal]]:
        """Help for each kind of conversation; the page shows that of the kind that is chosen."""
        return [(type_.value, mal) for type_, mal in MALER.items()]

    def clean_hva_sies(self) -> str:
        """A question that was put in for help and got no answer is not part of what was said."""
        return uten_ubesvarte(self.cleaned_data["hva_sies"])

    def data_til_dor(self) -> Samtaledata:
        """The typed data the door takes."""
        ren = {navn: verdi for navn, verdi in self.cleaned_data.items() if navn != "aapnet"}
        type_ = Samtale.Type(ren["type"])
        # The choice of pupil is out of sight for the other kinds of conversation.
        return Samtaledata(**{**ren, "type": type_, "elev": ren["elev"] if type_ in OM_EN_ANNEN_ELEV else None})


class Observasjonsskjema(MedUtkast):
    """What was seen, and in a field of its own how it is understood."""

    FOLDET = ((_("Klokkeslett, og hvordan du forstår det"), ("fra", "til", "systematisk", "tolkning")),)

    dato = forms.DateField(label=_("Dato"))
    arena = forms.CharField(label=_("Hvor"), max_length=120, help_text=_("For eksempel: friminutt, ved ballbingen."))
    observator = forms.CharField(label=_("Hvem observerte?"), max_length=120)
    beskrivelse = _tekst(
        _("Hva så du?"), _("Det som ble sagt og gjort, ikke hva du tror om noen."), rader=6, paakrevd=True
    )
    fra = forms.TimeField(label=_("Fra klokka"), required=False)
    til = forms.TimeField(label=_("Til klokka"), required=False)
    systematisk = forms.BooleanField(label=_("Observasjonen var planlagt på forhånd"), required=False)
    tolkning = _tekst(_("Hvordan forstår du det?"), rader=3)

    def data_til_dor(self) -> Observasjonsdata:
        """The typed data the door takes."""
        return Observasjonsdata(**{navn: verdi for navn, verdi in self.cleaned_data.items() if navn != "aapnet"})


# What is written and kept as it is typed; each gives the data of its own door.
Skriveskjema = Samtaleskjema | Observasjonsskjema


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
    bygger_paa = ValgSomKanVente(
        label=_("Bygger på en kartlegging av klassen"),
        help_text=_("I saken står bare hva slags kartlegging det er, og datoen."),
        empty_value=None,
        coerce=int,
    )

    def __init__(self, *args: Any, kartlegginger: Iterable[Klassekartlegging], **kwargs: Any) -> None:
        """``kartlegginger`` are those the writer may see that cover the pupil's class."""
        super().__init__(*args, **kwargs)
        rader = list(kartlegginger)
        if rader:
            self.fields["bygger_paa"].choices = [  # type: ignore[attr-defined]
                ("", _("Ingen")),
                *((str(rad.pk), f"{rad.hva}, {rad.omfang}, {date_format(rad.dato, 'j. F Y')}") for rad in rader),
            ]
        else:
            del self.fields["bygger_paa"]

    def data_til_dor(self) -> Kartleggingsdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Kartleggingsdata(
            dato=ren["dato"],
            verktoy=Kartlegging.Verktoy(ren["verktoy"]),
            funn=ren["funn"],
            bygger_paa_id=ren.get("bygger_paa"),
        )


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
    """To whom a referat was given, when and how."""

    ELEVEN = "elev"

    mottaker = forms.ChoiceField(label=_("Hvem har fått referatet?"), widget=forms.RadioSelect)
    dato = forms.DateField(label=_("Når"))
    kanal = forms.ChoiceField(label=_("Hvordan"), choices=Referatutsending.Kanal.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, foresatte: Iterable[Foresatt], eleven: str = "", **kwargs: Any) -> None:
        """``eleven`` is the pupil's name where the pupil may be given the referat."""
        super().__init__(*args, **kwargs)
        self._foresatte = {str(foresatt.pk): foresatt for foresatt in foresatte}
        valg = [(self.ELEVEN, eleven)] if eleven else []
        self.fields["mottaker"].choices = [  # type: ignore[attr-defined]
            *valg,
            *((pk, foresatt.navn) for pk, foresatt in self._foresatte.items()),
        ]

    @property
    def noen(self) -> bool:
        """Whether there is anybody left to send it to."""
        return bool(self.fields["mottaker"].choices)  # type: ignore[attr-defined]

    def data_til_dor(self) -> Utsendingsdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Utsendingsdata(
            foresatt=self._foresatte.get(ren["mottaker"]),
            dato=ren["dato"],
            kanal=Referatutsending.Kanal(ren["kanal"]),
        )
