"""The poster: a class's rules for the wall, in the school's målform. The class made them, and no one is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation

from annual_wheel.queries import skolear_navn
from cases.dokumenter.pdf import til_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cases.klasseregler.models import Regelforslag
    from steinkjer_skolemiljo.organisation.models import Klasse


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
                "klasse": klasse,
                "regler": regler,
                "aar": skolear_navn(klasse.skolear),
                "ark": ark.lower(),
                "sprak": klasse.skole.maalform,
            },
        )
    return til_pdf(html)
