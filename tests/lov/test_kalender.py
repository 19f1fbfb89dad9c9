"""The school days, working days and holidays the deadlines are counted in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.lov.kalender import OSLO, Skolekalender, helligdager, helligdagsnavn, skolear_for, slutt_paa
from tests.lov.bygg import KALENDER

UTEN_SKOLERUTE = Skolekalender()


@pytest.mark.regel("D-21")
@pytest.mark.parametrize(
    ("aar", "paaskedag"), [(2024, date(2024, 3, 31)), (2026, date(2026, 4, 5)), (2027, date(2027, 3, 28))]
)
def test_paasken_flytter_seg_og_er_ikke_arbeidsdager(aar: int, paaskedag: date) -> None:
    skjaertorsdag, langfredag = paaskedag - timedelta(days=3), paaskedag - timedelta(days=2)
    andre_paaskedag = paaskedag + timedelta(days=1)
    himmelfart, andre_pinsedag = paaskedag + timedelta(days=39), paaskedag + timedelta(days=50)
    for dag in (skjaertorsdag, langfredag, andre_paaskedag, himmelfart, andre_pinsedag):
        assert dag in helligdager(aar)
        assert not UTEN_SKOLERUTE.er_arbeidsdag(dag)
    assert UTEN_SKOLERUTE.er_arbeidsdag(skjaertorsdag - timedelta(days=1)), "onsdag før skjærtorsdag er arbeidsdag"


@pytest.mark.regel("D-21")
def test_forste_og_syttende_mai_er_fridager() -> None:
    # A Monday and a Friday: days that would have counted.
    assert not UTEN_SKOLERUTE.er_skoledag(date(2027, 5, 17))
    assert not UTEN_SKOLERUTE.er_skoledag(date(2026, 5, 1))
    assert UTEN_SKOLERUTE.er_skoledag(date(2027, 5, 18))


@pytest.mark.regel("D-21")
def test_vanlige_ukedager_teller_og_helga_ikke() -> None:
    uke = [KALENDER.er_skoledag(date(2026, 11, 9) + timedelta(days=i)) for i in range(7)]
    assert uke == [True] * 5 + [False] * 2


@pytest.mark.regel("D-21")
def test_julaften_og_nyttaarsaften_er_fri_etter_kommunens_innstilling() -> None:
    julaften, nyttaarsaften = date(2026, 12, 24), date(2026, 12, 31)
    assert not Skolekalender(julaften_fri=True).er_arbeidsdag(julaften)
    assert not Skolekalender(julaften_fri=True).er_arbeidsdag(nyttaarsaften)
    assert Skolekalender(julaften_fri=False).er_arbeidsdag(julaften)
    assert Skolekalender(julaften_fri=False).er_arbeidsdag(nyttaarsaften)


@pytest.mark.regel("D-21", "D-22")
def test_kommunen_kan_ombestemme_seg_om_julaften_fra_en_dato() -> None:
    ombestemt = Skolekalender(julaften_endret=((date(2028, 1, 1), True), (date(2027, 1, 1), False)))
    assert not ombestemt.er_arbeidsdag(date(2026, 12, 24))
    assert ombestemt.er_arbeidsdag(date(2027, 12, 24))
    assert not ombestemt.er_arbeidsdag(date(2029, 12, 24))


def test_helligdagene_har_navn_paa_norsk() -> None:
    navn = helligdagsnavn(2027)
    assert navn[date(2027, 5, 6)] == "Kristi himmelfartsdag"
    assert navn[date(2027, 5, 17)] == "Andre pinsedag, Grunnlovsdag"
    assert helligdager(2027) == set(navn)


@pytest.mark.regel("D-22")
def test_to_kalendere_sammenlignes_dag_for_dag() -> None:
    fredag = date(2026, 11, 20)
    med_fri = Skolekalender(KALENDER.skolear, (*KALENDER.fri, (fredag, date(2026, 11, 22))))
    assert KALENDER.forste_ulikhet(med_fri, date(2026, 11, 1), date(2026, 11, 30)) == fredag
    assert KALENDER.forste_ulikhet(med_fri, date(2026, 11, 21), date(2026, 11, 30)) is None, "helga er fri uansett"


@pytest.mark.regel("D-21")
def test_hostferien_er_arbeidsdager_men_ikke_skoledager() -> None:
    onsdag_i_hostferien = date(2026, 10, 7)
    assert KALENDER.er_arbeidsdag(onsdag_i_hostferien)
    assert not KALENDER.er_skoledag(onsdag_i_hostferien)
    assert KALENDER.pluss_skoledager(date(2026, 10, 2), 1) == date(2026, 10, 12)
    assert KALENDER.pluss_arbeidsdager(date(2026, 10, 2), 1) == date(2026, 10, 5)


@pytest.mark.regel("D-21")
def test_sommeren_mellom_to_skolear_er_uten_skoledager() -> None:
    assert KALENDER.er_skoledag(date(2026, 6, 19))
    assert not KALENDER.er_skoledag(date(2026, 6, 22))
    assert not KALENDER.er_skoledag(date(2026, 8, 14))
    assert KALENDER.pluss_skoledager(date(2026, 6, 19), 1) == date(2026, 8, 17)


@pytest.mark.regel("D-21")
def test_uten_skolerute_er_bare_sommeren_uten_skole() -> None:
    assert not UTEN_SKOLERUTE.er_skoledag(date(2026, 7, 1))
    assert not UTEN_SKOLERUTE.er_skoledag(date(2026, 6, 22))
    assert UTEN_SKOLERUTE.er_skoledag(date(2026, 6, 19))
    assert UTEN_SKOLERUTE.er_skoledag(date(2026, 8, 17))
    assert UTEN_SKOLERUTE.er_skoledag(date(2026, 10, 7))


@pytest.mark.regel("D-21")
def test_dagene_for_skolestart_i_august_er_ikke_skoledager_naar_skoleruta_sier_det() -> None:
    sen_start = Skolekalender(skolear=((date(2026, 8, 20), date(2027, 6, 18)),))
    assert not sen_start.er_skoledag(date(2026, 8, 18))
    assert sen_start.er_skoledag(date(2026, 8, 20))
    assert UTEN_SKOLERUTE.er_skoledag(date(2026, 8, 18))


def test_et_ar_skoleruta_ikke_dekker_regnes_som_om_den_ikke_fantes() -> None:
    assert KALENDER.er_skoledag(date(2030, 3, 6))
    assert not KALENDER.er_skoledag(date(2030, 7, 3))


@pytest.mark.regel("D-20")
@pytest.mark.parametrize("mottatt", [date(2026, 11, 13), date(2026, 11, 14), date(2026, 11, 15)])
def test_det_som_kommer_fredag_lordag_eller_sondag_har_mandag_som_dag_en(mottatt: date) -> None:
    assert KALENDER.pluss_skoledager(mottatt, 1) == date(2026, 11, 16)
    assert KALENDER.pluss_skoledager(mottatt, 5) == date(2026, 11, 20)


@pytest.mark.regel("D-20")
def test_dagen_det_kom_telles_ikke() -> None:
    assert KALENDER.pluss_skoledager(date(2026, 11, 10), 1) == date(2026, 11, 11)


def test_null_dager_er_samme_dag_eller_neste_skoledag() -> None:
    assert KALENDER.pluss_skoledager(date(2026, 11, 10), 0) == date(2026, 11, 10)
    assert KALENDER.pluss_skoledager(date(2026, 11, 14), 0) == date(2026, 11, 16)
    assert KALENDER.neste_skoledag(date(2026, 11, 14)) == date(2026, 11, 16)
    assert KALENDER.neste_skoledag(date(2026, 11, 16)) == date(2026, 11, 16)


@pytest.mark.regel("D-26")
def test_fristen_varer_ut_dagen_norsk_tid() -> None:
    slutt = slutt_paa(date(2026, 11, 10))
    assert slutt.astimezone(UTC) == datetime(2026, 11, 10, 22, 59, 59, tzinfo=UTC)
    assert slutt_paa(date(2026, 7, 10)).astimezone(UTC) == datetime(2026, 7, 10, 21, 59, 59, tzinfo=UTC)


@pytest.mark.regel("D-26")
@pytest.mark.parametrize("dag", [date(2026, 3, 29), date(2026, 10, 25)])
def test_fristen_slutter_ved_midnatt_ogsaa_nar_klokka_stilles(dag: date) -> None:
    slutt = slutt_paa(dag)
    assert slutt.astimezone(OSLO).date() == dag
    assert (slutt.astimezone(UTC) + timedelta(seconds=1)).astimezone(OSLO).date() == dag + timedelta(days=1)


@pytest.mark.regel("D-21")
def test_uten_skolerute_er_det_sommer_fra_st_hans_til_midten_av_august() -> None:
    uten = Skolekalender()
    # Working days on both sides of both ends: Friday and Monday in one year, and midweek in others.
    skole = (date(2027, 6, 18), date(2024, 6, 20), date(2026, 8, 17), date(2022, 8, 17))
    sommer = (date(2027, 6, 21), date(2023, 6, 21), date(2024, 8, 16), date(2023, 8, 16), date(2026, 7, 1))
    assert [uten.er_skoledag(dag) for dag in (*skole, *sommer)] == [True] * 4 + [False] * 5


def test_skolearet_skifter_i_august() -> None:
    aar = {dag: skolear_for(dag) for dag in (date(2026, 7, 31), date(2026, 8, 1), date(2026, 12, 31), date(2027, 1, 1))}
    assert list(aar.values()) == [2025, 2026, 2026, 2026]


@pytest.mark.regel("D-22", "D-21")
def test_at_julaften_telles_annerledes_gjelder_fra_den_dagen_det_er_sagt() -> None:
    julaften = date(2026, 12, 24)
    endret = Skolekalender(julaften_endret=((julaften, False),))
    assert endret.er_arbeidsdag(julaften)
    assert not endret.er_arbeidsdag(date(2025, 12, 24))


@pytest.mark.regel("D-21")
def test_skolearets_forste_og_siste_dag_er_skoledager_og_dagene_utenfor_er_det_ikke() -> None:
    for dag, ventet in (
        (date(2026, 8, 14), False),
        (date(2026, 8, 17), True),
        (date(2026, 6, 19), True),
        (date(2026, 6, 22), False),
        (date(2027, 6, 18), True),
    ):
        assert KALENDER.er_skoledag(dag) is ventet
    # A year that has its skolerute is not filled in by guessing; one that has none is.
    assert not Skolekalender(skolear=((date(2026, 9, 1), date(2027, 6, 18)),)).er_skoledag(date(2026, 8, 31))
    assert KALENDER.er_skoledag(date(2027, 8, 17))


@pytest.mark.regel("D-22")
def test_den_forste_dagen_to_skoleruter_er_uenige_om_finnes_ogsaa_paa_endene() -> None:
    fri = (date(2026, 11, 10), date(2026, 11, 12))
    annen = Skolekalender(skolear=KALENDER.skolear, fri=(*KALENDER.fri, fri))
    assert annen.forste_ulikhet(KALENDER, date(2026, 11, 2), date(2026, 11, 10)) == date(2026, 11, 10)
    assert annen.forste_ulikhet(KALENDER, date(2026, 11, 2), date(2026, 11, 9)) is None
    assert annen.forste_ulikhet(KALENDER, date(2026, 11, 12), date(2026, 11, 20)) == date(2026, 11, 12)
