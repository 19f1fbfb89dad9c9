"""The first step: who gets in, what a failure says, and how often one may try."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
import time_machine
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.admin import site
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client, override_settings
from django.urls import NoReverseMatch, get_resolver, resolve, reverse

from steinkjer_skolemiljo.organisation.innlogging.models import Sesjon
from tests.cast import NAA
from tests.innlogging.hjelp import SESJON, inne, koden, sett_opp, skriv_kode, skriv_passord

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

struping = override_settings(AXES_ENABLED=True)


class Teller(MD5PasswordHasher):
    """Counts how often a password is hashed."""

    algorithm = "teller"
    ganger: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.ganger.append(password)
        return super().encode(password, salt)


def test_riktig_passord_slipper_inn_og_til_siden_man_ville_til(client: Client, roller: Rollebesetning) -> None:
    svar = skriv_passord(client, roller.ansatt, next="/meldinger/")
    assert (svar.status_code, svar["Location"]) == (302, "/meldinger/")
    assert inne(client)


def test_en_fremmed_adresse_i_next_folges_ikke(client: Client, roller: Rollebesetning) -> None:
    assert skriv_passord(client, roller.ansatt, next="https://ond.example/")["Location"] == "/"


def test_alle_feil_sier_det_samme_og_eposten_staar_igjen(client: Client, roller: Rollebesetning) -> None:
    roller.sluttet.is_active = False
    roller.sluttet.save()
    for epost, passord in (
        (roller.ansatt.email, "feil"),
        ("finnes.ikke@test.example", "demo"),
        (roller.sluttet.email, "demo"),
        (roller.systemet.email, ""),
    ):
        svar = client.post("/logg-inn/", {"username": epost, "password": passord or "x"})
        assert svar.status_code == 422
        assert "E-posten eller passordet er feil." in svar.content.decode()
        assert epost in svar.content.decode()


@override_settings(PASSWORD_HASHERS=["tests.innlogging.test_logge_inn.Teller"])
def test_kjent_og_ukjent_epost_koster_like_mye_arbeid(client: Client, roller: Rollebesetning) -> None:
    roller.ansatt.set_password("noe helt annet")
    roller.ansatt.save()
    arbeid = []
    for epost in (roller.ansatt.email, "finnes.ikke@test.example"):
        Teller.ganger.clear()
        client.post("/logg-inn/", {"username": epost, "password": "feil passord"})
        arbeid.append(len(Teller.ganger))
    assert arbeid == [1, 1]


def test_sesjonen_faar_ny_nokkel_naar_man_logger_inn(client: Client, roller: Rollebesetning) -> None:
    plantet = Client()
    plantet.get("/logg-inn/")
    sesjon = plantet.session
    sesjon["plantet"] = "x"
    sesjon.save()
    plantet.cookies[SESJON] = for_ = str(sesjon.session_key)
    skriv_passord(plantet, roller.ansatt)
    assert plantet.cookies[SESJON].value != for_
    assert not Sesjon.objects.filter(bruker=None).exists()


@struping
def test_ti_feil_stenger_for_den_kontoen_fra_den_adressen_i_et_kvarter(client: Client, roller: Rollebesetning) -> None:
    with time_machine.travel(NAA, tick=False) as klokka:
        for nummer in range(10):
            # Capital letters give no new tries.
            epost = roller.ansatt.email.upper() if nummer % 2 else roller.ansatt.email
            svar = client.post("/logg-inn/", {"username": epost, "password": "feil"})
        assert svar.status_code == 429
        assert "For mange forsøk" in svar.content.decode()
        assert skriv_passord(client, roller.ansatt).status_code == 429
        # Another person at the same machine, and the same person elsewhere, are let in.
        assert skriv_passord(Client(), roller.rektor).status_code == 302
        assert skriv_passord(Client(REMOTE_ADDR="10.0.0.9"), roller.ansatt).status_code == 302
        klokka.shift(16 * 60)
        assert skriv_passord(client, roller.ansatt).status_code == 302


@struping
@override_settings(INNLOGGING_FEIL_PER_ADRESSE=20)
def test_en_adresse_som_prover_mange_kontoer_stenges(client: Client, roller: Rollebesetning) -> None:
    for nummer in range(20):
        svar = client.post("/logg-inn/", {"username": f"gjett{nummer}@test.example", "password": "Sommer2026"})
        assert svar.status_code == 422
    assert skriv_passord(client, roller.ansatt).status_code == 429
    assert skriv_passord(Client(REMOTE_ADDR="10.0.0.9"), roller.ansatt).status_code == 302


@struping
@override_settings(INNLOGGING_FEIL_PER_ADRESSE=15)
def test_ingen_holder_en_annen_ute_av_den_nettleseren_der_vedkommende_har_vaert_inne(
    client: Client, roller: Rollebesetning
) -> None:
    rektor = roller.rektor
    skriv_passord(client, rektor)
    client.get("/")
    client.post("/logg-ut/")
    # Names nobody, and is kept from the page.
    kapsel = client.cookies[settings.KJENT_COOKIE_NAME]
    assert kapsel["httponly"]
    assert rektor.email not in kapsel.value
    med_kapsel = Client()
    med_kapsel.cookies[settings.KJENT_COOKIE_NAME] = kapsel.value
    for nummer in range(20):
        epost = rektor.email if nummer < 10 else f"gjett{nummer}@test.example"
        Client().post("/logg-inn/", {"username": epost, "password": "feil"})
    # Closed for everybody else at the address, and for every other account here.
    assert skriv_passord(Client(), rektor).status_code == 429
    assert skriv_passord(med_kapsel, roller.ansatt).status_code == 429
    assert skriv_passord(client, rektor).status_code == 302
    client.post("/logg-ut/")
    # And whoever has the browser has no more tries than others.
    for _nummer in range(10):
        svar = skriv_passord(med_kapsel, rektor, passord="feil")
    assert svar.status_code == 429
    assert skriv_passord(med_kapsel, rektor).status_code == 429
    assert {ett.ip_address for ett in AccessLog.objects.all()} == {"127.0.0.1"}


@struping
def test_ingenting_av_det_som_ble_skrevet_ligger_igjen_etter_et_mislykket_forsok(
    client: Client, roller: Rollebesetning
) -> None:
    sett_opp(roller.rektor)
    skriv_passord(client, roller.rektor)
    skriv_kode(client, koden())
    client.post("/min-side/passord/", {"gammelt": "zqgammelt", "nytt": "zqnytt passord", "gjenta": "zqnytt passord"})
    client.post("/min-side/totrinn/reservekoder/", {"passord": "demo", "bekreftelseskode": "zq1234567"})
    client.post("/min-side/totrinn/reservekoder/", {"passord": "zqfeil", "bekreftelseskode": "123456"})
    Client().post("/logg-inn/?next=/saker/?q=zqnora", {"username": "zqukjent@test.example", "password": "zqpassord"})
    forsok = list(AccessAttempt.objects.order_by("id"))
    assert sum(ett.failures_since_start for ett in forsok) == 4
    for ett in forsok:
        # What axes writes between two tries.
        assert not (ett.get_data + ett.post_data).strip("-\n")


def test_en_som_er_stengt_ute_er_ute_straks(client: Client, roller: Rollebesetning) -> None:
    skriv_passord(client, roller.ansatt)
    assert inne(client)
    roller.ansatt.is_active = False
    roller.ansatt.save()
    assert not inne(client)


def test_allauths_egne_sider_finnes_ikke() -> None:
    navn = {
        n for n in get_resolver().reverse_dict if isinstance(n, str) and n.startswith(("account_", "mfa_", "social"))
    }
    assert navn == {"account_login", "mfa_authenticate"}
    assert reverse("account_login") == reverse("organisation:logg_inn")
    assert resolve("/logg-inn/").view_name == "organisation:logg_inn"
    for annet in ("account_signup", "account_reset_password", "account_email", "mfa_index", "mfa_deactivate_totp"):
        with pytest.raises(NoReverseMatch):
            reverse(annet)


def test_admin_har_ingen_egen_inngang(client: Client, roller: Rollebesetning) -> None:
    for sti in ("/admin/", "/admin/login/"):
        svar = client.get(sti, follow=True)
        assert svar.redirect_chain[-1][0].startswith("/logg-inn/")
        assert 'name="password"' in svar.content.decode()
    assert client.post("/admin/login/", {"username": roller.ansatt.email, "password": "demo"}).status_code == 302
    assert not inne(client)
    client.force_login(roller.ansatt)
    assert "/logg-inn/" not in client.get("/admin/login/")["Location"]


def test_admin_viser_ikke_tofaktor_og_bytter_passord_hos_oss(client: Client, roller: Rollebesetning) -> None:
    roller.ansatt.er_teknisk = roller.ansatt.is_superuser = True
    roller.ansatt.save()
    client.force_login(roller.ansatt)
    assert client.get("/admin/").status_code == 200
    for sti in ("/admin/mfa/authenticator/", "/admin/account/emailaddress/", "/admin/auth/group/"):
        assert client.get(sti).status_code == 404
    assert client.get("/admin/password_change/")["Location"] == "/min-side/passord/"
    assert "Clear-Site-Data" in client.post("/admin/logout/").headers
    assert not inne(client)


def test_i_admin_kan_innlogginger_leses_og_ingenting_endres_eller_slettes(
    client: Client, roller: Rollebesetning
) -> None:
    skriv_passord(Client(), roller.rektor)
    roller.ansatt.er_teknisk = roller.ansatt.is_superuser = True
    roller.ansatt.save()
    client.force_login(roller.ansatt)
    innlogging = AccessLog.objects.create(username="rektor@test.example", ip_address="127.0.0.1")
    vist = client.get("/admin/axes/accesslog/")
    assert (vist.status_code, "rektor@test.example" in vist.content.decode()) == (200, True)
    assert client.post(f"/admin/axes/accesslog/{innlogging.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"/admin/axes/accesslog/{innlogging.pk}/change/", {}).status_code == 403
    slett = {"action": "delete_selected", "_selected_action": innlogging.pk, "post": "yes"}
    client.post("/admin/axes/accesslog/", slett)
    assert AccessLog.objects.filter(pk=innlogging.pk).exists()
    sporsmaal = vist.wsgi_request
    for modell, admin in site._registry.items():
        for lov in (admin.has_add_permission, admin.has_change_permission, admin.has_delete_permission):
            assert not lov(sporsmaal), modell
