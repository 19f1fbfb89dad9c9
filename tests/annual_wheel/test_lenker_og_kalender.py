"""Secret links: used once, stopped, expired or wrong they are all the same; a calendar tells of no person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.http import Http404

from annual_wheel.actions import Plandata, planlegg, start_skolear
from annual_wheel.lenker import lag_fullforlenke, lag_kalenderlenke, trekk_fullforlenke, trekk_kalenderlenke
from annual_wheel.mal import les_inn_katalog
from annual_wheel.models import Fullforlenke, Kalenderlenke, Skoleaktivitet
from steinkjer_skolemiljo.organisation.models import Rolletildeling
from tests.cast import NAA

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Rollebesetning

HER = {"skole": "egge", "skolear": 2026, "nokkel": "klasseregler"}


@pytest.fixture
def hjul(roller: Rollebesetning) -> Rollebesetning:
    """The cast, Egge's year started, and one activity given to a teacher."""
    les_inn_katalog(aktor=roller.systemet, now=NAA)
    start_skolear(aktor=roller.rektor, skole="egge", skolear=2026, now=NAA)
    data = Plandata("mars", None, ansvarlig=roller.kontaktlarer)
    planlegg(aktor=roller.rektor, data=data, now=NAA, **HER)  # type: ignore[arg-type]
    return roller


def lag(roller: Rollebesetning) -> str:
    _lenke, hemmelighet = lag_fullforlenke(aktor=roller.rektor, now=NAA, **HER)  # type: ignore[arg-type]
    return f"/arshjul/fullfor/{hemmelighet}/"


def test_den_som_har_lenken_fullforer_en_gang_uten_bruker(hjul: Rollebesetning, client: Client) -> None:
    adresse = lag(hjul)
    with time_machine.travel(NAA):
        side = client.get(adresse)
        tekst = side.content.decode()
        assert side["Referrer-Policy"] == "same-origin"
        assert "Klasseregler" in tekst
        for navn in (hjul.rektor.navn, hjul.kontaktlarer.navn):
            assert navn not in tekst
        # Opening it changes nothing: mail filters open links too.
        assert Skoleaktivitet.objects.get(nokkel="klasseregler").status == "planlagt"
        assert client.post(adresse, {"gjort": "2026-11-30"}).status_code == 422
        assert "Takk" in client.post(adresse, {"gjort": "2026-11-09"}).content.decode()
        assert client.post(adresse, {"gjort": "2026-11-09"}).status_code == 404
        assert client.get(adresse).status_code == 404
    rad = Skoleaktivitet.objects.get(nokkel="klasseregler")
    assert (rad.status, rad.fra_lenke, rad.merket_av) == ("gjort", True, hjul.rektor)
    assert Fullforlenke.objects.get().brukt is not None


@pytest.mark.parametrize("hva", ["gammel", "tuklet", "stoppet", "avløst", "avtrykket"])
def test_en_lenke_som_ikke_gjelder_virker_ikke(hjul: Rollebesetning, client: Client, hva: str) -> None:
    adresse, naar = lag(hjul), NAA
    match hva:
        case "gammel":
            naar = NAA + timedelta(days=31)
        case "tuklet":
            adresse = adresse[:-2] + ("A" if adresse[-2] != "A" else "B") + "/"
        case "stoppet":
            trekk_fullforlenke(aktor=hjul.rektor, now=NAA, **HER)  # type: ignore[arg-type]
        case "avløst":
            lag(hjul)
        case _:
            adresse = f"/arshjul/fullfor/{Fullforlenke.objects.get().avtrykk}/"
    with time_machine.travel(naar):
        svar = client.post(adresse, {"gjort": "2026-11-09"})
    assert svar.status_code == 404
    assert "Lenken virker ikke" in svar.content.decode()
    assert not Skoleaktivitet.objects.filter(status="gjort").exists()


def test_lenken_vises_en_gang_paa_siden(hjul: Rollebesetning, client: Client) -> None:
    client.force_login(hjul.rektor)
    with time_machine.travel(NAA):
        side = client.post("/arshjul/2026/egge/klasseregler/lenke").content.decode()
        assert "/arshjul/fullfor/" in side
        igjen = client.get("/arshjul/2026/egge/klasseregler/").content.decode()
        assert "/arshjul/fullfor/" not in igjen
        assert "Stopp lenken" in igjen
        client.post("/arshjul/2026/egge/klasseregler/lenke/stopp")
    assert Fullforlenke.objects.get().trukket is not None


def les(ics: str) -> list[dict[str, str]]:
    """Read a calendar back, unfolded, as a calendar program does."""
    assert "\r\n" in ics
    assert all(len(linje.encode()) <= 75 for linje in ics.split("\r\n"))
    hendelser: list[dict[str, str]] = []
    for linje in ics.replace("\r\n ", "").split("\r\n"):
        if linje == "BEGIN:VEVENT":
            hendelser.append({})
        elif hendelser and ":" in linje:
            navn, verdi = linje.split(":", 1)
            hendelser[-1][navn] = verdi.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
    return hendelser


def test_kalenderen_leses_tilbake_og_sier_ingen_navn(hjul: Rollebesetning, client: Client) -> None:
    adresser = {
        skole: f"/arshjul/kalender/{lag_kalenderlenke(aktor=hjul.kontaktlarer, skole=skole, now=NAA)[1]}.ics"
        for skole in ("egge", "")
    }
    with time_machine.travel(NAA):
        hele = client.get(adresser["egge"])
        mine = client.get(adresser[""])
    assert hele["Content-Type"] == "text/calendar; charset=utf-8"
    hendelser = les(hele.content.decode())
    assert len(hendelser) == Skoleaktivitet.objects.count()
    titler = {h["SUMMARY"] for h in hendelser}
    assert {f"Frist: {rad.tittel}" for rad in Skoleaktivitet.objects.all()} == titler
    [eget] = les(mine.content.decode())
    assert (eget["SUMMARY"], eget["DTSTART;VALUE=DATE"]) == ("Frist: Klasseregler", "20270331")
    assert "Lærer" not in hele.content.decode() + mine.content.decode()


def test_kalenderlenken_kan_slettes_og_slutter_med_rollen(hjul: Rollebesetning, client: Client) -> None:
    lenke, hemmelighet = lag_kalenderlenke(aktor=hjul.kontaktlarer, skole="egge", now=NAA)
    adresse = f"/arshjul/kalender/{hemmelighet}.ics"
    with pytest.raises(Http404):
        trekk_kalenderlenke(aktor=hjul.rektor, lenke_id=lenke.pk, now=NAA)
    with pytest.raises(Http404):
        lag_kalenderlenke(aktor=hjul.kontaktlarer, skole="maere", now=NAA)
    with pytest.raises(Http404):
        lag_kalenderlenke(aktor=hjul.sluttet, skole="", now=NAA)
    with time_machine.travel(NAA):
        assert client.get(adresse).status_code == 200
        rolle = Rolletildeling.objects.get(bruker=hjul.kontaktlarer)
        rolle.til = NAA.date() - timedelta(days=1)
        rolle.save()
        assert client.get(adresse).status_code == 404
        rolle.til = None
        rolle.save()
        client.force_login(hjul.kontaktlarer)
        side = client.get("/arshjul/kalender/").content.decode()
        assert "Egge skole" in side
        assert hemmelighet not in side
        assert ".ics" in client.post("/arshjul/kalender/", {"skole": "egge"}).content.decode()
        assert client.post("/arshjul/kalender/", {"skole": "maere"}).status_code == 422
        assert client.post(f"/arshjul/kalender/{lenke.pk}/slett").status_code == 302
        client.logout()
        assert client.get(adresse).status_code == 404
    assert Kalenderlenke.objects.filter(trukket__isnull=True).count() == 1
