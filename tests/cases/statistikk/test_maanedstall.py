"""The month's numbers: made once, the same for all, and a sak some leader is kept from leaves no trace in them (A-2)."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection, transaction

from cases.evaluering.models import Evaluering
from cases.sak.models import Eier, Inhabilitet
from cases.statistikk.actions import lag_maanedstall
from cases.statistikk.models import Maanedstall, TeltSak
from cases.tiltaksplan.models import Tiltaksplan
from steinkjer_skolemiljo.organisation.models import Elev, Gradering, Skole
from steinkjer_skolemiljo.organisation.sporing import lagre_mange
from tests.cases.skoleeier.oppsett import lukk
from tests.cast import I_DAG, NAA, OSLO
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from tests.cast import Rollebesetning

FORSTE = datetime(2026, 12, 1, 4, 0, tzinfo=OSLO)
NESTE = datetime(2027, 1, 1, 4, 0, tzinfo=OSLO)


def fyll(roller: Rollebesetning, skole: Skole, antall: int = 25) -> None:
    """Pupils enough for the school to be shown by itself."""
    elever = [
        Elev(fornavn=f"Elev{n}", etternavn="Sand", fodselsdato=date(2016, 1, 1), skole=skole, sokenavn=f"elev{n} sand")
        for n in range(antall)
    ]
    lagre_mange(elever, aktor=roller.systemet, now=NAA)


def _plan(roller: Rollebesetning, sak: Sak, *, evaluert: date | None) -> None:
    plan = Tiltaksplan.objects.create(
        sak=sak,
        versjon=1,
        status="vedtatt",
        utfordring="Alene.",
        elevens_syn="Vil ha noen.",
        barnets_beste="Vurdert.",
        evalueringsdato=I_DAG + timedelta(days=7),
        vedtatt=NAA + timedelta(days=2),
        vedtatt_av=roller.rektor,
        opprettet=NAA,
        opprettet_av=roller.rektor,
    )
    if evaluert is not None:
        Evaluering.objects.create(
            sak=sak,
            plan=plan,
            dato=evaluert,
            elevens_svar="delvis",
            spurt_av="Lærer",
            konklusjon="avslutte",
            registrert=NAA + timedelta(days=8),
            registrert_av=roller.rektor,
        )


def _lag(now: datetime = FORSTE) -> Maanedstall:
    tall = lag_maanedstall(now=now)
    assert tall is not None
    return tall


def test_maanedens_tall_lages_en_gang_i_trinn_paa_fem(roller: Rollebesetning) -> None:
    fyll(roller, roller.egge)
    for n in range(7):
        sak = lag_sak(roller, neste_frist=NAA, skjerpet=n < 6)
        _plan(roller, sak, evaluert=I_DAG + timedelta(days=7 if n < 5 else 9))
        lag_melding(roller, arenaer=["friminutt", "vet_ikke"], typer=["verbal"], naar_dato=I_DAG)
    for _n in range(4):
        lag_sak(roller, elev=roller.elev_maere)
    tall = _lag()
    assert (tall.maaned, tall.skoler) == (date(2026, 11, 1), [roller.egge.pk])
    assert tall.trinn == {
        "nye/2026/kommunen": 10,
        f"nye/2026/{roller.egge.pk}": 5,
        "trekk/2026/skjerpet": 5,
        "plantid/2026/0-5": 5,
        "forsinket/2026-11/kommunen": 5,
        f"forsinket/2026-11/{roller.egge.pk}": 5,
        "evaluering/2026/forfalt": 5,
        "evaluering/2026/i_tide": 5,
        "svar/2026/delvis": 5,
        "arena/2026/friminutt": 5,
        "type/2026/verbal": 5,
        "maaned/2026/11": 5,
    }
    assert lag_maanedstall(now=FORSTE + timedelta(days=3)) is None
    assert Maanedstall.objects.count() == 1


def _skjult_sak(roller: Rollebesetning, hvordan: str) -> None:
    match hvordan:
        case "ledelse":
            anklag(lag_sak(roller, ledelse=True), roller.rektor)
        case "kommunalsjef":
            lag_sak(roller, eier=Eier.KOMMUNALSJEF, ansvarlig=roller.kommunalsjef)
        case "leder meldt i soskensak":
            meldt = lag_sak(roller, ledelse=True)
            lag_sak(roller, elev=roller.annen_elev, gruppe=meldt.gruppe)
            anklag(meldt, roller.avdelingsleder)
        case "sperret":
            lag_sak(roller, sperret=True)
        case "inhabil":
            Inhabilitet.objects.create(sak=lag_sak(roller), bruker=roller.avdelingsleder, grunn="Nabo", fra=NAA)
        case "gradert":
            roller.annen_elev.gradering = Gradering.FORTROLIG
            roller.annen_elev.save()
            lag_sak(roller, elev=roller.annen_elev)


@pytest.mark.parametrize(
    "hvordan", ["ledelse", "kommunalsjef", "leder meldt i soskensak", "sperret", "inhabil", "gradert"]
)
def test_en_sak_noen_av_lederne_ikke_ser_setter_ikke_spor_i_tallene(roller: Rollebesetning, hvordan: str) -> None:
    fyll(roller, roller.egge)
    for _n in range(9):
        lag_sak(roller)
    with transaction.atomic():
        uten = json.dumps(_lag().trinn)
        transaction.set_rollback(True)
    # The tenth: it would have lifted the school's number to «10–14».
    _skjult_sak(roller, hvordan)
    assert json.dumps(_lag().trinn) == uten


def test_en_sak_som_er_talt_blir_staaende_naar_den_flyttes_fra_skolen(roller: Rollebesetning) -> None:
    saker = [lag_sak(roller) for _n in range(5)]
    _lag()
    saker[0].eier, saker[0].ansvarlig = Eier.SKOLEEIER, roller.sektorleder
    saker[0].save()
    assert _lag(NESTE).trinn["nye/2026/kommunen"] == 5
    assert TeltSak.objects.count() == 5


def test_det_som_skjer_etter_maanedsskiftet_er_neste_maaneds(roller: Rollebesetning) -> None:
    for _n in range(4):
        lag_sak(roller)
    sen = lag_sak(roller, opprettet=FORSTE, mottatt=FORSTE)
    assert "nye/2026/kommunen" not in _lag().trinn
    lukk(roller, sen)
    assert _lag(NESTE).trinn["nye/2026/kommunen"] == 5


def test_hvilke_skoler_som_vises_skifter_ikke_i_skoleaaret(roller: Rollebesetning) -> None:
    fyll(roller, roller.egge)
    assert _lag().skoler == [roller.egge.pk]
    fyll(roller, roller.maere, 60)
    assert _lag(NESTE).skoler == [roller.egge.pk]
    assert _lag(datetime(2027, 9, 1, 4, tzinfo=OSLO)).skoler == [roller.maere.pk]


def test_like_mange_sporringer_for_en_sak_som_for_mange(roller: Rollebesetning) -> None:
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - only here

    lag_sak(roller)
    with CaptureQueriesContext(connection) as en:
        _lag()
    for _n in range(12):
        _plan(roller, lag_sak(roller), evaluert=None)
        lag_melding(roller)
    with CaptureQueriesContext(connection) as mange:
        _lag(NESTE)
    assert len(mange) <= len(en)


def test_publiserte_tall_kan_ikke_endres(roller: Rollebesetning) -> None:
    lag_sak(roller)
    _lag()
    for tabell, felt in (("cases_maanedstall", "laget = now()"), ("cases_teltsak", "maaned = now()")):
        for setning in (f"UPDATE {tabell} SET {felt}", f"DELETE FROM {tabell}"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
                peker.execute(setning)
