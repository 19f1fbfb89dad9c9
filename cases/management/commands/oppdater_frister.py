"""Do now what the nightly recompute does."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.varsling.sveip import oppdater_frister


class Command(BaseCommand):
    """Do now what the nightly recompute does."""

    help = "Regner ut fase og neste frist på nytt for saker der noe er endret."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it now."""
        antall = oppdater_frister(timezone.now())
        self.stdout.write(f"Saker endret: {antall}")
