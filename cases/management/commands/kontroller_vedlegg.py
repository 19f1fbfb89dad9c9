"""Ask the virus control now about the files that wait."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.vedlegg.kontroll import kontroller


class Command(BaseCommand):
    """Ask the virus control now about the files that wait."""

    help = "Kontrollerer vedlegg som venter på viruskontrollen (VIRUSKONTROLL)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it now."""
        self.stdout.write(f"Vedlegg kontrollert: {kontroller(timezone.localtime())}")
