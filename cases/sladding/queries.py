"""Reads of what goes out of a sak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.sladding.kilder import Valgbart, valgbare
from cases.sladding.models import Sladdekilde, Sladding

if TYPE_CHECKING:
    from cases.sak.models import Sak


@dataclass(frozen=True)
class Linje:
    """A paper that may go to the elevmappe, with what has been let out of it and what is on its way."""

    valgbart: Valgbart
    frigitt: tuple[Sladdekilde, ...] = ()
    paa_vei: Sladding | None = None


def sladding_i(sak: Sak, sladding_id: int) -> Sladding | None:
    """One letting out of a sak, with everything its page shows. Three queries."""
    sladding = (
        Sladding.objects.filter(sak=sak, pk=sladding_id)
        .select_related("opprettet_av", "gjennomgatt_av", "sendt_av", "frigitt_av")
        .prefetch_related("kilder__dokument", "valg")
        .first()
    )
    if sladding is not None:
        sladding.sak = sak
    return sladding


def til_elevmappa(sak: Sak) -> list[Linje]:
    """What may go to the elevmappe. A constant number of queries, however many papers."""
    rader = (
        Sladdekilde.objects.filter(sladding__sak=sak, sladding__formaal=Sladding.Formaal.ELEVMAPPE)
        .select_related("sladding__frigitt_av")
        .defer("dokument__innhold")
        .order_by("-sladding__opprettet", "-pk")
    )
    frigitt: dict[tuple[str, int], list[Sladdekilde]] = {}
    paa_vei: dict[tuple[str, int], Sladding] = {}
    for rad in rader:
        nokkel = (rad.kilde, rad.objekt_id)
        if rad.sladding.er_frigitt:
            frigitt.setdefault(nokkel, []).append(rad)
        else:
            paa_vei.setdefault(nokkel, rad.sladding)
    return [
        Linje(v, tuple(frigitt.get((v.kilde, v.objekt_id), ())), paa_vei.get((v.kilde, v.objekt_id)))
        for v in valgbare(sak, Sladding.Formaal.ELEVMAPPE)
    ]
