"""Doors of the marks: that a tiltak was done on a day, was not, or a note. By who writes in the sak, or who has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.sak.feil import Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from cases.sak.tilstand import oppdater
from cases.tiltaksplan.actions import hent_eget, hent_i_planen
from cases.tiltaksplan.models import Tiltak, Tiltaksmerke

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

LENGST_TILBAKE = timedelta(days=365)


@dataclass(frozen=True)
class Merkedata:
    """One mark; ``nokkel`` belongs to the open page: the same press twice is one mark, and other words are another."""

    dato: date
    hva: Tiltaksmerke.Hva
    nokkel: UUID
    notat: str = ""


def merk_tiltak(*, aktor: Bruker, sak_id: int, tiltak_id: int, data: Merkedata, now: datetime) -> Tiltaksmerke:
    """Mark a tiltak of the plan in force.

    Raises:
        IkkeFunnet, IkkeTilgang: no such tiltak in a sak the actor writes in.
        Regelbrudd: the day is impossible, a note is missing, or the sak is closed.

    """
    with transaction.atomic():
        sak, tiltak = hent_i_planen(aktor, sak_id, tiltak_id, now)
        return _merk(sak, tiltak, data, aktor=aktor, now=now)


def merk_eget_tiltak(*, aktor: Bruker, tiltak_id: int, data: Merkedata, now: datetime) -> Tiltaksmerke:
    """Mark one's own tiltak; it takes no access to the sak.

    Raises:
        IkkeFunnet: it is not the actor's, or not in a plan in force of an open sak.
        Regelbrudd: the day is impossible, or a note is missing.

    """
    with transaction.atomic():
        sak, tiltak = hent_eget(aktor, tiltak_id, now)
        return _merk(sak, tiltak, data, aktor=aktor, now=now)


def _merk(sak: Sak, tiltak: Tiltak, data: Merkedata, *, aktor: Bruker, now: datetime) -> Tiltaksmerke:
    nokkel = data.nokkel
    samme = Tiltaksmerke.objects.filter(nokkel=nokkel, tiltak=tiltak, av=aktor).first()
    if samme is not None and not _er_det_samme(samme, data):
        # Back to the page, and another day or other words: a mark of its own, and not the first once more.
        nokkel = uuid5(nokkel, f"{data.dato} {data.hva} {data.notat}")
        samme = Tiltaksmerke.objects.filter(nokkel=nokkel, tiltak=tiltak, av=aktor).first()
    if samme is not None:
        return samme
    if data.dato > localdate(now):
        raise Regelbrudd(_("Datoen kan ikke være fram i tid."), felt="dato")
    # Only a guard against a wrong year: a bound taken from the sak would tell one who may not see it.
    if data.dato < localdate(now) - LENGST_TILBAKE:
        raise Regelbrudd(_("Datoen er for langt tilbake."), felt="dato")
    if data.hva != Tiltaksmerke.Hva.GJORT and not data.notat.strip():
        ikke_gjort = data.hva == Tiltaksmerke.Hva.IKKE_GJORT
        raise Regelbrudd(_("Skriv hvorfor det ikke ble gjort.") if ikke_gjort else _("Skriv notatet."), felt="notat")
    merke = Tiltaksmerke(
        tiltak=tiltak, dato=data.dato, hva=data.hva, notat=data.notat, nokkel=nokkel, registrert=now, av=aktor
    )
    try:
        merke.full_clean()
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil
    merke.save()
    logg(
        sak,
        Hendelsestype.TILTAK_MERKET,
        aktor=aktor,
        now=now,
        skjedde=gjort(data.dato, now),
        objekt=merke,
        rekkefolge=tiltak.rekkefolge,
        versjon=tiltak.plan.versjon,
        hva=str(Tiltaksmerke.Hva(data.hva).label).lower(),
    )
    oppdater(sak, aktor=aktor, now=now)
    return merke


def _er_det_samme(merke: Tiltaksmerke, data: Merkedata) -> bool:
    return (merke.dato, merke.hva, merke.notat) == (data.dato, data.hva, data.notat)
