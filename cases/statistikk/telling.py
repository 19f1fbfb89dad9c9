"""Reads what is counted. The only place that counts children; its numbers go to ``kube.publiser`` and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.utils.timezone import localtime

from cases.evaluering.models import Avslutning, Evaluering
from cases.lov.kalender import skolear_for
from cases.melding.models import Arena, Krenkelse, Melding, Mottaker
from cases.sak.access import nektet_noen
from cases.sak.kalender import kalendere
from cases.sak.models import Eier, Inhabilitet, Sak
from cases.skoleeier.models import Skoleeiervarsel
from cases.statistikk.kube import Grunnlag, Saksrad
from cases.statistikk.models import TeltSak
from cases.tiltaksplan.models import Tiltaksplan
from steinkjer_skolemiljo.organisation.models import (
    LEDELSESROLLER,
    Elev,
    Foresattforhold,
    Gradering,
    Naerstaende,
    Rolletildeling,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from cases.lov.kalender import Skolekalender

# «Does not know» and «somewhere else» are told to nobody: what is left out keeps the rest from adding up.
ARENAER = tuple(arena for arena in Arena if arena not in {Arena.VET_IKKE, Arena.ANNET})
TYPER = tuple(type_ for type_ in Krenkelse if type_ is not Krenkelse.VET_IKKE)
# The hours of the school day, each from and to.
KLOKKA = (("for_8", 0, 8), ("8-10", 8, 10), ("10-12", 10, 12), ("12-14", 12, 14), ("etter_14", 14, 24))
LENGST = 20


def nye_i_tallene(foer: datetime) -> list[int]:
    """The saker that enter the numbers now: the school's own, that no leader at the school is kept from (A-2).

    A sak the municipality leads, one that is closed to some of the leaders, or one in which somebody is inhabil or near
    the pupil, is not counted as long as it is so. Else one who knows all the others could subtract, and learn of it.
    """
    ledere = Rolletildeling.objects.filter(rolle__in=LEDELSESROLLER).values_list("bruker", flat=True)
    skjult = (
        # Also one that came of the same melding as a sak a leader is accused in.
        nektet_noen(ledere)
        | Q(ledelse_innmeldt=True)
        | Q(sperret=True)
        | ~Q(elev__gradering=Gradering.INGEN)
        | Q(Exists(Inhabilitet.objects.filter(sak=OuterRef("pk"))))
        | Q(Exists(Foresattforhold.objects.filter(elev=OuterRef("elev"), foresatt__bruker__isnull=False)))
        | Q(Exists(Naerstaende.objects.filter(elev=OuterRef("elev"))))
    )
    saker = Sak.objects.exclude(Q(Exists(TeltSak.objects.filter(sak=OuterRef("pk")))))
    return list(saker.filter(~skjult, eier=Eier.SKOLE, opprettet__lt=foer).order_by("pk").values_list("pk", flat=True))


def elevtall() -> dict[int, int]:
    """How many pupils each school that is not closed has."""
    return dict(
        Elev.objects.filter(skole__nedlagt__isnull=True, sluttet__isnull=True)
        .values_list("skole")
        .annotate(antall=Count("pk"))
        .order_by("skole")
    )


def grunnlag(maaned: date, foer: datetime) -> Grunnlag:
    """Read all that is counted when a month has ended. A constant number of queries.

    Args:
        maaned: the first day of the month.
        foer: the moment it ended: what was written later is the next month's.

    """
    return Grunnlag(
        saker=_saker(foer),
        forsinket=tuple(
            (f"{maaned:%Y-%m}", skole)
            for skole in Sak.objects.filter(
                telt__isnull=False, eier=Eier.SKOLE, avsluttet__isnull=True, neste_frist__lt=foer
            ).values_list("skole", flat=True)
        ),
        forfalte_planer=_planer(localtime(foer).date(), foer),
        svar=tuple(
            (skolear_for(dato), svar)
            for dato, svar in Evaluering.objects.filter(sak__telt__isnull=False, registrert__lt=foer).values_list(
                "dato", "elevens_svar"
            )
        ),
        meldinger=tuple(_meldinger(foer)),
    )


def _saker(foer: datetime) -> tuple[Saksrad, ...]:
    rader = list(
        Sak.objects.filter(telt__isnull=False)
        .annotate(
            vedtatt=Min("tiltaksplaner__vedtatt", filter=Q(tiltaksplaner__vedtatt__lt=foer)),
            lukket=Exists(Avslutning.objects.filter(sak=OuterRef("pk"), tid__lt=foer)),
            varslet=Exists(Skoleeiervarsel.objects.filter(sak=OuterRef("pk"), varslet__lt=foer)),
        )
        .values("mottatt", "skole", "vedtatt", "lukket", "varslet", "skjerpet", "eleven_har_meldt")
    )
    kalenderne = kalendere({rad["skole"] for rad in rader})
    ut = []
    for rad in rader:
        mottatt = localtime(rad["mottatt"]).date()
        trekk = {
            "avsluttet": rad["lukket"],
            "varslet": rad["varslet"],
            "skjerpet": rad["skjerpet"],
            "sagt_fra_selv": rad["eleven_har_meldt"],
        }
        plantid = ""
        if rad["vedtatt"] is not None:
            plantid = _plantid(kalenderne[rad["skole"]], mottatt, localtime(rad["vedtatt"]).date())
        ut.append(
            Saksrad(
                aar=skolear_for(mottatt),
                skole=rad["skole"],
                trekk=frozenset(navn for navn, har in trekk.items() if har),
                plantid=plantid,
            )
        )
    return tuple(ut)


def _plantid(kalender: Skolekalender, fra: date, til: date) -> str:
    """The class of school days from when the school knew to the plan (D-5)."""
    for navn, grense in (("0-5", 5), ("6-10", 10), ("11-20", LENGST)):
        if til <= kalender.pluss_skoledager(fra, grense):
            return navn
    return "over_20"


def _planer(dag: date, foer: datetime) -> tuple[tuple[int, bool], ...]:
    """The plan versions that were to be evaluated by now, and whether each was, by the day it says (L-4.22).

    One that was replaced, or whose sak was closed, before its day was never to be evaluated.
    """
    planer = (
        Tiltaksplan.objects.filter(
            sak__telt__isnull=False, vedtatt__lt=foer, evalueringsdato__lt=dag, evalueringsdato__isnull=False
        )
        .annotate(
            evaluert=Min("evalueringer__dato"),
            erstattet=Min("sak__tiltaksplaner__vedtatt", filter=Q(sak__tiltaksplaner__vedtatt__gt=F("vedtatt"))),
            lukket=Min("sak__avslutninger__tid"),
        )
        .values_list("evalueringsdato", "evaluert", "erstattet", "lukket")
    )
    ut = []
    for frist, evaluert, erstattet, lukket in planer:
        i_tide = evaluert is not None and frist is not None and evaluert <= frist
        borte = [localtime(tid).date() for tid in (erstattet, lukket) if tid is not None]
        if frist is not None and (i_tide or all(dato > frist for dato in borte)):
            ut.append((skolear_for(frist), i_tide))
    return tuple(ut)


def _meldinger(foer: datetime) -> Iterable[tuple[int, str, str]]:
    """Where, what, which month and what time of day, of the meldinger that schools receive."""
    rader = Melding.objects.filter(mottaker=Mottaker.REKTOR, sendt__lt=foer).values_list(
        "sendt", "arenaer", "typer", "naar_dato", "naar_klokkeslett"
    )
    for sendt, arenaer, typer, dato, klokka in rader:
        aar = skolear_for(localtime(sendt).date())
        for arena in ARENAER:
            if arena.value in arenaer:
                yield aar, "arena", arena.value
        for type_ in TYPER:
            if type_.value in typer:
                yield aar, "type", type_.value
        if dato is not None and skolear_for(dato) == aar:
            yield aar, "maaned", f"{dato:%m}"
        if klokka is not None:
            yield aar, "klokka", next(navn for navn, fra, til in KLOKKA if fra <= klokka.hour < til)
