"""What is sent after the session ended is kept for its writer, shown to no other, and carried out by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse

from cases.melding.models import Melding, Meldingsutkast
from cases.sak.models import Oppslag
from cases.undersokelse.models import Samtale
from steinkjer_skolemiljo.organisation.innlogging.models import Tekstgjemme
from steinkjer_skolemiljo.organisation.innlogging.tekst import FLEST_SKJEMAER, finn
from tests.cases.planer import TILTAK, vedtatt
from tests.cast import NAA
from tests.factories import lag_sak
from tests.innlogging.hjelp import inne, skriv_passord

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from tests.cast import Rollebesetning

TEKST = "Nora sier at hun er redd i garderoben, og at æøå må være med."
SAMTALE = {
    "type": "elev",
    "dato": "2026-11-10",
    "deltakere": "Nora",
    "sted": "Grupperommet",
    "hva_sies": TEKST,
    "til_hjemmet": "Vi har snakket sammen.",
}


def _samtaleside(sak: Sak) -> str:
    return f"/saker/{sak.nummer}/undersokelse/samtale/"


def _felter(client: Client, side: str) -> dict[str, Any]:
    """All that the form sends, filled in as far as this test says."""
    skjema = client.get(side).context["skjema"]
    return {navn: SAMTALE.get(navn, "") for navn in skjema.fields}


def _for_sent(klokka: Any, roller: Rollebesetning) -> tuple[Client, str, Any]:
    sak = lag_sak(roller)
    side = _samtaleside(sak)
    client = Client()
    skriv_passord(client, roller.rektor)
    felter = _felter(client, side)
    klokka.shift(45 * 60)
    return client, side, client.post(side, felter, headers={"Referer": f"http://testserver{side}"})


def test_teksten_staar_i_skjemaet_etter_ny_innlogging(roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        client, side, svar = _for_sent(klokka, roller)
        assert svar["Location"] == f"/logg-inn/?next={side}"
        assert "Det du skrev er tatt vare på" in client.get(svar["Location"]).content.decode()
        assert not Samtale.objects.exists()
        assert skriv_passord(client, roller.rektor, next=side)["Location"] == side
        igjen = client.get(side)
        assert TEKST in igjen.content.decode()
        assert igjen.context["skjema"]["dato"].value() == "2026-11-10"
        assert igjen.context["skjema"]["type"].value() == "elev"
        assert "Du ble logget ut før dette ble lagret." in igjen.content.decode()
        # Nothing was carried out by being kept; and it is there until it is sent.
        assert not Samtale.objects.exists()
        assert TEKST in client.get(side).content.decode()
        assert Oppslag.objects.filter(bruker=roller.rektor).exists()
        felter = {n: igjen.context["skjema"][n].value() or "" for n in igjen.context["skjema"].fields}
        sendt = client.post(side, felter)
        assert sendt.status_code in {302, 303}, sendt.context["skjema"].errors
        assert Samtale.objects.get().hva_sies == TEKST
        assert TEKST not in client.get(side).content.decode()
        assert not Tekstgjemme.objects.exists()


def test_en_annen_i_samme_nettleser_ser_den_aldri(roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        client, side, _svar = _for_sent(klokka, roller)
        # One who may open the very same page.
        skriv_passord(client, roller.avdelingsleder, next=side)
        for sti in (side, "/", "/min-side/"):
            assert TEKST not in client.get(sti).content.decode()
        client.cookies.pop(settings.SESSION_COOKIE_NAME)
        skriv_passord(client, roller.rektor, next=side)
        # And the writer, coming back, has it still.
        assert TEKST in client.get(side).content.decode()


def test_den_ligger_ikke_lesbar_i_databasen(roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        client, side, _svar = _for_sent(klokka, roller)
        rad = Tekstgjemme.objects.get()
        assert b"Nora" not in bytes(rad.innhold)
        assert client.cookies[settings.TEKST_COOKIE_NAME].value not in f"{rad.avtrykk}{bytes(rad.innhold)!r}"
        # The same person in another browser has no key, and gets an empty form.
        annen = Client()
        skriv_passord(annen, roller.rektor)
        assert TEKST not in annen.get(side).content.decode()


def test_etter_en_halv_time_er_den_borte(roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        client, side, _svar = _for_sent(klokka, roller)
        klokka.shift(31 * 60)
        skriv_passord(client, roller.rektor)
        assert TEKST not in client.get(side).content.decode()
        call_command("rydd_innlogging")
        assert not Tekstgjemme.objects.exists()


def test_etter_aa_ha_logget_ut_tas_ingenting_vare_paa(client: Client, roller: Rollebesetning) -> None:
    side = _samtaleside(lag_sak(roller))
    skriv_passord(client, roller.rektor)
    client.get(side)
    client.post("/logg-ut/")
    assert client.post(side, SAMTALE).status_code == 302
    assert not Tekstgjemme.objects.exists()


def test_en_fremmed_kan_ikke_legge_igjen_noe(roller: Rollebesetning) -> None:
    side = _samtaleside(lag_sak(roller))
    fremmed = Client()
    fremmed.cookies[settings.SIST_COOKIE_NAME] = f"{roller.rektor.pk}:forfalsket:merke"
    assert fremmed.post(side, SAMTALE).status_code == 302
    assert fremmed.post("/logg-inn/behold/", {"_side": side, **SAMTALE}).status_code == 302
    assert not Tekstgjemme.objects.exists()


def test_en_forfalsket_foresporsel_legger_ikke_igjen_noe(roller: Rollebesetning) -> None:
    side = _samtaleside(lag_sak(roller))
    client = Client(enforce_csrf_checks=True)
    client.force_login(roller.rektor)
    client.get(side)
    client.cookies.pop(settings.SESSION_COOKIE_NAME)
    assert client.post(side, SAMTALE).status_code == 403
    assert not Tekstgjemme.objects.exists()


def test_passord_og_koder_tas_aldri_vare_paa(client: Client, roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        skriv_passord(client, roller.rektor)
        client.get("/min-side/passord/")
        klokka.shift(45 * 60)
        hemmelig = {"gammelt": "demo", "nytt": "noe hemmelig her", "gjenta": "noe hemmelig her"}
        assert client.post("/min-side/passord/", hemmelig).status_code == 302
        client.post("/logg-inn/behold/", {"_side": "/min-side/passord/", **hemmelig})
        assert not Tekstgjemme.objects.exists()


def test_skjema_som_bare_kan_sendes_fores_tilbake_til_siden_det_sto_paa(roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        sak = lag_sak(roller)
        client = Client()
        skriv_passord(client, roller.rektor)
        client.get(f"/saker/{sak.nummer}/")
        klokka.shift(45 * 60)
        sti = f"/saker/{sak.nummer}/tatt-opp"
        # After a refusal the browser stands at the address that only takes what is sent.
        svar = client.post(sti, {"dato": "2026-11-09", "av": "Mor"}, headers={"Referer": f"http://testserver{sti}"})
        assert svar["Location"] == f"/logg-inn/?next=/saker/{sak.nummer}/"
        skriv_passord(client, roller.rektor)
        assert 'value="Mor"' in client.get(f"/saker/{sak.nummer}/").content.decode()


def test_den_dekkede_siden_etter_et_avslag_beholder_ogsaa_teksten(roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False):
        sak = lag_sak(roller)
        client = Client()
        skriv_passord(client, roller.rektor)
        felter = {"_side": f"/saker/{sak.nummer}/tatt-opp", "dato": "2026-11-09", "av": "Mor"}
        svar = client.post("/logg-inn/behold/", felter)
        assert svar["Location"] == f"/saker/{sak.nummer}/"
        side = client.get(f"/saker/{sak.nummer}/").content.decode()
        assert 'value="Mor"' in side
        # The form lies under a lid; the mark opens it (static/js/huset.js).
        assert "data-gjenopprettet" in side


def test_tiltaksplanen_har_alle_radene_sine(roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        sak = lag_sak(roller)
        client = Client()
        skriv_passord(client, roller.rektor)
        assert client.post(f"/saker/{sak.nummer}/tiltaksplan/ny").status_code in {302, 303}
        side = f"/saker/{sak.nummer}/tiltaksplan/rediger/"
        redigering = client.get(side).context["redigering"]
        felter = {n: redigering.skjema[n].value() or "" for n in redigering.skjema.fields}
        felter |= {"utfordring": TEKST, "tiltak-TOTAL_FORMS": "2", "tiltak-INITIAL_FORMS": "0"}
        felter |= {"tiltak-0-beskrivelse": "Møtes ved døra", "tiltak-0-nivaa": "individ"}
        felter |= {"tiltak-1-beskrivelse": "Fast voksen ute", "tiltak-1-nivaa": "individ"}
        klokka.shift(45 * 60)
        svar = client.post(side, felter)
        assert svar["Location"] == f"/logg-inn/?next={side}"
        skriv_passord(client, roller.rektor)
        igjen = client.get(side).content.decode()
        for tekst in (TEKST, "Møtes ved døra", "Fast voksen ute"):
            assert tekst in igjen
        assert "Noe må rettes" not in igjen


def test_knappen_etter_utlopet_tar_vare_paa_uten_aa_utfore(roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False):
        sak = lag_sak(roller)
        side = _samtaleside(sak)
        client = Client()
        skriv_passord(client, roller.rektor)
        felter = _felter(client, side)
        # Still logged in, because another tab was in use: the same, and nothing is carried out.
        svar = client.post("/logg-inn/behold/", {"_side": side, **felter})
        assert svar["Location"] == side
        assert not Samtale.objects.exists()
        assert TEKST in client.get(side).content.decode()
        for ond in ("https://ond.example/", "//ond.example/", "/\\ond.example"):
            assert client.post("/logg-inn/behold/", {"_side": ond, **felter})["Location"] == "/"


def _tiltakene(roller: Rollebesetning) -> tuple[Client, str, dict[str, dict[str, str]]]:
    """The plan's page with two forms of the same fields, and what is written in each."""
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor, tiltak=(TILTAK, TILTAK))
    client = Client()
    skriv_passord(client, roller.rektor)
    side = f"/saker/{sak.nummer}/tiltaksplan/"
    skrevet = {}
    for rad, notat in zip(client.get(side).context["rader"], ("Ferien.", "Sykdom."), strict=True):
        felter = {"status": "ikke_gjennomfort", "notat": notat, "_skjema": rad.status.skjemamerke}
        skrevet[reverse("tiltaksplan:status", args=[sak.nummer, rad.rad.pk])] = felter
    return client, side, skrevet


def test_to_skjemaer_med_de_samme_feltene_faar_hver_sin_tekst(roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        client, side, skrevet = _tiltakene(roller)
        klokka.shift(45 * 60)
        for til, felter in skrevet.items():
            svar = client.post("/logg-inn/behold/", {"_side": side, "_til": til, **felter})
            assert svar["Location"] == f"/logg-inn/?next={side}"
        assert Tekstgjemme.objects.count() == 1
        skriv_passord(client, roller.rektor)

        def notater() -> list[str]:
            return [rad.status["notat"].value() for rad in client.get(side).context["rader"]]

        assert notater() == ["Ferien.", "Sykdom."]
        igjen = client.get(side)
        # The form for a mark on the same tiltak has a note too, and did not get this one.
        assert [rad.merke["notat"].value() or "" for rad in igjen.context["rader"]] == ["", ""]
        # Each is gone when it is sent, and the other stays until then; a refusal is no sending.
        (forste, felter), (andre, andres) = skrevet.items()
        assert client.post(forste, {**felter, "notat": ""}, headers=_fra(side)).status_code == 422
        assert notater() == ["Ferien.", "Sykdom."]
        assert client.post(forste, felter, headers=_fra(side)).status_code == 302
        assert Tekstgjemme.objects.exists()
        assert notater() == ["Ferien.", "Sykdom."]
        assert [rad.status.er_gjenopprettet for rad in client.get(side).context["rader"]] == [False, True]
        assert client.post(andre, andres, headers=_fra(side)).status_code == 302
        assert not Tekstgjemme.objects.exists()


def _fra(side: str) -> dict[str, str]:
    return {"Referer": f"http://testserver{side}"}


def test_uten_javascript_tas_ogsaa_det_rette_skjemaet_vare_paa(roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        client, side, skrevet = _tiltakene(roller)
        (_forste, _ord), (andre, felter) = skrevet.items()
        assert f'name="_skjema" value="{felter["_skjema"]}"' in client.get(side).content.decode()
        klokka.shift(45 * 60)
        assert client.post(andre, felter, headers=_fra(side))["Location"] == f"/logg-inn/?next={side}"
        skriv_passord(client, roller.rektor)
        assert [rad.status.er_gjenopprettet for rad in client.get(side).context["rader"]] == [False, True]


def test_den_som_skriver_paa_nytt_i_et_skjema_faar_det_nyeste(roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False):
        client, side, skrevet = _tiltakene(roller)
        til, felter = next(iter(skrevet.items()))
        for notat in ("Først.", "Så."):
            client.post("/logg-inn/behold/", {"_side": side, "_til": til, **felter, "notat": notat})
        assert client.get(side).context["rader"][0].status["notat"].value() == "Så."


def test_et_skjema_som_gjelder_innloggingen_tas_ikke_vare_paa_hvor_det_enn_staar(roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False):
        client, side, _skrevet = _tiltakene(roller)
        client.post("/logg-inn/behold/", {"_side": side, "_til": "/min-side/passord/", "nytt": "noe hemmelig"})
        assert not Tekstgjemme.objects.exists()


def test_hoyst_ti_skjemaer_paa_en_side_tas_vare_paa(roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False):
        client, side, _skrevet = _tiltakene(roller)
        for nummer in range(FLEST_SKJEMAER + 2):
            felter = {"_til": f"{side}tiltak/{nummer}/status", "notat": str(nummer)}
            client.post("/logg-inn/behold/", {"_side": side, **felter})
        request = RequestFactory().get(side)
        request.COOKIES = {navn: kapsel.value for navn, kapsel in client.cookies.items()}
        funnet = [felter["notat"] for felter in finn(request, roller.rektor, side, NAA)]
        assert funnet == [str(nummer) for nummer in range(11, 1, -1)]


def test_meldingens_utkast_er_der_etter_ny_innlogging(roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        client = Client()
        skriv_passord(client, roller.ansatt)
        nokkel = client.get("/meld/").context["skjema"]["nokkel"].value()
        client.post(reverse("melding:utkast"), {"nokkel": nokkel, "hva_skjedde": TEKST})
        assert Meldingsutkast.objects.filter(bruker=roller.ansatt).exists()
        klokka.shift(45 * 60)
        assert client.get("/meld/")["Location"] == "/logg-inn/?next=/meld/"
        assert skriv_passord(client, roller.ansatt, next="/meld/")["Location"] == "/meld/"
        assert TEKST in client.get("/meld/").content.decode()


def test_en_melding_sendt_for_sent_staar_i_skjemaet_ogsaa_uten_utkast(roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        client = Client()
        skriv_passord(client, roller.ansatt)
        skjema = client.get("/meld/").context["skjema"]
        felter = dict.fromkeys(skjema.fields, "") | {
            "nokkel": skjema["nokkel"].value(),
            "hva_skjedde": TEKST,
            "elever": str(roller.elev.pk),
            "handling": "send",
        }
        klokka.shift(45 * 60)
        client.post("/meld/", felter)
        assert not Melding.objects.exists()
        skriv_passord(client, roller.ansatt)
        assert TEKST in client.get("/meld/").content.decode()
        assert inne(client)


@pytest.mark.parametrize(("svar", "beholdes"), [("uten_samtykke", False), ("", False), ("nei", True), (None, True)])
def test_det_helsepersonell_ikke_kan_si_fra_om_lagres_ikke_heller_ikke_naar_okta_er_slutt(
    roller: Rollebesetning, svar: str | None, *, beholdes: bool
) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        client = Client()
        skriv_passord(client, roller.ansatt)
        klokka.shift(45 * 60)
        felter = {"hva_skjedde": TEKST} | ({} if svar is None else {"fra_behandling": svar})
        client.post("/meld/", felter)
    assert Tekstgjemme.objects.exists() is beholdes
