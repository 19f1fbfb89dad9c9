"""The page of one guardian, under the sak's page of persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.personer import actions
from cases.personer.forms import Foresattskjema
from cases.sak.access import Handling
from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import apne

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_http_methods(["GET", "POST"])
def foresatt(request: BrukerRequest, nummer: str, forhold: int) -> HttpResponse:
    """What one guardian is to the pupil, and what they are to be told."""
    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.PERSONER)
    rad = apnet.sak.elev.foresatteforhold.select_related("foresatt").filter(pk=forhold).first()
    if rad is None:
        raise IkkeFunnet
    skjema = Foresattskjema(request.POST) if request.method == "POST" else Foresattskjema.for_(rad)
    if request.method == "POST" and skjema.is_valid():
        sett = skjema.cleaned_data["sett"]
        try:
            actions.endre_foresatt(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                forhold_id=forhold,
                data=skjema.data_til_dor(),
                sett=sett,
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
            if isinstance(feil, Foreldet):
                # Having been told, they may go on.
                skjema.neste_gang(sett=actions.siste_lagring(rad))
        else:
            messages.success(request, _("Endringene er lagret."))
            return redirect("sak:personer", nummer)
    innhold = {"apnet": apnet, "fane": "personer", "forhold": rad, "skjema": skjema}
    return render(request, "cases/personer/foresatt.html", innhold, status=422 if skjema.is_bound else 200)
