"""The kontaktlærer's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.kontaktlarer import queries
from cases.sak.models import Oppslag
from cases.sak.oppslag import noter_liste, tid
from cases.tiltaksplan.egne import FRA_KLASSEN, egne_rader

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def min_klasse(request: BrukerRequest) -> HttpResponse:
    """A kontaktlærer's day: own pupils with a shared sak, what is coming, and one's own tiltak."""
    naa = tid()
    klasser = queries.klasser(request.user, naa.dag)
    elever = queries.elever(request.user, naa.dag, naa.now)
    tiltak = egne_rader(request.user, naa.dag, fra=FRA_KLASSEN)
    noter_liste(
        request.user,
        naa,
        Oppslag.Liste.MIN_KLASSE,
        saker=[*(rad.linje.sak.pk for rad in elever), *(rad.rad.plan.sak_id for rad in tiltak)],
    )
    return render(
        request,
        "cases/kontaktlarer/min_klasse.html",
        {"klasser": klasser, "elever": elever, "tiltak": tiltak, "kommer": queries.kommer(elever)},
    )
