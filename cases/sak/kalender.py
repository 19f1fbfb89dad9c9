"""The school calendars the law counts with, read from each school's skolerute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Q

from cases.lov.kalender import Skolekalender
from cases.lov.parametre import Parametre
from steinkjer_skolemiljo.organisation.models import Innstilling, Skolefri, Skolerute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

# Whether 24 and 31 December are days off: the setting's key, and its two values.
AFTENENE = "julaften_fri"
JA, NEI = "ja", "nei"


def kalendere(skoler: Iterable[int], *, slik_de_var: datetime | None = None) -> dict[int, Skolekalender]:
    """One calendar for each school: its own skoleruter, or the municipality's where it has none. Three queries.

    Args:
        skoler: the schools.
        slik_de_var: read from the history, as everything was written at that moment; else as it is now.

    """
    ider = set(skoler)
    ruter = list(_rader(Skolerute, slik_de_var).filter(Q(skole__in=ider) | Q(skole__isnull=True)))
    fri: dict[int, list[Skolefri]] = {}
    for rad in _rader(Skolefri, slik_de_var).filter(skolerute__in=[rute.id for rute in ruter]).order_by("fra"):
        fri.setdefault(rad.skolerute_id, []).append(rad)
    felles: dict[int, Skolerute] = {}
    egne: dict[int, dict[int, Skolerute]] = {skole: {} for skole in ider}
    for rute in ruter:
        if rute.skole_id is None:
            felles[rute.skolear] = rute
        else:
            egne[rute.skole_id][rute.skolear] = rute
    aftenene = _aftenene(slik_de_var)
    return {skole: _kalender({**felles, **egne[skole]}.values(), fri, aftenene) for skole in ider}


def _rader(modell: Any, tid: datetime | None) -> Any:
    """The rows as they are, or the history's rows of how they were; both have the model's own fields, and ``id``."""
    if tid is None:
        return modell.objects.all()
    return modell.history.filter(history_date__lte=tid).latest_of_each().exclude(history_type="-")


def _aftenene(tid: datetime | None) -> tuple[tuple[date, bool], ...]:
    rader = _rader(Innstilling, tid).filter(nokkel=AFTENENE)
    return tuple(sorted((rad.gjelder_fra, rad.verdi == JA) for rad in rader))


def _kalender(
    ruter: Iterable[Skolerute], fri: Mapping[int, Sequence[Skolefri]], aftenene: tuple[tuple[date, bool], ...]
) -> Skolekalender:
    rader = list(ruter)
    return Skolekalender(
        skolear=tuple((rute.forste_skoledag, rute.siste_skoledag) for rute in rader),
        fri=tuple((dager.fra, dager.til) for rute in rader for dager in fri.get(rute.id, ())),
        julaften_endret=aftenene,
    )


def aftenene_er_fri(dag: date) -> bool:
    """Whether 24 and 31 December are days off, by what the municipality says for this day. One query."""
    return Skolekalender(julaften_endret=_aftenene(None)).aftenene_er_fri(dag)


def parametre() -> Parametre:
    """The municipality's targets, with every change it has made. One query."""
    return Parametre.med_overstyringer(
        (rad.nokkel, rad.verdi, rad.gjelder_fra) for rad in Innstilling.objects.order_by("gjelder_fra")
    )


# What the law counts with changes a few times a year and is asked for at every save. Every change of these leaves a
# row in their histories, where nothing can be changed or removed: how many rows there are and which is the last, says
# whether what was read before is still so. Part of a question: it is asked along with what the law wants to know.
Stempel = list[list[int | None]]
STEMPEL = "json_build_array({})".format(
    ", ".join(
        f"(SELECT json_build_array(count(*), max(history_id)) FROM {modell.history.model._meta.db_table})"  # noqa: S608 - our tables
        for modell in (Skolerute, Skolefri, Innstilling)
    )
)


@dataclass
class _Husket:
    stempel: Stempel
    parametre: Parametre
    kalendere: dict[int, Skolekalender]


_husket: _Husket | None = None


def grunnlag(skole: int) -> tuple[Skolekalender, Parametre]:
    """One school's calendar, and the municipality's targets, as they are now. One query, unless something changed."""
    with connection.cursor() as peker:
        peker.execute(f"SELECT {STEMPEL}")
        (stempel,) = peker.fetchone()
    skolenes, parametrene = husket_grunnlag(stempel, [skole])
    return skolenes[skole], parametrene


def husket_grunnlag(stempel: Stempel, skoler: Iterable[int]) -> tuple[Mapping[int, Skolekalender], Parametre]:
    """The schools' calendars and the municipality's targets as this stamp has them. No query for what is remembered.

    Args:
        stempel: what ``STEMPEL`` answered just now.
        skoler: the schools.

    """
    global _husket  # noqa: PLW0603 - one memory for the process
    if _husket is None or _husket.stempel != stempel:
        _husket = _Husket(stempel=stempel, parametre=parametre(), kalendere={})
    husket = _husket
    if nye := set(skoler) - husket.kalendere.keys():
        husket.kalendere |= kalendere(nye)
    return husket.kalendere, husket.parametre
