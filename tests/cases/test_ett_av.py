"""Where one of two fields must be filled in, the page says so beside them, and so it does when neither is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from cases.statsforvalter.models import Palegg
from cases.tiltaksplan.actions import ny_planversjon
from tests.cases.sak.hjelp import hent, send
from tests.cases.statsforvalter.hjelp import avgjor, meld
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from tests.cast import Rollebesetning


def etiketten(side: str, id_: str) -> str:
    """The label of a field, as one reads it."""
    treff = re.search(rf'<label for="{id_}"[^>]*>(.*?)</label>', side, re.DOTALL)
    assert treff is not None, id_
    return " ".join(re.sub("<[^>]+>", "", treff[1]).split())


def feilen(side: str, id_: str) -> str:
    """What stands beside a field that must be mended."""
    return re.sub("<[^>]+>", "", side.partition(f'id="{id_}_error"')[2].partition(">")[2].partition("</div>")[0])


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    return lag_sak(roller)


def test_et_paalegg_har_en_person_eller_en_rolle(roller: Rollebesetning, sak: Sak) -> None:
    meld(roller.rektor, sak)
    i = avgjor(roller.sektorleder, sak)
    adresse = reverse("statsforvalter:palegg", args=[sak.nummer])
    side = hent(roller.sektorleder, adresse).content.decode()
    assert "Fyll ut ett av feltene." in side
    assert (etiketten(side, "id_ansvarlig"), etiketten(side, "id_ansvarlig_rolle")) == (
        "Hvem har ansvar?",
        "Eller en rolle",
    )
    skrevet = {"vedtak": i.pk, "tekst": "En fast voksen.", "frist": I_DAG, "ansvarlig_rolle": "  "}
    # Said together with what else is missing.
    for data in (skrevet, {**skrevet, "tekst": ""}):
        svar = send(roller.sektorleder, adresse, data)
        assert svar.status_code == 422
        assert feilen(svar.content.decode(), "id_ansvarlig") == "Velg en person, eller skriv en rolle."
    assert send(roller.sektorleder, adresse, {**skrevet, "ansvarlig_rolle": "PPT"}).status_code == 302
    assert Palegg.objects.get().hvem == "PPT"


def test_et_tiltak_har_en_person_eller_en_rolle_og_en_dato_eller_hvor_ofte(roller: Rollebesetning, sak: Sak) -> None:
    ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    side = hent(roller.rektor, reverse("tiltaksplan:rediger", args=[sak.nummer])).content.decode()
    navn = ("fra", "til", "hyppighet", "ansvarlig", "ansvarlig_rolle")
    assert [etiketten(side, f"id_tiltak-0-{felt}") for felt in navn] == [
        "Fra dato",
        "Til dato",
        "Hvor ofte",
        "Ansvarlig person",
        "Eller en rolle",
    ]
    assert "Når: fyll ut minst ett av feltene." in side
    assert "Hvem: fyll ut ett av feltene." in side


def test_en_elev_saken_nevner_er_valgt_eller_beskrevet(roller: Rollebesetning, sak: Sak) -> None:
    side = hent(roller.rektor, reverse("sak:personer", args=[sak.nummer])).content.decode()
    assert etiketten(side, "id_elev") == "Elev"
    assert etiketten(side, "id_beskrivelse") == "Beskrivelse, hvis du ikke vet navnet"
    assert "Vet du ikke hvem, beskriver du eleven i det siste feltet." in side
    # One who is not a pupil need not be named.
    assert etiketten(side, "id_ansatt") == "Ansatt (valgfritt)"
    skrevet = {"rolle": "mulig_krenker", "kategori": "elev", "elev": "", "ansatt": "", "beskrivelse": ""}
    svar = send(roller.rektor, reverse("sak:legg_til_involvert", args=[sak.nummer]), skrevet)
    assert feilen(svar.content.decode(), "id_elev") == "Velg eleven, eller beskriv hvem det er."


def test_den_som_kontrollerer_et_papir_velger_fila_eller_skriver_summen(roller: Rollebesetning) -> None:
    adresse = reverse("dokumenter:kontroll")
    side = hent(roller.rektor, adresse).content.decode()
    assert "Fyll ut ett av feltene." in side
    assert "(valgfritt)" not in side
    svar = send(roller.rektor, adresse, {"kontrollsum": ""})
    assert feilen(svar.content.decode(), "id_fil") == "Velg filen, eller skriv kontrollsummen."
