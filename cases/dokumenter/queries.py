"""Reads for documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from cases.dokumenter.models import Dokument
from cases.sak.rettelse import gjeldende
from cases.tiltaksplan.models import Tiltaksplan
from cases.undersokelse.models import Samtale
from cases.undersokelse.referat import hvis_hjem, kan_sendes

if TYPE_CHECKING:
    from cases.sak.models import Sak


def vedtatte_planer(sak: Sak) -> list[Tiltaksplan]:
    """The versions that have been adopted, the newest first. One query."""
    planer = Tiltaksplan.objects.filter(sak=sak).exclude(status=Tiltaksplan.Status.UTKAST)
    return list(planer.select_related("vedtatt_av").order_by("-versjon"))


def referater(sak: Sak) -> list[Samtale]:
    """The conversations whose referat may go to a home, the newest first. One query."""
    rader = Samtale.objects.filter(sak=sak).select_related("elev").order_by("-dato", "-id")
    return [rad for rad in gjeldende(rader) if kan_sendes(rad) and hvis_hjem(sak, rad) is not None]


def planer_uten_dokument(antall: int = 20) -> list[int]:
    """The ids of adopted plan versions that have no document yet, the newest first."""
    return list(
        Tiltaksplan.objects.exclude(status=Tiltaksplan.Status.UTKAST)
        .filter(~Exists(Dokument.objects.filter(plan=OuterRef("pk"))))
        .order_by("-pk")
        .values_list("pk", flat=True)[:antall]
    )
