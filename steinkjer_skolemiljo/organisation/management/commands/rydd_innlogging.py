"""Remove what logging in leaves behind."""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.core.management.base import BaseCommand
from django.utils import timezone

from steinkjer_skolemiljo.organisation.innlogging.models import Tekstgjemme
from steinkjer_skolemiljo.organisation.innlogging.sesjon import SessionStore

# Long enough to look into a break-in, no longer: who logged in from where is not ours to collect.
DAGER = 90


class Command(BaseCommand):
    """Ended sessions, kept text past its half hour, records of logins past ninety days."""

    help = "Rydder avsluttede innlogginger, tekst som ikke ble hentet, og gamle innloggingsforsøk."

    def handle(self, *args: Any, **options: Any) -> None:
        """Safe to run at any time, and twice."""
        SessionStore.clear_expired()
        Tekstgjemme.objects.filter(utloper__lte=timezone.now()).delete()
        AxesProxyHandler.reset_logs(age_days=DAGER)
