"""The rules this house holds, as one table, and the rules it does not hold, as another.

The ids are those of the law note the house was built from. ``script/lov`` prints both tables with the tests that prove
each rule; the page «Regelverket» shows them to everyone who is logged in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.lov.regel import OPPHAVSNAVN, STYRKENAVN, Opphav, Regel, Utenfor
from cases.lov.regler_aktivitetsplikt import AKTIVITETSPLIKT
from cases.lov.regler_frister import D_REGLER
from cases.lov.regler_utenfor import UTENFOR
from cases.lov.regler_videre import VIDERE

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "D_REGLER",
    "IKKE_I_KODEN",
    "L_REGLER",
    "OPPHAVSNAVN",
    "REGLER",
    "STYRKENAVN",
    "Opphav",
    "Regel",
    "Utenfor",
]

L_REGLER: tuple[Regel, ...] = (*AKTIVITETSPLIKT, *VIDERE)
REGLER: Mapping[str, Regel] = {regel.id: regel for regel in (*L_REGLER, *D_REGLER)}
IKKE_I_KODEN: Mapping[str, Utenfor] = {regel.id: regel for regel in UTENFOR}
