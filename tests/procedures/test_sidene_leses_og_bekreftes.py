"""The procedures' pages, and the word that one has read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procedures.actions import bekreft_lest, les_inn_katalog
from procedures.innhold.prosedyre_1 import PROSEDYRE_1
from procedures.katalog import DOKUMENTER
from procedures.models import Lesebekreftelse
from steinkjer_skolemiljo.organisation.models import Rolle
from tests.cast import NAA, bruker

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

SLUG = PROSEDYRE_1.slug
SIDEN = f"/prosedyrer/{SLUG}/"
MED_ROLLE = (
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
)


@pytest.fixture
def lest(roller: Rollebesetning) -> Rollebesetning:
    """The cast, and the documents read in."""
    les_inn_katalog(aktor=roller.systemet, now=NAA)
    return roller


def hent(client: Client, hvem: Bruker, adresse: str = SIDEN) -> str:
    client.force_login(hvem)
    with time_machine.travel(NAA):
        svar = client.get(adresse)
    assert svar.status_code == 200
    return svar.content.decode()


def bekreft(client: Client, hvem: Bruker, versjon: str = "1", slug: str = SLUG) -> HttpResponse:
    client.force_login(hvem)
    with time_machine.travel(NAA):
        return client.post(reverse("procedures:bekreft", args=(slug,)), {"versjon": versjon})  # type: ignore[return-value]


@pytest.mark.parametrize("navn", MED_ROLLE)
def test_alle_med_en_rolle_leser_prosedyrene(lest: Rollebesetning, client: Client, navn: str) -> None:
    listen = hent(client, lest.alle[navn], reverse("procedures:liste"))
    for dokument in DOKUMENTER:
        assert dokument.tittel in listen
        side = hent(client, lest.alle[navn], reverse("procedures:vis", args=(dokument.slug,)))
        for tittel, avsnittene in dokument.deler:
            assert tittel in side
            for avsnitt in avsnittene:
                assert f'href="#{avsnitt.anker}"' in side
                assert f'id="{avsnitt.anker}"' in side


def test_avsnittene_har_hjemmel_og_ansvarlig(lest: Rollebesetning, client: Client) -> None:
    side = hent(client, lest.ansatt)
    assert "opplæringslova § 12-4 første ledd" in side
    assert "Alle ansatte, rektor og sektorleder skole" in side
    assert "godkjent 8. august 2025 av Gisle K. Almlid-Larsen" in side


def test_den_som_har_sluttet_leser_ingenting(lest: Rollebesetning, client: Client) -> None:
    client.force_login(lest.sluttet)
    with time_machine.travel(NAA):
        assert client.get(SIDEN).status_code == 404
        assert client.get("/prosedyrer/").status_code == 404
    assert bekreft(client, lest.sluttet).status_code == 404
    with pytest.raises(Http404):
        bekreft_lest(aktor=lest.sluttet, slug=SLUG, versjon=1, now=NAA)
    assert not Lesebekreftelse.objects.exists()


def test_en_prosedyre_som_ikke_finnes_er_404(lest: Rollebesetning, client: Client) -> None:
    client.force_login(lest.ansatt)
    with time_machine.travel(NAA):
        assert client.get("/prosedyrer/finnes-ikke/").status_code == 404
    assert bekreft(client, lest.ansatt, slug="finnes-ikke").status_code == 404


def test_uten_prosedyrer_er_listen_tom_men_sier_det(roller: Rollebesetning, client: Client) -> None:
    assert "Ingen prosedyrer ennå" in hent(client, roller.ansatt, "/prosedyrer/")


def test_jeg_har_lest_viser_datoen_og_knappen_forsvinner(lest: Rollebesetning, client: Client) -> None:
    assert "Jeg har lest prosedyren" in hent(client, lest.ansatt)
    svar = bekreft(client, lest.ansatt)
    assert (svar.status_code, svar["Location"]) == (302, SIDEN)
    side = hent(client, lest.ansatt)
    assert "Du bekreftet 10. november 2026" in side
    assert "Jeg har lest prosedyren" not in side
    assert "Du bekreftet 10. november 2026" in hent(client, lest.ansatt, "/prosedyrer/")
    assert "Jeg har lest prosedyren" in hent(client, lest.kontaktlarer)


def test_to_ganger_er_en_bekreftelse_og_den_forste_staar(lest: Rollebesetning, client: Client) -> None:
    forste = bekreft_lest(aktor=lest.ansatt, slug=SLUG, versjon=1, now=NAA)
    andre = bekreft_lest(aktor=lest.ansatt, slug=SLUG, versjon=1, now=NAA + timedelta(days=1))
    assert (andre.pk, andre.tid) == (forste.pk, NAA)
    assert bekreft(client, lest.ansatt).status_code == 302
    assert Lesebekreftelse.objects.count() == 1
    linje = forste.history.get()
    assert (linje.history_user, linje.history_date) == (lest.ansatt, NAA)


def test_den_som_leste_en_gammel_versjon_faar_lese_den_nye(lest: Rollebesetning, client: Client) -> None:
    les_inn_katalog(aktor=lest.systemet, now=NAA, dokumenter=(replace(PROSEDYRE_1, versjon=2),))
    with pytest.raises(ValidationError):
        bekreft_lest(aktor=lest.ansatt, slug=SLUG, versjon=1, now=NAA)
    svar = bekreft(client, lest.ansatt)
    assert svar.status_code == 422
    side = svar.content.decode()
    assert "Les den nye versjonen" in side
    assert 'name="versjon" value="2"' in side
    assert not Lesebekreftelse.objects.exists()


@pytest.mark.parametrize("versjon", ["", "abc", "-1", "99999999999999999999"])
def test_en_versjon_som_ikke_er_en_versjon_avvises_med_ord(lest: Rollebesetning, client: Client, versjon: str) -> None:
    svar = bekreft(client, lest.ansatt, versjon)
    assert svar.status_code == 422
    assert not Lesebekreftelse.objects.exists()


def test_aa_bekrefte_er_en_post(lest: Rollebesetning, client: Client) -> None:
    client.force_login(lest.ansatt)
    assert client.get(reverse("procedures:bekreft", args=(SLUG,))).status_code == 405


def test_en_bekreftelse_kan_ikke_tas_bort(lest: Rollebesetning) -> None:
    bekreft_lest(aktor=lest.ansatt, slug=SLUG, versjon=1, now=NAA)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
        peker.execute("DELETE FROM procedures_lesebekreftelse")


def test_rektor_ser_hvem_ved_egen_skole_som_ikke_har_bekreftet(lest: Rollebesetning, client: Client) -> None:
    bekreft_lest(aktor=lest.ansatt, slug=SLUG, versjon=1, now=NAA)
    bekreft_lest(aktor=lest.ansatt_maere, slug=SLUG, versjon=1, now=NAA)
    side = hent(client, lest.rektor)
    assert "1 av 5 har bekreftet" in side
    hvem = side.split('id="hvem-har-lest"')[1]
    assert "Kontakt Lærer" in hvem
    assert "Ansatt Egge" not in hvem
    assert "Mære" not in hvem
    # One who has left is not among those who have yet to read.
    assert "Sluttet Rektor" not in hvem


@pytest.mark.parametrize("navn", ["ansatt", "avdelingsleder", "kontaktlarer", "kommunalsjef", "systemforvalter"])
def test_andre_ser_ikke_hvem_som_har_bekreftet(lest: Rollebesetning, client: Client, navn: str) -> None:
    side = hent(client, lest.alle[navn])
    assert "Hvem har lest" not in side
    assert "har bekreftet" not in side


def test_sektorleder_ser_tall_for_hver_skole_men_ingen_navn(lest: Rollebesetning, client: Client) -> None:
    side = hent(client, lest.sektorleder)
    assert "0 av 5 har bekreftet" in side
    assert "0 av 2 har bekreftet" in side
    hvem = side.split('id="hvem-har-lest"')[1]
    assert "Kontakt Lærer" not in hvem


def test_den_som_leder_to_skoler_ser_begge_og_teller_hver_person_en_gang(lest: Rollebesetning, client: Client) -> None:
    leder = bruker("Begge Skoler", (Rolle.REKTOR, lest.egge), (Rolle.ANSATT, lest.egge), (Rolle.REKTOR, lest.maere))
    side = hent(client, leder)
    assert "0 av 6 har bekreftet" in side
    assert "0 av 3 har bekreftet" in side


@pytest.mark.parametrize("hvem", ["rektor", "sektorleder", "ansatt"])
def test_antall_sporringer_er_likt_med_en_og_med_mange_rader(lest: Rollebesetning, client: Client, hvem: str) -> None:
    def sporringer(adresse: str) -> int:
        client.force_login(lest.alle[hvem])
        with time_machine.travel(NAA), CaptureQueriesContext(connection) as fanget:
            assert client.get(adresse).status_code == 200
        return len(fanget)

    bekreft_lest(aktor=lest.ansatt, slug=SLUG, versjon=1, now=NAA)
    hent(client, lest.alle[hvem])
    for_side, for_liste = sporringer(SIDEN), sporringer("/prosedyrer/")
    for n in range(25):
        ny = bruker(f"Nummer {n}", (Rolle.ANSATT, lest.egge))
        bekreft_lest(aktor=ny, slug=SLUG, versjon=1, now=NAA)
        les_inn_katalog(aktor=lest.systemet, now=NAA, dokumenter=(replace(PROSEDYRE_1, slug=f"p-{n}", nummer=n + 2),))
    assert sporringer(SIDEN) == for_side
    assert sporringer("/prosedyrer/") == for_liste
    assert max(for_side, for_liste) <= 25
