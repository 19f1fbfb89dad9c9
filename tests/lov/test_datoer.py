"""Real dates, worked out by hand: what a rektor who counts on the wall calendar must get the same answer to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cases.lov.begreper import Fristtype, Samtaletype
from cases.lov.fakta import MeldingFakta, SakFakta, SamtaleFakta, VarselFakta
from cases.lov.frister import aapne_frister, kan_meldes_fra, ta_imot_melding
from cases.lov.kalender import OSLO, Skolekalender
from tests.lov.bygg import KALENDER, STANDARD, kl, sak

# Egge with 24 and 31 December as working days, as the municipality may say.
MED_AFTENER = Skolekalender(KALENDER.skolear, KALENDER.fri, julaften_fri=False)
UTEN_SKOLERUTE = Skolekalender()


def forfaller(type_: Fristtype, mottatt: date | datetime, kalender: Skolekalender = KALENDER, **felter: Any) -> date:
    tid = mottatt if isinstance(mottatt, datetime) else kl(mottatt)
    fakta: SakFakta = sak(**{"mottatt": tid, "opprettet": tid, "meldinger": (MeldingFakta(sendt=tid),), **felter})
    alle = aapne_frister(fakta, dag=tid.astimezone(OSLO).date(), kalender=kalender, parametre=STANDARD)
    return next(f for f in alle if f.type is type_).forfall.astimezone(OSLO).date()


def planfrist(mottatt: date | datetime, kalender: Skolekalender = KALENDER) -> date:
    return forfaller(Fristtype.TILTAKSPLAN, mottatt, kalender)


# -- spring 2027: Easter, Ascension Day, 17 May ------------------------------------------------------------------


@pytest.mark.regel("D-21")
def test_paasken_2027_ligger_midt_i_planfristen() -> None:
    # Thursday 18 March: Friday the 19th is day one; Easter break to Monday 29 March; Tuesday 30 March is day two.
    assert planfrist(date(2027, 3, 18)) == date(2027, 4, 2)
    # A school without a skolerute has Monday to Wednesday before Skjærtorsdag: 19, 22, 23, 24 and then Tuesday 30.
    assert planfrist(date(2027, 3, 18), UTEN_SKOLERUTE) == date(2027, 3, 30)


@pytest.mark.regel("D-21")
def test_kristi_himmelfartsdag_2027_telles_ikke_men_fredagen_etter_gjor() -> None:
    # Tuesday 4 May: Wed 5 is one, Thursday 6 is Ascension Day, Fri 7 two, Mon 10 three, Tue 11 four, Wed 12 five.
    assert planfrist(date(2027, 5, 4)) == date(2027, 5, 12)
    assert forfaller(Fristtype.FORSTE_HANDLING, date(2027, 5, 5)) == date(2027, 5, 10)


@pytest.mark.regel("D-21")
def test_syttende_mai_2027_er_ogsaa_andre_pinsedag_og_telles_ikke() -> None:
    # Thursday 13 May: Fri 14 is one, Monday the 17th is both, Tue 18 two, Wed 19 three, Thu 20 four, Fri 21 five.
    assert planfrist(date(2027, 5, 13)) == date(2027, 5, 21)
    # What came in the middle of the children's parade counts from the day after.
    assert forfaller(Fristtype.FORSTE_HANDLING, kl(date(2027, 5, 17), 11)) == date(2027, 5, 19)


# -- Christmas 2026 ----------------------------------------------------------------------------------------------


@pytest.mark.regel("D-21")
def test_planfristen_over_jul_2026_folger_skoleruta_enten_aftenene_er_fri_eller_ikke() -> None:
    # Friday 18 December: Monday 21 is one, break to 3 January, then Monday 4 to Thursday 7 January.
    assert planfrist(date(2026, 12, 18)) == planfrist(date(2026, 12, 18), MED_AFTENER) == date(2027, 1, 7)


@pytest.mark.regel("D-21")
@pytest.mark.parametrize(
    ("kalender", "varslet", "lest_innen"),
    [
        (KALENDER, date(2026, 12, 23), date(2026, 12, 28)),
        (MED_AFTENER, date(2026, 12, 23), date(2026, 12, 24)),
        (KALENDER, date(2026, 12, 30), date(2027, 1, 4)),
        (MED_AFTENER, date(2026, 12, 30), date(2026, 12, 31)),
    ],
)
def test_skoleeiers_arbeidsdag_i_romjula_2026_med_og_uten_fri_paa_aftenene(
    kalender: Skolekalender, varslet: date, lest_innen: date
) -> None:
    # The 25th is a Friday and a holiday, the 26th a Saturday; 1 January is a Friday.
    felter: dict[str, Any] = {"skjerpet": True, "varsler": (VarselFakta(varslet=kl(varslet)),)}
    assert forfaller(Fristtype.SKOLEEIER_LESER, varslet, kalender, **felter) == lest_innen


@pytest.mark.regel("D-21")
@pytest.mark.parametrize(("kalender", "dag_en"), [(UTEN_SKOLERUTE, 28), (Skolekalender(julaften_fri=False), 24)])
def test_en_skole_uten_skolerute_har_romjula_som_skoledager(kalender: Skolekalender, dag_en: int) -> None:
    """Nobody has said that there is a break; the page warns the leaders until they do."""
    assert forfaller(Fristtype.REFERAT_HJEM, date(2026, 12, 21), kalender, samtaler=_foresattsamtale()) == (
        date(2026, 12, 28) if kalender.julaften_fri else date(2026, 12, 24)
    )
    assert kalender.pluss_skoledager(date(2026, 12, 23), 1) == date(2026, 12, dag_en)


def _foresattsamtale() -> tuple[SamtaleFakta, ...]:
    return (SamtaleFakta(dato=date(2026, 12, 21), type=Samtaletype.FORESATTE),)


# -- the summer: a melding on 25 June ----------------------------------------------------------------------------

SOMMERDAG = date(2026, 6, 25)


@pytest.mark.regel("D-21", "D-5")
def test_maalene_i_skoledager_hviler_i_sommerferien() -> None:
    # School begins on Monday 17 August, which is day one.
    assert planfrist(SOMMERDAG) == date(2026, 8, 21)
    assert forfaller(Fristtype.FORSTE_HANDLING, SOMMERDAG) == date(2026, 8, 18)
    assert forfaller(Fristtype.FORESATTE_INFORMERT, SOMMERDAG) == date(2026, 8, 18)
    # Without a skolerute the summer is from St. Hans to the middle of August all the same.
    assert planfrist(SOMMERDAG, UTEN_SKOLERUTE) == date(2026, 8, 21)


@pytest.mark.regel("D-21", "L-5.4", "D-3")
def test_en_paragraf_12_5_sak_hviler_ikke_i_sommerferien() -> None:
    assert forfaller(Fristtype.FORSTE_HANDLING, SOMMERDAG, skjerpet=True) == date(2026, 6, 26)


@pytest.mark.regel("D-21", "D-10", "L-5.2")
def test_varselet_til_skoleeier_hviler_ikke_i_sommerferien() -> None:
    assert forfaller(Fristtype.SKOLEEIERVARSEL, SOMMERDAG, skjerpet=True) == SOMMERDAG


@pytest.mark.regel("D-21", "D-11")
def test_skoleeier_leser_ogsaa_i_sommerferien() -> None:
    # Friday 26 June: read by Monday the 29th.
    felter: dict[str, Any] = {"skjerpet": True, "varsler": (VarselFakta(varslet=kl(date(2026, 6, 26))),)}
    assert forfaller(Fristtype.SKOLEEIER_LESER, SOMMERDAG, **felter) == date(2026, 6, 29)


@pytest.mark.regel("D-21", "D-6")
def test_uken_for_statsforvalteren_gaar_ogsaa_i_sommerferien() -> None:
    meldetid = kan_meldes_fra(SOMMERDAG, KALENDER)
    assert (meldetid.sju_dager, meldetid.fem_arbeidsdager) == (date(2026, 7, 2), date(2026, 7, 2))


@pytest.mark.regel("D-21", "D-2")
def test_det_som_haster_leses_samme_dag_ogsaa_i_sommerferien() -> None:
    melding = MeldingFakta(sendt=kl(SOMMERDAG, 12))
    rolig = ta_imot_melding(melding, haster=False, kalender=KALENDER, parametre=STANDARD)
    haster = ta_imot_melding(melding, haster=True, kalender=KALENDER, parametre=STANDARD)
    assert rolig is not None
    assert haster is not None
    assert rolig.forfall.astimezone(OSLO).date() == date(2026, 8, 17)
    assert haster.forfall == kl(SOMMERDAG, 14)


# -- evenings, weekends, holidays --------------------------------------------------------------------------------


@pytest.mark.regel("D-20", "D-26")
def test_en_melding_fredag_halv_tolv_om_kvelden_har_mandag_som_dag_en() -> None:
    fredag = datetime(2026, 11, 13, 23, 30, tzinfo=OSLO)
    assert planfrist(fredag) == date(2026, 11, 20)
    assert forfaller(Fristtype.FORSTE_HANDLING, fredag) == date(2026, 11, 17)
    # Straks does not wait: read by eight on Saturday morning, warned before midnight.
    haster = ta_imot_melding(MeldingFakta(sendt=fredag), haster=True, kalender=KALENDER, parametre=STANDARD)
    assert haster is not None
    assert haster.forfall == kl(date(2026, 11, 14), 8)
    assert forfaller(Fristtype.SKOLEEIERVARSEL, fredag, skjerpet=True) == date(2026, 11, 13)


@pytest.mark.regel("D-20", "D-26")
def test_samme_oyeblikk_skrevet_i_utc_er_samme_norske_dag() -> None:
    # Half past eleven on Friday evening in Norway is half past ten in UTC; a quarter past midnight is still Friday there.
    assert planfrist(datetime(2026, 11, 13, 22, 30, tzinfo=UTC)) == date(2026, 11, 20)
    assert planfrist(datetime(2026, 11, 16, 23, 15, tzinfo=UTC)) == planfrist(date(2026, 11, 17)) == date(2026, 11, 24)


@pytest.mark.regel("D-20")
def test_det_som_kommer_paa_en_helligdag_har_neste_skoledag_som_dag_en() -> None:
    langfredag = date(2027, 3, 26)
    assert forfaller(Fristtype.FORSTE_HANDLING, langfredag) == date(2027, 3, 31)
    assert forfaller(Fristtype.FORSTE_HANDLING, langfredag, skjerpet=True) == date(2027, 3, 30)


@pytest.mark.regel("D-20")
def test_klokka_gaar_fra_skolen_fikk_vite_ikke_fra_da_saken_ble_opprettet() -> None:
    fikk_vite, opprettet = kl(date(2026, 11, 10)), kl(date(2026, 11, 18))
    assert forfaller(Fristtype.TILTAKSPLAN, fikk_vite, opprettet=opprettet) == date(2026, 11, 17)


# -- the nights the clock is moved -------------------------------------------------------------------------------

KLOKKA_STILLES = [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)]


@pytest.mark.regel("D-26")
@pytest.mark.parametrize("natt", KLOKKA_STILLES)
def test_en_frist_den_dagen_klokka_stilles_varer_til_midnatt_norsk_tid(natt: date) -> None:
    skjerpet = forfaller(Fristtype.SKOLEEIERVARSEL, natt, skjerpet=True)
    assert skjerpet == natt
    fakta = sak(mottatt=kl(natt), skjerpet=True)
    (frist,) = [
        f
        for f in aapne_frister(fakta, dag=natt, kalender=KALENDER, parametre=STANDARD)
        if f.type is Fristtype.SKOLEEIERVARSEL
    ]
    siste = datetime(natt.year, natt.month, natt.day, 23, 59, 59, tzinfo=OSLO)
    assert not frist.forsinket(siste)
    assert frist.forsinket(siste + timedelta(seconds=1))


@pytest.mark.regel("D-20", "D-26")
@pytest.mark.parametrize("natt", KLOKKA_STILLES)
def test_meldinger_gjennom_natta_klokka_stilles_horer_til_riktig_dag(natt: date) -> None:
    """Every half hour of the night, the lost hour and the doubled one too, is that Sunday: day one is Monday."""
    midnatt = datetime(natt.year, natt.month, natt.day, tzinfo=OSLO).astimezone(UTC)
    neste_skoledag = KALENDER.neste_skoledag(natt)
    for halvtimer in range(12):
        mottatt = midnatt + timedelta(minutes=30 * halvtimer)
        assert mottatt.astimezone(OSLO).date() == natt
        assert planfrist(mottatt) == KALENDER.pluss_skoledager(neste_skoledag, 4)
    for_midnatt = midnatt - timedelta(minutes=1)
    assert for_midnatt.astimezone(OSLO).date() == natt - timedelta(days=1)


# -- schools that differ, and a day that seldom comes ------------------------------------------------------------


@pytest.mark.regel("D-21")
def test_en_planleggingsdag_ved_egen_skole_flytter_bare_den_skolens_frister() -> None:
    planleggingsdag = date(2026, 11, 13)
    egen = Skolekalender(KALENDER.skolear, (*KALENDER.fri, (planleggingsdag, planleggingsdag)))
    assert planfrist(date(2026, 11, 10)) == date(2026, 11, 17)
    assert planfrist(date(2026, 11, 10), egen) == date(2026, 11, 18)
    # § 12-5 counts working days: those who work at the school are there on a planning day.
    torsdag = date(2026, 11, 12)
    assert forfaller(Fristtype.FORSTE_HANDLING, torsdag, egen, skjerpet=True) == planleggingsdag
    assert forfaller(Fristtype.FORSTE_HANDLING, torsdag, egen) == date(2026, 11, 17)


@pytest.mark.regel("D-21")
def test_en_skole_uten_skolerute_har_vanlige_uker_og_helligdager() -> None:
    # The autumn break at Egge is an ordinary week there.
    assert planfrist(date(2026, 10, 1), UTEN_SKOLERUTE) == date(2026, 10, 8)
    assert planfrist(date(2026, 10, 1)) == date(2026, 10, 15)


@pytest.mark.regel("D-21")
def test_skuddaarsdagen_er_en_skoledag_som_andre() -> None:
    # 29 February 2028 is a Tuesday. Friday 25: Mon 28 one, Tue 29 two, Wed 1 March three, Thu 2 four, Fri 3 five.
    assert planfrist(date(2028, 2, 25), UTEN_SKOLERUTE) == date(2028, 3, 3)
    assert planfrist(date(2028, 2, 29), UTEN_SKOLERUTE) == date(2028, 3, 7)
    assert kan_meldes_fra(date(2028, 2, 25), UTEN_SKOLERUTE).sju_dager == date(2028, 3, 3)
