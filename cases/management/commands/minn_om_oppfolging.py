"""Tell skoleeier of what they said they would look at again, as the schedule does."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.varsling.oppfolging import minn_om_oppfolging


class Command(BaseCommand):
    """``manage.py minn_om_oppfolging``: safe to run again and again."""

    help = "Varsler skoleeier om varsler de skulle følge opp. Kan kjøres flere ganger."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell, and say how much was looked at."""
        self.stdout.write(f"Sett på: {minn_om_oppfolging(timezone.now())}")
