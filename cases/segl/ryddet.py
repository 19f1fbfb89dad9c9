"""What was removed by the rules: read-log rows that had grown too old (A-18), saker the archive has (R-8).

An excuse is held against what the seals know: a removed sak excuses rows of that sak, when it is gone and once was, and
a tidying rows that were sealed so long ago. One who may write anything in the database excuses nothing else by it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from cases.arkiv.models import Saksfjerning
from cases.leselogg.innstillinger import Nokkel, innstilling
from cases.leselogg.models import Leseloggrydding
from cases.leselogg.rydding import aar_tilbake
from cases.sak.models import Oppslag, Sak
from cases.segl.models import Segl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

# A row is sealed within minutes; after the worker has stood still, so much later at most.
SENT_FORSEGLET = timedelta(days=30)


@dataclass(frozen=True)
class Unnskyldning:
    """Ids from the first to the last, and what must be true of the row: its sak, or that it was sealed before then."""

    forste: int
    siste: int
    sak: int | None = None
    forseglet_for: datetime | None = None

    def gjelder(self, id_: int, sak: int | None, forseglet: datetime) -> bool:
        """Whether this row is one of them."""
        if not self.forste <= id_ <= self.siste:
            return False
        if self.forseglet_for is not None:
            return forseglet < self.forseglet_for
        # What came before there was a sak belongs to none.
        return sak is None or sak == self.sak


@dataclass(frozen=True)
class Ryddet:
    """What has been removed from one table by the rules, in the order of the ids."""

    unnskyldninger: tuple[Unnskyldning, ...] = ()

    def gjelder(self, id_: int, sak: int | None, forseglet: datetime) -> bool:
        """Whether this row is one that was removed by the rules.

        Args:
            id_: its id.
            sak: the sak it belonged to, as its seal says.
            forseglet: when it was sealed.

        """
        plass = bisect_right(self.unnskyldninger, id_, key=lambda u: u.forste)
        return any(u.gjelder(id_, sak, forseglet) for u in self.unnskyldninger[max(0, plass - 1) : plass])


@dataclass(frozen=True)
class Ryddinger:
    """All that has been removed by the rules, read once for one control."""

    antall: tuple[int, int]
    fjernet: tuple[tuple[int, dict[str, list[tuple[int, int]]]], ...]
    leselogg: tuple[Unnskyldning, ...]

    def i(self, tabell: str) -> Ryddet:
        """What has been removed from one table."""
        alle = [
            Unnskyldning(forste, siste, sak=sak) for sak, ider in self.fjernet for forste, siste in ider.get(tabell, ())
        ]
        if tabell == Oppslag._meta.db_table:
            alle += self.leselogg
        return Ryddet(tuple(sorted(alle, key=lambda u: u.forste)))


def ryddinger(now: datetime, forrige: Ryddinger | None = None) -> Ryddinger:
    """Read it, in the snapshot it is to be used in; what was read before is good while nothing more is removed.

    The rows that say so are sealed themselves: an excuse that is added afterwards shows.
    """
    antall = (Saksfjerning.objects.count(), Leseloggrydding.objects.count())
    if forrige is not None and forrige.antall == antall:
        return forrige
    borte = Saksfjerning.objects.filter(~Exists(Sak.objects.filter(pk=OuterRef("sak_id"))))
    fjernet = tuple((sak, ider) for sak, ider in borte.values_list("sak_id", "ider") if _har_vaert(sak, ider))
    return Ryddinger(antall, fjernet, tuple(_leselogg(now)))


def _har_vaert(sak: int, ider: dict[str, list[tuple[int, int]]]) -> bool:
    """Whether there was such a sak: the seal over the first of its history that went says that it was its."""
    historie = Sak.history.model._meta.db_table
    forste = min((fra for fra, _til in ider.get(historie, ())), default=None)
    if forste is None:
        return False
    segl = Segl.objects.filter(tabell=historie, etter_id__lt=forste, til_id__gte=forste).first()
    return segl is not None and dict(zip(segl.ider, segl.saker, strict=False)).get(forste) == sak


def _leselogg(now: datetime) -> Iterator[Unnskyldning]:
    """By tidyings of what was older than the municipality had decided that day."""
    for rad in Leseloggrydding.objects.all():
        utfort = min(rad.utfort, now)
        grense = min(rad.eldre_enn, aar_tilbake(utfort, innstilling(Nokkel.OPPBEVARES, localdate(utfort))))
        for forste, siste in rad.ider:
            yield Unnskyldning(forste, siste, forseglet_for=grense + SENT_FORSEGLET)
