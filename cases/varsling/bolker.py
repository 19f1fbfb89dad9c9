"""Many saker, a few at a time: what the nightly recompute and the recompute after a changed setting share."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from cases.sak.models import Sak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import Q

    from cases.lov.plikter import Vurdering

logg = logging.getLogger(__name__)

SAKER_OM_GANGEN = 200


def hver(hva: str, ider: Iterable[int], gjor: Callable[[int], None]) -> int:
    """Do it to each. One that fails does not stop the rest; the log gets its id and the kind of error, no more."""
    antall = 0
    for id_ in ider:
        try:
            gjor(id_)
        except Exception as feil:  # noqa: BLE001 - whatever is wrong with one must not silence the others
            logg.error("%s %s: %s", hva, id_, type(feil).__name__)  # noqa: TRY400 - a traceback can name people
        else:
            antall += 1
    return antall


def bolk(hvilke: Q, *, etter: int) -> list[Sak]:
    """The next few saker of these, by primary key after the last one seen: memory stays the same however many."""
    return list(Sak.objects.filter(hvilke, pk__gt=etter).order_by("pk")[:SAKER_OM_GANGEN])


def laast(sak_id: int) -> Sak:
    """One sak for the system to write in, locked as a door locks it."""
    return Sak.objects.select_for_update(of=("self",), no_key=True).get(pk=sak_id)


def ulik(sak: Sak, lest: Vurdering) -> bool:
    """Whether what is stored of the sak differs from what the law reads."""
    frist = lest.neste_frist
    return (sak.fase, sak.neste_frist, sak.neste_frist_type) != (
        lest.fase.value,
        frist.forfall if frist is not None else None,
        frist.type.value if frist is not None else "",
    )
