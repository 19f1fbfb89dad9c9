"""A school year as twelve months of days, each with what it is: school, days off, a holiday with its name."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.innstillinger.skolerute.sjekk import LORDAG, Rutedata
from cases.lov.kalender import er_aften, helligdagsnavn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cases.lov.kalender import Skolekalender
    from steinkjer_skolemiljo.organisation.models import Skolefri

AUGUST, DESEMBER = 8, 12
JULAFTEN = 24


class Dagslag(StrEnum):
    """What a day is. The value is the end of its class name."""

    SKOLE = "skole"
    HELG = "helg"
    HELLIGDAG = "helligdag"
    FRI = "fri"
    UTENFOR = "utenfor"


@dataclass(frozen=True)
class Dag:
    """One day: what it is, and what is said of it to one who cannot see the colours."""

    dato: date
    slag: Dagslag
    navn: str = ""


@dataclass(frozen=True)
class Uke:
    """One row of a month: the week's number, and seven days, None before the first and after the last."""

    nummer: int
    dager: tuple[Dag | None, ...]


@dataclass(frozen=True)
class Maaned:
    """One month: its weeks, and its days with a name, in order."""

    navn: str
    uker: tuple[Uke, ...]
    merkedager: tuple[tuple[str, str], ...]
    skoledager: int


def aaret(
    skolear: int, kalender: Skolekalender, rute: Rutedata | None, fridager: Sequence[Skolefri]
) -> tuple[Maaned, ...]:
    """The months from August to July.

    Args:
        skolear: 2026 is 2026/27.
        kalender: what counts as a school day: the law's own reckoning, so that the page says what the deadlines do.
        rute: the first and last day of school, where somebody has said.
        fridager: the days off with their names.

    """
    maaneder = [(skolear + (m > DESEMBER), (m - 1) % DESEMBER + 1) for m in range(AUGUST, AUGUST + DESEMBER)]
    return tuple(_maaned(aar, maaned, kalender, rute, fridager) for aar, maaned in maaneder)


def _maaned(
    aar: int, maaned: int, kalender: Skolekalender, rute: Rutedata | None, fridager: Sequence[Skolefri]
) -> Maaned:
    def dag(dato: date) -> Dag | None:
        return _dag(dato, kalender, fridager) if dato.month == maaned else None

    uker = tuple(
        Uke(uke[0].isocalendar().week, tuple(dag(dato) for dato in uke))
        for uke in Calendar().monthdatescalendar(aar, maaned)
    )
    dager = [d for uke in uker for d in uke.dager if d is not None]
    return Maaned(
        navn=capfirst(date_format(date(aar, maaned, 1), "F Y")),
        uker=uker,
        merkedager=tuple(_merkedager(dager, rute, fridager)),
        skoledager=sum(d.slag is Dagslag.SKOLE for d in dager),
    )


def _dag(dato: date, kalender: Skolekalender, fridager: Iterable[Skolefri]) -> Dag:
    fri = next((rad.grunn for rad in fridager if rad.fra <= dato <= rad.til), "")
    if navn := helligdagsnavn(dato.year).get(dato):
        return Dag(dato, Dagslag.HELLIGDAG, navn)
    if er_aften(dato) and kalender.aftenene_er_fri(dato):
        return Dag(dato, Dagslag.HELLIGDAG, _aften(dato))
    if dato.weekday() >= LORDAG:
        return Dag(dato, Dagslag.HELG)
    if kalender.er_skoledag(dato):
        return Dag(dato, Dagslag.SKOLE)
    return Dag(dato, Dagslag.FRI, fri) if fri else Dag(dato, Dagslag.UTENFOR, _("ikke skole"))


def _aften(dato: date) -> str:
    return _("Julaften") if dato.day == JULAFTEN else _("Nyttårsaften")


def _merkedager(dager: Sequence[Dag], rute: Rutedata | None, fridager: Iterable[Skolefri]) -> list[tuple[str, str]]:
    """The month's named days in order: (day or days, name)."""
    forste, siste = dager[0].dato, dager[-1].dato
    funnet = [(dag.dato, _i_maaneden(dag.dato, dag.dato), dag.navn) for dag in dager if dag.slag is Dagslag.HELLIGDAG]
    if rute is not None:
        funnet += [
            (dato, _i_maaneden(dato, dato), navn)
            for dato, navn in (
                (rute.forste_skoledag, _("Første skoledag")),
                (rute.siste_skoledag, _("Siste skoledag")),
            )
            if forste <= dato <= siste
        ]
    funnet += [
        (max(fri.fra, forste), _i_maaneden(max(fri.fra, forste), min(fri.til, siste)), fri.grunn)
        for fri in fridager
        if fri.fra <= siste and forste <= fri.til
    ]
    return [(naar, navn) for _dato, naar, navn in sorted(funnet)]


def _i_maaneden(fra: date, til: date) -> str:
    return f"{fra.day}." if fra == til else f"{fra.day}.–{til.day}."
