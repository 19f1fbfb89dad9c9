"""Reads of attachments: never their content. A constant number of queries, however many files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.melding.models import Melding
from cases.vedlegg.models import Vedlegg

if TYPE_CHECKING:
    from datetime import date

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker


def i_saken(sak: Sak) -> list[Vedlegg]:
    """All files of the sak with their status, the newest first. One query."""
    return list(Vedlegg.objects.i_saken(sak).select_related("samtale", "observasjon").order_by("-lagt_ved", "-id"))


def i_meldingene(sak: Sak, bruker: Bruker, dag: date) -> list[Vedlegg]:
    """The files of the meldinger that led to the sak, for one who receives those: by the melding's own rule."""
    meldinger = Melding.objects.visible_to(bruker, dag).filter(elever__sak=sak)
    return list(
        Vedlegg.objects.filter(melding__in=meldinger.values("pk"))
        .med_status()
        .select_related("melding")
        .order_by("-lagt_ved", "-id")
    )


def i_melding(melding: Melding) -> list[Vedlegg]:
    """The files of one melding with their status, the oldest first. The caller has been let in to the melding."""
    return list(Vedlegg.objects.filter(melding=melding).med_status())
