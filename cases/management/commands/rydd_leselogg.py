"""Remove what is too old from the read-log, by hand and as the table's owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.leselogg.rydding import IkkeEier, rydd

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Count, and with ``--utfor`` remove. Never run by itself: it is in no schedule."""

    help = "Teller, og med --utfor fjerner, oppslag i leseloggen som er eldre enn kommunen har bestemt (5 år)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One switch, so that nothing is removed by accident."""
        parser.add_argument("--utfor", action="store_true", help="fjern dem; uten dette blir de bare talt")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say what was found and what was done."""
        try:
            resultat = rydd(now=timezone.localtime(), utfor=options["utfor"])
        except IkkeEier as feil:
            raise CommandError(
                "Bare databaserollen som eier tabellen, kan fjerne noe fra leseloggen. "
                "Kjør kommandoen med eierens DATABASE_URL, ikke med applikasjonens."
            ) from feil
        self.stdout.write(f"Oppslag eldre enn {resultat.aar} år (før {resultat.eldre_enn:%d.%m.%Y}): {resultat.antall}")
        for aar, antall in resultat.per_aar.items():
            self.stdout.write(f"  {aar}: {antall}")
        if resultat.beholdt:
            self.stdout.write(f"Beholdes fordi saken er åpen: {resultat.beholdt}")
        if resultat.utfort:
            self.stdout.write(f"Fjernet: {resultat.antall}. Det er skrevet en rad om ryddingen.")
        else:
            self.stdout.write("Ingenting er fjernet. Kjør med --utfor for å fjerne dem.")
