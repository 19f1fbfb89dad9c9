"""Who is told beside the one it is for: whoever stands in for them today (D-23)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.varsling.stige import Krets

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Bruker


def med_stedfortredere(personer: Iterable[Bruker], dag: date) -> list[Bruker]:
    """Each of these and their stand-ins, once each. Who may know of it is asked where it is told. A query a person."""
    stedfortredere = Krets((), dag).stedfortredere
    alle = [hver for person in personer for hver in (person, *stedfortredere(person.pk))]
    return list({hver.pk: hver for hver in alle}.values())
