"""Throttling beside axes: a cap for one address, wrong codes counted as failed logins, and a browser that is known.

A whole school has one address, so one who sits there could keep the rektor out by failing ten times every quarter. A
browser where somebody has been logged in therefore has tries of its own for that account: as few as any address has,
and no other's failures use them up.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_ip_address
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.core import signing
from django.db.models import Sum
from django.http import QueryDict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponseBase

    from steinkjer_skolemiljo.organisation.models import Bruker


KJENT_I = timedelta(days=90)


def _signert(epost: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"skolemiljo.kjent\n{epost.lower()}")


def kjent(request: HttpRequest, epost: str) -> str:
    """What counts as this browser's address for this account, where somebody has been logged in to it here."""
    try:
        merke = _signert(epost).unsign(request.COOKIES.get(settings.KJENT_COOKIE_NAME, ""), max_age=KJENT_I)
    except signing.BadSignature:
        return ""
    # In the part of the addresses that are nobody's on the net.
    return str(ipaddress.IPv6Address(b"\xfd" + hashlib.sha256(merke.encode()).digest()[:15]))


def bli_kjent(request: HttpRequest, response: HttpResponseBase, bruker: Bruker) -> None:
    """Let the browser show later that this account was logged in to here. What it is given names nobody."""
    if not kjent(request, bruker.email):
        response.set_cookie(
            settings.KJENT_COOKIE_NAME,
            _signert(bruker.email).sign(secrets.token_urlsafe(16)),
            max_age=KJENT_I,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )


@contextmanager
def _avsender(request: HttpRequest, credentials: dict[str, Any] | None) -> Iterator[None]:
    ekte = request.axes_ip_address  # type: ignore[attr-defined]  # set by axes
    request.axes_ip_address = kjent(request, brukernavn(request, credentials)) or ekte  # type: ignore[attr-defined]
    try:
        yield
    finally:
        request.axes_ip_address = ekte  # type: ignore[attr-defined]


class Utenord(AxesDatabaseHandler):  # type: ignore[misc]  # axes has no types
    """Counts the tries and keeps nothing of what was sent (``AXES_HANDLER``).

    Axes would lay the fields and the address beside each try: the passwords and codes of the pages that ask who one is,
    and the search one was on the way to.
    """

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        """Count it."""
        if request is None:
            return
        sendt = request.GET, request.POST
        request.GET = request.POST = QueryDict()
        try:
            with _avsender(request, credentials):
                super().user_login_failed(sender, credentials, request, **kwargs)
        finally:
            request.GET, request.POST = sendt

    def filter_user_attempts(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> list[QuerySet[AccessAttempt]]:
        """Those that count for this account from here."""
        with _avsender(request, credentials):
            forsok: list[QuerySet[AccessAttempt]] = super().filter_user_attempts(request, credentials)
        return forsok


def brukernavn(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The account a try counts against: the e-mail as accounts are found by it."""
    gitt = (credentials or {}).get("username") or request.POST.get("username", "")
    return str(gitt).strip().lower()[:255]


def for_mange_fra(request: HttpRequest, now: datetime) -> bool:
    """Whether this address has failed so often, for whatever accounts, that it must wait.

    A whole school comes from one address, so the cap is far above what its slips of the finger add up to.
    """
    if not settings.AXES_ENABLED or kjent(request, brukernavn(request, None)):
        return False
    feil = AccessAttempt.objects.filter(
        ip_address=get_client_ip_address(request),
        attempt_time__gt=now - timedelta(hours=settings.AXES_COOLOFF_TIME),
    ).aggregate(sum=Sum("failures_since_start"))["sum"]
    return (feil or 0) >= settings.INNLOGGING_FEIL_PER_ADRESSE


def noter_feil(request: HttpRequest, bruker: Bruker) -> None:
    """Count a wrong code with the wrong passwords of this person from this address."""
    user_login_failed.send(sender=__name__, credentials={"username": bruker.email}, request=request)
