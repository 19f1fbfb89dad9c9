"""What a list of pupils says, whatever kind of file it came in. Pure: knows neither rows nor Django's models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Gradering


@dataclass(frozen=True)
class Foresattrad:
    """One guardian of one pupil. ``None`` is what the list does not tell; then what is registered stays."""

    kilde_id: str
    fornavn: str
    etternavn: str
    telefon: str | None = None
    epost: str | None = None
    foreldreansvar: bool | None = None
    bor_hos: bool | None = None


@dataclass(frozen=True)
class Elevrad:
    """One pupil. ``linje`` is where in the file; ``skole`` and ``klasse`` are written as the list has them."""

    linje: int
    kilde_id: str
    fornavn: str
    etternavn: str
    fodselsdato: date
    skole: str
    klasse: str = ""
    trinn: int | None = None
    kallenavn: str | None = None
    gradering: Gradering | None = None
    foresatte: tuple[Foresattrad, ...] = ()


@dataclass(frozen=True)
class Listefeil:
    """What is wrong in a list, as a sentence. ``linje`` 0 is the list as a whole."""

    linje: int
    tekst: str


@dataclass(frozen=True)
class Elevregister:
    """A whole list, with all that is wrong in it."""

    rader: tuple[Elevrad, ...] = ()
    feil: tuple[Listefeil, ...] = ()
