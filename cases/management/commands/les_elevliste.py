"""Take in a list of pupils from a file, as a nightly job does; without ``--utfor`` it only says what it would do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction
from django.utils import timezone

from steinkjer_skolemiljo.elevregister.actions import utfor as skriv
from steinkjer_skolemiljo.elevregister.csvfil import les_csv
from steinkjer_skolemiljo.elevregister.endringer import finn_endringer
from steinkjer_skolemiljo.organisation.roller import systemet

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.management.base import CommandParser

    from steinkjer_skolemiljo.elevregister.liste import Elevregister


class Command(BaseCommand):
    """``python manage.py les_elevliste FIL [--utfor] [--mange-slutter]``: numbers only, never a name."""

    help = "Leser en elevliste (CSV). Uten --utfor vises bare hva som ville blitt endret."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, whether to do it, and that it is right that many end."""
        parser.add_argument("fil", type=Path)
        parser.add_argument("--utfor", action="store_true", help="Gjør det.")
        parser.add_argument("--mange-slutter", action="store_true", help="Det er riktig at mange elever slutter.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read it, say what it changes, and do it if asked to."""
        now = timezone.now()
        try:
            innhold = options["fil"].read_bytes()
        except OSError as hindring:
            raise CommandError(f"Filen kan ikke leses: {hindring.strerror}.") from None
        try:
            with transaction.atomic():
                self._les(les_csv(innhold), now, **options)
        except (ValidationError, DatabaseError):
            # Its words may be a pupil's name, and a nightly job's words are mailed.
            raise CommandError("En av radene lot seg ikke lagre. Ingenting er endret.") from None

    def _les(self, register: Elevregister, now: datetime, *, utfor: bool, mange_slutter: bool, **_annet: Any) -> None:
        dag = timezone.localdate(now)
        endringer = finn_endringer(register, dag, laas=utfor)
        for feil in endringer.feil:
            # The words may quote a cell; the line says where.
            self.stderr.write(f"Linje {feil.linje}" if feil.linje else "Filen")
        if endringer.feil:
            raise CommandError("Lista har feil, og ingenting er endret. Siden «Skoler og elever» viser dem med ord.")
        for navn, antall in endringer.tall.items():
            self.stdout.write(f"{navn}: {antall}")
        self.stdout.write(f"beskyttet adresse her, men ikke i lista: {endringer.beholder_gradering}")
        for skole, antall, av in endringer.stor_avgang:
            self.stdout.write(f"{skole}: {antall} av {av} elever slutter")
        if not utfor:
            return
        if endringer.stor_avgang and not mange_slutter:
            raise CommandError("Mange slutter, og ingenting er endret. Er det riktig, legg til --mange-slutter.")
        skriv(endringer, aktor=systemet(), dag=dag, now=now)
        self.stdout.write("Tatt inn.")
