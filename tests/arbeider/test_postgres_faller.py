"""PostgreSQL itself falls and is started again while everything runs: workers, two of them, the clock and the web.

In the middle of a sweep, and in the middle of the sending. After it every notice lies in the inbox exactly once, each
e-mail has come at least once, and the next page that is asked for is answered.
"""

from __future__ import annotations

import http.client
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from house.running import HOST, free_port
from house.say import Stop
from house.stores import programs

from cases.varsling.models import Varsel, Varselforsok
from tests.arbeider.conftest import vent_til
from tests.arbeider.post import Posttjener
from tests.arbeider.postgres import Postgres, vi_flytter_til
from tests.arbeider.test_arbeider import STIGEN, ingen_faar_skrive_varsler, saker
from tests.cases.varsling.hjelp import fortalt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from cases.sak.models import Sak
    from tests.arbeider.conftest import Arbeidsplass

pytestmark = [pytest.mark.arbeider, pytest.mark.django_db(transaction=True)]
__all__ = ["saker"]
# As many as the web process has threads, and some more: each has met the database before it falls.
BESOK = 12


@pytest.fixture(autouse=True)
def postgres(transactional_db: None) -> Iterator[Postgres]:
    """The test's database is copied to a server of our own before anything is written in it."""
    try:
        programs()
    except Stop as grunn:
        pytest.skip(f"Ingen PostgreSQL vi kan la falle: den i DATABASE_URL er andres, og vi {grunn}")
    with Postgres() as egen, vi_flytter_til(egen):
        yield egen


def _i_midten_av(setning: str) -> bool:
    """Somebody has begun this and waits for a lock."""
    with connection.cursor() as peker:
        # Who asks twice in one transaction is else told the same as the first time.
        peker.execute("SELECT pg_stat_clear_snapshot()")
        peker.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE %s", [f"%{setning}%"]
        )
        (antall,) = peker.fetchone()
    return bool(antall)


class Gjest:
    """Somebody who is logged in and asks for their inbox, over the net."""

    def __init__(self, sak: Sak, port: int) -> None:
        klient = Client()
        klient.force_login(sak.ansvarlig)
        self._kake = f"{settings.SESSION_COOKIE_NAME}={klient.cookies[settings.SESSION_COOKIE_NAME].value}"
        self._port = port

    def spor(self) -> int:
        """Ask once, and say what was answered."""
        tilkobling = http.client.HTTPConnection(HOST, self._port, timeout=30)
        try:
            tilkobling.request("GET", "/varsler/", headers={"Cookie": self._kake})
            return tilkobling.getresponse().status
        finally:
            tilkobling.close()

    def spor_mye(self) -> set[int]:
        """Ask so often that every thread of the server has answered."""
        return {self.spor() for _gang in range(BESOK)}


def _leiene_er_ute(falt: datetime) -> int:
    """Those who were sending when it fell hold their letters no longer: a test does not wait ten minutes for it."""
    forsok = Varselforsok.objects.filter(utfall=Varselforsok.Utfall.BEGYNT, tid__lt=falt)
    return Varsel.objects.filter(pk__in=forsok.values("varsel")).update(epost_neste=timezone.now())


def _alt_er_sendt() -> bool:
    return Varsel.objects.exists() and not Varsel.objects.exclude(epost=Varsel.Epost.SENDT).exists()


def test_postgresql_faller_midt_i_sveipen_og_midt_i_sendingen(
    arbeidsplass: Arbeidsplass, postgres: Postgres, saker: list[Sak]
) -> None:
    post = arbeidsplass.posttjener = Posttjener()
    port = free_port()

    def feilet() -> int:
        return sum(b" raised unexpected" in linje for linje in arbeidsplass.logger())

    try:
        for _nr in range(2):
            arbeidsplass.start()
        arbeidsplass.start_nettside(port)
        gjest = Gjest(saker[0], port)
        assert gjest.spor_mye() == {200}

        # In the middle of a sweep: the saker are locked, the notices on their way in, and nothing is committed.
        with suppress(OperationalError), ingen_faar_skrive_varsler():
            arbeidsplass.start_klokke()
            vent_til("sveipen midt i varslene", lambda: _i_midten_av("INSERT INTO cases_varsel"))
            postgres.fall()
        connection.close()
        vent_til("arbeiderne merker det", lambda: feilet() > 1)
        nede = gjest.spor()
        # Held back from here on: what is sent next is not answered.
        post.svar_paa_brev.clear()
        postgres.start()
        assert gjest.spor_mye() == {200}

        # In the middle of the sending: the mail server has the letters, and the workers have yet to note it.
        vent_til("begge arbeiderne venter på posttjeneren", lambda: len(post.mottatt) > 1)
        i_luften = list(post.mottatt)
        foer = feilet()
        postgres.fall()
        falt = timezone.now()
        connection.close()
        post.svar_paa_brev.set()
        vent_til("arbeiderne merker det", lambda: feilet() > foer + 1)
        postgres.start()
        assert gjest.spor_mye() == {200}

        avbrutt = _leiene_er_ute(falt)
        vent_til("alt er sendt", _alt_er_sendt)
        sveip = arbeidsplass.ferdige("sveip_frister")
        vent_til("en sveip til", lambda: arbeidsplass.ferdige("sveip_frister") > sveip)

        for sak in saker:
            assert fortalt(sak) == STIGEN
        varsler, brev = Varsel.objects.count(), list(post.mottatt)
        assert len(set(brev)) == varsler
        # Twice only what was under way, and those two surely: nobody could know that they had come.
        assert varsler + len(i_luften) <= len(brev) <= varsler + avbrutt
        assert all(brev.count(navn) > 1 for navn in i_luften)
        assert Varselforsok.objects.filter(utfall=Varselforsok.Utfall.AVBRUTT).count() == avbrutt
        assert not Varselforsok.objects.filter(utfall=Varselforsok.Utfall.BEGYNT).exists()
        print(  # noqa: T201 - the counts are to be seen
            f"{varsler} varsler, {len(brev)} e-poster, {len(brev) - varsler} av dem for annen gang; "
            f"{feilet()} oppgaver feilet mens databasen var nede, og nettsiden svarte da {nede}"
        )
    finally:
        post.svar_paa_brev.set()
        post.stopp()
