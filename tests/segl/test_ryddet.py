"""Which rows were removed by the rules is kept as pairs of ids, and an excuse is good for what it may excuse."""

from __future__ import annotations

from datetime import timedelta

from cases.segl.ryddet import Ryddet, Unnskyldning
from tests.cast import NAA


def test_par_av_ider_sier_hvilke_rader_som_er_ryddet() -> None:
    par = [Unnskyldning(2, 4, sak=7), Unnskyldning(8, 8, sak=7), Unnskyldning(10, 20, forseglet_for=NAA)]
    ryddet = Ryddet(tuple(par))
    for_ = NAA - timedelta(days=1)
    assert [n for n in range(22) if ryddet.gjelder(n, 7, for_)] == [2, 3, 4, 8, *range(10, 21)]
    assert [n for n in range(22) if ryddet.gjelder(n, None, NAA)] == [2, 3, 4, 8]
    assert [n for n in range(22) if ryddet.gjelder(n, 6, for_)] == list(range(10, 21))
    assert not Ryddet().gjelder(3, 7, for_)
