"""A backup is taken and put back as README says: everything is there, and the application still changes no log."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from house.say import Stop
from house.stores import programs

from cases.sak.models import Oppslag, Sak
from cases.sak.oppslag import noter
from steinkjer_skolemiljo import databaserolle
from tests.arbeider.postgres import Postgres, vi_flytter_til
from tests.cast import NAA
from tests.segl.inngrep import forseglet_sak, funn

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.arbeider, pytest.mark.django_db(transaction=True)]


def test_en_kopi_som_settes_tilbake_er_hel_og_approllen_kan_ikke_mer(roller: Rollebesetning) -> None:
    try:
        programmer = programs()
    except Stop as grunn:
        pytest.skip(f"Ingen PostgreSQL vi kan sette tilbake i: {grunn}")
    with Postgres() as egen, vi_flytter_til(egen):
        call_command("migrate", verbosity=0)
        sak = forseglet_sak(roller)
        foer = Oppslag.objects.count()
        alt = ["--format", "custom", "--dbname", egen.adresse]
        kopi = subprocess.run([programmer / "pg_dump", *alt], stdout=subprocess.PIPE, check=True).stdout
        noter(roller.rektor, NAA, sak=sak, hva=Oppslag.Hva.SAK)
        connection.close()
        tilbake = ["--clean", "--if-exists", "--single-transaction", "--dbname", egen.adresse]
        subprocess.run([programmer / "pg_restore", *tilbake], input=kopi, check=True)
        call_command("migrate", verbosity=0)
        assert Sak.objects.filter(pk=sak.pk).exists()
        assert Oppslag.objects.count() == foer
        assert funn() == []
        with connection.cursor() as peker:
            assert databaserolle._har(peker, settings.DATABASE_APP_ROLE) == databaserolle.rettigheter()
            for nei in ("UPDATE cases_oppslag SET hva = 'plan'", "CREATE TEMPORARY TABLE cases_hendelse (id int)"):
                with pytest.raises(DatabaseError) as feil, transaction.atomic():
                    peker.execute(f"SET LOCAL ROLE {settings.DATABASE_APP_ROLE}; {nei}")
                assert isinstance(feil.value.__cause__, psycopg.errors.InsufficientPrivilege)
            # A trigger that stood there before the copy stands there after it.
            with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
                peker.execute("SET pgtrigger.ignore = '{}'; UPDATE cases_hendelse SET type = 'x'")
