"""Send what waits to the archive, and read its answers, now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.arkiv.sending import sveip


class Command(BaseCommand):
    """The same as the worker does every five minutes."""

    help = "Sender det som venter på arkivet, og leser kvitteringene."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say how many were sent."""
        self.stdout.write(f"Sendt til arkivet: {sveip(timezone.localtime())}")
