"""Doors of the rows written in the log by hand: a new one, and one that corrects another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.lov.begreper import Delplikt
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Brudd, IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from cases.sak.kronologi.models import Loggnotat
from cases.sak.models import Del
from cases.sak.queries import notater_for_ledere
from cases.sak.tilstand import krev_aapen, oppdater

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, time

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

Slag = Loggnotat.Slag
TYPER: Mapping[Loggnotat.Slag, Hendelsestype] = {
    Slag.TELEFON: Hendelsestype.NOTAT_TELEFON,
    Slag.MOTE: Hendelsestype.NOTAT_MOTE,
    Slag.MELDING_HJEM: Hendelsestype.NOTAT_MELDING_HJEM,
    Slag.AVTALE: Hendelsestype.NOTAT_AVTALE,
    Slag.HENDELSE: Hendelsestype.NOTAT_HENDELSE,
}
# Which duty a row serves when its writer does not say.
DELPLIKTER: Mapping[Loggnotat.Slag, Delplikt] = {
    Slag.TELEFON: Delplikt.DOKUMENTERE,
    Slag.MOTE: Delplikt.UNDERSOKE,
    Slag.MELDING_HJEM: Delplikt.DOKUMENTERE,
    Slag.AVTALE: Delplikt.SETTE_INN_TILTAK,
    Slag.HENDELSE: Delplikt.FOLGE_MED,
}


@dataclass(frozen=True)
class Notatdata:
    """A row as it is written. Without a duty, the one its kind mostly serves."""

    slag: Loggnotat.Slag
    dato: date
    tekst: str
    klokka: time | None = None
    med_hvem: str = ""
    delplikt: Delplikt | None = None
    for_ledere: bool = False


def noter(*, aktor: Bruker, sak_id: int, data: Notatdata, now: datetime) -> Loggnotat:
    """Write a row in the sak's log.

    Raises:
        IkkeTilgang: a row for the leaders, by one who does not lead the sak.
        Regelbrudd: the time has not come, or the sak is closed.

    """
    with transaction.atomic():
        sak = _laas(aktor, sak_id, now, for_ledere=data.for_ledere)
        notat = _skriv(sak, data, aktor=aktor, now=now)
        type_ = Hendelsestype.NOTAT_FOR_LEDERE if data.for_ledere else TYPER[data.slag]
        logg(sak, type_, aktor=aktor, now=now, skjedde=notat.skjedde, objekt=notat, delplikt=notat.delplikt)
        oppdater(sak, aktor=aktor, now=now)
    return notat


def rett_notat(*, aktor: Bruker, sak_id: int, notat_id: int, data: Notatdata, now: datetime) -> Loggnotat:
    """Correct a row with a new one that refers to it. One for the leaders stays theirs, whatever ``data`` says.

    Raises:
        IkkeFunnet: no such row in this sak, or not this person's to see.
        Regelbrudd: it has been corrected already; or as for a new one.

    """
    with transaction.atomic():
        sak = _laas(aktor, sak_id, now, for_ledere=data.for_ledere)
        gammel = Loggnotat.objects.filter(pk=notat_id, sak=sak).first()
        leder = access.may(aktor, Handling.LEDE, sak.pk, localdate(now))
        if gammel is None or (not leder and gammel.pk in notater_for_ledere(sak)):
            raise IkkeFunnet
        if Loggnotat.objects.filter(rettelse_av=gammel).exists():
            raise Regelbrudd(_("Raden er alt rettet. Rett den siste i stedet."))
        notat = _skriv(sak, data, aktor=aktor, now=now, rettelse_av=gammel)
        type_ = Hendelsestype.NOTAT_FOR_LEDERE if notat.for_ledere else Hendelsestype.NOTAT_RETTET
        logg(sak, type_, aktor=aktor, now=now, objekt=notat, delplikt=notat.delplikt)
        oppdater(sak, aktor=aktor, now=now)
    return notat


def _laas(aktor: Bruker, sak_id: int, now: datetime, *, for_ledere: bool) -> Sak:
    sak = access.laas(aktor, Handling.SKRIVE, sak_id, localdate(now), Del.LOGG)
    krev_aapen(sak)
    if for_ledere and not access.may(aktor, Handling.LEDE, sak.pk, localdate(now)):
        raise IkkeTilgang(str(access.HVEM_KAN[Handling.LEDE]))
    return sak


def _skriv(
    sak: Sak, data: Notatdata, *, aktor: Bruker, now: datetime, rettelse_av: Loggnotat | None = None
) -> Loggnotat:
    brudd = []
    if data.dato > localdate(now):
        brudd.append(Brudd(_("Datoen kan ikke være fram i tid."), felt="dato"))
    elif gjort(data.dato, now, data.klokka) > now:
        brudd.append(Brudd(_("Klokkeslettet kan ikke være fram i tid."), felt="klokka"))
    if not data.tekst.strip():
        brudd.append(Brudd(_("Skriv hva som skjedde."), felt="tekst"))
    if brudd:
        raise Regelbrudd(brudd)
    notat = Loggnotat(
        sak=sak,
        rettelse_av=rettelse_av,
        slag=data.slag,
        skjedde=gjort(data.dato, now, data.klokka),
        med_hvem=data.med_hvem,
        tekst=data.tekst,
        delplikt=data.delplikt or DELPLIKTER[data.slag],
        for_ledere=data.for_ledere or (rettelse_av is not None and rettelse_av.for_ledere),
        registrert=now,
        registrert_av=aktor,
    )
    notat.full_clean()
    notat.save()
    return notat
