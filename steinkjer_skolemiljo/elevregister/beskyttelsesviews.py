"""Pages for the rektor: whose address is protected, and to say so of one pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import noter_liste, tid
from steinkjer_skolemiljo.elevregister import beskyttelse
from steinkjer_skolemiljo.elevregister.actions import siste_lagring
from steinkjer_skolemiljo.elevregister.forms import Beskyttelsesskjema

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cases.sak.oppslag import Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _inn(request: BrukerRequest) -> Tid:
    naa = tid()
    if not beskyttelse.skjermer(request.user, naa.dag):
        raise IkkeFunnet
    return naa


@require_safe
def oversikt(request: BrukerRequest) -> HttpResponse:
    """Those whose address is protected, and a search for one whose has become so."""
    naa = _inn(request)
    sok = request.GET.get("q", "")[:80]
    funnet = beskyttelse.finn(request.user, naa.dag, sok)
    viste, flere = funnet[: beskyttelse.FLEST_TREFF], len(funnet) > beskyttelse.FLEST_TREFF
    beskyttede = beskyttelse.beskyttede(request.user, naa.dag)
    elever = [elev.pk for elev in (*viste, *beskyttede)]
    noter_liste(request.user, naa, Oppslag.Liste.ELEVREGISTER, elever=elever)
    innhold = {"sok": sok, "funnet": viste, "flere": flere, "beskyttede": beskyttede}
    return render(request, "elevregister/beskyttet.html", innhold)


@require_http_methods(["GET", "POST"])
def elev(request: BrukerRequest, elev: int) -> HttpResponse:
    """How one pupil's address is protected."""
    naa = _inn(request)
    rad = beskyttelse.egne_elever(request.user, naa.dag).filter(pk=elev).first()
    if rad is None:
        raise IkkeFunnet
    skjema = Beskyttelsesskjema(request.POST if request.method == "POST" else None, elev=rad)
    if skjema.is_bound and skjema.is_valid():
        try:
            beskyttelse.sett_beskyttelse(
                aktor=request.user,
                elev_id=elev,
                data=skjema.data_til_dor(),
                sett=skjema.cleaned_data["sett"],
                now=naa.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
            if isinstance(feil, Foreldet):
                # Having been told, they may go on.
                skjema.neste_gang(sett=siste_lagring(rad))
        else:
            messages.success(request, _("Endringene er lagret."))
            return redirect("elevregister:beskyttet")
    else:
        noter_liste(request.user, naa, Oppslag.Liste.ELEVREGISTER, elever=[rad.pk])
    innhold = {"skjema": skjema, "elev": rad}
    return render(request, "elevregister/elev.html", innhold, status=422 if skjema.is_bound else 200)
