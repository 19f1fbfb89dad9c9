"""The page of the årshjul: every role, every month, and no more than one may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annual_wheel.actions import Merkedata, merk, start_skolear, svar_paa_forslag
from annual_wheel.katalog import RADER, Rad
from annual_wheel.mal import les_inn_katalog
from annual_wheel.models import Aktivitet, Ansvar, Tid, skolear_for
from steinkjer_skolemiljo.organisation.models import Rolle, Skole
from tests.cast import I_DAG, NAA, bruker

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Rollebesetning

SIDEN = "/arshjul/"


@pytest.fixture
def hjul(roller: Rollebesetning) -> Rollebesetning:
    """The cast, and a wheel with all its activities."""
    les_inn_katalog(aktor=roller.systemet, now=NAA)
    start_skolear(aktor=roller.rektor, skole="egge", skolear=2026, now=NAA)
    start_skolear(aktor=roller.rektor_maere, skole="maere", skolear=2026, now=NAA)
    return roller


def hent(client: Client, hvem: object, adresse: str = SIDEN) -> str:
    client.force_login(hvem)  # type: ignore[arg-type]
    with time_machine.travel(NAA):
        svar = client.get(adresse)
    assert svar.status_code == 200
    return svar.content.decode()


def test_adressen_er_kort() -> None:
    assert reverse("annual_wheel:vis") == SIDEN


@pytest.mark.parametrize(
    "navn",
    [
        "rektor",
        "avdelingsleder",
        "kontaktlarer",
        "ansatt",
        "anklaget",
        "rektor_maere",
        "ansatt_maere",
        "sektorleder",
        "kommunalsjef",
        "systemforvalter",
    ],
)
def test_alle_med_en_rolle_ser_aarshjulet(hjul: Rollebesetning, client: Client, navn: str) -> None:
    side = hent(client, hjul.alle[navn])
    for rad in RADER:
        assert rad.tittel in side


def test_den_som_har_sluttet_ser_ikke_aarshjulet(hjul: Rollebesetning, client: Client) -> None:
    client.force_login(hjul.sluttet)
    with time_machine.travel(NAA):
        assert client.get(SIDEN).status_code == 404


def test_uten_innlogging_kommer_man_til_innloggingen(hjul: Rollebesetning, client: Client) -> None:
    assert client.get(SIDEN).status_code == 302


def test_alle_maaneder_er_i_hjulet_og_hver_lenke_har_sin_liste(hjul: Rollebesetning, client: Client) -> None:
    side = hent(client, hjul.rektor)
    for maaned in ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des"):
        assert f">{maaned}</text>" in side
    assert 'aria-label="nov 0/1 gjort"' in side
    assert 'aria-label="des 0/1 gjort"' in side
    assert 'aria-label="Hele året 0/6 gjort"' in side
    for tid in Tid:
        anker = tid.value.replace("_", "-")
        assert f'href="#{anker}"' in side
        assert f'<section id="{anker}"' in side
    assert side.count('class="hjul__maaned') == 12


def test_bare_denne_maaneden_er_fremhevet(hjul: Rollebesetning, client: Client) -> None:
    side = hent(client, hjul.ansatt)
    assert side.count('aria-current="date"') == 1
    assert 'href="#nov-des" aria-current="date" aria-label="nov' in side


def test_et_annet_skoleaar_har_ingen_naa(hjul: Rollebesetning, client: Client) -> None:
    side = hent(client, hjul.ansatt, SIDEN + "?skolear=2025")
    assert "2025/26" in side
    assert 'aria-current="date"' not in side


@pytest.mark.parametrize("tull", ["abc", "1900", "99999999999", "-1", "²"])
def test_et_ukjent_skoleaar_gir_dette_skoleaaret(hjul: Rollebesetning, client: Client, tull: str) -> None:
    assert "Egge skole 2026/27" in hent(client, hjul.ansatt, SIDEN + f"?skolear={tull}")


def test_merkene_er_skolens_egne(hjul: Rollebesetning, client: Client) -> None:
    merk(
        aktor=hjul.rektor_maere,
        skole="maere",
        skolear=2026,
        nokkel="klasseregler",
        data=Merkedata("gjort", I_DAG, notat="Alle trinn på Mære er i mål."),
        now=NAA,
    )
    assert "i mål" in hent(client, hjul.ansatt_maere)
    assert "i mål" not in hent(client, hjul.rektor)
    client.force_login(hjul.rektor)
    with time_machine.travel(NAA):
        assert client.get(SIDEN + "?skole=maere").status_code == 404
        assert client.get(SIDEN + "?skole=finnes-ikke").status_code == 404


def test_den_som_arbeider_ved_to_skoler_velger(hjul: Rollebesetning, client: Client) -> None:
    begge = bruker("To Skoler", (Rolle.ANSATT, hjul.egge), (Rolle.REKTOR, hjul.maere))
    assert "Mære skole 2026/27" in hent(client, begge)
    side = hent(client, begge, SIDEN + "?skole=egge")
    assert "Egge skole 2026/27" in side
    assert "Legg til en egen aktivitet" not in side


def test_sektorleder_ser_hvor_langt_hver_skole_er_kommet(hjul: Rollebesetning, client: Client) -> None:
    for nokkel in ("klasseregler", "orientere-elevene"):
        merk(
            aktor=hjul.rektor,
            skole="egge",
            skolear=2026,
            nokkel=nokkel,
            data=Merkedata("gjort", I_DAG, notat="Notatet"),
            now=NAA,
        )
    side = hent(client, hjul.sektorleder)
    assert "Skole for skole" in side
    assert 'aria-label="aug 2/10 gjort"' in side
    assert "1 av 2 skoler" in side
    assert "Notatet" not in side
    assert "Legg til en egen aktivitet" not in side
    assert "Notatet" in hent(client, hjul.sektorleder, SIDEN + "?skole=egge")


def test_en_nedlagt_skole_er_ikke_med(hjul: Rollebesetning, client: Client) -> None:
    Skole.objects.create(navn="Gamle skole", kortnavn="gamle", nedlagt=I_DAG)
    assert "Gamle skole" not in hent(client, hjul.sektorleder)


def test_bare_ledere_ved_skolen_kan_endre_hjulet(hjul: Rollebesetning, client: Client) -> None:
    assert "Legg til en egen aktivitet" in hent(client, hjul.rektor)
    for navn in ("ansatt", "avdelingsleder", "kontaktlarer", "sektorleder", "systemforvalter"):
        assert "Legg til en egen aktivitet" not in hent(client, hjul.alle[navn])


@pytest.mark.parametrize("hvem", ["rektor", "sektorleder"])
def test_antall_sporringer_er_likt_med_en_og_med_mange_rader(roller: Rollebesetning, client: Client, hvem: str) -> None:
    def rader(antall: int) -> list[Rad]:
        return [Rad(f"rad-{n}", Tid.AUGUST, f"Rad {n}", (Ansvar.REKTOR,)) for n in range(antall)]

    def sporringer() -> int:
        client.force_login(roller.alle[hvem])
        with time_machine.travel(NAA), CaptureQueriesContext(connection) as fanget:
            assert client.get(SIDEN).status_code == 200
        return len(fanget)

    les_inn_katalog(aktor=roller.systemet, now=NAA, rader=rader(1))
    start_skolear(aktor=roller.rektor, skole="egge", skolear=2026, now=NAA)
    hent(client, roller.alle[hvem])
    med_en = sporringer()
    les_inn_katalog(aktor=roller.systemet, now=NAA, rader=rader(25))
    start_skolear(aktor=roller.rektor, skole="egge", skolear=2027, now=NAA)
    start_skolear(aktor=roller.rektor_maere, skole="maere", skolear=2026, now=NAA)
    for n in range(1, 25):
        svar_paa_forslag(
            aktor=roller.rektor, skole="egge", skolear=2026, nokkel=f"rad-{n}", godta=True, begrunnelse="", now=NAA
        )
        Skole.objects.create(navn=f"Skole {n}", kortnavn=f"skole-{n}")
    assert sporringer() == med_en
    assert med_en <= 19


def test_skoleaaret_begynner_i_august() -> None:
    assert skolear_for(I_DAG.replace(month=7, day=31)) == 2025
    assert skolear_for(I_DAG.replace(month=8, day=1)) == 2026


def test_lenkene_i_hjulet_er_skrevet_med_punktum(hjul: Rollebesetning, client: Client) -> None:
    side = hent(client, hjul.rektor)
    assert ' y="' in side
    assert "," not in side.split('class="hjul__flate" d="')[1].split('"')[0]
    assert Aktivitet.objects.count() == len(RADER)
