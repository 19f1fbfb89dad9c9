"""Who answers for a piece of work now: the one it was written on, or the last who took it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from cases.overlevering.models import Overtakelse

if TYPE_CHECKING:
    from collections.abc import Collection

    from steinkjer_skolemiljo.organisation.models import Bruker


def har_naa(person: Bruker, hva: Overtakelse.Hva, felt: str) -> Q:
    """The rows this person answers for now. ``felt`` names who it was written on. One query for what was taken over.

    What was taken over is few, and read as ids: then the database can use its indexes.
    """
    rekker = Overtakelse.objects.filter(
        hva=hva, objekt_id__in=Overtakelse.objects.filter(hva=hva, til=person).values("objekt_id")
    )
    siste = dict(rekker.order_by("id").values_list("objekt_id", "til"))
    tatt_over = [objekt_id for objekt_id, til in siste.items() if til == person.pk]
    eget = Q(~Exists(Overtakelse.objects.filter(hva=hva, objekt_id=OuterRef("pk"))), **{felt: person})
    return eget | Q(pk__in=sorted(tatt_over)) if tatt_over else eget


def overtatt_av(hva: Overtakelse.Hva, ider: Collection[int]) -> dict[int, Bruker]:
    """Who has taken over each of these rows, of those that were taken over. One query."""
    rader = Overtakelse.objects.filter(hva=hva, objekt_id__in=ider).select_related("til").order_by("id")
    return {rad.objekt_id: rad.til for rad in rader}
