"""The year's report as PDF/A: tagged, with our own fonts, dated when it was frozen, from published numbers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation

from cases.statistikk.queries import bilde
from cases.statistikk.rapport import avsnittene
from steinkjer_skolemiljo.papir import hode, til_pdf

if TYPE_CHECKING:
    from cases.statistikk.models import Aarsrapport


def rapport_html(rapport: Aarsrapport) -> str:
    """Write the paper as a page, in bokmål: it is the municipality's."""
    with translation.override("nb"):
        tallene = bilde(rapport.maanedstall, rapport.skolear)
        return render_to_string(
            "cases/statistikk/rapport_pdf.html",
            {
                **hode(),
                "rapport": rapport,
                "bilde": tallene,
                "avsnittene": avsnittene(rapport, tallene),
                "laget": rapport.fryst.isoformat(timespec="seconds") if rapport.fryst is not None else "",
            },
        )


def rapport_pdf(rapport: Aarsrapport) -> bytes:
    """Make the PDF. Asks no clock."""
    return til_pdf(rapport_html(rapport))
