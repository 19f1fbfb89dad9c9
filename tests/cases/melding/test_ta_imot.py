"""Receiving a melding: a new sak, an open one, or not chapter 12; and who may decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.urls import reverse

from cases.melding.actions import Mottaksdata, Mottakselev, avvis_som_ikke_kap12, merk_lest, ta_imot
from cases.melding.models import Behandling, Kilde, Melding, Mottaker
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.models import Eier, Hendelse, Kriterium, Oppslag, Sak
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.models import Gradering
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def imot(aktor: Bruker, melding: Melding, *, sak: Sak | None = None, **felter: Any) -> list[Sak]:
    rader = list(melding.elever.all())
    return ta_imot(
        aktor=aktor,
        nummer=melding.nummer,
        data=Mottaksdata(
            elever=tuple(
                Mottakselev(meldingelev_id=rad.pk, elev=rad.elev, sak_id=sak.pk if sak else None)  # type: ignore[arg-type]
                for rad in rader
            ),
            **felter,
        ),
        now=NAA,
    )


def test_rektor_tar_imot_og_det_blir_en_sak_med_nummer_og_logg(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    (sak,) = imot(roller.rektor, melding, kriterier=(Kriterium.FLERE_MOT_EN,), del_med_kontaktlarer=True)
    assert sak.nummer == "2026-0001"
    assert sak.mottatt == melding.sendt
    assert sak.alvorlig_kriterier == ["flere_mot_en"]
    assert sak.alvorlig is None
    assert {h.type for h in Hendelse.objects.filter(sak=sak)} >= {"sak_opprettet", "melding_lagt_til"}
    melding.refresh_from_db()
    assert melding.behandling == Behandling.SAK
    assert melding.lest_av == roller.rektor
    assert Varsel.objects.filter(mottaker=roller.ansatt, type="melding_folges_opp").count() == 1
    assert Sak.objects.visible_to(roller.kontaktlarer, I_DAG).get() == sak
    assert sak.history.count() >= 1


def test_elevens_eget_ord_blir_et_faktum_i_saken(roller: Rollebesetning) -> None:
    (sak,) = imot(roller.rektor, lag_melding(roller, kilde=Kilde.ELEVEN, sagt_dato=I_DAG))
    assert sak.eleven_har_meldt
    assert sak.eleven_har_meldt_dato == I_DAG
    assert sak.tatt_opp_med_rektor == I_DAG


@pytest.mark.regel("L-6.2", "L-5.3")
def test_det_som_gikk_forbi_rektor_er_ikke_tatt_opp_med_rektor(roller: Rollebesetning) -> None:
    forbi: dict[str, Any] = {"ansatt": roller.rektor, "skjerpet": True, "mottaker": Mottaker.SKOLEEIER}
    (sak,) = imot(roller.sektorleder, lag_melding(roller, kilde=Kilde.ELEVEN, **forbi))
    assert sak.eleven_har_meldt
    assert sak.tatt_opp_med_rektor is None


def test_en_melding_til_legges_i_den_apne_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    assert imot(roller.rektor, lag_melding(roller), sak=sak) == [sak]
    assert Sak.objects.count() == 1


def test_en_avsluttet_sak_tar_ikke_imot_nye_meldinger(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, avsluttet=NAA)
    with pytest.raises(Regelbrudd, match="avsluttet"):
        imot(roller.rektor, lag_melding(roller), sak=sak)


def test_en_sak_om_en_annen_elev_kan_ikke_ta_imot(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, elev=roller.annen_elev)
    with pytest.raises(Regelbrudd, match="en annen elev"):
        imot(roller.rektor, lag_melding(roller), sak=sak)


def test_to_ledere_samtidig_gir_en_sak(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    imot(roller.rektor, melding)
    with pytest.raises(Regelbrudd, match="alt tatt imot"):
        imot(roller.rektor, melding)
    assert Sak.objects.count() == 1


def test_melding_om_en_ansatt_blir_12_5_sak_som_den_ansatte_ikke_ser(roller: Rollebesetning) -> None:
    melding = lag_melding(roller, ansatt=roller.anklaget, skjerpet=True)
    (sak,) = imot(roller.rektor, melding)
    assert sak.skjerpet
    assert not sak.ledelse_innmeldt
    assert sak.eier == Eier.SKOLE
    assert not Sak.objects.visible_to(roller.anklaget, I_DAG).exists()
    assert Sak.objects.visible_to(roller.sektorleder, I_DAG).get() == sak


def test_melding_om_ledelsen_tas_imot_av_skoleeier_som_leder_saken(roller: Rollebesetning) -> None:
    melding = lag_melding(roller, ansatt=roller.rektor, skjerpet=True, mottaker=Mottaker.SKOLEEIER)
    (sak,) = imot(roller.sektorleder, melding)
    assert sak.eier == Eier.SKOLEEIER
    assert sak.ledelse_innmeldt
    assert sak.ansvarlig == roller.sektorleder
    for leder in (roller.rektor, roller.avdelingsleder):
        assert not Sak.objects.visible_to(leder, I_DAG).exists()


def test_melding_om_sektorleder_ledes_av_kommunalsjefen(roller: Rollebesetning) -> None:
    melding = lag_melding(roller, ansatt=roller.sektorleder, skjerpet=True, mottaker=Mottaker.KOMMUNALSJEF)
    (sak,) = imot(roller.kommunalsjef, melding)
    assert sak.eier == Eier.KOMMUNALSJEF
    assert not Sak.objects.visible_to(roller.sektorleder, I_DAG).exists()
    assert Sak.objects.visible_to(roller.kommunalsjef, I_DAG).get() == sak


def test_elev_med_gradert_adresse_far_en_sperret_sak(roller: Rollebesetning) -> None:
    roller.elev.gradering = Gradering.FORTROLIG
    roller.elev.save()
    (sak,) = imot(roller.rektor, lag_melding(roller), del_med_kontaktlarer=True)
    assert sak.sperret
    assert not Sak.objects.visible_to(roller.kontaktlarer, I_DAG).exists()


def test_elevens_eget_ord_kan_ikke_avvises(roller: Rollebesetning) -> None:
    melding = lag_melding(roller, kilde=Kilde.FORESATTE)
    with pytest.raises(Regelbrudd, match="Da skal det bli en sak"):
        avvis_som_ikke_kap12(aktor=roller.rektor, nummer=melding.nummer, begrunnelse="Nei", now=NAA)


def test_bygget_er_ikke_kap12_men_begrunnelsen_ma_skrives(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    with pytest.raises(Regelbrudd, match="Skriv hvorfor"):
        avvis_som_ikke_kap12(aktor=roller.rektor, nummer=melding.nummer, begrunnelse=" ", now=NAA)
    avvis_som_ikke_kap12(aktor=roller.rektor, nummer=melding.nummer, begrunnelse="Dårlig luft i rom 4", now=NAA)
    melding.refresh_from_db()
    assert melding.behandling == Behandling.IKKE_KAP12


def test_rektor_ved_en_annen_skole_finner_ikke_meldingen(client: Client, roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    with pytest.raises(IkkeFunnet):
        merk_lest(aktor=roller.rektor_maere, nummer=melding.nummer, now=NAA)
    client.force_login(roller.rektor_maere)
    with time_machine.travel(NAA):
        assert client.get(reverse("melding:ta_imot", args=[melding.nummer])).status_code == 404


def test_sektorleder_ser_12_5_meldingen_men_rektor_tar_den_imot(roller: Rollebesetning) -> None:
    melding = lag_melding(roller, ansatt=roller.anklaget, skjerpet=True)
    with pytest.raises(IkkeTilgang):
        imot(roller.sektorleder, melding)


@pytest.mark.regel("D-2", "L-5.2")
def test_at_skoleeier_har_sett_en_12_5_melding_er_ikke_at_rektor_har_lest_den(roller: Rollebesetning) -> None:
    melding = lag_melding(roller, ansatt=roller.anklaget, skjerpet=True)
    merk_lest(aktor=roller.sektorleder, nummer=melding.nummer, now=NAA)
    melding.refresh_from_db()
    assert melding.lest is None
    assert not Varsel.objects.filter(mottaker=roller.ansatt, type="melding_lest").exists()
    merk_lest(aktor=roller.rektor, nummer=melding.nummer, now=NAA)
    assert Melding.objects.filter(pk=melding.pk, lest=NAA, lest_av=roller.rektor).exists()


def test_feil_halvveis_etterlater_ingenting(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    with pytest.raises(Regelbrudd):
        imot(roller.rektor, melding, ansvarlig=roller.rektor_maere)
    assert not Sak.objects.exists()
    melding.refresh_from_db()
    assert melding.behandling == Behandling.NY


def test_a_apne_meldingen_noteres_som_lest_og_i_leseloggen(client: Client, roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    client.force_login(roller.rektor)
    with time_machine.travel(NAA):
        svar = client.get(reverse("melding:ta_imot", args=[melding.nummer]))
    assert svar.status_code == 200
    assert "Nora sto alene i friminuttet" in svar.content.decode()
    melding.refresh_from_db()
    assert melding.lest_av == roller.rektor
    assert Oppslag.objects.get().melding_nummer == melding.nummer


def test_i_nettleseren_blir_det_en_sak(client: Client, roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    client.force_login(roller.rektor)
    with time_machine.travel(NAA):
        svar = client.post(
            reverse("melding:ta_imot", args=[melding.nummer]),
            {"habil": "ja", "beslutning": "sak", "ansvarlig": roller.rektor.pk, "kriterier": ["flere_mot_en"]},
        )
    sak = Sak.objects.get()
    assert svar.headers["Location"] == reverse("sak:vis", args=[sak.nummer])


def test_er_den_som_er_beskrevet_en_av_de_navngitte_blir_det_en_sak(client: Client, roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    beskrevet = melding.elever.create(beskrivelse="En jente med rød jakke")
    client.force_login(roller.rektor)
    felter = {"habil": "ja", "beslutning": "sak", "ansvarlig": roller.rektor.pk}
    with time_machine.travel(NAA):
        client.post(
            reverse("melding:ta_imot", args=[melding.nummer]), {**felter, f"elev-{beskrevet.pk}": roller.elev.pk}
        )
    assert Sak.objects.get().elev == roller.elev
    beskrevet.refresh_from_db()
    assert (beskrevet.elev, beskrevet.sak) == (None, None)
    melding.refresh_from_db()
    assert melding.behandling == Behandling.SAK


def test_innboksen_er_bare_for_dem_som_mottar(client: Client, roller: Rollebesetning) -> None:
    lag_melding(roller)
    for bruker, kode in ((roller.rektor, 200), (roller.sektorleder, 200), (roller.ansatt, 404), (roller.sluttet, 404)):
        client.force_login(bruker)
        with time_machine.travel(NAA):
            assert client.get(reverse("melding:innboks")).status_code == kode


def test_den_som_blir_anklaget_siden_mister_ogsa_meldingen(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    (sak,) = imot(roller.rektor, melding)
    anklag(sak, roller.rektor)
    with pytest.raises(IkkeFunnet):
        merk_lest(aktor=roller.rektor, nummer=melding.nummer, now=NAA)
