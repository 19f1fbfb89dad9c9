"""Do now what the recompute after a changed setting does."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.innstillinger.omregning import regn_om


class Command(BaseCommand):
    """Do now what the recompute after a changed setting does."""

    help = "Regner ut frister på nytt i åpne saker etter at et mål eller en skolerute er endret."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it now."""
        antall = regn_om(timezone.now())
        self.stdout.write(f"Saker med ny frist: {antall}")
