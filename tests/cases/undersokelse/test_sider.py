"""The investigation in the browser: who gets which page, what is kept, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.urls import reverse

from cases.sak.models import Oppslag
from cases.undersokelse import actions
from cases.undersokelse.actions import Samtaledata, Undersokelsesplandata
from cases.undersokelse.models import Analyse, Kartlegging, Observasjon, Samtale, Undersokelse
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

SKJEMA: dict[str, tuple[type[Any], dict[str, str]]] = {
    "samtale": (
        Samtale,
        {
            "type": "elev",
            "dato": "2026-11-10",
            "sted": "Møterommet",
            "deltakere": "Nora, rektor",
            "hva_sies": "Ingen vil leke med meg.",
            "internt_notat": "Ringe helsesykepleier.",
        },
    ),
    "observasjon": (
        Observasjon,
        {"dato": "2026-11-09", "fra": "10:15", "arena": "Ballbingen", "observator": "Kari", "beskrivelse": "Alene."},
    ),
    "kartlegging": (
        Kartlegging,
        {"dato": "2026-11-09", "verktoy": "klassetrivsel", "funn": "Ingen valgte Nora."},
    ),
    "analyse": (
        Analyse,
        {
            "dato": "2026-11-10",
            "hva_skjer": "Nora stenges ute.",
            "elevens_opplevelse": "Utrygt.",
            "nok_informasjon": "ja",
            "behov_for_tiltak": "ja",
        },
    ),
}


def lenke(navn: str, sak: Sak, *args: Any) -> str:
    return reverse(f"undersokelse:{navn}", args=[sak.nummer, *args])


def hent(client: Client, bruker: Bruker, adresse: str) -> Any:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.get(adresse)


def send(client: Client, bruker: Bruker, adresse: str, data: dict[str, str]) -> Any:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.post(adresse, data)


@pytest.mark.parametrize("navn", SKJEMA)
def test_det_som_skrives_staar_paa_siden(roller: Rollebesetning, client: Client, navn: str) -> None:
    sak = lag_sak(roller)
    modell, data = SKJEMA[navn]
    assert hent(client, roller.rektor, lenke(navn, sak)).status_code == 200
    svar = send(client, roller.rektor, lenke(navn, sak), data)
    assert svar.status_code == 302, svar.content.decode()
    assert modell.objects.get().sak == sak
    side = hent(client, roller.rektor, lenke("vis", sak)).content.decode()
    for tekst in (
        verdi for nokkel, verdi in data.items() if nokkel in {"hva_sies", "beskrivelse", "funn", "hva_skjer"}
    ):
        assert tekst in side


def test_internt_er_merket_som_internt(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    send(client, roller.rektor, lenke("samtale", sak), SKJEMA["samtale"][1])
    side = hent(client, roller.rektor, lenke("vis", sak)).content.decode()
    assert side.index("Internt – går aldri hjem") < side.index("Ringe helsesykepleier.")


@pytest.mark.parametrize("navn", SKJEMA)
def test_et_avvist_skjema_beholder_alt_og_sier_hva_som_er_galt(
    roller: Rollebesetning, client: Client, navn: str
) -> None:
    sak = lag_sak(roller)
    data = {**SKJEMA[navn][1], "dato": "2026-11-11"}
    svar = send(client, roller.rektor, lenke(navn, sak), data)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert "Datoen kan ikke være fram i tid." in side
    for verdi in data.values():
        assert verdi in side


def test_tomt_skjema_sier_hva_som_mangler(roller: Rollebesetning, client: Client) -> None:
    svar = send(client, roller.rektor, lenke("samtale", lag_sak(roller)), {})
    assert svar.status_code == 422
    assert "Fyll ut dette feltet." in svar.content.decode()


def test_loven_sier_nei_ved_siden_av_feltet(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller, eleven_har_meldt=True, eleven_har_meldt_dato=I_DAG)
    data = {**SKJEMA["analyse"][1], "behov_for_tiltak": "nei", "begrunnelse": "Nei."}
    svar = send(client, roller.rektor, lenke("analyse", sak), data)
    assert svar.status_code == 422
    assert svar.context["skjema"].errors.keys() == {"behov_for_tiltak"}


@pytest.mark.parametrize("navn", ["vis", "plan", "samtale", "observasjon", "kartlegging", "analyse"])
def test_en_fremmed_faar_samme_svar_som_om_saken_ikke_fantes(roller: Rollebesetning, client: Client, navn: str) -> None:
    sak = lag_sak(roller)
    for fremmed in (roller.rektor_maere, roller.ansatt, roller.sluttet, roller.systemforvalter):
        assert hent(client, fremmed, lenke(navn, sak)).status_code == 404
    assert not Oppslag.objects.exists()


def test_kontaktlarer_med_delt_sak_ser_og_skriver_men_vurderer_ikke(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    side = hent(client, roller.kontaktlarer, lenke("vis", sak)).content.decode()
    assert lenke("samtale", sak) in side
    assert lenke("analyse", sak) not in side
    assert send(client, roller.kontaktlarer, lenke("samtale", sak), SKJEMA["samtale"][1]).status_code == 302
    assert send(client, roller.kontaktlarer, lenke("analyse", sak), SKJEMA["analyse"][1]).status_code == 403


def test_skoleeier_leser_en_alvorlig_sak_uten_knapper(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA)
    svar = hent(client, roller.sektorleder, lenke("vis", sak))
    assert svar.status_code == 200
    assert lenke("samtale", sak) not in svar.content.decode()
    assert hent(client, roller.sektorleder, lenke("samtale", sak)).status_code == 403


def test_en_avsluttet_sak_leses_men_har_ingen_knapper(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller, avsluttet=NAA)
    assert lenke("samtale", sak) not in hent(client, roller.rektor, lenke("vis", sak)).content.decode()
    svar = send(client, roller.rektor, lenke("samtale", sak), SKJEMA["samtale"][1])
    assert svar.status_code == 422
    assert "Ingen vil leke med meg." in svar.content.decode()


def test_planen_startes_og_endres_og_to_paa_en_gang_mister_ingenting(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    assert send(client, roller.rektor, lenke("plan", sak), {"hva_finne_ut": "A", "sett": "0"}).status_code == 302
    svar = send(client, roller.rektor, lenke("plan", sak), {"hva_finne_ut": "B", "sett": "0"})
    side = svar.content.decode()
    assert svar.status_code == 422
    assert "Rektor Egge lagret endringer her" in side
    assert "Dette er lagret nå" in side
    sett = svar.context["skjema"]["sett"].value()
    assert send(client, roller.rektor, lenke("plan", sak), {"hva_finne_ut": "B", "sett": sett}).status_code == 302
    assert Undersokelse.objects.get().hva_finne_ut == "B"


def test_referat_noteres_som_sendt_og_feil_vises_i_samme_rad(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    send(client, roller.rektor, lenke("samtale", sak), SKJEMA["samtale"][1])
    adresse = lenke("sendt_hjem", sak, Samtale.objects.get().pk)
    til_mor = {"mottaker": str(roller.forelder.pk), "dato": "2026-11-10", "kanal": "digital"}
    svar = send(client, roller.rektor, adresse, {**til_mor, "dato": "2026-11-09"})
    assert svar.status_code == 422
    assert "før samtalen" in svar.content.decode()
    assert send(client, roller.rektor, adresse, til_mor).status_code == 302
    siden = hent(client, roller.rektor, lenke("vis", sak)).content.decode()
    assert "Kari Eggen fikk referatet 10. november 2026." in siden
    assert hent(client, roller.rektor, adresse).status_code == 405


def test_siden_koster_like_mange_spoerringer_med_en_som_med_tjue(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    actions.start_undersokelse(aktor=roller.rektor, sak_id=sak.pk, data=Undersokelsesplandata("A"), now=NAA)
    data = Samtaledata(Samtale.Type.MULIG_KRENKER, I_DAG, "Jonas", "Ja.", roller.annen_elev, "Rommet")

    actions.registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)
    en = antall(client, roller.rektor, lenke("vis", sak))
    for _ in range(19):
        actions.registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)
    assert antall(client, roller.rektor, lenke("vis", sak)) == en
