"""Skoleeier takes over a sak, leads it as a rektor would, and gives it back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.lov.begreper import Delplikt, Pliktstatus
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.actions import oppnevn_settesaksbehandler
from cases.sak.feil import Foreldet, IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.models import Eier, Hendelse, Sak, Saktilgang
from cases.sak.tilgang import Settedata
from cases.sak.vurdering import les
from cases.skoleeier.models import Saksovertakelse
from cases.skoleeier.overtakelse import gi_tilbake_sak, overta_sak
from cases.varsling.models import Varsel
from tests.cases.skoleeier.oppsett import FLERE, hent, lukk, send
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

GRUNN = "Skolen har ikke fått det til, og eleven venter."


def _alvorlig(roller: Rollebesetning, **felter: Any) -> Sak:
    return lag_sak(roller, alvorlig=True, alvorlig_kriterier=[FLERE.value], alvorlig_vurdert=NAA, **felter)


def _overta(bruker: Bruker, sak: Sak, grunn: str = GRUNN) -> Saksovertakelse:
    return overta_sak(aktor=bruker, sak_id=sak.pk, grunn=grunn, versjon=_fersk(sak).versjon, now=NAA)


def _gi_tilbake(bruker: Bruker, sak: Sak, grunn: str = GRUNN) -> Saksovertakelse:
    return gi_tilbake_sak(aktor=bruker, sak_id=sak.pk, grunn=grunn, versjon=_fersk(sak).versjon, now=NAA)


def _fersk(sak: Sak) -> Sak:
    sak.refresh_from_db()
    return sak


def test_sektorleder_overtar_og_kan_alt_rektor_kunne(roller: Rollebesetning) -> None:
    sak = _alvorlig(roller)
    _overta(roller.sektorleder, sak)
    assert (_fersk(sak).eier, sak.ansvarlig) == (Eier.SKOLEEIER, roller.sektorleder)
    assert access.handlinger(roller.sektorleder, sak.pk, I_DAG) == access.ALT
    typer = list(Hendelse.objects.filter(sak=sak).order_by("id").values_list("type", flat=True))
    assert typer == ["ledelse_flyttet", "sak_overtatt", "tilgang_gitt"]


def test_rektor_mister_ledelsen_men_leser_og_skriver_videre_og_faar_vite_hvorfor(roller: Rollebesetning) -> None:
    sak = _alvorlig(roller)
    _overta(roller.sektorleder, sak)
    assert access.handlinger(roller.rektor, sak.pk, I_DAG) == {Handling.LESE, Handling.SKRIVE}
    varsel = Varsel.objects.get(mottaker=roller.rektor, type="sak_overtatt")
    assert varsel.sak == sak
    side = hent(roller.rektor, reverse("skoleeier:overta", args=[sak.nummer])).content.decode()
    assert GRUNN in side
    assert "<textarea" not in side


def test_saken_gis_tilbake_og_rektor_leder_den_igjen(roller: Rollebesetning) -> None:
    sak = _alvorlig(roller)
    _overta(roller.sektorleder, sak)
    data = Settedata(bruker=roller.rektor_maere, formaal="Leder saken", gyldig_til=I_DAG + timedelta(days=30))
    oppnevn_settesaksbehandler(aktor=roller.sektorleder, sak_id=sak.pk, data=data, now=NAA + timedelta(hours=1))
    _gi_tilbake(roller.sektorleder, sak)
    assert (_fersk(sak).eier, sak.ansvarlig) == (Eier.SKOLE, roller.rektor)
    assert Handling.LEDE in access.handlinger(roller.rektor, sak.pk, I_DAG)
    assert not Saktilgang.objects.filter(content_object=sak).exists()
    assert not access.may(roller.rektor_maere, Handling.LESE, sak.pk, I_DAG)
    assert Varsel.objects.filter(mottaker=roller.rektor, type="sak_gitt_tilbake").count() == 1
    assert not access.may(roller.sektorleder, Handling.LEDE, sak.pk, I_DAG)


@pytest.mark.regel("L-5.2", "D-10")
def test_skolen_skal_ikke_varsle_skoleeier_om_en_sak_skoleeier_nettopp_ledet(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    senere = NAA + timedelta(days=20)
    assert "skoleeiervarsel" in {frist.type.value for frist in les(sak, senere).frister}
    _overta(roller.sektorleder, sak)
    assert "skoleeiervarsel" not in {frist.type.value for frist in les(_fersk(sak), senere).frister}
    _gi_tilbake(roller.sektorleder, sak)
    lest = les(_fersk(sak), senere)
    assert "skoleeiervarsel" not in {frist.type.value for frist in lest.frister}
    assert lest.plikt(Delplikt.SKJERPET_PLIKT).status is Pliktstatus.OPPFYLT


@pytest.mark.parametrize("hvem", ["rektor", "kommunalsjef", "ansatt", "rektor_maere", "systemforvalter"])
def test_ingen_andre_enn_sektorleder_overtar(roller: Rollebesetning, hvem: str) -> None:
    sak = _alvorlig(roller)
    with pytest.raises((IkkeTilgang, IkkeFunnet)):
        _overta(roller.alle[hvem], sak)
    adresse = reverse("skoleeier:overta", args=[sak.nummer])
    assert send(roller.alle[hvem], adresse, grunn=GRUNN, versjon="1").status_code in {403, 404}
    assert _fersk(sak).eier == Eier.SKOLE


def test_en_sak_sektorleder_ikke_ser_kan_ikke_overtas(roller: Rollebesetning) -> None:
    with pytest.raises(IkkeFunnet):
        _overta(roller.sektorleder, lag_sak(roller))


def test_uten_grunn_avsluttet_eller_ledet_av_kommunen_overtas_ikke(roller: Rollebesetning) -> None:
    sak = _alvorlig(roller)
    with pytest.raises(Regelbrudd, match="Skriv hvorfor"):
        _overta(roller.sektorleder, sak, grunn="  ")
    with pytest.raises(Foreldet):
        overta_sak(aktor=roller.sektorleder, sak_id=sak.pk, grunn=GRUNN, versjon=99, now=NAA)
    lukk(roller, sak)
    with pytest.raises(Regelbrudd, match="avsluttet"):
        _overta(roller.sektorleder, sak)
    ledet = lag_sak(roller, elev=roller.annen_elev, ledelse=True)
    with pytest.raises(Regelbrudd, match="leder denne saken alt"):
        _overta(roller.sektorleder, ledet)
    assert not Saksovertakelse.objects.exists()


def test_en_sak_loven_tok_fra_skolen_gis_ikke_tilbake(roller: Rollebesetning) -> None:
    meldt = lag_sak(roller, ledelse=True)
    with pytest.raises(Regelbrudd, match="ledelse er meldt"):
        _gi_tilbake(roller.sektorleder, meldt)
    flyttet = lag_sak(roller, elev=roller.annen_elev, eier=Eier.SKOLEEIER, ansvarlig=roller.sektorleder)
    with pytest.raises(Regelbrudd, match="overtatt"):
        _gi_tilbake(roller.sektorleder, flyttet)
    with pytest.raises(IkkeFunnet):
        _gi_tilbake(roller.rektor, meldt)


def test_settesaksbehandler_gir_ikke_saken_tilbake(roller: Rollebesetning) -> None:
    sak = _alvorlig(roller)
    _overta(roller.sektorleder, sak)
    data = Settedata(bruker=roller.rektor_maere, formaal="Leder saken", gyldig_til=I_DAG + timedelta(days=30))
    oppnevn_settesaksbehandler(aktor=roller.sektorleder, sak_id=sak.pk, data=data, now=NAA)
    with pytest.raises(IkkeTilgang):
        _gi_tilbake(roller.rektor_maere, sak)


def test_naar_ingen_ved_skolen_kan_lede_blir_saken_hos_skoleeier(roller: Rollebesetning) -> None:
    sak = _alvorlig(roller)
    _overta(roller.sektorleder, sak)
    for rolle in roller.rektor.roller.all():
        rolle.til = I_DAG - timedelta(days=1)
        rolle.save()
    with pytest.raises(Regelbrudd, match="Ingen ved skolen"):
        _gi_tilbake(roller.sektorleder, sak)
    assert _fersk(sak).eier == Eier.SKOLEEIER
    assert Saktilgang.objects.filter(content_object=sak).exists()


def test_siden_beholder_grunnen_naar_den_avvises_og_gaar_videre_naar_den_er_god(roller: Rollebesetning) -> None:
    sak = _alvorlig(roller)
    adresse = reverse("skoleeier:overta", args=[sak.nummer])
    svar = send(roller.sektorleder, adresse, grunn=GRUNN, versjon="99")
    assert svar.status_code == 422
    assert GRUNN in svar.content.decode()
    assert send(roller.sektorleder, adresse, grunn=GRUNN, versjon=str(_fersk(sak).versjon)).status_code == 302
    assert "Gi saken tilbake" in hent(roller.sektorleder, adresse).content.decode()
    svar = send(roller.sektorleder, adresse, grunn="Skolen er på rett vei.", versjon=str(_fersk(sak).versjon))
    assert svar.status_code == 302
    assert _fersk(sak).eier == Eier.SKOLE


def test_overtakelsen_kan_ikke_skrives_om(roller: Rollebesetning) -> None:
    _overta(roller.sektorleder, _alvorlig(roller))
    for setning in ("UPDATE cases_saksovertakelse SET grunn = 'x'", "DELETE FROM cases_saksovertakelse"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)
