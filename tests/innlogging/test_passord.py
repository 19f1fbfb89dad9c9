"""Passwords: what is good enough, changing one's own, and the one-time link."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client, override_settings
from django.utils import timezone

from cases.varsling.models import Varsel
from steinkjer_skolemiljo.forvaltning.actions import aktiver_bruker, deaktiver_bruker
from steinkjer_skolemiljo.organisation.innlogging import actions, tofaktor
from steinkjer_skolemiljo.organisation.innlogging.models import Kontohendelse, Passordlenke
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, Rolletildeling
from tests.cast import I_DAG, NAA
from tests.innlogging.hjelp import inne, sett_opp, skriv_passord

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

GODT = "en hest spiser gulrot"


@pytest.mark.parametrize(
    ("nytt", "sier"),
    [
        ("kort", "Passordet er for kort"),
        ("passwordpassword", "Passordet er for vanlig"),
        ("ansatt.egge@test", "Passordet er for likt"),
        ("123456789012", "Passordet er for vanlig"),
        ("Sommer2026!!", "Passordet er for vanlig"),
        ("Steinkjer-2026", "Passordet er for vanlig"),
        ("aaaaaabbbbbb", "Passordet er for vanlig"),
    ],
)
def test_det_som_er_lett_aa_gjette_avvises_ved_feltet(
    client: Client, roller: Rollebesetning, nytt: str, sier: str
) -> None:
    client.force_login(roller.ansatt)
    svar = client.post("/min-side/passord/", {"gammelt": "demo", "nytt": nytt, "gjenta": nytt})
    assert svar.status_code == 422
    assert sier in svar.context["skjema"].errors["nytt"][0]
    assert f'value="{nytt}"' not in svar.content.decode()


def test_lengde_er_nok_ingen_regler_om_tegn(client: Client, roller: Rollebesetning) -> None:
    client.force_login(roller.ansatt)
    svar = client.post("/min-side/passord/", {"gammelt": "demo", "nytt": GODT, "gjenta": GODT})
    assert svar.status_code == 302
    roller.ansatt.refresh_from_db()
    assert roller.ansatt.check_password(GODT)


@pytest.mark.parametrize(
    ("felter", "felt"),
    [
        ({"gammelt": "feil", "nytt": GODT, "gjenta": GODT}, "gammelt"),
        ({"gammelt": "demo", "nytt": GODT, "gjenta": GODT + "!"}, "gjenta"),
        ({"gammelt": "demo", "nytt": "", "gjenta": ""}, "nytt"),
    ],
)
def test_feil_i_byttet_staar_ved_feltet(
    client: Client, roller: Rollebesetning, felter: dict[str, str], felt: str
) -> None:
    client.force_login(roller.ansatt)
    svar = client.post("/min-side/passord/", felter)
    assert svar.status_code == 422
    assert felt in svar.context["skjema"].errors


def test_byttet_avslutter_andre_sesjoner_men_ikke_denne(roller: Rollebesetning) -> None:
    her, der = Client(), Client()
    skriv_passord(her, roller.ansatt)
    skriv_passord(der, roller.ansatt)
    her.post("/min-side/passord/", {"gammelt": "demo", "nytt": GODT, "gjenta": GODT})
    assert inne(her)
    assert not inne(der)
    assert Kontohendelse.objects.get(bruker=roller.ansatt).type == "passord_byttet"
    assert Varsel.objects.filter(mottaker=roller.ansatt, type="konto_passord_endret", haster=True).exists()


@override_settings(AXES_ENABLED=True)
def test_en_aapen_skjerm_er_ikke_et_sted_aa_gjette_passord(client: Client, roller: Rollebesetning) -> None:
    skriv_passord(client, roller.ansatt)
    svar = [
        client.post("/min-side/passord/", {"gammelt": f"gjett {n}", "nytt": GODT, "gjenta": GODT}).status_code
        for n in range(10)
    ]
    assert svar[0] == 422
    assert svar[-1] == 429


def _lenke(client: Client, aktor: Bruker, til: Bruker) -> str:
    client.force_login(aktor)
    svar = client.post(f"/brukere/{til.pk}/passordlenke")
    treff = re.search(r"/nytt-passord/[\w-]+/", svar.content.decode())
    assert treff is not None, svar.status_code
    return treff[0]


def test_lenken_gir_nytt_passord_en_gang_og_logger_ingen_inn(client: Client, roller: Rollebesetning) -> None:
    lenke = _lenke(client, roller.systemforvalter, roller.ansatt)
    assert lenke.split("/")[2] not in str(list(Passordlenke.objects.values_list("avtrykk", flat=True)))
    gammel = Client()
    skriv_passord(gammel, roller.ansatt)
    ny = Client()
    assert roller.ansatt.email in ny.get(lenke).content.decode().replace("<wbr>", "")
    assert ny.post(lenke, {"nytt": "kort", "gjenta": "kort"}).status_code == 422
    assert ny.post(lenke, {"nytt": GODT, "gjenta": GODT})["Location"] == "/logg-inn/"
    assert not inne(ny)
    assert not inne(gammel)
    assert "Passordet er lagret." in ny.get("/logg-inn/").content.decode()
    for svar in (ny.get(lenke), ny.post(lenke, {"nytt": GODT, "gjenta": GODT})):
        assert svar.status_code == 404
        assert "Lenken virker ikke" in svar.content.decode()
    assert skriv_passord(ny, roller.ansatt, GODT).status_code == 302


def test_lenken_varer_i_72_timer(client: Client, roller: Rollebesetning) -> None:
    lenke = actions.gi_passordlenke(aktor=roller.systemforvalter, bruker_id=roller.ansatt.pk, now=NAA)
    actions.apen_lenke(lenke, NAA + timedelta(hours=71, minutes=59))
    with pytest.raises(Http404):
        actions.apen_lenke(lenke, NAA + timedelta(hours=72))


def test_en_ny_lenke_og_et_passordbytte_gjor_den_gamle_ubrukelig(client: Client, roller: Rollebesetning) -> None:
    forste, andre = (
        actions.gi_passordlenke(aktor=roller.systemforvalter, bruker_id=roller.ansatt.pk, now=NAA) for _ in range(2)
    )
    with pytest.raises(Http404):
        actions.apen_lenke(forste, NAA)
    actions.apen_lenke(andre, NAA)
    actions.bytt_passord(aktor=roller.ansatt, passord=GODT, behold_sesjon=None, now=NAA)
    with pytest.raises(Http404):
        actions.apen_lenke(andre, NAA)


def test_en_stengt_konto_faar_ingen_lenke_og_en_gitt_lenke_virker_ikke(roller: Rollebesetning) -> None:
    lenke = actions.gi_passordlenke(aktor=roller.systemforvalter, bruker_id=roller.ansatt.pk, now=NAA)
    roller.ansatt.is_active = False
    roller.ansatt.save()
    with pytest.raises(Http404):
        actions.apen_lenke(lenke, NAA)
    with pytest.raises(ValidationError, match="stengt"):
        actions.gi_passordlenke(aktor=roller.systemforvalter, bruker_id=roller.ansatt.pk, now=NAA)


def test_en_rektors_lenke_er_ikke_mer_verdt_enn_rektoren_kan_gi_naa(roller: Rollebesetning) -> None:
    roller.ansatt.set_unusable_password()
    roller.ansatt.save()
    lenke = actions.gi_passordlenke(aktor=roller.rektor, bruker_id=roller.ansatt.pk, now=NAA)
    assert actions.apen_lenke(lenke, NAA).bruker == roller.ansatt
    Rolletildeling.objects.create(bruker=roller.ansatt, rolle=Rolle.SEKTORLEDER, fra=I_DAG)
    for prov in (
        lambda: actions.apen_lenke(lenke, NAA),
        lambda: actions.velg_passord(lenke=lenke, passord=GODT, now=NAA),
    ):
        with pytest.raises(Http404):
            prov()
    fra_forvalter = actions.gi_passordlenke(aktor=roller.systemforvalter, bruker_id=roller.ansatt.pk, now=NAA)
    assert actions.velg_passord(lenke=fra_forvalter, passord=GODT, now=NAA) == roller.ansatt


def test_det_som_var_apent_da_kontoen_ble_stengt_er_ikke_apent_igjen_naar_den_aapnes(
    client: Client, roller: Rollebesetning
) -> None:
    skriv_passord(client, roller.ansatt)
    assert inne(client)
    now = timezone.now()
    lenke = actions.gi_passordlenke(aktor=roller.systemforvalter, bruker_id=roller.ansatt.pk, now=now)
    deaktiver_bruker(aktor=roller.systemforvalter, bruker_id=roller.ansatt.pk, now=now)
    assert not inne(client)
    aktiver_bruker(aktor=roller.systemforvalter, bruker_id=roller.ansatt.pk, now=now)
    assert not inne(client)
    with pytest.raises(Http404):
        actions.apen_lenke(lenke, now)


def test_lenken_spor_fortsatt_om_koden(client: Client, roller: Rollebesetning) -> None:
    sett_opp(roller.rektor)
    ny = Client()
    ny.post(_lenke(client, roller.systemforvalter, roller.rektor), {"nytt": GODT, "gjenta": GODT})
    assert skriv_passord(ny, roller.rektor, GODT)["Location"] == "/logg-inn/kode/"


ALLE = {"ansatt", "anklaget", "kontaktlarer", "avdelingsleder", "rektor", "rektor_maere", "ansatt_maere", "sektorleder"}
ALLE |= {"kommunalsjef", "systemforvalter", "personvernombud", "stotte", "sluttet"}


@pytest.mark.parametrize(
    ("hvem", "kan_hjelpe"),
    [
        ("systemforvalter", ALLE - {"systemforvalter"}),
        ("rektor", {"ansatt", "anklaget", "kontaktlarer", "avdelingsleder"}),
        ("rektor_maere", {"ansatt_maere"}),
        *((navn, set()) for navn in sorted(ALLE - {"systemforvalter", "rektor", "rektor_maere"})),
    ],
)
def test_hvem_som_kan_hjelpe_hvem(roller: Rollebesetning, hvem: str, kan_hjelpe: set[str]) -> None:
    # As htmx asks, without the frame: it is the same on each.
    client = Client(headers={"HX-Request": "true"})
    # All are new: they have chosen no password yet.
    for ny in Bruker.objects.exclude(pk=roller.alle[hvem].pk):
        ny.set_unusable_password()
        ny.save()
    with time_machine.travel(NAA, tick=False):
        client.force_login(roller.alle[hvem])
        for navn in [*sorted(ALLE), "systemet"]:
            bruker = roller.alle[navn]
            ventet = 200 if navn in kan_hjelpe else 404
            assert client.get(f"/brukere/{bruker.pk}/innlogging/").status_code == ventet, navn
            assert client.post(f"/brukere/{bruker.pk}/passordlenke").status_code == ventet, navn
            fjern = client.post(f"/brukere/{bruker.pk}/totrinn/fjern", {"grunn": "Mistet"})
            if navn not in kan_hjelpe:
                assert fjern.status_code == 404, navn
            elif hvem != "systemforvalter":
                assert fjern.status_code == 403, navn


def test_rektor_kan_ikke_lage_lenke_til_en_som_har_passord_fra_for(roller: Rollebesetning) -> None:
    # Else an accused rektor could log in as the one who reported them, and read the melding.
    with pytest.raises(Http404):
        actions.gi_passordlenke(aktor=roller.rektor, bruker_id=roller.ansatt.pk, now=NAA)
    roller.ansatt.set_unusable_password()
    roller.ansatt.save()
    assert actions.gi_passordlenke(aktor=roller.rektor, bruker_id=roller.ansatt.pk, now=NAA)


def test_rektor_kan_ikke_hjelpe_en_som_ogsaa_har_en_rolle_et_annet_sted(roller: Rollebesetning) -> None:
    # Also one that has not begun yet.
    Rolletildeling.objects.create(
        bruker=roller.ansatt, rolle=Rolle.SEKTORLEDER, skole=None, fra=I_DAG + timedelta(days=30)
    )
    with pytest.raises(Http404):
        actions.gi_passordlenke(aktor=roller.rektor, bruker_id=roller.ansatt.pk, now=NAA)


def test_mistet_telefon_fjernes_med_grunn_varsles_begge_og_avslutter_sesjonene(
    client: Client, roller: Rollebesetning
) -> None:
    sett_opp(roller.rektor)
    der = Client()
    der.force_login(roller.rektor)
    client.force_login(roller.systemforvalter)
    side = f"/brukere/{roller.rektor.pk}/totrinn/fjern"
    tomt = client.post(side, {"grunn": " "})
    assert tomt.status_code == 422
    assert tofaktor.har(roller.rektor)
    assert client.post(side, {"grunn": "Mistet telefon, viste pass"}).status_code == 302
    assert not tofaktor.har(roller.rektor)
    assert not inne(der)
    hendelse = Kontohendelse.objects.get(bruker=roller.rektor, type="tofaktor_fjernet")
    assert (hendelse.aktor, hendelse.grunn) == (roller.systemforvalter, "Mistet telefon, viste pass")
    assert Varsel.objects.filter(mottaker=roller.rektor, type="konto_tofaktor_fjernet", haster=True).exists()
    assert Varsel.objects.filter(mottaker=roller.systemforvalter, type="konto_tofaktor_fjernet_av_deg").exists()
    assert "Mistet telefon, viste pass" in client.get(f"/brukere/{roller.rektor.pk}/innlogging/").content.decode()


def test_systemforvalter_kan_ikke_fjerne_sin_egen(roller: Rollebesetning) -> None:
    sett_opp(roller.systemforvalter)
    with pytest.raises(Http404):
        actions.fjern_tofaktor(
            aktor=roller.systemforvalter, bruker_id=roller.systemforvalter.pk, grunn="Mistet", now=timezone.now()
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Kontohendelse.objects.create(
            bruker=roller.systemforvalter,
            aktor=roller.systemforvalter,
            type="tofaktor_fjernet",
            grunn="Mistet",
            tid=NAA,
        )


def test_en_person_alene_kan_ikke_ta_over_en_konto(client: Client, roller: Rollebesetning) -> None:
    sett_opp(roller.rektor)
    aktor = roller.systemforvalter
    actions.gi_passordlenke(aktor=aktor, bruker_id=roller.rektor.pk, now=NAA)
    with pytest.raises(ValidationError, match="én person alene"):
        actions.fjern_tofaktor(aktor=aktor, bruker_id=roller.rektor.pk, grunn="Mistet", now=NAA + timedelta(days=6))
    actions.fjern_tofaktor(aktor=aktor, bruker_id=roller.rektor.pk, grunn="Mistet", now=NAA + timedelta(days=8))
    with pytest.raises(ValidationError, match="én person alene"):
        actions.gi_passordlenke(aktor=aktor, bruker_id=roller.rektor.pk, now=NAA + timedelta(days=9))


def test_kontologgen_bare_legges_til(roller: Rollebesetning) -> None:
    from django.db import DatabaseError, connection  # noqa: PLC0415 - only here

    sett_opp(roller.ansatt)
    for setning in ("UPDATE organisation_kontohendelse SET type='x'", "DELETE FROM organisation_kontohendelse"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)
