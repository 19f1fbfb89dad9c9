"""Do now what the nightly tidying of relasjonssirkler does."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.relasjonssirkel.actions import rydd


class Command(BaseCommand):
    """``manage.py rydd_relasjonssirkler``: safe to run again and again."""

    help = "Sletter relasjonssirkler som er ett år gamle, eller som kontaktlæreren ikke lenger har klassen til."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it, and say how many went."""
        self.stdout.write(f"Sirkler slettet: {rydd(timezone.now())}")
