"""The front page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.forside import queries
from cases.sak.oppslag import tid

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def forside(request: BrukerRequest) -> HttpResponse:
    """A person's own list of what to do."""
    naa = tid()
    return render(
        request,
        "cases/forside/forside.html",
        {
            "oppgaver": queries.oppgaver(request.user, dag=naa.dag, now=naa.now, om_en_uke=naa.now + timedelta(days=7)),
            "now": naa.now,
        },
    )
