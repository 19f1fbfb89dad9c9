"""The tasks: read the clock, call one function. When each runs stands in steinkjer_skolemiljo/celery.py."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.arkiv import alarm, saksmappe, sending


@shared_task(name="arkiv.arkiver", time_limit=300)
def arkiver() -> None:
    """Send what waits to the archive, and read what it has answered."""
    sending.sveip(timezone.localtime())


@shared_task(name="arkiv.si_fra", time_limit=300)
def si_fra() -> None:
    """Tell of closed saker that are not archived, and of documents nobody tries to send any more."""
    alarm.si_fra(timezone.localtime())


@shared_task(name="arkiv.bestill_saksmapper", time_limit=300)
def bestill_saksmapper() -> None:
    """Ask for the archive's saksmappe of closed saker that lack one."""
    saksmappe.bestill_manglende(timezone.localtime())
