"""Login, log-out, and the page for one who is locked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def laast_ute(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Too many wrong passwords: wait a quarter of an hour."""
    return render(request, "organisation/laast_ute.html", status=429)
