"""The morning's reminders: reads the clock, calls one function."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.klasseregler import paaminnelse


@shared_task(name="klasseregler.minn", time_limit=300)
def minn_om_klassereglene() -> None:
    """Tell those who were to look at how it goes."""
    paaminnelse.minn_om_klassereglene(timezone.now())
