"""The investigation's doors: what each allows, what each refuses, and what each leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cases.sak.feil import Foreldet, IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.models import Involvert
from cases.undersokelse import actions
from cases.undersokelse.actions import (
    Analysedata,
    Kartleggingsdata,
    Observasjonsdata,
    Samtaledata,
    Undersokelsesplandata,
    Utsendingsdata,
)
from cases.undersokelse.models import Analyse, Kartlegging, Observasjon, Referatutsending, Samtale, Undersokelse
from tests.cases.atomisk import siste_skriving_nektes
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

I_GAAR = I_DAG - timedelta(days=1)
SAMTALE = Samtaledata(
    type=Samtale.Type.ELEV, dato=I_DAG, sted="Møterommet", deltakere="Nora og rektor", hva_sies="Jeg er alene."
)
OBSERVASJON = Observasjonsdata(dato=I_GAAR, arena="Skolegården", observator="Kari", beskrivelse="Nora sto alene.")
KARTLEGGING = Kartleggingsdata(dato=I_GAAR, verktoy=Kartlegging.Verktoy.KLASSETRIVSEL, funn="Ingen valgte Nora.")
ANALYSE = Analysedata(
    dato=I_DAG, hva_skjer="Nora stenges ute.", elevens_opplevelse="Hun er redd.", behov_for_tiltak=True
)

DORER: list[tuple[Callable[..., Any], Any]] = [
    (actions.start_undersokelse, Undersokelsesplandata("Hva skjer?", "Elevene")),
    (actions.registrer_samtale, SAMTALE),
    (actions.registrer_observasjon, OBSERVASJON),
    (actions.registrer_kartlegging, KARTLEGGING),
    (actions.registrer_analyse, ANALYSE),
]


def gaa(dor: Callable[..., Any], data: Any, sak: Sak, aktor: Bruker) -> Any:
    return dor(aktor=aktor, sak_id=sak.pk, data=data, now=NAA)


def typer(sak: Sak) -> list[str]:
    return list(sak.hendelser.order_by("id").values_list("type", flat=True))


def felt(feil: pytest.ExceptionInfo[Regelbrudd]) -> list[str]:
    return [brudd.felt for brudd in feil.value.brudd]


@pytest.mark.parametrize(("dor", "data"), DORER)
def test_rektor_slipper_inn_og_en_fremmed_finner_ikke_saken(
    roller: Rollebesetning, dor: Callable[..., Any], data: Any
) -> None:
    sak = lag_sak(roller)
    for fremmed in (roller.rektor_maere, roller.ansatt, roller.kontaktlarer, roller.sektorleder):
        with pytest.raises(IkkeFunnet):
            gaa(dor, data, sak, fremmed)
    assert typer(sak) == []
    rad = gaa(dor, data, sak, roller.rektor)
    assert rad.history.get().history_user == roller.rektor


@pytest.mark.parametrize(("dor", "data"), DORER)
def test_ingenting_skrives_i_en_avsluttet_sak(roller: Rollebesetning, dor: Callable[..., Any], data: Any) -> None:
    sak = lag_sak(roller, avsluttet=NAA)
    with pytest.raises(Regelbrudd, match="avsluttet"):
        gaa(dor, data, sak, roller.rektor)
    assert typer(sak) == []


@pytest.mark.parametrize(("dor", "data"), DORER[1:])
def test_datoen_kan_ikke_vaere_fram_i_tid(roller: Rollebesetning, dor: Callable[..., Any], data: Any) -> None:
    sak = lag_sak(roller)
    with pytest.raises(Regelbrudd) as feil:
        gaa(dor, replace(data, dato=I_DAG + timedelta(days=1)), sak, roller.rektor)
    assert felt(feil) == ["dato"]
    assert not Undersokelse.objects.filter(sak=sak).exists()


def test_kontaktlarer_med_delt_sak_skriver_samtale_men_ikke_analyse(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    gaa(actions.registrer_samtale, SAMTALE, sak, roller.kontaktlarer)
    with pytest.raises(IkkeTilgang):
        gaa(actions.registrer_analyse, ANALYSE, sak, roller.kontaktlarer)
    assert not Analyse.objects.exists()


def test_den_forste_samtalen_starter_undersokelsen_og_den_neste_gjor_det_ikke(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    gaa(actions.registrer_samtale, SAMTALE, sak, roller.rektor)
    gaa(actions.registrer_observasjon, OBSERVASJON, sak, roller.rektor)
    assert typer(sak) == ["undersokelse_startet", "samtale", "observasjon"]
    assert Undersokelse.objects.get(sak=sak).startet == NAA
    sak.refresh_from_db()
    assert sak.fase == "undersokelse"


def test_loggen_sier_naar_det_ble_gjort_og_ikke_bare_naar_det_ble_skrevet(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    gaa(actions.registrer_observasjon, replace(OBSERVASJON, fra=time(10, 15)), sak, roller.rektor)
    linje = sak.hendelser.get(type="observasjon")
    assert linje.registrert == NAA
    assert linje.skjedde.astimezone(NAA.tzinfo).strftime("%d.%m %H:%M") == "09.11 10:15"


def test_aa_takke_nei_er_en_gyldig_samtale_uten_innhold(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    gaa(actions.registrer_samtale, replace(SAMTALE, takket_nei=True, hva_sies="", sted=""), sak, roller.rektor)
    assert typer(sak)[-1] == "samtale_takket_nei"


def test_en_samtale_sier_hva_som_ble_sagt_og_hvor(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with pytest.raises(Regelbrudd) as feil:
        gaa(actions.registrer_samtale, replace(SAMTALE, hva_sies=" ", deltakere="", sted=""), sak, roller.rektor)
    assert felt(feil) == ["hva_sies", "deltakere", "sted"]


def test_neste_samtale_er_ikke_for_denne(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with pytest.raises(Regelbrudd) as feil:
        gaa(actions.registrer_samtale, replace(SAMTALE, neste_samtale=I_GAAR), sak, roller.rektor)
    assert felt(feil) == ["neste_samtale"]


def test_l_4_16_elev_som_kan_ha_krenket_er_noeyaktig_en_ved_skolen_eller_i_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    data = replace(SAMTALE, type=Samtale.Type.MULIG_KRENKER)
    for elev in (None, roller.elev, roller.elev_maere):
        with pytest.raises(Regelbrudd) as feil:
            gaa(actions.registrer_samtale, replace(data, elev=elev), sak, roller.rektor)
        assert felt(feil) == ["elev"]
    assert gaa(actions.registrer_samtale, replace(data, elev=roller.annen_elev), sak, roller.rektor).elev_id
    Involvert.objects.create(sak=sak, kategori="elev", elev=roller.elev_maere, lagt_til=NAA)
    gaa(actions.registrer_samtale, replace(data, elev=roller.elev_maere), sak, roller.rektor)
    assert Samtale.objects.count() == 2


def test_en_samtale_med_eleven_selv_har_ingen_annen_elev(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with pytest.raises(Regelbrudd) as feil:
        gaa(actions.registrer_samtale, replace(SAMTALE, elev=roller.annen_elev), sak, roller.rektor)
    assert felt(feil) == ["elev"]


def test_observasjonen_slutter_ikke_for_den_begynner(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with pytest.raises(Regelbrudd) as feil:
        gaa(actions.registrer_observasjon, replace(OBSERVASJON, fra=time(11), til=time(10)), sak, roller.rektor)
    assert felt(feil) == ["til"]
    with pytest.raises(Regelbrudd) as feil:
        gaa(actions.registrer_observasjon, replace(OBSERVASJON, dato=I_DAG, fra=time(23)), sak, roller.rektor)
    assert felt(feil) == ["fra"]
    assert not Observasjon.objects.exists()


def test_l_4_7_ikke_behov_for_tiltak_er_umulig_naar_eleven_selv_har_sagt_fra(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, eleven_har_meldt=True, eleven_har_meldt_dato=I_GAAR)
    with pytest.raises(Regelbrudd) as feil:
        gaa(actions.registrer_analyse, replace(ANALYSE, behov_for_tiltak=False), sak, roller.rektor)
    assert felt(feil) == ["behov_for_tiltak", "begrunnelse"]
    assert feil.value.brudd[0].regel == "L-4.7"


def test_ikke_behov_for_tiltak_med_grunn_gaar_naar_ingen_har_sagt_fra_selv(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    data = replace(ANALYSE, behov_for_tiltak=False, begrunnelse="Misforståelse som er ryddet opp i.")
    with pytest.raises(Regelbrudd, match="Eleven er ikke hørt") as feil:
        gaa(actions.registrer_analyse, data, sak, roller.rektor)
    assert felt(feil) == ["behov_for_tiltak"]
    gaa(actions.registrer_samtale, SAMTALE, sak, roller.rektor)
    assert gaa(actions.registrer_analyse, data, sak, roller.rektor).pk


def test_to_som_starter_eller_endrer_samtidig_faar_vite_om_hverandre(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    forste = gaa(actions.start_undersokelse, Undersokelsesplandata("A"), sak, roller.rektor)
    sett = actions.siste_lagring(forste)
    with pytest.raises(Foreldet, match="Rektor Egge"):
        gaa(actions.start_undersokelse, Undersokelsesplandata("B"), sak, roller.rektor)
    gaa(actions.endre_undersokelsesplan, Undersokelsesplandata("C", sett=sett), sak, roller.rektor)
    with pytest.raises(Foreldet):
        gaa(actions.endre_undersokelsesplan, Undersokelsesplandata("D", sett=sett), sak, roller.rektor)
    assert Undersokelse.objects.get(sak=sak).hva_finne_ut == "C"
    assert typer(sak) == ["undersokelse_startet", "undersokelse_planlagt"]


def test_planen_kan_ikke_endres_for_undersokelsen_er_startet(roller: Rollebesetning) -> None:
    with pytest.raises(Regelbrudd, match="ikke startet"):
        gaa(actions.endre_undersokelsesplan, Undersokelsesplandata("A"), lag_sak(roller), roller.rektor)


def send(sak: Sak, samtale: Samtale, aktor: Bruker, **felter: Any) -> Referatutsending:
    return actions.registrer_referat_sendt_hjem(
        aktor=aktor,
        sak_id=sak.pk,
        samtale_id=samtale.pk,
        data=Utsendingsdata(**{"foresatt": None, "dato": I_DAG, "kanal": Referatutsending.Kanal.PAPIR, **felter}),
        now=NAA,
    )


def test_referat_noteres_som_sendt_en_gang(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    samtale = gaa(actions.registrer_samtale, SAMTALE, sak, roller.rektor)
    assert send(sak, samtale, roller.rektor).dato == I_DAG
    samtale.refresh_from_db()
    assert samtale.sendt_hjem == I_DAG
    assert typer(sak)[-1] == "referat_sendt_hjem"
    with pytest.raises(Regelbrudd, match="alt notert"):
        send(sak, samtale, roller.rektor)


def test_a_10_ingenting_sendes_hjem_naar_saken_sier_nei(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ikke_send_hjem=True)
    samtale = gaa(actions.registrer_samtale, SAMTALE, sak, roller.rektor)
    with pytest.raises(Regelbrudd, match="ingenting sendes hjem"):
        send(sak, samtale, roller.rektor)


def test_referat_sendes_ikke_for_samtalen_og_ikke_i_morgen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    samtale = gaa(actions.registrer_samtale, SAMTALE, sak, roller.rektor)
    for dato in (I_GAAR, I_DAG + timedelta(days=1)):
        with pytest.raises(Regelbrudd) as feil:
            send(sak, samtale, roller.rektor, dato=dato)
        assert felt(feil) == ["dato"]


def test_fra_en_samtale_med_en_ansatt_er_det_ingenting_aa_sende(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    samtale = gaa(actions.registrer_samtale, replace(SAMTALE, type=Samtale.Type.ANSATT), sak, roller.rektor)
    with pytest.raises(Regelbrudd, match="ikke noe referat"):
        send(sak, samtale, roller.rektor)


def test_en_samtale_i_en_annen_sak_finnes_ikke(roller: Rollebesetning) -> None:
    sak, annen = lag_sak(roller), lag_sak(roller, elev=roller.annen_elev)
    samtale = gaa(actions.registrer_samtale, SAMTALE, sak, roller.rektor)
    with pytest.raises(IkkeFunnet):
        send(annen, samtale, roller.rektor)
    with pytest.raises(IkkeFunnet):
        send(sak, samtale, roller.rektor_maere)


def test_er_det_siste_som_skrives_umulig_er_ingenting_skrevet(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with siste_skriving_nektes():
        gaa(actions.registrer_samtale, SAMTALE, sak, roller.rektor)
    assert not Samtale.objects.exists()
    assert not Undersokelse.objects.exists()
    assert typer(sak) == []
