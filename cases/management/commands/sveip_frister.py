"""Do now what the sweep does every fifteen minutes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.varsling.sveip import sveip


class Command(BaseCommand):
    """Do now what the sweep does every fifteen minutes."""

    help = "Varsler om frister som nærmer seg eller er passert."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it now."""
        antall = sveip(timezone.now())
        self.stdout.write(f"Saker og meldinger sett på: {antall}")
