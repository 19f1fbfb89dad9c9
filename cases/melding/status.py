"""What the reporter is told about how it goes: that it was read, is followed up, has ended. Never why (role table)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.melding import access as meldingsadgang
from cases.melding.models import Melding
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype

if TYPE_CHECKING:
    from datetime import datetime

    from cases.sak.models import Sak


def stengt_for_melderen(melding: Melding) -> bool:
    """Whether the reporter is denied what it led to: then they are told that it is followed up, and no more (A-4)."""
    return Melding.objects.filter(meldingsadgang.nektet(melding.melder), pk=melding.pk).exists()


def si_fra_om_avsluttet(sak: Sak, *, now: datetime) -> None:
    """Tell those whose meldinger led to this sak that the work has ended; called by the door that closes it.

    A melding about several pupils has ended when each of its saker has. A sak that is taken up again and closed once
    more is told of once more.
    """
    meldinger = (
        Melding.objects.filter(elever__sak=sak)
        .exclude(elever__sak__isnull=False, elever__sak__avsluttet__isnull=True)
        .select_related("melder")
        .order_by("pk")
        .distinct()
    )
    for melding in meldinger:
        if not stengt_for_melderen(melding):
            varsle(
                [melding.melder],
                Varseltype.MELDING_FERDIG,
                f"melding:{melding.pk}:ferdig:{sak.pk}:{sak.versjon}",
                now=now,
                melding=melding.nummer,
            )
