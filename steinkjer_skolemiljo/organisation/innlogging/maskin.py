"""A machine in words, for the list of one's own sessions: enough to recognise it, no fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.http import HttpRequest

NETTLESERE = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMER = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def maskin(request: HttpRequest) -> str:
    """For example «Chrome, Windows»."""
    sier = request.headers.get("User-Agent", "")
    deler = [next((navn for merke, navn in liste if merke in sier), "") for liste in (NETTLESERE, SYSTEMER)]
    return ", ".join(del_ for del_ in deler if del_) or _("Ukjent nettleser")
