"""The tasks: read the clock, call one function. When each runs stands in steinkjer_skolemiljo/celery.py."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.segl import actions, forsegling


@shared_task(time_limit=300)
def forsegl() -> None:
    """Seal what has been written since the last time."""
    forsegling.forsegl(timezone.now())


@shared_task(time_limit=3600)
def kontroller_segl() -> None:
    """Control the logs, and say it where something is wrong."""
    forsegling.forsegl(timezone.now())
    actions.nattlig_kontroll(timezone.now())
