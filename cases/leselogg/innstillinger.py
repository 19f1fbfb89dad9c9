"""The municipality's own numbers for the read-log, as rows in ``Innstilling`` with the date they are valid from."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from steinkjer_skolemiljo.organisation.models import Innstilling

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Nokkel(StrEnum):
    """The settings."""

    # Years the log is kept.
    OPPBEVARES = "leselogg_oppbevares_aar"
    # So many different saker opened by one person within an hour is worth a question.
    MANGE_SAKER = "leselogg_mange_saker"
    # So many different pupils found by search by one person within a day.
    MANGE_ELEVER = "leselogg_mange_elever"


# (unless the municipality says otherwise, the least that is taken seriously)
STANDARD: Mapping[Nokkel, tuple[int, int]] = {
    Nokkel.OPPBEVARES: (5, 1),
    Nokkel.MANGE_SAKER: (15, 2),
    Nokkel.MANGE_ELEVER: (60, 2),
}


def innstilling(nokkel: Nokkel, dag: date) -> int:
    """The number in force on this day. A row that is no number, or too small, is passed over. One query."""
    standard, minst = STANDARD[nokkel]
    rader = Innstilling.objects.filter(nokkel=nokkel, gjelder_fra__lte=dag).order_by("-gjelder_fra", "-pk")
    for verdi in rader.values_list("verdi", flat=True):
        if verdi.isdecimal() and len(verdi) < 5 and int(verdi) >= minst:  # noqa: PLR2004 - no such number is longer
            return int(verdi)
    return standard
