"""Rows in the read-log, written straight down: the log is what these tests are about."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import time_machine

from cases.sak.models import Oppslag
from tests.cast import NAA

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

DAG = timedelta(days=1)


def blikk(
    sak: Sak | None, bruker: Bruker, *, naar: datetime = NAA, rolle: str = "skoleleder", **felter: Any
) -> Oppslag:
    """One look."""
    return Oppslag.objects.create(**{"sak": sak, "bruker": bruker, "tid": naar, "rolle": rolle, "hva": "sak", **felter})


def i_liste(sak: Sak, bruker: Bruker, *, naar: datetime = NAA, rolle: str = "skoleleder") -> Oppslag:
    """The sak stood in a list."""
    return blikk(None, bruker, naar=naar, rolle=rolle, hva="liste", liste="saker", antall=1, viste_saker=[sak.pk])


def side(client: Client, bruker: Bruker, adresse: str, *, naar: datetime = NAA, status: int = 200) -> str:
    """The page as this person sees it."""
    client.force_login(bruker)
    with time_machine.travel(naar, tick=False):
        svar = client.get(adresse)
    assert svar.status_code == status, svar.status_code
    return svar.content.decode()
