"""The task: reads the clock, calls the door. When it runs stands in steinkjer_skolemiljo/celery.py."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.statistikk import actions


@shared_task(name="statistikk.lag_maanedstall", time_limit=600)
def lag_maanedstall() -> None:
    """Publish the numbers of the month that has ended, if they are not."""
    actions.lag_maanedstall(now=timezone.now())
