"""Forms of the register. Shape only; the doors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.dokumenter.models import Dokument
from cases.dokumenter.slag import overskrifter
from cases.sak.models import FRITEKST
from cases.statsforvalter.data import (
    Forlengelsedata,
    Klagedata,
    Kravdata,
    Meldtdata,
    Mulktdata,
    Oppfolgingsdata,
    Paleggdata,
    Sluttdata,
    Stansdata,
    Svardata,
    Vedtaksdata,
)
from cases.statsforvalter.models import (
    Palegg,
    Statsforvalterklage,
    Statsforvaltersak,
    Statsforvaltersvar,
    Statsforvaltervedtak,
    Tvangsmulkt,
)
from cases.statsforvalter.mote import Motedata
from cases.statsforvalter.mote_models import Statsforvaltermote
from cases.statsforvalter.vedtak import INGEN_ANSVARLIG, kan_ha_palegg, ubesvarte_klager
from steinkjer_skolemiljo.organisation.models import Bruker
from steinkjer_skolemiljo.skjema import ETT_AV, SkjemaMixin, TekstSomKanVente

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cases.sak.models import Sak

PUNKT_LENGST = 500
FLEST_PUNKTER = 40


def _tekst(etikett: Any, hjelp: Any = "", *, rader: int = 3, kan_vente: bool = False) -> forms.CharField:
    felt = TekstSomKanVente if kan_vente else forms.CharField
    return felt(label=etikett, help_text=hjelp, max_length=FRITEKST, widget=forms.Textarea(attrs={"rows": rader}))


def _kort(etikett: Any, lengde: int, hjelp: Any = "", *, paakrevd: bool = False) -> forms.CharField:
    return forms.CharField(label=etikett, max_length=lengde, required=paakrevd, help_text=hjelp)


def _valg(etikett: Any, valg: Any, hjelp: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=etikett, choices=valg, widget=forms.RadioSelect, help_text=hjelp)


class Registerskjema(SkjemaMixin, forms.Form):
    """What every form of the register carries: how far the register had come when the page was made."""

    sett = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def ren(self) -> dict[str, Any]:
        """What was typed, without what only the page needs."""
        return {navn: verdi for navn, verdi in self.cleaned_data.items() if navn != "sett"}


class _HosDem(Registerskjema):
    """Their number for the sak, and who has it there: in each letter, and not always known from the start."""

    referanse = _kort(_("Statsforvalterens saksnummer"), 40)
    saksbehandler = _kort(_("Saksbehandler hos Statsforvalteren"), 120)


class Meldtskjema(_HosDem):
    """That the sak has been reported."""

    meldt = forms.DateField(label=_("Når ble saken meldt til Statsforvalteren?"))
    mottatt = forms.DateField(label=_("Når fikk skolen eller kommunen vite det?"))
    meldt_av = _valg(_("Hvem meldte?"), Statsforvaltersak.MeldtAv.choices)
    meldt_av_hvem = _kort(_("Navn, om det er kjent"), 120)

    field_order = ("meldt", "mottatt", "meldt_av", "meldt_av_hvem", "referanse", "saksbehandler")

    def data_til_dor(self) -> Meldtdata:
        """The typed data the door takes."""
        ren = self.ren
        return Meldtdata(**{**ren, "meldt_av": Statsforvaltersak.MeldtAv(ren["meldt_av"])})


class Kravskjema(_HosDem):
    """A request for information."""

    mottatt = forms.DateField(label=_("Når kom brevet?"))
    frist = forms.DateField(label=_("Fristen Statsforvalteren har satt"))
    punkter = _tekst(_("Hva ber de om?"), _("Ett punkt på hver linje, slik det står i brevet."), rader=6)

    field_order = ("mottatt", "frist", "punkter", "referanse", "saksbehandler")

    def clean_punkter(self) -> tuple[str, ...]:
        """One point for each line that says something."""
        punkter = tuple(linje.strip(" \t-–•") for linje in self.cleaned_data["punkter"].splitlines())
        punkter = tuple(punkt for punkt in punkter if punkt)
        if len(punkter) > FLEST_PUNKTER or any(len(punkt) > PUNKT_LENGST for punkt in punkter):
            raise forms.ValidationError(_("Del det opp i høyst 40 punkter, hvert på høyst 500 tegn."))
        return punkter

    def data_til_dor(self) -> Kravdata:
        """The typed data the door takes."""
        return Kravdata(**self.ren)


class Forlengelseskjema(Registerskjema):
    """More time to answer."""

    dato = forms.DateField(label=_("Når fikk dere mer tid?"))
    til_frist = forms.DateField(label=_("Ny frist"))
    grunn = _kort(_("Hvorfor?"), 500, _("For eksempel: Statsforvalteren ventet på uttalelse fra PPT."), paakrevd=True)

    def data_til_dor(self) -> Forlengelsedata:
        """The typed data the door takes."""
        return Forlengelsedata(**self.ren)


class Dokumentvalg(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """The sak's documents, by what they are and the day each is of."""

    overskrifter: Mapping[int, tuple[str, date]] = {}

    def label_from_instance(self, obj: Dokument) -> str:
        """What the sak's own list of documents calls it."""
        if obj.pk not in self.overskrifter:
            return obj.filnavn
        hva, dato = self.overskrifter[obj.pk]
        return f"{hva}, {date_format(dato, 'j. F Y')}"


class Svarskjema(Registerskjema):
    """What was sent."""

    ett_av = (("dokumenter", "andre_dokumenter"),)

    sendt = forms.DateField(label=_("Når ble det sendt?"))
    kanal = _valg(_("Hvordan ble det sendt?"), Statsforvaltersvar.Kanal.choices)
    sendt_av = _kort(_("Hvem sendte det?"), 120, paakrevd=True)
    dokumenter = Dokumentvalg(
        label=_("Hvilke av sakens dokumenter var med?"),
        queryset=Dokument.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Velg dem her, eller skriv dem i feltet under."),
    )
    andre_dokumenter = _tekst(
        _("Andre dokumenter, eller hva dere la fram"), _("Ett på hver linje, med dato."), kan_vente=True
    )
    hele = _valg(_("Er alt de ba om, sendt?"), [("ja", _("Ja")), ("nei", _("Nei, mer følger"))])
    gjenstaar = _kort(_("Hva gjenstår?"), 500)

    def __init__(self, *args: Any, sak: Sak, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What goes to Statsforvalteren is the full edition (L-6.3).
        dokumenter = Dokument.objects.sakens_egne(sak).filter(utgave=Dokument.Utgave.INTERN).uten_innhold()
        valg = self.fields["dokumenter"]
        valg.overskrifter = overskrifter(dokumenter)  # type: ignore[attr-defined]
        valg.queryset = dokumenter  # type: ignore[attr-defined]
        if not dokumenter:
            del self.fields["dokumenter"]

    def data_til_dor(self) -> Svardata:
        """The typed data the door takes."""
        ren = self.ren
        return Svardata(
            **{
                **ren,
                "kanal": Statsforvaltersvar.Kanal(ren["kanal"]),
                "hele": ren["hele"] == "ja",
                "dokumenter": tuple(ren.get("dokumenter", ())),
            }
        )


class Moteskjema(Registerskjema):
    """A meeting that has been."""

    dato = forms.DateField(label=_("Når var møtet?"))
    hvordan = _valg(_("Hvordan?"), Statsforvaltermote.Hvordan.choices)
    deltakere = _kort(_("Hvem var med?"), 500, _("Navn og rolle."), paakrevd=True)
    tatt_opp = _tekst(_("Hva ble tatt opp?"), rader=5)
    avtalt = _tekst(_("Hva ble avtalt?"), _("Hvem gjør hva, og når."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Sometimes nothing is.
        self.fields["avtalt"].required = False

    def data_til_dor(self) -> Motedata:
        """The typed data the door takes."""
        return Motedata(**{**self.ren, "hvordan": Statsforvaltermote.Hvordan(self.ren["hvordan"])})


class Vedtaksskjema(Registerskjema):
    """A decision."""

    utfall = _valg(_("Hva ble avgjort?"), Statsforvaltervedtak.Utfall.choices)
    dato = forms.DateField(label=_("Datoen på avgjørelsen"))
    mottatt = forms.DateField(label=_("Når kom den?"))
    hovedpunkter = _tekst(_("Hva bygger de på?"), _("Kort, med egne ord. Påleggene skriver du inn etterpå."), rader=4)
    klagefrist = forms.DateField(
        label=_("Klagefrist for eleven og foresatte"),
        required=False,
        help_text=_("Står det ingen dato i brevet, regner vi tre uker fra det kom."),
    )
    klage = forms.ModelChoiceField(
        label=_("Avgjør den en klage?"),
        queryset=Statsforvalterklage.objects.none(),
        required=False,
        empty_label=_("Nei"),
    )

    def __init__(self, *args: Any, runde: Statsforvaltersak, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["klage"].queryset = ubesvarte_klager(runde)  # type: ignore[attr-defined]

    def data_til_dor(self) -> Vedtaksdata:
        """The typed data the door takes."""
        return Vedtaksdata(**{**self.ren, "utfall": Statsforvaltervedtak.Utfall(self.ren["utfall"])})


class Paleggskjema(Registerskjema):
    """One order."""

    ett_av = (("ansvarlig", "ansvarlig_rolle"),)

    vedtak = forms.ModelChoiceField(
        label=_("I hvilken avgjørelse?"), queryset=Statsforvaltervedtak.objects.none(), empty_label=_("Velg avgjørelse")
    )
    tekst = forms.CharField(
        label=_("Hva skal skolen gjøre?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Skriv det som det står i vedtaket. Teksten kan ikke endres etterpå, og blir et tiltak i planen."),
    )
    frist = forms.DateField(label=_("Fristen Statsforvalteren har satt"))
    ansvarlig = forms.ModelChoiceField(
        label=_("Hvem har ansvar?"),
        queryset=Bruker.objects.none(),
        required=False,
        empty_label=_("Velg person"),
        help_text=ETT_AV,
    )
    ansvarlig_rolle = _kort(_("Eller en rolle"), 120, _("For eksempel: rektor, PPT."))

    def __init__(self, *args: Any, runde: Statsforvaltersak, sak: Sak, dag: date, aktor: Bruker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vedtak = runde.vedtak.filter(utfall=Statsforvaltervedtak.Utfall.BRUDD)
        self.fields["vedtak"].queryset = vedtak  # type: ignore[attr-defined]
        self.fields["ansvarlig"].queryset = kan_ha_palegg(sak, dag, aktor)  # type: ignore[attr-defined]
        if len(vedtak) == 1:
            self.initial.setdefault("vedtak", vedtak[0].pk)

    def clean(self) -> dict[str, Any]:
        """Somebody must carry it; said together with what else is missing."""
        ren = super().clean() or self.cleaned_data
        if not self.has_error("ansvarlig") and not (ren.get("ansvarlig") or ren.get("ansvarlig_rolle")):
            self.add_error("ansvarlig", INGEN_ANSVARLIG)
        return ren

    def data_til_dor(self) -> Paleggdata:
        """The typed data the door takes."""
        return Paleggdata(**self.ren)


class Oppfolgingsskjema(Registerskjema):
    """How an order went on."""

    dato = forms.DateField(label=_("Dato"))
    status = _valg(_("Hvordan står det?"), Palegg.Status.choices[1:])
    gjort = _tekst(_("Hva er gjort?"))
    bevis = _tekst(
        _("Hva viser det?"),
        _("For eksempel: referat fra møtet 3. november, vaktplan, evaluering av tiltaket."),
        rader=2,
        kan_vente=True,
    )
    meldt_tilbake = forms.DateField(label=_("Når fikk Statsforvalteren vite det?"), required=False)

    def __init__(self, *args: Any, kan_oppheves: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not kan_oppheves:
            valg = [v for v in Palegg.Status.choices[1:] if v[0] != Palegg.Status.OPPHEVET]
            self.fields["status"].choices = valg  # type: ignore[attr-defined]

    def data_til_dor(self) -> Oppfolgingsdata:
        """The typed data the door takes."""
        return Oppfolgingsdata(**{**self.ren, "status": Palegg.Status(self.ren["status"])})


class Klageskjema(Registerskjema):
    """An appeal."""

    vedtak = forms.ModelChoiceField(
        label=_("Hvilken avgjørelse?"), queryset=Statsforvaltervedtak.objects.none(), empty_label=_("Velg avgjørelse")
    )
    dato = forms.DateField(label=_("Når ble det klaget?"))
    hvem = _valg(_("Hvem klaget?"), Statsforvalterklage.Hvem.choices)
    gjelder = _tekst(_("Hva gjelder klagen?"))

    def __init__(self, *args: Any, runde: Statsforvaltersak, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vedtak = runde.vedtak.exclude(utfall=Statsforvaltervedtak.Utfall.TRUKKET)
        self.fields["vedtak"].queryset = vedtak  # type: ignore[attr-defined]
        if len(vedtak) == 1:
            self.initial.setdefault("vedtak", vedtak[0].pk)

    def data_til_dor(self) -> Klagedata:
        """The typed data the door takes."""
        return Klagedata(**{**self.ren, "hvem": Statsforvalterklage.Hvem(self.ren["hvem"])})


class Mulktskjema(Registerskjema):
    """A tvangsmulkt."""

    satt = forms.DateField(label=_("Når ble mulkten satt?"))
    belop = forms.IntegerField(
        label=_("Beløp i kroner"),
        min_value=1,
        max_value=100_000_000,
        error_messages={"invalid": _("Skriv hele kroner.")},
    )
    hvor_ofte = _valg(_("Hvor ofte?"), Tvangsmulkt.Hvor.choices)
    fra = forms.DateField(label=_("Løper fra"))
    gjelder = _kort(_("Hva gjelder den?"), 500, _("For eksempel: pålegg 2 er ikke gjennomført."), paakrevd=True)

    def data_til_dor(self) -> Mulktdata:
        """The typed data the door takes."""
        return Mulktdata(**{**self.ren, "hvor_ofte": Tvangsmulkt.Hvor(self.ren["hvor_ofte"])})


class Stansskjema(Registerskjema):
    """That a mulkt has stopped."""

    stanset = forms.DateField(label=_("Siste dag den løp"))
    stanset_hvorfor = _kort(_("Hvorfor stanset den?"), 500, paakrevd=True)

    def data_til_dor(self) -> Stansdata:
        """The typed data the door takes."""
        return Stansdata(**self.ren)


class Sluttskjema(Registerskjema):
    """That a round is over."""

    slutt = _valg(
        _("Hvordan sluttet det?"),
        [v for v in Statsforvaltersak.Slutt.choices if v[0] != Statsforvaltersak.Slutt.MELDT_IGJEN],
    )
    avsluttet = forms.DateField(label=_("Dato"))
    slutt_merknad = TekstSomKanVente(
        label=_("Merknad"), max_length=500, help_text=_("Må fylles ut hvis saken ble registrert ved en feil.")
    )

    def data_til_dor(self) -> Sluttdata:
        """The typed data the door takes."""
        return Sluttdata(**{**self.ren, "slutt": Statsforvaltersak.Slutt(self.ren["slutt"])})
