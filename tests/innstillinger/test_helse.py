"""What the health page says when parts are missing. The tests' own broker does not answer, on purpose."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django.test import Client, RequestFactory, override_settings

from steinkjer_skolemiljo.helse import helse
from steinkjer_skolemiljo.proxy import klientadresse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.live_server_helper import LiveServer

ROT = Path(__file__).resolve().parents[2]


@pytest.fixture
def taus_megler() -> Iterator[str]:
    """A broker that takes the call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as lytter:
        yield f"redis://127.0.0.1:{lytter.getsockname()[1]}/0"


@pytest.mark.django_db
def test_uten_megler_er_svaret_503_og_sier_hvilken_del() -> None:
    svar = Client().get("/helse/")
    assert svar.status_code == 503
    assert svar.json() == {"status": "feil", "database": True, "broker": False, "worker": False, "seals": True}


@pytest.mark.django_db
def test_en_taus_megler_holder_ikke_paa_den_som_spor(taus_megler: str) -> None:
    start = time.monotonic()
    with override_settings(CELERY_BROKER_URL=taus_megler):
        svar = Client().get("/helse/")
    assert svar.json()["broker"] is False
    assert time.monotonic() - start < 5


@pytest.mark.django_db
def test_svaret_sier_ikke_hvorfor_og_lagres_ikke() -> None:
    svar = Client().get("/helse/")
    assert set(svar.json()) == {"status", "database", "broker", "worker", "seals"}
    assert b"127.0.0.1" not in svar.content
    assert "no-store" in svar["Cache-Control"]


def test_uten_database_er_svaret_503(django_db_blocker: pytest.FixtureRequest) -> None:
    svar: list[int] = []

    def spor() -> None:
        # A thread has connections of its own; this one leads nowhere.
        connections["default"].settings_dict = connections["default"].settings_dict | {
            "HOST": "127.0.0.1",
            "PORT": "1",
        }
        svar.append(helse(RequestFactory().get("/helse/")).status_code)
        connections["default"].close()

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        traad = threading.Thread(target=spor)
        traad.start()
        traad.join()
    assert svar == [503]


def test_bare_de_som_leser_slipper_til() -> None:
    assert Client().post("/helse/").status_code == 405


@pytest.mark.parametrize(
    ("sendt", "forventet"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("10.0.0.1, 203.0.113.7", "203.0.113.7"),
        # One subscriber has a whole network: another address in it gives no new tries.
        ("2001:db8::7", "2001:db8::"),
        ("2001:db8:0:0:dead:beef:0:1", "2001:db8::"),
        ("2001:db8:0:1::7", "2001:db8:0:1::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("tull", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_bare_proxyens_egen_adresse_blir_trodd(sendt: str, forventet: str) -> None:
    assert klientadresse(RequestFactory().get("/", headers={"X-Forwarded-For": sendt})) == forventet


def test_containerens_egen_kontroll_godtar_at_bare_arbeideren_mangler(live_server: LiveServer) -> None:
    kontroll = [sys.executable, "script/container/frisk.py"]
    assert subprocess.run([*kontroll, f"{live_server.url}/helse/"], cwd=ROT, check=False).returncode == 0
    assert subprocess.run([*kontroll, f"{live_server.url}/finnes-ikke/"], cwd=ROT, check=False).returncode == 1
    assert subprocess.run([*kontroll, "http://127.0.0.1:1/helse/"], cwd=ROT, check=False).returncode == 1
