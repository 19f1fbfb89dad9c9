"""Doors of the leader after a framlegg has been given: more time, the meeting, and the two assessments (L-5.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.framlegg.actions import hent
from cases.framlegg.models import Framlegg, Framleggmote, Framleggsvar, Framleggvurdering
from cases.framlegg.paaminnelse import slutt_aa_minne
from cases.lov import framlegg as lov
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from cases.sak.tilstand import krev_aapen, oppdater
from cases.sak.vurdering import brudd_av
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Motedata:
    """A meeting with the employee."""

    dato: date
    deltakere: str
    redegjorelse: str
    sted: str = ""
    tillitsvalgt: bool = False
    verneombud: bool = False


@dataclass(frozen=True)
class Vurderingsdata:
    """The pupil's experience, and apart from it whether the act was a krenkelse."""

    elevens_opplevelse: str
    utfall: Framleggvurdering.Utfall
    begrunnelse: str
    personaloppfolging: bool


def kontradiksjon(framlegg: Framlegg) -> lov.Kontradiksjon:
    """How far the employee has been heard. Two queries."""
    typer = set(framlegg.svar.values_list("type", flat=True))
    return lov.Kontradiksjon(
        svarfrist=framlegg.svarfrist,
        svart=Framleggsvar.Type.SVAR in typer,
        uttaler_seg_ikke=Framleggsvar.Type.UTTALER_SEG_IKKE in typer,
        moter=framlegg.moter.count(),
    )


def _laas_frigitt(aktor: Bruker, sak_id: int, framlegg_id: int, now: datetime) -> Framlegg:
    sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
    krev_aapen(sak)
    framlegg = hent(sak, framlegg_id)
    if not framlegg.er_frigitt:
        raise Regelbrudd(_("Framlegget er ikke gitt til den ansatte ennå."))
    return framlegg


def gi_mer_tid(*, aktor: Bruker, sak_id: int, framlegg_id: int, svarfrist: date, now: datetime) -> Framlegg:
    """Move the employee's deadline to a later day, and tell them.

    Raises:
        Regelbrudd: the day is not later than the one in force, or has passed.

    """
    with transaction.atomic():
        framlegg = _laas_frigitt(aktor, sak_id, framlegg_id, now)
        if svarfrist <= max(framlegg.svarfrist, localdate(now)):
            raise Regelbrudd(
                _("Velg en dag etter %(dato)s.") % {"dato": date_format(framlegg.svarfrist, "j. F Y")},
                felt="svarfrist",
            )
        framlegg.svarfrist = svarfrist
        lagre(framlegg, aktor=aktor, now=now)
        slutt_aa_minne(framlegg, now)
        frist = date_format(svarfrist, "j. F Y")
        logg(framlegg.sak, Hendelsestype.FRAMLEGG_NY_FRIST, aktor=aktor, now=now, objekt=framlegg, frist=frist)
        oppdater(framlegg.sak, aktor=aktor, now=now)
        varsle(
            [framlegg.ansatt],
            Varseltype.FRAMLEGG_NY_FRIST,
            f"framlegg:{framlegg.pk}:frist:{svarfrist:%Y-%m-%d}",
            now=now,
            dato=svarfrist.isoformat(),
        )
    return framlegg


def registrer_mote(*, aktor: Bruker, sak_id: int, framlegg_id: int, data: Motedata, now: datetime) -> Framleggmote:
    """Write down a meeting with the employee: who was there, and what they told.

    Raises:
        Regelbrudd: the day has not come or is before the framlegg was given, or something is not filled in.

    """
    with transaction.atomic():
        framlegg = _laas_frigitt(aktor, sak_id, framlegg_id, now)
        if data.dato > localdate(now):
            raise Regelbrudd(_("Datoen kan ikke være fram i tid."), felt="dato")
        if framlegg.frigitt is not None and data.dato < localdate(framlegg.frigitt):
            raise Regelbrudd(_("Møtet kan ikke være før den ansatte fikk framlegget."), felt="dato")
        mote = Framleggmote(framlegg=framlegg, registrert=now, registrert_av=aktor, **vars(data))
        try:
            lagre(mote, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        slutt_aa_minne(framlegg, now)
        logg(
            framlegg.sak,
            Hendelsestype.FRAMLEGG_MOTE,
            aktor=aktor,
            now=now,
            skjedde=gjort(data.dato, now),
            objekt=mote,
        )
        oppdater(framlegg.sak, aktor=aktor, now=now)
    return mote


def vurder(*, aktor: Bruker, sak_id: int, framlegg_id: int, data: Vurderingsdata, now: datetime) -> Framleggvurdering:
    """Describe the pupil's experience, and judge apart from it whether the act was a krenkelse (L-5.4, section 2.4).

    The pupil's duties to tiltak are the same whatever the outcome: the law's module does not know of it.

    Raises:
        Regelbrudd: the employee has not been heard and the deadline has not passed, or something is not filled in.

    """
    dag = localdate(now)
    with transaction.atomic():
        framlegg = _laas_frigitt(aktor, sak_id, framlegg_id, now)
        mangler = lov.kan_vurderes(kontradiksjon(framlegg), dag=dag)
        if mangler:
            raise Regelbrudd(brudd_av(mangler, dag))
        vurdering = Framleggvurdering(framlegg=framlegg, registrert=now, registrert_av=aktor, **vars(data))
        try:
            lagre(vurdering, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        logg(
            framlegg.sak,
            Hendelsestype.FRAMLEGG_VURDERT,
            aktor=aktor,
            now=now,
            objekt=vurdering,
            utfall=data.utfall.label.lower(),
        )
        oppdater(framlegg.sak, aktor=aktor, now=now)
    return vurdering
