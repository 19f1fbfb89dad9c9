"""School days, working days and Norwegian public holidays (D-20, D-21, D-26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import holidays

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OSLO = ZoneInfo("Europe/Oslo")
LORDAG = 5
DAG = timedelta(days=1)
# Where no skolerute says otherwise: from about St. Hans to the middle of August there is no school.
SOMMER_FRA = (6, 21)
SOMMER_TIL = (8, 16)


@lru_cache(maxsize=64)
def helligdagsnavn(aar: int) -> Mapping[date, str]:
    """The Norwegian public holidays of a year with their names, without ordinary Sundays."""
    navn = holidays.country_holidays("NO", years=aar, categories=("public",), language="no")
    # Two on one day, such as 17 May 2027, come as one text.
    return {dag: navn_.replace("; ", ", ") for dag, navn_ in sorted(navn.items())}


@lru_cache(maxsize=64)
def helligdager(aar: int) -> frozenset[date]:
    """The Norwegian public holidays of a year, without ordinary Sundays."""
    return frozenset(helligdagsnavn(aar))


def slutt_paa(dag: date) -> datetime:
    """The last moment of a day in Norway: a deadline on a date ends 23:59:59 local time (D-26)."""
    return datetime.combine(dag, time(23, 59, 59), tzinfo=OSLO)


def skolear_for(dag: date) -> int:
    """The school year a day belongs to: 2026 is 2026/27, from August to July."""
    return dag.year if dag.month >= 8 else dag.year - 1  # noqa: PLR2004 - August


def er_aften(dag: date) -> bool:
    """24 or 31 December."""
    return dag.month == 12 and dag.day in {24, 31}  # noqa: PLR2004 - the eves


@dataclass(frozen=True)
class Skolekalender:
    """One school's days: its school years (first and last day), and the periods without school, ends included.

    ``julaften_fri`` says whether 24 and 31 December count as days off; ``julaften_endret`` that the municipality said
    otherwise, and from when.
    """

    skolear: tuple[tuple[date, date], ...] = ()
    fri: tuple[tuple[date, date], ...] = ()
    julaften_fri: bool = True
    julaften_endret: tuple[tuple[date, bool], ...] = ()

    def er_arbeidsdag(self, dag: date) -> bool:
        """Monday to Friday, not a public holiday."""
        if dag.weekday() >= LORDAG or dag in helligdager(dag.year):
            return False
        return not (er_aften(dag) and self.aftenene_er_fri(dag))

    def aftenene_er_fri(self, dag: date) -> bool:
        """Whether 24 and 31 December are days off, by what the municipality had said for this day."""
        gjeldende = [fri for fra, fri in sorted(self.julaften_endret) if fra <= dag]
        return gjeldende[-1] if gjeldende else self.julaften_fri

    def er_skoledag(self, dag: date) -> bool:
        """A working day inside a school year and outside every break.

        A date no skolerute covers counts as school time except in the summer.
        """
        if dag not in self._spurt_om:
            self._spurt_om[dag] = self._er_skoledag(dag)
        return self._spurt_om[dag]

    @cached_property
    def _spurt_om(self) -> dict[date, bool]:
        """The same few weeks are counted for every deadline at the school."""
        return {}

    def _er_skoledag(self, dag: date) -> bool:
        if not self.er_arbeidsdag(dag) or any(fra <= dag <= til for fra, til in self.fri):
            return False
        if any(forste <= dag <= siste for forste, siste in self.skolear):
            return True
        if self._dekket(dag):
            return False
        return not SOMMER_FRA <= (dag.month, dag.day) <= SOMMER_TIL

    def _dekket(self, dag: date) -> bool:
        """Whether a skolerute says something about this date: there is one for the school year it belongs to."""
        return any(forste.year == skolear_for(dag) for forste, _siste in self.skolear)

    def neste_skoledag(self, dag: date) -> date:
        """This day if it is a school day, else the first one after."""
        while not self.er_skoledag(dag):
            dag += DAG
        return dag

    def pluss_skoledager(self, start: date, antall: int) -> date:
        """``antall`` school days after ``start``. What comes on a day off counts from the next school day (D-20)."""
        return self._pluss(start, antall, self.er_skoledag)

    def pluss_arbeidsdager(self, start: date, antall: int) -> date:
        """``antall`` working days after ``start``."""
        return self._pluss(start, antall, self.er_arbeidsdag)

    def forste_ulikhet(self, annen: Skolekalender, fra: date, til: date) -> date | None:
        """The first day in a span (both ends included) that is a school day in one calendar and not in the other."""
        dager = (fra + timedelta(days=nummer) for nummer in range((til - fra).days + 1))
        return next((dag for dag in dager if self.er_skoledag(dag) != annen.er_skoledag(dag)), None)

    @staticmethod
    def _pluss(start: date, antall: int, teller: Callable[[date], bool]) -> date:
        dag = start
        igjen = antall
        while igjen > 0 or not teller(dag):
            dag += DAG
            if teller(dag):
                igjen -= 1
        return dag
