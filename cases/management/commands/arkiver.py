"""Ask for the saksmapper that lack, send what waits to the archive, and read its answers, now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.arkiv.saksmappe import bestill_manglende
from cases.arkiv.sending import sveip


class Command(BaseCommand):
    """The same as the workers do at night and every five minutes; the saksmapper themselves are made by a worker."""

    help = "Bestiller saksmappene som mangler, sender det som venter på arkivet, og leser kvitteringene."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say how many were asked for and sent."""
        self.stdout.write(f"Saksmapper bestilt: {bestill_manglende(timezone.localtime())}")
        self.stdout.write(f"Sendt til arkivet: {sveip(timezone.localtime())}")
