"""Tell of what is due in the schools' wheels, as the schedule does."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.varsling.arshjul import minn_om_arshjulet


class Command(BaseCommand):
    """``manage.py minn_om_arshjulet``: safe to run again and again."""

    help = "Varsler om frister i skolenes årshjul. Kan kjøres flere ganger."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell, and say how much was looked at."""
        antall = minn_om_arshjulet(timezone.now())
        self.stdout.write(f"{antall} aktiviteter har frist nå.")
