"""The page of the rule table: for everyone who is logged in, and nothing in it about any sak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.regelverk import queries
from cases.regelverk.forms import Utvalgsskjema
from cases.sak.kalender import parametre
from cases.sak.oppslag import tid

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def vis(request: BrukerRequest) -> HttpResponse:
    """Every rule the house holds, what the municipality has set, and what the house does not hold."""
    skjema = Utvalgsskjema(request.GET)
    verket = queries.regelverk(skjema.utvalg(), dag=tid().dag, parametre=parametre())
    return render(
        request,
        "cases/regelverk/_regler.html" if request.htmx else "cases/regelverk/vis.html",
        {"skjema": skjema, "verket": verket},
    )
