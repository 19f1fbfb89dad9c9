"""A closing says what the pupil thinks of it and how barnets beste was weighed: in the law, the door, the page, the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.evaluering.actions import Avslutningsdata, avslutt_sak
from cases.evaluering.models import Avslutning
from cases.lov.avslutning import avslutningens_punkter
from cases.sak.feil import Regelbrudd
from cases.sak.models import Hendelse, Involvert, Sak
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from tests.cast import Rollebesetning

FLYTTET = Avslutningsdata(
    grunn=Avslutning.Grunn.FLYTTET,
    begrunnelse="Eleven har byttet til Mære skole.",
    elevens_syn="Nora gleder seg til å begynne på nytt.",
    foresattes_syn="Mor er enig.",
    barnets_beste="Ny skole, der en venn går.",
)


def lukk(roller: Rollebesetning, sak: Sak, **felter: str) -> Avslutning:
    data = replace(FLYTTET, **felter)  # type: ignore[arg-type]
    return avslutt_sak(aktor=roller.rektor, sak_id=sak.pk, data=data, versjon=sak.versjon, now=NAA)


@pytest.mark.regel("L-4.23")
def test_loven_sier_hva_som_mangler_ved_hvert_felt() -> None:
    assert avslutningens_punkter(elevens_syn=True, barnets_beste=True) == ()
    mangler = avslutningens_punkter(elevens_syn=False, barnets_beste=False)
    assert [(m.regel, m.felt) for m in mangler] == [("L-4.23", "elevens_syn"), ("L-4.23", "barnets_beste")]


@pytest.mark.regel("L-4.23")
@pytest.mark.django_db
def test_doren_skriver_det_eleven_mener(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    avslutning = lukk(roller, sak)
    assert avslutning.elevens_syn == "Nora gleder seg til å begynne på nytt."
    assert Hendelse.objects.filter(sak=sak, type="avsluttet").exists()


@pytest.mark.regel("L-4.23")
@pytest.mark.django_db
@pytest.mark.parametrize("felt", ["elevens_syn", "barnets_beste"])
def test_doren_er_stengt_uten_og_ingenting_er_skrevet(roller: Rollebesetning, felt: str) -> None:
    sak = lag_sak(roller)
    with pytest.raises(Regelbrudd) as feil:
        lukk(roller, sak, **{felt: "  "})
    assert [(b.regel, b.felt) for b in feil.value.brudd] == [("L-4.23", felt)]
    assert not Avslutning.objects.exists()
    sak.refresh_from_db()
    assert sak.avsluttet is None


@pytest.mark.regel("L-4.23")
@pytest.mark.django_db
@pytest.mark.parametrize("felt", ["elevens_syn", "barnets_beste"])
def test_databasen_tar_ikke_imot_en_avslutning_uten(roller: Rollebesetning, felt: str) -> None:
    rad = {"grunn": "flyttet", "begrunnelse": "Flyttet.", "elevens_syn": "Bra.", "barnets_beste": "Vurdert."}
    with pytest.raises(IntegrityError, match="avslutning_har_elevens_syn_og_barnets_beste"), transaction.atomic():
        Avslutning.objects.create(sak=lag_sak(roller), tid=NAA, av=roller.rektor, **{**rad, felt: ""})


@pytest.mark.regel("L-4.11", "L-4.12")
@pytest.mark.django_db
def test_en_sak_der_noe_peker_mot_alvorlig_avsluttes_ikke_for_rektor_har_svart(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    for elev in (roller.annen_elev, roller.elev_maere):
        Involvert.objects.create(sak=sak, kategori="elev", elev=elev, lagt_til=NAA)
    with pytest.raises(Regelbrudd, match="peker mot at den er alvorlig"):
        lukk(roller, sak)
    sak.alvorlig, sak.alvorlig_begrunnelse, sak.alvorlig_vurdert = False, "De lekte sammen.", NAA
    sak.save()
    assert lukk(roller, sak).pk


def post(client: Client, roller: Rollebesetning, sak: Sak, **felter: str) -> HttpResponse:
    client.force_login(roller.rektor)
    skjema = {
        "versjon": str(sak.versjon),
        "grunn": "flyttet",
        "begrunnelse": "Byttet skole.",
        "elevens_syn": "Gleder seg.",
        "barnets_beste": "Ny skole.",
        "foresattes_syn": "Enige.",
        "ettersjekk_dato": (I_DAG + timedelta(days=30)).isoformat(),
        **felter,
    }
    with time_machine.travel(NAA, tick=False):
        return client.post(reverse("evaluering:avslutt", args=[sak.nummer]), skjema)  # type: ignore[return-value]


@pytest.mark.regel("L-4.23")
@pytest.mark.django_db
def test_siden_beholder_det_som_er_skrevet_og_viser_det_etterpaa(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    svar = post(client, roller, sak, elevens_syn=" ", foresattes_syn="Mor vil vente.")
    assert svar.status_code == 422
    side = svar.content.decode()
    assert "Hva mener eleven om at saken avsluttes?" in side
    assert "Mor vil vente." in side
    assert post(client, roller, sak).status_code == 302
    with time_machine.travel(NAA, tick=False):
        vist = client.get(reverse("evaluering:vis", args=[sak.nummer])).content.decode()
    assert "Elevens syn" in vist
    assert "Gleder seg." in vist
