"""The task of the register: reads the clock, calls one function. Its hour is in steinkjer_skolemiljo/celery.py."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from steinkjer_skolemiljo.elevregister.actions import ta_inn_godkjente


@shared_task(name="elevregister.ta_inn_godkjente", time_limit=900)
def ta_inn_godkjente_oppgave() -> None:
    """Take in the list somebody has said yes to."""
    ta_inn_godkjente(timezone.now())
