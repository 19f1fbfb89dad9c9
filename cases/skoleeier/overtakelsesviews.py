"""The page on which skoleeier takes over a sak, or gives it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.sak.access import HVEM_KAN, Handling, Situasjon
from cases.sak.feil import Foreldet, IkkeTilgang, Regelbrudd, vis
from cases.sak.oppslag import apne
from cases.skoleeier.forms import Overtakelsesskjema
from cases.skoleeier.overtakelse import er_overtatt, gi_tilbake_sak, overta_sak, siste_overtakelse
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_http_methods(["GET", "POST"])
def overta(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Take over the sak, or give back one that was taken over: one page, one reason, one button.

    The school's own leaders read there why it was taken over.
    """
    apnet = apne(request, nummer, Handling.LESE if request.method == "GET" else Handling.FOLGE_OPP)
    if not (apnet.for_ledere or apnet.sak.skole_id in roller_for(request.user, apnet.tid.dag).leder_skoler):
        raise IkkeTilgang(str(HVEM_KAN[Handling.FOLGE_OPP]))
    if apnet.situasjon == Situasjon.KOMMUNALSJEF_12_6:
        raise IkkeTilgang(str(HVEM_KAN[Handling.LEDE]))
    tilbake = er_overtatt(apnet.sak)
    skjema = Overtakelsesskjema(request.POST or None, initial={"versjon": apnet.sak.versjon})
    if request.method == "POST" and skjema.is_valid():
        dor = gi_tilbake_sak if tilbake else overta_sak
        try:
            dor(aktor=request.user, sak_id=apnet.sak.pk, now=apnet.tid.now, **skjema.cleaned_data)
        except Regelbrudd as feil:
            vis(skjema, feil)
            if isinstance(feil, Foreldet):
                skjema.neste_gang(versjon=apnet.sak.versjon)
        else:
            if tilbake:
                messages.success(request, _("Saken er gitt tilbake til skolen, og rektor har fått beskjed."))
                return redirect("skoleeier:oversikt")
            messages.success(request, _("Du leder saken nå, og skolen har fått beskjed."))
            return redirect("sak:vis", nummer)
    return render(
        request,
        "cases/skoleeier/overta.html",
        {
            "apnet": apnet,
            "fane": "personer",
            "skjema": skjema,
            "tilbake": tilbake,
            "siste": siste_overtakelse(apnet.sak),
        },
        status=422 if skjema.is_bound else 200,
    )
