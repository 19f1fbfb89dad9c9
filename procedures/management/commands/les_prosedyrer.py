"""Read the approved procedures into the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from procedures.actions import les_inn_katalog
from steinkjer_skolemiljo.organisation.roller import systemet


class Command(BaseCommand):
    """``manage.py les_prosedyrer``: safe to run again and again."""

    help = "Leser inn prosedyrene og veilederen. Kan kjøres flere ganger."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read in, and say how much was new."""
        nye = les_inn_katalog(aktor=systemet(), now=timezone.localtime())
        self.stdout.write(f"Prosedyrene er lest inn: {nye} nye versjoner.")
