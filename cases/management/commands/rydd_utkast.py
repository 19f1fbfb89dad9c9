"""Do now what the nightly cleaning does."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.varsling.sveip import rydd_utkast


class Command(BaseCommand):
    """Do now what the nightly cleaning does."""

    help = "Fjerner utkast til meldinger som ikke er rørt på 14 dager."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it now."""
        antall = rydd_utkast(timezone.now())
        self.stdout.write(f"Utkast fjernet: {antall}")
