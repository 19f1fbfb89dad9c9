"""Bokmål or nynorsk: chosen by the person, kept on the person, and the machine's own until somebody logs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cases.lov.begreper import Delplikt
from cases.sak.hjelp import HJELP, PROSEDYRE
from cases.varsling.epost import brev
from cases.varsling.models import Varsel
from cases.varsling.tekster import Varseltype
from procedures.katalog import DOKUMENTER
from steinkjer_skolemiljo.organisation.models import Maalform
from steinkjer_skolemiljo.organisation.sprak import velg_sprak
from tests.cast import NAA
from tests.factories import lag_sak
from tests.innlogging.hjelp import skriv_passord

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

VELG = reverse("organisation:sprak")
VAART = settings.LANGUAGE_COOKIE_NAME


def test_den_som_ikke_er_logget_inn_velger_for_maskinen(client: Client, roller: Rollebesetning) -> None:
    assert '<html lang="nb"' in client.get("/logg-inn/").content.decode()
    svar = client.post(VELG, {"sprak": "nn", "neste": "/logg-inn/"})
    assert (svar.status_code, svar["Location"]) == (302, "/logg-inn/")
    assert svar.cookies[VAART]["httponly"]
    side = client.get("/logg-inn/").content.decode()
    assert '<html lang="nn"' in side
    assert "Har du gløymt passordet?" in side
    assert "E-posten eller passordet er feil." in skriv_passord(client, roller.ansatt, "feil").content.decode()
    # Nothing about the next person who logs in here.
    roller.ansatt.refresh_from_db()
    assert roller.ansatt.sprak == ""


def test_valget_foelger_personen_til_en_annen_maskin_og_staar_i_historikken(
    client: Client, roller: Rollebesetning
) -> None:
    client.force_login(roller.ansatt)
    client.post(VELG, {"sprak": "nn", "neste": "/meldinger/"})
    annen = Client()
    annen.cookies[VAART] = "nb"
    annen.force_login(roller.ansatt)
    side = annen.get("/meldinger/").content.decode()
    assert '<html lang="nn"' in side
    assert "Du har ikkje sendt nokon meldingar" in side
    rad = roller.ansatt.history.latest()
    assert (rad.sprak, rad.history_user) == ("nn", roller.ansatt)
    # The same choice again is no change.
    antall = roller.ansatt.history.count()
    velg_sprak(aktor=roller.ansatt, sprak=Maalform.NYNORSK, now=NAA)
    assert roller.ansatt.history.count() == antall


def test_valget_gjelder_bare_en_selv(client: Client, roller: Rollebesetning) -> None:
    client.force_login(roller.ansatt)
    client.post(VELG, {"sprak": "nn", "bruker": str(roller.rektor.pk)})
    roller.rektor.refresh_from_db()
    assert roller.rektor.sprak == ""


@pytest.mark.parametrize("neste", ["https://ond.example/", "//ond.example", "", "javascript:alert(1)", "finnes-ikke"])
def test_en_fremmed_adresse_folges_ikke(client: Client, roller: Rollebesetning, neste: str) -> None:
    assert client.post(VELG, {"sprak": "nb", "neste": neste})["Location"] == "/"


@pytest.mark.parametrize("sprak", ["", "en", "nb-NO", "../nn"])
def test_andre_sprak_finnes_ikke(client: Client, roller: Rollebesetning, sprak: str) -> None:
    svar = client.post(VELG, {"sprak": sprak})
    assert svar.status_code == 404
    assert VAART not in svar.cookies


def test_det_kan_ikke_velges_med_en_lenke(client: Client, roller: Rollebesetning) -> None:
    assert client.get(VELG, {"sprak": "nn"}).status_code == 405


@pytest.mark.parametrize(
    ("sprak", "emne"),
    [("", "Du har et nytt varsel"), ("nb", "Du har et nytt varsel"), ("nn", "Du har eit nytt varsel")],
)
def test_e_posten_er_paa_mottakerens_sprak(roller: Rollebesetning, sprak: str, emne: str) -> None:
    roller.rektor.sprak = sprak
    varsel = Varsel(pk=1, mottaker=roller.rektor, type=Varseltype.SAK_TILDELT, opprettet=NAA)
    ferdig = brev(varsel)
    assert ferdig.subject == emne
    assert ("Du kan ikkje svare" in ferdig.body) == (sprak == "nn")


def test_sakens_side_staar_paa_nynorsk_med_loven_ordrett(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    roller.rektor.sprak = "nn"
    roller.rektor.save()
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False):
        side = client.get(reverse("sak:vis", args=[sak.nummer])).content.decode()
    for tekst in ("Dei sju delpliktene", "Setje inn tiltak", "Snakk med eleven, og skriv ned kva eleven seier."):
        assert tekst in side
    # What a duty means, and the way to the procedure.
    assert "Ein mistanke er nok til å melde frå til rektor" in side
    assert f'href="{reverse("procedures:vis", args=[PROSEDYRE])}#melde-fra"' in side


def test_hver_delplikt_er_forklart_i_to_setninger_og_peker_paa_et_avsnitt_som_finnes() -> None:
    assert set(HJELP) == set(Delplikt)
    (prosedyren,) = (d for d in DOKUMENTER if d.slug == PROSEDYRE)
    ankre = {avsnitt.anker for _tittel, avsnittene in prosedyren.deler for avsnitt in avsnittene}
    for hjelp in HJELP.values():
        assert str(hjelp.tekst).count(". ") == 1
        assert hjelp.anker in ankre
