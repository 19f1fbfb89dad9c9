"""How a document is written down in code: its facts, its parts, its sections."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MERKER = ("- ", "# ")


def flyt(tekst: str) -> str:
    """Join the wrapped lines of a text: afterwards each line is one paragraph, point (``- ``) or heading (``# ``)."""
    linjer: list[str] = []
    for avsnitt in dedent(tekst).strip().split("\n\n"):
        ny = True
        for rad in avsnitt.splitlines():
            linje = rad.strip()
            if ny or linje.startswith(MERKER):
                linjer.append(linje)
            else:
                linjer[-1] = f"{linjer[-1]} {linje}"
            # A heading is one line; what follows it is something else.
            ny = linje.startswith("# ")
    return "\n".join(linjer)


@dataclass(frozen=True)
class Del:
    """One section: what it is called, by which provision, who does it, and the words."""

    anker: str
    tittel: str
    tekst: str
    hjemmel: str = ""
    ansvarlig: str = ""
    lenker: tuple[tuple[str, str], ...] = ()
    # Which duty it is about, and beside which forms it is shown (procedures/steder.py).
    delplikt: str = ""
    steder: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dokument:
    """One version of a procedure or a guide. A new wording is a new ``versjon``."""

    slug: str
    tittel: str
    versjon: int
    godkjent: date
    godkjent_av: str
    gjelder_fra: date
    formaal: str
    omfang: str
    ansvar: str
    deler: tuple[tuple[str, tuple[Del, ...]], ...]
    nummer: int | None = None
    neste_revisjon: date | None = None
    nytt: str = ""
    # Each question, its answers, which of them is right, and why.
    sporsmaal: tuple[tuple[str, tuple[str, ...], int, str], ...] = ()
