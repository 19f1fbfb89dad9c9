"""Pages opened at a known time by one who logs in at that time: the sessions here live months from the cast's day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import time_machine
from django.test import Client

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.models import Bruker


def hent(bruker: Bruker, adresse: str, now: datetime) -> HttpResponse:
    """Open a page as this person."""
    klient = Client()
    with time_machine.travel(now, tick=False):
        klient.force_login(bruker)
        return klient.get(adresse)  # type: ignore[return-value]


def send(bruker: Bruker, adresse: str, now: datetime, **felter: str) -> HttpResponse:
    """Post a form as this person."""
    klient = Client()
    with time_machine.travel(now, tick=False):
        klient.force_login(bruker)
        return klient.post(adresse, felter)  # type: ignore[return-value]
