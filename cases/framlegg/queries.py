"""Reads for the pages of framlegg. A constant number of queries, however many rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from cases.dokumenter.navnefunn import Slag
from cases.framlegg.actions import anklagede
from cases.framlegg.models import Framlegg, Framleggmote, Framleggsvar, Framleggvurdering

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from cases.framlegg.models import FramleggQuerySet
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

SIKRE = frozenset({Slag.NAVN})


@dataclass(frozen=True)
class Ansattlinje:
    """A named employee and the framlegg they have been made."""

    ansatt: Bruker
    framlegg: tuple[Framlegg, ...]

    @property
    def kan_faa_nytt(self) -> bool:
        """No draft is waiting to be finished."""
        return all(f.er_frigitt for f in self.framlegg)


def ansatte_i(sak: Sak) -> list[Ansattlinje]:
    """Every named employee who may have offended, with what has been made for them."""
    framlegg: dict[int, list[Framlegg]] = {}
    for rad in Framlegg.objects.filter(sak=sak).prefetch_related("svar").order_by("opprettet", "pk"):
        framlegg.setdefault(rad.ansatt_id, []).append(rad)
    return [Ansattlinje(ansatt, tuple(framlegg.get(ansatt.pk, ()))) for ansatt in anklagede(sak)]


def framlegg_i(sak: Sak, framlegg_id: int) -> Framlegg | None:
    """One framlegg of a sak that has been opened, with all that belongs to it."""
    rad = (
        _med_alt(Framlegg.objects.filter(sak=sak, pk=framlegg_id))
        .select_related("skrevet_av", "maskert_av", "sendt_av", "frigitt_av", "ansatt")
        .first()
    )
    if rad is not None:
        rad.sak = sak
    return rad


def _med_alt(framlegg: FramleggQuerySet) -> FramleggQuerySet:
    hentes: tuple[Any, ...] = (
        "maskevalg",
        Prefetch("svar", Framleggsvar.objects.select_related("skrevet_av")),
        Prefetch("moter", Framleggmote.objects.select_related("registrert_av")),
        Prefetch("vurderinger", Framleggvurdering.objects.select_related("registrert_av")),
    )
    return framlegg.select_related("dokument").prefetch_related(*hentes)


def egne(bruker: Bruker, dag: date) -> list[Framlegg]:
    """What has been given to this person, newest first. Nothing about the sak is read."""
    return list(Framlegg.objects.for_ansatt(bruker, dag).prefetch_related("svar").order_by("-frigitt", "-pk"))


def venter_paa_svar(bruker: Bruker, dag: date) -> Framlegg | None:
    """What this person has been given and not been heard on in an open sak, due first. Nothing of the sak is read."""
    apne = Framlegg.objects.for_ansatt(bruker, dag).uten_svar().filter(sak__avsluttet__isnull=True)
    return apne.order_by("svarfrist", "pk").first()


def eget(bruker: Bruker, nokkel: UUID, dag: date) -> Framlegg | None:
    """One's own framlegg as it was given, with one's own answers."""
    return (
        Framlegg.objects.for_ansatt(bruker, dag)
        .select_related("dokument", "frigitt_av")
        .prefetch_related("svar")
        .filter(nokkel=nokkel)
        .first()
    )
