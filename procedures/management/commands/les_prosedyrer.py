"""Read the approved procedures into the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from procedures.actions import les_inn_katalog
from procedures.ressurser.actions import les_inn_ressurser
from steinkjer_skolemiljo.organisation.roller import systemet


class Command(BaseCommand):
    """``manage.py les_prosedyrer``: safe to run again and again."""

    help = "Leser inn prosedyrene, veilederen og ressursene. Kan kjøres flere ganger."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read in, and say how much was new."""
        naa = timezone.localtime()
        nye = les_inn_katalog(aktor=systemet(), now=naa)
        ressurser = les_inn_ressurser(aktor=systemet(), now=naa)
        self.stdout.write(f"Prosedyrene er lest inn: {nye} nye versjoner, og {ressurser} nye ressurser.")
