"""Listen to Fiks for the archive's answers, until told to stop."""

from __future__ import annotations

import logging
import signal
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from cases.arkiv.fiks.lytter import Fikslytter
from cases.arkiv.fiks.oppsett import Oppsettfeil, oppsett
from cases.arkiv.kanal import FIKS, Kanalfeil
from cases.arkiv.sending import les_kvitteringer

if TYPE_CHECKING:
    from argparse import ArgumentParser

logger = logging.getLogger(__name__)
# Seconds: how long to wait for a message before the connection is looked after.
VENT: Final = 15
# Seconds between tries at connecting, longer each time: Fiks counts connections.
PAUSER: Final = (5, 15, 60, 300)
# What goes over by itself; anything else is a fault of ours, and is loud.
UTEN_DATABASE: Final = (OperationalError, InterfaceError)


class Command(BaseCommand):
    """One long connection to the queue of our account, in a process of its own."""

    help = "Lytter på Fiks etter svarene fra arkivet, til den blir stoppet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to show that it lives."""
        parser.add_argument("--puls", help="en fil som røres så lenge forbindelsen er oppe")

    def handle(self, *_args: Any, **valg: Any) -> None:
        """Connect, and again each time it is cut off."""
        if settings.ARKIV_KANAL != FIKS:
            raise CommandError("ARKIV_KANAL er ikke «fiks»: det er ingen kø å lytte på.")
        try:
            satt = oppsett()
        except Oppsettfeil as feil:
            raise CommandError(str(feil)) from None
        stopp = Event()
        for signalet in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signalet, lambda *_: stopp.set())
        lytt(Fikslytter(satt), stopp, Path(valg["puls"]) if valg["puls"] else None)


def lytt(lytter: Fikslytter, stopp: Event, puls: Path | None = None) -> None:
    """Listen until told to stop. A broken connection is made again, and an unreachable database is waited for."""
    feil_paa_rad = 0
    while not stopp.is_set():
        try:
            # Fetched with nowhere to store it, a message would go back to the queue, and the third time be given up.
            connection.ensure_connection()
            with lytter:
                while not stopp.is_set():
                    if puls is not None:
                        puls.touch()
                    _les_en_gang(lytter)
                    feil_paa_rad = 0
        except Kanalfeil as feil:
            # The archive's own words are not in it, nor ours to it.
            logger.error("the connection to Fiks: %s", feil)  # noqa: TRY400
        except UTEN_DATABASE as feil:
            logger.error("no database: %s", type(feil).__name__)  # noqa: TRY400
        close_old_connections()
        if not stopp.is_set():
            stopp.wait(PAUSER[min(feil_paa_rad, len(PAUSER) - 1)])
            feil_paa_rad += 1


def _les_en_gang(lytter: Fikslytter) -> None:
    """What has come is stored. Without a database it stays where it is, on a connection that is kept."""
    if not lytter.vent(VENT):
        return
    try:
        close_old_connections()
        while lytter.har_svar:
            les_kvitteringer(lytter, timezone.localtime())
    except UTEN_DATABASE as feil:
        logger.error("an answer from the archive could not be stored: %s", type(feil).__name__)  # noqa: TRY400
