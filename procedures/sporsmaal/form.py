"""How a question is kept: ``{"sporsmaal": …, "svar": [… , …], "riktig": 0, "forklaring": …}``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FLEST = 5
FLEST_SVAR = 3
LENGST = 400
FELT = frozenset({"sporsmaal", "svar", "riktig", "forklaring"})


@dataclass(frozen=True)
class Sporsmaal:
    """One question, its answers, which of them is right, and why."""

    sporsmaal: str
    svar: tuple[str, ...]
    riktig: int
    forklaring: str


def _er_tekst(verdi: Any) -> bool:
    return isinstance(verdi, str) and bool(verdi.strip()) and len(verdi) <= LENGST


def sjekk_sporsmaal(verdi: Any) -> None:
    """Check the questions of a version.

    Raises:
        ValidationError: too many, or one that lacks its words, its answers or its explanation.

    """
    if not isinstance(verdi, list) or len(verdi) > FLEST:
        raise ValidationError(_("Det kan være høyst fem spørsmål."))
    for ett in verdi:
        if not isinstance(ett, dict) or set(ett) != FELT or not isinstance(ett["svar"], list):
            raise ValidationError(_("Et spørsmål må ha spørsmål, svar og forklaring."))
        svar, riktig = ett["svar"], ett["riktig"]
        hele = all(_er_tekst(tekst) for tekst in (ett["sporsmaal"], ett["forklaring"], *svar))
        if not hele or not 2 <= len(svar) <= FLEST_SVAR:  # noqa: PLR2004 - a choice is between two at least
            raise ValidationError(_("Et spørsmål må ha to eller tre svar, og en forklaring."))
        if not isinstance(riktig, int) or not 0 <= riktig < len(svar):
            raise ValidationError(_("Ett av svarene må være riktig."))


def fra_rader(rader: list[dict[str, Any]]) -> list[Sporsmaal]:
    """The questions as they are used."""
    return [Sporsmaal(rad["sporsmaal"], tuple(rad["svar"]), rad["riktig"], rad["forklaring"]) for rad in rader]
