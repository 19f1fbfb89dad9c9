"""Which steps of the ladder are due on a day: pure law, one example each."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from cases.lov.begreper import Fristtype
from cases.lov.frister import I_PLANEN, Frist, paa_dato
from cases.lov.kalender import OSLO, Skolekalender
from cases.lov.parametre import Maal, Parametre
from cases.lov.stige import Trinn, forfalte_trinn, neste_morgen, seneste_forfall_med_trinn, tidligst_epost

TIRSDAG = date(2026, 11, 10)
HOSTFERIE = Skolekalender(
    skolear=((date(2026, 8, 17), date(2027, 6, 18)),), fri=((date(2026, 10, 5), date(2026, 10, 9)),)
)


def frist(dato: date = TIRSDAG, type_: Fristtype = Fristtype.EVALUERING, satt: date = date(2026, 9, 1)) -> Frist:
    return paa_dato(type_, "D-7", dato, satt, I_PLANEN)


def trinn(
    f: Frist,
    dag: date,
    time: int = 9,
    *,
    skjerpet: bool = False,
    kalender: Skolekalender = HOSTFERIE,
    parametre: Parametre | None = None,
) -> list[str]:
    now = datetime(dag.year, dag.month, dag.day, time, tzinfo=OSLO)
    return [
        t.value
        for t in forfalte_trinn(f, now=now, kalender=kalender, parametre=parametre or Parametre(), skjerpet=skjerpet)
    ]


@pytest.mark.regel("D-23")
@pytest.mark.parametrize(
    ("dag", "ventet"),
    [
        (date(2026, 11, 8), []),
        (date(2026, 11, 9), ["naermer_seg"]),
        (date(2026, 11, 10), ["i_dag"]),
        (date(2026, 11, 11), ["passert", "rektor"]),
        (date(2026, 11, 12), ["passert", "rektor"]),
        (date(2026, 11, 13), ["passert", "rektor", "skoleeier"]),
        (date(2026, 11, 23), ["passert", "rektor", "skoleeier"]),
        (date(2026, 11, 24), ["passert", "rektor", "skoleeier", "kommunalsjef"]),
    ],
)
def test_stigen_dag_for_dag(dag: date, ventet: list[str]) -> None:
    assert trinn(frist(), dag) == ventet


def test_fristen_varer_ut_dagen_i_norge() -> None:
    assert trinn(frist(), TIRSDAG, 23) == ["i_dag"]
    midnatt = datetime(2026, 11, 10, 23, 0, tzinfo=OSLO).astimezone(tz=None)
    assert forfalte_trinn(frist(), now=midnatt, kalender=HOSTFERIE, parametre=Parametre(), skjerpet=False) == (
        Trinn.I_DAG,
    )


def test_helg_telles_ikke() -> None:
    fredag = frist(date(2026, 11, 13))
    assert trinn(fredag, date(2026, 11, 14)) == ["passert"]
    assert trinn(fredag, date(2026, 11, 15)) == ["passert"]
    assert trinn(fredag, date(2026, 11, 16)) == ["passert", "rektor"]
    # The reminder for Monday comes on Friday.
    mandag = frist(date(2026, 11, 16))
    assert trinn(mandag, date(2026, 11, 12)) == []
    assert trinn(mandag, date(2026, 11, 13)) == ["naermer_seg"]


@pytest.mark.regel("D-21", "D-23")
def test_skolens_ferie_telles_ikke() -> None:
    for_ferien = frist(date(2026, 10, 2))
    assert trinn(for_ferien, date(2026, 10, 9)) == ["passert"]
    assert trinn(for_ferien, date(2026, 10, 12)) == ["passert", "rektor"]
    etter_ferien = frist(date(2026, 10, 12))
    assert trinn(etter_ferien, date(2026, 10, 2)) == ["naermer_seg"]


@pytest.mark.regel("D-23")
def test_bare_lovens_store_frister_gaar_til_skoleeier() -> None:
    referat = frist(type_=Fristtype.REFERAT_HJEM)
    assert trinn(referat, date(2027, 1, 20)) == ["passert", "rektor"]
    for type_ in (Fristtype.TILTAKSPLAN, Fristtype.NY_PLANVERSJON, Fristtype.TA_IMOT_MELDING):
        assert "skoleeier" in trinn(frist(type_=type_), date(2026, 11, 13))


@pytest.mark.regel("D-23", "D-21")
def test_i_en_12_5_sak_gaar_det_til_skoleeier_straks_og_ferie_teller() -> None:
    handling = frist(date(2026, 10, 2), Fristtype.FORSTE_HANDLING)
    assert trinn(handling, date(2026, 10, 2), skjerpet=True) == ["i_dag"]
    assert trinn(handling, date(2026, 10, 3), skjerpet=True) == ["passert", "rektor", "skoleeier"]
    # Ten working days, autumn holiday or not.
    assert "kommunalsjef" not in trinn(handling, date(2026, 10, 15), skjerpet=True)
    assert "kommunalsjef" in trinn(handling, date(2026, 10, 16), skjerpet=True)


@pytest.mark.regel("D-11", "D-12", "D-23")
def test_over_skoleeier_er_det_bare_kommunalsjefen() -> None:
    leser = frist(type_=Fristtype.SKOLEEIER_LESER)
    assert trinn(leser, date(2026, 11, 11)) == ["passert", "kommunalsjef"]


@pytest.mark.regel("D-21", "D-23")
def test_at_skoleeier_ikke_er_varslet_venter_ikke_paa_ferien() -> None:
    varsle = frist(date(2026, 10, 2), Fristtype.SKOLEEIERVARSEL)
    assert trinn(varsle, date(2026, 10, 5)) == ["passert", "rektor"]


def test_ingen_paaminnelse_om_det_som_nettopp_begynte() -> None:
    assert trinn(frist(satt=date(2026, 11, 9)), date(2026, 11, 9)) == []


def test_en_sveip_som_har_vaert_borte_sier_fra_til_alle() -> None:
    assert trinn(frist(), date(2026, 12, 20)) == ["passert", "rektor", "skoleeier", "kommunalsjef"]


@pytest.mark.regel("D-22", "D-23")
def test_kommunens_egne_tall_gjelder_fra_sin_dato() -> None:
    parametre = Parametre({Maal.VARSLE_SKOLEEIER: ((date(2026, 11, 1), 1),), Maal.VARSLE_FOR: ((date(2026, 1, 1), 2),)})
    assert trinn(frist(), date(2026, 11, 11), parametre=parametre) == ["passert", "rektor", "skoleeier"]
    assert trinn(frist(), date(2026, 11, 6), parametre=parametre) == ["naermer_seg"]
    # A target set after the deadline was missed does not reach back (D-22).
    senere = Parametre({Maal.VARSLE_SKOLEEIER: ((date(2026, 11, 11), 1),)})
    assert trinn(frist(), date(2026, 11, 12), parametre=senere) == ["passert", "rektor"]


def test_sveipen_ser_saa_langt_fram_som_ferien_er_lang() -> None:
    # Three working days, when what Statsforvalteren has asked for is first reminded of (D-12).
    assert seneste_forfall_med_trinn(date(2026, 11, 9), HOSTFERIE, Parametre()).date() == date(2026, 11, 12)
    assert seneste_forfall_med_trinn(date(2026, 10, 2), HOSTFERIE, Parametre()).date() == date(2026, 10, 12)


@pytest.mark.parametrize(
    ("naa", "tidligst"),
    [
        (datetime(2026, 11, 10, 9, 0, tzinfo=OSLO), datetime(2026, 11, 10, 9, 0, tzinfo=OSLO)),
        (datetime(2026, 11, 10, 6, 59, tzinfo=OSLO), datetime(2026, 11, 10, 7, 0, tzinfo=OSLO)),
        (datetime(2026, 11, 10, 21, 0, tzinfo=OSLO), datetime(2026, 11, 11, 7, 0, tzinfo=OSLO)),
        (datetime(2026, 11, 13, 21, 0, tzinfo=OSLO), datetime(2026, 11, 16, 7, 0, tzinfo=OSLO)),
        (datetime(2026, 11, 14, 12, 0, tzinfo=OSLO), datetime(2026, 11, 16, 7, 0, tzinfo=OSLO)),
        # Christmas Eve 2026 is a Thursday; the 25th is a holiday, then a weekend.
        (datetime(2026, 12, 24, 10, 0, tzinfo=OSLO), datetime(2026, 12, 28, 7, 0, tzinfo=OSLO)),
    ],
)
def test_epost_gaar_paa_dagtid_paa_arbeidsdager(naa: datetime, tidligst: datetime) -> None:
    assert tidligst_epost(naa, haster=False) == tidligst
    assert tidligst_epost(naa, haster=True) == naa


@pytest.mark.regel("D-25")
def test_dagens_brev_gaar_klokka_sju_paa_en_arbeidsdag() -> None:
    def kl(dag: int, time: int) -> datetime:
        return datetime(2026, 11, dag, time, tzinfo=OSLO)

    # Tuesday, Friday and Saturday.
    assert neste_morgen(kl(10, 6)) == kl(10, 7)
    assert neste_morgen(kl(10, 7)) == kl(11, 7)
    assert neste_morgen(kl(13, 8)) == kl(16, 7)
    assert neste_morgen(kl(14, 5)) == kl(16, 7)
    assert tidligst_epost(kl(10, 7), haster=False) == kl(10, 7)
    assert tidligst_epost(kl(10, 21), haster=False) == kl(11, 7)
