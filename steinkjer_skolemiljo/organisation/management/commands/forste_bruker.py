"""Register the first people of a new installation, before there is anyone to do it from the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from steinkjer_skolemiljo.organisation.innlogging.actions import forste_passordlenke
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, Rolletildeling
from steinkjer_skolemiljo.organisation.roller import systemet
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

# Those without whom nobody could propose or agree to any other role.
FORSTE = (Rolle.SYSTEMFORVALTER, Rolle.KOMMUNALSJEF)


class Command(BaseCommand):
    """``python manage.py forste_bruker ROLLE E-POST FORNAVN ETTERNAVN``: once for each role, then never again."""

    help = "Registrerer den første systemforvalteren og den første kommunalsjefen i en ny installasjon."

    def add_arguments(self, parser: CommandParser) -> None:
        """Role, e-mail and name."""
        parser.add_argument("rolle", choices=[rolle.value for rolle in FORSTE])
        parser.add_argument("epost")
        parser.add_argument("fornavn")
        parser.add_argument("etternavn")

    def handle(self, *args: Any, **options: Any) -> None:
        """Register, unless somebody has had the role: from then on two persons decide, on the pages."""
        now = timezone.now()
        with transaction.atomic():
            aktor = systemet()
            if Rolletildeling.objects.filter(rolle=options["rolle"]).exists():
                raise CommandError("Noen har eller har hatt denne rollen. Bruk siden «Brukere».")
            bruker = Bruker(
                email=options["epost"].strip().lower(), fornavn=options["fornavn"], etternavn=options["etternavn"]
            )
            bruker.set_unusable_password()
            try:
                lagre(bruker, aktor=aktor, now=now)
                rolle = Rolletildeling(bruker=bruker, rolle=options["rolle"], fra=timezone.localdate(now))
                lagre(rolle, aktor=aktor, now=now)
            except ValidationError as feil:
                raise CommandError("; ".join(feil.messages)) from feil
            lenke = forste_passordlenke(systemet=aktor, bruker=bruker, now=now)
        adresse = settings.SITE_URL.rstrip("/") + reverse("organisation:nytt_passord", args=[lenke])
        self.stdout.write(f"{bruker.navn} er registrert. Passordet velges her, én gang og innen tre døgn:\n{adresse}")
