"""Doors of the numbers: the month is closed by the system, and the year's report is written and frozen by skoleeier."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from cases.lov.kalender import skolear_for
from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd
from cases.statistikk import telling
from cases.statistikk.kommentarer import krev_uten_personer
from cases.statistikk.kube import publiser, skoler_som_vises, tell
from cases.statistikk.models import Aarsrapport, Maanedstall, Rapportdokument, TeltSak
from cases.statistikk.pdf import rapport_pdf
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Rapporttekst:
    """The comments between the numbers."""

    innledning: str = ""
    om_sakene: str = ""
    om_hvor_og_hva: str = ""
    om_arbeidet: str = ""
    om_elevene: str = ""
    veien_videre: str = ""


def siste_hele_maaned(dag: date) -> date:
    """The first day of the month before this one."""
    return (dag.replace(day=1) - timedelta(days=1)).replace(day=1)


def lag_maanedstall(*, now: datetime) -> Maanedstall | None:
    """Publish the numbers of the month that has ended, once. The system's own act; None when it is done already.

    Safe twice and from two workers at once: the second waits, and finds it done.
    """
    maaned = siste_hele_maaned(localdate(now))
    foer = make_aware(datetime.combine(localdate(now).replace(day=1), time()))
    with transaction.atomic():
        with connection.cursor() as peker:
            peker.execute("SELECT pg_advisory_xact_lock(hashtext('maanedstall'))")
        forrige = Maanedstall.objects.order_by("-maaned").first()
        if forrige is not None and forrige.maaned >= maaned:
            return None
        TeltSak.objects.bulk_create(TeltSak(sak_id=sak, maaned=maaned) for sak in telling.nye_i_tallene(foer))
        if forrige is not None and skolear_for(forrige.maaned) == skolear_for(maaned):
            # Who is shown does not change within a year, or a school could be found by what it came to and left.
            skoler = frozenset(forrige.skoler)
        else:
            skoler = skoler_som_vises(telling.elevtall())
        tall = tell(telling.grunnlag(maaned, foer), skoler)
        return Maanedstall.objects.create(
            maaned=maaned,
            laget=now,
            trinn=publiser(tall, forrige.trinn if forrige is not None else {}),
            skoler=sorted(skoler),
        )


def begynn_rapport(*, aktor: Bruker, skolear: int, now: datetime) -> Aarsrapport:
    """Begin the report of a school year, or return the one that is begun.

    Raises:
        IkkeFunnet: the actor is not skoleeier.
        Regelbrudd: the year has no published numbers.

    """
    _krev_skoleeier(aktor, now)
    with transaction.atomic():
        rapport = Aarsrapport.objects.filter(skolear=skolear).first()
        if rapport is not None:
            return rapport
        tall = tall_for(skolear)
        if tall is None:
            raise Regelbrudd(_("Det finnes ingen tall for dette skoleåret ennå."))
        return lagre(Aarsrapport(skolear=skolear, maanedstall=tall), aktor=aktor, now=now)


def tall_for(skolear: int) -> Maanedstall | None:
    """The last numbers published for a school year: July's, or the newest there is. None for what is no year."""
    if not MINYEAR <= skolear < MAXYEAR:
        return None
    return (
        Maanedstall.objects.filter(maaned__gte=date(skolear, 8, 1), maaned__lt=date(skolear + 1, 8, 1))
        .order_by("-maaned")
        .first()
    )


def skriv_rapport(
    *, aktor: Bruker, skolear: int, data: Rapporttekst, versjon: int, sett_over: bool = False, now: datetime
) -> Aarsrapport:
    """Write the comments.

    Args:
        aktor: skoleeier.
        skolear: which report.
        data: the comments, all of them.
        versjon: the version the writer has seen.
        sett_over: the writer has looked at what may be names or small numbers.
        now: the time of the act.

    Raises:
        IkkeFunnet: the actor is not skoleeier, or there is no such report.
        Regelbrudd: it is frozen, a text is too long or may point somebody out, or someone changed it meanwhile.

    """
    with transaction.atomic():
        rapport = _laas(aktor, skolear, versjon, now)
        krev_uten_personer(data, sett_over=sett_over)
        for felt in fields(data):
            setattr(rapport, felt.name, getattr(data, felt.name))
        # While it is written it follows the newest numbers of its year.
        rapport.maanedstall = tall_for(skolear) or rapport.maanedstall
        _lagre(rapport, aktor, now)
    return rapport


def frys_rapport(*, aktor: Bruker, skolear: int, versjon: int, now: datetime) -> Rapportdokument:
    """Make the report final: its PDF is made once, and neither it nor the text can be changed again.

    Raises:
        IkkeFunnet: the actor is not skoleeier, or there is no such report.
        Regelbrudd: it is frozen already, the school year is not over, or someone changed it meanwhile.

    """
    with transaction.atomic():
        rapport = _laas(aktor, skolear, versjon, now)
        if localdate(now) < date(skolear + 1, 8, 1):
            raise Regelbrudd(_("Skoleåret er ikke over. Rapporten kan gjøres ferdig fra 1. august."))
        siste = tall_for(skolear)
        if siste is None or siste.maaned != date(skolear + 1, 7, 1):
            raise Regelbrudd(_("Tallene for juli er ikke klare ennå. De kommer den første i måneden."))
        rapport.maanedstall = siste
        rapport.fryst = now
        _lagre(rapport, aktor, now)
        innhold = rapport_pdf(rapport)
        return Rapportdokument.objects.create(
            rapport=rapport,
            filnavn=f"skolemiljo-{skolear}-{skolear + 1}.pdf",
            innhold=innhold,
            sha256=hashlib.sha256(innhold).hexdigest(),
            laget=now,
            laget_av=aktor,
        )


def _laas(aktor: Bruker, skolear: int, versjon: int, now: datetime) -> Aarsrapport:
    _krev_skoleeier(aktor, now)
    rapport = Aarsrapport.objects.select_for_update(of=("self",)).filter(skolear=skolear).first()
    if rapport is None:
        raise IkkeFunnet
    if rapport.fryst is not None:
        raise Regelbrudd(_("Rapporten er ferdig og kan ikke endres."))
    if rapport.versjon != versjon:
        raise Foreldet.etter(rapport)
    return rapport


def _lagre(rapport: Aarsrapport, aktor: Bruker, now: datetime) -> None:
    rapport.versjon += 1
    try:
        lagre(rapport, aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil


def _krev_skoleeier(aktor: Bruker, now: datetime) -> None:
    roller = roller_for(aktor, localdate(now))
    if not (roller.sektorleder or roller.kommunalsjef):
        raise IkkeFunnet
