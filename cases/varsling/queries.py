"""Reads for the inbox. A constant number of queries, however many rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from cases.melding.models import Melding
from cases.sak.models import Sak
from cases.varsling.models import Varsel
from cases.varsling.tekster import GAATT_VIDERE, setning, slag

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


@dataclass(frozen=True)
class Videre:
    """What has gone on to a person who may not open it: a sentence with its number, and since when."""

    setning: str
    siden: datetime


def gaatt_videre(bruker: Bruker, dag: date) -> tuple[list[Videre], int]:
    """What has climbed to this person and is not done, in saker they may not open; the oldest day first. Two queries.

    Returns the first ones and how many there are. Those they may open stand in their own lists.
    """
    varsler = (
        Varsel.objects.synlige_for(bruker, dag)
        .filter(type__in=sorted(GAATT_VIDERE), ordnet__isnull=True)
        .exclude(sak__in=Sak.objects.visible_to(bruker, dag))
        .exclude(Exists(Melding.objects.visible_to(bruker, dag).filter(nummer=OuterRef("meldingsnummer"))))
    )
    # Told as sektorleder and as kommunalsjef, or of one sak week after week, it is still one thing.
    rader = varsler.select_related("sak").order_by("opprettet", "pk")
    en_av_hver: dict[tuple[object, ...], Varsel] = {}
    for rad in rader:
        ting = (rad.sak_id, rad.data.get("melding"), rad.data.get("frist"), rad.data.get("dato"))
        en_av_hver.setdefault(ting, rad)
    eldst = sorted(en_av_hver.values(), key=lambda rad: rad.data.get("dato") or localdate(rad.opprettet).isoformat())
    return [Videre(setning(rad), rad.opprettet) for rad in eldst[:PER_SIDE]], len(eldst)


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
