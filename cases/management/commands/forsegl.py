"""Do now what the worker does every minute."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.segl.forsegling import forsegl


class Command(BaseCommand):
    """Do now what the worker does every minute."""

    help = "Setter segl over det som er skrevet i logger og historikk siden sist."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it now."""
        antall = 0
        while nye := forsegl(timezone.now()):
            antall += nye
        self.stdout.write(f"Rader forseglet: {antall}")
