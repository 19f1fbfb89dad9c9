"""Which rows were removed by the rules is kept as pairs of ids."""

from __future__ import annotations

from cases.segl.ryddet import Ryddet


def test_par_av_ider_sier_hvilke_rader_som_er_ryddet() -> None:
    ryddet = Ryddet(((2, 4), (8, 8), (10, 20)))
    assert [n for n in range(22) if n in ryddet] == [2, 3, 4, 8, *range(10, 21)]
    assert 3 not in Ryddet()
