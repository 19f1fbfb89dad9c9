"""What ties people to saker through time, read from the database for the rule in oppgave.py.

A fixed number of queries for any number of saker and people.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.db.models import F, Max, OuterRef, Q, Subquery, Window
from django.db.models.functions import Lag

from cases.leselogg.oppgave import ETTER_ARBEID, ETTER_OPPGAVE, FOR_ARBEID, Periode, Tilknytning
from cases.lov.kalender import OSLO
from cases.melding.models import Meldingelev
from cases.sak.hendelse import Hendelsestype
from cases.sak.models import Hendelse, Sak, Saktilgang
from cases.skoleeier.models import Skoleeiervarsel
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from steinkjer_skolemiljo.organisation.models import Rolle, Rolletildeling

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

FERDIG = (Tiltak.Status.GJENNOMFORT, Tiltak.Status.IKKE_GJENNOMFORT, Tiltak.Status.AVSLUTTET)
# Lines that looking itself may leave: they do not explain the look.
AV_A_SE = (
    Hendelsestype.DOKUMENT_LAGET,
    Hendelsestype.SKOLEEIER_LESTE,
    Hendelsestype.INNSYNSLOGG_UTSKRIFT,
    Hendelsestype.INHABIL,
    Hendelsestype.NODINNSYN,
)
ALLTID = datetime.min.replace(tzinfo=OSLO)


@dataclass
class _Samler:
    """One person in one sak, while it is gathered."""

    ansvarlig: list[Periode] = field(default_factory=list)
    rektor: list[Periode] = field(default_factory=list)
    tilgang: list[Periode] = field(default_factory=list)
    tiltak: list[Periode] = field(default_factory=list)
    varsler: list[Periode] = field(default_factory=list)
    mottak: list[Periode] = field(default_factory=list)
    handlinger: list[datetime] = field(default_factory=list)

    def ferdig(self) -> Tilknytning:
        return Tilknytning(**{navn: tuple(verdi) for navn, verdi in vars(self).items()})


def _dagens_start(dag: date) -> datetime:
    return datetime.combine(dag, time(), tzinfo=OSLO)


def _dagens_slutt(dag: date) -> datetime:
    return datetime.combine(dag, time.max, tzinfo=OSLO)


def _ut(tid: datetime | None) -> datetime | None:
    """The end of a task, and the days one may still look."""
    return tid + ETTER_OPPGAVE if tid is not None else None


def tilknytninger(
    saker: Collection[int], brukere: Collection[int], *, fra: datetime, til: datetime
) -> dict[tuple[int, int], Tilknytning]:
    """What ties each of these people to each of these saker, for looks between two moments. Eight queries.

    Returns by (sak, person); a pair with nothing is not there.
    """
    samlet: dict[tuple[int, int], _Samler] = defaultdict(_Samler)
    if not saker or not brukere:
        return {}
    skoler: dict[int, list[int]] = defaultdict(list)
    for sak, skole in Sak.objects.filter(pk__in=saker).values_list("pk", "skole"):
        skoler[skole].append(sak)
    _ansvarlige(samlet, saker)
    ledere = _rektorer(samlet, skoler, brukere)
    _tilganger(samlet, saker, brukere)
    _tiltak(samlet, saker, brukere)
    _varsler(samlet, saker, brukere)
    _mottak(samlet, saker, ledere)
    for sak, aktor, registrert in (
        Hendelse.objects.filter(
            sak__in=saker,
            aktor__in=brukere,
            registrert__gte=fra - ETTER_ARBEID,
            registrert__lte=til + FOR_ARBEID,
        )
        .exclude(type__in=AV_A_SE)
        .values_list("sak", "aktor", "registrert")
    ):
        samlet[sak, aktor].handlinger.append(registrert)
    return {par: samler.ferdig() for par, samler in samlet.items()}


def _ansvarlige(samlet: dict[tuple[int, int], _Samler], saker: Collection[int]) -> None:
    """From the sak's own history: each time it got another saksansvarlig."""
    historie: Any = Sak.history.model
    bytter = (
        historie.objects.filter(id__in=saker)
        .annotate(
            forrige=Window(Lag("ansvarlig_id"), partition_by=F("id"), order_by=(F("history_date"), F("history_id")))
        )
        .filter(Q(forrige__isnull=True) | ~Q(forrige=F("ansvarlig_id")))
        .order_by("id", "history_date", "history_id")
        .values_list("id", "ansvarlig_id", "history_date")
    )
    per_sak: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    for sak, person, tid in bytter:
        per_sak[sak].append((person, tid))
    for sak, rekke in per_sak.items():
        for plass, (person, tid) in enumerate(rekke):
            slutt = rekke[plass + 1][1] if plass + 1 < len(rekke) else None
            # Nobody had it before the first.
            samlet[sak, person].ansvarlig.append(Periode(tid if plass else ALLTID, _ut(slutt)))


def _rektorer(
    samlet: dict[tuple[int, int], _Samler], skoler: dict[int, list[int]], brukere: Collection[int]
) -> list[tuple[int, Periode, list[int]]]:
    """Rektor and stand-ins have every sak of the school; returns all with authority, who receive meldinger."""
    ledere = []
    for person, skole, rolle, stedfortreder, fra, til in Rolletildeling.objects.filter(
        Q(rolle=Rolle.REKTOR) | Q(fullmakt=True), skole__in=skoler, bruker__in=brukere
    ).values_list("bruker", "skole", "rolle", "stedfortreder_for", "fra", "til"):
        periode = Periode(_dagens_start(fra), _dagens_slutt(til) if til else None)
        saker = skoler[skole or 0]
        ledere.append((person, periode, saker))
        if rolle == Rolle.REKTOR or stedfortreder is not None:
            for sak in saker:
                samlet[sak, person].rektor.append(periode)
    return ledere


def _tilganger(samlet: dict[tuple[int, int], _Samler], saker: Collection[int], brukere: Collection[int]) -> None:
    for sak, person, gitt, til in Saktilgang.objects.filter(content_object__in=saker, user__in=brukere).values_list(
        "content_object", "user", "gitt", "gyldig_til"
    ):
        samlet[sak, person].tilgang.append(Periode(gitt, _dagens_slutt(til)))


def _tiltak(samlet: dict[tuple[int, int], _Samler], saker: Collection[int], brukere: Collection[int]) -> None:
    """From the plan was adopted until it was replaced, the tiltak was over, or it was marked as finished."""
    historie: Any = Tiltak.history.model
    neste = Tiltaksplan.objects.filter(
        sak=OuterRef("plan__sak"), versjon__gt=OuterRef("plan__versjon"), vedtatt__isnull=False
    ).order_by("versjon")
    rader = (
        Tiltak.objects.filter(plan__sak__in=saker, ansvarlig__in=brukere, plan__vedtatt__isnull=False)
        .annotate(
            erstattet=Subquery(neste.values("vedtatt")[:1]),
            endret=Subquery(
                historie.objects.filter(id=OuterRef("pk")).order_by().values("id").values(sist=Max("history_date"))
            ),
        )
        .values_list("plan__sak", "ansvarlig", "plan__vedtatt", "erstattet", "til", "status", "endret")
    )
    for sak, person, vedtatt, erstattet, til, status, endret in rader:
        slutter = [erstattet, _dagens_slutt(til) if til else None, endret if status in FERDIG else None]
        slutt = min((tid for tid in slutter if tid is not None), default=None)
        # Nobody is given a tiltak after it is over: then the day it was given counts.
        if vedtatt is not None:
            samlet[sak, person].tiltak.append(Periode(vedtatt, _ut(max(slutt, vedtatt) if slutt else None)))


def _varsler(samlet: dict[tuple[int, int], _Samler], saker: Collection[int], brukere: Collection[int]) -> None:
    """A notice is skoleeier's to read and assess, whoever holds the role; the rule asks for the role."""
    for sak, varslet, vurdert, oppfolging, avsluttet in Skoleeiervarsel.objects.filter(sak__in=saker).values_list(
        "sak", "varslet", "vurdert", "oppfolging_dato", "sak__avsluttet"
    ):
        slutt = vurdert
        if vurdert and oppfolging:
            # It waits, also when its day has passed, until it is assessed anew or the sak is closed.
            slutt = max(vurdert, avsluttet) if avsluttet else None
        for person in brukere:
            samlet[sak, person].varsler.append(Periode(varslet, _ut(slutt)))


def _mottak(
    samlet: dict[tuple[int, int], _Samler], saker: Collection[int], ledere: list[tuple[int, Periode, list[int]]]
) -> None:
    """A melding that led to the sak was a leader's to receive until it was handled."""
    meldinger: dict[int, list[Periode]] = defaultdict(list)
    for sak, sendt, behandlet in Meldingelev.objects.filter(sak__in=saker).values_list(
        "sak", "melding__sendt", "melding__behandlet"
    ):
        meldinger[sak].append(Periode(sendt, _ut(behandlet)))
    for person, leder, egne in ledere:
        for sak in egne:
            samlet[sak, person].mottak.extend(
                Periode(max(leder.fra, melding.fra), _forst(leder.til, melding.til)) for melding in meldinger[sak]
            )


def _forst(en: datetime | None, annen: datetime | None) -> datetime | None:
    return min((tid for tid in (en, annen) if tid is not None), default=None)


def som_tid(dag: date) -> tuple[datetime, datetime]:
    """The first and last moment of a day in Norway."""
    return _dagens_start(dag), _dagens_slutt(dag)
