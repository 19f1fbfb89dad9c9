"""What the meldinger propose: few are never shown, what one may not see is in no count, and the wheel gets no number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from annual_wheel.actions import start_skolear
from annual_wheel.mal import les_inn_katalog
from annual_wheel.models import Skoleaktivitet
from cases.forebygging.actions import ta_inn
from cases.forebygging.queries import monstre
from cases.sak.feil import IkkeFunnet
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Rollebesetning


@pytest.fixture
def skolen(roller: Rollebesetning) -> Rollebesetning:
    """Egge's year started, five meldinger from outside, and four from the corridor."""
    les_inn_katalog(aktor=roller.systemet, now=NAA)
    start_skolear(aktor=roller.rektor, skole="egge", skolear=2026, now=NAA)
    for n in range(5):
        lag_melding(roller, arenaer=["friminutt", *(["gang"] if n else [])], typer=["verbal"])
    return roller


def sagt(roller: Rollebesetning) -> list[str]:
    return [m.utsagn for m in monstre(roller.rektor, roller.egge, I_DAG)]


def test_det_som_kommer_igjen_vises_og_faa_vises_ikke(skolen: Rollebesetning) -> None:
    assert sagt(skolen) == ["Friminutt ute: 5 meldinger på 8 uker", "Ord og ytringer: 5 meldinger på 8 uker"]


def test_en_melding_rektor_ikke_faar_er_ikke_med_i_noe_tall(skolen: Rollebesetning) -> None:
    for _n in range(6):
        lag_melding(skolen, arenaer=["gang"], mottaker="skoleeier", ansatt=skolen.rektor)
    lag_melding(skolen, elev=skolen.elev_maere, arenaer=["gang"])
    lag_melding(skolen, arenaer=["gang"], sendt=NAA.replace(month=8))
    assert not any("Gang" in tekst for tekst in sagt(skolen))


def test_forslaget_blir_en_aktivitet_uten_tall_og_foreslaas_ikke_igjen(skolen: Rollebesetning, client: Client) -> None:
    client.force_login(skolen.rektor)
    with time_machine.travel(NAA):
        assert "5 meldinger på 8 uker" in client.get("/forebygging/egge/").content.decode()
        svar = client.post("/forebygging/egge/sted-friminutt/legg-inn")
        rad = Skoleaktivitet.objects.get(opphav="meldingene")
        assert svar["Location"] == f"/arshjul/2026/egge/{rad.nokkel}/"
        assert "Er i årshjulet" in client.get("/forebygging/egge/").content.decode()
        assert client.post("/forebygging/egge/sted-friminutt/legg-inn").status_code == 404
    assert (rad.tittel, rad.tid) == ("Tryggere her: friminutt ute", "nov_des")
    assert not any(tegn.isdigit() for tegn in rad.tittel + rad.hvordan + rad.beskrivelse)
    with pytest.raises(IkkeFunnet):
        ta_inn(aktor=skolen.rektor, skole="egge", kode="sted-gang", now=NAA)


@pytest.mark.parametrize(
    ("navn", "feil"),
    [("ansatt", 403), ("sektorleder", 403), ("rektor_maere", 404), ("systemforvalter", 404), ("sluttet", 404)],
)
def test_bare_ledere_ved_skolen_ser_forslagene(skolen: Rollebesetning, client: Client, navn: str, feil: int) -> None:
    with pytest.raises(PermissionDenied if feil == 403 else Http404):
        ta_inn(aktor=skolen.alle[navn], skole="egge", kode="sted-friminutt", now=NAA)
    client.force_login(skolen.alle[navn])
    rapport = 200 if navn == "sektorleder" else feil
    with time_machine.travel(NAA):
        assert client.get("/forebygging/egge/").status_code == feil
        assert client.post("/forebygging/egge/sted-friminutt/legg-inn").status_code == feil
        assert client.get("/forebygging/2026/egge/rapport/").status_code == rapport
        assert client.get("/forebygging/2026/egge/rapport.pdf").status_code == rapport


def test_rapporten_har_ingen_navn(skolen: Rollebesetning, client: Client) -> None:
    Skoleaktivitet.objects.first()
    client.force_login(skolen.rektor)
    with time_machine.travel(NAA):
        svar = client.post(
            "/arshjul/2026/egge/klasseregler/merk",
            {"status": "gjort", "gjort": "2026-11-09", "notat": "Alle trinn.", "bevis_referanse": "26/123"},
        )
        assert svar.status_code == 302
        side = client.get("/forebygging/2026/egge/rapport/").content.decode().split("<main")[1].split("</main")[0]
        with CaptureQueriesContext(connection) as fanget:
            pdf = client.get("/forebygging/2026/egge/rapport.pdf")
    assert "1 av 35 aktiviteter" in side
    assert "Alle trinn." in side
    assert "26/123" in side
    assert not any(hvem.navn in side for hvem in skolen.alle.values())
    assert skolen.elev.fornavn not in side
    assert pdf.content.startswith(b"%PDF")
    assert len(fanget) <= 16
