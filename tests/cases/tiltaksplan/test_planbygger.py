"""The editor's pages without a browser: order, library, autosave, paper and comparison."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.urls import reverse

from cases.sak.models import Oppslag
from cases.tiltaksplan import actions
from cases.tiltaksplan.bibliotek import BIBLIOTEK, sok
from cases.tiltaksplan.models import Planutsending, Tiltak, Tiltaksplan
from steinkjer_skolemiljo.organisation.models import Rolle
from tests.cases.planer import PLAN, TILTAK, vedtatt
from tests.cases.sak.hjelp import gi, tildel
from tests.cases.tiltaksplan.test_sider import RAD, hent, lenke, send, utfylt
from tests.cast import NAA, bruker
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from tests.cast import Rollebesetning

TO = {**RAD, "beskrivelse": "Den andre"}


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    sak = lag_sak(roller)
    actions.ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    return sak


def beskrivelser(svar: Any) -> list[str]:
    return [rad["beskrivelse"].value() for rad in svar.context["redigering"].rader.forms]


def skjult(svar: Any, navn: str) -> str:
    treff = re.search(rf'name="{navn}" id="[^"]+" value="([^"]*)"', svar.content.decode())
    assert treff is not None
    return treff.group(1)


@pytest.mark.parametrize(
    ("hva", "ventet"), [("1-opp", True), ("0-ned", True), ("0-opp", False), ("1-ned", False), ("x", False)]
)
def test_rader_flyttes_opp_og_ned_uten_aa_lagre(
    roller: Rollebesetning, client: Client, sak: Sak, hva: str, ventet: bool
) -> None:
    svar = send(client, roller.rektor, lenke("rediger", sak), {**utfylt(RAD, TO, maal="Må stå"), "flytt": hva})
    assert svar.status_code == 200
    assert (beskrivelser(svar)[0] == "Den andre") is ventet
    assert "Må stå" in svar.content.decode()
    assert not Tiltak.objects.exists()


def test_et_forslag_fra_banken_tar_den_tomme_raden_i_bruk(roller: Rollebesetning, client: Client, sak: Sak) -> None:
    svar = send(client, roller.rektor, lenke("rediger", sak), {**utfylt(RAD, {}), "hent": "inspeksjon"})
    rader = svar.context["redigering"].rader.forms
    assert len(rader) == 2
    assert "inspeksjon" in rader[1]["beskrivelse"].value()
    assert "autofocus" in str(rader[1]["beskrivelse"])
    assert (rader[1]["nivaa"].value(), rader[1]["strakstiltak"].value()) == ("skole", True)


def test_forslaget_er_i_skolens_maalform_uansett_hvem_som_leser(
    roller: Rollebesetning, client: Client, sak: Sak
) -> None:
    roller.egge.maalform = "nn"
    roller.egge.save()
    svar = send(client, roller.rektor, lenke("rediger", sak), {**utfylt(RAD, {}), "hent": "garderober"})
    assert "Skulen har ein vaksen" in svar.context["redigering"].rader.forms[1]["beskrivelse"].value()


def test_banken_har_forslag_paa_alle_nivaaer_og_kan_sokes_i() -> None:
    for nivaa in Tiltak.Nivaa:
        assert sum(f.nivaa == nivaa for f in BIBLIOTEK) >= 8
    assert len({f.kode for f in BIBLIOTEK}) == len(BIBLIOTEK)
    assert all("garderobe" in f"{f.tittel} {f.beskrivelse}".casefold() for _n, treff in sok("Garderobe") for f in treff)
    assert sok("finnes ikke") == []


def test_autolagring_lagrer_og_sier_hva_som_mangler_og_kan_gjentas(
    roller: Rollebesetning, client: Client, sak: Sak
) -> None:
    adresse = lenke("autolagre", sak)
    svar = send(client, roller.rektor, adresse, utfylt(RAD, utfordring="", fane="a"))
    side = svar.content.decode()
    assert svar.status_code == 200
    assert "Utkast lagret kl. 09:00. 1 punkt mangler." in side
    assert "Skriv hvilket problem tiltakene skal løse." in side
    assert "planLagret" in svar.headers["HX-Trigger"]
    igjen = utfylt(
        {**RAD, "id": skjult(svar, "tiltak-0-id")},
        revisjon=skjult(svar, "revisjon"),
        sett=skjult(svar, "sett"),
        fane="a",
    )
    assert "Alt loven krever, er med." in send(client, roller.rektor, adresse, igjen).content.decode()
    assert Tiltak.objects.count() == 1


def test_autolagring_er_aldri_i_veien(roller: Rollebesetning, client: Client, sak: Sak) -> None:
    actions.lagre_planutkast(aktor=roller.rektor, sak_id=sak.pk, data=replace(PLAN, maal="Den andres"), now=NAA)
    svar = send(client, roller.rektor, lenke("autolagre", sak), utfylt(RAD, maal="Mitt"))
    assert svar.status_code == 200
    assert "Rektor Egge lagret endringer her" in svar.content.decode()
    assert Tiltaksplan.objects.get().maal == "Den andres"
    for feil in ({**RAD, "fra": "i morgen"}, {"hyppighet": "daglig"}):
        svar = send(client, roller.rektor, lenke("autolagre", sak), utfylt(feil, revisjon="2", fane="b"))
        assert (svar.status_code, "Ikke lagret ennå" in svar.content.decode()) == (200, True)


def test_en_apen_side_som_lagrer_selv_er_ett_oppslag_i_minuttet(
    roller: Rollebesetning, client: Client, sak: Sak
) -> None:
    for _ in range(5):
        send(client, roller.rektor, lenke("autolagre", sak), utfylt(RAD, fane="a"))
    assert Oppslag.objects.count() == 1


def test_bare_den_som_leder_ser_papiret_av_et_utkast(roller: Rollebesetning, client: Client, sak: Sak) -> None:
    anklag(sak, roller.anklaget)
    adresse = reverse("dokumenter:forhandsvisning", args=[sak.nummer])
    svar = hent(client, roller.rektor, adresse)
    side = svar.content.decode()
    assert "Utkast. Gjelder ikke før planen er vedtatt." in side
    assert "Rettighetene deres" in side
    assert svar.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in svar.headers["Content-Security-Policy"]
    for fremmed in (roller.rektor_maere, roller.ansatt, roller.anklaget):
        assert hent(client, fremmed, adresse).status_code == 404
        assert send(client, fremmed, lenke("autolagre", sak), utfylt(RAD)).status_code == 404


def test_en_ramme_som_kommer_etter_vedtaket_beholder_papiret_den_viser(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor)
    adresse = reverse("dokumenter:forhandsvisning", args=[sak.nummer])
    with time_machine.travel(NAA, tick=False):
        client.force_login(roller.rektor)
        assert client.get(adresse, headers={"Sec-Fetch-Dest": "iframe"}).status_code == 204
    # One who types the address is told that there is nothing.
    assert hent(client, roller.rektor, adresse).status_code == 404


def test_to_versjoner_sammenlignes_felt_for_felt_og_rad_for_rad(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor, maal="Først", tiltak=(TILTAK, replace(TILTAK, beskrivelse="Bort")))
    actions.ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    rad = Tiltak.objects.filter(plan__versjon=2).first()
    assert rad is not None
    data = replace(
        PLAN,
        maal="Så",
        tiltak=(replace(TILTAK, beskrivelse="Helt ny"), replace(TILTAK, id=rad.pk, beskrivelse="Omskrevet")),
        fane="a",
    )
    actions.lagre_planutkast(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)
    svar = hent(client, roller.rektor, lenke("sammenlign", sak) + "?fra=1&til=2")
    ulikt = svar.context["ulikt"]
    assert [f.navn for f in ulikt.felt if f.endring == "endret"] == ["Mål"]
    assert [(r.endring.value, r.beskrivelse) for r in ulikt.rader] == [
        ("lagt_til", "Helt ny"),
        ("endret", "Omskrevet"),
        ("fjernet", "Bort"),
    ]
    side = svar.content.decode()
    for ventet in ("<p>Først</p></del>", "<p>Så</p></ins>", "Lagt til", "Fjernet", "Endret"):
        assert ventet in side
    # The two newest, where none is chosen.
    assert hent(client, roller.rektor, lenke("sammenlign", sak)).context["ulikt"] == ulikt
    likt = hent(client, roller.rektor, lenke("sammenlign", sak) + "?fra=1&til=1").content.decode()
    assert "Velg to forskjellige versjoner." in likt


def test_utkastet_sammenlignes_bare_av_den_som_leder(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    vedtatt(sak, roller.rektor, maal="Zqvedtatt")
    actions.ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    utkast = replace(PLAN, maal="Zqutkast", fane="a")
    actions.lagre_planutkast(aktor=roller.rektor, sak_id=sak.pk, data=utkast, now=NAA)
    gi(roller.rektor, sak, roller.stotte)
    for person, ser in ((roller.rektor, True), (roller.kontaktlarer, False), (roller.stotte, False)):
        for sporring in ("", "?fra=1&til=2"):
            side = hent(client, person, lenke("sammenlign", sak) + sporring).content.decode()
            assert ("Zqutkast" in side) is ser
        assert (lenke("sammenlign", sak) in hent(client, person, lenke("vis", sak)).content.decode()) is ser
    # Once adopted, it is everybody's who may read the plan.
    vedtas = replace(utkast, revisjon=Tiltaksplan.objects.get(versjon=2).revisjon)
    actions.vedta_tiltaksplan(aktor=roller.rektor, sak_id=sak.pk, data=vedtas, now=NAA)
    for person in (roller.kontaktlarer, roller.stotte):
        assert "Zqutkast" in hent(client, person, lenke("sammenlign", sak)).content.decode()


def test_utsendingen_med_feil_staar_med_setningen(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor)
    data = {"mottaker": str(roller.forelder.pk), "dato": "2026-12-24", "kanal": "papir"}
    svar = send(client, roller.rektor, lenke("sendt_hjem", sak), data)
    assert svar.status_code == 422
    assert "ikke fram i tid" in svar.content.decode()
    assert send(client, roller.rektor, lenke("sendt_hjem", sak), {**data, "dato": "2026-11-10"}).status_code == 302
    assert "Kari Eggen" in hent(client, roller.rektor, lenke("vis", sak)).content.decode()
    assert Planutsending.objects.count() == 1


def test_hver_foresatt_har_sitt_felt(roller: Rollebesetning, client: Client, sak: Sak) -> None:
    navn = f"foresatt-{roller.forelder.pk}"
    assert send(client, roller.rektor, lenke("rediger", sak), utfylt(RAD, **{navn: "Bra."})).status_code == 302
    assert Tiltaksplan.objects.get().foresattes_syn_hver == [
        {"foresatt": roller.forelder.pk, "navn": "Kari Eggen", "syn": "Bra."}
    ]
    with time_machine.travel(NAA, tick=False):
        assert "Hva mener Kari Eggen?" in client.get(lenke("rediger", sak)).content.decode()


def test_en_autolagring_etter_vedtaket_er_stille(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor)
    assert send(client, roller.rektor, lenke("autolagre", sak), utfylt(RAD)).status_code == 204


def test_den_som_skriver_mens_en_annen_vedtar_beholder_teksten(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor)
    leder = bruker("Leder Medfullmakt")
    tildel(leder, Rolle.AVDELINGSLEDER, roller.egge, fullmakt=True)
    skrevet = utfylt({**RAD, "beskrivelse": "Det siste jeg skrev"}, versjon="1")
    for navn in ("rediger", "vedta"):
        svar = send(client, leder, lenke(navn, sak), skrevet)
        assert svar.status_code == 422
        assert "Planen ble vedtatt mens du skrev." in svar.content.decode()
        assert "Det siste jeg skrev" in svar.content.decode()
    assert "Planen ble vedtatt" in send(client, leder, lenke("autolagre", sak), skrevet).content.decode()
    assert not Tiltak.objects.filter(beskrivelse="Det siste jeg skrev").exists()
    # Where there never was a plan, there is nothing to write on.
    uten = lag_sak(roller, elev=roller.annen_elev)
    assert send(client, leder, lenke("rediger", uten), skrevet).status_code == 404
