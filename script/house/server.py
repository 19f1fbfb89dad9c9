"""Everything on this machine: PostgreSQL, Redis, web, worker, beat, and a demo municipality the first time."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import time
import urllib.error
import urllib.request
from typing import NoReturn

from house import oppsett
from house.inngang import stopp
from house.oppsett import DATA, si
from house.tjenester import Prosesser, kjor, postgres, redis


def _avbryt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def main() -> int:
    """Start, wait for Ctrl-C, stop."""
    tolk = argparse.ArgumentParser(
        prog="script/server",
        description="Starter Steinkjer skolemiljø på http://127.0.0.1:8000 (PORT velger en annen).",
    )
    tolk.add_argument("--reset", action="store_true", help="begynn på nytt med en fersk demokommune")
    valg = tolk.parse_args()
    for tegn in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(tegn, _avbryt)
    if valg.reset:
        shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(exist_ok=True)
    try:
        with postgres(DATA / "pg") as database, redis() as ko:
            return _tjen(database, ko)
    except KeyboardInterrupt:
        return 0
    finally:
        si("Stoppet.")


def _tjen(database: str, ko: str) -> int:
    miljo = {
        **oppsett.miljo(),
        "DJANGO_SETTINGS_MODULE": "steinkjer_skolemiljo.settings.dev",
        "DATABASE_URL": database,
        "REDIS_URL": ko,
        "SITE_URL": f"http://127.0.0.1:{oppsett.port()}",
    }
    si("Gjør databasen klar …")
    if kjor(sys.executable, "manage.py", "migrate", "-v", "0", miljo=miljo):
        stopp("Databasen kunne ikke gjøres klar. Se meldingen over, eller prøv script/server --reset")
    if kjor(sys.executable, "manage.py", "lag_demo", "--if-empty", miljo=miljo):
        stopp("Demokommunen kunne ikke lages. Se meldingen over.")
    prosesser = Prosesser(miljo)
    adresse = f"http://127.0.0.1:{oppsett.port()}"
    try:
        prosesser.start(
            "webtjeneren",
            *("granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(oppsett.port())),
            *("--workers", "2", "--blocking-threads", "4", "--log-level", "warning"),
            "steinkjer_skolemiljo.wsgi:application",
        )
        celery = ("celery", "-A", "steinkjer_skolemiljo")
        prosesser.start(
            "arbeideren", *celery, "worker", "-P", "threads", "-c", "2", "-l", "WARNING", "--without-mingle"
        )
        prosesser.start("beat", *celery, "beat", "-l", "WARNING", "-s", str(DATA / "beat"), "--pidfile=")
        _vent_paa(f"{adresse}/logg-inn/", prosesser)
        si(f"\nKlar: {adresse}\nLogg inn med en av demokontoene på siden. Avslutt med Ctrl-C.\n")
        while (dod := prosesser.dod()) is None:
            time.sleep(0.5)
        stopp(f"{dod} stoppet uventet. Se meldingene over.")
    finally:
        prosesser.stopp()
    return 0


def _vent_paa(adresse: str, prosesser: Prosesser) -> None:
    for _forsok in range(240):
        if (dod := prosesser.dod()) is not None:
            stopp(f"{dod} ville ikke starte. Se meldingene over.")
        try:
            with urllib.request.urlopen(adresse, timeout=5):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    stopp("Webtjeneren svarer ikke.")


if __name__ == "__main__":
    raise SystemExit(main())
