"""What goes out of a sak, and who must have looked at it first (A-6, A-7, A-15, A-19, A-20). Knows no database."""

from __future__ import annotations

from enum import StrEnum


class Formaal(StrEnum):
    """Where what is let out goes."""

    # The pupil's own folder, and so the pupil's home.
    ELEVMAPPE = "elevmappe"
    INNSYN = "innsyn"
    OVERFORING = "overforing"


def krever_to(formaal: Formaal, *, skjerpet: bool, gradert: bool) -> bool:
    """Whether another person must look before it is let out (A-19): the address is protected, or an employee is named.

    What goes to the pupil's own folder is the rektor's daily act, and is looked over by the one.
    """
    return formaal is not Formaal.ELEVMAPPE and (skjerpet or gradert)
