"""Who writes in the register of a sak at Statsforvalteren. The sak's own rule comes first, always.

Those who lead the sak and those who follow it up read it and write what comes in and goes out. What binds the
municipality – decisions, orders, appeals, tvangsmulkt, that it is over – is for those who follow it up for skoleeier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from cases.sak import access
from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import IkkeTilgang
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

LEDER_ELLER_FOLGER = frozenset({Handling.LEDE, Handling.FOLGE_OPP})


def kan_melde_inn(bruker: Bruker, sak_id: int, dag: date) -> bool:
    """Whether this person may register that the sak has been reported.

    The letter often comes to a sektorleder who does not see the sak: one who has opened it in an emergency may register
    it, and has it by its own situation from then on.
    """
    kan = access.handlinger(bruker, sak_id, dag)
    return bool(kan & LEDER_ELLER_FOLGER) or (Handling.LESE in kan and roller_for(bruker, dag).sektorleder)


def laas_for_melding(aktor: Bruker, sak_id: int, now: datetime) -> Sak:
    """Fetch a sak to register that it has been reported, locked.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's to see, or to register.

    """
    dag = localdate(now)
    sak = access.laas(aktor, Handling.LESE, sak_id, dag)
    if not kan_melde_inn(aktor, sak.pk, dag):
        raise IkkeTilgang(str(HVEM_KAN[Handling.LEDE]))
    return sak


def laas(aktor: Bruker, sak_id: int, now: datetime, *, skoleeier: bool = False) -> Sak:
    """Fetch a sak to write in its register, locked; ``skoleeier`` where only skoleeier may.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's to see, or to write this in.

    """
    dag = localdate(now)
    if skoleeier:
        return access.laas(aktor, Handling.FOLGE_OPP, sak_id, dag)
    sak = access.laas(aktor, Handling.LESE, sak_id, dag)
    if not access.handlinger(aktor, sak.pk, dag) & LEDER_ELLER_FOLGER:
        raise IkkeTilgang(str(HVEM_KAN[Handling.LEDE]))
    return sak
