"""The page of persons, the part that lets people in: longer grants, the appointed leader, and the closed sak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.sak import actions
from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import IkkeTilgang, Regelbrudd, vis
from cases.sak.forms import Forlengskjema, Setteskjema, Sperreskjema
from cases.sak.oppslag import apne
from cases.sak.views import personside

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_POST
def forleng_tilgang(request: BrukerRequest, nummer: str, tilgang: int) -> HttpResponse:
    """Let a grant last longer."""
    apnet = apne(request, nummer, Handling.LEDE)
    skjema = Forlengskjema(request.POST, auto_id=f"id_forleng_{tilgang}_%s")
    if skjema.is_valid():
        try:
            actions.forleng_tilgang(
                aktor=request.user, sak_id=apnet.sak.pk, tilgang_id=tilgang, now=apnet.tid.now, **skjema.cleaned_data
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Tilgangen er forlenget."))
            return redirect("sak:personer", nummer)
    return personside(request, apnet, forleng=(tilgang, skjema), status=422)


@require_POST
def oppnevn_settesaksbehandler(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Appoint one person to lead this one sak."""
    apnet = apne(request, nummer, Handling.LEDE)
    if not apnet.kan_folge_opp:
        raise IkkeTilgang(str(HVEM_KAN[Handling.FOLGE_OPP]))
    skjema = Setteskjema(request.POST, sak=apnet.sak, dag=apnet.tid.dag)
    if skjema.is_valid():
        try:
            actions.oppnevn_settesaksbehandler(
                aktor=request.user, sak_id=apnet.sak.pk, data=skjema.data_til_dor(), now=apnet.tid.now
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Saken har fått settesaksbehandler."))
            return redirect("sak:personer", nummer)
    return personside(request, apnet, sett=skjema, status=422)


@require_POST
def sett_sperret(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Close the sak to all but named persons, or open it again."""
    apnet = apne(request, nummer, Handling.LEDE)
    skjema = Sperreskjema(request.POST)
    if not skjema.is_valid():
        raise BadRequest
    sperret = skjema.cleaned_data["sperret"]
    try:
        actions.sett_sperret(aktor=request.user, sak_id=apnet.sak.pk, sperret=sperret, now=apnet.tid.now)
    except Regelbrudd as feil:
        messages.error(request, str(feil))
    else:
        messages.success(request, _("Saken er sperret.") if sperret else _("Saken er ikke lenger sperret."))
    return redirect("sak:personer", nummer)
