"""How many queries a page costs, for one who is logged in and has been there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NAA

if TYPE_CHECKING:
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker


def antall(client: Client, bruker: Bruker, adresse: str) -> int:
    """Count the queries of one GET."""
    with time_machine.travel(NAA, tick=False):
        client.force_login(bruker)
        client.get(adresse)
        with CaptureQueriesContext(connection) as fanget:
            assert client.get(adresse).status_code == 200
    return len(fanget)
