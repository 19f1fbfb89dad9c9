"""The real thing: a sweep and its e-mail by a real worker, killed in the middle, taken up by another."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cases.sak.tilstand import oppdater
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.models import Rolle, Rolletildeling
from tests.arbeider.conftest import vent_til
from tests.cases.varsling.hjelp import fortalt, sak_til_evaluering
from tests.cast import bruker, sett_rollene

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cases.sak.models import Sak
    from tests.arbeider.conftest import Arbeidsplass

pytestmark = [pytest.mark.arbeider, pytest.mark.django_db(transaction=True)]

STIGEN = [
    ("Saks", "frist_passert"),
    ("Leder", "frist_passert_rektor"),
    ("Sektor", "frist_passert_skoleeier"),
    ("Kommunal", "frist_passert_kommunalsjef"),
]


@pytest.fixture
def saker(transactional_db: None) -> list[Sak]:
    """Saker long past their day of evaluation, by the real clock: a worker cannot be told another time.

    So long past that every step is due whatever the season, and § 12-5, so that the e-mail goes at night too.
    """
    roller = sett_rollene()
    naa = timezone.localtime()
    lenge_siden = naa.date() - timedelta(days=400)
    for skoleleder in (roller.rektor, roller.sluttet):
        Rolletildeling.objects.get(bruker=skoleleder).delete()
    ansvarlig = bruker("Saks Ansvarlig", (Rolle.REKTOR, roller.egge), fra=lenge_siden)
    leder = bruker("Leder Med-Fullmakt")
    Rolletildeling.objects.create(
        bruker=leder, rolle=Rolle.AVDELINGSLEDER, skole=roller.egge, fra=lenge_siden, fullmakt=True
    )
    for navn, rolle in (("sektorleder", Rolle.SEKTORLEDER), ("kommunalsjef", Rolle.KOMMUNALSJEF)):
        Rolletildeling.objects.create(bruker=getattr(roller, navn), rolle=rolle, fra=lenge_siden)
    saker = []
    for elev in (roller.elev, roller.annen_elev):
        sak = sak_til_evaluering(
            roller,
            naa.date() - timedelta(days=150),
            elev=elev,
            ansvarlig=ansvarlig,
            delt_med_kontaktlarer=False,
            skjerpet=True,
        )
        oppdater(sak, aktor=roller.systemet, now=naa)
        saker.append(sak)
    return saker


@contextmanager
def ingen_faar_skrive_varsler() -> Iterator[None]:
    """Whoever writes a notice, or marks one as sent, stands waiting while this lasts."""
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute("LOCK TABLE cases_varsel IN EXCLUSIVE MODE")
        yield


def _noen_staar_og_venter() -> bool:
    with connection.cursor() as peker:
        peker.execute(
            "SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
            " WHERE c.relname = 'cases_varsel' AND NOT l.granted"
        )
        (antall,) = peker.fetchone()
    return bool(antall)


def _den_drepte_er_borte() -> bool:
    """The database has noticed that the client is gone, and has rolled back what it did."""
    with connection.cursor() as peker:
        peker.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND backend_type = 'client backend'"
        )
        (antall,) = peker.fetchone()
    return not antall


def test_ett_varsel_og_ett_brev_per_trinn_selv_om_arbeideren_drepes_midt_i(
    arbeidsplass: Arbeidsplass, saker: list[Sak]
) -> None:
    # Killed in the middle of the sweep, with a notice half written: nothing is said.
    arbeider = arbeidsplass.start()
    with ingen_faar_skrive_varsler():
        arbeidsplass.gi("sveip_frister")
        vent_til("sveipen midt i en sak", _noen_staar_og_venter)
        arbeidsplass.drep(arbeider)
    vent_til("den drepte er borte", _den_drepte_er_borte)
    assert Varsel.objects.count() == 0

    # A new one takes it up; and a sweep more or less makes no difference.
    arbeider = arbeidsplass.start()
    for _gang in range(3):
        arbeidsplass.gjor("sveip_frister")
    for sak in saker:
        assert fortalt(sak) == STIGEN
    varsler = Varsel.objects.count()

    # Killed in the middle of the sending: nothing is sent, and nothing is lost.
    with ingen_faar_skrive_varsler():
        arbeidsplass.gi("send_varsler")
        vent_til("sendingen ved neste brev", _noen_staar_og_venter)
        arbeidsplass.drep(arbeider)
    vent_til("den drepte er borte", _den_drepte_er_borte)
    assert arbeidsplass.brev() == []

    arbeider = arbeidsplass.start()
    for _gang in range(3):
        arbeidsplass.gjor("send_varsler")
    brev = arbeidsplass.brev()
    assert len(brev) == len(set(brev)) == varsler
    assert not Varsel.objects.exclude(epost=Varsel.Epost.SENDT).exists()

    # And in the end, one sweep and one sending more: all is said already.
    arbeidsplass.gjor("sveip_frister")
    arbeidsplass.gjor("send_varsler")
    assert Varsel.objects.count() == varsler
    assert arbeidsplass.brev() == brev


def test_nattens_oppgaver_gaar_i_en_ekte_arbeider(arbeidsplass: Arbeidsplass, saker: list[Sak]) -> None:
    arbeidsplass.start()
    arbeidsplass.gjor("oppdater_frister")
    arbeidsplass.gjor("rydd_utkast")
