"""What is made ready in the background."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from cases.dokumenter.actions import lag_dokument
from cases.dokumenter.slag import SLAG
from cases.sak.models import Sak
from steinkjer_skolemiljo.organisation.roller import systemet

logger = logging.getLogger(__name__)

# Papers in a minute's sweep and in a night's, each in its editions: a worker draws some five in a second.
I_MINUTTET = 20
OM_NATTA = 1000


@shared_task(name="dokumenter.lag_dokumenter", time_limit=120)
def lag_dokumenter() -> None:
    """Make the papers of what was adopted, sent and written lately, so that each is frozen before anyone asks."""
    lag(I_MINUTTET, bare_nylig=True)


@shared_task(name="dokumenter.lag_resten", time_limit=60 * 60)
def lag_resten() -> None:
    """At night: what the minutes have not come to, however old."""
    lag(OM_NATTA, bare_nylig=False)


def lag(antall: int, *, bare_nylig: bool) -> None:
    """Make at most so many papers of each kind."""
    aktor = systemet()
    for type_, slag in SLAG.items():
        ventende = slag.ventende(antall, bare_nylig=bare_nylig)
        saker = Sak.objects.select_related("elev__klasse", "skole").in_bulk({rad.sak_id for rad in ventende})
        for rad in ventende:
            try:
                # The full edition last: it is the one whose absence says that there is something to do.
                for utgave in slag.utgaver(rad):
                    lag_dokument(
                        aktor=aktor,
                        sak=saker[rad.sak_id],
                        slag=slag,
                        objekt=rad,
                        utgave=utgave,
                        now=timezone.localtime(),
                    )
            except Exception as feil:  # noqa: BLE001 - one that cannot be drawn must not stop the others
                # The id and the kind of error: what the paper says never enters a log.
                logger.error("%s %s could not be made a document: %s", type_, rad.pk, type(feil).__name__)  # noqa: TRY400
