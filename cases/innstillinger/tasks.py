"""The task: read the clock, call one function. When it runs stands in steinkjer_skolemiljo/celery.py."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.innstillinger import omregning


@shared_task(name="innstillinger.regn_om_frister", time_limit=300)
def regn_om_frister() -> None:
    """Reckon open saker anew where a changed target or skolerute has begun to apply."""
    omregning.regn_om(timezone.now())
