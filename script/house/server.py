"""``script/server``: everything, from a bare machine to a login page."""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
from typing import TYPE_CHECKING

from house import setup, stores
from house.children import Household, interrupt_on_terminate
from house.places import DATA
from house.running import check_port, start_everything
from house.say import Stop, run, say

if TYPE_CHECKING:
    from typing import TextIO


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Stop(f"PORT må være et tall mellom 1 og 65535, ikke «{text}».")
    return int(text)


def _only_one() -> TextIO:
    """Hold the data for ourselves; the lock falls with the process."""
    DATA.mkdir(exist_ok=True)
    lock = (DATA / "laas").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Stop("systemet kjører allerede fra denne mappen. Stans det først (Ctrl-C der det kjører).") from None
    return lock


def _reset() -> None:
    if os.environ.get("DATABASE_URL"):
        raise Stop("--reset gjelder bare den innebygde databasen; DATABASE_URL peker på en annen, som ikke røres.")
    say("Begynner på nytt: sletter databasen og e-posten fra demoen.")
    stores.remove(DATA)
    shutil.rmtree(DATA / "epost", ignore_errors=True)
    for file in DATA.glob("klokke*"):
        file.unlink()


def main(arguments: list[str]) -> int:
    """Set up, start, and stay until Ctrl-C."""
    parser = argparse.ArgumentParser(
        prog="script/server",
        description="Setter opp og starter Steinkjer skolemiljø på http://127.0.0.1:8000 (PORT velger en annen port).",
        epilog="DATABASE_URL og REDIS_URL bruker dine egne tjenere. Ctrl-C stanser alt.",
    )
    parser.add_argument("--reset", action="store_true", help="slett dataene og begynn på nytt")
    chosen = parser.parse_args(arguments)
    port = _port()
    check_port(port)
    interrupt_on_terminate()
    lock = _only_one()
    house = Household(DATA / "logg")
    try:
        setup.all_of_it()
        if chosen.reset:
            _reset()
        address = start_everything(house, DATA, port)
        say(f"\nSteinkjer skolemiljø er klart: {address}\nCtrl-C stanser alt. Logger: .data/logg/")
        house.watch()
    except KeyboardInterrupt:
        say("")
    finally:
        house.stop()
        lock.close()
    say("Alt er stanset.")
    return 0


if __name__ == "__main__":
    run(main)
