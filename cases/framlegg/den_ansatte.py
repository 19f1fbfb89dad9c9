"""Doors of the employee who has been given a framlegg: read it, answer, decline, ask for time, bring somebody.

The sak is neither opened nor changed by any of them; what is done is written in its log for those who lead it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.framlegg.access import laas_eget, ledere_som_folger
from cases.framlegg.models import Framleggsvar
from cases.framlegg.paaminnelse import slutt_aa_minne
from cases.sak.feil import Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.varsling.actions import varsle
from cases.varsling.ordnet import ordne
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from cases.framlegg.models import Framlegg
    from steinkjer_skolemiljo.organisation.models import Bruker


def les_framlegg(*, aktor: Bruker, nokkel: UUID, now: datetime) -> Framlegg:
    """Open one's own framlegg. The first time is noted: from then the employee knows what it is about.

    Raises:
        IkkeFunnet: it is another's, is not given yet, or does not exist.

    """
    with transaction.atomic():
        framlegg = laas_eget(aktor, nokkel, now)
        if framlegg.lest is None:
            framlegg.lest = now
            lagre(framlegg, aktor=aktor, now=now)
            logg(framlegg.sak, Hendelsestype.FRAMLEGG_LEST, aktor=aktor, now=now, objekt=framlegg)
            ordne([Varseltype.FRAMLEGG_TIL_DEG], f"framlegg:{framlegg.pk}", now)
    return framlegg


def svar(*, aktor: Bruker, nokkel: UUID, tekst: str, now: datetime) -> Framleggsvar:
    """Answer in writing, or add to what one has answered: a new row each time, also after the deadline.

    Raises:
        IkkeFunnet: not the actor's.
        Regelbrudd: nothing is written.

    """
    return _skriv(aktor, nokkel, Framleggsvar.Type.SVAR, now, tekst=tekst)


def uttaler_seg_ikke(*, aktor: Bruker, nokkel: UUID, now: datetime) -> Framleggsvar:
    """Say that one does not wish to say anything. It can be said once, and an answer may still come."""
    return _skriv(aktor, nokkel, Framleggsvar.Type.UTTALER_SEG_IKKE, now)


def be_om_mer_tid(*, aktor: Bruker, nokkel: UUID, onsket_frist: date, tekst: str, now: datetime) -> Framleggsvar:
    """Ask for more time. The one who leads the sak decides.

    Raises:
        IkkeFunnet: not the actor's.
        Regelbrudd: the day is not after today, or no reason is given.

    """
    if onsket_frist <= localdate(now):
        raise Regelbrudd(_("Velg en dag fram i tid."), felt="onsket_frist")
    return _skriv(aktor, nokkel, Framleggsvar.Type.MER_TID, now, tekst=tekst, onsket_frist=onsket_frist)


def ta_med(*, aktor: Bruker, nokkel: UUID, tekst: str, now: datetime) -> Framleggsvar:
    """Say whom one brings: tillitsvalgt, verneombud or another."""
    return _skriv(aktor, nokkel, Framleggsvar.Type.BISTAND, now, tekst=tekst)


def _skriv(
    aktor: Bruker,
    nokkel: UUID,
    type_: Framleggsvar.Type,
    now: datetime,
    *,
    tekst: str = "",
    onsket_frist: date | None = None,
) -> Framleggsvar:
    with transaction.atomic():
        framlegg = laas_eget(aktor, nokkel, now)
        if type_ == Framleggsvar.Type.UTTALER_SEG_IKKE and framlegg.svar.filter(type=type_).exists():
            raise Regelbrudd(_("Du har alt sagt at du ikke ønsker å uttale deg."))
        rad = Framleggsvar(
            framlegg=framlegg,
            type=type_,
            tekst=tekst.strip(),
            onsket_frist=onsket_frist,
            skrevet=now,
            skrevet_av=aktor,
        )
        try:
            lagre(rad, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd(str(Regelbrudd.av(feil).brudd[0].tekst), felt="tekst") from feil
        if type_ in Framleggsvar.ER_SVAR:
            slutt_aa_minne(framlegg, now)
        hva = type_.label.lower()
        logg(framlegg.sak, Hendelsestype.FRAMLEGG_SVAR, aktor=aktor, now=now, objekt=rad, hva=hva)
        varsle(
            ledere_som_folger(framlegg, localdate(now)),
            Varseltype.FRAMLEGG_SVAR,
            f"framlegg:{framlegg.pk}:svar:{rad.pk}",
            now=now,
            sak=framlegg.sak,
        )
    return rad
