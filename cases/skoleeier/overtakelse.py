"""Doors by which skoleeier takes over a sak that a school leads, works it as a rektor would, and gives it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.lov import skoleeier as lov
from cases.sak import access
from cases.sak.access import HVEM_KAN, LED_SAK, Handling
from cases.sak.fakta import fakta_for
from cases.sak.feil import IkkeTilgang, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.leder import flytt, lovlige_ledere
from cases.sak.models import Eier, Saktilgang
from cases.sak.tilgangsrad import LENGSTE_TILGANG, skriv_tilgang
from cases.sak.tilstand import krev_versjon, oppdater
from cases.sak.vurdering import brudd_av
from cases.skoleeier.models import Saksovertakelse
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.lov.avslutning import Mangel
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

Retning = Saksovertakelse.Retning


def overta_sak(*, aktor: Bruker, sak_id: int, grunn: str, versjon: int, now: datetime) -> Saksovertakelse:
    """Take over a sak from the school: the actor leads it from now, as saksansvarlig.

    Those who led it at the school keep reading and writing for ninety days, and are told why: the child is still in
    their school yard every day. They can no longer decide.

    Raises:
        IkkeTilgang: the actor does not follow the sak up for skoleeier.
        Regelbrudd: it is led by the municipality already, is closed, no reason is written, or it was changed meanwhile.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.FOLGE_OPP, sak_id, dag)
        if not roller_for(aktor, dag).sektorleder:
            # Kommunalsjef follows up a § 12-6-sak, and leads none that lies at skoleeier's level.
            raise IkkeTilgang(str(HVEM_KAN[Handling.FOLGE_OPP]))
        krev_versjon(sak, versjon)
        _krev(lov.kan_overtas(fakta_for(sak), begrunnet=bool(grunn.strip())), dag)
        ledere = lovlige_ledere(sak, dag)
        flytt(sak, Eier.SKOLEEIER, aktor=aktor, now=now)
        sak.ansvarlig = aktor
        rad = _skriv(sak, Retning.OVERTATT, grunn, aktor, now)
        logg(sak, Hendelsestype.SAK_OVERTATT, aktor=aktor, now=now, objekt=rad)
        til = dag + LENGSTE_TILGANG
        for leder in ledere:
            formaal = _("Skoleeier har overtatt saken. Skolen følger fortsatt opp eleven.")
            skriv_tilgang(sak, leder, "skriv_i_sak", formaal, til, aktor, now)
            logg(sak, Hendelsestype.TILGANG_GITT, aktor=aktor, now=now, objekt=leder)
        oppdater(sak, aktor=aktor, now=now)
        varsle(
            ledere,
            Varseltype.SAK_OVERTATT,
            f"overtakelse:{rad.pk}",
            now=now,
            sak=sak,
            til=date_format(til, "j. F Y"),
        )
    return rad


def gi_tilbake_sak(*, aktor: Bruker, sak_id: int, grunn: str, versjon: int, now: datetime) -> Saksovertakelse:
    """Give a sak that was taken over back to the school. The rektor leads it again, and is told why.

    Grants that let the school work in it meanwhile, and an appointment to lead it, end in the same act.

    Raises:
        IkkeTilgang: the actor does not lead it for the municipality.
        Regelbrudd: it was not taken over by choice, the leadership is accused, nobody at the school may lead it, it is
            closed, no reason is written, or it was changed meanwhile.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        krev_versjon(sak, versjon)
        if not access.leder_for_kommunen(aktor, sak.pk, dag):
            raise IkkeTilgang(str(HVEM_KAN[Handling.FOLGE_OPP]))
        _krev(lov.kan_gis_tilbake(fakta_for(sak), overtatt=er_overtatt(sak), begrunnet=bool(grunn.strip())), dag)
        _avslutt_tilganger(sak, aktor=aktor, now=now)
        sak.eier = Eier.SKOLE
        ledere = lovlige_ledere(sak, dag)
        if not ledere:
            raise Regelbrudd(_("Ingen ved skolen kan lede denne saken i dag. Den må bli hos skoleeier."))
        sak.ansvarlig = ledere[0]
        rad = _skriv(sak, Retning.GITT_TILBAKE, grunn, aktor, now)
        logg(sak, Hendelsestype.SAK_GITT_TILBAKE, aktor=aktor, now=now, objekt=rad)
        oppdater(sak, aktor=aktor, now=now)
        varsle([ledere[0]], Varseltype.SAK_GITT_TILBAKE, f"overtakelse:{rad.pk}", now=now, sak=sak)
    return rad


def siste_overtakelse(sak: Sak) -> Saksovertakelse | None:
    """The last time it was taken over or given back, with who did it. One query."""
    return Saksovertakelse.objects.filter(sak=sak).select_related("av").first()


def er_overtatt(sak: Sak) -> bool:
    """Whether skoleeier has it by own choice, and could give it back. One query, where skoleeier leads it."""
    if sak.eier != Eier.SKOLEEIER or sak.ledelse_innmeldt:
        return False
    siste = siste_overtakelse(sak)
    return siste is not None and siste.retning == Retning.OVERTATT


def _avslutt_tilganger(sak: Sak, *, aktor: Bruker, now: datetime) -> None:
    """End what the school's leaders were given at the takeover, and an appointment to lead the sak."""
    overtatt = siste_overtakelse(sak)
    if overtatt is None:
        return
    for tilgang in Saktilgang.objects.filter(content_object=sak).select_related("user", "permission"):
        if tilgang.permission.codename == LED_SAK or tilgang.gitt == overtatt.tid:
            logg(sak, Hendelsestype.TILGANG_TRUKKET, aktor=aktor, now=now, objekt=tilgang.user)
            tilgang.delete()


def _skriv(sak: Sak, retning: Saksovertakelse.Retning, grunn: str, aktor: Bruker, now: datetime) -> Saksovertakelse:
    rad = Saksovertakelse(sak=sak, retning=retning, grunn=grunn.strip(), tid=now, av=aktor)
    try:
        rad.full_clean()
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil
    rad.save()
    return rad


def _krev(mangler: tuple[Mangel, ...], dag: date) -> None:
    if mangler:
        raise Regelbrudd(brudd_av(mangler, dag))
