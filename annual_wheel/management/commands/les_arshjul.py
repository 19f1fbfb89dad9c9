"""Read the årshjul's catalogue into the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from annual_wheel.mal import les_inn_katalog
from steinkjer_skolemiljo.organisation.roller import systemet


class Command(BaseCommand):
    """``manage.py les_arshjul``: safe to run again and again."""

    help = "Leser inn aktivitetene i årshjulet. Kan kjøres flere ganger."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read in, and say how much was changed."""
        endret = les_inn_katalog(aktor=systemet(), now=timezone.localtime())
        self.stdout.write(f"Årshjulet er lest inn: {endret} aktiviteter er nye eller endret.")
