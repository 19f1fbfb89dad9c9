"""When the municipality changes a target: what is open moves, what is met or missed stays, nothing moves into the past."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.lov.begreper import Ansvarlig, Delplikt, Elevsvar, Fristtype, Konklusjon, Kriterium
from cases.lov.frister import Regnemester
from cases.lov.kalender import OSLO, Skolekalender
from cases.lov.parametre import PARAMETRE, Enhet, Maal, Parametre
from tests.lov.bygg import (
    KALENDER,
    STANDARD,
    TIRSDAG,
    evaluering,
    forfall,
    frister,
    kl,
    med_plan,
    om,
    plan,
    sak,
    vurder,
)
from tests.lov.strategier import dager, kalendere, parametre

# The plan of a sak that came on Tuesday 10 November is due on Tuesday the 17th: five school days.
PLAN = Fristtype.TILTAKSPLAN


def maal(*rader: tuple[str, int, date]) -> Parametre:
    return Parametre.med_overstyringer([(nokkel, str(verdi), fra) for nokkel, verdi, fra in rader])


def planfrist(dag: date, *rader: tuple[str, int, date], mottatt: date = TIRSDAG) -> date | None:
    return forfall(sak(mottatt=kl(mottatt)), PLAN, dag, parametre=maal(*rader))


# -- examples ----------------------------------------------------------------------------------------------------


@pytest.mark.regel("D-22")
def test_et_lengre_maal_flytter_en_aapen_frist_den_dagen_det_begynner_aa_gjelde() -> None:
    lengre = ("D-5", 8, om(3))
    assert planfrist(om(2), lengre) == om(7), "i morgen, men ikke i dag"
    assert planfrist(om(3), lengre) == date(2026, 11, 20)
    assert planfrist(om(30), lengre) == date(2026, 11, 20)


@pytest.mark.regel("D-22")
def test_et_kortere_maal_gjor_ingen_frist_forsinket_for_det_gjaldt() -> None:
    # Two school days after Tuesday is Thursday; the new target applies from Friday.
    assert planfrist(om(3), ("D-5", 2, om(3))) == om(3)
    # … or the first school day from then on, where it begins on a Saturday.
    assert planfrist(om(4), ("D-5", 2, om(4))) == om(6)
    # Four school days after Tuesday is Monday, which is later than that.
    assert planfrist(om(3), ("D-5", 4, om(3))) == om(6)


@pytest.mark.regel("D-22")
def test_en_frist_som_er_passert_staar_der_den_sto() -> None:
    assert planfrist(om(8), ("D-5", 30, om(8))) == om(7)
    # On the very day it is due it has not passed.
    assert planfrist(om(7), ("D-5", 6, om(7))) == om(8)


@pytest.mark.regel("D-22")
def test_det_som_begynner_den_dagen_maalet_gjelder_fra_folger_det_nye() -> None:
    strengere = ("D-5", 2, om(1))
    assert planfrist(om(3), strengere, mottatt=om(1)) == om(3)
    assert planfrist(om(3), strengere, mottatt=om(0)) == om(2)


@pytest.mark.regel("D-22")
def test_flere_endringer_regnes_etter_hverandre() -> None:
    assert planfrist(om(30), ("D-5", 8, om(3)), ("D-5", 10, om(9))) == om(14)
    # The second comes when the deadline of the first has passed.
    assert planfrist(om(30), ("D-5", 6, om(3)), ("D-5", 30, om(9))) == om(8)
    # Cut short to the day it applied, and that day passed: a later change does not open it again.
    assert planfrist(om(30), ("D-5", 1, om(3)), ("D-5", 30, om(6))) == om(3)
    # Changed, and changed back while it was open.
    assert planfrist(om(30), ("D-5", 8, om(1)), ("D-5", 5, om(3))) == om(7)


@pytest.mark.regel("D-22")
def test_en_ny_frist_regnes_om_bare_av_sitt_eget_maal() -> None:
    alle = frister(sak(), om(1), parametre=maal(("D-4", 9, om(1))))
    assert alle[Fristtype.FORESATTE_INFORMERT].forfall.astimezone(OSLO).date() == date(2026, 11, 23)
    assert alle[PLAN] == frister(sak(), om(1))[PLAN]
    assert alle[Fristtype.FORSTE_HANDLING] == frister(sak(), om(1))[Fristtype.FORSTE_HANDLING]


@pytest.mark.regel("D-22")
def test_en_satt_dato_er_ingen_telling_og_flyttes_ikke() -> None:
    """The plan's own day of evaluation was decided by people, not reckoned."""
    kortere = maal(("D-7", 7, om(5)))
    assert forfall(med_plan(), Fristtype.EVALUERING, om(6), parametre=kortere) == om(18)


@pytest.mark.regel("D-22")
def test_utregningen_sier_at_maalet_ble_endret_og_naar() -> None:
    def utregning(dag: date, *rader: tuple[str, int, date]) -> str:
        return str(frister(sak(), dag, parametre=maal(*rader))[PLAN].utregning)

    helg = "Helg, helligdager og skolefri telles ikke."
    assert utregning(om(2), ("D-5", 8, om(3))) == f"5 skoledager fra 10.11.2026. {helg}"
    assert utregning(om(3), ("D-5", 8, om(3))) == f"8 skoledager fra 10.11.2026. {helg} Målet ble endret 13.11.2026."
    assert utregning(om(3), ("D-5", 2, om(3))) == (
        f"2 skoledager fra 10.11.2026. {helg} Målet ble endret 13.11.2026, og fristen settes ikke tidligere enn det."
    )
    assert utregning(om(8), ("D-5", 8, om(8))) == f"5 skoledager fra 10.11.2026. {helg}", (
        "passert: endringen angår den ikke"
    )
    assert utregning(om(3), ("D-5", 5, om(3))) == f"5 skoledager fra 10.11.2026. {helg}", "samme tall er ingen endring"


@pytest.mark.regel("D-22")
def test_delplikten_viser_maalet_fristen_er_regnet_med() -> None:
    lengre = maal(("D-5", 8, om(3)))

    def vist(dag: date) -> str:
        (tekst,) = [
            str(p.kommunens_maal)
            for p in vurder(sak(), dag, parametre=lengre).plikter
            if p.kommunens_maal is not None and "plan" in str(p.kommunens_maal)
        ]
        return tekst

    assert "5" in vist(om(2))
    assert "8" in vist(om(3))


@pytest.mark.regel("D-22")
def test_delplikten_maales_fra_der_fristen_begynner_og_ikke_fra_da_saken_begynte() -> None:
    delvis = evaluering(Elevsvar.DELVIS, Konklusjon.FORTSETTE, dato=om(21))
    samtale = ("D-8", 14, om(20))
    lest = vurder(med_plan(evalueringer=(delvis,)), om(22), parametre=maal(samtale))
    folge_med = lest.plikt(Delplikt.FOLGE_MED)
    assert folge_med.frist is not None
    assert (folge_med.frist.type, folge_med.frist.dag) == (Fristtype.SAMTALE_MED_ELEVEN, om(35))
    assert str(folge_med.kommunens_maal) == "samtale med eleven minst hver 14. dag"


@pytest.mark.regel("D-22", "D-15")
def test_en_lavere_grense_for_planversjoner_gjor_ingen_sak_forsinket_for_den_gjaldt() -> None:
    svar = tuple(evaluering(Elevsvar.NEI, Konklusjon.JUSTERE, dato=om(20 * v), planversjon=v) for v in (2, 1))
    to_versjoner = med_plan(
        planer=tuple(plan(v, vedtatt=om(20 * v - 10), gjeldende=v == 2) for v in (2, 1)), evalueringer=svar
    )
    lavere = maal(("D-15", 2, om(60)))
    assert Fristtype.SKOLEEIERVARSEL not in frister(to_versjoner, om(59), parametre=lavere)
    assert forfall(to_versjoner, Fristtype.SKOLEEIERVARSEL, om(60), parametre=lavere) == om(60)
    assert Kriterium.LANG_TID in vurder(to_versjoner, om(60), parametre=lavere).foreslaatte_kriterier


# -- what must always hold ---------------------------------------------------------------------------------------

DAGMAAL = sorted(m for m, p in PARAMETRE.items() if p.enhet not in {Enhet.TIME, Enhet.ANTALL})
dagmaal = st.sampled_from(DAGMAAL)
verdier = st.integers(1, 40)


def regn(kalender: Skolekalender, parametre_: Parametre, maal_: Maal, start: date, dag: date) -> date:
    frist = Regnemester(kalender, parametre_.paa(dag)).etter(PLAN, maal_, start, Ansvarlig.ANSVARLIG)
    return frist.forfall.astimezone(OSLO).date()


@st.composite
def endringer(draw: st.DrawFn) -> tuple[Maal, date, Parametre, Parametre, date]:
    """A target, a start, the targets before and after one more change, and the day it takes effect."""
    maal_, start = draw(dagmaal), draw(dager)
    for_ = draw(parametre())
    dag = start + timedelta(days=draw(st.integers(1, 60)))
    tidligere = tuple(rad for rad in for_.overstyringer.get(maal_, ()) if rad[0] < dag)
    for_ = Parametre({**for_.overstyringer, maal_: tidligere})
    etter = Parametre({**for_.overstyringer, maal_: (*tidligere, (dag, draw(verdier)))})
    return maal_, start, for_, etter, dag


E_ = tuple[Maal, date, Parametre, Parametre, date]


@pytest.mark.regel("D-22")
@settings(deadline=None, max_examples=200)
@given(kalendere(), endringer())
def test_en_passert_frist_skrives_aldri_om_og_en_aapen_settes_aldri_bakover_i_tid(
    kalender: Skolekalender, endring: E_
) -> None:
    maal_, start, for_, etter, dag = endring
    gammel, ny = (regn(kalender, p, maal_, start, dag) for p in (for_, etter))
    if gammel < dag:
        assert ny == gammel
    else:
        assert ny >= dag
    # Before the day it takes effect it is as if it were not there.
    assert regn(kalender, etter, maal_, start, dag - timedelta(days=1)) == regn(
        kalender, for_, maal_, start, dag - timedelta(days=1)
    )


@pytest.mark.regel("D-22")
@settings(deadline=None, max_examples=200)
@given(kalendere(), endringer())
def test_et_kortere_maal_gir_aldri_en_senere_frist_og_et_lengre_aldri_en_tidligere(
    kalender: Skolekalender, endring: E_
) -> None:
    maal_, start, for_, etter, dag = endring
    gammel, ny = (regn(kalender, p, maal_, start, dag) for p in (for_, etter))
    var = Regnemester(kalender, for_).maal_fra(maal_, start)
    blir = etter.verdi(maal_, dag)
    if blir <= var:
        assert ny <= gammel
    if blir >= var:
        assert ny >= gammel


@pytest.mark.regel("D-22")
@settings(deadline=None, max_examples=200)
@given(kalendere(), endringer())
def test_en_aapen_frist_er_den_nye_tellingen_eller_forste_dag_som_teller_fra_endringen(
    kalender: Skolekalender, endring: E_
) -> None:
    maal_, start, for_, etter, dag = endring
    if regn(kalender, for_, maal_, start, dag) >= dag:
        bare_ny = Parametre({maal_: ((start, etter.verdi(maal_, dag)),)})
        telt = regn(kalender, bare_ny, maal_, start, dag)
        match PARAMETRE[maal_].enhet:
            case Enhet.ARBEIDSDAG:
                tidligst = kalender.pluss_arbeidsdager(dag, 0)
            case Enhet.KALENDERDAG if not PARAMETRE[maal_].i_skoletid:
                tidligst = dag
            case _:
                tidligst = kalender.neste_skoledag(dag)
        assert regn(kalender, etter, maal_, start, dag) == max(telt, tidligst)


@pytest.mark.regel("D-22")
@settings(deadline=None, max_examples=200)
@given(kalendere(), dagmaal, dager, parametre(), dager, st.integers(0, 30))
def test_en_endret_kalender_fra_en_dag_rorer_ingen_frist_som_var_passert(
    kalender: Skolekalender, maal_: Maal, start: date, parametre_: Parametre, fra: date, lengde: int
) -> None:
    """New days off from a day on: a deadline that was due before it stays, as the skolerute's doors rely on."""
    endret = Skolekalender(
        kalender.skolear,
        (*kalender.fri, (fra, fra + timedelta(days=lengde))),
        kalender.julaften_fri,
        kalender.julaften_endret,
    )
    gammel = regn(kalender, parametre_, maal_, start, date.max)
    if gammel < fra:
        assert regn(endret, parametre_, maal_, start, date.max) == gammel


def test_uten_endringer_er_regningen_som_for() -> None:
    mester = Regnemester(KALENDER, STANDARD)
    assert [mester.maal_fra(m, TIRSDAG) for m in DAGMAAL] == [PARAMETRE[m].standard for m in DAGMAAL]
