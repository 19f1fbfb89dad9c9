"""The whole system running: databases, tables, demo data, web, worker and beat. Used by the server and the pictures."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

from house.places import PYTHON, REPO, VENV, environment
from house.say import Stop, say
from house.stores import addresses_by_role, remove, start_stores

if TYPE_CHECKING:
    from pathlib import Path

    from house.children import Household

SETTINGS = "steinkjer_skolemiljo.settings.dev"
HOST = "127.0.0.1"


def check_port(port: int) -> None:
    """Refuse at once when somebody else answers on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise Stop(
                    f"port {port} krever administratorrettigheter. Velg en over 1023, for eksempel PORT=8001."
                ) from None
            other = port + 1 if port < 65535 else 8001
            raise Stop(f"port {port} er opptatt. Velg en annen, for eksempel PORT={other} script/server") from None


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def prepare(env: dict[str, str], *, demo: bool) -> None:
    """Tables, by their owner; then demo data, by the role the application has."""
    _prepare("tables", env)
    if demo:
        _prepare("demo", {name: value for name, value in env.items() if name != "DATABASE_OWNER_URL"})


def _prepare(what: str, env: dict[str, str]) -> None:
    command = [str(PYTHON), str(REPO / "script" / "house" / "prepare.py"), what]
    env = env | {"PYTHONPATH": str(REPO)}
    result = subprocess.run(command, cwd=REPO, env=env, stderr=subprocess.PIPE, text=True, check=False)
    if result.returncode != 0:
        print(result.stderr, file=sys.stderr)
        last = (result.stderr.strip().splitlines() or ["ingen melding"])[-1]
        raise Stop(f"databasen kunne ikke gjøres klar: {last}")


def web_command(port: int) -> list[str]:
    """The web process: one, with a few threads."""
    web = [str(VENV / "bin" / "granian"), "--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "1"]
    return [
        *web,
        "--blocking-threads",
        "4",
        "--no-ws",
        "--log-level",
        "warning",
        "steinkjer_skolemiljo.wsgi:application",
    ]


def start_everything(house: Household, directory: Path, port: int, *, throw_away: bool = False) -> str:
    """Start it all, wait until the login page answers, and return the address."""
    address = f"http://{HOST}:{port}"
    half_made = directory / "halvferdig"
    if not os.environ.get("DATABASE_URL"):
        if half_made.exists():
            say("Forrige oppsett ble avbrutt. Begynner på nytt.")
            remove(directory)
        if not (directory / "pg" / "PG_VERSION").exists():
            half_made.touch()
    stores = start_stores(house, directory, throw_away=throw_away)
    env = environment(
        **(stores | addresses_by_role(stores["DATABASE_URL"])),
        DJANGO_SETTINGS_MODULE=SETTINGS,
        SITE_URL=address,
        # Nobody watches it here, but one can look at what would be sent.
        ARKIV_MAPPE=str(directory.resolve() / "arkiv"),
        ARKIV_KODER="saksmappe_arkivdel=SAK; saksmappe_tilgangsrestriksjon=UO",
    )
    (directory / "arkiv").mkdir(parents=True, exist_ok=True)
    say("Gjør databasen klar (første gang lages en hel oppdiktet kommune) …")
    prepare(env, demo=True)
    half_made.unlink(missing_ok=True)
    # From here on nobody is the owner of the tables.
    env.pop("DATABASE_OWNER_URL", None)
    say("Starter nettsiden, arbeideren og klokka …")
    house.start("Nettsiden", web_command(port), log="web", env=env)
    celery = [str(VENV / "bin" / "celery"), "-A", "steinkjer_skolemiljo"]
    worker = [*celery, "worker", "--pool", "threads", "--concurrency", "2", "--loglevel", "warning"]
    house.start("Arbeideren (Celery)", [*worker, "--without-mingle", "--without-gossip"], log="worker", env=env)
    beat = [*celery, "beat", "--schedule", str(directory / "klokke"), "--pidfile=", "--loglevel", "warning"]
    house.start("Klokka (Celery beat)", beat, log="beat", env=env)

    def answers() -> bool:
        try:
            with urllib.request.urlopen(f"{address}/logg-inn/", timeout=5) as reply:  # noqa: S310 - our own address
                return bool(reply.status == 200)
        except urllib.error.HTTPError as error:
            raise Stop(f"nettsiden svarer med feil {error.code}. Se loggen i {house.logs / 'web.log'}.") from None
        except OSError:
            return False

    house.wait_for(answers, what="Nettsiden", seconds=90)
    return address
