"""Where a sektorleder is accused or inhabil, nobody below decides (fvl. § 6 third paragraph): they prepare the sak."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cases.melding.actions import Mottaksdata, Mottakselev, ta_imot
from cases.sak import habilitet
from cases.sak.actions import erklaer_inhabil
from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.sak.models import Eier, Hendelse, Inhabilitet, Sak, Saktilgang
from cases.sak.tilgangsrad import LENGSTE_TILGANG
from cases.skoleeier.overtakelse import gi_tilbake_sak, overta_sak
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.models import Naerstaende, Rolle, Rolletildeling
from tests.cases.sak.hjelp import LEDE, SKRIVE, hent, kan, nevn, send, sett, tildel
from tests.cast import NAA, bruker
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def _naer(person: Bruker, roller: Rollebesetning) -> None:
    Naerstaende.objects.create(bruker=person, elev=roller.elev, relasjon="Onkel")


def _ligger_hos_kommunalsjefen_og_forberedes_av_rektor(roller: Rollebesetning, sak: Sak) -> None:
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.KOMMUNALSJEF, roller.kommunalsjef)
    assert not kan(roller.rektor, sak, LEDE)
    assert kan(roller.rektor, sak, SKRIVE)
    assert not kan(roller.sektorleder, sak)


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    """Led by skoleeier, since the school's leadership is accused."""
    sak = lag_sak(roller, ledelse=True)
    anklag(sak, roller.rektor)
    return sak


@pytest.mark.regel("L-N.5")
def test_en_relasjon_som_registreres_flytter_rektors_sak_til_kommunalsjefen(roller: Rollebesetning) -> None:
    sak, annen = lag_sak(roller), lag_sak(roller, elev=roller.annen_elev)
    _naer(roller.sektorleder, roller)
    _ligger_hos_kommunalsjefen_og_forberedes_av_rektor(roller, sak)
    annen.refresh_from_db()
    assert annen.eier == Eier.SKOLE
    tilgang = Saktilgang.objects.get()
    assert tilgang.gyldig_til == localdate(tilgang.gitt) + LENGSTE_TILGANG
    # Nobody is told why: it is about the one above.
    assert "sektorleder" not in tilgang.formaal.lower()
    varslet = set(Varsel.objects.filter(sak=sak).values_list("mottaker", "type"))
    assert varslet == {(roller.kommunalsjef.pk, "sak_tildelt"), (roller.rektor.pk, "tilgang_gitt")}
    # Once is enough.
    assert habilitet.rut_inhabile(NAA) == 0
    assert Saktilgang.objects.count() == 1


def test_rektor_tar_imot_og_kommunalsjefen_avgjor(roller: Rollebesetning) -> None:
    _naer(roller.sektorleder, roller)
    melding = lag_melding(roller)
    (rad,) = melding.elever.all()
    data = Mottaksdata(elever=(Mottakselev(meldingelev_id=rad.pk, elev=roller.elev),), ansvarlig=roller.rektor)
    (sak,) = ta_imot(aktor=roller.rektor, nummer=melding.nummer, data=data, now=NAA)
    _ligger_hos_kommunalsjefen_og_forberedes_av_rektor(roller, sak)
    side = hent(roller.rektor, reverse("sak:vis", args=[sak.nummer]))
    assert side.status_code == 200


def test_en_sektorleder_som_er_inhabil_fra_for_oppdages_av_sveipet(roller: Rollebesetning) -> None:
    sak, avsluttet = lag_sak(roller), lag_sak(roller, avsluttet=NAA, fase="avsluttet")
    ny = bruker("Ny Sektorleder")
    _naer(ny, roller)
    assert habilitet.rut_inhabile(NAA) == 0
    tildel(ny, Rolle.SEKTORLEDER, None)
    # The other sektorleder is not below the one who is inhabil, and leads it.
    assert habilitet.rut_inhabile(NAA) == 1
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.SKOLEEIER, roller.sektorleder)
    assert kan(roller.rektor, sak, SKRIVE)
    assert not kan(roller.rektor, sak, LEDE)
    avsluttet.refresh_from_db()
    assert avsluttet.eier == Eier.SKOLE
    assert habilitet.rut_inhabile(NAA) == 0


def test_den_som_var_sektorleder_for_tar_ingen_med_seg(roller: Rollebesetning) -> None:
    sak, tidligere = lag_sak(roller), bruker("Tidligere Sektorleder")
    tildel(tidligere, Rolle.SEKTORLEDER, None, til=localdate(NAA) - timedelta(days=1))
    _naer(tidligere, roller)
    assert habilitet.rut_inhabile(NAA) == 0
    sak.refresh_from_db()
    assert sak.eier == Eier.SKOLE
    assert kan(roller.rektor, sak, LEDE)


def test_sveipet_tar_ogsaa_saken_som_ledes_av_en_den_inhabile_satte(roller: Rollebesetning, sak: Sak) -> None:
    """What is led for skoleeier too, where no door has moved it."""
    sett(roller.sektorleder, sak, roller.rektor_maere)
    Inhabilitet.objects.create(sak=sak, bruker=roller.sektorleder, grunn="Nabo", fra=NAA)
    assert habilitet.rut_inhabile(NAA) == 1
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.KOMMUNALSJEF, roller.kommunalsjef)
    assert kan(roller.rektor_maere, sak, SKRIVE)
    assert not kan(roller.rektor_maere, sak, LEDE)


def test_den_som_vikarierer_for_en_inhabil_sektorleder_er_under_sektorlederen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    vikar = bruker("Vikar Sektorleder")
    tildel(vikar, Rolle.SEKTORLEDER, None, stedfortreder_for=roller.sektorleder)
    _naer(roller.sektorleder, roller)
    _ligger_hos_kommunalsjefen_og_forberedes_av_rektor(roller, sak)


def test_er_bade_rektor_og_sektorleder_inhabile_slipper_ingen_av_dem_inn(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    _naer(roller.rektor, roller)
    _naer(roller.sektorleder, roller)
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.KOMMUNALSJEF, roller.kommunalsjef)
    assert not Saktilgang.objects.exists()
    assert not kan(roller.rektor, sak)


@pytest.mark.regel("L-N.5")
def test_den_som_er_satt_av_en_sektorleder_som_blir_inhabil_forbereder_videre(roller: Rollebesetning, sak: Sak) -> None:
    sett(roller.sektorleder, sak, roller.rektor_maere)
    erklaer_inhabil(aktor=roller.sektorleder, sak_id=sak.pk, grunn="Nabo", now=NAA)
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.KOMMUNALSJEF, roller.kommunalsjef)
    assert not kan(roller.rektor_maere, sak, LEDE)
    assert kan(roller.rektor_maere, sak, SKRIVE)
    assert Saktilgang.objects.get().permission.codename == "skriv_i_sak"
    assert not kan(roller.rektor, sak)


def test_den_kommunalsjefen_satte_forbereder_naar_sektorleder_nevnes(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    nevn(roller.rektor, sak, roller.systemforvalter)
    assert sak.eier == Eier.KOMMUNALSJEF
    sett(roller.kommunalsjef, sak, roller.rektor_maere)
    nevn(roller.rektor_maere, sak, roller.sektorleder)
    assert (sak.eier, sak.ansvarlig) == (Eier.KOMMUNALSJEF, roller.kommunalsjef)
    assert not kan(roller.rektor_maere, sak, LEDE)
    assert kan(roller.rektor_maere, sak, SKRIVE)


def test_kommunalsjefen_kan_ikke_sette_en_rektor_men_en_annen_sektorleder(roller: Rollebesetning, sak: Sak) -> None:
    erklaer_inhabil(aktor=roller.sektorleder, sak_id=sak.pk, grunn="Nabo", now=NAA)
    with pytest.raises(Regelbrudd, match="Denne personen kan ikke settes til å lede saken"):
        sett(roller.kommunalsjef, sak, roller.rektor_maere)
    side = hent(roller.kommunalsjef, reverse("sak:tilganger", args=[sak.nummer])).content.decode()
    assert "Rektor Mære" not in side
    assert "kan ingen ved skolene avgjøre saken" in side
    annen = bruker("Annen Sektorleder")
    tildel(annen, Rolle.SEKTORLEDER, None)
    sett(roller.kommunalsjef, sak, annen)
    assert kan(annen, sak, LEDE)
    with pytest.raises(IkkeFunnet):
        sett(roller.sektorleder, sak, annen)


def test_skoleeier_gir_ikke_saken_tilbake_til_noen_under_en_inhabil(roller: Rollebesetning) -> None:
    annen = bruker("Annen Sektorleder")
    tildel(annen, Rolle.SEKTORLEDER, None)
    sak = lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA, alvorlig_kriterier=["vaapen"])
    overta_sak(aktor=annen, sak_id=sak.pk, grunn="Skolen kommer ikke videre", versjon=sak.versjon, now=NAA)
    Inhabilitet.objects.create(sak=sak, bruker=roller.sektorleder, grunn="Nabo", fra=NAA)
    sak.refresh_from_db()
    with pytest.raises(Regelbrudd, match="Ingen ved skolen kan lede denne saken"):
        gi_tilbake_sak(aktor=annen, sak_id=sak.pk, grunn="Nå går det", versjon=sak.versjon, now=NAA)


def test_kommunalsjefen_slipper_rektor_ut_naar_det_ikke_trengs_mer(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    _naer(roller.sektorleder, roller)
    tilgang = Saktilgang.objects.get()
    trekk = reverse("sak:trekk_tilgang", args=[sak.nummer, tilgang.pk])
    assert send(roller.kommunalsjef, trekk, {}).status_code == 302
    assert not kan(roller.rektor, sak)
    # What was taken from them by hand is not given back by the sweep.
    assert habilitet.rut_inhabile(NAA + timedelta(days=1)) == 0
    assert not kan(roller.rektor, sak)
    assert Hendelse.objects.filter(sak=sak, type="tilgang_trukket").count() == 1
    assert Rolletildeling.objects.filter(bruker=roller.rektor, rolle=Rolle.REKTOR).exists()
