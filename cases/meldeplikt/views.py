"""The page of the personal duties to report, for those who lead the sak or follow it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.meldeplikt import actions
from cases.meldeplikt.forms import Meldepliktskjema
from cases.meldeplikt.models import Meldepliktvurdering
from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import IkkeTilgang, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import apne

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _siden(request: BrukerRequest, apnet: Apnet, skjema: Meldepliktskjema, *, status: int = 200) -> HttpResponse:
    vurderinger = Meldepliktvurdering.objects.filter(sak=apnet.sak).select_related("registrert_av")
    innhold = {"apnet": apnet, "skjema": skjema, "vurderinger": vurderinger}
    return render(request, "cases/meldeplikt/vis.html", innhold, status=status)


@require_safe
def vis_meldeplikt(request: BrukerRequest, nummer: str) -> HttpResponse:
    """What the duties are, and when they have been weighed."""
    # Logged as a look at the sak: the copy of the read-log that a guardian gets must not tell of this page (L-N.2).
    apnet = apne(request, nummer, hva=Oppslag.Hva.SAK)
    if not apnet.for_ledere:
        raise IkkeTilgang(str(HVEM_KAN[Handling.LEDE]))
    return _siden(request, apnet, Meldepliktskjema(initial={"vurdert": apnet.tid.dag}))


@require_POST
def noter(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Note that a duty has been weighed."""
    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.SAK)
    skjema = Meldepliktskjema(request.POST)
    if skjema.is_valid():
        try:
            actions.noter_meldeplikt(
                aktor=request.user, sak_id=apnet.sak.pk, data=skjema.data_til_dor(), now=apnet.tid.now
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Vurderingen er notert."))
            return redirect("meldeplikt:vis", nummer)
    return _siden(request, apnet, skjema, status=422)
