"""The list of saker: filters, table and board, all in the address."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import time_machine
from django.urls import reverse

from cases.sak.models import Oppslag
from cases.saksliste.queries import PER_KOLONNE, Spor, Utvalg, liste, tavle
from steinkjer_skolemiljo.organisation.models import Gradering
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def numre(bruker: Bruker, **utvalg: Any) -> set[str]:
    funnet = liste(Utvalg(**{"vis": "alle", **utvalg}), Spor(bruker, I_DAG, NAA), side=1)
    return {rad.linje.sak.nummer for rad in funnet.linjer}


def hent(client: Client, bruker: Bruker, adresse: str, **hoder: str) -> HttpResponse:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.get(adresse, headers=hoder or None)  # type: ignore[return-value]


def test_hvert_filter_gir_sine_saker(roller: Rollebesetning) -> None:
    en = lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA, neste_frist=NAA - timedelta(days=1))
    to = lag_sak(roller, elev=roller.annen_elev, skjerpet=True, ansvarlig=roller.avdelingsleder, fase="tiltak")
    ferdig = lag_sak(roller, avsluttet=NAA, fase="avsluttet")
    lag_melding(roller, sak=en, arenaer=["skolevei", "digitalt"], typer=["digital"])
    lag_melding(roller, elev=roller.annen_elev, sak=to, arenaer=["sfo"], typer=["fysisk"])
    ventet: list[tuple[dict[str, Any], set[str]]] = [
        ({}, {en.nummer, to.nummer, ferdig.nummer}),
        ({"vis": "aapne"}, {en.nummer, to.nummer}),
        ({"vis": "forsinket"}, {en.nummer}),
        ({"vis": "mine"}, {en.nummer}),
        ({"vis": "avsluttet"}, {ferdig.nummer}),
        ({"alvorlig": True}, {en.nummer}),
        ({"skjerpet": True}, {to.nummer}),
        ({"fase": "tiltak"}, {to.nummer}),
        ({"klasse": roller.klasse.pk}, {en.nummer, to.nummer, ferdig.nummer}),
        ({"ansvarlig": roller.avdelingsleder.pk}, {to.nummer}),
        ({"arena": "digitalt"}, {en.nummer}),
        ({"type": "fysisk"}, {to.nummer}),
        ({"arena": "sfo", "type": "digital"}, set()),
        ({"vis": "uka"}, set()),
    ]
    for utvalg, numrene in ventet:
        assert numre(roller.rektor, **utvalg) == numrene, utvalg


def test_saksansvarlig_filteret_roper_ikke_hvor_en_elev_med_gradert_adresse_gaar(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA)
    assert numre(roller.sektorleder, ansvarlig=roller.rektor.pk) == {sak.nummer}
    roller.elev.gradering = Gradering.STRENGT
    roller.elev.save()
    assert numre(roller.sektorleder) == {sak.nummer}
    assert numre(roller.sektorleder, ansvarlig=roller.rektor.pk) == set()
    assert numre(roller.rektor, ansvarlig=roller.rektor.pk) == {sak.nummer}


def test_tavla_viser_fasene_og_det_som_nylig_er_avsluttet(roller: Rollebesetning) -> None:
    ny = lag_sak(roller)
    tiltak = lag_sak(roller, elev=roller.annen_elev, fase="tiltak")
    nylig = lag_sak(roller, fase="avsluttet", avsluttet=NAA - timedelta(days=10))
    lag_sak(roller, fase="avsluttet", avsluttet=NAA - timedelta(days=100))
    kolonner = tavle(Utvalg(som="tavle"), Spor(roller.rektor, I_DAG, NAA))
    assert [k.fase for k in kolonner] == ["ny", "undersokelse", "tiltak", "evaluering", "avsluttet"]
    assert [[linje.sak for linje in k.linjer] for k in kolonner] == [[ny], [], [tiltak], [], [nylig]]
    assert [k.antall for k in kolonner] == [1, 0, 1, 0, 1]


def test_tavla_er_aldri_endelos_og_viser_veien_til_resten(client: Client, roller: Rollebesetning) -> None:
    for _nummer in range(PER_KOLONNE + 2):
        lag_sak(roller)
    (kolonne, *_resten) = tavle(Utvalg(), Spor(roller.rektor, I_DAG, NAA))
    assert (len(kolonne.linjer), kolonne.antall, kolonne.flere) == (PER_KOLONNE, PER_KOLONNE + 2, 2)
    side = hent(client, roller.rektor, "/saker/?som=tavle&alvorlig=").content.decode()
    assert f"Vis alle {PER_KOLONNE + 2} i tabellen" in side
    assert "?fase=ny&amp;vis=aapne" in side
    assert Oppslag.objects.get().antall == PER_KOLONNE


def test_alt_som_er_valgt_staar_i_adressen_til_den_andre_visningen(client: Client, roller: Rollebesetning) -> None:
    lag_sak(roller)
    side = hent(client, roller.rektor, "/saker/?q=nora&vis=alle&alvorlig=on&som=tavle").content.decode()
    assert "?q=nora&amp;vis=alle&amp;alvorlig=1&amp;som=tabell" in side


def test_verdier_uten_mening_gir_lista_og_ikke_en_feilside(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    for sporsmaal in (
        "?vis=x&fase=y&klasse=abc&ansvarlig=-1&arena=z&type=%00&som=q&side=999",
        f"?klasse={2**70}",
        "?q=%00",
        "?side=-3&som=tavle",
    ):
        svar = hent(client, roller.rektor, f"/saker/{sporsmaal}")
        assert svar.status_code == 200
        assert sak.nummer in svar.content.decode()


def test_linja_viser_neste_steg_som_lenke_bare_for_den_som_kan_gjore_det(
    client: Client, roller: Rollebesetning
) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True, mottatt=NAA, foresatte_informert=I_DAG)
    lenke = reverse("undersokelse:vis", args=[sak.nummer])
    rektors = hent(client, roller.rektor, "/saker/").content.decode()
    assert f'href="{lenke}' in rektors
    assert "Delt med kontaktlærer" in rektors


def test_et_treff_i_tekst_viser_utdraget_og_noteres_uten_ordet(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    melding = lag_melding(roller, sak=sak, hva_skjedde="Hun satt alene ved <b>trampolinen</b>.")
    side = hent(client, roller.rektor, "/saker/?q=trampoline", HX_Request="true").content.decode()
    assert "<mark>trampolinen</mark>" in side
    assert "<b>" not in side
    assert reverse("melding:ta_imot", args=[melding.nummer]) in side
    assert "<html" not in side
    assert Oppslag.objects.get().viste_saker == [sak.pk]
    tomt = hent(client, roller.rektor, "/saker/?q=finnesikke").content.decode()
    assert "Fant ingen saker" in tomt


def test_tavla_koster_like_mye_med_mange(client: Client, roller: Rollebesetning) -> None:
    lag_sak(roller)
    en = antall(client, roller.rektor, "/saker/?som=tavle")
    for fase in ("ny", "tiltak", "evaluering"):
        for _nummer in range(4):
            lag_sak(roller, fase=fase)
    assert antall(client, roller.rektor, "/saker/?som=tavle") <= en
