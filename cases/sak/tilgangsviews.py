"""Who sees the sak and why, on one page; letting people in and out, the appointed leader, and the closed sak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.sak import actions
from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import IkkeTilgang, Regelbrudd, vis
from cases.sak.forms import Forlengskjema, Setteskjema, Sperreskjema, Tilgangsskjema
from cases.sak.hvem_ser import hvem_ser
from cases.sak.models import Oppslag
from cases.sak.oppslag import apne

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse

    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def tilgangsside(
    request: BrukerRequest,
    apnet: Apnet,
    *,
    tilgang: Form | None = None,
    forleng: tuple[int, Form] | None = None,
    sett: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """Everyone who sees the sak today, perhaps with one form that was refused."""
    sak, dag = apnet.sak, apnet.tid.dag
    for_kommunen = apnet.kan_lede and apnet.kan_folge_opp
    feilet = dict([forleng]) if forleng else {}
    rader = [
        (
            seer,
            feilet.get(seer.tilgang, Forlengskjema(auto_id=f"id_forleng_{seer.tilgang}_%s"))
            if seer.tilgang is not None and (for_kommunen or not seer.leder_ved_oppdrag)
            else None,
        )
        for seer in hvem_ser(sak, dag)
    ]
    innhold = {
        "apnet": apnet,
        "fane": "tilganger",
        "rader": rader,
        "tilgangsskjema": tilgang or Tilgangsskjema(sak=sak, dag=dag),
        "setteskjema": sett or (Setteskjema(sak=sak, dag=dag) if for_kommunen else None),
    }
    return render(request, "cases/sak/tilganger.html", innhold, status=status)


@require_safe
def tilganger(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Who sees the sak, why, until when, and when they last looked."""
    return tilgangsside(request, apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.PERSONER))


@require_POST
def gi_tilgang(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Let one person in."""
    apnet = apne(request, nummer, Handling.LEDE)
    skjema = Tilgangsskjema(request.POST, sak=apnet.sak, dag=apnet.tid.dag)
    if skjema.is_valid():
        try:
            actions.gi_tilgang(aktor=request.user, sak_id=apnet.sak.pk, data=skjema.data_til_dor(), now=apnet.tid.now)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Tilgangen er gitt."))
            return redirect("sak:tilganger", nummer)
    return tilgangsside(request, apnet, tilgang=skjema, status=422)


@require_POST
def trekk_tilgang(request: BrukerRequest, nummer: str, tilgang: int) -> HttpResponse:
    """End one person's grant."""
    apnet = apne(request, nummer, Handling.LEDE)
    actions.trekk_tilgang(aktor=request.user, sak_id=apnet.sak.pk, tilgang_id=tilgang, now=apnet.tid.now)
    messages.success(request, _("Tilgangen er avsluttet."))
    return redirect("sak:tilganger", nummer)


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
            return redirect("sak:tilganger", nummer)
    return tilgangsside(request, apnet, forleng=(tilgang, skjema), status=422)


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
            return redirect("sak:tilganger", nummer)
    return tilgangsside(request, apnet, sett=skjema, status=422)


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
