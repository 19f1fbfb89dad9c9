"""Who has which of the guide's tools: each tool's own rule is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.kartlegging.access import har_registeret
from cases.klasseregler.access import har_klasseregler
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Bruker


def har_relasjonssirkel(bruker: Bruker, dag: date) -> bool:
    """Whether the person has a class to make a circle of."""
    return roller_for(bruker, dag).er_kontaktlarer


def har_verktoy(bruker: Bruker, dag: date) -> bool:
    """Whether the person has any of the tools."""
    return har_relasjonssirkel(bruker, dag) or har_registeret(bruker, dag) or har_klasseregler(bruker, dag)
