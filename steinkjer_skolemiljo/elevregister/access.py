"""Who keeps the register of schools and pupils: systemforvalter, who sees no sak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Bruker


def forer_registeret(bruker: Bruker, dag: date) -> bool:
    """Whether this person registers schools and takes in lists of pupils."""
    return roller_for(bruker, dag).systemforvalter
