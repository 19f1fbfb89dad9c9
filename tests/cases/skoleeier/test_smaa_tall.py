"""A-21: a hidden number cannot be found, not even by one who knows how the hiding is done."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from cases.skoleeier.statistikk import GRENSE, Visning, skjerm

KOLONNER = st.lists(st.integers(min_value=0, max_value=12), min_size=1, max_size=5)
STORE_KOLONNER = st.lists(st.integers(min_value=0, max_value=500), min_size=1, max_size=40)
SMAA = range(1, GRENSE)


def _mulige(kolonne: list[int]) -> list[tuple[int, ...]]:
    """Every column that is shown exactly as this one, tried out one by one."""
    vist = skjerm(kolonne)
    plasser = [
        SMAA if celle.visning is Visning.UNDER else [antall] for celle, antall in zip(vist.celler, kolonne, strict=True)
    ]
    return [mulig for mulig in product(*plasser) if skjerm(mulig) == vist]


@given(KOLONNER)
def test_hvert_skjult_tall_kan_ha_vaert_et_hvilket_som_helst_av_de_smaa(kolonne: list[int]) -> None:
    mulige = _mulige(kolonne)
    for plass, celle in enumerate(skjerm(kolonne).celler):
        if celle.visning is Visning.UNDER:
            assert {mulig[plass] for mulig in mulige} == set(SMAA)


@given(STORE_KOLONNER)
def test_ett_til_fire_vises_aldri_og_alt_annet_vises_som_det_er(kolonne: list[int]) -> None:
    for celle, antall in zip(skjerm(kolonne).celler, kolonne, strict=True):
        if 0 < antall < GRENSE:
            assert (celle.visning, celle.tall) == (Visning.UNDER, GRENSE)
        else:
            assert (celle.visning, celle.tall) == (Visning.NOYAKTIG, antall)


@given(STORE_KOLONNER)
def test_summen_er_sann(kolonne: list[int]) -> None:
    vist = skjerm(kolonne).sum
    if vist.visning is Visning.NOYAKTIG:
        assert vist.tall == sum(kolonne)
    else:
        assert vist.visning is Visning.MINST
        assert vist.tall <= sum(kolonne)


@given(STORE_KOLONNER)
def test_en_sum_som_vises_som_minst_sier_ikke_mer_enn_cellene(kolonne: list[int]) -> None:
    vist = skjerm(kolonne)
    if vist.sum.visning is Visning.MINST:
        synlig = sum(celle.tall for celle in vist.celler if celle.visning is Visning.NOYAKTIG)
        assert vist.sum.tall == synlig + sum(celle.visning is Visning.UNDER for celle in vist.celler)


@given(st.integers(min_value=1, max_value=4), st.lists(st.sampled_from([0, 5, 6, 40]), max_size=20))
def test_et_eneste_lite_tall_skjuler_alltid_summen(lite: int, resten: list[int]) -> None:
    assert skjerm([*resten, lite]).sum.visning is Visning.MINST


def test_summen_vises_naar_ingenting_er_skjult() -> None:
    vist = skjerm([0, 5, 17])
    assert (vist.sum.visning, vist.sum.tall) == (Visning.NOYAKTIG, 22)


def test_en_sum_som_bare_kan_bety_en_ting_vises_ikke() -> None:
    # 1 + 1: the sum 2 says it all. 2 + 3: it could be any.
    assert skjerm([1, 1, 10]).sum.visning is Visning.MINST
    assert skjerm([4, 4, 10]).sum.visning is Visning.MINST
    assert (skjerm([2, 3, 10]).sum.visning, skjerm([2, 3, 10]).sum.tall) == (Visning.NOYAKTIG, 15)
