"""When the pupil was last spoken with, and which agreed talks have not been held. No database."""

from __future__ import annotations

from typing import Any

import pytest

from cases.lov.begreper import Elevsvar, Fristtype, Konklusjon, Samtaletype, Steg
from cases.lov.fakta import SakFakta, SamtaleFakta
from cases.lov.samtaler import avtalte, sist_snakket
from tests.lov.bygg import LUKKET, endre, evaluering, kl, med_plan, om, plan, trygg, vurder


def samtale(nr: int, dag: int, neste: int | None = None, **felter: Any) -> SamtaleFakta:
    """A talk with the pupil on its day, with the next one agreed or not."""
    avtalt = om(neste) if neste is not None else None
    return SamtaleFakta(**{"id": nr, "dato": om(dag), "type": Samtaletype.ELEV, "neste": avtalt, **felter})


def venter(*samtaler: SamtaleFakta, **felter: Any) -> list[int]:
    return [s.id for s in avtalte(med_plan(samtaler=samtaler, **felter))]


@pytest.mark.regel("D-8")
def test_eleven_ble_sist_snakket_med_da_planen_ble_evaluert_og_jevnlig_til_eleven_er_trygg() -> None:
    assert sist_snakket(med_plan()) == om(4), "da planen ble vedtatt"
    for svar in (Elevsvar.NEI, Elevsvar.DELVIS, Elevsvar.VIL_IKKE_SVARE):
        ikke_trygg = med_plan(evalueringer=(evaluering(svar, Konklusjon.FORTSETTE),))
        assert sist_snakket(ikke_trygg) == om(18)
        snakket = endre(ikke_trygg, samtaler=(samtale(1, 20),))
        assert sist_snakket(snakket) == om(20)
    assert sist_snakket(trygg()) is None
    assert sist_snakket(med_plan(planer=(plan(),))) is None


@pytest.mark.regel("D-8")
def test_en_avtalt_samtale_venter_til_noen_har_snakket_med_den_samme() -> None:
    assert venter(samtale(1, 5, 8)) == [1]
    assert venter(samtale(1, 5, 8), samtale(2, 7)) == [], "også når den holdes før dagen"
    assert venter(samtale(1, 5, 8), samtale(2, 8, takket_nei=True)) == []
    assert venter(samtale(2, 8, 12), samtale(1, 5, 8)) == [2], "bare den siste avtalen gjelder"
    assert venter(samtale(1, 5, 8), samtale(2, 7, type=Samtaletype.FORESATTE)) == [1]
    # Of two on one day, the one written last.
    assert venter(samtale(2, 5), samtale(1, 5, 8)) == []
    assert venter(samtale(2, 5, 8), samtale(1, 5)) == [2]


@pytest.mark.regel("D-8", "L-4.16")
def test_hver_av_elevene_som_kan_ha_krenket_har_sin_egen_avtale() -> None:
    krenker: dict[str, Any] = {"type": Samtaletype.MULIG_KRENKER}
    to = (samtale(1, 5, 9, **krenker, med_elev=7), samtale(2, 6, 8, **krenker, med_elev=8))
    assert venter(*to) == [2, 1], "i den rekkefølgen de kommer"
    assert venter(*to, samtale(3, 8, **krenker, med_elev=8)) == [1]
    assert venter(samtale(5, 5, 9), samtale(4, 5, 9, type=Samtaletype.FORESATTE)) == [4, 5]


@pytest.mark.regel("D-8")
def test_en_evaluering_er_samtalen_med_eleven_men_ikke_med_noen_annen() -> None:
    evalueringer = (evaluering(Elevsvar.NEI, Konklusjon.FORTSETTE, dato=om(18)), evaluering(dato=om(6)))
    assert venter(samtale(1, 17, 20), evalueringer=evalueringer) == []
    assert venter(samtale(1, 18, 20), evalueringer=evalueringer) == [1], "avtalt samme dag som det ble spurt"
    assert venter(samtale(1, 17, 20, type=Samtaletype.FORESATTE), evalueringer=evalueringer) == [1]


@pytest.mark.regel("D-8", "L-4.22")
def test_det_som_var_avtalt_for_saken_ble_avsluttet_venter_ingen_paa_naar_den_gjenapnes() -> None:
    igjen = {"avslutninger": (endre(LUKKET, gjenapnet=kl(om(27))),)}
    assert venter(samtale(1, 19, 30), **igjen) == []
    assert venter(samtale(1, 28, 30), **igjen) == [1]


@pytest.mark.regel("D-8")
def test_den_avtalte_samtalen_er_neste_steg_fra_den_dagen() -> None:
    def steg(fakta: SakFakta, dag: int) -> Steg:
        return vurder(fakta, om(dag)).neste_steg.steg

    avtalt = med_plan(samtaler=(samtale(1, 5, 7),))
    assert steg(avtalt, 6) is Steg.FOLG_PLANEN
    for dag in (7, 8):
        assert steg(avtalt, dag) is Steg.REGISTRER_SAMTALE
        frist = vurder(avtalt, om(dag)).neste_steg.frist
        assert frist is not None
        assert (frist.type, frist.dag) == (Fristtype.AVTALT_SAMTALE, om(7))
