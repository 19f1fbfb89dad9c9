"""The deadlines of a sak that has been closed, and of one that begins anew: D-13, D-20."""

from __future__ import annotations

from datetime import date

import pytest

from cases.lov.begreper import (
    Avslutningsgrunn,
    Elevsvar,
    Fristtype,
    Konklusjon,
    Samtaletype,
)
from cases.lov.fakta import (
    AvslutningFakta,
    MeldingFakta,
    SamtaleFakta,
)
from cases.lov.frister import (
    foreslaatt_ettersjekk,
    foreslaatt_evaluering,
)
from cases.lov.kalender import OSLO
from tests.lov.bygg import (
    KALENDER,
    LUKKET,
    STANDARD,
    TIRSDAG,
    endre,
    evaluering,
    forfall,
    frister,
    kl,
    med_plan,
    om,
    sak,
    trygg,
)

# -- closed and reopened: D-13, D-20 -----------------------------------------------------------------------------


@pytest.mark.regel("D-13")
def test_en_avsluttet_sak_har_bare_ettersjekken() -> None:
    lukket = trygg(avslutninger=(LUKKET,))
    assert forfall(lukket, Fristtype.ETTERSJEKK) == om(50)
    assert set(frister(lukket)) == {Fristtype.ETTERSJEKK}


@pytest.mark.regel("D-13", "L-1.3")
def test_har_eleven_gaatt_ut_av_skolen_er_det_ingen_her_aa_ettersjekke() -> None:
    lukket = trygg(avslutninger=(LUKKET,), elev_sluttet=om(40))
    assert set(frister(lukket, om(39))) == {Fristtype.ETTERSJEKK}
    assert frister(lukket, om(40)) == {}
    assert frister(endre(lukket, elev_sluttet=None, elev_byttet_skole=True), om(39)) == {}


@pytest.mark.regel("D-13", "D-21")
def test_ettersjekken_foreslaas_paa_en_dag_eleven_er_paa_skolen() -> None:
    def foreslaatt(dag: date) -> date:
        return foreslaatt_ettersjekk(dag, kalender=KALENDER, parametre=STANDARD)

    assert foreslaatt(TIRSDAG) == om(30)
    assert foreslaatt(om(20)) == date(2027, 1, 4), "midt i juleferien"
    assert foreslaatt(date(2026, 6, 10)) == date(2026, 8, 17), "sommerferien"


@pytest.mark.regel("D-7", "D-21")
def test_evalueringen_foreslaas_paa_en_dag_eleven_er_paa_skolen() -> None:
    assert foreslaatt_evaluering(TIRSDAG, 2, kalender=KALENDER) == om(14)
    assert foreslaatt_evaluering(date(2026, 12, 1), 4, kalender=KALENDER) == date(2027, 1, 4), "juleferien"


@pytest.mark.regel("D-13")
def test_etter_ettersjekken_er_det_ingen_frister() -> None:
    sjekket = endre(LUKKET, ettersjekket=True)
    assert frister(trygg(avslutninger=(sjekket,))) == {}


def test_en_avsluttet_sak_har_ingen_andre_frister_selv_om_mye_mangler() -> None:
    flyttet = AvslutningFakta(tid=kl(om(1)), grunn=Avslutningsgrunn.FLYTTET)
    assert frister(sak(skjerpet=True, avslutninger=(flyttet,)), om(100)) == {}


@pytest.mark.regel("D-20", "D-3", "D-4", "D-5")
def test_en_gjenapnet_sak_begynner_paa_nytt() -> None:
    gjenapnet = trygg(avslutninger=(endre(LUKKET, gjenapnet=kl(date(2026, 12, 7))),))
    aapne = frister(gjenapnet, date(2026, 12, 7))
    assert set(aapne) == {Fristtype.FORSTE_HANDLING, Fristtype.FORESATTE_INFORMERT, Fristtype.TILTAKSPLAN}
    assert aapne[Fristtype.FORSTE_HANDLING].forfall.astimezone(OSLO).date() == date(2026, 12, 9)
    assert aapne[Fristtype.TILTAKSPLAN].forfall.astimezone(OSLO).date() == date(2026, 12, 14)


@pytest.mark.regel("D-3", "L-4.22")
def test_en_evaluering_etter_gjenapningen_er_en_handling() -> None:
    igjen = trygg(avslutninger=(endre(LUKKET, gjenapnet=kl(om(27))),))
    evaluert = endre(igjen, evalueringer=(evaluering(dato=om(28)), *igjen.evalueringer))
    assert Fristtype.FORSTE_HANDLING in frister(igjen, om(28))
    assert Fristtype.FORSTE_HANDLING not in frister(evaluert, om(28))


@pytest.mark.regel("D-20")
def test_kom_det_en_melding_gaar_klokka_fra_den_ikke_fra_da_saken_ble_gjenapnet() -> None:
    meldt, gjenapnet = date(2026, 12, 2), date(2026, 12, 7)
    igjen = trygg(
        avslutninger=(endre(LUKKET, gjenapnet=kl(gjenapnet)),),
        meldinger=(MeldingFakta(sendt=kl(TIRSDAG)), MeldingFakta(sendt=kl(meldt, 14))),
    )
    aapne = frister(igjen, gjenapnet)
    assert aapne[Fristtype.FORSTE_HANDLING].forfall.astimezone(OSLO).date() == date(2026, 12, 4)
    assert aapne[Fristtype.TILTAKSPLAN].forfall.astimezone(OSLO).date() == date(2026, 12, 9)
    # And what was done for the pupil in the days between is done.
    snakket = SamtaleFakta(dato=date(2026, 12, 3), type=Samtaletype.ELEV)
    handlet = frister(endre(igjen, samtaler=(*igjen.samtaler, snakket)), gjenapnet)
    assert Fristtype.FORSTE_HANDLING not in handlet
    gjort_straks = MeldingFakta(sendt=kl(meldt, 14), strakstiltak=True)
    assert Fristtype.FORSTE_HANDLING not in frister(endre(igjen, meldinger=(gjort_straks,)), gjenapnet)


@pytest.mark.regel("D-20", "D-13")
def test_var_det_ettersjekken_gaar_klokka_fra_dagen_eleven_svarte() -> None:
    svarte = date(2026, 12, 2)
    ettersjekk = {"ettersjekket": True, "ettersjekk_gjort": svarte, "ettersjekk_svar": Elevsvar.NEI}
    lukket = endre(LUKKET, gjenapnet=kl(date(2026, 12, 7)), **ettersjekk)
    assert forfall(trygg(avslutninger=(lukket,)), Fristtype.TILTAKSPLAN, date(2026, 12, 7)) == date(2026, 12, 9)


@pytest.mark.regel("D-20", "D-5")
def test_fikk_rektor_vite_det_muntlig_foer_meldingen_gaar_klokka_fra_da() -> None:
    assert forfall(sak(tatt_opp_med_rektor=om(-7)), Fristtype.TILTAKSPLAN) == TIRSDAG
    assert forfall(sak(tatt_opp_med_rektor=TIRSDAG), Fristtype.TILTAKSPLAN) == om(7)


@pytest.mark.regel("D-20")
def test_den_tidligste_av_meldingene_i_saken_avgjor_naar_skolen_fikk_vite() -> None:
    forst = sak(meldinger=(MeldingFakta(sendt=kl(TIRSDAG)), MeldingFakta(sendt=kl(om(-4)))))
    assert forfall(forst, Fristtype.FORSTE_HANDLING) == TIRSDAG


@pytest.mark.regel("D-20", "L-4.22")
def test_i_en_gjenapnet_sak_kan_planen_evalueres_paa_nytt_i_stedet_for_aa_lages_paa_nytt() -> None:
    igjen = date(2026, 12, 7)
    ny = evaluering(Elevsvar.DELVIS, Konklusjon.FORTSETTE, dato=date(2026, 12, 9))
    gjenapnet = trygg(
        avslutninger=(endre(LUKKET, gjenapnet=kl(igjen)),),
        evalueringer=(ny, evaluering()),
    )
    assert Fristtype.TILTAKSPLAN not in frister(gjenapnet)
    assert forfall(gjenapnet, Fristtype.EVALUERING) == date(2026, 12, 23)


@pytest.mark.regel("D-20")
def test_paa_dagen_saken_gjenapnes_skilles_det_paa_klokkeslett() -> None:
    dag = om(20)
    lukket = endre(LUKKET, tid=kl(dag, 10), gjenapnet=kl(dag, 14))
    for_ = evaluering(Elevsvar.JA, Konklusjon.AVSLUTTE, dato=dag, registrert=kl(dag, 9))
    etter = evaluering(Elevsvar.JA, Konklusjon.AVSLUTTE, dato=dag, registrert=kl(dag, 15))
    assert Fristtype.TILTAKSPLAN in frister(med_plan(avslutninger=(lukket,), evalueringer=(for_,)), dag)
    assert Fristtype.TILTAKSPLAN not in frister(med_plan(avslutninger=(lukket,), evalueringer=(etter,)), dag)
