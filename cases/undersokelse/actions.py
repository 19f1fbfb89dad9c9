"""Doors of the investigation: its plan, what was done to find out, what went home, and what the school makes of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from cases.lov.avslutning import kan_konkludere_uten_tiltak
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.fakta import fakta_for
from cases.sak.feil import Brudd, Foreldet, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from cases.sak.models import Del
from cases.sak.tilstand import krev_aapen, oppdater
from cases.sak.vurdering import brudd_av
from cases.undersokelse.models import Analyse, Kartlegging, Observasjon, Samtale, Undersokelse
from steinkjer_skolemiljo.organisation.models import Elev
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from django.db.models import QuerySet

    from cases.sak.models import Sak
    from cases.undersokelse.models import Aktivitet
    from steinkjer_skolemiljo.organisation.models import Bruker

    A = TypeVar("A", bound=Aktivitet)

# Conversations with, or with the family of, another pupil than the one the sak is about.
OM_EN_ANNEN_ELEV = frozenset({Samtale.Type.MULIG_KRENKER, Samtale.Type.MEDELEV, Samtale.Type.FORESATTE_ANNEN})


@dataclass(frozen=True)
class Undersokelsesplandata:
    """What the school wants to find out, and from whom."""

    hva_finne_ut: str = ""
    kilder: str = ""
    # ``siste_lagring`` when the form was shown.
    sett: int = 0


@dataclass(frozen=True)
class Samtaledata:
    """A conversation as it is written down."""

    type: Samtale.Type
    dato: date
    deltakere: str
    hva_sies: str = ""
    elev: Elev | None = None
    sted: str = ""
    formaal_forklart: bool = False
    tolk: bool = False
    takket_nei: bool = False
    onsker: str = ""
    hjelper_eller_frykter: str = ""
    avtalt: str = ""
    neste_samtale: date | None = None
    internt_notat: str = ""


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
    """What a survey shows about this pupil."""

    dato: date
    verktoy: Kartlegging.Verktoy
    funn: str


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


def mulige_elever(sak: Sak) -> QuerySet[Elev]:
    """Other pupils a conversation in this sak may be with: those the sak names, and those of the school."""
    return (
        Elev.objects.filter(Q(involvert_i__sak=sak) | Q(skole=sak.skole_id, sluttet__isnull=True))
        .exclude(pk=sak.elev_id)
        .order_by("etternavn", "fornavn", "id")
        .distinct()
    )


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
        sak = _laas(aktor, sak_id, Handling.SKRIVE, now)
        alt = Undersokelse.objects.filter(sak=sak).first()
        if alt is not None:
            raise _foreldet(alt)
        undersokelse = _start(sak, data, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
    return undersokelse


def endre_undersokelsesplan(*, aktor: Bruker, sak_id: int, data: Undersokelsesplandata, now: datetime) -> Undersokelse:
    """Change what the school wants to find out, and from whom.

    Raises:
        Foreldet: somebody changed it meanwhile; what was typed is not lost.
        Regelbrudd: the sak is closed, or the investigation is not begun.

    """
    with transaction.atomic():
        sak = _laas(aktor, sak_id, Handling.SKRIVE, now)
        undersokelse = Undersokelse.objects.filter(sak=sak).first()
        if undersokelse is None:
            raise Regelbrudd(_("Undersøkelsen er ikke startet ennå."))
        if siste_lagring(undersokelse) != data.sett:
            raise _foreldet(undersokelse)
        undersokelse.hva_finne_ut = data.hva_finne_ut
        undersokelse.kilder = data.kilder
        _lagre(undersokelse, aktor=aktor, now=now)
        logg(sak, Hendelsestype.UNDERSOKELSE_PLANLAGT, aktor=aktor, now=now, objekt=undersokelse)
        oppdater(sak, aktor=aktor, now=now)
    return undersokelse


def registrer_samtale(*, aktor: Bruker, sak_id: int, data: Samtaledata, now: datetime) -> Samtale:
    """Write down a conversation, or that it was offered and declined (L-4.14).

    Raises:
        Regelbrudd: the day has not come; a conversation with a pupil who may have offended has not exactly one such
            pupil (L-4.16); nothing is written of what was said; the sak is closed.

    """
    with transaction.atomic():
        sak = _laas(aktor, sak_id, Handling.SKRIVE, now)
        brudd = [*_dato_brudd(data.dato, now), *_elev_brudd(sak, data)]
        if not data.takket_nei and not data.hva_sies.strip():
            brudd.append(
                Brudd(_("Skriv hva som ble sagt, eller kryss av for at samtalen ble takket nei til."), felt="hva_sies")
            )
        if not data.takket_nei and not data.sted.strip():
            brudd.append(Brudd(_("Skriv hvor samtalen var."), felt="sted"))
        if data.neste_samtale is not None and data.neste_samtale < data.dato:
            brudd.append(Brudd(_("Neste samtale kan ikke være før denne."), felt="neste_samtale"))
        if brudd:
            raise Regelbrudd(brudd)
        felter = {navn: verdi for navn, verdi in vars(data).items() if navn != "elev"}
        samtale = _ny(
            Samtale(sak=sak, elev=data.elev, registrert=now, registrert_av=aktor, **felter), sak, aktor=aktor, now=now
        )
        type_ = Hendelsestype.SAMTALE_TAKKET_NEI if data.takket_nei else Hendelsestype.SAMTALE
        hvem = str(Samtale.Type(data.type).label)
        logg(
            sak,
            type_,
            aktor=aktor,
            now=now,
            skjedde=gjort(data.dato, now),
            objekt=samtale,
            hvem=hvem if data.takket_nei else hvem[0].lower() + hvem[1:],
        )
        oppdater(sak, aktor=aktor, now=now)
    return samtale


def registrer_observasjon(*, aktor: Bruker, sak_id: int, data: Observasjonsdata, now: datetime) -> Observasjon:
    """Write down what was seen.

    Raises:
        Regelbrudd: the time has not come, it ends before it begins, or the sak is closed.

    """
    with transaction.atomic():
        sak = _laas(aktor, sak_id, Handling.SKRIVE, now)
        brudd = _dato_brudd(data.dato, now)
        if data.fra is not None and data.til is not None and data.til < data.fra:
            brudd.append(Brudd(_("Observasjonen kan ikke slutte før den begynner."), felt="til"))
        if data.fra is not None and data.dato == localtime(now).date() and data.fra > localtime(now).time():
            brudd.append(Brudd(_("Klokkeslettet kan ikke være fram i tid."), felt="fra"))
        if brudd:
            raise Regelbrudd(brudd)
        observasjon = _ny(
            Observasjon(sak=sak, registrert=now, registrert_av=aktor, **asdict(data)), sak, aktor=aktor, now=now
        )
        skjedde = gjort(data.dato, now, data.fra)
        logg(sak, Hendelsestype.OBSERVASJON, aktor=aktor, now=now, skjedde=skjedde, objekt=observasjon)
        oppdater(sak, aktor=aktor, now=now)
    return observasjon


def registrer_kartlegging(*, aktor: Bruker, sak_id: int, data: Kartleggingsdata, now: datetime) -> Kartlegging:
    """Write down what a survey shows about this pupil, and this pupil only.

    Raises:
        Regelbrudd: the day has not come, or the sak is closed.

    """
    with transaction.atomic():
        sak = _laas(aktor, sak_id, Handling.SKRIVE, now)
        if brudd := _dato_brudd(data.dato, now):
            raise Regelbrudd(brudd)
        kartlegging = _ny(
            Kartlegging(sak=sak, registrert=now, registrert_av=aktor, **asdict(data)), sak, aktor=aktor, now=now
        )
        skjedde = gjort(data.dato, now)
        logg(sak, Hendelsestype.KARTLEGGING, aktor=aktor, now=now, skjedde=skjedde, objekt=kartlegging)
        oppdater(sak, aktor=aktor, now=now)
    return kartlegging


def registrer_referat_sendt_hjem(
    *, aktor: Bruker, sak_id: int, samtale_id: int, dato: date, kanal: str, now: datetime
) -> Samtale:
    """Note that the home's part of a referat has been sent (D-9).

    Raises:
        IkkeFunnet: no such conversation in this sak.
        Regelbrudd: nothing may be sent home in this sak (A-10), there is nothing to send, it is noted already, the
            day is impossible, or the sak is closed.

    """
    with transaction.atomic():
        sak = _laas(aktor, sak_id, Handling.SKRIVE, now)
        samtale = Samtale.objects.select_for_update().filter(pk=samtale_id, sak=sak).first()
        if samtale is None:
            raise IkkeFunnet
        if sak.ikke_send_hjem:
            raise Regelbrudd(_("I denne saken skal ingenting sendes hjem."))
        if samtale.type == Samtale.Type.ANSATT or samtale.takket_nei:
            raise Regelbrudd(_("Fra denne samtalen er det ikke noe referat å sende hjem."))
        if samtale.sendt_hjem is not None:
            raise Regelbrudd(_("Det er alt notert at referatet er sendt."))
        brudd = _dato_brudd(dato, now)
        if dato < samtale.dato:
            brudd.append(Brudd(_("Referatet kan ikke være sendt før samtalen."), felt="dato"))
        if brudd:
            raise Regelbrudd(brudd)
        samtale.sendt_hjem = dato
        samtale.sendt_hjem_kanal = kanal
        _lagre(samtale, aktor=aktor, now=now)
        skjedde = gjort(dato, now)
        logg(sak, Hendelsestype.REFERAT_SENDT_HJEM, aktor=aktor, now=now, skjedde=skjedde, objekt=samtale)
        oppdater(sak, aktor=aktor, now=now)
    return samtale


def registrer_analyse(*, aktor: Bruker, sak_id: int, data: Analysedata, now: datetime) -> Analyse:
    """Conclude what the investigation shows, for now. A later one replaces it; none is changed.

    Raises:
        Regelbrudd: «no need for tiltak» although the pupil or parents said so themselves (L-4.7), or without a
            reason; the day has not come; the sak is closed.

    """
    with transaction.atomic():
        sak = _laas(aktor, sak_id, Handling.LEDE, now)
        brudd = _dato_brudd(data.dato, now)
        if not data.behov_for_tiltak:
            brudd += brudd_av(kan_konkludere_uten_tiltak(fakta_for(sak)), localdate(now))
            if not data.begrunnelse.strip():
                brudd.append(Brudd(_("Skriv hvorfor det ikke er behov for tiltak."), felt="begrunnelse"))
        if brudd:
            raise Regelbrudd(brudd)
        analyse = _ny(Analyse(sak=sak, registrert=now, registrert_av=aktor, **asdict(data)), sak, aktor=aktor, now=now)
        skjedde = gjort(data.dato, now)
        logg(sak, Hendelsestype.ANALYSE, aktor=aktor, now=now, skjedde=skjedde, objekt=analyse)
        oppdater(sak, aktor=aktor, now=now)
    return analyse


def _laas(aktor: Bruker, sak_id: int, handling: Handling, now: datetime) -> Sak:
    sak = access.laas(aktor, handling, sak_id, localdate(now), Del.UNDERSOKELSE)
    krev_aapen(sak)
    return sak


def _start(sak: Sak, data: Undersokelsesplandata, *, aktor: Bruker, now: datetime) -> Undersokelse:
    undersokelse = Undersokelse(sak=sak, startet=now, hva_finne_ut=data.hva_finne_ut, kilder=data.kilder)
    _lagre(undersokelse, aktor=aktor, now=now)
    logg(sak, Hendelsestype.UNDERSOKELSE_STARTET, aktor=aktor, now=now, objekt=undersokelse)
    return undersokelse


def _ny(rad: A, sak: Sak, *, aktor: Bruker, now: datetime) -> A:
    """Write a new activity. The first one begins the investigation: nobody should have to press «start» first."""
    if not Undersokelse.objects.filter(sak=sak).exists():
        _start(sak, Undersokelsesplandata(), aktor=aktor, now=now)
    return _lagre(rad, aktor=aktor, now=now)


U = TypeVar("U", bound="Undersokelse | Aktivitet")


def _lagre(rad: U, *, aktor: Bruker, now: datetime) -> U:
    try:
        return lagre(rad, aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil


def _foreldet(undersokelse: Undersokelse) -> Foreldet:
    siste = undersokelse.history.select_related("history_user").first()
    hvem = siste.history_user.navn if siste and siste.history_user else ""
    tid = localtime(siste.history_date).strftime("%d.%m.%Y kl. %H:%M") if siste else ""
    return Foreldet(hvem, tid)


def _dato_brudd(dato: date, now: datetime) -> list[Brudd]:
    if dato > localtime(now).date():
        return [Brudd(_("Datoen kan ikke være fram i tid."), felt="dato")]
    return []


def _elev_brudd(sak: Sak, data: Samtaledata) -> list[Brudd]:
    """L-4.16: one at a time, and someone this sak may speak with."""
    if data.elev is None:
        if data.type == Samtale.Type.MULIG_KRENKER:
            return [Brudd(_("Velg hvilken elev samtalen var med. Én elev om gangen."), felt="elev", regel="L-4.16")]
        return []
    if data.type not in OM_EN_ANNEN_ELEV:
        return [Brudd(_("Velg bare elev når samtalen gjaldt en annen elev."), felt="elev")]
    if not mulige_elever(sak).filter(pk=data.elev.pk).exists():
        return [Brudd(_("Velg en annen elev ved skolen."), felt="elev")]
    return []
