"""What is made ready in the background: three lines each."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.dokumenter.actions import lag_plandokument
from cases.dokumenter.queries import planer_uten_dokument
from steinkjer_skolemiljo.organisation.roller import systemet


@shared_task(name="dokumenter.lag_plandokumenter", time_limit=120)
def lag_plandokumenter() -> None:
    """Make the PDFs of plans adopted lately, so that each is ready, and frozen, when someone asks for it."""
    for plan_id in planer_uten_dokument():
        lag_plandokument(aktor=systemet(), plan_id=plan_id, now=timezone.localtime())
