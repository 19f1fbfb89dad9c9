"""The pupil's curve: two series apart, the days where they were, and the same in words."""

from __future__ import annotations

from datetime import date

from cases.evaluering.kurve import Maaling, tegn

SEPT, OKT, NOV = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)


def test_ingen_kurve_foer_eleven_er_spurt() -> None:
    assert tegn((), [(1, SEPT)]) is None


def test_eleven_og_de_voksne_er_to_linjer_som_ikke_blandes() -> None:
    kurve = tegn(
        (Maaling(SEPT, "nei", "Evaluering", 1, "delvis"), Maaling(NOV, "ja", "Evaluering", 5, "ja")), [(1, SEPT)]
    )
    assert kurve is not None
    assert [(p.x, p.y) for p in kurve.eleven] == [("9.00%", 110), ("91.00%", 30)]
    assert [p.y for p in kurve.voksne] == [70, 30]
    assert len(kurve.elevens_linje) == len(kurve.voksnes_linje) == 1
    assert [(plan.x, plan.versjon) for plan in kurve.planer] == [("9.00%", 1)]


def test_vil_ikke_svare_staar_for_seg_og_bryter_ingen_linje() -> None:
    kurve = tegn(
        (
            Maaling(SEPT, "nei", "Evaluering"),
            Maaling(OKT, "vil_ikke_svare", "Evaluering", voksne="vet_ikke"),
            Maaling(NOV, "ja", "Ettersjekk"),
        ),
        (),
    )
    assert kurve is not None
    assert kurve.eleven[1].y == 150
    assert [(strek.y1, strek.y2) for strek in kurve.elevens_linje] == [(110, 30)]
    assert kurve.voksnes_linje == ()


def test_ett_svar_staar_i_midten_og_kurven_sies_med_ord() -> None:
    kurve = tegn((Maaling(SEPT, "delvis", "Evaluering", voksne="ja"),), [(1, SEPT)])
    assert kurve is not None
    assert kurve.eleven[0].x == "50.00%"
    assert kurve.beskrivelse == (
        "1. september 2026: eleven svarte «Delvis», de voksne «Ja». Plan versjon 1 ble vedtatt 1. september 2026."
    )
