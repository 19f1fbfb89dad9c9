"""How a tiltak stands: by those who write in the sak, and by the one responsible, who need not see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.models import Eier
from cases.tiltaksplan import actions
from cases.tiltaksplan.actions import Statusdata
from cases.tiltaksplan.data import som_skrevet
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from steinkjer_skolemiljo.organisation.models import Naerstaende, Rolletildeling
from tests.cases.planer import TILTAK, vedtatt
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

GJORT = Statusdata(Tiltak.Status.GJENNOMFORT)
MINE = "/tiltak/"


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor, tiltak=(replace(TILTAK, ansvarlig=roller.ansatt),))
    sak.refresh_from_db()
    return sak


def eget(tiltak: Tiltak, aktor: Bruker, data: Statusdata = GJORT) -> Tiltak:
    return actions.sett_egen_tiltak_status(aktor=aktor, tiltak_id=tiltak.pk, data=data, now=NAA)


def i_saken(sak: Sak, tiltak: Tiltak, aktor: Bruker, data: Statusdata = GJORT) -> Tiltak:
    return actions.sett_tiltak_status(aktor=aktor, sak_id=sak.pk, tiltak_id=tiltak.pk, data=data, now=NAA)


def ser(client: Client, bruker: Bruker, adresse: str = MINE) -> str:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.get(adresse).content.decode()


def test_rektor_og_kontaktlarer_med_delt_sak_setter_status(roller: Rollebesetning, sak: Sak) -> None:
    tiltak = Tiltak.objects.get()
    i_saken(sak, tiltak, roller.rektor)
    with pytest.raises(IkkeFunnet):
        i_saken(sak, tiltak, roller.kontaktlarer)
    sak.delt_med_kontaktlarer = True
    sak.save()
    i_saken(sak, tiltak, roller.kontaktlarer, Statusdata(Tiltak.Status.I_GANG))
    linje = sak.hendelser.filter(type="tiltak_status").first()
    assert linje is not None
    assert linje.data == {"rekkefolge": "1", "versjon": "1", "status": "i gang"}


def test_lesetilgang_er_ikke_nok(roller: Rollebesetning, sak: Sak) -> None:
    sak.alvorlig, sak.alvorlig_vurdert = True, NAA
    sak.save()
    with pytest.raises(IkkeTilgang):
        i_saken(sak, Tiltak.objects.get(), roller.sektorleder)


def test_ikke_gjennomfort_har_en_grunn(roller: Rollebesetning, sak: Sak) -> None:
    tiltak = Tiltak.objects.get()
    uten = Statusdata(Tiltak.Status.IKKE_GJENNOMFORT, " ")
    with pytest.raises(Regelbrudd) as feil:
        i_saken(sak, tiltak, roller.rektor, uten)
    assert feil.value.brudd[0].felt == "notat"
    with pytest.raises(Regelbrudd) as feil:
        eget(tiltak, roller.ansatt, uten)
    assert feil.value.brudd[0].felt == "notat"
    assert eget(tiltak, roller.ansatt, replace(uten, notat="Syk.")).status_notat == "Syk."


def test_den_ansvarlige_setter_status_uten_aa_se_saken(roller: Rollebesetning, sak: Sak, client: Client) -> None:
    assert "Nora Eggen" in ser(client, roller.ansatt, reverse("forside"))
    side = ser(client, roller.ansatt)
    assert "Nora Eggen" in side
    assert "En voksen følger Nora" in side
    for skjult in (sak.nummer, "gruer seg", "24. november"):
        assert skjult not in side
    with time_machine.travel(NAA, tick=False):
        adresse = reverse("tiltaksplan:egen_status", args=[Tiltak.objects.get().pk])
        assert client.post(adresse, {"status": "i_gang"}).status_code == 302
        assert client.get(reverse("sak:vis", args=[sak.nummer])).status_code == 404
    assert Tiltak.objects.get().status == "i_gang"
    assert sak.hendelser.filter(type="tiltak_status").get().aktor == roller.ansatt


def test_andres_tiltak_finnes_ikke(roller: Rollebesetning, sak: Sak, client: Client) -> None:
    tiltak = Tiltak.objects.get()
    for annen in (roller.rektor, roller.kontaktlarer, roller.rektor_maere, roller.systemforvalter):
        with pytest.raises(IkkeFunnet):
            eget(tiltak, annen)
        assert "Nora" not in ser(client, annen)
        with time_machine.travel(NAA, tick=False):
            adresse = reverse("tiltaksplan:egen_status", args=[tiltak.pk])
            assert client.post(adresse, {"status": "i_gang"}).status_code == 404


def stengt(tiltak: Tiltak, bruker: Bruker, client: Client) -> None:
    with pytest.raises(IkkeFunnet):
        eget(tiltak, bruker)
    for adresse in (MINE, reverse("forside")):
        assert "Nora" not in ser(client, bruker, adresse)


def test_den_som_blir_anklaget_mister_tiltaket_i_samme_oeyeblikk(
    roller: Rollebesetning, sak: Sak, client: Client
) -> None:
    anklag(sak, roller.ansatt)
    stengt(Tiltak.objects.get(), roller.ansatt, client)


def test_naer_familie_har_ikke_tiltak_i_saken(roller: Rollebesetning, sak: Sak, client: Client) -> None:
    Naerstaende.objects.create(bruker=roller.ansatt, elev=roller.elev, relasjon="tante")
    stengt(Tiltak.objects.get(), roller.ansatt, client)


def test_l_5_3_ledelsen_ser_ikke_et_eget_tiltak_naar_en_leder_er_meldt(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor, tiltak=(replace(TILTAK, ansvarlig=roller.avdelingsleder),))
    assert "Nora" in ser(client, roller.avdelingsleder)
    sak.refresh_from_db()
    sak.skjerpet = sak.ledelse_innmeldt = True
    sak.eier = Eier.SKOLEEIER
    sak.save()
    stengt(Tiltak.objects.get(), roller.avdelingsleder, client)


def test_den_som_har_sluttet_har_ingen_tiltak(roller: Rollebesetning, sak: Sak, client: Client) -> None:
    Rolletildeling.objects.filter(bruker=roller.ansatt).first().delete()  # type: ignore[union-attr]
    stengt(Tiltak.objects.get(), roller.ansatt, client)


def test_tiltak_i_utkast_erstattet_plan_og_avsluttet_sak_er_ikke_mine(
    roller: Rollebesetning, sak: Sak, client: Client
) -> None:
    forste = Tiltak.objects.get()
    actions.ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    assert ser(client, roller.ansatt).count("En voksen følger Nora") == 1
    utkastets = Tiltak.objects.exclude(pk=forste.pk).get()
    with pytest.raises(IkkeFunnet):
        i_saken(sak, utkastets, roller.rektor)
    with pytest.raises(IkkeFunnet):
        eget(utkastets, roller.ansatt)
    sak.refresh_from_db()
    sak.avsluttet, sak.neste_frist, sak.neste_frist_type = NAA, None, ""
    sak.save()
    stengt(forste, roller.ansatt, client)
    with pytest.raises(Regelbrudd, match="avsluttet"):
        i_saken(sak, forste, roller.rektor)


def test_feil_vises_ved_tiltaket_og_det_skrevne_staar(roller: Rollebesetning, sak: Sak, client: Client) -> None:
    tiltak = Tiltak.objects.get()
    for bruker, adresse in (
        (roller.rektor, reverse("tiltaksplan:status", args=[sak.nummer, tiltak.pk])),
        (roller.ansatt, reverse("tiltaksplan:egen_status", args=[tiltak.pk])),
    ):
        client.force_login(bruker)
        with time_machine.travel(NAA, tick=False):
            svar = client.post(adresse, {"status": "ikke_gjennomfort", "notat": ""})
        assert svar.status_code == 422
        assert "Skriv hvorfor tiltaket ikke ble gjennomført." in svar.content.decode()


def test_mine_tiltak_koster_like_mange_spoerringer_med_ett_som_med_ti(
    roller: Rollebesetning, sak: Sak, client: Client
) -> None:
    en = antall(client, roller.ansatt, MINE)
    annen = lag_sak(roller, elev=roller.annen_elev)
    vedtatt(annen, roller.rektor, tiltak=(replace(TILTAK, ansvarlig=roller.ansatt, fra=I_DAG),) * 9)
    assert antall(client, roller.ansatt, MINE) == en


def _sendt(bruker: Bruker, adresse: str, felter: dict[str, str]) -> Any:
    client = Client()
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.post(adresse, felter)


def _sett_paa(bruker: Bruker, adresse: str, tiltak: Tiltak) -> str:
    client = Client()
    side = ser(client, bruker, adresse)
    return side.partition(f'id="tiltak-{tiltak.pk}-sett"')[0].rpartition('value="')[2].partition('"')[0]


def test_den_som_lagrer_etter_en_annen_faar_vite_det_og_ingenting_gaar_tapt(roller: Rollebesetning, sak: Sak) -> None:
    tiltak = Tiltak.objects.get()
    plan = reverse("tiltaksplan:vis", args=[sak.nummer])
    for bruker, side, adresse in (
        (roller.rektor, plan, reverse("tiltaksplan:status", args=[sak.nummer, tiltak.pk])),
        (roller.ansatt, MINE, reverse("tiltaksplan:egen_status", args=[tiltak.pk])),
    ):
        felter = {"status": "gjennomfort", "notat": "Fulgt hver dag.", "sett": _sett_paa(bruker, side, tiltak)}
        i_saken(sak, tiltak, roller.rektor, Statusdata(Tiltak.Status.I_GANG, f"Imens {bruker.pk}"))
        svar = _sendt(bruker, adresse, felter)
        assert svar.status_code == 422
        assert "Rektor Egge lagret endringer her" in svar.content.decode()
        assert "Fulgt hver dag." in svar.content.decode()
        tiltak.refresh_from_db()
        assert (tiltak.status, tiltak.status_notat) == ("i_gang", f"Imens {bruker.pk}")
        # Told of it, the next save is made with open eyes.
        felter["sett"] = actions.staar_som(tiltak)
        assert f'value="{felter["sett"]}"' in svar.content.decode()
        assert _sendt(bruker, adresse, felter).status_code == 302
        tiltak.refresh_from_db()
        assert tiltak.status_notat == "Fulgt hver dag."
        linjer = sak.hendelser.count()
        assert _sendt(bruker, adresse, felter).status_code == 302
        assert sak.hendelser.count() == linjer


def test_det_som_skrives_mens_planen_faar_en_ny_versjon_foelger_tiltaket_over(roller: Rollebesetning, sak: Sak) -> None:
    gammelt = Tiltak.objects.get()
    actions.ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    utkastet = Tiltaksplan.objects.get(versjon=2)
    data = replace(som_skrevet(utkastet), evalueringsdato=I_DAG + timedelta(days=14))
    actions.vedta_tiltaksplan(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)
    nytt = utkastet.tiltak.get()
    assert nytt.forrige == gammelt
    merke = {"dato": I_DAG.isoformat(), "hva": "ikke_gjort", "nokkel": str(uuid4()), "notat": "Hun var syk hele dagen."}
    status = {"status": "i_gang", "notat": "Hun var syk hele dagen."}
    for bruker, navn, argumenter, felter in (
        (roller.rektor, "tiltaksplan:status", [sak.nummer], status),
        (roller.rektor, "tiltaksplan:merk", [sak.nummer], merke),
        (roller.ansatt, "tiltaksplan:egen_status", [], status),
        (roller.ansatt, "tiltaksplan:merk_eget", [], {**merke, "nokkel": str(uuid4())}),
    ):
        svar = _sendt(bruker, reverse(navn, args=[*argumenter, gammelt.pk]), felter)
        side = svar.content.decode()
        assert svar.status_code == 422
        assert "Planen kom i en ny versjon mens du skrev." in side
        assert "Hun var syk hele dagen." in side
        igjen = reverse(navn, args=[*argumenter, nytt.pk])
        assert f'action="{igjen}"' in side
        assert _sendt(bruker, igjen, felter).status_code == 302


def test_det_som_skrives_mens_saken_avsluttes_staar_paa_siden(roller: Rollebesetning, sak: Sak) -> None:
    tiltak = Tiltak.objects.get()
    sak.refresh_from_db()
    sak.avsluttet, sak.neste_frist, sak.neste_frist_type = NAA, None, ""
    sak.save()
    for navn, felter in (
        ("tiltaksplan:status", {"status": "i_gang", "notat": "Hun var syk hele dagen."}),
        (
            "tiltaksplan:merk",
            {"dato": I_DAG.isoformat(), "hva": "gjort", "nokkel": str(uuid4()), "notat": "Hun var syk hele dagen."},
        ),
    ):
        svar = _sendt(roller.rektor, reverse(navn, args=[sak.nummer, tiltak.pk]), felter)
        assert svar.status_code == 422
        assert "Saken er avsluttet." in svar.content.decode()
        assert "Hun var syk hele dagen." in svar.content.decode()
