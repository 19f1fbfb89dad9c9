"""Throttling beside axes: a cap for one address, and wrong codes counted as failed logins."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_ip_address
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Sum
from django.http import QueryDict

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from steinkjer_skolemiljo.organisation.models import Bruker


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
            super().user_login_failed(sender, credentials, request, **kwargs)
        finally:
            request.GET, request.POST = sendt


def brukernavn(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The account a try counts against: the e-mail as accounts are found by it."""
    gitt = (credentials or {}).get("username") or request.POST.get("username", "")
    return str(gitt).strip().lower()[:255]


def for_mange_fra(request: HttpRequest, now: datetime) -> bool:
    """Whether this address has failed so often, for whatever accounts, that it must wait.

    A whole school comes from one address, so the cap is far above what its slips of the finger add up to.
    """
    if not settings.AXES_ENABLED:
        return False
    feil = AccessAttempt.objects.filter(
        ip_address=get_client_ip_address(request),
        attempt_time__gt=now - timedelta(hours=settings.AXES_COOLOFF_TIME),
    ).aggregate(sum=Sum("failures_since_start"))["sum"]
    return (feil or 0) >= settings.INNLOGGING_FEIL_PER_ADRESSE


def noter_feil(request: HttpRequest, bruker: Bruker) -> None:
    """Count a wrong code with the wrong passwords of this person from this address."""
    user_login_failed.send(sender=__name__, credentials={"username": bruker.email}, request=request)
