"""The page of the emergency look; for others than sektorleder it does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.sak.feil import IkkeFunnet, Regelbrudd, vis
from cases.sak.oppslag import tid
from cases.skoleeier.forms import Nodinnsynskjema
from cases.skoleeier.nodinnsyn import apne_nodinnsyn
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def nodinnsyn(request: BrukerRequest) -> HttpResponse:
    """Open one sak that is not one's own, with a reason."""
    naa = tid()
    if not roller_for(request.user, naa.dag).sektorleder:
        raise IkkeFunnet
    skjema = Nodinnsynskjema(request.POST if request.method == "POST" else None)
    if skjema.is_bound and skjema.is_valid():
        try:
            rad = apne_nodinnsyn(aktor=request.user, data=skjema.data_til_dor(), now=naa.now)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Saken er åpen for deg i 24 timer. De som leder den, har fått beskjed."))
            return redirect("sak:vis", rad.sak.nummer)
    return render(request, "cases/skoleeier/nodinnsyn.html", {"skjema": skjema}, status=422 if skjema.is_bound else 200)
