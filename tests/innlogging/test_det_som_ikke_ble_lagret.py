"""A form that is refused outright gives back what was typed: it is gone from the browser, for no page is stored there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import time_machine
from django.db import connection
from django.test import Client

from cases.sak.actions import erklaer_inhabil
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

TEKST = "Mor ringte, og sa at Nora gråter <hver> kveld."
GITT_TILBAKE = "Mor ringte, og sa at Nora gråter &lt;hver&gt; kveld."
NOTAT = {"slag": "telefon", "dato": "2026-11-10", "tekst": TEKST, "_skjema": "Notatskjema av et slag"}


def _send(bruker: Bruker, adresse: str, felter: dict[str, str]) -> Any:
    client = Client(raise_request_exception=False)
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.post(adresse, felter)


def test_den_som_mistet_saken_mens_hun_skrev_har_teksten_igjen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    erklaer_inhabil(aktor=roller.rektor, sak_id=sak.pk, grunn="Nabo", now=NAA)
    svar = _send(roller.rektor, f"/saker/{sak.nummer}/logg/noter/", NOTAT)
    side = svar.content.decode()
    assert (svar.status_code, side.count(GITT_TILBAKE)) == (404, 1)
    assert "Notatskjema" not in side
    assert "no-store" in svar["Cache-Control"]


def test_den_som_ser_saken_og_ikke_kan_skrive_har_teksten_igjen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA)
    svar = _send(roller.sektorleder, f"/saker/{sak.nummer}/logg/noter/", NOTAT)
    assert (svar.status_code, svar.content.decode().count(GITT_TILBAKE)) == (403, 1)


def test_teksten_staar_ogsaa_naar_noe_feilet_hos_oss(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with connection.cursor() as peker:
        peker.execute("ALTER TABLE cases_loggnotat RENAME TO borte")
    svar = _send(roller.rektor, f"/saker/{sak.nummer}/logg/noter/", NOTAT)
    assert (svar.status_code, svar.content.decode().count(GITT_TILBAKE)) == (500, 1)


def test_en_fane_fra_for_ny_innlogging_gir_teksten_tilbake_og_en_fremmed_side_faar_ingenting_vist(
    roller: Rollebesetning,
) -> None:
    adresse = f"/saker/{lag_sak(roller).nummer}/logg/noter/"
    client = Client(enforce_csrf_checks=True)
    client.force_login(roller.rektor)
    svar = client.post(adresse, {**NOTAT, "csrfmiddlewaretoken": "fra for innloggingen"})
    assert (svar.status_code, svar.content.decode().count(GITT_TILBAKE)) == (403, 1)
    # From another site the session's cookie is not sent.
    fremmed = Client(enforce_csrf_checks=True).post(adresse, NOTAT)
    assert (fremmed.status_code, "Mor ringte" in fremmed.content.decode()) == (403, False)


def test_passord_gis_aldri_tilbake(roller: Rollebesetning) -> None:
    svar = _send(roller.rektor, "/min-side/innlogginger/finnes-ikke", {"gammelt": "et langt passord"})
    assert (svar.status_code, "langt passord" in svar.content.decode()) == (404, False)
    svar = _send(roller.ansatt, f"/brukere/{roller.rektor.pk}/passordlenke", {"passord": "et langt passord"})
    assert svar.status_code in {403, 404}
    assert "langt passord" not in svar.content.decode()
