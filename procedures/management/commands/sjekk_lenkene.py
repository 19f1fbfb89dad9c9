"""Try the collection's links, as the schedule does."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from procedures.ressurser.lenkesjekk import sjekk_lenkene
from steinkjer_skolemiljo.organisation.roller import systemet


class Command(BaseCommand):
    """``manage.py sjekk_lenkene``: safe to run again and again; does nothing where LENKESJEKK is off."""

    help = "Prøver lenkene i ressurssamlingen. Gjør ingenting når LENKESJEKK er av."

    def handle(self, *args: Any, **options: Any) -> None:
        """Try, and say how many."""
        self.stdout.write(f"{sjekk_lenkene(aktor=systemet(), now=timezone.now())} lenker er prøvd.")
