"""Reads of krav om innsyn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator

from cases.dokumenter.models import Dokument
from cases.innsyn.models import Innsynskrav
from cases.sak.access import Handling
from cases.sak.models import Sak

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.organisation.models import Bruker

PER_SIDE = 25


def i_saken(sak: Sak) -> QuerySet[Innsynskrav]:
    """The krav of a sak, the newest first, with their answers. One query."""
    return Innsynskrav.objects.filter(sak=sak).select_related("foresatt", "registrert_av", "avgjorelse__avgjort_av")


def krav_i(sak: Sak, krav_id: int) -> Innsynskrav | None:
    """One krav of a sak, with all its page shows."""
    krav = i_saken(sak).select_related("sladding__gjennomgatt_av", "sladding__sendt_av").filter(pk=krav_id).first()
    if krav is not None:
        krav.sak = sak
        if krav.sladding is not None:
            krav.sladding.sak = sak
    return krav


def brevet(krav: Innsynskrav) -> Dokument | None:
    """The letter that answered it."""
    return Dokument.objects.av(krav.avgjorelse).first() if krav.besvart is not None else None


def ubesvarte(bruker: Bruker, dag: date, *, side: int) -> Page[Innsynskrav]:
    """What waits for an answer in the saker this person leads, the most urgent first: one page of it."""
    saker = Sak.objects.visible_to(bruker, dag, Handling.LEDE)
    rader = (
        Innsynskrav.objects.filter(besvart__isnull=True, sak__in=saker.values("pk"))
        .select_related("sak__elev", "sak__skole", "foresatt")
        .order_by("senest", "pk")
    )
    return Paginator(rader, PER_SIDE).get_page(side)
