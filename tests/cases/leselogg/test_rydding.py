"""Old rows leave the read-log by hand, by the owner, counted, and with a trace; nothing else ever does (A-18)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from cases.leselogg.innstillinger import Nokkel, innstilling
from cases.leselogg.models import Leseloggrydding
from cases.leselogg.rydding import IkkeEier, eier_tabellen, rydd
from cases.sak.models import Oppslag
from cases.segl.forsegling import forsegl
from cases.segl.kontroll import Feil
from steinkjer_skolemiljo.celery import SCHEDULE
from steinkjer_skolemiljo.organisation.models import Innstilling
from tests.cases.leselogg.blikk import DAG, blikk, i_liste
from tests.cast import I_DAG, NAA, OSLO
from tests.factories import lag_sak
from tests.segl.inngrep import funn, inngrep, rader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cases.sak.models import Sak
    from tests.cast import Rollebesetning

GRENSE = datetime(2021, 11, 10, 9, 0, tzinfo=OSLO)


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    """A closed sak with one row just too old, one just not, and a list as old."""
    ny = lag_sak(roller, avsluttet=NAA - 400 * DAG)
    blikk(ny, roller.rektor, naar=GRENSE - DAG)
    blikk(ny, roller.rektor, naar=GRENSE + DAG)
    i_liste(ny, roller.rektor, naar=datetime(2020, 3, 1, 12, 0, tzinfo=OSLO))
    return ny


@pytest.fixture
def som_applikasjonen(db: None) -> Iterator[None]:
    """The connection acts as a role that may read and delete, but does not own the table."""
    with connection.cursor() as peker:
        peker.execute("CREATE ROLE prove_app NOLOGIN")
        peker.execute("GRANT SELECT, INSERT, DELETE ON ALL TABLES IN SCHEMA public TO prove_app")
        peker.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO prove_app")
        peker.execute("SET ROLE prove_app")
    yield
    with connection.cursor() as peker:
        peker.execute("RESET ROLE")


def kommando(*valg: str) -> str:
    ut = StringIO()
    with time_machine.travel(NAA, tick=False):
        call_command("rydd_leselogg", *valg, stdout=ut)
    return ut.getvalue()


def test_uten_utfor_blir_det_bare_talt(sak: Sak) -> None:
    ut = kommando()
    assert "Oppslag eldre enn 5 år (før 10.11.2021): 2" in ut
    assert "2020: 1" in ut
    assert "Ingenting er fjernet" in ut
    assert Oppslag.objects.count() == 3
    assert not Leseloggrydding.objects.exists()


def test_eieren_fjerner_det_som_er_for_gammelt_og_det_blir_notert(sak: Sak) -> None:
    assert "Fjernet: 2" in kommando("--utfor")
    assert Oppslag.objects.get().tid == GRENSE + DAG
    rad = Leseloggrydding.objects.get()
    assert (rad.antall, rad.aar, rad.eldre_enn, rad.per_aar) == (2, 5, GRENSE, {"2020": 1, "2021": 1})
    assert {felt.name for felt in rad._meta.fields}.isdisjoint({"bruker", "sak", "utfort_av"})


def test_applikasjonens_rolle_far_ikke_fjerne_noe(sak: Sak, som_applikasjonen: None) -> None:
    assert not eier_tabellen()
    with pytest.raises(IkkeEier):
        rydd(now=NAA, utfor=True)
    with pytest.raises(CommandError, match="Bare databaserollen som eier"):
        kommando("--utfor")
    assert "Ingenting er fjernet" in kommando()
    assert Oppslag.objects.count() == 3


def test_etter_ryddingen_er_loggen_like_last_som_for(sak: Sak) -> None:
    rydd(now=NAA, utfor=True)
    for setning in (
        "DELETE FROM cases_oppslag",
        "UPDATE cases_oppslag SET rolle = 'x'",
        "DELETE FROM cases_leseloggrydding",
        "UPDATE cases_leseloggrydding SET antall = 0",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)


def test_bare_den_ene_lasen_apnes(sak: Sak, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside the removal the case log is as closed as ever."""
    opprettet = Leseloggrydding.objects.create

    def prov_loggen(**felter: object) -> Leseloggrydding:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute("DELETE FROM cases_sak")
        return opprettet(**felter)

    monkeypatch.setattr(Leseloggrydding.objects, "create", prov_loggen)
    assert rydd(now=NAA, utfor=True).antall == 2


def test_oppslag_i_apne_saker_blir_staende(sak: Sak, roller: Rollebesetning) -> None:
    apen = lag_sak(roller, elev=roller.annen_elev)
    blikk(apen, roller.rektor, naar=GRENSE - DAG)
    assert "Beholdes fordi saken er åpen: 1" in kommando("--utfor")
    assert Oppslag.objects.filter(sak=apen).count() == 1
    assert Leseloggrydding.objects.get().beholdt == 1


def test_kommunen_bestemmer_hvor_lenge(sak: Sak) -> None:
    Innstilling.objects.create(nokkel=Nokkel.OPPBEVARES, verdi="10", gjelder_fra=date(2026, 1, 1))
    assert rydd(now=NAA, utfor=True).antall == 0
    # What makes no sense is passed over, and what is not yet in force.
    for verdi, fra in (("0", date(2026, 2, 1)), ("mange", date(2026, 3, 1)), ("1", date(2027, 1, 1))):
        Innstilling.objects.create(nokkel=Nokkel.OPPBEVARES, verdi=verdi, gjelder_fra=fra)
    assert innstilling(Nokkel.OPPBEVARES, I_DAG) == 10


def test_ryddingen_gar_aldri_av_seg_selv() -> None:
    assert not [oppgave for oppgave in SCHEDULE.values() if "leselogg" in oppgave["task"]]


def test_kontrollen_skiller_rydding_fra_inngrep(sak: Sak, roller: Rollebesetning) -> None:
    """What was removed here is no breach; a row that somebody took is, before and after."""
    forsegl(GRENSE - timedelta(hours=1), ventetid=0)
    nye = [blikk(sak, roller.rektor, naar=NAA - DAG).pk for _gang in range(3)]
    forsegl(NAA - DAG, ventetid=0)
    assert rydd(now=NAA, utfor=True).antall == 2
    assert funn() == []
    assert funn(sak) == []
    inngrep("DELETE FROM cases_oppslag WHERE id = %s", nye[1])
    assert rader(funn()) == rader(funn(sak)) == {("cases_oppslag", nye[1], Feil.FJERNET)}


def test_uten_en_rydding_er_en_gammel_rad_som_er_borte_et_inngrep(sak: Sak) -> None:
    forsegl(GRENSE - timedelta(hours=1), ventetid=0)
    (gammel,) = Oppslag.objects.filter(sak=sak, tid__lt=GRENSE)
    inngrep("DELETE FROM cases_oppslag WHERE id = %s", gammel.pk)
    assert rader(funn()) == {("cases_oppslag", gammel.pk, Feil.FJERNET)}


def test_en_skuddarsdag_er_ogsa_en_dag(sak: Sak) -> None:
    assert rydd(now=datetime(2028, 2, 29, 9, 0, tzinfo=OSLO), utfor=False).eldre_enn == datetime(
        2023, 2, 28, 9, 0, tzinfo=OSLO
    )
