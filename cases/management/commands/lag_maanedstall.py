"""Do now what the worker does on the first of the month."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.statistikk.actions import lag_maanedstall


class Command(BaseCommand):
    """Do now what the worker does on the first of the month."""

    help = "Publiserer tallene for måneden som er over, hvis de ikke er publisert."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it now."""
        tall = lag_maanedstall(now=timezone.now())
        self.stdout.write(f"Månedstall publisert: {tall}" if tall else "Månedstallene er alt publisert.")
