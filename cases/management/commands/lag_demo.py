"""``manage.py lag_demo``: the demo municipality."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from fixtures.demo import lag
from steinkjer_skolemiljo.organisation.models import Skole
from steinkjer_skolemiljo.organisation.roller import systemet

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Makes the demo municipality in an empty database."""

    help = "Lager demokommunen. Bare i demo, aldri i produksjon."

    def add_arguments(self, parser: CommandParser) -> None:
        """One option: do nothing when there is something already."""
        parser.add_argument("--if-empty", action="store_true", help="gjør ingenting hvis det finnes data")

    def handle(self, *_args: Any, **valg: Any) -> None:
        """Make it, or say why not."""
        if not settings.DEMO:
            raise CommandError("Demokommunen kan bare lages i demo.")
        if Skole.objects.exists():
            if valg["if_empty"]:
                return
            raise CommandError("Databasen er ikke tom. script/server --reset begynner på nytt.")
        start = time.monotonic()
        lag(
            aktor=systemet(),
            now=timezone.localtime(),
            prosesser=min(os.cpu_count() or 1, 4),
            framdrift=lambda hva: self.stdout.write(f"Lager demokommunen: {hva} …"),
        )
        self.stdout.write(f"Demokommunen er klar ({time.monotonic() - start:.0f} s).")
