"""Sektorleder opens one sak in an emergency: a reason, a day and a night, and everyone who leads it is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse

from cases.sak import access
from cases.sak.access import Handling, Situasjon
from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.sak.models import Eier, Hendelse, Inhabilitet, Nodinnsyn, Oppslag, Sak
from cases.sak.queries import nodinnsyn_siden
from cases.skoleeier.nodinnsyn import Nodinnsynsdata, apne_nodinnsyn
from cases.varsling.models import Varsel
from tests.cases.sak.hjelp import FOLGE_OPP, LEDE, SKRIVE, hent, kan, nevn, send
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

GRUNN = "Mor ringte og sier at gutten ikke tør å gå hjem."
ADRESSE = "/skoleeier/nodinnsyn/"


def apne(aktor: Bruker, nummer: str, **felter: Any) -> Nodinnsyn:
    data = Nodinnsynsdata(**{"nummer": nummer, "gjelder": Nodinnsyn.Gjelder.HENVENDELSE, "grunn": GRUNN, **felter})
    return apne_nodinnsyn(aktor=aktor, data=data, now=NAA)


def _skjema(nummer: str, grunn: str = GRUNN) -> dict[str, str]:
    return {"nummer": nummer, "gjelder": "henvendelse", "grunn": grunn}


def test_sektorleder_leser_en_vanlig_sak_i_24_timer_og_ikke_lenger(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    assert not kan(roller.sektorleder, sak)
    apne(roller.sektorleder, sak.nummer)
    for timer, ventet in ((0, True), (23.9, True), (24.1, False), (48, False)):
        now = NAA + timedelta(hours=timer)
        with time_machine.travel(now, tick=False):
            assert kan(roller.sektorleder, sak, dag=now.date()) is ventet
    for handling in (SKRIVE, LEDE, FOLGE_OPP):
        assert not kan(roller.sektorleder, sak, handling)
    assert not kan(roller.kommunalsjef, sak)


def test_de_som_leder_saken_faar_vite_det_med_en_gang_og_ser_grunnen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    apne(roller.sektorleder, sak.nummer)
    varsel = Varsel.objects.get(type="nodinnsyn")
    assert (varsel.mottaker, varsel.haster) == (roller.rektor, True)
    assert Hendelse.objects.filter(sak=sak, type="nodinnsyn").count() == 1
    side = hent(roller.rektor, reverse("sak:vis", args=[sak.nummer])).content.decode()
    assert GRUNN in side
    assert "11. november 2026, 09:00" in side
    assert GRUNN not in hent(roller.rektor, reverse("sak:logg", args=[sak.nummer])).content.decode()


def test_den_som_bare_arbeider_i_saken_ser_at_den_ble_aapnet_og_ikke_hvorfor(roller: Rollebesetning) -> None:
    # The form says who gets to read the reason: those who lead the sak, and personvernombudet.
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    apne(roller.sektorleder, sak.nummer)
    side = hent(roller.kontaktlarer, reverse("sak:vis", args=[sak.nummer])).content.decode()
    assert "nødinnsyn" in side
    assert GRUNN not in side


def test_leseloggen_sier_at_det_var_nodinnsyn(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    svar = send(roller.sektorleder, ADRESSE, _skjema(sak.nummer))
    assert svar.headers["Location"] == reverse("sak:vis", args=[sak.nummer])
    assert hent(roller.sektorleder, svar.headers["Location"]).status_code == 200
    assert Oppslag.objects.get(bruker=roller.sektorleder).rolle == Situasjon.NODINNSYN


def test_finnes_ikke_nektet_og_kommunalsjefens_svarer_noyaktig_likt(roller: Rollebesetning) -> None:
    nektet, kommunalsjefens = lag_sak(roller), lag_sak(roller, ledelse=True, eier=Eier.KOMMUNALSJEF)
    Inhabilitet.objects.create(sak=nektet, bruker=roller.sektorleder, grunn="Nabo", fra=NAA)
    svar = [
        send(roller.sektorleder, ADRESSE, _skjema(nummer))
        for nummer in ("2026-9999", nektet.nummer, kommunalsjefens.nummer)
    ]
    assert {s.status_code for s in svar} == {422}
    sider = [
        "".join(linje for linje in s.content.decode().splitlines() if "CSRFToken" not in linje and "csrf" not in linje)
        for s in svar
    ]
    for side, nummer in zip(sider, ("2026-9999", nektet.nummer, kommunalsjefens.nummer), strict=True):
        assert side.replace(nummer, "X") == sider[0].replace("2026-9999", "X")
    assert "Det finnes ingen sak med dette nummeret som kan åpnes her." in sider[0]
    assert GRUNN in sider[0]
    assert not Nodinnsyn.objects.exists()
    assert not Hendelse.objects.exists()


@pytest.mark.parametrize("grunn", ["", "Må se den.", "x" + " " * 40])
def test_uten_en_ordentlig_grunn_aapnes_ingenting(roller: Rollebesetning, grunn: str) -> None:
    sak = lag_sak(roller)
    with pytest.raises(Regelbrudd, match="minst 20 tegn"):
        apne(roller.sektorleder, sak.nummer, grunn=grunn)
    assert not kan(roller.sektorleder, sak)


def test_en_sak_man_ser_fra_for_aapnes_ikke_slik(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA)
    with pytest.raises(Regelbrudd, match="ser denne saken fra før"):
        apne(roller.sektorleder, sak.nummer)


def test_siden_finnes_bare_for_sektorleder(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    for navn, person in roller.alle.items():
        if navn == "systemet":
            continue
        ventet = 200 if navn == "sektorleder" else 404
        assert hent(person, ADRESSE).status_code == ventet, navn
        if navn != "sektorleder":
            assert send(person, ADRESSE, _skjema(sak.nummer)).status_code == 404
            with pytest.raises(IkkeFunnet):
                apne(person, sak.nummer)


def test_meldes_sektorleder_i_saken_er_nodinnsynet_over(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    apne(roller.sektorleder, sak.nummer)
    nevn(roller.rektor, sak, roller.sektorleder)
    assert not kan(roller.sektorleder, sak)
    assert list(nodinnsyn_siden(I_DAG, roller.kommunalsjef)) == list(Nodinnsyn.objects.all())
    assert not nodinnsyn_siden(I_DAG, roller.sektorleder).exists()


def test_raden_kan_ikke_endres_fjernes_eller_vare_lenger(roller: Rollebesetning) -> None:
    rad = apne(roller.sektorleder, lag_sak(roller).nummer)
    for skriv in (
        lambda: Nodinnsyn.objects.filter(pk=rad.pk).update(til=NAA + timedelta(days=9)),
        lambda: Nodinnsyn.objects.filter(pk=rad.pk).delete(),
        lambda: Nodinnsyn.objects.create(
            sak=rad.sak, bruker=rad.bruker, gjelder="annet", grunn=GRUNN, fra=NAA, til=NAA + timedelta(hours=25)
        ),
        lambda: Nodinnsyn.objects.create(
            sak=rad.sak, bruker=rad.bruker, gjelder="annet", grunn="kort", fra=NAA, til=NAA + timedelta(hours=2)
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            skriv()


def test_knappene_som_endrer_vises_ikke(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    apne(roller.sektorleder, sak.nummer)
    assert access.handlinger(roller.sektorleder, sak.pk, I_DAG) == {Handling.LESE}
    side = hent(roller.sektorleder, reverse("sak:personer", args=[sak.nummer])).content.decode()
    assert "Gi en person tilgang" not in side
    assert Sak.objects.visible_to(roller.sektorleder, I_DAG).count() == 1
