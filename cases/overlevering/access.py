"""Who hands work over: the one who leads the sak it belongs to. The rest here is only who has the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Bruker


def kan_overlevere(bruker: Bruker, dag: date) -> bool:
    """Whether this person has the page: leaders of schools, and skoleeier. Which saker they see there is the rule's."""
    roller = roller_for(bruker, dag)
    return roller.er_leder or roller.sektorleder or roller.kommunalsjef
