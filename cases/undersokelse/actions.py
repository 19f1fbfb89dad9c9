"""Doors of the investigation: its plan, what was done to find out, and what the school makes of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from cases.kartlegging.queries import for_sak
from cases.lov.avslutning import kan_konkludere_uten_tiltak
from cases.sak.access import Handling
from cases.sak.fakta import fakta_for
from cases.sak.feil import Brudd, Foreldet, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from cases.sak.tilstand import oppdater
from cases.sak.vurdering import brudd_av
from cases.undersokelse.models import OM_EN_ANNEN_ELEV, Analyse, Kartlegging, Observasjon, Undersokelse
from cases.undersokelse.referat import (
    Samtaledata,
    Utsendingsdata,
    mulige_elever,
    registrer_referat_sendt_hjem,
    registrer_samtale,
    rett_samtale,
)
from cases.undersokelse.skriving import Undersokelsesplandata, dato_brudd, fjern_utkast, laas, lagre_rad, ny, start

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

# The doors of the investigation, wherever they stand.
__all__ = [
    "OM_EN_ANNEN_ELEV",
    "Analysedata",
    "Kartleggingsdata",
    "Observasjonsdata",
    "Samtaledata",
    "Undersokelsesplandata",
    "Utsendingsdata",
    "endre_undersokelsesplan",
    "mulige_elever",
    "registrer_analyse",
    "registrer_kartlegging",
    "registrer_observasjon",
    "registrer_referat_sendt_hjem",
    "registrer_samtale",
    "rett_observasjon",
    "rett_samtale",
    "siste_lagring",
    "start_undersokelse",
]


@dataclass(frozen=True)
class Observasjonsdata:
    """An observation: what was seen, and apart from it how it is understood."""

    dato: date
    arena: str
    observator: str
    beskrivelse: str
    fra: time | None = None
    til: time | None = None
    systematisk: bool = False
    tolkning: str = ""


@dataclass(frozen=True)
class Kartleggingsdata:
    """What a survey shows about this pupil. ``bygger_paa_id``: the survey of the class it is taken from."""

    dato: date
    verktoy: Kartlegging.Verktoy
    funn: str
    bygger_paa_id: int | None = None


@dataclass(frozen=True)
class Analysedata:
    """What the school makes of it all."""

    dato: date
    hva_skjer: str
    elevens_opplevelse: str
    behov_for_tiltak: bool
    opprettholder: str = ""
    andre_forstaaelser: str = ""
    nok_informasjon: bool = True
    begrunnelse: str = ""


def siste_lagring(undersokelse: Undersokelse | None) -> int:
    """Names the state of the investigation's plan that a form was shown with; 0 before it is begun. One query."""
    if undersokelse is None:
        return 0
    siste: int = undersokelse.history.values_list("history_id", flat=True)[0]
    return siste


def start_undersokelse(*, aktor: Bruker, sak_id: int, data: Undersokelsesplandata, now: datetime) -> Undersokelse:
    """Begin the investigation, perhaps with a plan for it (L-4.13: snarast).

    Raises:
        Foreldet: somebody began it meanwhile; what was typed is not lost.
        Regelbrudd: the sak is closed.

    """
    with transaction.atomic():
        sak = laas(aktor, sak_id, Handling.SKRIVE, now)
        alt = Undersokelse.objects.filter(sak=sak).first()
        if alt is not None:
            raise Foreldet.etter(alt)
        undersokelse = start(sak, data, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
    return undersokelse


def endre_undersokelsesplan(*, aktor: Bruker, sak_id: int, data: Undersokelsesplandata, now: datetime) -> Undersokelse:
    """Change what the school wants to find out, and from whom.

    Raises:
        Foreldet: somebody changed it meanwhile; what was typed is not lost.
        Regelbrudd: the sak is closed, or the investigation is not begun.

    """
    with transaction.atomic():
        sak = laas(aktor, sak_id, Handling.SKRIVE, now)
        undersokelse = Undersokelse.objects.filter(sak=sak).first()
        if undersokelse is None:
            raise Regelbrudd(_("Undersøkelsen er ikke startet ennå."))
        if siste_lagring(undersokelse) != data.sett:
            raise Foreldet.etter(undersokelse)
        undersokelse.hva_finne_ut = data.hva_finne_ut
        undersokelse.kilder = data.kilder
        lagre_rad(undersokelse, aktor=aktor, now=now)
        logg(sak, Hendelsestype.UNDERSOKELSE_PLANLAGT, aktor=aktor, now=now, objekt=undersokelse)
        oppdater(sak, aktor=aktor, now=now)
    return undersokelse


def registrer_observasjon(*, aktor: Bruker, sak_id: int, data: Observasjonsdata, now: datetime) -> Observasjon:
    """Write down what was seen.

    Raises:
        Regelbrudd: the time has not come, it ends before it begins, or the sak is closed.

    """
    with transaction.atomic():
        sak = laas(aktor, sak_id, Handling.SKRIVE, now)
        observasjon = _skriv_observasjon(sak, data, aktor=aktor, now=now)
        skjedde = gjort(data.dato, now, data.fra)
        logg(sak, Hendelsestype.OBSERVASJON, aktor=aktor, now=now, skjedde=skjedde, objekt=observasjon)
        fjern_utkast(aktor, sak, "observasjon")
        oppdater(sak, aktor=aktor, now=now)
    return observasjon


def rett_observasjon(
    *, aktor: Bruker, sak_id: int, observasjon_id: int, data: Observasjonsdata, now: datetime
) -> Observasjon:
    """Correct an observation with a new row that refers to the old, which stays as it was.

    Raises:
        IkkeFunnet: no such observation in this sak.
        Regelbrudd: it has been corrected already; or as for a new one.

    """
    with transaction.atomic():
        sak = laas(aktor, sak_id, Handling.SKRIVE, now)
        gammel = Observasjon.objects.select_for_update().filter(pk=observasjon_id, sak=sak).first()
        if gammel is None:
            raise IkkeFunnet
        if Observasjon.objects.filter(rettelse_av=gammel).exists():
            raise Regelbrudd(_("Observasjonen er alt rettet. Rett den siste i stedet."))
        observasjon = _skriv_observasjon(sak, data, aktor=aktor, now=now, rettelse_av=gammel)
        logg(sak, Hendelsestype.OBSERVASJON_RETTET, aktor=aktor, now=now, objekt=observasjon)
        fjern_utkast(aktor, sak, "observasjon", gammel.pk)
        oppdater(sak, aktor=aktor, now=now)
    return observasjon


def _skriv_observasjon(
    sak: Sak, data: Observasjonsdata, *, aktor: Bruker, now: datetime, rettelse_av: Observasjon | None = None
) -> Observasjon:
    brudd = dato_brudd(data.dato, now)
    if data.fra is not None and data.til is not None and data.til < data.fra:
        brudd.append(Brudd(_("Observasjonen kan ikke slutte før den begynner."), felt="til"))
    if data.fra is not None and data.dato == localtime(now).date() and data.fra > localtime(now).time():
        brudd.append(Brudd(_("Klokkeslettet kan ikke være fram i tid."), felt="fra"))
    if brudd:
        raise Regelbrudd(brudd)
    rad = Observasjon(sak=sak, rettelse_av=rettelse_av, registrert=now, registrert_av=aktor, **asdict(data))
    return ny(rad, sak, aktor=aktor, now=now)


def registrer_kartlegging(*, aktor: Bruker, sak_id: int, data: Kartleggingsdata, now: datetime) -> Kartlegging:
    """Write down what a survey shows about this pupil, and this pupil only.

    Raises:
        Regelbrudd: the day has not come, the survey of the class is not one the writer sees, or the sak is closed.

    """
    with transaction.atomic():
        sak = laas(aktor, sak_id, Handling.SKRIVE, now)
        brudd = dato_brudd(data.dato, now)
        if (
            data.bygger_paa_id is not None
            and not for_sak(aktor, sak, localdate(now)).filter(pk=data.bygger_paa_id).exists()
        ):
            brudd.append(Brudd(_("Velg en kartlegging av klassen eleven går i."), felt="bygger_paa"))
        if brudd:
            raise Regelbrudd(brudd)
        kartlegging = ny(
            Kartlegging(sak=sak, registrert=now, registrert_av=aktor, **asdict(data)), sak, aktor=aktor, now=now
        )
        skjedde = gjort(data.dato, now)
        logg(sak, Hendelsestype.KARTLEGGING, aktor=aktor, now=now, skjedde=skjedde, objekt=kartlegging)
        oppdater(sak, aktor=aktor, now=now)
    return kartlegging


def registrer_analyse(*, aktor: Bruker, sak_id: int, data: Analysedata, now: datetime) -> Analyse:
    """Conclude what the investigation shows, for now. A later one replaces it; none is changed.

    Raises:
        Regelbrudd: «no need for tiltak» although the pupil or parents said so themselves (L-4.7), before the pupil is
            heard (L-4.14), or without a reason; the day has not come; the sak is closed.

    """
    with transaction.atomic():
        sak = laas(aktor, sak_id, Handling.LEDE, now)
        brudd = dato_brudd(data.dato, now)
        if not data.behov_for_tiltak:
            brudd += brudd_av(kan_konkludere_uten_tiltak(fakta_for(sak)), localdate(now))
            if not data.begrunnelse.strip():
                brudd.append(Brudd(_("Skriv hvorfor det ikke er behov for tiltak."), felt="begrunnelse"))
        if brudd:
            raise Regelbrudd(brudd)
        analyse = ny(Analyse(sak=sak, registrert=now, registrert_av=aktor, **asdict(data)), sak, aktor=aktor, now=now)
        skjedde = gjort(data.dato, now)
        logg(sak, Hendelsestype.ANALYSE, aktor=aktor, now=now, skjedde=skjedde, objekt=analyse)
        oppdater(sak, aktor=aktor, now=now)
    return analyse
