"""Who receives a melding, and who does not see it."""

from __future__ import annotations

import pytest

from cases.lov.begreper import Mottaker
from cases.lov.kilder import Kilde
from cases.lov.ruting import Rutingsfakta, rut


@pytest.mark.regel("L-4.5")
def test_en_vanlig_melding_gaar_til_rektor_og_er_ikke_skjerpet() -> None:
    vei = rut(Rutingsfakta())
    assert (vei.mottaker, vei.skjerpet, vei.kilde) == (Mottaker.REKTOR, False, Kilde.MELDE_FRA)
    assert vei.ser_ikke == ()


@pytest.mark.regel("L-5.1", "L-5.2")
def test_en_melding_om_en_ansatt_er_skjerpet_og_skoleeier_ser_den_straks() -> None:
    vei = rut(Rutingsfakta(ansatt=True))
    assert (vei.mottaker, vei.skjerpet, vei.kilde) == (Mottaker.REKTOR, True, Kilde.SKJERPET)
    assert "skoleeier" in str(vei.ser[0])
    assert "Den ansatte" in str(vei.ser_ikke[0])


@pytest.mark.regel("L-5.3")
@pytest.mark.parametrize("ansatt", [True, False])
def test_en_melding_om_ledelsen_gaar_forbi_hele_ledelsen(ansatt: bool) -> None:
    vei = rut(Rutingsfakta(ansatt=ansatt, ledelse=True))
    assert (vei.mottaker, vei.skjerpet) == (Mottaker.SKOLEEIER, True)
    assert "får ikke vite at den finnes" in str(vei.ser_ikke[0])


@pytest.mark.regel("L-5.8")
@pytest.mark.parametrize("ledelse", [True, False])
def test_en_melding_om_sektorleder_gaar_til_kommunalsjefen(ledelse: bool) -> None:
    vei = rut(Rutingsfakta(ansatt=True, ledelse=ledelse, sektorleder=True))
    assert (vei.mottaker, vei.skjerpet) == (Mottaker.KOMMUNALSJEF, True)
    assert len(vei.ser_ikke) == 2, "verken sektorleder eller skolens ledelse"


@pytest.mark.regel("L-5.8")
def test_en_melding_om_noen_paa_kommunens_kontor_gaar_til_kommunalsjefen() -> None:
    vei = rut(Rutingsfakta(ansatt=True, ledelse=True, kommunens_egne=True))
    assert (vei.mottaker, vei.skjerpet) == (Mottaker.KOMMUNALSJEF, True)
    assert "Den ansatte du melder om, får ikke se den." in map(str, vei.ser_ikke)


@pytest.mark.regel("L-5.8")
@pytest.mark.parametrize("sektorleder", [True, False])
def test_gjelder_det_kommunalsjefen_faar_heller_ikke_kommunalsjefen_se_den(sektorleder: bool) -> None:
    vei = rut(Rutingsfakta(ansatt=True, sektorleder=sektorleder, kommunalsjef=True))
    assert vei.skjerpet
    assert "den kommunen setter inn" in str(vei.ser[0])
    assert "Kommunalsjefen får ikke se den." in map(str, vei.ser_ikke)


def test_den_som_melder_faar_alltid_vite_hvem_som_ser_meldingen() -> None:
    for ansatt in (True, False):
        for ledelse in (True, False):
            for sektorleder in (True, False):
                assert rut(Rutingsfakta(ansatt, ledelse, sektorleder)).ser


@pytest.mark.regel("L-5.8", "L-5.3")
def test_hver_som_er_meldt_staar_blant_dem_som_ikke_ser_og_alt_over_rektor_er_skjerpet() -> None:
    veier = {
        "ledelse": (Mottaker.SKOLEEIER, ["Rektor og resten av ledelsen"]),
        "sektorleder": (Mottaker.KOMMUNALSJEF, ["Sektorleder", "Skolens ledelse"]),
        "kommunens_egne": (Mottaker.KOMMUNALSJEF, ["Den ansatte", "Skolens ledelse"]),
        "kommunalsjef": (Mottaker.KOMMUNALSJEF, ["Kommunalsjefen", "Sektorleder", "Skolens ledelse"]),
    }
    for meldt, (mottaker, ser_ikke) in veier.items():
        vei = rut(Rutingsfakta(**{meldt: True}))
        assert (vei.mottaker, vei.skjerpet, vei.kilde) == (mottaker, True, Kilde.SKJERPET)
        assert len(vei.ser) == 1
        for tekst, hvem in zip(vei.ser_ikke, ser_ikke, strict=True):
            assert str(tekst).startswith(hvem)
