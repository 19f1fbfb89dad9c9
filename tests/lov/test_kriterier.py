"""Each criterion of a serious sak is a rule of its own; those the facts show are proposed, with the reason."""

from __future__ import annotations

from datetime import date

import pytest

from cases.lov import alvorlighet
from cases.lov.begreper import Avslutningsgrunn, Fristtype, Krenkelse, Kriterium, Steg, Styrke, Varselgrunn
from cases.lov.fakta import AlvorlighetFakta, KrenkerFakta, MeldingFakta, SakFakta, VarselFakta
from cases.lov.kriterier import KRITERIEREGLER
from cases.lov.parametre import Parametre
from cases.lov.statsforvalter import RundeFakta
from tests.lov.bygg import STANDARD, TIRSDAG, endre, forfall, kl, om, sak, vurder
from tests.lov.test_alvorlighet import NEI, etter_versjoner
from tests.lov.test_avslutning import avslutt

# What a tick in a form cannot tell: only people can.
BARE_MENNESKER = {
    Kriterium.SAERLIG_VOLDELIG,
    Kriterium.SELVSKADE_SKOLEVEGRING,
    Kriterium.HATMOTIVERT,
    Kriterium.VAAPEN,
}


def forslag(fakta: SakFakta) -> dict[Kriterium, str]:
    return {f.kriterium: str(f.fordi) for f in alvorlighet.forslag(fakta, dag=om(60), parametre=STANDARD)}


def meldt(*typer: Krenkelse, paa_nett: bool = False) -> SakFakta:
    return sak(meldinger=(MeldingFakta(sendt=kl(TIRSDAG), typer=frozenset(typer), paa_nett=paa_nett),))


def krenkere(antall: int, **felter: bool) -> tuple[KrenkerFakta, ...]:
    return tuple(KrenkerFakta(siden=kl(om(n)), **felter) for n in range(antall))


@pytest.mark.regel("L-4.10")
def test_hvert_kriterium_er_en_regel_med_setning_og_styrke() -> None:
    assert list(KRITERIEREGLER) == list(Kriterium)
    for kriterium, regel in KRITERIEREGLER.items():
        assert regel.setning.endswith(".")
        assert (regel.peker is None) == (kriterium in BARE_MENNESKER)


@pytest.mark.regel("L-4.12")
@pytest.mark.parametrize(
    ("antall", "grunn"),
    [
        (2, "fordi to elever er nevnt som mulige krenkere"),
        (3, "fordi tre elever er nevnt som mulige krenkere"),
        (5, "fordi 5 elever er nevnt som mulige krenkere"),
    ],
)
def test_flere_nevnte_elever_foreslaar_flere_mot_en(antall: int, grunn: str) -> None:
    assert forslag(sak(elever_som_kan_ha_krenket=krenkere(antall))) == {Kriterium.FLERE_MOT_EN: grunn}


def test_en_elev_er_ikke_flere() -> None:
    assert forslag(sak(elever_som_kan_ha_krenket=krenkere(1))) == {}


@pytest.mark.regel("L-4.12")
def test_noe_seksuelt_foreslaas_naar_en_melding_sier_det() -> None:
    assert forslag(meldt(Krenkelse.SEKSUELL, Krenkelse.VERBAL)) == {
        Kriterium.SEKSUELL_KRENKELSE: "fordi en melding forteller om noe seksuelt"
    }


@pytest.mark.regel("L-4.12")
@pytest.mark.parametrize("fakta", [meldt(Krenkelse.DIGITAL), meldt(Krenkelse.UTESTENGING, paa_nett=True)])
def test_digitalt_paa_tvers_av_skoler_krever_en_elev_fra_en_annen_skole(fakta: SakFakta) -> None:
    assert forslag(fakta) == {}
    assert forslag(endre(fakta, elever_som_kan_ha_krenket=krenkere(1))) == {}
    paa_tvers = endre(fakta, elever_som_kan_ha_krenket=krenkere(1, annen_skole=True))
    assert forslag(paa_tvers) == {
        Kriterium.DIGITAL_PAA_TVERS: (
            "fordi det har skjedd på nett eller telefon, og en elev fra en annen skole er nevnt"
        )
    }


@pytest.mark.regel("L-4.12")
def test_trusler_paa_nett_foreslaas_men_ikke_trusler_ansikt_til_ansikt() -> None:
    assert forslag(meldt(Krenkelse.TRUSLER)) == {}
    assert forslag(meldt(Krenkelse.TRUSLER, paa_nett=True)) == {
        Kriterium.DIGITAL_PAA_TVERS: "fordi en melding forteller om trusler på nett eller telefon"
    }


@pytest.mark.regel("L-4.12")
@pytest.mark.parametrize(
    ("grunn", "kriterium"),
    [
        (Varselgrunn.STATSFORVALTER, Kriterium.STATSFORVALTER_INVOLVERT),
        (Varselgrunn.FORESATTE, Kriterium.FORESATTE_KONTAKTET_SKOLEEIER),
    ],
)
def test_det_skoleeier_er_varslet_om_er_kjent_i_saken(grunn: Varselgrunn, kriterium: Kriterium) -> None:
    varslet = sak(varsler=(VarselFakta(kl(TIRSDAG), grunn=grunn),))
    assert list(forslag(varslet)) == [kriterium]
    assert forslag(sak(varsler=(VarselFakta(kl(TIRSDAG), grunn=Varselgrunn.ALVORLIG),))) == {}


@pytest.mark.regel("L-4.12", "D-15")
def test_lang_tid_sier_hvor_mange_versjoner_det_gjelder() -> None:
    assert forslag(etter_versjoner(NEI, NEI, NEI)) == {
        Kriterium.LANG_TID: "fordi 3 versjoner av planen ikke har gjort eleven trygg"
    }


@pytest.mark.parametrize("type_", [Krenkelse.FYSISK, Krenkelse.DISKRIMINERING, Krenkelse.VET_IKKE])
def test_et_kryss_i_meldingen_blir_ikke_til_vold_vaapen_eller_hat(type_: Krenkelse) -> None:
    assert forslag(meldt(type_)) == {}


@pytest.mark.regel("L-4.11")
def test_taushet_om_et_forslag_er_en_mangel_og_neste_steg() -> None:
    fakta = sak(elever_som_kan_ha_krenket=krenkere(2))
    assert vurder(fakta, om(1)).neste_steg.steg is Steg.VURDER_ALVORLIGHET
    assert forfall(fakta, Fristtype.SKOLEEIERVARSEL, om(1)) == om(1), "samme dag som den andre eleven ble nevnt"
    assert "L-4.11" in avslutt(fakta, Avslutningsgrunn.FLYTTET)


@pytest.mark.regel("L-4.11")
def test_rektor_avgjor_med_grunn_og_tid_og_er_da_ferdig_med_det() -> None:
    fakta = sak(elever_som_kan_ha_krenket=krenkere(2))
    nei = AlvorlighetFakta(alvorlig=False, begrunnet=True, vurdert=kl(om(1), 12))
    assert not alvorlighet.maa_vurderes(endre(fakta, alvorlighet=nei), dag=om(30), parametre=STANDARD)
    assert avslutt(endre(fakta, alvorlighet=nei), Avslutningsgrunn.FLYTTET) == set()


@pytest.mark.regel("L-4.11", "L-4.12")
def test_det_som_kommer_fram_etter_et_nei_er_et_nytt_sporsmaal() -> None:
    nei = AlvorlighetFakta(alvorlig=False, begrunnet=True, vurdert=kl(om(1), 12))
    fakta = sak(elever_som_kan_ha_krenket=krenkere(2), alvorlighet=nei)
    senere = MeldingFakta(sendt=kl(om(5)), typer=frozenset({Krenkelse.SEKSUELL}))
    igjen = endre(fakta, meldinger=(*fakta.meldinger, senere))
    assert alvorlighet.maa_vurderes(igjen, dag=om(5), parametre=STANDARD)
    assert forfall(igjen, Fristtype.SKOLEEIERVARSEL, om(5)) == om(5)
    ja = endre(igjen, alvorlighet=AlvorlighetFakta(frozenset({Kriterium.VAAPEN}), alvorlig=True, vurdert=kl(om(1))))
    assert not alvorlighet.maa_vurderes(ja, dag=om(5), parametre=STANDARD), "et ja er svar på alt"


@pytest.mark.regel("L-5.3")
def test_en_sak_skoleeier_leder_spor_ikke_etter_varsel() -> None:
    ledet = sak(elever_som_kan_ha_krenket=krenkere(3), skjerpet=True, ledes_av_skoleeier=True)
    assert not alvorlighet.maa_vurderes(ledet, dag=om(1), parametre=STANDARD)
    assert alvorlighet.varselgrunn(ledet, dag=om(1), parametre=STANDARD) is None


@pytest.mark.regel("L-4.10")
def test_prosedyrens_seks_eksempler_er_prosedyrens_og_resten_er_kommunens_egne() -> None:
    styrker = [regel.styrke for regel in KRITERIEREGLER.values()]
    assert styrker == [Styrke.PROSEDYRE] * 6 + [Styrke.DESIGN] * 4


@pytest.mark.regel("L-4.12", "D-15")
def test_kan_en_versjon_vaere_nok_sies_det_uten_tall() -> None:
    en = Parametre.med_overstyringer([("D-15", "1", TIRSDAG)])
    (funn,) = alvorlighet.forslag(etter_versjoner(NEI), dag=om(60), parametre=en)
    assert str(funn.fordi) == "fordi tiltakene ikke har gjort eleven trygg"
    assert [f.siden for f in alvorlighet.forslag(etter_versjoner(NEI, NEI), dag=om(60), parametre=en)] == [om(20)]


@pytest.mark.regel("L-4.12", "D-10")
def test_et_forslag_gaar_fra_den_forste_dagen_saken_viste_det() -> None:
    def siden(fakta: SakFakta) -> list[date]:
        return [f.dag for f in alvorlighet.forslag(fakta, dag=om(60), parametre=STANDARD)]

    def meldinger(*dager: int, typer: frozenset[Krenkelse]) -> tuple[MeldingFakta, ...]:
        return tuple(MeldingFakta(sendt=kl(om(n)), typer=typer) for n in dager)

    assert siden(sak(meldinger=meldinger(4, 2, typer=frozenset({Krenkelse.SEKSUELL})))) == [om(2)]
    paa_nett = meldinger(4, 2, typer=frozenset({Krenkelse.DIGITAL}))
    andre = tuple(KrenkerFakta(kl(om(n)), annen_skole=True) for n in (6, 5))
    # On the net and another school: from when both were known.
    assert siden(sak(meldinger=paa_nett, elever_som_kan_ha_krenket=andre[1:])) == [om(5)]
    assert siden(sak(meldinger=paa_nett, elever_som_kan_ha_krenket=(KrenkerFakta(kl(om(1)), annen_skole=True),))) == [
        om(2)
    ]
    begge = alvorlighet.forslag(sak(meldinger=paa_nett, elever_som_kan_ha_krenket=andre), dag=om(9), parametre=STANDARD)
    assert {f.kriterium: f.dag for f in begge} == {Kriterium.FLERE_MOT_EN: om(6), Kriterium.DIGITAL_PAA_TVERS: om(5)}
    trusler = meldinger(9, 3, typer=frozenset({Krenkelse.DIGITAL, Krenkelse.TRUSLER}))
    assert siden(sak(meldinger=trusler)) == [om(3)]
    # Two reasons for the same: the first of them.
    assert siden(sak(meldinger=trusler, elever_som_kan_ha_krenket=andre[:1])) == [om(3)]
    varslet = tuple(VarselFakta(kl(om(n)), grunn=Varselgrunn.FORESATTE) for n in (7, 5))
    assert siden(sak(varsler=varslet)) == [om(5)]
    runder = tuple(RundeFakta(mottatt=om(n), registrert=kl(om(n)), avsluttet=om(n)) for n in (8, 6))
    assert siden(sak(statsforvalter=runder)) == [om(6)]
