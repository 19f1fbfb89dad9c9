"""The documents the municipality has approved, in the order they are read in.

A corrected wording is a new ``versjon`` beside the old one: what people confirmed that they read must stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from procedures.innhold.prosedyre_1 import PROSEDYRE_1
from procedures.innhold.veileder import VEILEDER

if TYPE_CHECKING:
    from procedures.innhold.dokument import Dokument

DOKUMENTER: tuple[Dokument, ...] = (PROSEDYRE_1, VEILEDER)
