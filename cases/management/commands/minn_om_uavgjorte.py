"""Tell of meldinger that are read and not decided on, as the schedule does."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.varsling.uavgjort import minn_om_uavgjorte


class Command(BaseCommand):
    """``manage.py minn_om_uavgjorte``: safe to run again and again."""

    help = "Varsler om meldinger som er lest, men ikke avgjort. Kan kjøres flere ganger."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell, and say how much was looked at."""
        self.stdout.write(f"Sett på: {minn_om_uavgjorte(timezone.now())}")
