"""Tidying the read-log by the rules is told apart from removing rows by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.leselogg.rydding import rydd
from cases.sak.models import Oppslag
from cases.segl.forsegling import forsegl
from cases.segl.kontroll import Feil, Telling, kontroller
from cases.segl.ryddet import Ryddet
from tests.cases.leselogg.blikk import DAG, blikk
from tests.cast import NAA
from tests.factories import lag_sak
from tests.segl.inngrep import funn, inngrep, rader

if TYPE_CHECKING:
    from tests.cast import Rollebesetning


def test_ryddede_oppslag_er_ikke_brudd_men_et_fjernet_er_det(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, avsluttet=NAA - 400 * DAG)
    for dager in (2000, 1999, 5, 4):
        blikk(sak, roller.rektor, naar=NAA - dager * DAG)
    forsegl(NAA, ventetid=0)
    assert rydd(now=NAA, utfor=True).antall == 2
    telling = Telling()
    assert list(kontroller(NAA, telling, alt=True)) == []
    assert telling.ryddet == 2
    assert funn(sak) == []
    fjernet = Oppslag.objects.earliest("tid").pk
    inngrep("DELETE FROM cases_oppslag WHERE id = %s", fjernet)
    assert rader(funn()) == {("cases_oppslag", fjernet, Feil.FJERNET)}
    assert rader(funn(sak)) == {("cases_oppslag", fjernet, Feil.FJERNET)}


def test_par_av_ider_sier_hvilke_rader_som_er_ryddet() -> None:
    ryddet = Ryddet(((2, 4), (8, 8), (10, 20)))
    assert [n for n in range(22) if n in ryddet] == [2, 3, 4, 8, *range(10, 21)]
    assert 3 not in Ryddet()
