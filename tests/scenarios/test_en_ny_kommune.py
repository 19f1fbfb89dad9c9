"""A municipality that begins with an empty database comes to its first sak, by the pages and the commands alone.

Nothing here is written to the database by the test: what a person cannot do, a new municipality cannot do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cases.melding.models import Melding
from cases.sak.models import Sak
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.elevregister.actions import ta_inn_godkjente
from steinkjer_skolemiljo.organisation.models import Bruker, Elev, Elevliste, Klasse, Skole
from tests.cast import I_DAG, NAA
from tests.elevregister.hjelp import fil

if TYPE_CHECKING:
    import pytest

GODT = "fire blå elger løper hjem"


class Innlogget:
    """One person in a browser of their own."""

    def __init__(self, lenke: str) -> None:
        """The link they were given, once, to choose a password; and then they log in."""
        self.klient = Client()
        self.gjor(re.sub(r"^https?://[^/]+", "", lenke.strip()), {"nytt": GODT, "gjenta": GODT})

    def som(self, epost: str) -> Innlogget:
        """Through the front door."""
        self.gjor("/logg-inn/", {"username": epost, "password": GODT})
        return self

    def gjor(self, adresse: str, felter: dict[str, Any]) -> Any:
        """Send a form; it must go through."""
        with time_machine.travel(NAA, tick=False):
            svar = self.klient.post(adresse, felter)
        assert svar.status_code in {302, 303}, f"{adresse}: {svar.status_code} {svar.content.decode()[:3000]}"
        return svar

    def ser(self, adresse: str, *ord_: str) -> str:
        """Open a page; the words are on it."""
        with time_machine.travel(NAA, tick=False):
            tekst: str = self.klient.get(adresse).content.decode()
        assert not [o for o in ord_ if o not in tekst], tekst[:3000]
        return tekst


def forste(rolle: str, epost: str, navn: str, capsys: pytest.CaptureFixture[str]) -> Innlogget:
    """The two who are registered on the server."""
    with time_machine.travel(NAA, tick=False):
        call_command("forste_bruker", rolle, epost, *navn.split())
    return Innlogget(capsys.readouterr().out.splitlines()[-1]).som(epost)


def ansett(hvem: Innlogget, epost: str, navn: str, rolle: str, skole: Skole | None, hvorfor: str = "") -> Bruker:
    """Register one who works here, with a role."""
    fornavn, etternavn = navn.split()
    felter = {"fornavn": fornavn, "etternavn": etternavn, "email": epost, "rolle": rolle, "fra": I_DAG.isoformat()}
    hvem.gjor(reverse("forvaltning:ny"), {**felter, "skole": skole.pk if skole else "", "begrunnelse": hvorfor})
    return Bruker.objects.get(email=epost)


def si_ja(hvem: Innlogget, hvorfor: str) -> None:
    """The second person's yes to the role that was proposed."""
    tekst = hvem.ser(reverse("forvaltning:brukere"), hvorfor)
    (adresse,) = re.findall(r'action="(/brukere/forslag/\d+/)"', tekst)
    hvem.gjor(adresse, {"svar": "ja"})


def slipp_inn(hvem: Innlogget, bruker: Bruker) -> Innlogget:
    """Give the link for the first password, and let the person log in with it."""
    with time_machine.travel(NAA, tick=False):
        side = hvem.klient.post(f"/brukere/{bruker.pk}/passordlenke").content.decode()
    (lenke,) = re.findall(r"https?://[^\s\"<>]+/nytt-passord/[^\s\"<>]+", side)[:1]
    return Innlogget(lenke).som(bruker.email)


def test_fra_tom_database_til_den_forste_saken(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    # The server makes the system's own user, and reads in the årshjul and the procedures, as each start does.
    for kommando in ("les_arshjul", "les_prosedyrer"):
        call_command(kommando)
    systemforvalter = forste("systemforvalter", "per@kommunen.example", "Per Ås", capsys)
    kommunalsjef = forste("kommunalsjef", "kari@kommunen.example", "Kari Lund", capsys)

    # The school, its year and its pupils.
    systemforvalter.ser("/", "Skoler og elever")
    skole = {"navn": "Egge skole", "maalform": "nb", "trinn_fra": "1", "trinn_til": "7", "har_sfo": "on"}
    systemforvalter.gjor(reverse("elevregister:ny_skole"), skole)
    egge = Skole.objects.get()
    liste = fil("e1;Nora;Eggen;04.03.2016;Egge skole;5A;5;", "e2;Jonas;Vik;06.05.2016;egge-skole;5A;5;")
    svar = systemforvalter.gjor(reverse("elevregister:legg_fram"), {"fil": SimpleUploadedFile("elever.csv", liste)})
    side = systemforvalter.ser(svar.headers["Location"], "2 elever er nye", "Egge skole, 5A")
    sett = side.split('name="sett" value="')[1].split('"')[0]
    systemforvalter.gjor(f"/register/liste/{Elevliste.objects.get().pk}/svar/", {"svar": "ja", "sett": sett})
    ta_inn_godkjente(NAA)
    nora = Elev.objects.get(fornavn="Nora")

    # Those who lead: two persons each time.
    leder = ansett(systemforvalter, "siv@kommunen.example", "Siv Moe", "sektorleder", None, "Leder sektoren")
    si_ja(kommunalsjef, "Leder sektoren")
    sektorleder = slipp_inn(systemforvalter, leder)
    ny_rektor = ansett(systemforvalter, "arne@kommunen.example", "Arne Ek", "rektor", egge, "Rektor ved Egge")
    si_ja(sektorleder, "Rektor ved Egge")
    rektor = slipp_inn(systemforvalter, ny_rektor)

    # The rektor registers a colleague, who is kontaktlærer and sees something.
    larer = ansett(rektor, "lise@kommunen.example", "Lise Dahl", "ansatt", egge)
    klasse = {"klasse-klasse": Klasse.objects.get().pk, "klasse-fra": I_DAG.isoformat()}
    rektor.gjor(reverse("forvaltning:gi_klasse", args=[larer.pk]), klasse)
    ansatt = slipp_inn(rektor, larer)
    ansatt.ser("/meld/", "Meld fra")
    felter = {"nokkel": uuid4(), "elever": nora.pk, "hva_skjedde": "Sto alene i friminuttet", "oppdaget": I_DAG}
    ansatt.gjor("/meld/", felter)
    melding = Melding.objects.get()
    assert Varsel.objects.filter(mottaker=ny_rektor, type="ny_melding").exists()
    rektor.ser("/", "Nora Eggen")
    ta_imot = reverse("melding:ta_imot", args=[melding.nummer])
    rektor.ser(ta_imot, "Sto alene i friminuttet")
    rektor.gjor(ta_imot, {"habil": "ja", "beslutning": "sak", "ansvarlig": ny_rektor.pk, "del_med_kontaktlarer": "on"})
    sak = Sak.objects.get()
    rektor.ser(reverse("sak:vis", args=[sak.nummer]), "Nora Eggen")
    ansatt.ser(reverse("kontaktlarer:min_klasse"), "Nora")
