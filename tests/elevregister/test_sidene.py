"""The register's pages: who comes in, what a list would do in words, the answer, and what is noted of having looked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.sak.models import Oppslag
from steinkjer_skolemiljo.elevregister.actions import legg_fram, ta_inn_godkjente
from steinkjer_skolemiljo.organisation.models import Elevliste, Gradering, Skole
from tests.cast import NAA
from tests.elevregister.hjelp import ALLE, JONAS, NORA, OLA, fil

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

OVERSIKT = "/register/"
SKOLE = {"navn": "Lø skole", "maalform": "nn", "trinn_fra": "1", "trinn_til": "7", "har_sfo": "on"}


def som(bruker: Bruker) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


def send_fil(bruker: Bruker, innhold: bytes) -> Any:
    with time_machine.travel(NAA, tick=False):
        return som(bruker).post("/register/liste/", {"fil": SimpleUploadedFile("elever.csv", innhold)})


def side(bruker: Bruker, adresse: str, **hoder: str) -> Any:
    with time_machine.travel(NAA, tick=False):
        return som(bruker).get(adresse, headers=hoder)


def svar(bruker: Bruker, liste: Elevliste, **felter: str) -> Any:
    with time_machine.travel(NAA, tick=False):
        return som(bruker).post(f"/register/liste/{liste.pk}/svar/", felter)


def avtrykket(innhold: str) -> str:
    return innhold.split('name="sett" value="')[1].split('"', maxsplit=1)[0]


def test_for_andre_enn_systemforvalter_finnes_ikke_registeret(roller: Rollebesetning) -> None:
    liste = legg_fram(aktor=roller.systemforvalter, filnavn="e.csv", innhold=fil(*ALLE), now=NAA)
    adresser = {
        OVERSIKT: "get",
        "/register/elevliste.csv": "get",
        "/register/liste/": "post",
        f"/register/liste/{liste.pk}/": "get",
        f"/register/liste/{liste.pk}/svar/": "post",
        "/register/skole/ny/": "post",
        f"/register/skole/{roller.egge.pk}/": "post",
    }
    for navn, person in roller.alle.items():
        if not person.is_active:
            continue
        with time_machine.travel(NAA, tick=False):
            koder = {getattr(som(person), metode)(adresse).status_code for adresse, metode in adresser.items()}
        assert koder == {404} if navn != "systemforvalter" else 404 not in koder, navn
    assert Elevliste.objects.get().status != "forkastet"


def test_lista_vises_med_ord_foer_noe_skjer_og_tas_inn_etter_et_ja(roller: Rollebesetning) -> None:
    send_fil(roller.systemforvalter, fil(*ALLE))
    flyttet = NORA.replace("Egge skole;5A", "Mære skole;5A")
    ny = "e9;Åse;Aas;01.02.2020;egge;1B;1;"
    sendt = send_fil(roller.systemforvalter, fil(flyttet, JONAS.replace("5A", "5B"), OLA, ny))
    liste = Elevliste.objects.get(status="venter")
    assert sendt.headers["Location"] == f"/register/liste/{liste.pk}/"
    tekst = side(roller.systemforvalter, sendt.headers["Location"]).content.decode()
    for ord_ in ("Nora Eggen", "fra Egge skole til Mære skole", "klasse 5A blir 5B", "Åse Aas", "Egge skole, 1B"):
        assert ord_ in tekst
    oppslag = Oppslag.objects.filter(liste="elevregister").latest("pk")
    assert oppslag.viste_elever == sorted([roller.elev.pk, roller.annen_elev.pk, roller.elev_maere.pk])
    assert svar(roller.systemforvalter, liste, svar="ja", sett=avtrykket(tekst)).status_code == 302
    venter = side(roller.systemforvalter, sendt.headers["Location"], **{"HX-Request": "true"}).content.decode()
    assert "every 4s" in venter
    assert "<html" not in venter
    ta_inn_godkjente(NAA)
    tekst = side(roller.systemforvalter, sendt.headers["Location"]).content.decode()
    assert "1 ny elev" in tekst
    assert "Fila er slettet" in tekst
    assert "Nora" not in tekst
    roller.elev.refresh_from_db()
    assert roller.elev.skole == roller.maere


def test_en_med_beskyttet_adresse_har_verken_navn_eller_skole_paa_siden(roller: Rollebesetning) -> None:
    roller.elev.gradering = Gradering.FORTROLIG
    roller.elev.save()
    send_fil(roller.systemforvalter, fil(NORA.replace("Egge skole;5A", "Mære skole;5A"), JONAS + "kode 6", OLA))
    liste = Elevliste.objects.get()
    tekst = side(roller.systemforvalter, f"/register/liste/{liste.pk}/").content.decode()
    assert "Nora" not in tekst
    assert "Jonas" not in tekst
    assert tekst.count("En elev med beskyttet adresse") == 2
    assert "Mære skole" not in tekst
    assert roller.elev.pk not in Oppslag.objects.get(liste="elevregister").viste_elever


def test_feilene_staar_ved_feltet_og_fila_lagres_ikke(roller: Rollebesetning) -> None:
    feil = send_fil(
        roller.systemforvalter, fil("e1;;Eggen;04.03.2016;egge;5A;5;", OLA.replace("maere", "Ukjent skole"))
    )
    assert feil.status_code == 422
    tekst = feil.content.decode()
    assert "Linje 2: «Fornavn» er tom." in tekst
    assert not Elevliste.objects.exists()
    ukjent = send_fil(roller.systemforvalter, fil(OLA.replace("maere", "Ukjent skole"))).content.decode()
    assert "Skolen «Ukjent skole» finnes ikke her" in ukjent
    with time_machine.travel(NAA, tick=False):
        uten = som(roller.systemforvalter).post("/register/liste/", {})
    assert (uten.status_code, "Velg en fil." in uten.content.decode()) == (422, True)


def test_mange_som_slutter_maa_bekreftes_og_det_sies_ved_feltet(roller: Rollebesetning) -> None:
    nye = [f"n{nr};Elev{nr};Etternavn;01.02.2017;egge;4A;4;" for nr in range(8)]
    for linjer in ((*ALLE, *nye), ALLE):
        send_fil(roller.systemforvalter, fil(*linjer))
        liste = Elevliste.objects.get(status="venter")
        tekst = side(roller.systemforvalter, f"/register/liste/{liste.pk}/").content.decode()
        ja = svar(roller.systemforvalter, liste, svar="ja", sett=avtrykket(tekst))
        if linjer != ALLE:
            ta_inn_godkjente(NAA)
    assert "8 av 10 elever ved Egge skole står ikke i lista" in tekst
    assert ja.status_code == 422
    assert "Kryss av for at det er riktig" in ja.content.decode()
    ja = svar(roller.systemforvalter, liste, svar="ja", sett=avtrykket(tekst), tatt_stilling="on")
    assert ja.status_code == 302


def test_det_som_er_endret_siden_vises_paa_nytt(roller: Rollebesetning) -> None:
    send_fil(roller.systemforvalter, fil(*ALLE))
    liste = Elevliste.objects.get()
    gammelt = svar(roller.systemforvalter, liste, svar="ja", sett="0" * 64)
    assert gammelt.status_code == 422
    tekst = gammelt.content.decode()
    assert "Registeret er endret siden du så lista" in tekst
    # What stands there now is what the next yes is about.
    assert svar(roller.systemforvalter, liste, svar="ja", sett=avtrykket(tekst)).status_code == 302
    # And one that is answered is not answered again.
    assert svar(roller.systemforvalter, liste, svar="nei").status_code == 404


def test_nei_sletter_fila(roller: Rollebesetning) -> None:
    send_fil(roller.systemforvalter, fil(*ALLE))
    liste = Elevliste.objects.get()
    assert svar(roller.systemforvalter, liste, svar="nei").headers["Location"] == OVERSIKT
    liste.refresh_from_db()
    assert (liste.status, bytes(liste.innhold)) == ("forkastet", b"")
    assert "Forkastet" in side(roller.systemforvalter, OVERSIKT).content.decode()


def test_skolen_registreres_med_kortnavn_av_navnet_og_feil_staar_ved_feltet(roller: Rollebesetning) -> None:
    klient = som(roller.systemforvalter)
    with time_machine.travel(NAA, tick=False):
        assert klient.post("/register/skole/ny/", SKOLE).status_code == 302
        skole = Skole.objects.get(navn="Lø skole")
        assert (skole.kortnavn, skole.maalform) == ("lo-skole", "nn")
        likt = klient.post("/register/skole/ny/", SKOLE)
        assert (likt.status_code, 'value="Lø skole"' in likt.content.decode()) == (422, True)
        endret = klient.post(f"/register/skole/{skole.pk}/", {**SKOLE, "kortnavn": "lo", "trinn_til": "10"})
        assert endret.status_code == 302
        bakvendt = klient.post(f"/register/skole/{skole.pk}/", {**SKOLE, "trinn_fra": "8", "trinn_til": "3"})
    skole.refresh_from_db()
    assert (skole.kortnavn, skole.trinn_til) == ("lo", 10)
    assert "fra kan ikke være etter til" in bakvendt.content.decode()


@pytest.mark.parametrize("hvor", ["oversikt", "liste"])
def test_antall_sporringer_er_likt_med_faa_og_mange(roller: Rollebesetning, hvor: str) -> None:
    def antall() -> int:
        liste = Elevliste.objects.get(status="venter")
        adresse = OVERSIKT if hvor == "oversikt" else reverse("elevregister:liste", args=[liste.pk])
        side(roller.systemforvalter, adresse)
        with CaptureQueriesContext(connection) as fanget:
            assert side(roller.systemforvalter, adresse).status_code == 200
        return len(fanget)

    send_fil(roller.systemforvalter, fil(*ALLE))
    faa = antall()
    for nr in range(12):
        Skole.objects.create(navn=f"Skole {nr}", kortnavn=f"s{nr}")
    send_fil(roller.systemforvalter, fil(*ALLE, *(f"n{nr};A{nr};B;01.02.2017;egge;4A;4;" for nr in range(60))))
    assert antall() == faa
