"""Within one request the saker a person may see are composed once; what denies them is asked each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cases.sak.models import Inhabilitet, Sak
from tests.cases.sak.hjelp import LEDE
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


@pytest.fixture
def rektor(roller: Rollebesetning) -> Bruker:
    """The rektor with the memory a request gives."""
    roller.rektor.roller_i_foresporsel = {}  # type: ignore[attr-defined]
    roller.rektor.tilganger_i_foresporsel = {}  # type: ignore[attr-defined]
    return roller.rektor


def test_det_som_nekter_gjelder_fra_det_er_skrevet_ogsaa_i_samme_foresporsel(
    rektor: Bruker, roller: Rollebesetning
) -> None:
    sak = lag_sak(roller)
    assert list(Sak.objects.visible_to(rektor, I_DAG)) == [sak]
    Inhabilitet.objects.create(sak=sak, bruker=rektor, grunn="nabo", fra=NAA)
    assert list(Sak.objects.visible_to(rektor, I_DAG)) == []


def test_en_ny_sak_er_der_neste_gang_det_sporres(rektor: Bruker, roller: Rollebesetning) -> None:
    forst = lag_sak(roller)
    spurt = Sak.objects.visible_to(rektor, I_DAG)
    assert list(spurt) == [forst]
    ny = lag_sak(roller, elev=roller.annen_elev)
    assert set(Sak.objects.visible_to(rektor, I_DAG)) == {forst, ny}


@pytest.mark.parametrize("alle_forst", [True, False])
def test_en_elevs_saker_er_bare_elevens_hva_som_enn_er_spurt_om_for(
    rektor: Bruker, roller: Rollebesetning, alle_forst: bool
) -> None:
    noras, annens = lag_sak(roller), lag_sak(roller, elev=roller.annen_elev)
    sporsmaal = {
        "alle": (Sak.objects, {noras, annens}),
        "elevens": (roller.elev.saker, {noras}),
        "skolens": (roller.maere.saker, set()),
    }
    for navn in sporsmaal if alle_forst else reversed(sporsmaal):
        saker, ventet = sporsmaal[navn]
        assert set(saker.visible_to(rektor, I_DAG)) == ventet, navn


def test_hva_en_kan_gjore_og_hvem_som_spor_blandes_ikke(rektor: Bruker, roller: Rollebesetning) -> None:
    lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA)
    sektorleder = roller.sektorleder
    sektorleder.roller_i_foresporsel = {}  # type: ignore[attr-defined]
    sektorleder.tilganger_i_foresporsel = {}  # type: ignore[attr-defined]
    for _gang in range(2):
        assert Sak.objects.visible_to(sektorleder, I_DAG).count() == 1
        assert Sak.objects.visible_to(sektorleder, I_DAG, LEDE).count() == 0
        assert Sak.objects.visible_to(rektor, I_DAG, LEDE).count() == 1
