"""The task: read the clock, call one function. When it runs stands in steinkjer_skolemiljo/celery.py."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.overlevering import nattkontroll


@shared_task(time_limit=900)
def si_fra_om_foreldrelose() -> None:
    """Tell those who should know of saker nobody is there for."""
    nattkontroll.si_fra_om_foreldrelose(timezone.now())
