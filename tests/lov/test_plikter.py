"""The seven duties, each in every status it can have; and the phase."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cases.lov.begreper import (
    Ansvarlig,
    Avslutningsgrunn,
    Delplikt,
    Elevsvar,
    Fase,
    Fristtype,
    Konklusjon,
    Kriterium,
    Pliktstatus,
    Samtaletype,
    Steg,
    Styrke,
    Varselgrunn,
)
from cases.lov.fakta import (
    AlvorlighetFakta,
    AnalyseFakta,
    AvslutningFakta,
    KrenkerFakta,
    MeldingFakta,
    SakFakta,
    SamtaleFakta,
    VarselFakta,
)
from cases.lov.kilder import Kilde, hjemmel
from cases.lov.parametre import Parametre
from tests.lov.bygg import (
    LUKKET,
    TIRSDAG,
    endre,
    evaluering,
    kl,
    med_plan,
    om,
    plan,
    sak,
    trygg,
    undersokt,
    vurder,
)

OPPFYLT, IKKE_ENNAA = Pliktstatus.OPPFYLT, Pliktstatus.IKKE_ENNAA
FORSINKET, GJELDER_IKKE = Pliktstatus.FORSINKET, Pliktstatus.GJELDER_IKKE
UTEN_BEHOV = AnalyseFakta(dato=om(3), behov_for_tiltak=False)


def status(fakta: SakFakta, delplikt: Delplikt, dag: date = TIRSDAG) -> Pliktstatus:
    return vurder(fakta, dag).plikt(delplikt).status


def mangler(fakta: SakFakta, delplikt: Delplikt, dag: date = TIRSDAG) -> list[str]:
    return [str(m) for m in vurder(fakta, dag).plikt(delplikt).mangler]


@pytest.mark.regel("L-4.29")
def test_det_er_sju_delplikter_i_prosedyrens_rekkefolge_og_hver_har_hjemmel() -> None:
    plikter = vurder(sak()).plikter
    assert [p.delplikt for p in plikter] == list(Delplikt)
    assert all(p.hjemmel.henvisning and p.styrke is Styrke.LOV for p in plikter)


@pytest.mark.regel("L-4.29", "L-4.3")
def test_hver_delplikt_staar_i_sin_paragraf_og_har_den_som_har_den() -> None:
    sine = {
        Delplikt.FOLGE_MED: (Kilde.FOLGE_MED, Ansvarlig.ALLE),
        Delplikt.GRIPE_INN: (Kilde.FOLGE_MED, Ansvarlig.ALLE),
        Delplikt.MELDE_FRA: (Kilde.MELDE_FRA, Ansvarlig.REKTOR),
        Delplikt.SKJERPET_PLIKT: (Kilde.SKJERPET, Ansvarlig.REKTOR),
        Delplikt.UNDERSOKE: (Kilde.UNDERSOKE, Ansvarlig.REKTOR),
        Delplikt.SETTE_INN_TILTAK: (Kilde.TILTAK, Ansvarlig.REKTOR),
        Delplikt.DOKUMENTERE: (Kilde.DOKUMENTERE, Ansvarlig.REKTOR),
    }
    grep_inn = (MeldingFakta(sendt=kl(TIRSDAG), grep_inn=True),)
    flyttet = AvslutningFakta(tid=kl(om(1)), grunn=Avslutningsgrunn.FLYTTET)
    # Whether it is met, or does not apply: for want of an employee, of a question, or since the sak was closed.
    for fakta in (
        sak(),
        sak(skjerpet=True, meldinger=grep_inn),
        sak(avslutninger=(flyttet,)),
        undersokt(analyser=(UTEN_BEHOV,)),
    ):
        for plikt in vurder(fakta, om(4)).plikter:
            kilde, ansvarlig = sine[plikt.delplikt]
            assert (plikt.hjemmel, plikt.ansvarlig) == (hjemmel(kilde, om(4)), ansvarlig)


# -- 1 følge med -------------------------------------------------------------------------------------------------


@pytest.mark.regel("D-8", "L-4.29")
def test_folge_med_er_i_orden_saa_lenge_noen_snakker_med_eleven() -> None:
    assert status(sak(), Delplikt.FOLGE_MED) is OPPFYLT
    assert status(med_plan(), Delplikt.FOLGE_MED, om(10)) is OPPFYLT
    assert vurder(med_plan(), om(10)).plikt(Delplikt.FOLGE_MED).sist_gjort == om(2)


@pytest.mark.regel("D-8")
def test_folge_med_er_forsinket_naar_ingen_har_snakket_med_eleven_paa_over_en_uke() -> None:
    assert status(med_plan(), Delplikt.FOLGE_MED, om(14)) is FORSINKET
    assert mangler(med_plan(), Delplikt.FOLGE_MED, om(14)) == [
        "Det er ikke notert at noen har snakket med eleven siden 14.11.2026."
    ]


@pytest.mark.regel("D-8", "L-4.13")
def test_det_er_samtalen_med_eleven_som_er_aa_folge_med_og_de_andre_hoerer_til_undersokelsen() -> None:
    def med(type_: Samtaletype) -> SakFakta:
        avtale = SamtaleFakta(dato=om(3), type=type_, neste=om(6), referat_sendt=om(3))
        return med_plan(samtaler=(SamtaleFakta(dato=om(2), type=Samtaletype.ELEV), avtale))

    sagt = ["Samtalen som var avtalt 16.11.2026, er ikke skrevet ned."]
    for type_ in Samtaletype:
        eleven = type_ is Samtaletype.ELEV
        hos, ikke_hos = (Delplikt.FOLGE_MED, Delplikt.UNDERSOKE)[:: 1 if eleven else -1]
        assert (mangler(med(type_), hos, om(7)), status(med(type_), hos, om(7))) == (sagt, FORSINKET)
        assert status(med(type_), ikke_hos, om(7)) is OPPFYLT
        assert status(med(type_), hos, om(6)) is OPPFYLT, "ikke før dagen er gått"


@pytest.mark.regel("D-13")
def test_folge_med_venter_paa_ettersjekken_etter_at_saken_er_avsluttet() -> None:
    lukket = trygg(avslutninger=(LUKKET,))
    assert status(lukket, Delplikt.FOLGE_MED, om(30)) is IKKE_ENNAA
    assert status(lukket, Delplikt.FOLGE_MED, om(51)) is FORSINKET
    assert status(trygg(avslutninger=(endre(LUKKET, ettersjekket=True),)), Delplikt.FOLGE_MED, om(51)) is OPPFYLT


# -- 2 gripe inn -------------------------------------------------------------------------------------------------


def meldt(**felter: object) -> SakFakta:
    return sak(meldinger=(MeldingFakta(sendt=kl(TIRSDAG), **felter),))  # type: ignore[arg-type]


@pytest.mark.regel("L-4.1")
def test_gripe_inn_gjelder_ikke_naar_ingen_er_spurt() -> None:
    assert status(sak(), Delplikt.GRIPE_INN) is GJELDER_IKKE


@pytest.mark.regel("L-4.1")
def test_gripe_inn_er_i_orden_naar_noen_grep_inn_eller_det_staar_hvorfor_ikke() -> None:
    assert status(meldt(grep_inn=True), Delplikt.GRIPE_INN) is OPPFYLT
    assert status(meldt(grep_inn=False, grep_inn_beskrevet=True), Delplikt.GRIPE_INN) is OPPFYLT


@pytest.mark.regel("L-4.1")
def test_et_nei_uten_grunn_mangler_forklaring_til_skolen_har_gjort_noe() -> None:
    uforklart = meldt(grep_inn=False)
    assert status(uforklart, Delplikt.GRIPE_INN) is IKKE_ENNAA
    gjort = endre(uforklart, samtaler=(SamtaleFakta(dato=om(1), type=Samtaletype.ELEV),))
    assert status(gjort, Delplikt.GRIPE_INN) is OPPFYLT
    assert "Ingen grep inn, og det står ikke hvorfor. Spør den som meldte." in map(str, vurder(gjort).merknader)


@pytest.mark.regel("L-4.1", "L-4.30")
def test_er_eleven_ikke_trygg_naa_maa_noe_gjores_med_en_gang() -> None:
    utrygg = meldt(trygg_naa=False)
    assert mangler(utrygg, Delplikt.GRIPE_INN) == [
        "Eleven er ikke trygg nå, og det er ikke registrert noe strakstiltak."
    ]
    assert status(meldt(trygg_naa=False, strakstiltak=True), Delplikt.GRIPE_INN) is GJELDER_IKKE
    assert status(meldt(trygg_naa=False, strakstiltak_ved_mottak=kl(TIRSDAG)), Delplikt.GRIPE_INN) is GJELDER_IKKE
    assert status(endre(utrygg, undersokelse_startet=kl(TIRSDAG)), Delplikt.GRIPE_INN) is GJELDER_IKKE


def test_gripe_inn_krever_ingenting_av_en_avsluttet_sak() -> None:
    flyttet = endre(LUKKET, grunn=Avslutningsgrunn.FLYTTET)
    assert status(endre(meldt(grep_inn=False), avslutninger=(flyttet,)), Delplikt.GRIPE_INN, om(60)) is OPPFYLT


# -- 3 melde fra -------------------------------------------------------------------------------------------------

KRYSSET = AlvorlighetFakta(kriterier=frozenset({Kriterium.SAERLIG_VOLDELIG}))
ALVORLIG = AlvorlighetFakta(KRYSSET.kriterier, alvorlig=True, begrunnet=True, vurdert=kl(om(1)))


@pytest.mark.regel("L-4.10")
def test_melde_fra_er_i_orden_naar_saken_ikke_er_alvorlig() -> None:
    assert status(sak(), Delplikt.MELDE_FRA) is OPPFYLT
    assert vurder(sak()).plikt(Delplikt.MELDE_FRA).sist_gjort == TIRSDAG


@pytest.mark.regel("L-4.11")
def test_melde_fra_mangler_et_valg_naar_det_er_krysset_av_for_noe_alvorlig() -> None:
    assert status(sak(alvorlighet=KRYSSET), Delplikt.MELDE_FRA) is IKKE_ENNAA
    assert status(sak(alvorlighet=KRYSSET), Delplikt.MELDE_FRA, om(1)) is FORSINKET


@pytest.mark.regel("L-4.11")
def test_ikke_alvorlig_likevel_er_i_orden_naar_det_staar_hvorfor() -> None:
    nei = endre(ALVORLIG, alvorlig=False)
    assert status(sak(alvorlighet=nei), Delplikt.MELDE_FRA, om(5)) is OPPFYLT
    assert status(sak(alvorlighet=endre(nei, begrunnet=False)), Delplikt.MELDE_FRA, om(5)) is FORSINKET


@pytest.mark.regel("L-4.10", "D-10", "L-4.30")
def test_en_alvorlig_sak_skal_varsles_samme_dag() -> None:
    assert mangler(sak(alvorlighet=ALVORLIG), Delplikt.MELDE_FRA, om(1)) == [
        "Saken er alvorlig. Skoleeier er ikke varslet."
    ]
    assert status(sak(alvorlighet=ALVORLIG), Delplikt.MELDE_FRA, om(1)) is IKKE_ENNAA
    assert status(sak(alvorlighet=ALVORLIG), Delplikt.MELDE_FRA, om(2)) is FORSINKET
    varslet = sak(alvorlighet=ALVORLIG, varsler=(VarselFakta(varslet=kl(om(1))),))
    assert status(varslet, Delplikt.MELDE_FRA, om(2)) is OPPFYLT


@pytest.mark.regel("L-5.3")
def test_leder_skoleeier_saken_er_det_ingen_aa_varsle_og_skoleeier_har_pliktene() -> None:
    ledet = sak(alvorlighet=KRYSSET, skjerpet=True, ledelse_innmeldt=True, ledes_av_skoleeier=True)
    assert status(ledet, Delplikt.MELDE_FRA, om(5)) is OPPFYLT
    assert status(ledet, Delplikt.SKJERPET_PLIKT, om(5)) is OPPFYLT
    hvem = {p.delplikt: p.ansvarlig for p in vurder(ledet).plikter}
    assert Ansvarlig.REKTOR not in hvem.values()
    assert hvem[Delplikt.UNDERSOKE] is Ansvarlig.SKOLEEIER
    assert hvem[Delplikt.FOLGE_MED] is Ansvarlig.ALLE


# -- 4 skjerpet plikt --------------------------------------------------------------------------------------------


@pytest.mark.regel("L-5.1")
def test_skjerpet_plikt_gjelder_bare_naar_en_ansatt_kan_ha_krenket() -> None:
    assert status(sak(), Delplikt.SKJERPET_PLIKT) is GJELDER_IKKE


@pytest.mark.regel("L-5.2", "L-4.30")
def test_skjerpet_plikt_mangler_til_skoleeier_er_varslet_og_er_forsinket_dagen_etter() -> None:
    skjerpet = sak(skjerpet=True)
    assert status(skjerpet, Delplikt.SKJERPET_PLIKT) is IKKE_ENNAA
    assert status(skjerpet, Delplikt.SKJERPET_PLIKT, om(1)) is FORSINKET
    assert str(vurder(skjerpet).plikt(Delplikt.SKJERPET_PLIKT).lovens_krav) == "straks"
    varslet = endre(skjerpet, varsler=(VarselFakta(varslet=kl(TIRSDAG, 10)),))
    assert status(varslet, Delplikt.SKJERPET_PLIKT, om(1)) is OPPFYLT


@pytest.mark.regel("L-5.2")
def test_et_varsel_fra_for_en_ansatt_ble_nevnt_oppfyller_ikke_den_skjerpede_plikten() -> None:
    om_alvor = VarselFakta(varslet=kl(om(3)), lest=kl(om(3)), grunn=Varselgrunn.ALVORLIG)
    alvorlig = AlvorlighetFakta(kriterier=frozenset({Kriterium.VAAPEN}), alvorlig=True, vurdert=kl(om(3)))
    lest = vurder(sak(skjerpet=True, skjerpet_fra=kl(om(10)), alvorlighet=alvorlig, varsler=(om_alvor,)), om(11))
    plikt = lest.plikt(Delplikt.SKJERPET_PLIKT)
    assert (plikt.status, plikt.steg) == (Pliktstatus.FORSINKET, Steg.VARSLE_SKOLEEIER)
    assert lest.neste_steg.steg is Steg.VARSLE_SKOLEEIER
    # What skoleeier was told stands: the duty to tell of a serious sak is met.
    assert lest.plikt(Delplikt.MELDE_FRA).status is Pliktstatus.OPPFYLT


@pytest.mark.regel("L-4.29")
def test_skjerpet_plikt_viser_naar_skoleeier_sist_ble_varslet_ellers_naar_det_ble_meldt() -> None:
    def sist(fakta: SakFakta) -> date | None:
        return vurder(fakta, om(9)).plikt(Delplikt.SKJERPET_PLIKT).sist_gjort

    assert sist(sak(skjerpet=True)) == TIRSDAG
    assert sist(sak(skjerpet=True, varsler=(VarselFakta(varslet=kl(om(2))),))) == om(2)


@pytest.mark.regel("L-5.2")
def test_apenbart_grunnlos_gjelder_bare_varselet_om_den_ansatte() -> None:
    grunnlos = sak(skjerpet=True, apenbart_grunnlos=True)
    assert status(grunnlos, Delplikt.SKJERPET_PLIKT, om(9)) is OPPFYLT
    assert status(grunnlos, Delplikt.UNDERSOKE) is IKKE_ENNAA, "elevens sak går sin gang"
    alvorlig = endre(grunnlos, alvorlighet=ALVORLIG)
    assert status(alvorlig, Delplikt.SKJERPET_PLIKT, om(9)) is OPPFYLT
    assert status(alvorlig, Delplikt.MELDE_FRA, om(9)) is FORSINKET


@pytest.mark.regel("L-4.11", "L-5.2", "D-10")
def test_fristen_for_varselet_om_en_ansatt_er_ikke_ogsaa_fristen_for_om_saken_er_alvorlig() -> None:
    om_alvor = (VarselFakta(varslet=kl(om(1)), grunn=Varselgrunn.ALVORLIG),)
    krysset = AlvorlighetFakta(kriterier=frozenset({Kriterium.VAAPEN}))
    nevnt = sak(skjerpet=True, skjerpet_fra=kl(om(3)), varsler=om_alvor, alvorlighet=krysset)
    assert status(nevnt, Delplikt.MELDE_FRA, om(5)) is IKKE_ENNAA, "skoleeier kjenner saken"
    assert status(nevnt, Delplikt.SKJERPET_PLIKT, om(5)) is FORSINKET
    melde_fra = vurder(sak(skjerpet=True), om(5)).plikt(Delplikt.MELDE_FRA)
    assert (melde_fra.status, melde_fra.frist, melde_fra.kommunens_maal) == (OPPFYLT, None, None)
    uvurdert = vurder(sak(alvorlighet=krysset), om(5)).plikt(Delplikt.MELDE_FRA)
    assert (uvurdert.status, str(uvurdert.kommunens_maal)) == (FORSINKET, "skoleeier varsles samme dag")


# -- 5 undersøke -------------------------------------------------------------------------------------------------


@pytest.mark.regel("L-4.13", "D-3")
def test_undersoke_gjenstaar_og_er_forsinket_naar_ingenting_er_gjort() -> None:
    assert status(sak(), Delplikt.UNDERSOKE) is IKKE_ENNAA
    assert status(sak(), Delplikt.UNDERSOKE, om(3)) is FORSINKET
    plikt = vurder(sak()).plikt(Delplikt.UNDERSOKE)
    assert str(plikt.lovens_krav) == "snarast"
    assert str(plikt.kommunens_maal) == "første handling innen 2 skoledager"


@pytest.mark.regel("L-4.14", "L-4.30")
def test_undersoke_er_i_orden_naar_eleven_er_hort_og_funnene_vurdert() -> None:
    assert status(undersokt(), Delplikt.UNDERSOKE, om(3)) is OPPFYLT
    assert mangler(undersokt(samtaler=()), Delplikt.UNDERSOKE, om(3)) == ["Eleven er ikke hørt. Tilby en samtale."]
    takket_nei = SamtaleFakta(dato=om(1), type=Samtaletype.ELEV, takket_nei=True)
    assert status(undersokt(samtaler=(takket_nei,)), Delplikt.UNDERSOKE, om(3)) is OPPFYLT


@pytest.mark.regel("L-4.14")
def test_en_evaluering_horer_ogsaa_eleven() -> None:
    assert status(trygg(samtaler=()), Delplikt.UNDERSOKE, om(18)) is OPPFYLT


@pytest.mark.regel("L-5.4")
def test_i_en_skjerpet_sak_sier_loven_straks() -> None:
    plikt = vurder(sak(skjerpet=True)).plikt(Delplikt.UNDERSOKE)
    assert str(plikt.lovens_krav) == "straks"
    assert str(plikt.kommunens_maal) == "første handling innen én arbeidsdag"


@pytest.mark.regel("L-5.4", "L-5.5", "L-4.13")
def test_blir_en_ansatt_nevnt_etter_at_funnene_er_vurdert_er_ikke_undersokelsen_i_orden() -> None:
    nevnt = undersokt(skjerpet=True, skjerpet_fra=kl(om(5)), varsler=(VarselFakta(varslet=kl(om(5), 10)),))
    assert status(nevnt, Delplikt.UNDERSOKE, om(5)) is IKKE_ENNAA
    assert mangler(nevnt, Delplikt.UNDERSOKE, om(5)) == [
        "En ansatt er nevnt etter at dere vurderte undersøkelsen. Undersøk det straks, og vurder på nytt."
    ]
    # Straks: before the plan, and also while one is in force.
    for fakta in (nevnt, endre(nevnt, planer=(plan(vedtatt=om(4)),)), endre(nevnt, planer=(plan(),))):
        assert vurder(fakta, om(5)).neste_steg.steg is Steg.REGISTRER_ANALYSE
        assert vurder(fakta, om(5)).neste_steg.tekst.mal.startswith("En ansatt er nevnt")
    paa_nytt = AnalyseFakta(dato=om(5), registrert=kl(om(5), 15))
    for analyse in (paa_nytt, endre(paa_nytt, registrert=None), endre(paa_nytt, registrert=kl(om(5)))):
        assert status(endre(nevnt, analyser=(analyse, *nevnt.analyser)), Delplikt.UNDERSOKE, om(5)) is OPPFYLT
    foer = endre(nevnt, analyser=(endre(paa_nytt, registrert=kl(om(5), 8)),))
    assert status(foer, Delplikt.UNDERSOKE, om(5)) is IKKE_ENNAA
    assert status(endre(nevnt, skjerpet_fra=None), Delplikt.UNDERSOKE, om(5)) is OPPFYLT, "nevnt fra første stund"
    # The first was looked into; of the second nobody has weighed anything.
    en_til = endre(nevnt, analyser=(paa_nytt, *nevnt.analyser), skjerpet_sist=kl(om(8)))
    assert status(en_til, Delplikt.UNDERSOKE, om(8)) is IKKE_ENNAA
    om_begge = (AnalyseFakta(dato=om(8), registrert=kl(om(8), 10)), *en_til.analyser)
    assert status(endre(en_til, analyser=om_begge), Delplikt.UNDERSOKE, om(8)) is OPPFYLT
    # Named in a closed sak, it was finished when it was closed; it is taken up again for another reason.
    lukket = trygg(skjerpet=True, skjerpet_fra=kl(om(25)), avslutninger=(LUKKET,))
    assert status(lukket, Delplikt.UNDERSOKE, om(25)) is OPPFYLT
    assert status(endre(lukket, skjerpet_fra=kl(om(5))), Delplikt.UNDERSOKE, om(25)) is GJELDER_IKKE


@pytest.mark.regel("L-4.13", "L-4.22")
def test_en_melding_som_kom_etter_at_skolen_vurderte_saken_blir_ikke_liggende_i_stillhet() -> None:
    def minnet(fakta: SakFakta) -> bool:
        return any("etter at dere sist vurderte saken" in str(m) for m in vurder(fakta, om(30)).merknader)

    def med_ny(dag: date, time: int = 9) -> SakFakta:
        return med_plan(meldinger=(MeldingFakta(sendt=kl(TIRSDAG)), MeldingFakta(sendt=kl(dag, time))))

    assert not minnet(sak())
    assert not minnet(med_plan())
    assert not minnet(med_ny(om(4), 12)), "planen ble vedtatt da"
    assert minnet(med_ny(om(4), 13))
    assert minnet(undersokt(meldinger=(MeldingFakta(sendt=kl(om(4))),)))
    evaluert = endre(med_ny(om(6)), evalueringer=(evaluering(Elevsvar.DELVIS, Konklusjon.FORTSETTE, dato=om(7)),))
    assert not minnet(evaluert)
    uten_klokke = AnalyseFakta(dato=om(6))
    assert not minnet(endre(med_ny(om(6), 23), analyser=(uten_klokke,)))


@pytest.mark.regel("L-4.10", "L-4.22")
def test_blir_en_alvorlig_sak_gjenapnet_tror_skoleeier_at_den_er_over_til_noen_sier_fra() -> None:
    def minnet(fakta: SakFakta) -> list[Steg | None]:
        return [m.steg for m in vurder(fakta, om(28)).merknader if "Vurder å varsle på nytt" in str(m)]

    alvorlig = AlvorlighetFakta(kriterier=frozenset({Kriterium.VAAPEN}), alvorlig=True, vurdert=kl(om(1)))
    varslet = (VarselFakta(varslet=kl(om(1)), lest=kl(om(1))),)
    gjenapnet = kl(om(27))
    igjen = trygg(alvorlighet=alvorlig, varsler=varslet, avslutninger=(endre(LUKKET, gjenapnet=gjenapnet),))
    assert minnet(igjen) == [Steg.VARSLE_SKOLEEIER]
    for ellers in (
        {"avslutninger": ()},
        {"ledes_av_skoleeier": True},
        {"alvorlighet": endre(alvorlig, alvorlig=False, begrunnet=True)},
        {"alvorlighet": endre(alvorlig, vurdert=gjenapnet)},
        {"varsler": ()},
        {"varsler": (*varslet, VarselFakta(varslet=gjenapnet))},
    ):
        assert minnet(endre(igjen, **ellers)) == []
    assert minnet(endre(igjen, alvorlighet=endre(alvorlig, vurdert=None))) == [Steg.VARSLE_SKOLEEIER]
    assert minnet(endre(igjen, skoleeier_ledet_til=kl(om(28)))) == [], "skoleeier har ledet den siden"
    assert minnet(endre(igjen, skoleeier_ledet_til=kl(om(10)))) == [Steg.VARSLE_SKOLEEIER]


@pytest.mark.regel("L-5.2", "L-4.22")
def test_blir_en_sak_om_en_ansatt_gjenapnet_tror_skoleeier_ogsaa_at_den_er_over() -> None:
    def minnet(fakta: SakFakta) -> list[str]:
        return [str(m) for m in vurder(fakta, om(28)).merknader if m.steg is Steg.VARSLE_SKOLEEIER]

    varsel = VarselFakta(varslet=kl(om(1)), lest=kl(om(1)), grunn=Varselgrunn.ANSATT)
    igjen = trygg(skjerpet=True, varsler=(varsel,), avslutninger=(endre(LUKKET, gjenapnet=kl(om(27))),))
    (sagt,) = minnet(igjen)
    assert sagt.startswith("Skoleeier ble varslet om at en ansatt kan ha krenket eleven før saken ble avsluttet")
    assert sagt.endswith("ikke etter at den ble gjenåpnet 07.12.2026. Vurder å varsle på nytt.")
    assert minnet(endre(igjen, skjerpet=False)) == []
    assert minnet(endre(igjen, apenbart_grunnlos=True)) == []
    assert minnet(endre(igjen, varsler=(varsel, endre(varsel, varslet=kl(om(27)))))) == []
    assert minnet(endre(igjen, varsler=(endre(varsel, grunn=Varselgrunn.ALVORLIG),), skjerpet_fra=kl(om(28)))) == []


@pytest.mark.regel("L-4.22", "L-4.30")
def test_hvert_savn_har_sin_egen_dor_ogsaa_naar_det_er_flere() -> None:
    def dorer(fakta: SakFakta, dag: date, delplikt: Delplikt = Delplikt.SETTE_INN_TILTAK) -> list[Steg]:
        return [steg for _tekst, steg in vurder(fakta, dag).plikt(delplikt).savn]

    nei = med_plan(evalueringer=(evaluering(Elevsvar.NEI, Konklusjon.JUSTERE),))
    assert dorer(nei, om(19)) == [Steg.NY_PLANVERSJON, Steg.FOLG_PLANEN]
    assert dorer(nei, om(33)) == [Steg.NY_PLANVERSJON, Steg.EVALUER, Steg.FOLG_PLANEN]
    igjen = trygg(meldinger=(MeldingFakta(sendt=kl(om(25)), eleven_selv=True),))
    assert dorer(igjen, om(25)) == [Steg.EVALUER]
    assert dorer(sak(), TIRSDAG, Delplikt.DOKUMENTERE) == [Steg.INFORMER_FORESATTE]
    assert dorer(sak(ikke_send_hjem=True), TIRSDAG, Delplikt.DOKUMENTERE) == [], "ingenting skal hjem"
    assert dorer(sak(avslutninger=(LUKKET,)), om(21), Delplikt.DOKUMENTERE) == [], (
        "en avsluttet sak har ingen å si det til"
    )


@pytest.mark.regel("L-4.29", "D-4")
def test_dokumentere_viser_naar_foresatte_sist_fikk_vite_det_og_hvor_referatet_sendes() -> None:
    def sist(*samtaler: SamtaleFakta, **felter: Any) -> date | None:
        return vurder(sak(samtaler=samtaler, **felter), om(3)).plikt(Delplikt.DOKUMENTERE).sist_gjort

    foresatte = SamtaleFakta(om(2), Samtaletype.FORESATTE)
    assert sist(foresatte_informert=TIRSDAG) == TIRSDAG
    assert sist(foresatte, foresatte_informert=TIRSDAG) == om(2)
    assert sist(SamtaleFakta(om(2), Samtaletype.ELEV), endre(foresatte, takket_nei=True)) is None
    (savn,) = vurder(sak(samtaler=(foresatte,)), om(3)).plikt(Delplikt.DOKUMENTERE).savn
    assert savn[1] is Steg.SEND_REFERAT


@pytest.mark.regel("D-15", "L-4.22")
def test_er_eleven_spurt_gang_paa_gang_uten_aa_vaere_trygg_hjelper_det_ikke_at_planen_er_den_samme() -> None:
    def sagt(*svar: Elevsvar) -> str:
        runder = [evaluering(s, Konklusjon.FORTSETTE, dato=om(7 + n)) for n, s in enumerate(svar)]
        return " ".join(map(str, vurder(med_plan(evalueringer=tuple(reversed(runder))), om(20)).merknader))

    nei, delvis = Elevsvar.NEI, Elevsvar.DELVIS
    assert "Vurder hjelp utenfra" not in sagt(nei, delvis)
    assert "Eleven er spurt 3 ganger på rad uten å svare at det er trygt. Vurder hjelp utenfra." in sagt(
        Elevsvar.JA, nei, delvis, nei
    )
    assert "Vurder hjelp utenfra" not in sagt(nei, nei, Elevsvar.JA, delvis)
    assert "Vurder hjelp utenfra" not in sagt(nei, nei, nei, Elevsvar.JA)


@pytest.mark.regel("L-1.3")
def test_en_sak_som_ble_avsluttet_for_undersokelsen_var_ferdig_sier_det_som_det_er() -> None:
    flyttet = sak(avslutninger=(endre(LUKKET, grunn=Avslutningsgrunn.FLYTTET),))
    assert status(flyttet, Delplikt.UNDERSOKE, om(30)) is GJELDER_IKKE
    assert mangler(flyttet, Delplikt.UNDERSOKE, om(30)) == ["Saken ble avsluttet før undersøkelsen var ferdig."]


# -- 6 sette inn tiltak ------------------------------------------------------------------------------------------


@pytest.mark.regel("D-5", "L-4.30")
def test_sette_inn_tiltak_gjenstaar_til_planen_er_vedtatt() -> None:
    assert mangler(undersokt(), Delplikt.SETTE_INN_TILTAK) == ["Det er ikke laget noen tiltaksplan."]
    assert mangler(undersokt(planer=(plan(),)), Delplikt.SETTE_INN_TILTAK) == ["Tiltaksplanen er ikke vedtatt."]
    assert status(undersokt(), Delplikt.SETTE_INN_TILTAK, om(7)) is IKKE_ENNAA
    assert status(undersokt(), Delplikt.SETTE_INN_TILTAK, om(8)) is FORSINKET
    assert status(med_plan(), Delplikt.SETTE_INN_TILTAK, om(8)) is OPPFYLT


@pytest.mark.regel("L-4.7")
def test_har_eleven_sagt_fra_selv_er_ikke_spormaalet_om_tiltak_trengs() -> None:
    hort = (SamtaleFakta(dato=TIRSDAG, type=Samtaletype.ELEV),)
    for meldt_selv, ventet in (
        (True, "hva skjer, og hva trenger eleven?"),
        (False, "hva skjer, og trengs det tiltak?"),
    ):
        fakta = sak(eleven_har_meldt=meldt_selv, samtaler=hort)
        assert str(vurder(fakta).neste_steg.tekst) == f"Vurder det dere har funnet: {ventet}"
        assert mangler(fakta, Delplikt.UNDERSOKE) == [f"Undersøkelsen er ikke vurdert: {ventet}"]


@pytest.mark.regel("L-4.7")
def test_uten_behov_gjelder_ikke_plikten_med_mindre_eleven_har_sagt_fra_selv() -> None:
    uten = undersokt(analyser=(UTEN_BEHOV,))
    assert status(uten, Delplikt.SETTE_INN_TILTAK) is GJELDER_IKKE
    assert status(endre(uten, eleven_har_meldt=True), Delplikt.SETTE_INN_TILTAK) is IKKE_ENNAA


def test_av_to_analyser_paa_en_dag_gjelder_den_som_ble_skrevet_sist() -> None:
    behov = AnalyseFakta(dato=om(3), registrert=kl(om(3), 9))
    assert status(undersokt(analyser=(UTEN_BEHOV, behov)), Delplikt.SETTE_INN_TILTAK, om(3)) is GJELDER_IKKE
    assert status(undersokt(analyser=(behov, UTEN_BEHOV)), Delplikt.SETTE_INN_TILTAK, om(3)) is IKKE_ENNAA


@pytest.mark.regel("D-7", "L-4.22", "L-4.30")
def test_planen_skal_evalueres_paa_dagen_og_er_forsinket_etterpaa() -> None:
    assert status(med_plan(), Delplikt.SETTE_INN_TILTAK, om(18)) is OPPFYLT
    assert status(med_plan(), Delplikt.SETTE_INN_TILTAK, om(19)) is FORSINKET
    assert mangler(med_plan(), Delplikt.SETTE_INN_TILTAK, om(19)) == ["Tiltakene skulle vært evaluert 28.11.2026."]


@pytest.mark.regel("L-4.22")
@pytest.mark.parametrize("svar", [Elevsvar.DELVIS, Elevsvar.NEI, Elevsvar.VIL_IKKE_SVARE])
def test_plikten_gjenstaar_til_eleven_selv_sier_at_det_er_trygt(svar: Elevsvar) -> None:
    fortsetter = med_plan(evalueringer=(evaluering(svar, Konklusjon.FORTSETTE),))
    assert status(fortsetter, Delplikt.SETTE_INN_TILTAK, om(18)) is IKKE_ENNAA
    assert mangler(fortsetter, Delplikt.SETTE_INN_TILTAK, om(18)) == ["Eleven har ikke sagt at det er trygt ennå."]


@pytest.mark.regel("L-4.22")
def test_skal_planen_endres_gjenstaar_ny_versjon() -> None:
    endres = med_plan(evalueringer=(evaluering(Elevsvar.JA, Konklusjon.JUSTERE),))
    assert mangler(endres, Delplikt.SETTE_INN_TILTAK, om(18)) == [
        "Evalueringen viste at tiltakene må endres. Ny versjon av planen er ikke vedtatt."
    ]


def test_har_eleven_sagt_at_det_er_trygt_er_plikten_i_orden() -> None:
    assert status(trygg(), Delplikt.SETTE_INN_TILTAK, om(18)) is OPPFYLT
    assert status(trygg(), Delplikt.SETTE_INN_TILTAK, om(200)) is OPPFYLT


@pytest.mark.regel("L-1.3")
def test_en_avsluttet_sak_blir_ikke_forsinket_av_at_tida_gaar() -> None:
    flyttet = med_plan(avslutninger=(endre(LUKKET, grunn=Avslutningsgrunn.FLYTTET, tid=kl(om(10))),))
    assert status(flyttet, Delplikt.SETTE_INN_TILTAK, om(300)) is GJELDER_IKKE
    assert mangler(flyttet, Delplikt.SETTE_INN_TILTAK, om(300)) == [
        "Saken ble avsluttet uten at eleven hadde sagt at det var trygt."
    ]
    assert status(trygg(avslutninger=(LUKKET,)), Delplikt.SETTE_INN_TILTAK, om(300)) is OPPFYLT


@pytest.mark.regel("L-1.3")
def test_flytter_en_elev_som_har_sagt_at_det_er_trygt_er_plikten_i_orden() -> None:
    flyttet = endre(LUKKET, grunn=Avslutningsgrunn.FLYTTET)
    nei = evaluering(Elevsvar.NEI, Konklusjon.JUSTERE)
    assert status(trygg(avslutninger=(flyttet,)), Delplikt.SETTE_INN_TILTAK, om(30)) is OPPFYLT
    utrygg = med_plan(evalueringer=(nei,), avslutninger=(flyttet,))
    assert status(utrygg, Delplikt.SETTE_INN_TILTAK, om(30)) is GJELDER_IKKE


@pytest.mark.regel("L-4.22", "D-20")
def test_gjenapnes_saken_begynner_plikten_paa_nytt() -> None:
    igjen = trygg(avslutninger=(endre(LUKKET, gjenapnet=kl(om(27))),))
    assert mangler(igjen, Delplikt.SETTE_INN_TILTAK, om(27)) == [
        "Tiltaksplanen er ikke vurdert på nytt etter at saken ble gjenåpnet."
    ]
    assert status(igjen, Delplikt.UNDERSOKE, om(27)) is IKKE_ENNAA
    assert mangler(igjen, Delplikt.DOKUMENTERE, om(27)) == [
        "Det er ikke notert at foresatte vet at saken er gjenåpnet."
    ]


@pytest.mark.regel("D-22")
def test_panelet_viser_det_maalet_saken_maales_mot() -> None:
    strengere = Parametre.med_overstyringer([("D-5", "1", om(10))])
    gammel = vurder(sak(), om(20), parametre=strengere).plikt(Delplikt.SETTE_INN_TILTAK)
    ny = vurder(sak(mottatt=kl(om(10))), om(20), parametre=strengere).plikt(Delplikt.SETTE_INN_TILTAK)
    assert str(gammel.kommunens_maal) == "plan innen 5 skoledager"
    assert str(ny.kommunens_maal) == "plan innen én skoledag"
    samme_dag = Parametre.med_overstyringer([("D-5", "0", TIRSDAG)])
    plikt = vurder(sak(), parametre=samme_dag).plikt(Delplikt.SETTE_INN_TILTAK)
    assert str(plikt.kommunens_maal) == "plan samme dag"


# -- 7 dokumentere -----------------------------------------------------------------------------------------------


@pytest.mark.regel("D-4", "D-9", "L-4.29")
def test_dokumentere_mangler_at_foresatte_vet_og_at_referatet_er_sendt() -> None:
    foresatte = SamtaleFakta(dato=TIRSDAG, type=Samtaletype.FORESATTE)
    informert = "Det er ikke notert at foresatte er informert."
    assert mangler(sak(), Delplikt.DOKUMENTERE) == [informert]
    # Whoever has spoken with them has told them: only the referat is left. One who declined has heard nothing.
    snakket = sak(samtaler=(foresatte,))
    assert mangler(snakket, Delplikt.DOKUMENTERE) == ["Referat fra samtale med foresatte er ikke sendt hjem."]
    assert vurder(snakket).plikt(Delplikt.DOKUMENTERE).sist_gjort == TIRSDAG
    for ikke in (endre(foresatte, takket_nei=True), endre(foresatte, type=Samtaletype.FORESATTE_ANNEN_ELEV)):
        assert mangler(sak(samtaler=(ikke,)), Delplikt.DOKUMENTERE) == [informert]
    assert status(snakket, Delplikt.DOKUMENTERE) is IKKE_ENNAA
    assert status(snakket, Delplikt.DOKUMENTERE, om(4)) is FORSINKET
    igjen = trygg(samtaler=(foresatte,), avslutninger=(endre(LUKKET, gjenapnet=kl(om(27))),))
    assert "Det er ikke notert at foresatte vet at saken er gjenåpnet." in mangler(igjen, Delplikt.DOKUMENTERE, om(28))
    gjort = sak(samtaler=(endre(foresatte, referat_sendt=om(1)),), foresatte_informert=TIRSDAG)
    assert status(gjort, Delplikt.DOKUMENTERE, om(30)) is OPPFYLT
    assert status(sak(ikke_send_hjem=True, samtaler=(foresatte,)), Delplikt.DOKUMENTERE, om(30)) is OPPFYLT


# -- the whole reading -------------------------------------------------------------------------------------------


@pytest.mark.regel("L-4.18")
@pytest.mark.parametrize(
    ("fakta", "dag", "fase"),
    [
        (sak(), TIRSDAG, Fase.NY),
        (sak(undersokelse_startet=kl(TIRSDAG)), TIRSDAG, Fase.UNDERSOKELSE),
        (undersokt(), om(3), Fase.UNDERSOKELSE),
        (sak(planer=(plan(),)), TIRSDAG, Fase.TILTAK),
        (med_plan(), om(5), Fase.TILTAK),
        (med_plan(), om(18), Fase.EVALUERING),
        (trygg(), om(18), Fase.EVALUERING),
        (trygg(avslutninger=(LUKKET,)), om(20), Fase.AVSLUTTET),
        (trygg(avslutninger=(endre(LUKKET, gjenapnet=kl(om(27))),)), om(27), Fase.NY),
    ],
)
def test_fasen_leses_av_det_som_er_gjort(fakta: SakFakta, dag: date, fase: Fase) -> None:
    assert vurder(fakta, dag).fase is fase


@pytest.mark.regel("L-4.19")
def test_bare_den_vedtatte_versjonen_som_gjelder_er_skolens_plan() -> None:
    gammel, ny, utkast = plan(1, vedtatt=om(4), gjeldende=False), plan(2, vedtatt=om(9)), plan(3, gjeldende=True)
    fakta = undersokt(planer=(utkast, gammel, ny))
    assert fakta.gjeldende_plan == ny
    assert fakta.utkast == utkast
    assert undersokt(planer=(gammel, utkast)).gjeldende_plan is None


def test_neste_frist_er_den_tidligste() -> None:
    lest = vurder(sak())
    assert lest.neste_frist is not None
    assert lest.neste_frist.type is Fristtype.FORESATTE_INFORMERT
    assert vurder(trygg(avslutninger=(endre(LUKKET, ettersjekket=True),)), om(60)).neste_frist is None


@pytest.mark.regel("L-4.10", "L-4.14", "L-4.18", "L-4.22")
def test_en_avsluttet_sak_spor_ikke_mer_og_en_gjenapnet_spor_paa_nytt() -> None:
    utrygg = MeldingFakta(sendt=kl(om(19)), trygg_naa=False)
    to = (KrenkerFakta(siden=kl(om(21))),) * 2
    lukket = trygg(avslutninger=(LUKKET,), meldinger=(utrygg,), elever_som_kan_ha_krenket=to)
    assert status(lukket, Delplikt.GRIPE_INN, om(21)) is GJELDER_IKKE
    assert status(lukket, Delplikt.MELDE_FRA, om(21)) is OPPFYLT
    igjen = trygg(avslutninger=(endre(LUKKET, gjenapnet=kl(om(27))),), observasjoner=(om(28),))
    assert "Eleven er ikke hørt. Tilby en samtale." in mangler(igjen, Delplikt.UNDERSOKE, om(28))
    # One of two that is not explained is enough to ask.
    taus = MeldingFakta(sendt=kl(TIRSDAG), grep_inn=False)
    assert mangler(meldt(), Delplikt.GRIPE_INN) == []
    forklart = endre(taus, grep_inn_beskrevet=True)
    assert mangler(sak(meldinger=(forklart, taus)), Delplikt.GRIPE_INN) == ["Ingen grep inn, og det står ikke hvorfor."]
