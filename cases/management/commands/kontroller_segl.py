"""Hold the logs and the history against their chains and seals, and name what is not as it was."""

from __future__ import annotations

import sys
import time
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.sak.models import Sak
from cases.segl import forsegling
from cases.segl.kontroll import Telling, kontroller, kontroller_hode, kontroller_sak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.management.base import CommandParser

    from cases.segl.kontroll import Brudd


class Command(BaseCommand):
    """Control the seals; the exit code is 1 where there is a breach."""

    help = "Kontrollerer at ingen har endret, fjernet eller satt inn noe i logger og historikk."

    def add_arguments(self, parser: CommandParser) -> None:
        """Everything, one sak, or what the night takes."""
        hva = parser.add_mutually_exclusive_group()
        hva.add_argument("--alt", action="store_true", help="alt, ikke bare det nye og nattas del av det gamle")
        hva.add_argument("--sak", metavar="NUMMER", help="bare denne saken")
        parser.add_argument(
            "--hode",
            action="append",
            default=[],
            metavar="NUMMER:SUM",
            help="et segl slik det ble skrevet i tjenerens logg; kan gjentas",
        )

    def handle(self, *_args: Any, **valg: Any) -> None:
        """Print each breach as it is found."""
        telling, start, antall = Telling(), time.monotonic(), 0
        for brudd in chain(self._brudd(valg, telling), *(kontroller_hode(*_hode(tekst)) for tekst in valg["hode"])):
            antall += 1
            self.stdout.write(brudd.setning())
        tid = max(time.monotonic() - start, 0.001)
        self.stdout.write(f"Kontrollert: {telling.rader} rader på {tid:.1f} s. Brudd: {antall}.")
        if telling.ryddet:
            self.stdout.write(f"Fjernet etter reglene: {telling.ryddet} rader.")
        hode = forsegling.hode()
        if hode is not None:
            self.stdout.write(f"Hode {hode[0]}:{hode[1]}")
        if antall:
            sys.exit(1)

    def _brudd(self, valg: dict[str, Any], telling: Telling) -> Iterator[Brudd]:
        if valg["sak"] is None:
            return kontroller(timezone.now(), telling, alt=valg["alt"])
        sak = Sak.objects.filter(nummer=valg["sak"]).first()
        if sak is None:
            raise CommandError(f"Det finnes ingen sak med nummer {valg['sak']}.")
        return kontroller_sak(sak, timezone.now(), telling)


def _hode(tekst: str) -> tuple[int, str]:
    nummer, skille, sum_ = tekst.partition(":")
    if not skille or not nummer.isdecimal():
        raise CommandError(f"Skriv hodet som NUMMER:SUM, ikke «{tekst}».")
    return int(nummer), sum_
