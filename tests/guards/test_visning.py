"""Small things are written in one way on every page: how long ago, and where an e-mail address may be broken."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation

from steinkjer_skolemiljo.organisation.templatetags.visning import (
    belop,
    brytbar,
    hvor_lenge_siden,
    oppramsing,
    siden,
    varighet,
)
from tests.cast import NAA


@pytest.mark.parametrize(
    ("tid", "sagt", "lenge"),
    [
        (timedelta(0), "nå nettopp", "under ett minutt"),
        (timedelta(seconds=59), "nå nettopp", "under ett minutt"),
        # Sent by a clock that is a little ahead of ours.
        (timedelta(seconds=-3), "nå nettopp", "under ett minutt"),
        (timedelta(minutes=1), "for 1 minutt siden", "1 minutt"),
        (timedelta(hours=2, minutes=5), "for 2 timer, 5 minutter siden", "2 timer, 5 minutter"),
    ],
)
def test_ingen_har_ventet_i_null_minutter(tid: timedelta, sagt: str, lenge: str) -> None:
    assert siden(NAA - tid, NAA).replace("\xa0", " ") == sagt
    assert varighet(NAA - tid, NAA).replace("\xa0", " ") == lenge


def test_paa_forsiden_i_en_enhet_og_paa_brukerens_sprak() -> None:
    to_timer = timedelta(hours=2, minutes=5)
    assert hvor_lenge_siden(NAA - to_timer, NAA, depth=1).replace("\xa0", " ") == "for 2 timer siden"
    with translation.override("nn"):
        assert siden(NAA, NAA) == "no nettopp"
        assert siden(NAA - to_timer, NAA).replace("\xa0", " ") == "for 2 timar, 5 minutt sidan"


def test_en_adresse_brytes_etter_krollalfa_og_punktum_og_ikke_midt_i_et_ord() -> None:
    assert brytbar("For ann-kristin@demo.steinkjer.no. Etterpå.") == (
        "For ann-kristin@<wbr>demo.<wbr>steinkjer.<wbr>no. Etterpå."
    )
    assert brytbar("Elev A & B <i>. Sak 2026-0042.") == "Elev A &amp; B &lt;i&gt;. Sak 2026-0042."


def test_tusenene_staar_hver_for_seg_paa_begge_sprak() -> None:
    for sprak in ("nb", "nn"):
        with translation.override(sprak):
            assert [belop(kroner).replace("\xa0", " ") for kroner in (500, 25_000, 1_250_000)] == [
                "500",
                "25 000",
                "1 250 000",
            ]


def test_en_oppramsing_har_og_foran_den_siste_og_bare_der() -> None:
    assert oppramsing(["logg"], "oversikten") == "oversikten og logg"
    assert oppramsing(["samtaler", "plan", "logg"], "oversikten") == "oversikten, samtaler, plan og logg"
    assert (oppramsing(["logg"]), oppramsing([])) == ("logg", "")
