"""Encrypt the secrets of the second factor with the newest SECRET_KEY, before the old one is taken away."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from steinkjer_skolemiljo.organisation.innlogging.adapter import krypter_paa_nytt


class Command(BaseCommand):
    """Run it when SECRET_KEY is new and the old one stands in SECRET_KEY_FALLBACKS."""

    help = "Krypterer totrinnsinnloggingens hemmeligheter med den nyeste nøkkelen."

    def handle(self, *args: Any, **options: Any) -> None:
        """All in one transaction: all with the new key, or none."""
        with transaction.atomic():
            rader = Authenticator.objects.select_for_update()
            for rad in rader:
                for felt in {"secret", "seed"} & set(rad.data):
                    rad.data[felt] = krypter_paa_nytt(rad.data[felt])
                rad.save(update_fields=["data"])
        self.stdout.write(f"{len(rader)} rader er kryptert med den nyeste nøkkelen.")
