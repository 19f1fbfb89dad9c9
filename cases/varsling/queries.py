"""Reads for the inbox. A constant number of queries, however many rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator

from cases.varsling.models import Varsel
from cases.varsling.tekster import setning, slag

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.core.paginator import Page

    from steinkjer_skolemiljo.organisation.models import Bruker

PER_SIDE = 25


@dataclass(frozen=True)
class Varsellinje:
    """A notice as it is shown."""

    id: int
    setning: str
    opprettet: datetime
    ulest: bool
    haster: bool
    ordnet: bool


def innboks(bruker: Bruker, dag: date, *, side: int) -> tuple[Page[Varsel], list[Varsellinje]]:
    """One page of a person's own notices, newest first."""
    varsler = Varsel.objects.synlige_for(bruker, dag).select_related("sak").order_by("-opprettet", "-pk")
    ark = Paginator(varsler, PER_SIDE).get_page(side)
    return ark, [
        Varsellinje(
            id=varsel.pk,
            setning=setning(varsel),
            opprettet=varsel.opprettet,
            ulest=varsel.lest is None and varsel.ordnet is None,
            haster=varsel.haster,
            ordnet=varsel.ordnet is not None,
        )
        for varsel in ark.object_list
    ]


def antall_uleste(bruker: Bruker, dag: date) -> int:
    """How many of a person's notices they have not opened, and that are still to be done. One query."""
    return Varsel.objects.synlige_for(bruker, dag).filter(lest__isnull=True, ordnet__isnull=True).count()


@dataclass(frozen=True)
class IkkeLevert:
    """An e-mail that never got there: to whom, of what rough kind, and how it failed. Nothing of what it was about."""

    id: int
    mottaker: str
    epost: str
    hva: str
    feil: str
    forsok: int
    opprettet: datetime
    haster: bool


def ikke_levert(bruker: Bruker, dag: date, *, side: int) -> tuple[Page[Varsel], list[IkkeLevert]]:
    """One page of the e-mails that were given up, newest first."""
    varsler = Varsel.objects.ikke_levert(bruker, dag).select_related("mottaker").order_by("-opprettet", "-pk")
    ark = Paginator(varsler, PER_SIDE).get_page(side)
    return ark, [
        IkkeLevert(
            id=varsel.pk,
            mottaker=varsel.mottaker.navn,
            epost=varsel.mottaker.email,
            hva=slag(varsel.type),
            feil=varsel.epost_feil,
            forsok=varsel.epost_forsok,
            opprettet=varsel.opprettet,
            haster=varsel.haster,
        )
        for varsel in ark.object_list
    ]
