"""The page of the rule table: for everyone who is logged in, whole, searchable, and the same on paper."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.urls import reverse

from cases.lov.regler import IKKE_I_KODEN, REGLER
from cases.regelverk import beviser
from cases.regelverk.queries import KAPITLER, Utvalg, regelverk
from cases.sak.kalender import parametre
from steinkjer_skolemiljo.organisation.models import Innstilling
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

pytestmark = pytest.mark.django_db
SIDEN = "/regelverk/"


def hent(client: Client, hvem: Bruker, adresse: str = SIDEN, **hoder: str) -> str:
    client.force_login(hvem)
    with time_machine.travel(NAA, tick=False):
        svar = client.get(adresse, headers=hoder)
    assert svar.status_code == 200
    return svar.content.decode()


def ankere(side: str) -> list[str]:
    return re.findall(r'<li class="regel" id="([^"]+)"', side)


def test_siden_har_hver_regel_en_gang_med_anker(client: Client, roller: Rollebesetning) -> None:
    assert sorted(ankere(hent(client, roller.ansatt))) == sorted([*REGLER, *IKKE_I_KODEN])


@pytest.mark.parametrize("navn", ["ansatt", "rektor", "sektorleder", "systemforvalter", "stotte", "personvernombud"])
def test_alle_som_er_logget_inn_kan_lese_den(client: Client, roller: Rollebesetning, navn: str) -> None:
    assert "Tiltaksplanen er vedtatt: 5 skoledager" in hent(client, getattr(roller, navn))


def test_uten_innlogging_er_den_stengt(client: Client, roller: Rollebesetning) -> None:
    assert client.get(SIDEN).status_code == 302


def test_den_kan_bare_leses(client: Client, roller: Rollebesetning) -> None:
    client.force_login(roller.rektor)
    assert client.post(SIDEN).status_code == 405


def test_en_regel_viser_hjemmel_opphav_maal_og_hvor_mange_prover(client: Client, roller: Rollebesetning) -> None:
    side = hent(client, roller.ansatt)
    regel = side[side.index('id="L-4.10"') : side.index('id="L-4.11"')]
    assert "Opplæringslova § 12-4 andre ledd" in regel
    assert "Hentet fra opplæringslova § 12-4 med Udirs tolkning." in regel
    assert "Skoleeier varsles: samme dag" in regel
    assert re.search(r"\d+ prøver viser at systemet holder den", regel)
    assert "test_" not in side, "navnene på prøvene hører ikke hjemme her"


def test_kommunens_eget_maal_vises_fra_den_dagen_det_gjelder(client: Client, roller: Rollebesetning) -> None:
    Innstilling.objects.create(nokkel="D-5", verdi="3", gjelder_fra=I_DAG)
    assert "Tiltaksplanen er vedtatt: 3 skoledager" in hent(client, roller.ansatt)
    i_gaar = regelverk(Utvalg(), dag=I_DAG - timedelta(days=1), parametre=parametre())
    assert any("5 skoledager" in maal for k in i_gaar.kapitler for r in k.regler for maal in r.maal)


@pytest.mark.parametrize(
    ("sporring", "med", "uten"),
    [
        ("?q=enkeltvedtak", "L-4.25", "L-4.13"),
        ("?q=L-4.13", "L-4.13", "L-4.14"),
        ("?q=EVALUERING+hviler", "L-4.22", "L-4.23"),
        ("?styrke=prosedyre", "L-4.15", "L-4.19"),
        ("?q=mulkt", "L-8.1", "L-4.19"),
        ("?styrke=lov&q=rektor", "L-4.5", "D-2"),
    ],
)
def test_sok_og_styrke_snevrer_inn(client: Client, roller: Rollebesetning, sporring: str, med: str, uten: str) -> None:
    treff = ankere(hent(client, roller.ansatt, SIDEN + sporring))
    assert med in treff
    assert uten not in treff


@pytest.mark.parametrize("sporring", ["?styrke=tull", "?q=" + "x" * 500, "?styrke=lov&styrke=tull"])
def test_noe_uforstaaelig_er_aldri_en_feil(client: Client, roller: Rollebesetning, sporring: str) -> None:
    assert "Regelverket" in hent(client, roller.ansatt, SIDEN + sporring)


def test_ingen_treff_sier_det(client: Client, roller: Rollebesetning) -> None:
    side = hent(client, roller.ansatt, SIDEN + "?q=enhjorning")
    assert "Ingen regler passer" in side
    assert ankere(side) == []


def test_uten_javascript_og_med_kommer_de_samme_reglene(client: Client, roller: Rollebesetning) -> None:
    hel = hent(client, roller.ansatt, SIDEN + "?q=samtale")
    bit = hent(client, roller.ansatt, SIDEN + "?q=samtale", **{"HX-Request": "true"})
    assert ankere(hel) == ankere(bit)
    assert "<html" not in bit


def test_siden_koster_faa_sporringer(client: Client, roller: Rollebesetning) -> None:
    assert antall(client, roller.ansatt, SIDEN) <= 16


def test_hver_regel_har_et_kapittel_og_ingen_har_to() -> None:
    for regel_id in REGLER:
        assert sum(regel_id.startswith(begynner) for begynner, _anker, _tittel in KAPITLER) == 1


def test_hjemmelen_paa_en_plikt_forer_til_regelen(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    side = hent(client, roller.rektor, reverse("sak:vis", args=[sak.nummer]))
    lenket = re.findall(r'href="/regelverk/#([^"]+)"', side)
    assert len(lenket) == 7
    assert set(lenket) <= set(REGLER)


def test_bunnen_av_hver_side_forer_hit_bare_for_den_som_er_logget_inn(client: Client, roller: Rollebesetning) -> None:
    assert 'href="/regelverk/"' in hent(client, roller.ansatt, "/")
    client.logout()
    assert 'href="/regelverk/"' not in client.get("/tilgjengelighet/").content.decode()


def test_uten_tester_i_huset_brukes_lista_som_ble_laget_av_dem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laget = tmp_path / "beviser.json"
    laget.write_text('{"L-1.1": ["a", "b"]}', encoding="utf-8")
    monkeypatch.setattr(beviser, "LAGET", laget)
    beviser.antall.cache_clear()
    try:
        assert beviser.antall() == {"L-1.1": 2}
        monkeypatch.setattr(beviser, "LAGET", tmp_path / "finnes-ikke.json")
        monkeypatch.setattr(beviser, "TESTER", tmp_path / "finnes-ikke")
        beviser.antall.cache_clear()
        assert beviser.antall() == {}, "da sier siden ingenting om prøver"
    finally:
        beviser.antall.cache_clear()
