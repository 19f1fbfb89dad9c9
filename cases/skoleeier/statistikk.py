"""Small numbers hidden so that they stay hidden (A-21). Pure: no Django, no database, no clock.

A reader sees one number per school and a sum for the municipality, and may know exactly how the hiding is done. The
promise: whatever is hidden could still have been any of the small numbers. The schools' numbers overlap from column
to column (a late sak is an open sak), so no row has a sum, and each column stands alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Fewer than this many, and the number could point at a child.
GRENSE = 5


class Visning(Enum):
    """How a number may be shown."""

    NOYAKTIG = "noyaktig"
    # One or more, but fewer than ``tall``.
    UNDER = "under"
    # This many or more; reckoned from what is shown, so it tells nothing new.
    MINST = "minst"


@dataclass(frozen=True)
class Celle:
    """One number as it may be shown."""

    visning: Visning
    tall: int


@dataclass(frozen=True)
class Kolonne:
    """One kind of number for all the schools, in their order, and for the municipality."""

    celler: tuple[Celle, ...]
    sum: Celle


def skjerm(tall: Sequence[int], grense: int = GRENSE) -> Kolonne:
    """Hide the small numbers of a column, and its sum where the sum would give them away.

    None is told as none: zero points at nobody. With one small number the sum minus the rest would be that number;
    with several, a very low or very high sum would narrow them down. Then the sum is shown as «at least».

    Args:
        tall: one count per school, none negative.
        grense: counts from 1 up to this are hidden.

    """
    smaa = [antall for antall in tall if 0 < antall < grense]
    celler = tuple(
        Celle(Visning.UNDER, grense) if 0 < antall < grense else Celle(Visning.NOYAKTIG, antall) for antall in tall
    )
    if not smaa or _holder_tett(len(smaa), sum(smaa), grense):
        return Kolonne(celler, Celle(Visning.NOYAKTIG, sum(tall)))
    synlig = sum(tall) - sum(smaa)
    return Kolonne(celler, Celle(Visning.MINST, synlig + len(smaa)))


def _holder_tett(antall: int, til_sammen: int, grense: int) -> bool:
    """Whether the sum of the hidden leaves each of them free to be any number from 1 up to the limit."""
    storst = grense - 1
    andre = antall - 1
    return andre + storst <= til_sammen <= andre * storst + 1
