"""A text ready for page and paper: its parts, its sections, their pieces. The same for a version and for a draft."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from procedures.models import Avsnitt, Prosedyreutkast, Prosedyreversjon, Utkastavsnitt


@dataclass(frozen=True)
class Blokk:
    """A piece of a text: a paragraph, a small heading, or a list of points."""

    type: str
    linjer: tuple[str, ...]


@dataclass(frozen=True)
class Avsnittvisning:
    """One section, ready for the page."""

    avsnitt: Avsnitt | Utkastavsnitt
    blokker: Sequence[Blokk]


@dataclass(frozen=True)
class Delvisning:
    """One part, with its sections."""

    nummer: int
    tittel: str
    avsnitt: Sequence[Avsnittvisning]


@dataclass(frozen=True)
class Dokumentvisning:
    """A whole document."""

    formaal: Sequence[Blokk]
    omfang: Sequence[Blokk]
    ansvar: Sequence[Blokk]
    deler: Sequence[Delvisning]


def _slag(linje: str) -> str:
    if linje.startswith("- "):
        return "punkter"
    return "overskrift" if linje.startswith("# ") else "avsnitt"


def blokker(tekst: str) -> list[Blokk]:
    """The pieces of a stored text; points that follow each other become one list."""
    ut: list[Blokk] = []
    for type_, gruppe in groupby((linje for linje in tekst.splitlines() if linje.strip()), key=_slag):
        linjer = [linje.removeprefix("- ").removeprefix("# ") for linje in gruppe]
        if type_ == "punkter":
            ut.append(Blokk(type_, tuple(linjer)))
        else:
            ut.extend(Blokk(type_, (linje,)) for linje in linjer)
    return ut


def dokument(
    hode: Prosedyreversjon | Prosedyreutkast, avsnittene: Iterable[Avsnitt | Utkastavsnitt]
) -> Dokumentvisning:
    """A version, or a draft, with its sections in order."""
    return Dokumentvisning(
        formaal=blokker(hode.formaal),
        omfang=blokker(hode.omfang),
        ansvar=blokker(hode.ansvar),
        deler=[
            Delvisning(
                nummer=nummer,
                tittel=hode.deltitler[nummer - 1],
                avsnitt=[Avsnittvisning(ett, blokker(ett.tekst)) for ett in gruppe],
            )
            for nummer, gruppe in groupby(avsnittene, key=lambda ett: ett.delnummer)
        ],
    )
