"""The front page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.forside import queries
from cases.sak.models import Oppslag
from cases.sak.oppslag import noter_liste, tid

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def forside(request: BrukerRequest) -> HttpResponse:
    """A person's own list of what to do."""
    naa = tid()
    mine = queries.oppgaver(request.user, dag=naa.dag, now=naa.now, om_en_uke=naa.now + timedelta(days=7))
    noter_liste(
        request.user,
        naa,
        Oppslag.Liste.FORSIDE,
        saker=[
            *(linje.sak.pk for linje in mine.saker),
            *(tiltak.plan.sak_id for tiltak in [*mine.tiltak, *mine.hos_andre]),
        ],
        meldinger=[melding.pk for melding in mine.nye_meldinger],
    )
    return render(
        request,
        "cases/forside/forside.html",
        {"oppgaver": mine, "now": naa.now},
    )
