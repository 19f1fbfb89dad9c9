"""Do now what beat does every hour."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.varsling.sveip import rut_inhabile


class Command(BaseCommand):
    """Do now what beat does every hour."""

    help = "Flytter saker og meldinger fra den som er inhabil."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it now."""
        antall = rut_inhabile(timezone.now())
        self.stdout.write(f"Saker og meldinger flyttet: {antall}")
