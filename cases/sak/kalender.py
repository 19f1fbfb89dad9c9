"""The school calendars the law counts with, read from each school's skolerute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from cases.lov.kalender import Skolekalender
from cases.lov.parametre import Parametre
from steinkjer_skolemiljo.organisation.models import Innstilling, Skolerute

if TYPE_CHECKING:
    from collections.abc import Iterable


def kalendere(skoler: Iterable[int]) -> dict[int, Skolekalender]:
    """One calendar for each school: its own skoleruter, or the municipality's where it has none. Two queries."""
    ider = set(skoler)
    ruter = Skolerute.objects.filter(Q(skole__in=ider) | Q(skole__isnull=True)).prefetch_related("fridager")
    felles: dict[int, Skolerute] = {}
    egne: dict[int, dict[int, Skolerute]] = {skole: {} for skole in ider}
    for rute in ruter:
        if rute.skole_id is None:
            felles[rute.skolear] = rute
        else:
            egne[rute.skole_id][rute.skolear] = rute
    return {skole: _kalender({**felles, **egne[skole]}.values()) for skole in ider}


def _kalender(ruter: Iterable[Skolerute]) -> Skolekalender:
    rader = list(ruter)
    return Skolekalender(
        skolear=tuple((rute.forste_skoledag, rute.siste_skoledag) for rute in rader),
        fri=tuple((fri.fra, fri.til) for rute in rader for fri in rute.fridager.all()),
    )


def parametre() -> Parametre:
    """The municipality's targets, with every change it has made. One query."""
    return Parametre.med_overstyringer(
        (rad.nokkel, rad.verdi, rad.gjelder_fra) for rad in Innstilling.objects.order_by("gjelder_fra")
    )
