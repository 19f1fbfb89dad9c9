"""Reads for documents."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from cases.dokumenter.models import Dokument
from cases.tiltaksplan.models import Tiltaksplan


def planer_uten_dokument(antall: int = 20) -> list[int]:
    """The ids of adopted plan versions that have no document yet, the newest first."""
    return list(
        Tiltaksplan.objects.exclude(status=Tiltaksplan.Status.UTKAST)
        .filter(~Exists(Dokument.objects.filter(plan=OuterRef("pk"))))
        .order_by("-pk")
        .values_list("pk", flat=True)[:antall]
    )
