"""What is made ready in the background."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from cases.dokumenter.actions import lag_plandokument
from cases.dokumenter.queries import planer_uten_dokument
from steinkjer_skolemiljo.organisation.roller import systemet

logger = logging.getLogger(__name__)


@shared_task(name="dokumenter.lag_plandokumenter", time_limit=120)
def lag_plandokumenter() -> None:
    """Make the PDFs of plans adopted lately, so that each is ready, and frozen, when someone asks for it."""
    for plan_id in planer_uten_dokument():
        try:
            lag_plandokument(aktor=systemet(), plan_id=plan_id, now=timezone.localtime())
        except Exception as feil:  # noqa: BLE001 - one plan that cannot be drawn must not stop the others
            # The id and the kind of error: what the plan says never enters a log.
            logger.error("plan %s could not be made a document: %s", plan_id, type(feil).__name__)  # noqa: TRY400
