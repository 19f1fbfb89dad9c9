"""What every page's frame needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def ramme(request: HttpRequest) -> dict[str, Any]:
    """The frame around every page."""
    return {"ramme": {"demo": settings.DEMO}}
