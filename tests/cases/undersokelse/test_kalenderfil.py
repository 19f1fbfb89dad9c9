"""The agreed talks in one's own calendar: the day and the number, no names, and as RFC 5545 has it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import time_machine
from django.urls import reverse

from cases.sak.models import Sak
from cases.undersokelse.kalenderfil import LINJE, brett, rom
from cases.undersokelse.models import Samtale
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def avtalt(roller: Rollebesetning) -> Sak:
    sak = lag_sak(roller)
    Samtale.objects.create(
        sak=sak,
        type=Samtale.Type.ELEV,
        dato=I_DAG,
        neste_samtale=I_DAG + timedelta(days=6),
        hva_sies="Nora vil snakke med Ola.",
        avtalt="Nora og Ola møtes",
        registrert=NAA,
        registrert_av=roller.rektor,
    )
    return sak


def hent(client: Client, bruker: Bruker, sak: Sak) -> Any:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.get(reverse("undersokelse:avtaler", args=[sak.nummer]))


def test_en_avtalt_samtale_staar_med_dag_og_nummer_og_uten_navn(client: Client, roller: Rollebesetning) -> None:
    sak = avtalt(roller)
    svar = hent(client, roller.rektor, sak)
    assert svar["Content-Type"] == "text/calendar; charset=utf-8"
    fil = svar.content.decode()
    linjer = fil.split("\r\n")
    assert (linjer[0], linjer[1], linjer[-2], linjer[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR", "")
    assert [linje for linje in linjer if linje.startswith(("SUMMARY", "DTSTART", "DTEND", "DTSTAMP"))] == [
        "DTSTAMP:20261110T080000Z",
        "DTSTART;VALUE=DATE:20261116",
        "DTEND;VALUE=DATE:20261117",
        f"SUMMARY:Møte\\, skolemiljø {sak.nummer}",
    ]
    for navn in ("Nora", "Ola", "Eggen", "Egge"):
        assert navn not in fil
    # The same thing both times: a calendar that has it makes no second.
    assert hent(client, roller.rektor, sak).content == svar.content


def test_den_som_ikke_ser_saken_finner_ingen_kalenderfil(client: Client, roller: Rollebesetning) -> None:
    sak = avtalt(roller)
    for bruker in (roller.rektor_maere, roller.ansatt, roller.systemforvalter):
        assert hent(client, bruker, sak).status_code == 404


def test_tegn_som_betyr_noe_skrives_om() -> None:
    assert rom("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"


def test_lange_linjer_brettes_uten_aa_dele_en_bokstav() -> None:
    linje = "SUMMARY:" + "ø" * 100
    deler = brett(linje).split("\r\n ")
    assert "".join(deler) == linje
    assert len(deler[0].encode()) <= LINJE
    assert all(len(del_.encode()) + 1 <= LINJE for del_ in deler[1:])
