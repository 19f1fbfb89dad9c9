"""The tools' front page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.kartlegging.access import har_registeret
from cases.klasseregler.access import har_klasseregler
from cases.sak.feil import IkkeFunnet
from cases.sak.oppslag import tid
from cases.verktoy.access import har_relasjonssirkel, har_verktoy

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def oversikt(request: BrukerRequest) -> HttpResponse:
    """The tools this person has, and what each is for."""
    dag = tid().dag
    if not har_verktoy(request.user, dag):
        raise IkkeFunnet
    return render(
        request,
        "cases/verktoy/oversikt.html",
        {
            "sirkel": har_relasjonssirkel(request.user, dag),
            "regler": har_klasseregler(request.user, dag),
            "kartlegging": har_registeret(request.user, dag),
        },
    )
