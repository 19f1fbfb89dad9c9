"""The municipality's targets, dated; the provisions, dated; and the sentences."""

from __future__ import annotations

from datetime import date

import pytest

from cases.lov.begreper import Styrke
from cases.lov.kilder import HJEMLER, Hjemmel, Kilde, hjemmel
from cases.lov.parametre import PARAMETRE, Enhet, Maal, Parametre, stigen_stiger
from cases.lov.tekst import Tekst
from tests.lov.bygg import TIRSDAG, om

I_FJOR, I_AAR = date(2025, 9, 1), date(2026, 9, 1)


@pytest.mark.regel("D-22")
def test_et_sporsmaal_om_i_fjor_faar_svar_etter_maalet_i_fjor() -> None:
    parametre = Parametre.med_overstyringer([("D-5", "7", date(2025, 8, 1)), ("D-5", "3", date(2026, 8, 1))])
    assert parametre.verdi(Maal.TILTAKSPLAN, date(2025, 7, 31)) == PARAMETRE[Maal.TILTAKSPLAN].standard
    assert parametre.verdi(Maal.TILTAKSPLAN, I_FJOR) == 7
    assert parametre.verdi(Maal.TILTAKSPLAN, date(2026, 8, 1)) == 3
    assert parametre.verdi(Maal.TILTAKSPLAN, I_AAR) == 3


@pytest.mark.parametrize("verdi", ["", "fem", "-1", "2.5", " 3", "²", "1000", "99999999999"])
def test_en_verdi_som_ikke_er_et_brukbart_tall_lar_standarden_staa(verdi: str) -> None:
    parametre = Parametre.med_overstyringer([("D-5", verdi, TIRSDAG)])
    assert parametre.verdi(Maal.TILTAKSPLAN, om(1)) == 5


def test_det_lengste_maalet_er_tre_sifre() -> None:
    assert Parametre.med_overstyringer([("D-5", "999", TIRSDAG)]).verdi(Maal.TILTAKSPLAN, om(1)) == 999


def test_ukjente_nokler_er_ikke_vaare() -> None:
    assert Parametre.med_overstyringer([("julaften_fri", "1", TIRSDAG)]).overstyringer == {}


def test_null_er_et_maal_der_det_gir_mening() -> None:
    null = Parametre.med_overstyringer([("D-4", "0", TIRSDAG), ("D-15", "0", TIRSDAG), ("D-8", "0", TIRSDAG)])
    assert null.verdi(Maal.FORESATTE_INFORMERT, om(1)) == 0
    assert null.verdi(Maal.VERSJONER_UTEN_TRYGG, om(1)) == 3
    assert null.verdi(Maal.SAMTALE_MED_ELEVEN, om(1)) == 7


def test_av_to_endringer_fra_samme_dag_gjelder_den_siste() -> None:
    assert (
        Parametre.med_overstyringer([("D-5", "9", TIRSDAG), ("D-5", "4", TIRSDAG)]).verdi(Maal.TILTAKSPLAN, om(1)) == 4
    )


@pytest.mark.regel("D-23")
def test_trappa_gaar_oppover_og_hvert_trinn_er_kommunens_valg() -> None:
    trinn = [Maal.VARSLE_REKTOR, Maal.VARSLE_SKOLEEIER, Maal.VARSLE_KOMMUNALSJEF]
    dager = [PARAMETRE[t].standard for t in trinn]
    assert dager == sorted(set(dager))
    assert {PARAMETRE[t].enhet for t in trinn} == {Enhet.SKOLEDAG}


def test_intet_maal_gir_seg_ut_for_aa_vaere_lov() -> None:
    assert set(PARAMETRE) == set(Maal)
    assert all(p.styrke is not Styrke.LOV and p.navn for p in PARAMETRE.values())
    assert all(p.minst <= p.standard <= p.hoyst for p in PARAMETRE.values())


@pytest.mark.regel("D-22")
def test_det_som_bare_er_planlagt_gjelder_ikke_ennaa() -> None:
    planlagt = Parametre.med_overstyringer([("D-5", "7", om(-30)), ("D-5", "3", om(5))])
    assert planlagt.paa(om(4)) == Parametre.med_overstyringer([("D-5", "7", om(-30))]).paa(om(4))
    assert planlagt.paa(om(5)) == planlagt
    assert planlagt.etter(Maal.TILTAKSPLAN, om(-30)) == ((om(5), 3),)
    assert planlagt.uten(Maal.TILTAKSPLAN, om(5)).verdi(Maal.TILTAKSPLAN, om(6)) == 7


@pytest.mark.parametrize(
    ("rader", "dag", "siden"),
    [
        ([], om(0), None),
        ([("D-15", "2", om(1))], om(0), None),
        ([("D-15", "2", om(1))], om(1), om(1)),
        ([("D-15", "4", om(1))], om(1), None),
        ([("D-15", "5", om(1)), ("D-15", "4", om(2))], om(3), om(2)),
    ],
)
def test_naar_et_maal_sist_ble_senket(rader: list[tuple[str, str, date]], dag: date, siden: date | None) -> None:
    assert Parametre.med_overstyringer(rader).senket(Maal.VERSJONER_UTEN_TRYGG, dag) == siden


@pytest.mark.regel("D-23")
def test_ingen_hoyere_opp_varsles_for_de_under_ogsaa_etter_det_som_er_planlagt() -> None:
    assert stigen_stiger(Parametre(), TIRSDAG)
    like = Parametre.med_overstyringer([("D-23-rektor", "3", TIRSDAG)])
    assert stigen_stiger(like, TIRSDAG)
    feil = Parametre.med_overstyringer([("D-23-rektor", "4", om(5))])
    assert not stigen_stiger(feil, TIRSDAG), "den planlagte endringen ville snu den"
    assert stigen_stiger(
        Parametre.med_overstyringer([("D-23-rektor", "4", om(-5)), ("D-23-rektor", "1", TIRSDAG)]), TIRSDAG
    )


# -- kilder ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kilde", list(Kilde))
def test_hver_kilde_har_en_hjemmel(kilde: Kilde) -> None:
    assert hjemmel(kilde, TIRSDAG).kilde is kilde


def test_en_hjemmel_siteres_slik_den_var_den_dagen() -> None:
    ny = Hjemmel(Kilde.TAUSHET, "ny forvaltningslov", date(2027, 1, 1))
    tabell = (ny, *HJEMLER)
    assert hjemmel(Kilde.TAUSHET, date(2026, 12, 31), tabell=tabell).henvisning == "forvaltningsloven § 13"
    assert hjemmel(Kilde.TAUSHET, date(2027, 1, 1), tabell=tabell).henvisning == "ny forvaltningslov"


def test_for_den_forste_kjente_dagen_siteres_den_forste_kjente() -> None:
    assert hjemmel(Kilde.PLAN, date(2020, 1, 1)).henvisning == "opplæringslova § 12-4 tredje ledd"


def test_en_hjemmel_som_ikke_finnes_er_en_feil() -> None:
    with pytest.raises(KeyError):
        hjemmel(Kilde.PLAN, TIRSDAG, tabell=())


# -- tekst -------------------------------------------------------------------------------------------------------


def test_en_setning_skriver_datoer_slik_folk_gjor() -> None:
    assert (
        str(Tekst("Frist %(dato)s, %(antall)s dager.", {"dato": TIRSDAG, "antall": 3})) == "Frist 10.11.2026, 3 dager."
    )
    assert str(Tekst("100 % uten steder")) == "100 % uten steder"


def test_en_setning_kan_ha_en_til_etter_seg() -> None:
    assert str(Tekst("%(a)s dager.", {"a": 2}, tillegg=Tekst("Endret %(b)s.", {"b": TIRSDAG}))) == (
        "2 dager. Endret 10.11.2026."
    )


def test_like_setninger_er_like() -> None:
    en, to = Tekst("%(a)s", {"a": 1}), Tekst("%(a)s", {"a": 1})
    assert en == to
    assert len({en, to}) == 1


@pytest.mark.regel("D-22")
def test_det_staar_ved_hvert_maal_hvor_det_kommer_fra() -> None:
    prosedyrens = {Maal.FORESATTE_INFORMERT, Maal.REFERAT_HJEM, Maal.SKOLEEIERVARSEL}
    andres = {Maal.TILTAKSPLAN, Maal.EVALUERING_LENGST, Maal.ETTERSJEKK, Maal.VERSJONER_UTEN_TRYGG}
    for maal, parameter in PARAMETRE.items():
        ventet = Styrke.PROSEDYRE if maal in prosedyrens else Styrke.PRAKSIS if maal in andres else Styrke.DESIGN
        assert parameter.styrke is ventet


@pytest.mark.regel("D-21")
def test_i_en_ferie_hviler_bare_det_som_telles_i_skoledager() -> None:
    def enheter(enhet: Enhet) -> set[Maal]:
        return {maal for maal, parameter in PARAMETRE.items() if parameter.enhet is enhet}

    assert enheter(Enhet.TIME) == {Maal.TA_IMOT_HASTER}
    assert enheter(Enhet.ANTALL) == {Maal.VERSJONER_UTEN_TRYGG}
    assert enheter(Enhet.ARBEIDSDAG) == {Maal.FORSTE_HANDLING_SKJERPET, Maal.SKOLEEIER_LESER}
    assert enheter(Enhet.KALENDERDAG) == {
        Maal.EVALUERING_LENGST,
        Maal.SAMTALE_MED_ELEVEN,
        Maal.SKOLEEIERVARSEL,
        Maal.ETTERSJEKK,
    }
