"""The pages, the file and the report: only published numbers, the same for all, and only for skoleeier."""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd
from cases.statistikk.actions import Rapporttekst, begynn_rapport, frys_rapport, lag_maanedstall, skriv_rapport
from cases.statistikk.eksport import ufarlig
from cases.statistikk.models import Aarsrapport, Maanedstall
from steinkjer_skolemiljo.organisation.models import Elev
from tests.cases.sporringer import antall
from tests.cases.statistikk.oppsett import hent, send
from tests.cases.statistikk.test_maanedstall import FORSTE, fyll
from tests.cast import NAA, OSLO
from tests.factories import lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

TALL = reverse("statistikk:tall")
FIL = reverse("statistikk:csv")
RAPPORT = reverse("statistikk:rapport", args=[2026])
HOSTEN_ETTER = datetime(2027, 8, 2, 9, 0, tzinfo=OSLO)
TEKST = {"innledning": "Vi følger opp alle.", "veien_videre": "Flere voksne ute."}


@pytest.fixture
def publisert(roller: Rollebesetning) -> Rollebesetning:
    """Seven saker at Egge, and the numbers of November."""
    fyll(roller, roller.egge)
    for _n in range(7):
        lag_sak(roller)
    lag_maanedstall(now=FORSTE)
    return roller


# -- who -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hvem", ["rektor", "avdelingsleder", "ansatt", "systemforvalter", "personvernombud"])
def test_tall_og_rapporter_finnes_ikke_for_andre_enn_skoleeier(publisert: Rollebesetning, hvem: str) -> None:
    begynn_rapport(aktor=publisert.sektorleder, skolear=2026, now=FORSTE)
    person = publisert.alle[hvem]
    sider = [TALL, FIL, reverse("statistikk:rapporter"), RAPPORT, reverse("statistikk:pdf", args=[2026])]
    assert [hent(person, side, FORSTE).status_code for side in sider] == [404] * 5
    for adresse in (RAPPORT, reverse("statistikk:begynn", args=[2026])):
        assert send(person, adresse, FORSTE, versjon="1", **TEKST).status_code == 404
    for dor in (begynn_rapport, frys_rapport, skriv_rapport):
        mer: dict[str, Any] = {} if dor is begynn_rapport else {"versjon": 1}
        mer |= {"data": Rapporttekst()} if dor is skriv_rapport else {}
        with pytest.raises(IkkeFunnet):
            dor(aktor=person, skolear=2026, now=FORSTE, **mer)


def test_alle_leser_de_samme_tallene(publisert: Rollebesetning) -> None:
    filer = {hent(hvem, FIL, FORSTE).content for hvem in (publisert.sektorleder, publisert.kommunalsjef)}
    assert len(filer) == 1


# -- the pages -------------------------------------------------------------------------------------------------


def test_siden_viser_trinn_og_aldri_noe_annet(publisert: Rollebesetning) -> None:
    side = hent(publisert.sektorleder, TALL, FORSTE).content.decode()
    assert "5–9" in side
    assert "under 5" in side
    assert "Egge skole" in side
    assert '<td class="tall">7</td>' not in side
    assert "Mære skole" not in side


def test_siden_kan_vise_en_skole_og_tull_i_adressen_viser_alle(publisert: Rollebesetning) -> None:
    side = hent(publisert.sektorleder, f"{TALL}?skole={publisert.egge.pk}&skolear=2026", FORSTE).content.decode()
    assert f"{reverse('skoleeier:oversikt')}?skole={publisert.egge.pk}" in side
    assert "Hvor det skjer" not in side
    for tull in ("?skole=x&skolear=1'", f"?skole={publisert.maere.pk}", "?skolear=1999"):
        svar = hent(publisert.sektorleder, f"{TALL}{tull}", FORSTE)
        assert svar.status_code == 200
        assert "Hvor det skjer" in svar.content.decode()


def test_foer_de_forste_tallene_sier_sidene_naar_de_kommer(roller: Rollebesetning) -> None:
    assert "den første i neste måned" in hent(roller.sektorleder, TALL, NAA).content.decode()
    assert "den første i neste måned" in hent(roller.sektorleder, reverse("skoleeier:oversikt"), NAA).content.decode()
    assert hent(roller.sektorleder, FIL, NAA).status_code == 404


def test_siden_koster_det_samme_uansett_hvor_mange_saker(client: Client, publisert: Rollebesetning) -> None:
    for_ = antall(client, publisert.sektorleder, TALL)
    for _n in range(10):
        lag_sak(publisert)
    assert antall(client, publisert.sektorleder, TALL) == for_ < 35


# -- the file --------------------------------------------------------------------------------------------------


def test_filen_er_for_regneark_og_har_bare_trinn(publisert: Rollebesetning) -> None:
    svar = hent(publisert.sektorleder, FIL, FORSTE)
    tekst = svar.content.decode()
    assert tekst.startswith("\ufeff")
    rader = list(csv.DictReader(io.StringIO(tekst.removeprefix("\ufeff")), delimiter=";"))
    assert {int(rad["Minst"]) % 5 for rad in rader} == {0}
    assert {int(rad["Høyst"]) - int(rad["Minst"]) for rad in rader} == {4}
    egge = next(rad for rad in rader if rad["Hva"] == "Egge skole")
    assert (egge["Tall"], egge["Skoleår"], egge["Til og med"]) == ("5–9", "2026/27", "november 2026")


@pytest.mark.parametrize("tekst", ["=1+1", "+47", "-1", "@SUM(A1)", "\t=1", " =1"])
def test_regnearket_kjorer_ingenting(tekst: str) -> None:
    assert ufarlig(tekst) == f"'{tekst}"
    assert ufarlig("Egge skole") == "Egge skole"


# -- the report ------------------------------------------------------------------------------------------------


def test_rapporten_skrives_og_gjores_ferdig_for_alltid(publisert: Rollebesetning) -> None:
    leder = publisert.sektorleder
    send(leder, reverse("statistikk:begynn", args=[2026]), FORSTE)
    assert send(leder, RAPPORT, FORSTE, versjon="1", **TEKST).status_code == 302
    side = hent(leder, RAPPORT, FORSTE).content.decode()
    assert "Vi følger opp alle." in side
    svar = send(leder, RAPPORT, FORSTE, versjon="2", frys="ja", **TEKST)
    assert svar.status_code == 422
    assert "Skoleåret er ikke over" in svar.content.decode()
    assert Aarsrapport.objects.get().versjon == 2
    lag_maanedstall(now=HOSTEN_ETTER)
    assert send(leder, RAPPORT, HOSTEN_ETTER, versjon="2", frys="ja", **TEKST).status_code == 302
    rapport = Aarsrapport.objects.select_related("dokument", "maanedstall").get()
    pdf = hent(leder, reverse("statistikk:pdf", args=[2026]), HOSTEN_ETTER)
    assert hashlib.sha256(pdf.content).hexdigest() == rapport.dokument.sha256
    assert pdf.content.startswith(b"%PDF-")
    assert rapport.maanedstall == Maanedstall.objects.order_by("-maaned").first()
    assert rapport.dokument.sha256 in hent(leder, RAPPORT, HOSTEN_ETTER).content.decode()
    with pytest.raises(Regelbrudd, match="ferdig"):
        skriv_rapport(aktor=leder, skolear=2026, data=Rapporttekst(), versjon=rapport.versjon, now=HOSTEN_ETTER)
    for setning in (
        "UPDATE cases_aarsrapport SET innledning = 'x'",
        "DELETE FROM cases_rapportdokument",
        "UPDATE cases_rapportdokument SET sha256 = 'x'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)


def test_den_som_kommer_for_sent_mister_ikke_det_som_er_skrevet(publisert: Rollebesetning) -> None:
    leder = publisert.sektorleder
    begynn_rapport(aktor=leder, skolear=2026, now=FORSTE)
    skriv_rapport(aktor=publisert.kommunalsjef, skolear=2026, data=Rapporttekst(), versjon=1, now=FORSTE)
    svar = send(leder, RAPPORT, FORSTE, versjon="1", **TEKST)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert "Kommunal Sjef" in side
    assert "Vi følger opp alle." in side
    with pytest.raises(Foreldet):
        skriv_rapport(aktor=leder, skolear=2026, data=Rapporttekst(), versjon=1, now=FORSTE)
    assert send(leder, RAPPORT, FORSTE, versjon="2", innledning="x" * 4001).status_code == 422


@pytest.mark.parametrize(
    ("skrevet", "hva"),
    [
        ("Noras sak viser hvor viktig det er.", "navn på elever: «Nora»"),
        ("Ola Mæhre fikk hjelp.", "navn på elever: «Ola Mæhre»"),
        ("Det var tre alvorlige saker på Egge.", "Så få kan kjennes igjen: «tre alvorlige saker»"),
        ("Det var 2 § 12-5-saker i fjor.", "Så få kan kjennes igjen: «2 § 12-5-saker»"),
        ("4 elever byttet skole.", "Så få kan kjennes igjen: «4 elever»"),
        ("Se sak 2026-0042.", "Et saksnummer hører ikke hjemme i rapporten: 2026-0042."),
        ("Melding M-2026-0007 ble fulgt opp.", "Et saksnummer hører ikke hjemme i rapporten: M-2026-0007."),
    ],
)
def test_ingen_kan_finnes_i_det_som_er_skrevet_heller(publisert: Rollebesetning, skrevet: str, hva: str) -> None:
    leder = publisert.sektorleder
    begynn_rapport(aktor=leder, skolear=2026, now=FORSTE)
    tekster = TEKST | {"om_arbeidet": skrevet}
    svar = send(leder, RAPPORT, FORSTE, versjon="1", **tekster)
    assert svar.status_code == 422
    side = svar.content.decode()
    assert hva in side
    assert skrevet in side
    # A human has looked: then it stands, but a number never does.
    sett_over = send(leder, RAPPORT, FORSTE, versjon="1", sett_over="on", **tekster)
    assert sett_over.status_code == (422 if "saksnummer" in hva else 302)
    assert Aarsrapport.objects.get().om_arbeidet == ("" if "saksnummer" in hva else skrevet)


def test_vanlige_setninger_spoerres_det_ikke_om(publisert: Rollebesetning) -> None:
    tekst = "Når en elev ikke har det trygt, lages en plan. To skoler holdt fristene. Vi fulgte opp 35–39 saker i år."
    begynn_rapport(aktor=publisert.sektorleder, skolear=2026, now=FORSTE)
    data = Rapporttekst(om_arbeidet=tekst)
    assert skriv_rapport(aktor=publisert.sektorleder, skolear=2026, data=data, versjon=1, now=FORSTE).versjon == 2
    # «Holdt» is a letter from the surname of a pupil whose first name stands somewhere else: that is no name here.
    Elev.objects.create(
        fornavn="Nora",
        etternavn="Holte",
        fodselsdato=date(2016, 5, 1),
        skole=publisert.egge,
        klasse=publisert.klasse,
        sokenavn="nora holte",
    )
    data = Rapporttekst(om_arbeidet=tekst, veien_videre="Nora fikk hjelp.")
    with pytest.raises(Regelbrudd) as feil:
        skriv_rapport(aktor=publisert.sektorleder, skolear=2026, data=data, versjon=2, now=FORSTE)
    assert [b.felt for b in feil.value.brudd] == ["veien_videre", "sett_over"]


def test_et_aar_uten_tall_har_ingen_rapport(publisert: Rollebesetning) -> None:
    with pytest.raises(Regelbrudd, match="ingen tall"):
        begynn_rapport(aktor=publisert.sektorleder, skolear=2020, now=FORSTE)
    for aar in (2020, 0, 999_999):
        assert send(publisert.sektorleder, reverse("statistikk:begynn", args=[aar]), FORSTE).status_code == 302
    assert not Aarsrapport.objects.exists()
    assert hent(publisert.sektorleder, reverse("statistikk:rapport", args=[2020]), FORSTE).status_code == 404
