"""The school's yearly report to SU, SMU and FAU: what was done, and the published numbers. No person in it.

The numbers are those already published in steps of five (cases/statistikk): nothing is counted anew here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation

from annual_wheel.models import Skoleaktivitet, Status
from annual_wheel.queries import skolear_navn
from cases.statistikk.actions import tall_for
from cases.statistikk.queries import bilde
from steinkjer_skolemiljo.papir import hode, til_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from annual_wheel.models import Skolehjul
    from cases.statistikk.queries import Bilde, Tabell


@dataclass(frozen=True)
class Skolerapport:
    """Everything the page and the paper show."""

    hjul: Skolehjul
    aar: str
    dato: date
    gjort: Sequence[Skoleaktivitet]
    delvis: Sequence[Skoleaktivitet]
    gjenstaar: Sequence[Skoleaktivitet]
    ikke_aktuelt: Sequence[Skoleaktivitet]
    bilde: Bilde | None

    @property
    def av(self) -> int:
        """How many that were to be done."""
        return len(self.gjort) + len(self.delvis) + len(self.gjenstaar)

    @property
    def tabeller(self) -> Sequence[Tabell]:
        """The published tables a council can use."""
        return (self.bilde.skoler, self.bilde.arena, self.bilde.type) if self.bilde else ()


def skolerapport(hjul: Skolehjul, dag: date) -> Skolerapport:
    """Put the report together. Four queries."""
    rader = list(Skoleaktivitet.objects.filter(hjul=hjul))
    tall = tall_for(hjul.skolear)
    return Skolerapport(
        hjul=hjul,
        aar=skolear_navn(hjul.skolear),
        dato=dag,
        gjort=[rad for rad in rader if rad.status == Status.GJORT],
        delvis=[rad for rad in rader if rad.status == Status.DELVIS],
        gjenstaar=[rad for rad in rader if rad.status in {Status.PLANLAGT, Status.IKKE_GJORT}],
        ikke_aktuelt=[rad for rad in rader if rad.status == Status.IKKE_AKTUELT],
        bilde=bilde(tall, hjul.skolear, hjul.skole_id) if tall is not None else None,
    )


def rapport_pdf(rapport: Skolerapport) -> bytes:
    """Make the paper, in bokmål. Asks no clock."""
    with translation.override("nb"):
        innhold = {**hode(), "avsender": rapport.hjul.skole.navn, "rapport": rapport, "laget": rapport.dato.isoformat()}
        return til_pdf(render_to_string("cases/forebygging/rapport_pdf.html", innhold))
