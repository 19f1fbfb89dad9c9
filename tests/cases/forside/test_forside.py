"""What a person finds on the front page in the morning."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import time_machine
from django.urls import reverse

from cases.forside.queries import Oppgaver, oppgaver
from cases.melding.actions import apne_utkast, lagre_utkast
from cases.melding.models import Meldingsutkast
from cases.skoleeier.models import Skoleeiervarsel
from cases.tiltaksplan.models import Tiltak
from tests.cases.planer import TILTAK, vedtatt
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)


def for_(person: Bruker) -> Oppgaver:
    return oppgaver(person, dag=I_DAG, now=NAA, om_en_uke=NAA + 7 * DAG)


def side(client: Client, person: Bruker) -> str:
    client.force_login(person)
    with time_machine.travel(NAA, tick=False):
        return client.get("/").content.decode()


def test_det_som_haster_staar_forst_blant_nye_meldinger_med_alder(roller: Rollebesetning) -> None:
    gammel = lag_melding(roller, sendt=NAA - 2 * DAG - timedelta(minutes=7))
    haster = lag_melding(roller, elev=roller.annen_elev, sendt=NAA - timedelta(hours=1), trygg_naa="nei")
    mine = for_(roller.rektor)
    assert mine.nye_meldinger == [haster, gammel]
    assert [ny.alder.replace("\xa0", " ") for ny in mine.nye] == ["for 1 time siden", "for 2 dager siden"]
    assert for_(roller.rektor_maere).nye == []


def test_av_det_som_haster_staar_det_ingen_har_lest_forst(roller: Rollebesetning) -> None:
    lest = lag_melding(roller, sendt=NAA - timedelta(hours=5), haster=True, lest=NAA, lest_av=roller.rektor)
    ulest = lag_melding(roller, elev=roller.annen_elev, sendt=NAA - timedelta(hours=1), trygg_naa="nei")
    vanlig = lag_melding(roller, sendt=NAA - 2 * DAG)
    assert for_(roller.rektor).nye_meldinger == [ulest, lest, vanlig]


def test_tallene_sies_i_entall_naar_det_er_ett(client: Client, roller: Rollebesetning) -> None:
    lag_melding(roller)
    en = side(client, roller.rektor)
    assert ">ny melding<" in en
    assert ">åpne saker<" in en, "null er flertall"
    lag_melding(roller)
    lag_sak(roller)
    to = side(client, roller.rektor)
    assert ">nye meldinger<" in to
    assert ">åpen sak<" in to


def test_forsinket_og_denne_uka_hver_for_seg_med_veien_til_neste_steg(client: Client, roller: Rollebesetning) -> None:
    sen = lag_sak(roller, neste_frist=NAA - DAG, neste_frist_type="forste_handling")
    snart = lag_sak(roller, elev=roller.annen_elev, neste_frist=NAA + 2 * DAG, neste_frist_type="forste_handling")
    lag_sak(roller, neste_frist=NAA + 20 * DAG, neste_frist_type="forste_handling")
    mine = for_(roller.rektor)
    assert [linje.sak for linje in mine.forsinket] == [sen]
    assert [linje.sak for linje in mine.uka] == [snart]
    assert mine.forsinket[0].adresse
    assert f'href="{mine.forsinket[0].adresse}"' in side(client, roller.rektor)


def test_den_som_bare_kan_lese_faar_ingen_knapp(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA, neste_frist=NAA - DAG)
    (linje,) = for_(roller.sektorleder).forsinket
    assert (linje.sak, linje.adresse) == (sak, "")


def test_fristen_sies_ved_navn_saa_den_ikke_tas_for_stegets(client: Client, roller: Rollebesetning) -> None:
    lag_sak(roller, neste_frist=NAA - DAG, neste_frist_type="forste_handling")
    (linje,) = for_(roller.rektor).forsinket
    assert linje.frist is not None
    assert f"{linje.frist.navn}:</span>" in side(client, roller.rektor)


def test_det_en_har_begynt_aa_skrive_og_det_en_har_sendt_staar_paa_forsiden(
    client: Client, roller: Rollebesetning
) -> None:
    ikke_sendt = "Du har begynt på en melding som ikke er sendt."
    apne_utkast(aktor=roller.ansatt, now=NAA)
    assert ikke_sendt not in side(client, roller.ansatt), "et skjema som bare er åpnet, er ikke noe utkast"
    nokkel = Meldingsutkast.objects.get(bruker=roller.ansatt).nokkel
    felter = {"hva_skjedde": ["Selma sto alene."], "haster": [""]}
    lagre_utkast(aktor=roller.ansatt, nokkel=nokkel, felter=felter, now=NAA)
    lag_melding(roller)
    mine = side(client, roller.ansatt)
    assert ikke_sendt in mine
    assert "Selma sto alene" not in mine, "noen kan stå bak"
    assert "Sendt</span>" in mine
    assert ikke_sendt not in side(client, roller.rektor)


def test_sektorleder_ser_paa_forsiden_hvor_mange_varsler_som_venter_paa_egen_vurdering(
    client: Client, roller: Rollebesetning
) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA)
    varsel = Skoleeiervarsel.objects.create(
        sak=sak,
        type="foresatte",
        redegjorelse="Foresatte har ringt.",
        laert=NAA,
        varslet=NAA,
        varslet_av=roller.rektor,
        lest=NAA,
        lest_av=roller.sektorleder,
    )
    assert "1 varsel til skoleeier venter på din vurdering" in side(client, roller.sektorleder)
    assert "venter på din vurdering" not in side(client, roller.rektor)
    varsel.vurdert, varsel.oppfolging_dato = NAA, I_DAG + DAG
    varsel.save()
    assert "venter på din vurdering" not in side(client, roller.sektorleder)


def test_tiltak_andre_skulle_gjort_staar_hos_den_som_leder_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    plan = vedtatt(
        sak,
        roller.rektor,
        tiltak=tuple(replace(TILTAK, til=I_DAG + DAG, ansvarlig=hvem) for hvem in (roller.kontaktlarer, roller.rektor)),
    )
    om_en_uke = NAA + 7 * DAG
    senere = {"dag": om_en_uke.date(), "now": om_en_uke, "om_en_uke": om_en_uke + 7 * DAG}
    (tiltak,) = oppgaver(roller.rektor, **senere).hos_andre  # type: ignore[arg-type]
    assert (tiltak.plan, tiltak.ansvarlig) == (plan, roller.kontaktlarer)
    assert oppgaver(roller.kontaktlarer, **senere).hos_andre == []  # type: ignore[arg-type]
    tiltak.status = Tiltak.Status.GJENNOMFORT
    tiltak.save()
    assert oppgaver(roller.rektor, **senere).hos_andre == []  # type: ignore[arg-type]


def test_naar_alt_er_i_rute_er_siden_rolig(client: Client, roller: Rollebesetning) -> None:
    lag_sak(roller)
    rektors = side(client, roller.rektor)
    assert "Alt er i rute" in rektors
    assert "nokkeltall--fare" not in rektors
    assert "Ingenting venter på deg" in side(client, roller.ansatt_maere)


def test_en_sak_som_er_stengt_for_en_setter_ikke_spor_paa_forsiden(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller, neste_frist=NAA - DAG, delt_med_kontaktlarer=True)
    for_ = side(client, roller.kontaktlarer)
    assert sak.nummer in for_
    anklag(sak, roller.kontaktlarer)
    assert sak.nummer not in side(client, roller.kontaktlarer)


def test_flere_enn_det_er_plass_til_gir_en_lenke_til_alle(client: Client, roller: Rollebesetning) -> None:
    for _nummer in range(10):
        lag_melding(roller)
        lag_sak(roller, neste_frist=NAA - DAG)
    rektors = side(client, roller.rektor)
    assert rektors.count("Se alle 10") == 2
    assert reverse("sak:liste") + "?vis=forsinket" in rektors


def test_systemforvalteren_finner_sitt_arbeid_paa_forsiden_og_ingen_andre_gjor(
    client: Client, roller: Rollebesetning
) -> None:
    innhold = side(client, roller.systemforvalter)
    assert "Det du styrer" in innhold
    for navn in ("forvaltning:brukere", "innstillinger:oversikt"):
        # In the menu under the name, and on the page itself.
        assert innhold.count(f'href="{reverse(navn)}"') == 2
    assert "Ingenting venter på deg" not in innhold
    for person in (roller.rektor, roller.sektorleder, roller.ansatt):
        assert "Det du styrer" not in side(client, person)
