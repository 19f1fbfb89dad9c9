"""Reads for the evaluation's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from cases.evaluering.models import Avslutning, Evaluering, Gjenapning, Tiltaksvurdering
from cases.tiltaksplan.models import Tiltaksplan

if TYPE_CHECKING:
    from cases.sak.models import Sak


def gjeldende_plan(sak: Sak) -> Tiltaksplan | None:
    """The adopted plan in force, with its tiltak, or nothing."""
    return Tiltaksplan.objects.filter(sak=sak, status=Tiltaksplan.Status.VEDTATT).prefetch_related("tiltak").first()


def evalueringer(sak: Sak) -> list[Evaluering]:
    """The sak's evaluations, newest first, each with how every tiltak worked."""
    return list(
        Evaluering.objects.filter(sak=sak)
        .select_related("plan", "registrert_av")
        .prefetch_related(
            Prefetch(
                "vurderinger", Tiltaksvurdering.objects.select_related("tiltak").order_by("tiltak__rekkefolge", "id")
            )
        )
    )


def avslutninger(sak: Sak) -> list[Avslutning]:
    """The sak's closings, newest first, each with its talk afterwards."""
    return list(Avslutning.objects.filter(sak=sak).select_related("av", "ettersjekk"))


def gjenapninger(sak: Sak) -> list[Gjenapning]:
    """When and why the sak was taken up again, newest first."""
    return list(Gjenapning.objects.filter(sak=sak).select_related("av"))
