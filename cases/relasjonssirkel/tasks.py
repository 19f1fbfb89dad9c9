"""The nightly tidying: reads the clock, calls the door."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.relasjonssirkel.actions import rydd


@shared_task(name="relasjonssirkel.rydd", time_limit=300)
def rydd_relasjonssirkler() -> None:
    """Remove the circles that have had their time."""
    rydd(timezone.now())
