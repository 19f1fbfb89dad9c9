"""What is asked in the background."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.vedlegg.kontroll import kontroller


@shared_task(name="vedlegg.kontroller", time_limit=600)
def kontroller_vedlegg() -> None:
    """Ask the virus control about the files that wait."""
    kontroller(timezone.localtime())
