"""The health of the system, for those who watch over it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import RedisError

from cases.segl import forsegling
from steinkjer_skolemiljo.oppgaver import HJERTESLAG, megler

if TYPE_CHECKING:
    from django.http import HttpRequest

LENGST_AAPEN = timedelta(minutes=15)


def _database() -> bool:
    try:
        with connection.cursor() as peker:
            peker.execute("SELECT 1")
            return bool(peker.fetchone() == (1,))
    except DatabaseError:
        return False


def _megler_og_arbeider() -> tuple[bool, bool]:
    """Whether the broker answers, and whether a worker has left its mark there lately."""
    try:
        with megler() as forbindelse:
            return bool(forbindelse.ping()), bool(forbindelse.exists(HJERTESLAG))
    except (RedisError, OSError):
        return False, False


def _forsegles() -> bool:
    """Whether what is written gets its seal: nobody has held a write open for longer than any work of ours takes."""
    try:
        return (forsegling.holdt_aapen() or timedelta()) < LENGST_AAPEN
    except DatabaseError:
        return False


@never_cache
@login_not_required
@require_safe
def helse(_request: HttpRequest) -> JsonResponse:
    """Database, broker, worker and seals: 200 when all is well, else 503. Which part, never why: anyone may ask."""
    megler_svarer, arbeider_lever = _megler_og_arbeider()
    deler = {"database": _database(), "broker": megler_svarer, "worker": arbeider_lever, "seals": _forsegles()}
    frisk = all(deler.values())
    return JsonResponse({"status": "ok" if frisk else "feil"} | deler, status=200 if frisk else 503)
