"""The sak's front page: what was reported is one click away, and what people did is not pushed out by the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from cases.sak.hendelse import Hendelsestype, logg
from cases.undersokelse.models import Samtale
from cases.undersokelse.referat import Samtaledata, registrer_samtale
from steinkjer_skolemiljo.organisation.roller import systemet
from tests.cases.sak.hjelp import hent
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def vis(person: Bruker, sak: Sak, navn: str = "sak:vis") -> str:
    return str(hent(person, reverse(navn, args=[sak.nummer])).content.decode())


def test_det_som_ble_meldt_og_det_folk_gjorde_er_aa_finne_fra_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    assert "Det som ble meldt" not in vis(roller.rektor, sak), "saken har ingen melding"
    meldinger = [
        lag_melding(roller, sak=sak, behandling="sak", behandlet=NAA, behandlet_av=roller.rektor) for _nummer in (1, 2)
    ]
    logg(sak, Hendelsestype.FORESATTE_INFORMERT, aktor=roller.rektor, now=NAA)
    for _papir in range(8):
        logg(sak, Hendelsestype.DOKUMENT_LAGET, aktor=systemet(), now=NAA)
    for person, leder in ((roller.rektor, True), (roller.kontaktlarer, False)):
        side = vis(person, sak)
        assert ("Les de 2 meldingene" in side) is leder
        assert (meldinger[0].nummer in vis(person, sak, "dokumenter:oversikt")) is leder, "lenken lover det den gir"
        assert "ble lagret som dokument" not in side
        assert "Foresatte ble informert" in side


def test_steget_sier_naar_det_er_en_annen_som_skal_gjore_det(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    andres = "Det gjør den som leder saken."
    assert andres not in vis(roller.kontaktlarer, sak), "samtalen kan kontaktlærer skrive"
    samtale = Samtaledata(type=Samtale.Type.ELEV, dato=I_DAG, deltakere="Nora", sted="Grupperommet", hva_sies="Alene.")
    registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=samtale, now=NAA)
    assert andres in vis(roller.kontaktlarer, sak)
    assert andres not in vis(roller.rektor, sak)


def test_der_foresatte_vet_det_fra_en_samtale_sier_siden_det(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    fra_samtalen = "Dere har snakket med foresatte"
    assert "Noter at foresatte er informert" in vis(roller.rektor, sak)
    assert fra_samtalen not in vis(roller.rektor, sak)
    samtale = Samtaledata(type=Samtale.Type.FORESATTE, dato=I_DAG, deltakere="Mor", sted="Telefon", hva_sies="Uro.")
    registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=samtale, now=NAA)
    assert "Noter at foresatte er informert" not in vis(roller.rektor, sak)
    assert fra_samtalen in vis(roller.rektor, sak)


def test_uten_plan_viser_evalueringen_veien_til_planen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    tom = vis(roller.rektor, sak, "evaluering:vis").split("Ingen evalueringer ennå")[1].split("</div>")[0]
    assert reverse("tiltaksplan:vis", args=[sak.nummer]) in tom
