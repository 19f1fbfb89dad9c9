"""What every test may ask for."""

from __future__ import annotations

import fcntl
import gc
import os
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

from steinkjer_skolemiljo.databaserolle import gi_rettigheter
from tests.cast import sett_rollene

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

    from tests.cast import Rollebesetning


# The same examples every time and everywhere, so that a change is judged by what it changed. ``LET=1`` looks for new ones.
# Nor by the clock: a slow machine finds no fault a fast one does not.
settings.register_profile("like", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
if os.environ.get("LET") != "1":
    settings.load_profile("like")


def pytest_collection_finish() -> None:
    """What has been imported stays: the garbage collector need not go through it again ten thousand times.

    And what a request leaves behind is found by counting, all but a little: it looks for the rest more seldom.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> None:
    """A database made by the migrations; with several workers they are run once, and each worker gets a copy."""
    with django_db_blocker.unblock():
        if worker_id == "master":
            connection.creation.create_test_db(verbosity=0, autoclobber=True)
            return
        nummer = int(worker_id.removeprefix("gw"))
        felles = tmp_path_factory.getbasetemp().parent
        with (felles / "databasen").open("a+") as merke:
            fcntl.flock(merke, fcntl.LOCK_EX)
            merke.seek(0)
            if navn := merke.read():
                connection.settings_dict["NAME"] = navn
            else:
                merke.write(connection.creation.create_test_db(verbosity=0, autoclobber=True))
                # One cannot copy what somebody is in.
                connection.close()
            connection.creation.clone_test_db(str(nummer), verbosity=0, autoclobber=True)
        connection.creation.setup_worker_connection(nummer)
        # What belongs to a database as a whole is not copied with it.
        gi_rettigheter(connection)


@pytest.fixture
def roller(db: None) -> Rollebesetning:
    """The whole cast, in the database."""
    return sett_rollene()
