"""What a helsepersonell has from treatment is told with consent, or stops before a word is stored (A-5)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cases.melding.actions import Meldingsdata, lagre_utkast, legg_til_tillegg, send_melding
from cases.melding.models import Melding, Meldingstillegg, Meldingsutkast
from cases.melding.taushet import Behandlingssvar, Taushetsplikt
from cases.sak.feil import Regelbrudd
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding

if TYPE_CHECKING:
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

# A word that stands nowhere else.
HEMMELIG = "Hun fortalte om zyxvrymning hos meg på kontoret."
MERKE = "zyxvrymning"
SAMTYKKE = {"fra_behandling": "samtykke", "samtykke_fra": "Nora selv", "samtykke_dato": "2026-11-09"}
UTEN = {"fra_behandling": "uten_samtykke"}


@pytest.fixture
def helse(roller: Rollebesetning) -> Bruker:
    """The helsesykepleier, who belongs to Egge too."""
    roller.stotte.er_helsepersonell = True
    roller.stotte.save()
    roller.stotte.roller.create(rolle="ansatt", skole=roller.egge, fra=I_DAG)
    return roller.stotte


def steder_med(ord_: str) -> list[str]:
    """Every column of text or JSON in the whole database that holds the word."""
    funn = []
    with connection.cursor() as db:
        db.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
            "AND data_type IN ('text', 'character varying', 'jsonb', 'json', 'ARRAY')"
        )
        for tabell, kolonne in db.fetchall():
            db.execute(f'SELECT count(*) FROM "{tabell}" WHERE "{kolonne}"::text LIKE %s', [f"%{ord_}%"])
            if db.fetchone()[0]:
                funn.append(f"{tabell}.{kolonne}")
    return funn


def send(client: Client, bruker: Bruker, navn: str = "melding:meld", *argumenter: Any, **felter: Any) -> Any:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.post(reverse(navn, args=argumenter), felter)


def hent(client: Client, bruker: Bruker, adresse: str = "/meld/") -> str:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return str(client.get(adresse).content.decode())


def utfylt(roller: Rollebesetning, **felter: Any) -> dict[str, Any]:
    return {
        "nokkel": str(uuid4()),
        "elever": [str(roller.elev.pk)],
        "hva_skjedde": HEMMELIG,
        "oppdaget": "2026-11-10",
        "handling": "send",
        **felter,
    }


def data(roller: Rollebesetning, svar: Behandlingssvar) -> Meldingsdata:
    return Meldingsdata(nokkel=uuid4(), hva_skjedde=HEMMELIG, oppdaget=I_DAG, elever=(roller.elev,), behandling=svar)


def test_sporsmaalet_kommer_for_det_er_noe_a_skrive_i(client: Client, helse: Bruker) -> None:
    side = hent(client, helse)
    assert "Har du dette fra behandling av eleven?" in side
    assert "hva_skjedde" not in side
    assert "/meld/utkast" not in side
    assert "<textarea" not in side


def test_andre_blir_ikke_spurt(client: Client, roller: Rollebesetning) -> None:
    side = hent(client, roller.ansatt)
    assert "behandling" not in side
    assert "hva_skjedde" in side
    assert send(client, roller.ansatt, **utfylt(roller)).status_code == 302
    assert Melding.objects.get().fra_behandling == ""


def test_nei_forer_til_skjemaet_og_meldingen_sier_det(client: Client, roller: Rollebesetning, helse: Bruker) -> None:
    svar = send(client, helse, handling="behandling", fra_behandling="nei")
    assert svar.headers["Location"] == "/meld/"
    side = hent(client, helse)
    assert 'name="fra_behandling" value="nei"' in side
    assert "/meld/utkast" in side
    assert "Dette er utkastet ditt" not in side
    assert send(client, helse, **utfylt(roller, fra_behandling="nei")).status_code == 302
    melding = Melding.objects.get()
    assert (melding.fra_behandling, melding.samtykke_fra, melding.samtykke_dato) == ("nei", "", None)
    # The next melding is asked about anew.
    assert "Har du dette fra behandling" in hent(client, helse)


def test_ja_med_samtykke_noteres_og_mottakeren_ser_det(client: Client, roller: Rollebesetning, helse: Bruker) -> None:
    assert send(client, helse, handling="behandling", **SAMTYKKE).status_code == 302
    side = hent(client, helse)
    assert 'name="samtykke_fra" value="Nora selv"' in side
    assert 'name="samtykke_dato" value="2026-11-09"' in side
    assert send(client, helse, **utfylt(roller, **SAMTYKKE)).status_code == 302
    melding = Melding.objects.get()
    assert (melding.samtykke_fra, melding.samtykke_dato) == ("Nora selv", date(2026, 11, 9))
    assert "Samtykke fra Nora selv, 9. november 2026" in hent(
        client, roller.rektor, reverse("melding:ta_imot", args=[melding.nummer])
    )


@pytest.mark.parametrize(
    "felter",
    [
        {"samtykke_fra": ""},
        {"samtykke_dato": ""},
        {"samtykke_dato": "2026-11-11"},
        {"fra_behandling": ""},
        {"fra_behandling": "tull"},
    ],
)
def test_et_ufullstendig_svar_nektes_ved_feltet_og_ingenting_lagres(
    client: Client, helse: Bruker, felter: dict[str, str]
) -> None:
    svar = send(client, helse, handling="behandling", **{**SAMTYKKE, **felter})
    assert svar.status_code == 422
    assert "ds-validation-message" in svar.content.decode()
    assert "Nora selv" in svar.content.decode() or not felter.get("samtykke_fra", "x")
    assert not Meldingsutkast.objects.exists()


def test_uten_samtykke_stopper_med_forklaring(client: Client, helse: Bruker) -> None:
    svar = send(client, helse, handling="behandling", **UTEN)
    assert svar.headers["Location"] == "/meld/taushetsplikt/"
    side = hent(client, helse, "/meld/taushetsplikt/")
    for ventet in ("Ingenting er lagret", "Spør om samtykke", "barnevernet", "si fra selv", "som alle andre"):
        assert ventet in side
    assert not Meldingsutkast.objects.exists()


@pytest.mark.parametrize("handling", ["send", "sok", "behandling"])
@pytest.mark.parametrize("nokkel", [None, "ikke en nøkkel"])
def test_en_hjemmelaget_foresporsel_lagrer_ingenting_og_fjerner_utkastet(
    client: Client, roller: Rollebesetning, helse: Bruker, handling: str, nokkel: str | None
) -> None:
    lagre_utkast(aktor=helse, nokkel=uuid4(), felter={"fra_behandling": ["nei"], "hva_skjedde": [HEMMELIG]}, now=NAA)
    assert steder_med(MERKE) == ["cases_meldingsutkast.felter"]
    felter = utfylt(roller, handling=handling, **UTEN)
    if nokkel:
        felter["nokkel"] = nokkel
    assert send(client, helse, **felter).headers["Location"] == "/meld/taushetsplikt/"
    assert steder_med(MERKE) == []
    assert not Melding.objects.exists()


def test_lagringen_underveis_nekter_og_fjerner_utkastet(client: Client, roller: Rollebesetning, helse: Bruker) -> None:
    for forsok in (UTEN, {**UTEN, "nokkel": "x"}):
        lagre_utkast(
            aktor=helse, nokkel=uuid4(), felter={"fra_behandling": ["nei"], "hva_skjedde": [HEMMELIG]}, now=NAA
        )
        svar = send(client, helse, "melding:utkast", **{**utfylt(roller), **forsok})
        assert "lagret kl" not in svar.content.decode()
        assert steder_med(MERKE) == []


@pytest.mark.parametrize("svar", [{}, {"fra_behandling": "tull"}, {"fra_behandling": "samtykke"}])
def test_uten_et_svar_lagres_ingenting_underveis_eller_ved_sending(
    client: Client, roller: Rollebesetning, helse: Bruker, svar: dict[str, str]
) -> None:
    underveis = send(client, helse, "melding:utkast", **utfylt(roller, **svar))
    assert underveis.status_code == 422
    sok = send(client, helse, **utfylt(roller, handling="sok", **svar))
    assert sok.status_code == 302
    sending = send(client, helse, **utfylt(roller, **svar))
    side = sending.content.decode()
    assert sending.status_code == 422
    # What was typed is still in the page, the question is asked there, and nothing saves on its own.
    assert MERKE in side
    assert "Har du dette fra behandling" in side
    assert "/meld/utkast" not in side
    assert "/meld/ruting" not in side
    assert steder_med(MERKE) == []


@pytest.mark.parametrize(
    "svar",
    [
        Behandlingssvar("uten_samtykke"),
        Behandlingssvar(),
        Behandlingssvar("samtykke", "", I_DAG),
        Behandlingssvar("samtykke", "Nora"),
        Behandlingssvar("samtykke", "Nora", I_DAG + timedelta(days=1)),
    ],
)
def test_dorene_nekter_uansett_hvem_som_spor(roller: Rollebesetning, helse: Bruker, svar: Behandlingssvar) -> None:
    melding = lag_melding(roller, melder=helse)
    with pytest.raises(Regelbrudd):
        send_melding(aktor=helse, data=data(roller, svar), now=NAA)
    with pytest.raises(Regelbrudd):
        legg_til_tillegg(aktor=helse, nummer=melding.nummer, tekst=HEMMELIG, behandling=svar, now=NAA)
    raa: dict[str, Any] = {"fra_behandling": [svar.fra_behandling], "samtykke_fra": [svar.samtykke_fra]}
    with pytest.raises(Regelbrudd):
        lagre_utkast(aktor=helse, nokkel=uuid4(), felter={**raa, "hva_skjedde": [HEMMELIG]}, now=NAA)
    assert steder_med(MERKE) == []


def test_den_som_sier_uten_samtykke_stoppes_ogsa_om_hun_ikke_er_registrert(roller: Rollebesetning) -> None:
    with pytest.raises(Taushetsplikt):
        send_melding(aktor=roller.ansatt, data=data(roller, Behandlingssvar("uten_samtykke")), now=NAA)
    assert steder_med(MERKE) == []


def test_et_annet_svar_fra_en_som_ikke_er_helsepersonell_lagres_ikke(roller: Rollebesetning) -> None:
    svar = Behandlingssvar("samtykke", "Noen", I_DAG)
    assert send_melding(aktor=roller.ansatt, data=data(roller, svar), now=NAA)[0].fra_behandling == ""


def test_svaret_kan_endres_og_da_er_utkastet_borte(client: Client, roller: Rollebesetning, helse: Bruker) -> None:
    send(client, helse, handling="behandling", fra_behandling="nei")
    send(client, helse, "melding:utkast", **utfylt(roller, fra_behandling="nei"))
    assert MERKE in hent(client, helse)
    side = hent(client, helse, "/meld/?endre")
    assert "Har du dette fra behandling" in side
    assert MERKE not in side
    send(client, helse, handling="behandling", **SAMTYKKE)
    assert MERKE in hent(client, helse)
    send(client, helse, handling="behandling", **UTEN)
    assert steder_med(MERKE) == []
    assert "Har du dette fra behandling" in hent(client, helse)


def test_et_utkast_fra_for_sporsmaalet_fantes_vises_ikke_for_det_er_besvart(client: Client, helse: Bruker) -> None:
    Meldingsutkast.objects.create(bruker=helse, felter={"hva_skjedde": [HEMMELIG]}, endret=NAA)
    assert MERKE not in hent(client, helse)
    send(client, helse, handling="behandling", fra_behandling="nei")
    assert MERKE in hent(client, helse)


def test_tillegget_sporres_det_ogsa_om(client: Client, roller: Rollebesetning, helse: Bruker) -> None:
    melding = lag_melding(roller, melder=helse)
    adresse = reverse("melding:kvittering", args=[melding.nummer])
    assert "Har du dette fra behandling" in hent(client, helse, adresse)
    svar = send(client, helse, "melding:tillegg", melding.nummer, tekst=HEMMELIG, **UTEN)
    assert svar.headers["Location"] == "/meld/taushetsplikt/"
    assert send(client, helse, "melding:tillegg", melding.nummer, tekst=HEMMELIG).status_code == 422
    assert steder_med(MERKE) == []
    assert send(client, helse, "melding:tillegg", melding.nummer, tekst="Ny", **SAMTYKKE).status_code == 302
    assert Meldingstillegg.objects.get().samtykke_fra == "Nora selv"
    assert "Har du dette fra behandling" not in hent(
        client, roller.ansatt, reverse("melding:kvittering", args=[lag_melding(roller).nummer])
    )


@pytest.mark.parametrize(
    "verdier",
    [("uten", "", None), ("samtykke", "", I_DAG), ("samtykke", "Nora", None), ("nei", "Nora", None)],
)
@pytest.mark.parametrize("tabell", ["melding", "tillegg"])
def test_databasen_tar_ikke_imot_det_som_mangler_samtykke(
    roller: Rollebesetning, tabell: str, verdier: tuple[str, str, date | None]
) -> None:
    fra, hvem, dato = verdier
    felter: dict[str, Any] = {"fra_behandling": fra, "samtykke_fra": hvem, "samtykke_dato": dato}
    melding = lag_melding(roller)

    def skriv() -> object:
        if tabell == "melding":
            return lag_melding(roller, **felter)
        rad: dict[str, Any] = {"melding": melding, "tekst": "x", "skrevet": NAA, "skrevet_av": roller.ansatt}
        return Meldingstillegg.objects.create(**rad, **felter)

    with pytest.raises(IntegrityError, match=f"{tabell}_fra_behandling_har_samtykke"), transaction.atomic():
        skriv()
