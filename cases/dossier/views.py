"""The rehearsal, and the dossier that goes to Statsforvalteren."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.dossier import proven
from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import IkkeTilgang
from cases.sak.oppslag import apne

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def generalprove(request: BrukerRequest, nummer: str) -> HttpResponse:
    """What the sak can show, and what it cannot, if Statsforvalteren wrote today: for those who work in it."""
    apnet = apne(request, nummer)
    if not apnet.kan_skrive and not apnet.for_ledere:
        raise IkkeTilgang(str(HVEM_KAN[Handling.SKRIVE]))
    return render(
        request, "cases/dossier/generalprove.html", {"apnet": apnet, "prove": proven.les(apnet, request.user)}
    )
