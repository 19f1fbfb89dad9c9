"""Writing notices: in the transaction of what caused them, one per fact, step and person, ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from cases.sak import access
from cases.sak.access import Handling
from cases.varsling.models import Varsel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cases.sak.models import Sak
    from cases.varsling.tekster import Varseltype
    from steinkjer_skolemiljo.organisation.models import Bruker


def varsle(
    mottakere: Iterable[Bruker],
    type_: Varseltype,
    nokkel: str,
    *,
    now: datetime,
    sak: Sak | None = None,
    haster: bool = False,
    **data: Any,
) -> None:
    """Queue a notice to each person who may see what it is about; the others are skipped without a trace (D-24).

    Args:
        mottakere: who should know.
        type_: what kind of notice; its text is made from this when shown.
        nokkel: names the fact and the step, such as ``plan:17:evaluering:forfalt``. The same key to the same person
            is written once, ever.
        now: the time of the act.
        sak: the sak it is about, if any; then each receiver must be allowed to see it.
        haster: sent at night and in holidays too.
        data: numbers, dates and codes the text needs; never free text about people.

    """
    dag = localdate(now)
    rader = [
        Varsel(
            mottaker=mottaker,
            sak=sak,
            type=type_.value,
            nokkel=nokkel,
            data={navn: str(verdi) for navn, verdi in data.items()},
            haster=haster,
            opprettet=now,
            epost_neste=now,
        )
        for mottaker in {m.pk: m for m in mottakere}.values()
        if sak is None or access.may(mottaker, Handling.LESE, sak.pk, dag)
    ]
    Varsel.objects.bulk_create(rader, ignore_conflicts=True)
