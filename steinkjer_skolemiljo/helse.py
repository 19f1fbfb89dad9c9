"""Whether the house is well: database, broker and worker, for the one who watches over it."""

from __future__ import annotations

import time
from typing import Any

from celery import shared_task
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from steinkjer_skolemiljo.celery import app

NOKKEL = "skolemiljo:hjerteslag"
# Beat asks every half minute; four missed and the worker counts as gone.
LENGST = 120


def _redis(forbindelse: Any) -> Any:
    """The broker's own client: the one place that knows the broker is Redis."""
    forbindelse.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=1)
    return forbindelse.default_channel.client


@shared_task(name="helse.hjerteslag", time_limit=10)
def hjerteslag() -> None:
    """The worker says that it lives."""
    with app.connection_for_write() as forbindelse:
        _redis(forbindelse).set(NOKKEL, str(int(time.time())), ex=LENGST)


def _database() -> bool:
    try:
        with connection.cursor() as peker:
            peker.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _ko_og_arbeider() -> tuple[bool, bool]:
    try:
        with app.connection_for_read() as forbindelse:
            slag = _redis(forbindelse).get(NOKKEL)
    except (OperationalError, OSError):
        return False, False
    except Exception as feil:
        if type(feil).__module__.startswith("redis"):
            return False, False
        raise
    return True, slag is not None


@login_not_required
@require_safe
@never_cache
def helse(_request: HttpRequest) -> JsonResponse:
    """Answer with each part's state; 503 when something is wrong. Tells nothing else."""
    database = _database()
    ko, arbeider = _ko_og_arbeider()
    i_orden = database and ko and arbeider
    return JsonResponse(
        {"status": "ok" if i_orden else "feil", "database": database, "broker": ko, "worker": arbeider},
        status=200 if i_orden else 503,
    )
