"""Marks on tiltak: by the one responsible, who need not see the sak, and by those who write in it; seen by who sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.tiltaksplan import queries
from cases.tiltaksplan.actions import ny_planversjon, vedta_tiltaksplan
from cases.tiltaksplan.data import som_skrevet
from cases.tiltaksplan.merking import Merkedata, merk_eget_tiltak, merk_tiltak
from cases.tiltaksplan.models import Tiltak, Tiltaksmerke
from steinkjer_skolemiljo.organisation.models import Naerstaende
from tests.cases.atomisk import siste_skriving_nektes
from tests.cases.planer import TILTAK, vedtatt
from tests.cases.sak.hjelp import hent, send
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

MINE = "/tiltak/"


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor, tiltak=(replace(TILTAK, ansvarlig=roller.ansatt),))
    sak.refresh_from_db()
    return sak


def merke(hva: str = "gjort", **felter: Any) -> Merkedata:
    return Merkedata(**{"dato": I_DAG, "hva": Tiltaksmerke.Hva(hva), "nokkel": uuid4(), **felter})


def eget(aktor: Bruker, data: Merkedata | None = None, tiltak: Tiltak | None = None) -> Tiltaksmerke:
    pk = (tiltak or Tiltak.objects.get()).pk
    return merk_eget_tiltak(aktor=aktor, tiltak_id=pk, data=data or merke(), now=NAA)


def i_saken(sak: Sak, aktor: Bruker, data: Merkedata | None = None) -> Tiltaksmerke:
    pk = Tiltak.objects.get().pk
    return merk_tiltak(aktor=aktor, sak_id=sak.pk, tiltak_id=pk, data=data or merke(), now=NAA)


def test_den_ansvarlige_merker_uten_aa_se_saken(roller: Rollebesetning, sak: Sak) -> None:
    eget(roller.ansatt, merke(notat="Gikk fint.", dato=I_DAG - timedelta(days=1)))
    linje = sak.hendelser.get(type="tiltak_merket")
    assert (linje.aktor, linje.data) == (roller.ansatt, {"rekkefolge": "1", "versjon": "1", "hva": "gjort"})
    mine = hent(roller.ansatt, MINE).content.decode()
    assert "Gikk fint." in mine
    assert "Gjort 1 gang, 9. november" in mine
    assert sak.nummer not in mine


def test_merket_staar_paa_planen_for_dem_som_ser_saken_og_andres_ikke_hos_den_ansvarlige(
    roller: Rollebesetning, sak: Sak
) -> None:
    eget(roller.ansatt, merke(notat="Gikk fint."))
    i_saken(sak, roller.rektor, merke("ikke_gjort", notat="Ansatt var syk."))
    plan = hent(roller.rektor, reverse("tiltaksplan:vis", args=[sak.nummer])).content.decode()
    for tekst in ("Gikk fint.", "Ansatt Egge", "Ansatt var syk.", "ikke gjort 1 gang"):
        assert tekst in plan
    assert "Ansatt var syk." not in hent(roller.ansatt, MINE).content.decode()


def test_andre_har_ikke_tiltaket(roller: Rollebesetning, sak: Sak) -> None:
    tiltak = Tiltak.objects.get()
    for annen in (roller.rektor, roller.kontaktlarer, roller.rektor_maere, roller.systemforvalter):
        with pytest.raises(IkkeFunnet):
            eget(annen)
        svar = send(annen, reverse("tiltaksplan:merk_eget", args=[tiltak.pk]), {"dato": I_DAG, "hva": "gjort"})
        assert svar.status_code == 404
    with pytest.raises(IkkeFunnet):
        i_saken(sak, roller.ansatt)
    sak.alvorlig, sak.alvorlig_vurdert = True, NAA
    sak.save()
    with pytest.raises(IkkeTilgang):
        i_saken(sak, roller.sektorleder)
    assert not Tiltaksmerke.objects.exists()


def test_kontaktlarer_med_delt_sak_merker(roller: Rollebesetning, sak: Sak) -> None:
    sak.delt_med_kontaktlarer = True
    sak.save()
    i_saken(sak, roller.kontaktlarer)
    assert Tiltaksmerke.objects.get().av == roller.kontaktlarer


@pytest.mark.parametrize("stenges", ["anklaget", "familie", "avsluttet"])
def test_den_som_stenges_ute_kan_ikke_merke(roller: Rollebesetning, sak: Sak, stenges: str) -> None:
    match stenges:
        case "anklaget":
            anklag(sak, roller.ansatt)
        case "familie":
            Naerstaende.objects.create(bruker=roller.ansatt, elev=roller.elev, relasjon="tante")
        case _:
            sak.avsluttet, sak.neste_frist, sak.neste_frist_type = NAA, None, ""
            sak.save()
            with pytest.raises(Regelbrudd, match="avsluttet"):
                i_saken(sak, roller.rektor)
    with pytest.raises(IkkeFunnet):
        eget(roller.ansatt)


@pytest.mark.parametrize(
    ("data", "felt"),
    [
        (merke(dato=I_DAG + timedelta(days=1)), "dato"),
        (merke(dato=I_DAG - timedelta(days=400)), "dato"),
        (merke("ikke_gjort", notat=" "), "notat"),
        (merke("notat"), "notat"),
    ],
)
def test_det_som_ikke_kan_stemme_nektes(roller: Rollebesetning, sak: Sak, data: Merkedata, felt: str) -> None:
    with pytest.raises(Regelbrudd) as feil:
        eget(roller.ansatt, data)
    assert feil.value.brudd[0].felt == felt
    assert not Tiltaksmerke.objects.exists()


def test_samme_trykk_to_ganger_er_ett_merke_og_to_ganger_samme_dag_er_to(roller: Rollebesetning, sak: Sak) -> None:
    trykk = merke()
    assert eget(roller.ansatt, trykk) == eget(roller.ansatt, trykk)
    eget(roller.ansatt)
    assert Tiltaksmerke.objects.count() == sak.hendelser.filter(type="tiltak_merket").count() == 2


def test_tilbake_til_skjemaet_og_andre_ord_er_et_merke_til(roller: Rollebesetning, sak: Sak) -> None:
    forste = merke()
    eget(roller.ansatt, forste)
    notat = replace(forste, hva=Tiltaksmerke.Hva.NOTAT, notat="Hun ville ikke ut.")
    for data in (notat, forste, notat, replace(forste, dato=I_DAG - timedelta(days=1))):
        eget(roller.ansatt, data)
    assert [m.hva for m in Tiltaksmerke.objects.order_by("pk")] == ["gjort", "notat", "gjort"]


def test_et_merke_endres_aldri_og_er_alt_eller_ingenting(roller: Rollebesetning, sak: Sak) -> None:
    eget(roller.ansatt)
    for setning in ("UPDATE cases_tiltaksmerke SET notat = 'x'", "DELETE FROM cases_tiltaksmerke"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)
    with siste_skriving_nektes():
        eget(roller.ansatt)
    assert Tiltaksmerke.objects.count() == 1


def test_merkene_folger_tiltaket_inn_i_neste_versjon(roller: Rollebesetning, sak: Sak) -> None:
    eget(roller.ansatt)
    plan = ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    typed = replace(som_skrevet(plan), evalueringsdato=I_DAG + timedelta(days=14))
    vedta_tiltaksplan(aktor=roller.rektor, sak_id=sak.pk, data=typed, now=NAA)
    nytt = Tiltak.objects.get(plan__versjon=2)
    eget(roller.ansatt, tiltak=nytt)
    assert queries.merking_i_saken(sak)[nytt.pk].gjort == 2
    assert queries.egen_merking(roller.ansatt, [nytt])[nytt.pk].gjort == 2


def test_feil_vises_ved_tiltaket_og_notatet_staar(roller: Rollebesetning, sak: Sak) -> None:
    tiltak = Tiltak.objects.get()
    feil = {"dato": "2026-12-24", "hva": "gjort", "notat": "Fulgte Nora.", "nokkel": uuid4()}
    for bruker, adresse in (
        (roller.rektor, reverse("tiltaksplan:merk", args=[sak.nummer, tiltak.pk])),
        (roller.ansatt, reverse("tiltaksplan:merk_eget", args=[tiltak.pk])),
    ):
        svar = send(bruker, adresse, feil)
        assert svar.status_code == 422
        assert "Datoen kan ikke være fram i tid." in svar.content.decode()
        assert "Fulgte Nora." in svar.content.decode()
        assert send(bruker, adresse, {**feil, "dato": I_DAG, "nokkel": uuid4()}).status_code == 302


def test_sidene_koster_like_mye_med_mange_merker(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    eget(roller.ansatt)
    sider = ((roller.ansatt, MINE), (roller.rektor, reverse("tiltaksplan:vis", args=[sak.nummer])))
    for_ = [antall(client, bruker, adresse) for bruker, adresse in sider]
    for _gang in range(5):
        eget(roller.ansatt)
    assert [antall(client, bruker, adresse) for bruker, adresse in sider] == for_
