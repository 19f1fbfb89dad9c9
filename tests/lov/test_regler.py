"""The table of rules: each is proved by a test, and each place that is said to hold it exists."""

from __future__ import annotations

from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cases.lov.begreper import Styrke
from cases.lov.parametre import PARAMETRE, Maal
from cases.lov.regler import D_REGLER, IKKE_I_KODEN, L_REGLER, OPPHAVSNAVN, REGLER, Opphav, Regel
from cases.regelverk.beviser import beviser_for_regler

TESTER = beviser_for_regler(Path(__file__).resolve().parent.parent)
alle_regler = pytest.mark.parametrize("regel", REGLER.values(), ids=list(REGLER))


def finn(navn: str) -> Any:
    """What a dotted name stands for: the longest module, then attributes."""
    deler = navn.split(".")
    for lengde in range(len(deler), 0, -1):
        try:
            ting: Any = import_module(".".join(deler[:lengde]))
        except ModuleNotFoundError:
            continue
        for del_ in deler[lengde:]:
            ting = getattr(ting, del_)
        return ting
    raise LookupError(navn)


@alle_regler
def test_hver_regel_har_minst_en_test(regel: Regel) -> None:
    assert TESTER.get(regel.id), f"ingen test bærer regel({regel.id!r})"


def test_ingen_test_beviser_en_regel_som_ikke_finnes() -> None:
    assert set(TESTER) <= set(REGLER)


@alle_regler
def test_hvert_sted_en_regel_haandheves_finnes(regel: Regel) -> None:
    assert regel.haandheves
    for navn in regel.haandheves:
        assert finn(navn) is not None


@alle_regler
def test_hver_regel_er_en_hel_setning_med_styrke_og_opphav(regel: Regel) -> None:
    assert regel.setning[0].isupper()
    assert regel.setning.endswith(".")
    assert OPPHAVSNAVN[regel.opphav]
    assert not regel.uten or (regel.uten[0].isupper() and regel.uten.endswith("."))
    assert regel.opphav is not Opphav.EGET or regel.styrke in {Styrke.DESIGN, Styrke.LOV}


def test_idene_er_entydige_og_i_rekkefolge() -> None:
    assert len(REGLER) == len(L_REGLER) + len(D_REGLER)
    assert all(regel.id.startswith("L-") for regel in L_REGLER)
    assert all(regel.id.startswith("D-") for regel in D_REGLER)
    numre = [int(regel.id.removeprefix("D-")) for regel in D_REGLER]
    assert numre == sorted(numre)


def test_hvert_maal_horer_til_en_regel() -> None:
    assert {maal for regel in REGLER.values() for maal in regel.maal} == set(Maal)
    for maal, parameter in PARAMETRE.items():
        assert maal in REGLER[parameter.kilde].maal, f"{maal} sier at den kommer fra {parameter.kilde}"


def test_kommandoen_viser_hele_tabellen() -> None:
    ut = StringIO()
    call_command("vis_lov", stdout=ut)
    tekst = ut.getvalue()
    for regel in REGLER.values():
        assert regel.setning in tekst
    assert "ingen test" not in tekst
    for utenfor in IKKE_I_KODEN.values():
        assert utenfor.setning in tekst
        assert utenfor.hvorfor in tekst
    assert f"{len(REGLER)} regler, og {len(IKKE_I_KODEN)} som systemet ikke holder." in tekst


def test_kommandoen_viser_en_regel_med_hjemmel_maal_og_tester() -> None:
    ut = StringIO()
    call_command("vis_lov", "D-5", stdout=ut)
    tekst = ut.getvalue()
    assert "opplæringslova § 12-4 andre ledd" in tekst
    assert "Tiltaksplanen er vedtatt: 5 skoledager" in tekst
    assert "tests/lov/test_frister.py::test_planen_er_vedtatt_fem_skoledager_etter_at_skolen_fikk_vite" in tekst
    assert "L-4.27" not in tekst


def test_kommandoen_sier_fra_om_en_ukjent_regel() -> None:
    with pytest.raises(CommandError, match="L-99"):
        call_command("vis_lov", "L-99")
