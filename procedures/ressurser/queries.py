"""The collection as it is searched. A constant number of queries, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q

from procedures.access import er_redaktor, krev_leser, ser_status
from procedures.models import Ressurs, Ressursmelding

if TYPE_CHECKING:
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Bruker

PER_SIDE = 25


@dataclass(frozen=True)
class Filter:
    """What is looked for; empty is everything."""

    sok: str = ""
    for_hvem: str = ""
    tema: str = ""
    delplikt: str = ""
    maa_sees_paa: bool = False


@dataclass(frozen=True)
class Ressursside:
    """One page of the collection."""

    ark: Page[Any]
    redaktor: bool
    ser_status: bool
    maa_sees_paa: int


def liste(bruker: Bruker, dag: date, valg: Filter, side: int) -> Ressursside:
    """What this person looks for.

    Raises:
        Http404: the person has no role today.

    """
    krev_leser(bruker, dag)
    redaktor = er_redaktor(bruker, dag)
    apne = Ressursmelding.objects.filter(ressurs=OuterRef("pk"), lukket__isnull=True)
    alle = Ressurs.objects.filter(tatt_ut__isnull=True)
    rader = alle.annotate(
        meldt=Count("meldinger", filter=Q(meldinger__lukket__isnull=True)), meldt_av_meg=Exists(apne.filter(av=bruker))
    ).select_related("sjekket_av")
    for ord_ in valg.sok.split():
        rader = rader.filter(Q(tittel__icontains=ord_) | Q(utgiver__icontains=ord_) | Q(beskrivelse__icontains=ord_))
    if valg.for_hvem:
        rader = rader.filter(for_hvem__contains=[valg.for_hvem])
    if valg.tema:
        rader = rader.filter(tema__contains=[valg.tema])
    if valg.delplikt:
        rader = rader.filter(delplikter__contains=[valg.delplikt])
    daarlig = Q(sjekk=Ressurs.Sjekk.VIRKER_IKKE) | Exists(apne)
    if valg.maa_sees_paa and redaktor:
        rader = rader.filter(daarlig)
    return Ressursside(
        ark=Paginator(rader.order_by("tittel", "id"), PER_SIDE).get_page(side),
        redaktor=redaktor,
        ser_status=ser_status(bruker, dag),
        maa_sees_paa=alle.filter(daarlig).count() if redaktor else 0,
    )


def ubesvarte() -> list[int]:
    """The reports nobody has answered, for the worker that tells of them."""
    return list(Ressursmelding.objects.filter(lukket__isnull=True).values_list("pk", flat=True))
