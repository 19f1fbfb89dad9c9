"""Doors of the closed sak (A-14): shut when the pupil's address is protected, opened again by rektor only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import IkkeTilgang, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.leder import lagre_leder, si_fra_om_leder, sikre_leder
from cases.sak.models import Sak

if TYPE_CHECKING:
    from datetime import datetime

    from steinkjer_skolemiljo.organisation.models import Bruker, Elev


def sett_sperret(*, aktor: Bruker, sak_id: int, sperret: bool, now: datetime) -> Sak:
    """Close the sak to all but rektor and named persons, or open it to the school's leaders again.

    Raises:
        IkkeTilgang: the actor leads it, but is neither rektor nor leads it for the municipality.
        Regelbrudd: the pupil's address is protected: then it stays closed.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        if not access.kan_sperre(aktor, sak, dag):
            raise IkkeTilgang(_("Dette kan bare rektor gjøre."))
        if not sperret and sak.elev.er_gradert:
            raise Regelbrudd(_("Elevens adresse er gradert. Da er saken sperret."), felt="sperret")
        if sak.sperret != sperret:
            _sett(sak, sperret=sperret, aktor=aktor, now=now)
    return sak


def sperr_saker(elev: Elev, *, aktor: Bruker, now: datetime) -> int:
    """Close every sak of a pupil whose address has become protected; returns how many were open.

    Also closed saker: to be un-graded later must not open what was shut (A-14).
    """
    with transaction.atomic():
        saker = list(
            Sak.objects.select_for_update(of=("self",), no_key=True)
            .select_related("elev", "skole", "klasse", "ansvarlig")
            .filter(elev=elev, sperret=False)
            .order_by("pk")
        )
        for sak in saker:
            sak.elev = elev
            _sett(sak, sperret=True, aktor=aktor, now=now)
    return len(saker)


def _sett(sak: Sak, *, sperret: bool, aktor: Bruker, now: datetime) -> None:
    forrige = sak.ansvarlig_id
    sak.sperret = sperret
    if sperret:
        sak.delt_med_kontaktlarer = False
    logg(sak, Hendelsestype.SPERRET if sperret else Hendelsestype.IKKE_SPERRET, aktor=aktor, now=now)
    sikre_leder(sak, aktor=aktor, now=now)
    lagre_leder(sak, aktor=aktor, now=now)
    si_fra_om_leder(sak, forrige, now=now)
