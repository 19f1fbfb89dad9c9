"""Keep the nynorsk catalogue in step with the texts of the house."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from steinkjer_skolemiljo import tekster

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Find every text and write the catalogue anew, with the translations there are."""

    help = "Finner alle tekster i kode og maler, og skriver nynorskkatalogen på nytt. Oversettelser blir beholdt."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The way out for what must be translated, and the way in again."""
        parser.add_argument("--mangler", action="store_true", help="Skriver det som mangler, som JSON med tom «nn».")
        parser.add_argument("--les", type=Path, help="Leser inn en slik JSON-fil, fylt ut.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Safe to run at any time; the same texts give the same file."""
        gammel = tekster.les()
        if options["les"]:
            try:
                tekster.ta_inn(gammel, json.loads(options["les"].read_text(encoding="utf-8")))
            except (OSError, ValueError, KeyError) as feil:
                raise CommandError(f"Filen kunne ikke leses inn: {feil}") from feil
        katalog = tekster.ny_katalog(gammel)
        mangler = tekster.mangler(katalog)
        if options["mangler"]:
            rader = [
                {"nb": tekst.en, "nn": ""}
                | ({"nb_flere": tekst.flere, "nn_flere": ""} if tekst.flere else {})
                | ({"sammenheng": tekst.sammenheng} if tekst.sammenheng else {})
                for tekst in mangler
            ]
            self.stdout.write(json.dumps(rader, ensure_ascii=False, indent=1))
            return
        tekster.KATALOG.write_text(tekster.skriv(katalog), encoding="utf-8")
        self.stdout.write(f"{len(katalog)} tekster, {len(mangler)} uten nynorsk.")
