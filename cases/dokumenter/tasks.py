"""What is made ready in the background: three lines each, ids only."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.dokumenter.actions import lag_plandokument
from steinkjer_skolemiljo.organisation.roller import systemet


@shared_task(name="dokumenter.lag_plan_pdf", time_limit=120)
def lag_plan_pdf(plan_id: int) -> None:
    """Make the PDF of a plan that has just been adopted, so that it is ready when someone asks."""
    lag_plandokument(aktor=systemet(), plan_id=plan_id, now=timezone.localtime())
