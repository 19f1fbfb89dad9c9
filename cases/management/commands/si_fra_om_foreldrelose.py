"""Do now what beat does every night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.overlevering.nattkontroll import si_fra_om_foreldrelose


class Command(BaseCommand):
    """Do now what beat does every night."""

    help = "Sier fra om åpne saker der saksansvarlig ikke lenger har tilgang."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it now."""
        antall = si_fra_om_foreldrelose(timezone.now())
        self.stdout.write(f"Saker uten saksansvarlig som har tilgang: {antall}")
