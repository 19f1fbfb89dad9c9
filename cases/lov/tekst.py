"""Sentences of the law module: bokmål templates that the screen translates and fills in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cases.lov.begreper import Steg

Verdi = str | int | date | datetime


def gettext_noop(mal: str) -> str:
    """Mark a sentence for translation; the screen does the translating."""
    return mal


@dataclass(frozen=True)
class Tekst:
    """A sentence with named places, such as ``«%(antall)s skoledager»``, and perhaps one more after it."""

    mal: str
    verdier: Mapping[str, Verdi] = field(default_factory=dict)
    tillegg: Tekst | None = None
    # For the ones who lead the sak or follow it up; not for everybody who may read it.
    for_ledere: bool = False
    # The door to what it asks for.
    steg: Steg | None = None

    def __str__(self) -> str:
        """The sentence in bokmål, dates as ``10.11.2026``."""
        setning = self.mal
        if self.verdier:
            setning %= {
                navn: verdi.strftime("%d.%m.%Y") if isinstance(verdi, date) else verdi
                for navn, verdi in self.verdier.items()
            }
        return f"{setning} {self.tillegg}" if self.tillegg is not None else setning

    def __hash__(self) -> int:
        """By what it says."""
        return hash(str(self))
