"""The task of the procedures: reads the clock, calls one function. Its hour is in steinkjer_skolemiljo/celery.py."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from procedures.ressurser.lenkesjekk import sjekk_lenkene
from steinkjer_skolemiljo.organisation.roller import systemet


@shared_task(name="procedures.sjekk_lenkene", time_limit=600)
def sjekk_lenkene_oppgave() -> None:
    """Try some of the collection's links, where the network lets us."""
    sjekk_lenkene(aktor=systemet(), now=timezone.now())
