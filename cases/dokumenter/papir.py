"""A paper in its parts, and the page it becomes: what the kinds of paper share. No kind differs but in what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import get_language

from cases.dokumenter.pdf import hjemler
from steinkjer_skolemiljo.papir import hode

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Tabell:
    """A plain table: what each column is, and its rows. The first cell of a row says what the row is."""

    kolonner: tuple[str, ...]
    rader: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Del:
    """One part under its heading: words, or facts by name, or a table."""

    tittel: str
    tekst: str = ""
    fakta: tuple[tuple[str, str], ...] = ()
    tabell: Tabell | None = None
    # What a pupil or a parent said, apart from what the school thinks.
    egne_ord: bool = False

    @property
    def har_noe(self) -> bool:
        """Whether there is anything under the heading."""
        return bool(self.tekst.strip() or self.fakta or (self.tabell and self.tabell.rader))


@dataclass(frozen=True)
class Papir:
    """A paper, all but its head and foot."""

    tittel: str
    # At the foot of every page: the saksnummer and version, where the paper may say them.
    referanse: str
    # Facts in the head, two on a line.
    hode: tuple[tuple[str, str], ...]
    deler: tuple[Del, ...]
    # Who adopted, wrote or sent it, and when.
    signatur: str
    # When it became what it is: the paper's date, and the day whose law it cites.
    tid: datetime
    # The school, where the paper may tell where the pupil is.
    avsender: str = ""
    ingress: str = ""
    # The pupil's right to go to Statsforvalteren: on what a home reads.
    rettigheter: bool = False
    intern: bool = False

    @property
    def hoderader(self) -> list[tuple[tuple[str, str], ...]]:
        """The facts of the head, two by two."""
        return [self.hode[n : n + 2] for n in range(0, len(self.hode), 2)]


def til_html(papir: Papir) -> str:
    """The page, in the language that is active."""
    return render_to_string(
        "cases/dokumenter/papir.html",
        {
            **hode(),
            "papir": papir,
            "tittel": f"{papir.tittel} {papir.referanse}".strip(),
            "referanse": papir.referanse,
            "avsender": papir.avsender,
            "sprak": get_language(),
            "laget": papir.tid.isoformat(timespec="seconds"),
            "hjemler": hjemler(localtime(papir.tid).date()),
        },
    )
