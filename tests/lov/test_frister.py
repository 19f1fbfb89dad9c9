"""Each deadline: from when, how it is counted, when it is open and when it is gone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from cases.lov.begreper import (
    Ansvarlig,
    Delplikt,
    Elevsvar,
    Fristtype,
    Konklusjon,
    Kriterium,
    Pliktstatus,
    Samtaletype,
    Steg,
    Varselgrunn,
)
from cases.lov.fakta import (
    AlvorlighetFakta,
    AnalyseFakta,
    KrenkerFakta,
    MeldingFakta,
    SakFakta,
    SamtaleFakta,
    VarselFakta,
)
from cases.lov.frister import (
    FRISTNAVN,
    Regnemester,
    aapne_frister,
    avgjore_melding,
    kan_meldes_fra,
    neste_evaluering,
    ta_imot_melding,
)
from cases.lov.kalender import OSLO
from cases.lov.parametre import Maal, Parametre
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
    plan,
    sak,
    trygg,
    undersokt,
    vurder,
)

# -- the beginning: D-3, D-4, D-5 --------------------------------------------------------------------------------


def test_en_ny_sak_har_forste_handling_foresatte_og_plan() -> None:
    assert set(frister(sak())) == {Fristtype.FORSTE_HANDLING, Fristtype.FORESATTE_INFORMERT, Fristtype.TILTAKSPLAN}


@pytest.mark.regel("D-3")
def test_forste_handling_er_to_skoledager_etter_at_skolen_fikk_vite() -> None:
    assert forfall(sak(), Fristtype.FORSTE_HANDLING) == om(2)
    assert forfall(sak(mottatt=kl(date(2026, 11, 13))), Fristtype.FORSTE_HANDLING) == date(2026, 11, 17)


@pytest.mark.regel("D-3")
@pytest.mark.parametrize(
    "gjort",
    [
        {"samtaler": (SamtaleFakta(dato=TIRSDAG, type=Samtaletype.ELEV),)},
        {"observasjoner": (TIRSDAG,)},
        {"kartlegginger": (TIRSDAG,)},
        {"undersokelse_startet": kl(TIRSDAG)},
        {"meldinger": (MeldingFakta(sendt=kl(TIRSDAG), strakstiltak=True),)},
        {"meldinger": (MeldingFakta(sendt=kl(TIRSDAG), strakstiltak_ved_mottak=kl(om(1))),)},
        {"planer": (plan(vedtatt=TIRSDAG),)},
    ],
    ids=["samtale", "observasjon", "kartlegging", "undersøkelse", "strakstiltak", "ved mottak", "plan"],
)
def test_hva_som_helst_som_er_gjort_er_en_forste_handling(gjort: dict[str, Any]) -> None:
    assert Fristtype.FORSTE_HANDLING not in frister(sak(**gjort))


@pytest.mark.regel("L-5.4", "D-3")
def test_i_en_skjerpet_sak_er_forste_handling_neste_arbeidsdag() -> None:
    assert forfall(sak(skjerpet=True), Fristtype.FORSTE_HANDLING) == om(1)


@pytest.mark.regel("D-21", "L-5.4")
def test_skjerpet_sak_i_sommerferien_venter_ikke_paa_skolestart() -> None:
    sommer = date(2026, 7, 1)
    assert forfall(sak(skjerpet=True, mottatt=kl(sommer)), Fristtype.FORSTE_HANDLING) == date(2026, 7, 2)
    assert forfall(sak(mottatt=kl(sommer)), Fristtype.FORSTE_HANDLING) == date(2026, 8, 18)


@pytest.mark.regel("D-4")
def test_foresatte_faar_vite_innen_to_skoledager() -> None:
    assert forfall(sak(), Fristtype.FORESATTE_INFORMERT) == om(2)
    assert Fristtype.FORESATTE_INFORMERT not in frister(sak(foresatte_informert=TIRSDAG))


@pytest.mark.regel("D-4")
def test_er_det_sagt_at_ingenting_skal_hjem_er_det_ingen_frist_for_foresatte() -> None:
    assert Fristtype.FORESATTE_INFORMERT not in frister(sak(ikke_send_hjem=True))


@pytest.mark.regel("D-5", "D-20")
def test_planen_er_vedtatt_fem_skoledager_etter_at_skolen_fikk_vite() -> None:
    assert forfall(sak(), Fristtype.TILTAKSPLAN) == om(7)
    assert forfall(sak(opprettet=kl(om(20))), Fristtype.TILTAKSPLAN) == om(7), "ikke fra da rektor opprettet saken"


@pytest.mark.regel("D-5", "D-20", "L-4.7")
def test_planen_er_ikke_forsinket_for_dagene_skolen_lovlig_mente_at_tiltak_ikke_trengtes() -> None:
    uten = AnalyseFakta(dato=om(3), behov_for_tiltak=False, registrert=kl(om(3), 14))
    likevel = AnalyseFakta(dato=om(30), registrert=kl(om(30)))
    fakta = undersokt(analyser=(uten,))
    assert forfall(fakta, Fristtype.TILTAKSPLAN) is None
    assert forfall(endre(fakta, analyser=(likevel, uten)), Fristtype.TILTAKSPLAN) == om(37)
    # The need is known with the melding, and not with the analysis of it.
    meldinger = (MeldingFakta(sendt=kl(TIRSDAG)), MeldingFakta(sendt=kl(om(27))))
    igjen = endre(fakta, analyser=(likevel, uten), meldinger=meldinger)
    assert forfall(igjen, Fristtype.TILTAKSPLAN) == om(34)
    samme_kveld = (*meldinger, MeldingFakta(sendt=kl(om(3), 18)))
    assert forfall(endre(igjen, meldinger=samme_kveld), Fristtype.TILTAKSPLAN) == om(10)
    samme_morgen = (*meldinger, MeldingFakta(sendt=kl(om(3), 10)))
    assert forfall(endre(igjen, meldinger=samme_morgen), Fristtype.TILTAKSPLAN) == om(34)
    sagt_selv = endre(igjen, analyser=(uten,), eleven_har_meldt=True)
    assert forfall(sagt_selv, Fristtype.TILTAKSPLAN) == om(34)
    assert forfall(endre(sagt_selv, meldinger=meldinger[:1]), Fristtype.TILTAKSPLAN) == om(10)
    # A need found first and then found not to be there, and then again: by the last «no».
    frem_og_tilbake = (likevel, endre(uten, dato=om(20), registrert=kl(om(20))), AnalyseFakta(dato=om(3)))
    assert forfall(endre(fakta, analyser=frem_og_tilbake), Fristtype.TILTAKSPLAN) == om(37)
    # Two on one day: the one that was written last stands first.
    samme_dag = (AnalyseFakta(dato=om(3), registrert=kl(om(3), 15)), uten)
    assert forfall(endre(fakta, analyser=samme_dag), Fristtype.TILTAKSPLAN) == om(10)
    assert forfall(endre(fakta, analyser=(AnalyseFakta(dato=om(3)),)), Fristtype.TILTAKSPLAN) == om(7)


@pytest.mark.regel("D-5", "D-21")
def test_planfristen_hopper_over_hostferien() -> None:
    # Thursday 1 October: Friday is day one, then the autumn break.
    assert forfall(sak(mottatt=kl(date(2026, 10, 1))), Fristtype.TILTAKSPLAN) == date(2026, 10, 15)


@pytest.mark.regel("D-20")
def test_midnatt_i_norge_avgjor_hvilken_dag_meldingen_kom() -> None:
    rett_for = kl(TIRSDAG, 23, 59)
    rett_etter = rett_for + timedelta(minutes=2)
    assert forfall(sak(mottatt=rett_for), Fristtype.TILTAKSPLAN) == om(7)
    assert forfall(sak(mottatt=rett_etter), Fristtype.TILTAKSPLAN) == om(8)


@pytest.mark.regel("D-5")
def test_uten_behov_for_tiltak_er_det_ingen_planfrist() -> None:
    uten = undersokt(analyser=(AnalyseFakta(dato=om(3), behov_for_tiltak=False),))
    assert Fristtype.TILTAKSPLAN not in frister(uten)
    assert frister(endre(uten, eleven_har_meldt=True))[Fristtype.TILTAKSPLAN], "elevens eget ord krever plan (L-4.7)"


# -- while the plan runs: D-7, D-8, D-9 --------------------------------------------------------------------------


@pytest.mark.regel("D-7")
def test_planens_egen_dato_er_fristen_for_evaluering() -> None:
    frist = frister(med_plan())[Fristtype.EVALUERING]
    assert frist.forfall.astimezone(OSLO).date() == om(18)
    assert frist.start == om(4)
    assert str(frist.utregning) == "Datoen ble satt i tiltaksplanen, vedtatt 14.11.2026."


@pytest.mark.regel("D-7", "D-8", "D-13")
def test_en_satt_dato_sier_hvor_den_ble_satt() -> None:
    def hvor(fakta: Any, type_: Fristtype) -> str:
        return str(frister(fakta)[type_].utregning)

    uten = med_plan(planer=(plan(vedtatt=om(4), evalueringsdato=None),))
    assert hvor(uten, Fristtype.EVALUERING) == (
        "Datoen ble satt til dagen planen ble vedtatt, 14.11.2026, for planen har ingen dato."
    )
    ny_dato = evaluering(Elevsvar.DELVIS, Konklusjon.FORTSETTE)
    assert hvor(med_plan(evalueringer=(ny_dato,)), Fristtype.EVALUERING) == "Datoen ble satt i evalueringen 28.11.2026."
    uten_ny_dato = evaluering(Elevsvar.NEI, Konklusjon.FORTSETTE, ny_evalueringsdato=None)
    assert hvor(med_plan(evalueringer=(uten_ny_dato,)), Fristtype.EVALUERING) == (
        "Datoen ble satt til dagen for evalueringen, 28.11.2026, for den har ingen ny dato."
    )
    avtale = SamtaleFakta(dato=om(1), type=Samtaletype.FORESATTE, neste=om(8))
    assert hvor(sak(samtaler=(avtale,)), Fristtype.AVTALT_SAMTALE) == "Datoen ble satt i samtalen 11.11.2026."
    lukket = trygg(avslutninger=(LUKKET,))
    assert hvor(lukket, Fristtype.ETTERSJEKK) == "Datoen ble satt da saken ble avsluttet 30.11.2026."


@pytest.mark.regel("D-7")
def test_etter_en_evaluering_er_det_den_nye_datoen_som_gjelder() -> None:
    fortsetter = med_plan(evalueringer=(evaluering(Elevsvar.DELVIS, Konklusjon.FORTSETTE),))
    assert forfall(fortsetter, Fristtype.EVALUERING) == om(32)


@pytest.mark.regel("D-7", "L-4.22")
def test_skal_planen_endres_er_ny_versjon_vedtatt_innen_tre_skoledager() -> None:
    endres = med_plan(evalueringer=(evaluering(Elevsvar.NEI, Konklusjon.JUSTERE, dato=date(2026, 11, 30)),))
    assert forfall(endres, Fristtype.NY_PLANVERSJON) == date(2026, 12, 3)
    endret = endre(endres, planer=(plan(2, vedtatt=date(2026, 12, 2)), plan(vedtatt=om(4), gjeldende=False)))
    assert Fristtype.NY_PLANVERSJON not in frister(endret)


@pytest.mark.regel("L-4.22")
def test_en_plan_uten_evalueringsdato_forfaller_straks_og_hviler_aldri() -> None:
    assert neste_evaluering(med_plan(planer=(plan(vedtatt=om(4), evalueringsdato=None),))) == om(4)
    uten_ny_dato = evaluering(Elevsvar.NEI, Konklusjon.FORTSETTE, ny_evalueringsdato=None)
    assert neste_evaluering(med_plan(evalueringer=(uten_ny_dato,))) == om(18)


@pytest.mark.regel("L-4.22")
def test_avslutte_uten_elevens_ja_gir_ingen_hvile() -> None:
    assert neste_evaluering(med_plan(evalueringer=(evaluering(Elevsvar.DELVIS, Konklusjon.AVSLUTTE),))) == om(18)
    assert neste_evaluering(trygg()) is None


@pytest.mark.regel("D-8")
def test_eleven_snakkes_med_hver_uke_fra_planen_er_vedtatt() -> None:
    # Adopted on Saturday the 14th: a week later is a Saturday, so the Monday after.
    assert forfall(med_plan(), Fristtype.SAMTALE_MED_ELEVEN) == om(13)
    snakket = med_plan(samtaler=(SamtaleFakta(dato=date(2026, 11, 18), type=Samtaletype.ELEV),))
    assert forfall(snakket, Fristtype.SAMTALE_MED_ELEVEN) == date(2026, 11, 25)


@pytest.mark.regel("D-8")
def test_en_samtale_med_noen_andre_er_ikke_en_samtale_med_eleven() -> None:
    andre = med_plan(
        samtaler=(
            SamtaleFakta(dato=om(1), type=Samtaletype.ELEV),
            SamtaleFakta(dato=om(10), type=Samtaletype.MEDELEV),
        )
    )
    assert forfall(andre, Fristtype.SAMTALE_MED_ELEVEN) == om(13)


@pytest.mark.regel("D-8", "D-21")
def test_samtalen_som_faller_i_juleferien_flyttes_til_forste_skoledag() -> None:
    for_jul = med_plan(samtaler=(SamtaleFakta(dato=date(2026, 12, 18), type=Samtaletype.ELEV),))
    frist = frister(for_jul)[Fristtype.SAMTALE_MED_ELEVEN]
    assert frist.forfall.astimezone(OSLO).date() == date(2027, 1, 4)
    assert str(frist.utregning) == "7 dager fra 18.12.2026, flyttet til første skoledag etter det."


@pytest.mark.regel("D-8")
def test_for_planen_er_vedtatt_er_det_ingen_ukentlig_frist() -> None:
    assert Fristtype.SAMTALE_MED_ELEVEN not in frister(undersokt())


@pytest.mark.regel("L-4.22", "D-13")
@pytest.mark.parametrize(
    ("ferdig", "spurt"),
    [
        pytest.param(trygg(), om(18), id="eleven har sagt at det er trygt"),
        pytest.param(undersokt(analyser=(AnalyseFakta(om(3), behov_for_tiltak=False),)), om(3), id="ikke behov"),
    ],
)
def test_en_sak_som_er_ferdig_og_ikke_avsluttet_hviler_ikke_eleven_sporres_igjen(ferdig: SakFakta, spurt: date) -> None:
    frist = frister(ferdig)[Fristtype.SAMTALE_MED_ELEVEN]
    assert frist.start == spurt
    assert frist.dag == KALENDER.neste_skoledag(spurt + timedelta(days=30)), "ikke hver uke lenger"
    assert "saken er ikke avsluttet" in str(frist.utregning)
    lest = vurder(ferdig, om(40))
    assert (lest.neste_steg.steg, lest.neste_steg.frist) == (Steg.AVSLUTT_SAK, frist)
    folge_med = lest.plikt(Delplikt.FOLGE_MED)
    assert folge_med.kommunens_maal is None
    assert folge_med.frist == frist
    assert vurder(ferdig, om(70)).plikt(Delplikt.FOLGE_MED).status is Pliktstatus.FORSINKET
    # Who has asked since, also where the pupil declined, has until as long after that; with others it is not the pupil.
    snakket = SamtaleFakta(om(25), Samtaletype.ELEV, takket_nei=True)
    igjen = endre(ferdig, samtaler=(*ferdig.samtaler, snakket, SamtaleFakta(om(26), Samtaletype.FORESATTE)))
    assert frister(igjen)[Fristtype.SAMTALE_MED_ELEVEN].start == om(25)
    # Who has moved is not ours to ask, and a closed sak has its own talk.
    assert Fristtype.SAMTALE_MED_ELEVEN not in frister(endre(ferdig, elev_byttet_skole=True))
    assert Fristtype.SAMTALE_MED_ELEVEN not in frister(endre(ferdig, avslutninger=(LUKKET,)))


@pytest.mark.regel("D-9")
def test_referat_fra_samtale_med_foresatte_sendes_hjem_innen_tre_skoledager() -> None:
    def med(**felter: Any) -> SakFakta:
        return sak(samtaler=(SamtaleFakta(dato=TIRSDAG, type=Samtaletype.FORESATTE, **felter),))

    assert forfall(med(), Fristtype.REFERAT_HJEM) == om(3)
    assert Fristtype.REFERAT_HJEM not in frister(med(referat_sendt=om(1)))
    assert Fristtype.REFERAT_HJEM not in frister(med(takket_nei=True))
    assert Fristtype.REFERAT_HJEM not in frister(endre(med(), ikke_send_hjem=True))


@pytest.mark.regel("D-9")
@pytest.mark.parametrize("type_", [t for t in Samtaletype if t is not Samtaletype.FORESATTE])
def test_andre_samtaler_har_ikke_referatfrist(type_: Samtaletype) -> None:
    assert Fristtype.REFERAT_HJEM not in frister(sak(samtaler=(SamtaleFakta(dato=TIRSDAG, type=type_),)))


# -- skoleeier: D-10, D-11 ---------------------------------------------------------------------------------------


@pytest.mark.regel("D-10")
def test_en_alvorlig_sak_varsles_samme_dag_den_er_vurdert() -> None:
    alvorlig = AlvorlighetFakta(kriterier=frozenset({Kriterium.VAAPEN}), alvorlig=True, vurdert=kl(om(3)))
    frist = frister(sak(alvorlighet=alvorlig))[Fristtype.SKOLEEIERVARSEL]
    assert frist.forfall.astimezone(OSLO).date() == om(3)
    assert str(frist.utregning) == "Samme dag, 13.11.2026."


@pytest.mark.regel("D-10")
def test_et_krysset_kriterium_skal_vurderes_samme_dag_skolen_fikk_vite() -> None:
    krysset = AlvorlighetFakta(kriterier=frozenset({Kriterium.FLERE_MOT_EN}))
    assert forfall(sak(alvorlighet=krysset), Fristtype.SKOLEEIERVARSEL) == TIRSDAG


@pytest.mark.regel("D-10", "D-21", "L-5.2")
def test_skjerpet_sak_varsles_samme_dag_ogsaa_i_helg_og_ferie() -> None:
    lordag = date(2026, 7, 4)
    assert forfall(sak(skjerpet=True, mottatt=kl(lordag)), Fristtype.SKOLEEIERVARSEL) == lordag


@pytest.mark.regel("D-10", "L-5.2")
def test_at_saken_ogsaa_er_alvorlig_utsetter_ikke_varselet_om_en_ansatt() -> None:
    alvorlig = AlvorlighetFakta(kriterier=frozenset({Kriterium.VAAPEN}), alvorlig=True, vurdert=kl(om(10)))
    assert forfall(sak(skjerpet=True, alvorlighet=alvorlig), Fristtype.SKOLEEIERVARSEL) == TIRSDAG


@pytest.mark.regel("L-5.5", "D-10")
def test_blir_en_ansatt_nevnt_senere_gaar_fristen_fra_da() -> None:
    assert forfall(sak(skjerpet=True, skjerpet_fra=kl(om(30))), Fristtype.SKOLEEIERVARSEL, om(31)) == om(30)
    # Named as the sak was opened: the school knew from the melding.
    opprettet = sak(skjerpet=True, opprettet=kl(om(1)), skjerpet_fra=kl(om(1)))
    assert forfall(opprettet, Fristtype.SKOLEEIERVARSEL) == TIRSDAG


@pytest.mark.regel("L-5.2", "L-5.5")
def test_det_skoleeier_fikk_vite_for_en_ansatt_ble_nevnt_er_ikke_varselet_om_den_ansatte() -> None:
    om_alvor = VarselFakta(varslet=kl(om(3)), lest=kl(om(3), 12), grunn=Varselgrunn.ALVORLIG)
    nevnt = sak(skjerpet=True, skjerpet_fra=kl(om(30)), varsler=(om_alvor,))
    assert forfall(nevnt, Fristtype.SKOLEEIERVARSEL, om(31)) == om(30)
    om_ansatt = VarselFakta(varslet=kl(om(30), 12), grunn=Varselgrunn.ANSATT)
    assert Fristtype.SKOLEEIERVARSEL not in frister(endre(nevnt, varsler=(om_alvor, om_ansatt)), om(31))
    # One who was told of before the name was known, is told of.
    uten_navn = endre(om_ansatt, varslet=kl(om(3)))
    assert Fristtype.SKOLEEIERVARSEL not in frister(endre(nevnt, varsler=(uten_navn,)), om(31))


@pytest.mark.regel("L-5.2", "L-5.5", "L-4.10", "D-10")
def test_skoleeier_varsles_ikke_om_det_skoleeier_visste_da_saken_ble_gitt_tilbake() -> None:
    gitt_tilbake = kl(om(20))
    alvorlig = AlvorlighetFakta(kriterier=frozenset({Kriterium.VAAPEN}), alvorlig=True, vurdert=kl(om(1)))
    for felter in (
        {"skjerpet": True},
        {"skjerpet": True, "skjerpet_fra": gitt_tilbake},
        {"alvorlighet": alvorlig},
        {"alvorlighet": endre(alvorlig, vurdert=None)},
        {"alvorlighet": endre(alvorlig, vurdert=gitt_tilbake)},
    ):
        assert Fristtype.SKOLEEIERVARSEL not in frister(sak(skoleeier_ledet_til=gitt_tilbake, **felter), om(21))
        assert Fristtype.SKOLEEIERVARSEL in frister(sak(**felter), om(21))
    # What came to light at the school afterwards is news to skoleeier.
    nevnt = sak(skoleeier_ledet_til=gitt_tilbake, skjerpet=True, skjerpet_fra=kl(om(22)))
    assert forfall(nevnt, Fristtype.SKOLEEIERVARSEL, om(22)) == om(22)
    ble_alvorlig = sak(skoleeier_ledet_til=gitt_tilbake, alvorlighet=endre(alvorlig, vurdert=kl(om(22))))
    assert forfall(ble_alvorlig, Fristtype.SKOLEEIERVARSEL, om(22)) == om(22)


@pytest.mark.regel("L-4.11", "D-10", "D-20")
def test_skolen_er_ikke_sen_med_det_den_ikke_skulle_ta_stilling_til_mens_skoleeier_ledet_saken() -> None:
    krysset = sak(alvorlighet=AlvorlighetFakta(kriterier=frozenset({Kriterium.VAAPEN})))
    foreslaatt = sak(elever_som_kan_ha_krenket=(KrenkerFakta(kl(om(1))), KrenkerFakta(kl(om(2)))))
    for fakta, ellers in ((krysset, TIRSDAG), (foreslaatt, om(2))):
        assert forfall(fakta, Fristtype.SKOLEEIERVARSEL, om(21)) == ellers
        tilbake = endre(fakta, skoleeier_ledet_til=kl(om(20)))
        assert forfall(tilbake, Fristtype.SKOLEEIERVARSEL, om(21)) == om(20)


@pytest.mark.regel("L-5.2", "D-10")
def test_et_ulest_varsel_og_et_som_mangler_er_hver_sin_frist() -> None:
    ulest = VarselFakta(varslet=kl(om(3)), grunn=Varselgrunn.ALVORLIG)
    aapne = frister(sak(skjerpet=True, skjerpet_fra=kl(om(4)), varsler=(ulest,)), om(4))
    assert {Fristtype.SKOLEEIERVARSEL, Fristtype.SKOLEEIER_LESER} <= set(aapne)


@pytest.mark.regel("D-20", "L-5.5")
def test_legges_en_melding_om_en_ansatt_til_en_sak_gaar_fristen_fra_meldingen_ikke_fra_da_den_ble_lagt_til() -> None:
    om_ansatt = MeldingFakta(sendt=kl(om(10)), skjerpet=True)
    lagt_til = sak(skjerpet=True, skjerpet_fra=kl(om(14)), meldinger=(MeldingFakta(sendt=kl(TIRSDAG)), om_ansatt))
    assert forfall(lagt_til, Fristtype.SKOLEEIERVARSEL, om(14)) == om(10)


@pytest.mark.regel("D-10", "D-15")
def test_et_forslag_om_lang_tid_gaar_fra_evalueringen_som_ga_det_ikke_fra_meldingen() -> None:
    svar = [evaluering(Elevsvar.NEI, Konklusjon.JUSTERE, dato=om(20 * v), planversjon=v) for v in (3, 2, 1)]
    planer = tuple(plan(v, vedtatt=om(20 * v - 10), gjeldende=v == 3) for v in (3, 2, 1))
    assert forfall(med_plan(planer=planer, evalueringer=tuple(svar)), Fristtype.SKOLEEIERVARSEL, om(60)) == om(60)


@pytest.mark.regel("D-11")
def test_skoleeier_leser_varselet_innen_en_arbeidsdag() -> None:
    fredag = date(2026, 11, 13)
    varslet = sak(skjerpet=True, varsler=(VarselFakta(varslet=kl(fredag)),))
    frist = frister(varslet)[Fristtype.SKOLEEIER_LESER]
    assert frist.forfall.astimezone(OSLO).date() == date(2026, 11, 16)
    assert frist.ansvarlig is Ansvarlig.SKOLEEIER
    assert Fristtype.SKOLEEIERVARSEL not in frister(varslet)


@pytest.mark.regel("D-11")
def test_naar_varselet_er_lest_er_det_ingen_frist_hos_skoleeier() -> None:
    lest = sak(skjerpet=True, varsler=(VarselFakta(varslet=kl(TIRSDAG), lest=kl(TIRSDAG, 12)),))
    assert not {Fristtype.SKOLEEIER_LESER, Fristtype.SKOLEEIERVARSEL} & set(frister(lest))


@pytest.mark.regel("L-5.2")
def test_apenbart_grunnlos_melding_om_en_ansatt_har_ingen_varselfrist() -> None:
    assert Fristtype.SKOLEEIERVARSEL not in frister(sak(skjerpet=True, apenbart_grunnlos=True))


@pytest.mark.regel("L-5.2", "L-5.5", "D-10")
def test_naar_et_varsel_ikke_lenger_er_grunnlost_gaar_klokka_fra_det_som_gjorde_at_det_ikke_er_det() -> None:
    avgjort = sak(skjerpet=True, skjerpet_fra=kl(TIRSDAG), grunnlos_avgjort=kl(om(1)))
    en_til = endre(avgjort, skjerpet_sist=kl(om(30)))
    assert forfall(en_til, Fristtype.SKOLEEIERVARSEL, om(30)) == om(30), "en annen ansatt er nevnt"
    meldt = endre(avgjort, meldinger=(*avgjort.meldinger, MeldingFakta(sendt=kl(om(20)), skjerpet=True)))
    assert forfall(meldt, Fristtype.SKOLEEIERVARSEL, om(30)) == om(20), "eller den samme er meldt igjen"


@pytest.mark.regel("L-5.3")
def test_en_sak_skoleeier_leder_har_ingen_varselfrist() -> None:
    ledet = sak(skjerpet=True, ledelse_innmeldt=True, ledes_av_skoleeier=True)
    assert Fristtype.SKOLEEIERVARSEL not in frister(ledet)
    # Who leads it now was warned of it before they took it over: there is nobody left to read it.
    assert Fristtype.SKOLEEIER_LESER not in frister(endre(ledet, varsler=(VarselFakta(varslet=kl(TIRSDAG)),)))


@pytest.mark.regel("D-3", "D-20")
def test_en_lest_melding_maa_bli_en_sak_innen_maalet_for_forste_handling_regnet_fra_den_kom() -> None:
    def avgjores(melding: MeldingFakta, *, skjerpet: bool = False) -> date | None:
        frist = avgjore_melding(melding, skjerpet=skjerpet, kalender=KALENDER, parametre=STANDARD)
        return frist.dag if frist is not None else None

    fredag = date(2026, 11, 13)
    ulest = MeldingFakta(sendt=kl(fredag))
    assert avgjores(ulest) is None, "først skal den leses"
    lest = endre(ulest, lest=kl(date(2026, 11, 16)))
    assert avgjores(lest) == date(2026, 11, 17)
    assert avgjores(lest, skjerpet=True) == date(2026, 11, 16)


# -- the melding's own deadline: D-2 -----------------------------------------------------------------------------


def _ta_imot(time: int, *, haster: bool, dag: date = TIRSDAG) -> Any:
    melding = MeldingFakta(sendt=kl(dag, time))
    frist = ta_imot_melding(melding, haster=haster, kalender=KALENDER, parametre=STANDARD)
    assert frist is not None
    return frist.forfall.astimezone(OSLO)


@pytest.mark.regel("D-2")
def test_rektor_leser_en_melding_innen_neste_skoledag() -> None:
    assert _ta_imot(9, haster=False).date() == om(1)
    assert _ta_imot(9, haster=False, dag=date(2026, 11, 13)).date() == date(2026, 11, 16)


@pytest.mark.regel("D-2")
def test_en_melding_som_haster_leses_innen_to_timer_paa_dagtid() -> None:
    assert _ta_imot(9, haster=True) == kl(TIRSDAG, 11)
    assert _ta_imot(15, haster=True) == kl(TIRSDAG, 17)


@pytest.mark.regel("D-2")
@pytest.mark.parametrize(("time", "dager"), [(3, 0), (7, 0), (16, 1), (23, 1)])
def test_utenom_dagtid_leses_den_klokka_aatte_neste_morgen(time: int, dager: int) -> None:
    assert _ta_imot(time, haster=True) == kl(om(dager), 8)


@pytest.mark.regel("D-2", "D-21")
def test_det_som_haster_venter_ikke_paa_mandag() -> None:
    assert _ta_imot(20, haster=True, dag=date(2026, 11, 13)) == kl(date(2026, 11, 14), 8)


@pytest.mark.regel("D-2", "D-26")
def test_to_timer_er_to_timer_ogsaa_den_natta_klokka_stilles() -> None:
    # The daytime never holds the hour that is moved; the reckoning in UTC keeps it so.
    assert _ta_imot(8, haster=True, dag=date(2026, 10, 25)) == kl(date(2026, 10, 25), 10)
    assert _ta_imot(0, haster=True, dag=date(2026, 3, 29)) == kl(date(2026, 3, 29), 8)


@pytest.mark.regel("D-2")
def test_antall_timer_er_kommunens_valg_og_skoleeier_kan_vaere_mottaker() -> None:
    en = Parametre.med_overstyringer([("D-2-haster", "1", TIRSDAG)])
    melding = MeldingFakta(sendt=kl(TIRSDAG, 9))
    frist = ta_imot_melding(melding, haster=True, kalender=KALENDER, parametre=en, ansvarlig=Ansvarlig.SKOLEEIER)
    assert frist is not None
    assert frist.forfall == kl(TIRSDAG, 10)
    assert frist.ansvarlig is Ansvarlig.SKOLEEIER
    assert str(frist.utregning) == "Innen én time etter at den ble sendt, fordi den haster."


@pytest.mark.regel("D-2")
def test_en_lest_melding_har_ingen_frist() -> None:
    lest = MeldingFakta(sendt=kl(TIRSDAG), lest=kl(TIRSDAG, 10))
    assert ta_imot_melding(lest, haster=True, kalender=KALENDER, parametre=STANDARD) is None


# -- § 12-6: D-6 -------------------------------------------------------------------------------------------------


@pytest.mark.regel("D-6", "L-6.1")
@pytest.mark.parametrize(
    ("tatt_opp", "sju", "fem"),
    [
        (date(2026, 11, 10), date(2026, 11, 17), date(2026, 11, 17)),
        (date(2026, 11, 14), date(2026, 11, 21), date(2026, 11, 20)),
        (date(2026, 12, 21), date(2026, 12, 28), date(2026, 12, 30)),
        (date(2026, 7, 1), date(2026, 7, 8), date(2026, 7, 8)),
    ],
    ids=["vanlig uke", "lørdag", "jul", "sommerferien hviler ikke"],
)
def test_uken_for_statsforvalteren_telles_paa_begge_maater(tatt_opp: date, sju: date, fem: date) -> None:
    meldetid = kan_meldes_fra(tatt_opp, KALENDER)
    assert (meldetid.sju_dager, meldetid.fem_arbeidsdager) == (sju, fem)
    assert meldetid.tidligst == min(sju, fem)


# -- all of them -------------------------------------------------------------------------------------------------


def test_fristene_kommer_i_rekkefolge_og_har_navn() -> None:
    alle = aapne_frister(sak(skjerpet=True), dag=TIRSDAG, kalender=KALENDER, parametre=STANDARD)
    assert [f.forfall for f in alle] == sorted(f.forfall for f in alle)
    assert all(FRISTNAVN[f.type] for f in alle)


def test_en_frist_er_forsinket_forst_naar_dagen_er_omme() -> None:
    frist = frister(sak())[Fristtype.FORSTE_HANDLING]
    assert not frist.forsinket(kl(om(2), 23, 59))
    assert not frist.forsinket(frist.forfall)
    assert frist.forsinket(kl(om(3), 0))


def test_en_og_flere_dager_sies_som_folk_sier_det() -> None:
    mester = Regnemester(KALENDER, STANDARD)

    def tekst(maal: Maal) -> str:
        return str(mester.etter(Fristtype.ETTERSJEKK, maal, TIRSDAG, Ansvarlig.REKTOR).utregning)

    assert tekst(Maal.TA_IMOT) == "Én skoledag fra 10.11.2026. Helg, helligdager og skolefri telles ikke."
    assert tekst(Maal.TILTAKSPLAN) == "5 skoledager fra 10.11.2026. Helg, helligdager og skolefri telles ikke."
    assert tekst(Maal.SKOLEEIER_LESER) == "Én arbeidsdag fra 10.11.2026. Helg og helligdager telles ikke."
    assert tekst(Maal.ETTERSJEKK) == "30 dager fra 10.11.2026."
    assert tekst(Maal.SKOLEEIERVARSEL) == "Samme dag, 10.11.2026."


def test_null_dager_paa_en_fridag_er_forste_dag_som_teller() -> None:
    null = Parametre.med_overstyringer([("D-2", "0", TIRSDAG), ("D-11", "0", TIRSDAG), ("D-13", "1", TIRSDAG)])
    mester = Regnemester(KALENDER, null)

    def tekst(maal: Maal, dag: date) -> str:
        return str(mester.etter(Fristtype.ETTERSJEKK, maal, dag, Ansvarlig.REKTOR).utregning)

    lordag = date(2026, 11, 14)
    assert tekst(Maal.TA_IMOT, lordag) == "Første skoledag fra 14.11.2026."
    assert tekst(Maal.SKOLEEIER_LESER, lordag) == "Første arbeidsdag fra 14.11.2026."
    assert tekst(Maal.TA_IMOT, TIRSDAG) == "Samme dag, 10.11.2026."
    assert tekst(Maal.ETTERSJEKK, lordag) == "Én dag fra 14.11.2026."


@pytest.mark.parametrize("maal", [Maal.VERSJONER_UTEN_TRYGG, Maal.TA_IMOT_HASTER])
def test_et_maal_som_ikke_er_dager_kan_ikke_regnes_som_en_dato(maal: Maal) -> None:
    with pytest.raises(ValueError, match=maal.value):
        Regnemester(KALENDER, STANDARD).etter(Fristtype.ETTERSJEKK, maal, TIRSDAG, Ansvarlig.REKTOR)
