"""The door of a meeting with Statsforvalteren."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from cases.sak.feil import Brudd, Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from cases.sak.tilstand import oppdater
from cases.statsforvalter.actions import aapen, dato_brudd, ny
from cases.statsforvalter.mote_models import Statsforvaltermote

if TYPE_CHECKING:
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Motedata:
    """A meeting that has been, as it is written down."""

    dato: date
    hvordan: Statsforvaltermote.Hvordan
    deltakere: str
    tatt_opp: str
    avtalt: str = ""


def registrer_mote(
    *, aktor: Bruker, sak_id: int, data: Motedata, sett: int | None = None, now: datetime
) -> Statsforvaltermote:
    """Write down a meeting with Statsforvalteren about the sak.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's sak to lead or to follow up, or it is not at Statsforvalteren.
        Regelbrudd: the day has not come or is before the sak was reported, or somebody registered meanwhile.

    """
    with transaction.atomic():
        sak, runde = aapen(aktor, sak_id, now, sett)
        brudd = dato_brudd(now, dato=data.dato)
        if data.dato < runde.meldt:
            brudd.append(Brudd(_("Møtet kan ikke ha vært før saken ble meldt."), felt="dato"))
        if brudd:
            raise Regelbrudd(brudd)
        mote = ny(Statsforvaltermote(sak=sak, runde=runde, **vars(data)), aktor=aktor, now=now)
        skjedde = gjort(data.dato, now)
        logg(sak, Hendelsestype.STATSFORVALTER_MOTE, aktor=aktor, now=now, skjedde=skjedde, objekt=mote)
        oppdater(sak, aktor=aktor, now=now)
    return mote
