"""Remove the saker that two persons have agreed may go, by hand and as the owner of the tables."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from cases.arkiv.fjerning import IkkeEier, KanIkkeFjernes, fjern, godkjente, rydd_arkivmappa
from cases.arkiv.kanal import Kanalfeil

if TYPE_CHECKING:
    from argparse import ArgumentParser

logger = logging.getLogger("skolemiljo.segl")


class Command(BaseCommand):
    """Say which, and with ``--utfor`` remove them. Never run by itself: it is in no schedule."""

    help = "Viser, og med --utfor fjerner, saker som to personer har godkjent at kan fjernes når alt er arkivert."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One switch, so that nothing is removed by accident."""
        parser.add_argument("--utfor", action="store_true", help="fjern dem; uten dette blir de bare vist")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Each sak by itself: one that cannot go stops none of the others."""
        venter = godkjente()
        self.stdout.write(f"Godkjent fjernet: {len(venter)}")
        fjernet = 0
        for forslag in venter:
            nummer = forslag.sak.nummer
            if not options["utfor"]:
                self.stdout.write(f"  {nummer}")
                continue
            try:
                rad = fjern(forslag, now=timezone.localtime())
            except IkkeEier as feil:
                raise CommandError(
                    "Bare databaserollen som eier tabellene, kan fjerne en sak. "
                    "Kjør kommandoen med eierens DATABASE_URL, ikke med applikasjonens."
                ) from feil
            except KanIkkeFjernes as grunn:
                self.stdout.write(f"  {nummer}: blir stående ({grunn})")
            except DatabaseError as feil:
                # Its text may hold a row; its kind does not.
                self.stdout.write(f"  {nummer}: ble ikke fjernet ({type(feil).__name__})")
            else:
                fjernet += 1
                # Kept outside the database, so that a backup from before can be tidied again.
                logger.info("Fjernet etter arkivering: sak %s, id %s, hode %s", nummer, rad.sak_id, rad.hode)
                self.stdout.write(f"  {nummer}: fjernet")
        if options["utfor"]:
            # What is committed has gone; should it be cut off here, the next run takes the rest.
            self._rydd()
            self.stdout.write(f"Fjernet: {fjernet}. Det er skrevet en rad om hver.")
        else:
            self.stdout.write("Ingenting er fjernet. Kjør med --utfor for å fjerne dem.")

    def _rydd(self) -> None:
        try:
            ryddet = rydd_arkivmappa()
        except Kanalfeil as feil:
            raise CommandError(f"Arkivets mappe ble ikke ryddet ({feil}). Kjør kommandoen igjen.") from feil
        if ryddet:
            self.stdout.write(f"Tatt bort fra arkivets mappe: {ryddet}")
