"""The door of the personal duties to report: two dates, and nothing of what was told (L-N.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.meldeplikt.models import Meldepliktvurdering
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Brudd, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.tilstand import oppdater
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Meldepliktdata:
    """Which duty, when it was weighed, and when it was sent, where it was."""

    plikt: Meldepliktvurdering.Plikt
    vurdert: date
    sendt: date | None = None


def noter_meldeplikt(*, aktor: Bruker, sak_id: int, data: Meldepliktdata, now: datetime) -> Meldepliktvurdering:
    """Note that a duty has been weighed, in a closed sak too: the duty does not end with it.

    The log line says neither which duty nor whether anything was sent.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's sak to lead.
        Regelbrudd: a day has not come, or it was sent before it was weighed.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        brudd = [
            Brudd(_("Datoen kan ikke være fram i tid."), felt=felt)
            for felt, dato in (("vurdert", data.vurdert), ("sendt", data.sendt))
            if dato is not None and dato > localdate(now)
        ]
        if data.sendt is not None and data.sendt < data.vurdert:
            brudd.append(Brudd(_("Det kan ikke være sendt før det ble vurdert."), felt="sendt"))
        if brudd:
            raise Regelbrudd(brudd)
        try:
            rad = lagre(
                Meldepliktvurdering(sak=sak, registrert=now, registrert_av=aktor, **vars(data)), aktor=aktor, now=now
            )
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        logg(sak, Hendelsestype.MELDEPLIKT_VURDERT, aktor=aktor, now=now, objekt=rad)
        oppdater(sak, aktor=aktor, now=now)
    return rad
