"""Who will see a melding and who will not, in words for the one who writes it (L-5.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.sak.vurdering import setning

if TYPE_CHECKING:
    from cases.lov.ruting import Ruting


@dataclass(frozen=True)
class Rutevisning:
    """The sentences, and a mark of which of them the writer has been shown; empty when nothing must be read."""

    ser: tuple[str, ...]
    ser_ikke: tuple[str, ...]
    merke: str


def visning_av(rute: Ruting) -> Rutevisning:
    """Put the law's routing in words."""
    return Rutevisning(
        ser=tuple(setning(t) for t in rute.ser),
        ser_ikke=tuple(setning(t) for t in rute.ser_ikke),
        merke=f"{rute.mottaker.value}-{len(rute.ser_ikke)}" if rute.skjerpet else "",
    )
