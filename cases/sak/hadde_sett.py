"""What those who no longer see a sak had seen of it before it was closed to them (L-5.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Q
from django.utils.timezone import localdate

from cases.sak.models import Eier, Inhabilitet, Involvert, Oppslag
from cases.sak.oppslag import oppslag_i
from steinkjer_skolemiljo.organisation.models import LEDELSESROLLER, Bruker, Rolletildeling

if TYPE_CHECKING:
    from datetime import datetime

    from cases.sak.models import Sak


@dataclass(frozen=True)
class HaddeSett:
    """One person's looks before the sak was closed to them: how many, of what, and the last one."""

    navn: str
    antall: int
    hva: list[str]
    sist: datetime | None
    i_lister: int


def stengte(sak: Sak) -> frozenset[int]:
    """Those the sak is closed to now: accused, inhabil, and the school's leadership when it does not lead (L-5.3).

    Three queries at most. Leaders count from the day the sak was made: who comes after has seen nothing.
    """
    ider = set(
        Involvert.objects.filter(sak=sak, ansatt__isnull=False, rolle=Involvert.Rolle.MULIG_KRENKER).values_list(
            "ansatt", flat=True
        )
    )
    ider |= set(Inhabilitet.objects.filter(sak=sak).values_list("bruker", flat=True))
    if sak.eier != Eier.SKOLE:
        ider |= set(
            Rolletildeling.objects.filter(skole=sak.skole_id, rolle__in=LEDELSESROLLER)
            .filter(Q(til__isnull=True) | Q(til__gte=localdate(sak.opprettet)))
            .values_list("bruker", flat=True)
        )
    return frozenset(pk for pk in ider if pk is not None)


def hadde_sett(sak: Sak) -> list[HaddeSett]:
    """What each of those the sak is closed to had looked at, by name; also those who had seen nothing.

    For the one who leads the sak for the municipality. Six queries at most.
    """
    lukket = stengte(sak)
    rader = (
        oppslag_i(sak)
        .filter(bruker__in=lukket)
        .order_by()
        .values("bruker")
        .annotate(
            antall=Count("pk", filter=~Q(hva=Oppslag.Hva.LISTE)),
            i_lister=Count("pk", filter=Q(hva=Oppslag.Hva.LISTE)),
            sist=Max("tid", filter=~Q(hva=Oppslag.Hva.LISTE)),
            deler=ArrayAgg("hva", distinct=True, filter=~Q(hva=Oppslag.Hva.LISTE), default=[]),
        )
    )
    intet: dict[str, Any] = {"antall": 0, "i_lister": 0, "sist": None, "deler": []}
    funnet = {rad["bruker"]: rad for rad in rader}
    return [
        HaddeSett(
            navn=person.navn,
            antall=rad["antall"],
            hva=[str(hva.label) for hva in Oppslag.Hva if hva.value in rad["deler"]],
            sist=rad["sist"],
            i_lister=rad["i_lister"],
        )
        for person in Bruker.objects.filter(pk__in=lukket).order_by("etternavn", "fornavn")
        for rad in (funnet.get(person.pk, intet),)
    ]
