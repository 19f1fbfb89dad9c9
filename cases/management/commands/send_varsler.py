"""Do now what the worker does every minute."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.varsling.epost import send_epost


class Command(BaseCommand):
    """Do now what the worker does every minute."""

    help = "Sender e-post om varsler som venter."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it now."""
        antall = send_epost(timezone.now())
        self.stdout.write(f"Sendt: {antall}")
