"""Tell of the class rules that are to be looked at, as the schedule does."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.klasseregler.paaminnelse import minn_om_klassereglene


class Command(BaseCommand):
    """``manage.py minn_om_klassereglene``: safe to run again and again."""

    help = "Varsler om klasseregler som skal følges opp. Kan kjøres flere ganger."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Tell, and say how many classes it was about."""
        self.stdout.write(f"{minn_om_klassereglene(timezone.now())} klasser har en dag nå.")
