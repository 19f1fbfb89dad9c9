"""Who has read the version in force, who has yet to, and until when: worked out from the roles each time.

A person is asked from the day the version applies, was published or their own role at a school began, whichever is
last, and has fourteen days (D-16). So a newcomer in January is asked in January, with time to read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, Min, OuterRef
from django.utils.timezone import localdate

from procedures.access import ser_navn, statusskoler
from procedures.models import Gjennomgang, Lesebekreftelse, Prosedyreversjon
from steinkjer_skolemiljo.organisation.models import Bruker, Rolletildeling, gjelder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.organisation.models import Skole

LESEFRIST = timedelta(days=14)
BOLK = 500


@dataclass(frozen=True)
class Leser:
    """One who has yet to confirm, and until when."""

    bruker: Bruker
    frist: date
    sen: bool


@dataclass(frozen=True)
class Versjonsstatus:
    """How a school stands with one version; the names only for the school's own leaders."""

    versjon: Prosedyreversjon
    bekreftet: int
    av: int
    sene: int
    mangler: Sequence[Leser] | None
    gjennomgatt: Gjennomgang | None

    @property
    def igjen(self) -> int:
        """How many have yet to confirm."""
        return self.av - self.bekreftet


@dataclass(frozen=True)
class Skolestatus:
    """A school, and how it stands with each version in force."""

    skole: Skole
    versjoner: Sequence[Versjonsstatus]


@dataclass(frozen=True)
class Sporsmaal:
    """A person who is to be asked about a version, and until when they may take."""

    bruker: Bruker
    versjon: Prosedyreversjon
    frist: date


def gjeldende() -> QuerySet[Prosedyreversjon]:
    """The versions in force, the numbered ones first."""
    return (
        Prosedyreversjon.objects.filter(status=Prosedyreversjon.Status.GJELDENDE)
        .select_related("prosedyre")
        .order_by("prosedyre")
    )


def frist_for(versjon: Prosedyreversjon, fra: date) -> date:
    """The last day to confirm for one whose role began on ``fra``."""
    return max(versjon.gjelder_fra, localdate(versjon.publisert), fra) + LESEFRIST


def egne(bruker: Bruker, dag: date) -> list[Sporsmaal]:
    """What this person has yet to confirm, if they work at a school. Three queries at most."""
    fra = Rolletildeling.objects.filter(gjelder(dag), bruker=bruker, skole__isnull=False).aggregate(fra=Min("fra"))
    if fra["fra"] is None or not bruker.is_active:
        return []
    lest = Exists(Lesebekreftelse.objects.filter(versjon=OuterRef("pk"), bruker=bruker))
    return [Sporsmaal(bruker, versjon, frist_for(versjon, fra["fra"])) for versjon in gjeldende().exclude(lest)]


def skal_bekrefte(versjon: Prosedyreversjon, dag: date) -> Iterator[list[Sporsmaal]]:
    """Everyone at a school who has yet to confirm this version, some hundred at a time."""
    siste = 0
    lest = Exists(Lesebekreftelse.objects.filter(versjon=versjon, bruker=OuterRef("bruker")))
    roller = Rolletildeling.objects.filter(gjelder(dag), skole__isnull=False, bruker__is_active=True).exclude(lest)
    while True:
        rader = list(
            roller.filter(bruker_id__gt=siste)
            .order_by("bruker_id")
            .values_list("bruker_id")
            .annotate(fra=Min("fra"))[:BOLK]
        )
        if not rader:
            return
        folk = Bruker.objects.in_bulk([pk for pk, _fra in rader])
        yield [Sporsmaal(folk[pk], versjon, frist_for(versjon, fra)) for pk, fra in rader]
        siste = rader[-1][0]


def skoler_med_sene(versjon: Prosedyreversjon, dag: date) -> list[int]:
    """The schools where somebody should have confirmed by now."""
    frist = localdate(versjon.publisert), versjon.gjelder_fra
    if max(frist) + LESEFRIST >= dag:
        return []
    lest = Exists(Lesebekreftelse.objects.filter(versjon=versjon, bruker=OuterRef("bruker")))
    # Since when somebody has worked there; a prolonged role begins when the first did.
    rader = (
        Rolletildeling.objects.filter(gjelder(dag), skole__isnull=False, bruker__is_active=True)
        .exclude(lest)
        .values_list("skole", "bruker")
        .annotate(fra=Min("fra"))
    )
    return sorted({skole for skole, _bruker, fra in rader if fra + LESEFRIST < dag})


def _ansatte(skoler: Sequence[Skole], dag: date) -> dict[int, dict[int, tuple[Bruker, date]]]:
    """For each school its people today and since when, each once; one query."""
    ut: dict[int, dict[int, tuple[Bruker, date]]] = {skole.pk: {} for skole in skoler}
    rader = (
        Rolletildeling.objects.filter(gjelder(dag), skole__in=skoler, bruker__is_active=True)
        .select_related("bruker")
        .order_by("bruker__etternavn", "bruker__fornavn", "bruker_id")
    )
    for rad in rader:
        if rad.skole_id is not None:
            _bruker, fra = ut[rad.skole_id].get(rad.bruker_id, (rad.bruker, rad.fra))
            ut[rad.skole_id][rad.bruker_id] = (rad.bruker, min(fra, rad.fra))
    return ut


def skolestatus(bruker: Bruker, dag: date, *, versjon: Prosedyreversjon | None = None) -> list[Skolestatus]:
    """How the schools this person may count stand, with every version in force or with one. Four queries."""
    skoler = list(statusskoler(bruker, dag))
    if not skoler:
        return []
    versjoner = [versjon] if versjon is not None else list(gjeldende())
    ansatte = _ansatte(skoler, dag)
    lest = set(Lesebekreftelse.objects.filter(versjon__in=versjoner).values_list("versjon_id", "bruker_id"))
    gatt: dict[tuple[int, int], Gjennomgang] = {}
    for rad in Gjennomgang.objects.filter(versjon__in=versjoner, skole__in=skoler).select_related("av"):
        gatt.setdefault((rad.versjon_id, rad.skole_id), rad)
    ut = []
    for skole in skoler:
        folk = ansatte[skole.pk]
        if not folk:
            continue
        linjer = []
        for ett in versjoner:
            mangler = [
                Leser(person, frist, frist < dag)
                for pk, (person, fra) in folk.items()
                if (ett.pk, pk) not in lest
                for frist in (frist_for(ett, fra),)
            ]
            linjer.append(
                Versjonsstatus(
                    versjon=ett,
                    bekreftet=len(folk) - len(mangler),
                    av=len(folk),
                    sene=sum(rad.sen for rad in mangler),
                    mangler=mangler if ser_navn(bruker, skole, dag) else None,
                    gjennomgatt=gatt.get((ett.pk, skole.pk)),
                )
            )
        ut.append(Skolestatus(skole, linjer))
    return ut
