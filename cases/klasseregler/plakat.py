"""The poster: a class's rules for the wall, in the school's målform. The class made them, and no one is named."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation

from annual_wheel.queries import skolear_navn
from steinkjer_skolemiljo.papir import hode, til_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cases.klasseregler.models import Regelforslag
    from steinkjer_skolemiljo.organisation.models import Klasse


# Letters from large to small, in points on A4; the largest that fills no more than the sheet is used.
STORRELSER = (36, 32, 28, 25, 22, 19)
BREDDE, HOYDE = 430, 720


def storrelse(tekster: Sequence[str]) -> int:
    """How large the letters may be for all of it to stand on one sheet."""

    def hoyde(punkt: int) -> float:
        paa_linja = BREDDE // (punkt * 0.55)
        linjer = sum(ceil(len(tekst) / paa_linja) for tekst in tekster)
        return linjer * punkt * 1.25 + (len(tekster) + 4) * punkt

    return next((punkt for punkt in STORRELSER if hoyde(punkt) <= HOYDE), STORRELSER[-1])


def plakat_pdf(klasse: Klasse, regler: Sequence[Regelforslag], *, ark: str) -> bytes:
    """Draw the poster on one sheet.

    Args:
        klasse: with its school.
        regler: one to six, in the order they stand.
        ark: ``A4`` or ``A3``.

    """
    with translation.override(klasse.skole.maalform):
        html = render_to_string(
            "cases/klasseregler/plakat.html",
            {
                **hode(),
                "avsender": klasse.skole.navn,
                "klasse": klasse,
                "regler": regler,
                "aar": skolear_navn(klasse.skolear),
                "ark": ark.lower(),
                "storrelse": storrelse([rad.tekst for rad in regler]),
                "sprak": klasse.skole.maalform,
            },
        )
    return til_pdf(html)
