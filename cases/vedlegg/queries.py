"""Reads of attachments: never their content. A constant number of queries, however many files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from cases.melding.models import Melding
from cases.undersokelse.queries import samtaler_for
from cases.vedlegg.models import Vedlegg

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from cases.sak.models import Sak
    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.models import Bruker


def synlige(apnet: Apnet) -> QuerySet[Vedlegg]:
    """The files of the sak but those of conversations this reader is not shown, with their status."""
    filer = Vedlegg.objects.i_saken(apnet.sak)
    if not apnet.uten_internt:
        return filer
    return filer.filter(Q(samtale=None) | Q(samtale__in=samtaler_for(apnet.sak, uten_internt=True)))


def i_saken(apnet: Apnet) -> list[Vedlegg]:
    """The same, the newest first. One query."""
    return list(synlige(apnet).select_related("samtale", "observasjon").order_by("-lagt_ved", "-id"))


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
