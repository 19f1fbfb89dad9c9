"""Nothing of the law note is lost: each of its rules is held by the house, or is named as one it does not hold."""

from __future__ import annotations

import pytest

from cases.lov.regler import IKKE_I_KODEN, REGLER, STYRKENAVN, Opphav, Utenfor

# Every id of the note: § 12-1 to § 12-10, the neighbouring provisions, and the deadlines. (D-17 to D-19 do not exist.)
NOTATET = [
    *(f"L-1.{n}" for n in range(1, 4)),
    *(f"L-2.{n}" for n in range(1, 4)),
    "L-3.1",
    *(f"L-4.{n}" for n in range(1, 31)),
    *(f"L-5.{n}" for n in range(1, 10)),
    *(f"L-6.{n}" for n in range(1, 9)),
    "L-7.1",
    "L-8.1",
    "L-9.1",
    "L-10.1",
    "L-13.1",
    "L-13.3",
    *(f"L-N.{n}" for n in range(1, 6)),
    *(f"D-{n}" for n in range(1, 17)),
    *(f"D-{n}" for n in range(20, 27)),
]


def test_hver_regel_i_notatet_er_i_koden_eller_nevnt_som_en_som_ikke_er_det() -> None:
    assert len(NOTATET) == len(set(NOTATET)) == 88
    assert set(REGLER) | set(IKKE_I_KODEN) == set(NOTATET)


@pytest.mark.parametrize(
    ("regel", "opphav"),
    [
        ("L-4.2", Opphav.FORARBEID_2024),
        ("L-4.28", Opphav.FORARBEID),
        ("L-5.6", Opphav.FAGFORENINGENE),
        ("L-5.7", Opphav.FAGFORENINGENE),
        ("L-13.3", Opphav.FORARBEID_2024),
        ("L-N.2", Opphav.BARNEVERN),
    ],
)
def test_en_regel_sier_at_den_kommer_derfra_notatet_har_den(regel: str, opphav: Opphav) -> None:
    assert REGLER[regel].opphav is opphav


def test_ingen_regel_er_baade_i_koden_og_utenfor() -> None:
    assert not set(REGLER) & set(IKKE_I_KODEN)


@pytest.mark.parametrize("regel", IKKE_I_KODEN.values(), ids=list(IKKE_I_KODEN))
def test_det_som_ikke_er_i_koden_sier_hva_regelen_er_og_hvorfor(regel: Utenfor) -> None:
    assert regel.setning[0].isupper()
    assert regel.setning.endswith(".")
    assert regel.hvorfor[0].isupper()
    assert regel.hvorfor.endswith(".")
    assert regel.hvorfor != regel.setning
    assert STYRKENAVN[regel.styrke]
