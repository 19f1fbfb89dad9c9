"""The leader's pages: from writing to giving, who may not look, and that nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse

from cases.framlegg import den_ansatte
from cases.framlegg.models import Framlegg, Framleggvurdering
from cases.sak.models import Saktilgang
from tests.cases.framlegg.oppsett import frigitt, maskert, skjerpet_sak, utkast
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

UTFYLT = {
    "paastander": "Nora sier at du ropte.",
    "trenger": "Fortell med egne ord.",
    "svarfrist": "2026-11-17",
}


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    return skjerpet_sak(roller)


def lenke(navn: str, sak: Sak, *argumenter: Any) -> str:
    return reverse(f"framlegg:{navn}", args=[sak.nummer, *argumenter])


def hent(client: Client, bruker: Bruker, adresse: str, dager: int = 0) -> Any:
    with time_machine.travel(NAA + timedelta(days=dager), tick=False):
        client.force_login(bruker)
        return client.get(adresse)


def send(client: Client, bruker: Bruker, adresse: str, felter: dict[str, str] | None = None, dager: int = 0) -> Any:
    with time_machine.travel(NAA + timedelta(days=dager), tick=False):
        client.force_login(bruker)
        return client.post(adresse, felter or {})


def test_fra_ingenting_til_vurdering_i_nettleseren(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    rektor = roller.rektor
    assert "Lag framlegg" in hent(client, rektor, lenke("oversikt", sak)).content.decode()
    side = hent(client, rektor, lenke("nytt", sak)).content.decode()
    assert 'value="2026-11-17"' in side
    svar = send(client, rektor, lenke("nytt", sak), {**UTFYLT, "ansatt": str(roller.anklaget.pk)})
    framlegg = Framlegg.objects.get()
    assert svar.headers["Location"] == lenke("masker", sak, framlegg.pk)
    side = hent(client, rektor, lenke("masker", sak, framlegg.pk)).content.decode()
    assert "<mark>Nora</mark> sier" in side
    svar = send(client, rektor, lenke("masker", sak, framlegg.pk), {"form-0": "Nora", "valg-0": "skjul", "grunn-0": ""})
    assert svar.headers["Location"] == lenke("vis", sak, framlegg.pk)
    side = hent(client, rektor, lenke("vis", sak, framlegg.pk)).content.decode()
    assert "Eleven saken gjelder sier at du ropte." in side
    assert "Gi til den ansatte" in side
    send(client, rektor, lenke("frigi", sak, framlegg.pk))
    assert hent(client, rektor, lenke("pdf", sak, framlegg.pk)).content.startswith(b"%PDF")
    assert "Skriv vurderingen" not in hent(client, rektor, lenke("vis", sak, framlegg.pk)).content.decode()
    den_ansatte.svar(aktor=roller.anklaget, nokkel=framlegg.nokkel, tekst="Jeg ropte ikke.", now=NAA)
    side = hent(client, rektor, lenke("vis", sak, framlegg.pk)).content.decode()
    assert "Jeg ropte ikke." in side
    assert "Skriv vurderingen" in side
    mote = {"dato": "2026-11-10", "deltakere": "Rektor og Siv", "redegjorelse": "Fortalte.", "verneombud": "on"}
    assert send(client, rektor, lenke("mote", sak, framlegg.pk), mote).status_code == 302
    vurdering = {
        "elevens_opplevelse": "Redd.",
        "utfall": "ikke_mulig",
        "begrunnelse": "To ulike forklaringer.",
        "personaloppfolging": "nei",
    }
    assert send(client, rektor, lenke("vurder", sak, framlegg.pk), vurdering).status_code == 302
    side = hent(client, rektor, lenke("vis", sak, framlegg.pk)).content.decode()
    for ventet in ("Det er ikke mulig å avgjøre", "Verneombud var med", "To ulike forklaringer."):
        assert ventet in side


def test_det_som_mangler_sies_og_det_skrevne_star(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    felter: dict[str, Any] = {**UTFYLT, "ansatt": str(roller.anklaget.pk), "vis_elev": "on"}
    svar = send(client, roller.rektor, lenke("nytt", sak), felter)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert "Skriv hvorfor den ansatte må få vite hvem eleven er." in side
    assert "Nora sier at du ropte." in side
    framlegg = maskert(roller, sak)
    uten = {"form-0": "x", "valg-0": "skjul"}
    assert send(client, roller.rektor, lenke("masker", sak, framlegg.pk), uten).status_code == 422
    gitt = frigitt(roller, skjerpet_sak(roller, elev=roller.annen_elev))
    annen = gitt.sak
    svar = send(client, roller.rektor, lenke("vurder", annen, gitt.pk), {"begrunnelse": "Må stå"})
    assert svar.status_code == 422
    assert "Må stå" in svar.content.decode()
    for navn, felter in (("mer_tid", {"svarfrist": "2026-11-11"}), ("mote", {"dato": "2027-01-01"})):
        assert send(client, roller.rektor, lenke(navn, annen, gitt.pk), felter).status_code == 422, navn
    assert not Framleggvurdering.objects.exists()


def test_to_som_lagrer_samtidig_mister_ingenting(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    framlegg = utkast(roller, sak)
    felter: dict[str, Any] = {**UTFYLT, "ansatt": str(roller.anklaget.pk), "revisjon": "1"}
    assert send(client, roller.rektor, lenke("rediger", sak, framlegg.pk), felter).status_code == 302
    svar = send(client, roller.rektor, lenke("rediger", sak, framlegg.pk), {**felter, "trenger": "Mitt"})
    assert svar.status_code == 422
    assert "Mitt" in svar.content.decode()
    assert 'name="revisjon" value="2"' in svar.content.decode()
    # Given to the employee meanwhile: it cannot be saved, and it is said; what was written still stands.
    gitt = frigitt(roller, skjerpet_sak(roller, elev=roller.annen_elev))
    svar = send(client, roller.rektor, lenke("rediger", gitt.sak, gitt.pk), {**felter, "trenger": "Mitt"})
    assert svar.status_code == 422
    assert "Framlegget er gitt til den ansatte og kan ikke endres." in svar.content.decode()
    assert "Mitt" in svar.content.decode()
    funn = {f"{navn}-0": verdi for navn, verdi in (("form", "Nora"), ("valg", "behold"), ("grunn", "Står i meldingen"))}
    assert send(client, roller.rektor, lenke("masker", gitt.sak, gitt.pk), funn).status_code == 422


def test_en_knapp_som_ikke_gar_sier_hvorfor(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    framlegg = utkast(roller, sak)
    send(client, roller.rektor, lenke("frigi", sak, framlegg.pk))
    assert "Gå gjennom navnene først." in hent(client, roller.rektor, lenke("vis", sak, framlegg.pk)).content.decode()


SIDER = ("vis", "rediger", "masker", "pdf", "mote", "vurder")
KNAPPER = ("til_godkjenning", "send_tilbake", "frigi", "forkast", "mer_tid")


def test_kontaktlarer_og_den_som_er_gitt_tilgang_ser_ingen_framlegg(
    client: Client, roller: Rollebesetning, sak: Sak
) -> None:
    Saktilgang.objects.create(
        user=roller.stotte,
        content_object=sak,
        permission=Permission.objects.get(codename="skriv_i_sak", content_type__app_label="cases"),
        formaal="Støtte",
        gyldig_til=I_DAG + timedelta(days=30),
        gitt_av=roller.rektor,
        gitt=NAA,
    )
    framlegg = frigitt(roller, sak)
    for person in (roller.kontaktlarer, roller.stotte):
        assert hent(client, person, reverse("sak:vis", args=[sak.nummer])).status_code == 200
        assert hent(client, person, lenke("oversikt", sak)).status_code == 403
        assert hent(client, person, lenke("nytt", sak)).status_code == 403
        for navn in SIDER:
            assert hent(client, person, lenke(navn, sak, framlegg.pk)).status_code == 403, navn
        for navn in KNAPPER:
            assert send(client, person, lenke(navn, sak, framlegg.pk)).status_code == 403, navn
        for side in ("sak:vis", "sak:logg", "sak:personer"):
            svar = hent(client, person, reverse(side, args=[sak.nummer]), dager=20)
            assert svar.status_code in {200, 403}, side
            # In the head stand the names of the style sheets.
            assert "framlegg" not in svar.content.decode().lower().partition("<body")[2], side


def test_skoleeier_som_folger_opp_ser_men_skriver_ikke(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    framlegg = frigitt(roller, sak)
    for adresse in (lenke("oversikt", sak), lenke("vis", sak, framlegg.pk), lenke("pdf", sak, framlegg.pk)):
        assert hent(client, roller.sektorleder, adresse).status_code == 200
    for navn in ("rediger", "masker", "mote", "vurder"):
        assert hent(client, roller.sektorleder, lenke(navn, sak, framlegg.pk)).status_code == 403
    assert "Den ansatte fikk" not in hent(client, roller.sektorleder, lenke("vis", sak, framlegg.pk)).content.decode()


def test_framlegg_i_en_annen_sak_finnes_ikke(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    framlegg = frigitt(roller, sak)
    annen = lag_sak(roller, elev=roller.annen_elev, skjerpet=True)
    for navn in SIDER:
        assert hent(client, roller.rektor, lenke(navn, annen, framlegg.pk)).status_code == 404, navn
    for navn in KNAPPER:
        assert send(client, roller.rektor, lenke(navn, annen, framlegg.pk)).status_code == 404, navn


def test_saken_minner_om_at_en_ansatt_ikke_er_hort(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    side = reverse("sak:vis", args=[sak.nummer])
    assert "er ikke hørt ennå" not in hent(client, roller.rektor, side).content.decode()
    for person in (roller.rektor, roller.sektorleder):
        assert "er ikke hørt ennå" in hent(client, person, side, dager=9).content.decode()
    assert "er ikke hørt ennå" not in hent(client, roller.kontaktlarer, side, dager=9).content.decode()
    frigitt(roller, sak)
    assert "er ikke hørt ennå" not in hent(client, roller.rektor, side, dager=9).content.decode()


def test_fanen_er_bare_der_den_trengs(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    vanlig = lag_sak(roller, elev=roller.annen_elev)
    assert lenke("oversikt", sak) in hent(client, roller.rektor, reverse("sak:vis", args=[sak.nummer])).content.decode()
    side = hent(client, roller.rektor, reverse("sak:vis", args=[vanlig.nummer])).content.decode()
    assert lenke("oversikt", vanlig) not in side
    assert hent(client, roller.rektor, lenke("oversikt", vanlig)).status_code == 200
    assert hent(client, roller.rektor, lenke("nytt", vanlig)).headers["Location"] == lenke("oversikt", vanlig)


def test_oversikten_koster_like_mye_med_mange(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    framlegg = frigitt(roller, sak)
    sider = [lenke("oversikt", sak), lenke("vis", sak, framlegg.pk)]
    for_ = [antall(client, roller.rektor, side) for side in sider]
    for person in (roller.ansatt, roller.ansatt_maere, roller.kontaktlarer):
        anklag(sak, person)
    for _nummer in range(5):
        den_ansatte.svar(aktor=roller.anklaget, nokkel=framlegg.nokkel, tekst="x", now=NAA)
    assert [antall(client, roller.rektor, side) for side in sider] == for_
