"""A PostgreSQL of one test's own, that can fall: the other tests' databases lie in the one they all share."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

import dj_database_url
from django.db import connection
from house.children import Household
from house.stores import crash_postgres, programs, remove, start_postgres

from tests.arbeider.conftest import testbasen

if TYPE_CHECKING:
    from collections.abc import Iterator

FELTER = ("HOST", "PORT", "USER", "PASSWORD", "NAME")


class Postgres:
    """A server from the same programs as ``script/server`` and ``script/test`` use, with data of its own."""

    def __init__(self) -> None:
        # The path of a socket is short; and as root PostgreSQL runs as another user, who must pass through.
        self._mappe = Path(tempfile.mkdtemp(prefix="arb"))
        self._mappe.chmod(0o711)
        self._hus = Household(self._mappe / "logg")
        self.adresse = ""

    def start(self) -> None:
        """Start it, the first time or again, and wait until it answers."""
        self.adresse = start_postgres(self._hus, self._mappe, throw_away=True)

    def fall(self) -> None:
        """As a crash: everyone is thrown out in the middle of what they do, and nothing is tidied."""
        crash_postgres(self._mappe)
        self._hus.stop(quiet=True)

    def ta_kopi(self, av: str) -> None:
        """Fill it with a copy of another database: quicker than all the migrations."""
        alt = ["--no-owner", "--no-privileges", "--dbname", av]
        kopi = subprocess.run([programs() / "pg_dump", *alt], stdout=subprocess.PIPE, check=True).stdout
        hit = ["--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--dbname", self.adresse]
        subprocess.run([programs() / "psql", *hit], input=kopi, stdout=subprocess.DEVNULL, check=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_feil: object) -> None:
        self._hus.stop(quiet=True)
        remove(self._mappe)
        shutil.rmtree(self._mappe, ignore_errors=True)


@contextmanager
def vi_flytter_til(egen: Postgres) -> Iterator[None]:
    """The test, and whatever processes it starts, work in a copy of its database on a server of its own."""
    felter = connection.settings_dict
    foer = {navn: felter[navn] for navn in FELTER}
    egen.ta_kopi(testbasen())
    connection.close()
    felter.update({navn: dict(dj_database_url.parse(egen.adresse))[navn] for navn in FELTER})
    with connection.cursor() as peker:
        # As in production: what has been answered is kept. Without it a crash may forget the last second.
        peker.execute(f'ALTER DATABASE "{felter["NAME"]}" SET synchronous_commit = on')
    connection.close()
    try:
        yield
    finally:
        connection.close()
        felter.update(foer)
