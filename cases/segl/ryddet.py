"""What was removed by the rules: read-log rows that had grown too old (A-18), saker the archive has (R-8)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from cases.arkiv.models import Saksfjerning
from cases.leselogg.models import Leseloggrydding
from cases.sak.models import Oppslag


@dataclass(frozen=True)
class Ryddet:
    """Ids as pairs of first and last, in order."""

    par: tuple[tuple[int, int], ...] = ()

    def __contains__(self, id_: object) -> bool:
        """Whether this row is one that was removed by the rules."""
        if not isinstance(id_, int):
            return False
        plass = bisect_right(self.par, (id_, id_))
        return any(forste <= id_ <= siste for forste, siste in self.par[max(0, plass - 1) : plass + 1])


def ryddet(tabell: str) -> Ryddet:
    """What has been removed from this table by the rules.

    The rows that say so are sealed themselves: nobody can excuse a removal afterwards without adding one that shows.
    """
    par = [tuple(p) for ider in Saksfjerning.objects.values_list("ider", flat=True) for p in ider.get(tabell, ())]
    if tabell == Oppslag._meta.db_table:
        par += [tuple(p) for ider in Leseloggrydding.objects.values_list("ider", flat=True) for p in ider]
    return Ryddet(tuple(sorted(par)))
