"""Every page that shows a sak, or a pupil's name, leaves a row in the read-log (A-16). Walks the table of addresses."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.urls import NoReverseMatch

from cases.sak.models import Oppslag
from tests.access.hus import tekst
from tests.access.krav import KRAV
from tests.access.verden import lag_verden
from tests.cast import NAA
from tests.factories import lag_melding

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.access.hus import Hus
    from tests.cast import Rollebesetning

# Asked of the sak in the address.
AV_SAK = frozenset({"lese", "skrive", "lede", "folge_opp"})
# What a person wrote themselves and sent: their own words, not a look at another's.
EGET = frozenset(
    {
        "melding:mine",
        "melding:kvittering",
        "melding:tillegg",
        "inngripen:liste",
        "inngripen:vis",
        "inngripen:tillegg",
        "inngripen:ny",
    }
)
# A page is shown; anything else is a way on, or a refusal.
VISER = frozenset({200, 422})


def _gaa(hus: Hus, hvem: Bruker, adresse: str, minutter: int) -> HttpResponseBase:
    """A GET, or an empty POST where the address takes no GET, at a time of its own and in a session of its own."""
    with time_machine.travel(NAA + timedelta(minutes=2 * minutter), tick=False):
        hus.ny_okt(hvem)
        svar = hus.spor(hvem, adresse)
        return hus.spor(hvem, adresse, {}) if svar.status_code == 405 else svar


def test_hver_side_i_en_sak_skriver_i_leseloggen(hus: Hus, roller: Rollebesetning) -> None:
    # Sektorleder leads this one, and may open every page of it.
    verden_ = lag_verden(roller, "ledelsen_anklaget")
    uten, sett = [], set()
    for nummer, (navn, krav) in enumerate(KRAV.items()):
        if krav not in AV_SAK | {"skoleeiervarsel", "arbeider"}:
            continue
        for_ = Oppslag.objects.filter(sak=verden_.sak).count()
        svar = _gaa(hus, roller.sektorleder, verden_.adresse(navn), nummer)
        if svar.status_code in VISER:
            sett.add(navn)
            if Oppslag.objects.filter(sak=verden_.sak).count() == for_:
                uten.append(navn)
    assert not uten
    # The walk really has been through the parts of the sak.
    assert {"sak:vis", "sak:personer", "sak:logg", "undersokelse:vis", "tiltaksplan:vis", "evaluering:vis"} <= sett
    assert {"dokumenter:tiltaksplan", "leselogg:sak", "leselogg:til_foresatte"} <= sett


@pytest.mark.parametrize(
    # That the others read no name stands in test_innhold_lekker_ikke.py.
    "hvem",
    ["rektor", "kontaktlarer", "sektorleder"],
)
def test_hver_side_der_elevens_navn_staar_skriver_i_leseloggen(hus: Hus, roller: Rollebesetning, hvem: str) -> None:
    verden_ = lag_verden(roller, "delt")
    assert verden_.sak is not None
    verden_.sak.alvorlig, verden_.sak.alvorlig_vurdert, verden_.sak.neste_frist = True, NAA, NAA
    verden_.sak.save()
    lag_melding(roller, elev=verden_.elev)
    uten, sett = [], set()
    for nummer, navn in enumerate(KRAV):
        if navn in EGET | {"organisation:logg_ut"}:
            continue
        try:
            adresse = verden_.adresse(navn)
        except NoReverseMatch:
            continue  # not an address of this world's things
        for_ = Oppslag.objects.count()
        svar = _gaa(hus, verden_.folk[hvem], adresse, nummer)
        if svar.status_code not in VISER or verden_.elev.fornavn not in tekst(svar):
            continue
        sett.add(navn)
        if Oppslag.objects.count() == for_:
            uten.append(navn)
    assert not uten
    ventet = {
        "rektor": {"forside", "sak:liste", "melding:innboks", "sak:vis"},
        "kontaktlarer": {"forside", "sak:liste", "sak:vis"},
        "sektorleder": {"forside", "sak:liste", "skoleeier:oversikt"},
    }[hvem]
    assert ventet <= sett
