"""Ask those who are to read a procedure, and remind, as the schedule does."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.varsling.prosedyrer import minn_om_prosedyrene


class Command(BaseCommand):
    """``manage.py minn_om_prosedyrene``: safe to run again and again."""

    help = "Ber ansatte lese nye prosedyrer, og minner dem om det. Kan kjøres flere ganger."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell, and say how many lack it."""
        self.stdout.write(f"{minn_om_prosedyrene(timezone.now())} lesebekreftelser gjenstår.")
