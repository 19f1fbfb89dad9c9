"""The second factor: who must have it, setting it up, and the second step of logging in."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.test import Client, override_settings
from django.utils import timezone

from cases.sak.actions import Tilgangsdata, gi_tilgang
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.innlogging import actions, tofaktor, totp
from steinkjer_skolemiljo.organisation.innlogging.models import Kontohendelse, Sesjon
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak
from tests.innlogging.hjelp import HEMMELIGHET, inne, koden, sett_opp, skriv_kode, skriv_passord

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

kreves = override_settings(TOFAKTOR_KREVES=True)


@pytest.fixture
def klokka() -> object:
    with time_machine.travel(NAA, tick=False) as reise:
        yield reise


@pytest.mark.parametrize(
    ("tid", "kode"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
)
def test_kodene_er_de_samme_som_i_standarden(tid: int, kode: str) -> None:
    # RFC 6238, appendix B: the key is the twenty letters 1234567890 twice.
    assert totp.kode("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", tid // 30) == kode


@kreves
@pytest.mark.usefixtures("klokka")
def test_alle_som_kan_se_en_sak_maa_ha_den_og_en_ansatt_som_bare_melder_maa_ikke(roller: Rollebesetning) -> None:
    maa = {navn for navn, bruker in roller.alle.items() if tofaktor.maa_ha(bruker)}
    assert maa == {
        "rektor",
        "avdelingsleder",
        "kontaktlarer",
        "rektor_maere",
        "sektorleder",
        "kommunalsjef",
        "systemforvalter",
        "personvernombud",
        "stotte",
    }


@kreves
@pytest.mark.usefixtures("klokka")
def test_en_ansatt_med_tilgang_til_en_sak_maa_ha_den_saa_lenge_tilgangen_varer(roller: Rollebesetning) -> None:
    data = Tilgangsdata(bruker=roller.ansatt, formaal="Samtaler", gyldig_til=I_DAG + timedelta(days=5), skrive=False)
    gi_tilgang(aktor=roller.rektor, sak_id=lag_sak(roller).pk, data=data, now=NAA)
    assert tofaktor.maa_ha(roller.ansatt)
    with time_machine.travel(NAA + timedelta(days=6)):
        assert not tofaktor.maa_ha(roller.ansatt)


@override_settings(DEMO=False, TOFAKTOR_KREVES=False)
def test_utenfor_demoen_nektes_innstillinger_uten_den() -> None:
    from django.core.checks import Tags, run_checks  # noqa: PLC0415 - only here

    assert "organisation.E003" in {feil.id for feil in run_checks(tags=[Tags.security])}


@kreves
def test_teknisk_bruker_maa_ha_den(roller: Rollebesetning) -> None:
    roller.ansatt.er_teknisk = True
    assert tofaktor.maa_ha(roller.ansatt)


@kreves
def test_uten_den_kommer_man_ingen_andre_steder_enn_til_oppsettet(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    assert skriv_passord(client, roller.rektor)["Location"] == "/"
    for sti in ("/", f"/saker/{sak.nummer}/", "/meld/", "/min-side/", "/min-side/passord/", "/brukere/", "/admin/"):
        svar = client.get(sti)
        assert (svar.status_code, svar["Location"]) == (302, "/min-side/totrinn/"), sti
    del_ = client.get("/saker/", headers={"HX-Request": "true"})
    assert (del_.status_code, del_["HX-Redirect"]) == (204, "/min-side/totrinn/")
    assert client.get("/min-side/totrinn/").status_code == 200
    assert client.post("/logg-ut/").status_code == 302


@kreves
def test_ansatt_som_bare_melder_gaar_rett_inn(client: Client, roller: Rollebesetning) -> None:
    skriv_passord(client, roller.ansatt)
    assert client.get("/meld/").status_code == 200


@kreves
def test_en_sesjon_som_kom_utenom_koden_slutter(client: Client, roller: Rollebesetning) -> None:
    sett_opp(roller.rektor)
    client.force_login(roller.rektor)
    svar = client.get("/saker/")
    assert svar["Location"] == "/logg-inn/?next=/saker/"
    assert not Sesjon.objects.filter(bruker=roller.rektor).exists()


def _vist_nokkel(client: Client) -> str:
    side = client.get("/min-side/totrinn/").content.decode()
    treff = re.search(r"<code>([A-Z2-7 ]+)</code>", side)
    assert treff is not None
    assert 'src="data:image/svg+xml;base64,' in side
    return treff[1].replace(" ", "")


@kreves
def test_oppsettet_viser_bilde_og_nokkel_og_reservekoder_en_gang(client: Client, roller: Rollebesetning) -> None:
    skriv_passord(client, roller.rektor)
    annen = Client()
    annen.force_login(roller.rektor)
    nokkel = _vist_nokkel(client)
    assert _vist_nokkel(client) == nokkel
    feil = client.post("/min-side/totrinn/", {"kode": "000000"})
    assert feil.status_code == 422
    assert "Koden stemmer ikke" in feil.content.decode()
    assert nokkel[:4] in feil.content.decode()
    svar = client.post("/min-side/totrinn/", {"kode": totp.kode(nokkel, totp.teller(timezone.now()))})
    koder = re.findall(r"<code>(\d{4} \d{4})</code>", svar.content.decode())
    assert len(set(koder)) == 10
    # In, without logging in again; and the other sessions are over.
    assert client.get("/saker/").status_code == 200
    assert annen.get("/saker/")["Location"].startswith("/logg-inn/")
    assert koder[0] not in client.get("/min-side/").content.decode()
    assert Kontohendelse.objects.filter(bruker=roller.rektor, type="tofaktor_satt_opp").exists()
    assert Varsel.objects.filter(mottaker=roller.rektor, type="konto_tofaktor_satt_opp").exists()


def test_hemmeligheten_staar_ikke_i_klartekst_i_databasen(roller: Rollebesetning) -> None:
    koder = sett_opp(roller.rektor)
    lagret = str(list(Authenticator.objects.filter(user=roller.rektor).values_list("data", flat=True)))
    assert HEMMELIGHET not in lagret
    assert not any(kode in lagret for kode in koder)


def test_hemmeligheten_som_venter_paa_foerste_kode_staar_heller_ikke_i_sesjonen(
    client: Client, roller: Rollebesetning
) -> None:
    client.force_login(roller.rektor)
    nokkel = _vist_nokkel(client)
    (sesjon,) = Sesjon.objects.filter(bruker=roller.rektor)
    assert nokkel not in str(sesjon.get_decoded())


def test_hemmeligheten_leses_med_forrige_nokkel_og_kan_krypteres_paa_nytt(roller: Rollebesetning) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - only here

    sett_opp(roller.rektor)
    with override_settings(SECRET_KEY="ny-nokkel", SECRET_KEY_FALLBACKS=["kun-for-tester"]):
        call_command("krypter_tofaktor")
    with override_settings(SECRET_KEY="ny-nokkel"):
        assert tofaktor.godta(roller.rektor, koden(), timezone.now()) is tofaktor.Utfall.GODTATT


def test_passordet_alene_er_ikke_nok_naar_den_er_satt_opp(client: Client, roller: Rollebesetning) -> None:
    sett_opp(roller.rektor)
    svar = skriv_passord(client, roller.rektor, next="/saker/")
    assert svar["Location"] == "/logg-inn/kode/"
    assert not inne(client)
    assert client.get("/logg-inn/kode/").status_code == 200
    svar = skriv_kode(client, koden())
    assert (svar.status_code, svar["Location"]) == (302, "/saker/")
    assert inne(client)


def test_kodesiden_er_tom_for_den_som_ikke_har_skrevet_passord(client: Client, roller: Rollebesetning) -> None:
    assert client.get("/logg-inn/kode/")["Location"] == "/logg-inn/"
    assert skriv_kode(client, koden())["Location"] == "/logg-inn/"


def test_det_gaar_bare_ti_minutter_fra_passord_til_kode(client: Client, roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        sett_opp(roller.rektor)
        skriv_passord(client, roller.rektor)
        klokka.shift(11 * 60)
        assert skriv_kode(client, koden())["Location"] == "/logg-inn/"


@pytest.mark.usefixtures("klokka")
def test_en_kode_brukes_en_gang(client: Client, roller: Rollebesetning) -> None:
    sett_opp(roller.rektor)
    skriv_passord(client, roller.rektor)
    brukt = koden()
    assert skriv_kode(client, brukt).status_code == 302
    annen = Client()
    skriv_passord(annen, roller.rektor)
    svar = skriv_kode(annen, brukt)
    assert svar.status_code == 422
    assert "Koden stemmer ikke, eller den er brukt." in svar.content.decode()
    # Nor may an older one be used after a newer.
    assert skriv_kode(annen, koden(-1)).status_code == 422
    assert skriv_kode(annen, koden(1)).status_code == 302


@pytest.mark.usefixtures("klokka")
def test_fem_feil_koder_stenger_kontoens_annet_trinn_hvor_de_enn_kommer_fra(roller: Rollebesetning) -> None:
    sett_opp(roller.rektor)
    for nummer in range(5):
        gjetter = Client(REMOTE_ADDR=f"10.0.0.{nummer}")
        skriv_passord(gjetter, roller.rektor)
        svar = skriv_kode(gjetter, "000000")
    assert svar.status_code == 429
    egen = Client()
    skriv_passord(egen, roller.rektor)
    assert skriv_kode(egen, koden()).status_code == 429
    assert Varsel.objects.filter(mottaker=roller.rektor, type="konto_feil_koder").count() == 1
    with time_machine.travel(NAA + timedelta(minutes=16), tick=False):
        egen = Client()
        skriv_passord(egen, roller.rektor)
        assert skriv_kode(egen, koden()).status_code == 302


@override_settings(AXES_ENABLED=True)
def test_feil_koder_telles_ogsaa_med_feil_passord(client: Client, roller: Rollebesetning) -> None:
    sett_opp(roller.rektor)
    for _gang in range(6):
        client.post("/logg-inn/", {"username": roller.rektor.email, "password": "feil"})
    skriv_passord(client, roller.rektor)
    svar = [skriv_kode(client, "000000").status_code for _gang in range(4)]
    assert svar[-1] == 429


def test_en_reservekode_virker_en_gang_og_sies_fra_om(client: Client, roller: Rollebesetning) -> None:
    kode = sett_opp(roller.rektor)[3]
    skriv_passord(client, roller.rektor)
    assert skriv_kode(client, f"{kode[:4]} {kode[4:]}").status_code == 302
    assert "Du har 9 reservekoder igjen." in client.get("/min-side/").content.decode()
    assert Varsel.objects.filter(mottaker=roller.rektor, type="konto_reservekode_brukt").exists()
    annen = Client()
    skriv_passord(annen, roller.rektor)
    assert skriv_kode(annen, kode).status_code == 422


def test_en_som_stenges_mellom_passord_og_kode_kommer_ikke_inn(client: Client, roller: Rollebesetning) -> None:
    sett_opp(roller.rektor)
    skriv_passord(client, roller.rektor)
    roller.rektor.is_active = False
    roller.rektor.save()
    assert skriv_kode(client, koden())["Location"] == "/logg-inn/"
    assert not inne(client)


def _inne_med_kode(bruker: Bruker) -> Client:
    klient = Client()
    skriv_passord(klient, bruker)
    assert skriv_kode(klient, koden()).status_code == 302
    return klient


@pytest.mark.usefixtures("klokka")
def test_nye_reservekoder_krever_passord_og_kode(roller: Rollebesetning) -> None:
    gammel = sett_opp(roller.rektor)[0]
    client = _inne_med_kode(roller.rektor)
    side = "/min-side/totrinn/reservekoder/"
    assert client.post(side, {"passord": "feil", "bekreftelseskode": koden(1)}).status_code == 422
    assert client.post(side, {"passord": "demo", "bekreftelseskode": "000000"}).status_code == 422
    svar = client.post(side, {"passord": "demo", "bekreftelseskode": koden(1)})
    assert len(re.findall(r"<code>\d{4} \d{4}</code>", svar.content.decode())) == 10
    assert tofaktor.godta(roller.rektor, gammel, NAA) is tofaktor.Utfall.FEIL


@pytest.mark.usefixtures("klokka")
def test_bytte_av_telefon_krever_den_gamle_koden(roller: Rollebesetning) -> None:
    sett_opp(roller.rektor)
    client = _inne_med_kode(roller.rektor)
    ny = totp.kode(_vist_nokkel(client), totp.teller(timezone.now()))
    assert client.post("/min-side/totrinn/", {"kode": ny, "passord": "demo"}).status_code == 422
    rett = {"kode": ny, "passord": "demo", "bekreftelseskode": koden(1)}
    assert client.post("/min-side/totrinn/", rett).status_code == 200
    assert tofaktor.godta(roller.rektor, koden(1), NAA) is tofaktor.Utfall.FEIL


def test_en_gammel_sesjon_maa_vise_passordet_for_aa_sette_den_opp(client: Client, roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        skriv_passord(client, roller.ansatt)
        klokka.shift(11 * 60)
        ny = totp.kode(_vist_nokkel(client), totp.teller(timezone.now()))
        assert client.post("/min-side/totrinn/", {"kode": ny}).status_code == 422
        assert client.post("/min-side/totrinn/", {"kode": ny, "passord": "demo"}).status_code == 200


@pytest.mark.usefixtures("klokka")
def test_den_som_maa_ha_den_kan_ikke_slaa_den_av(roller: Rollebesetning) -> None:
    sett_opp(roller.rektor)
    client = _inne_med_kode(roller.rektor)
    with override_settings(TOFAKTOR_KREVES=True):
        assert client.post("/min-side/totrinn/slaa-av/", {"passord": "demo"})["Location"] == "/min-side/"
        with pytest.raises(PermissionDenied):
            actions.slaa_av_tofaktor(aktor=roller.rektor, behold_sesjon=None, now=NAA)
        assert tofaktor.har(roller.rektor)
    svar = client.post("/min-side/totrinn/slaa-av/", {"passord": "demo", "bekreftelseskode": koden(1)})
    assert svar["Location"] == "/min-side/"
    assert not tofaktor.har(roller.rektor)
