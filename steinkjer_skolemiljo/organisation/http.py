"""A request from someone who is logged in: the user is known to be one of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from steinkjer_skolemiljo.organisation.models import Bruker


class BrukerRequest(HttpRequest):
    """For type checking: every view but login has a logged-in user (LoginRequiredMiddleware) and htmx details."""

    user: Bruker
    htmx: HtmxDetails
