"""The municipality's own numbers for the archive, as rows in ``Innstilling`` with the date they are valid from."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from steinkjer_skolemiljo.organisation.models import Innstilling

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Nokkel(StrEnum):
    """The settings."""

    # Working days from a sak is closed until somebody is told that it is not archived.
    ALARM_DAGER = "arkiv_alarm_arbeidsdager"
    # Years from the pupil has left grunnskolen until the sak may be removed here.
    BEHOLDES_AAR = "arkiv_beholdes_aar"


# (unless the municipality says otherwise, the least and the most that is taken seriously)
STANDARD: Mapping[Nokkel, tuple[int, int, int]] = {
    Nokkel.ALARM_DAGER: (5, 1, 60),
    Nokkel.BEHOLDES_AAR: (1, 1, 100),
}


def innstilling(nokkel: Nokkel, dag: date) -> int:
    """The number in force on this day. A row that is no number, or out of bounds, is passed over. One query."""
    standard, minst, mest = STANDARD[nokkel]
    rader = Innstilling.objects.filter(nokkel=nokkel, gjelder_fra__lte=dag).order_by("-gjelder_fra", "-pk")
    for verdi in rader.values_list("verdi", flat=True):
        if verdi.isdecimal() and len(verdi) < 5 and minst <= int(verdi) <= mest:  # noqa: PLR2004 - no such number is longer
            return int(verdi)
    return standard
