"""The page that is shown when something failed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.shortcuts import render

from steinkjer_skolemiljo.organisation.innlogging.tekst import ikke_lagret

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def feil(request: HttpRequest) -> HttpResponse:
    """Say so, and give back what was typed where that can be read; whatever failed may fail here too."""
    tekster: tuple[str, ...] = ()
    with suppress(Exception):
        tekster = ikke_lagret(request)
    return render(None, "500.html", {"tekster": tekster}, status=500)
