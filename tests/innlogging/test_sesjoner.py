"""Sessions: how long they live, what ends them, and that the database's copy opens none."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import time_machine
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from steinkjer_skolemiljo.organisation.innlogging.middleware import AV_SEG_SELV
from steinkjer_skolemiljo.organisation.innlogging.models import Sesjon
from tests.cast import NAA
from tests.innlogging.hjelp import SESJON, inne, kapsler, skriv_passord

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

MALER = Path(__file__).parent.parent.parent / "templates"


def test_tretti_minutter_uten_bruk_logger_ut(client: Client, roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        skriv_passord(client, roller.rektor)
        klokka.shift(29 * 60)
        assert inne(client)
        klokka.shift(29 * 60)
        assert inne(client)
        klokka.shift(31 * 60)
        svar = client.get("/saker/")
        assert svar["Location"] == "/logg-inn/?next=/saker/"


def test_etter_ti_timer_hjelper_ikke_bruk(client: Client, roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        skriv_passord(client, roller.rektor)
        for _gang in range(29):
            klokka.shift(20 * 60)
            assert inne(client)
        klokka.shift(15 * 60)
        assert client.get("/min-side/okt/").json() == {"igjen": 5 * 60}
        klokka.shift(6 * 60)
        assert not inne(client)


def test_fortsett_holder_den_i_live_og_sier_hvor_lenge(client: Client, roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        skriv_passord(client, roller.rektor)
        klokka.shift(28 * 60)
        assert client.get("/min-side/okt/").json() == {"igjen": 30 * 60}
        klokka.shift(28 * 60)
        assert inne(client)


def test_en_glemt_side_som_spor_av_seg_selv_holder_ingen_inne(client: Client, roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        skriv_passord(client, roller.rektor)
        for _gang in range(2):
            klokka.shift(14 * 60)
            svar = client.get("/saker/", headers={"HX-Request": "true", "X-Av-Seg-Selv": "ja"})
            assert svar.status_code == 200
        klokka.shift(3 * 60)
        svar = client.get("/saker/", headers={"HX-Request": "true", "X-Av-Seg-Selv": "ja"})
        assert (svar.status_code, svar["HX-Trigger"]) == (401, "okt-slutt")


def test_hver_del_av_en_side_som_spor_av_seg_selv_sier_det() -> None:
    spor = re.compile(r"<[^>]*hx-trigger=\"[^\"]*every[^>]*>")
    funnet = [merke for mal in MALER.rglob("*.html") for merke in spor.findall(mal.read_text("utf-8"))]
    assert funnet
    assert not [merke for merke in funnet if AV_SEG_SELV not in merke]


def test_kapselen_dor_med_nettleseren(client: Client, roller: Rollebesetning) -> None:
    kapsel = skriv_passord(client, roller.rektor).cookies[SESJON]
    assert (kapsel["max-age"], kapsel["expires"]) == ("", "")
    assert (kapsel["httponly"], kapsel["samesite"]) == (True, "Lax")


def test_nokkelen_i_databasen_aapner_ingenting(client: Client, roller: Rollebesetning) -> None:
    skriv_passord(client, roller.rektor)
    rad = Sesjon.objects.get(bruker=roller.rektor)
    assert client.cookies[SESJON].value != rad.session_key
    tyv = Client()
    tyv.cookies[SESJON] = rad.session_key
    assert not inne(tyv)
    assert inne(client)


def test_a_logge_ut_avslutter_sesjonen_og_rydder_i_nettleseren(client: Client, roller: Rollebesetning) -> None:
    skriv_passord(client, roller.rektor)
    client.get("/")
    gammel = client.cookies[SESJON].value
    svar = client.post("/logg-ut/")
    assert svar["Location"] == "/logg-inn/"
    assert svar.headers["Clear-Site-Data"] == '"cache", "storage"'
    # What is left names nobody (test_logge_inn.py).
    assert list(kapsler(client)) == [settings.KJENT_COOKIE_NAME]
    tyv = Client()
    tyv.cookies[SESJON] = gammel
    assert not inne(tyv)
    assert not Sesjon.objects.filter(bruker=roller.rektor).exists()


def test_ut_gaar_bare_med_knappen(client: Client, roller: Rollebesetning) -> None:
    skriv_passord(client, roller.rektor)
    assert client.get("/logg-ut/").status_code == 405
    assert inne(client)


def test_min_side_viser_hvor_man_er_inne_og_avslutter_de_andre(roller: Rollebesetning) -> None:
    her = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140")
    der = Client(HTTP_USER_AGENT="Mozilla/5.0 (iPhone) Version/19 Safari/604")
    fremmed = Client()
    skriv_passord(her, roller.rektor)
    skriv_passord(der, roller.rektor)
    skriv_passord(fremmed, roller.ansatt)
    side = her.get("/min-side/").content.decode()
    assert "Edge, Windows" in side
    assert "Safari, iPhone" in side
    her.post("/min-side/innlogginger/avslutt")
    assert (inne(her), inne(der), inne(fremmed)) == (True, False, True)


def test_utlopte_sesjoner_ryddes(client: Client, roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False):
        skriv_passord(client, roller.rektor)
    with time_machine.travel(NAA + timedelta(hours=1), tick=False):
        call_command("rydd_innlogging")
    assert not Sesjon.objects.exists()


def test_en_del_av_en_side_blir_aldri_innloggingssiden(client: Client, roller: Rollebesetning) -> None:
    svar = client.get("/saker/", headers={"HX-Request": "true"})
    assert svar.status_code == 401
    assert svar.headers["HX-Trigger"] == "okt-slutt"
    assert svar.content == b""
