"""What is made in the background."""

from __future__ import annotations

from celery import shared_task

from cases.dossier import arbeid


@shared_task(name="dossier.lag", time_limit=900)
def lag() -> None:
    """Make the dossiers that have been asked for."""
    arbeid.lag_ventende()
