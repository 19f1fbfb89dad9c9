"""Pages of the evaluation, the closing and what may follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.evaluering import actions, queries
from cases.evaluering.forms import Avslutningsskjema, Ettersjekkskjema, Evalueringsskjema, Gjenapningsskjema
from cases.evaluering.kurve import maalinger, tegn
from cases.evaluering.skala import skala_for
from cases.lov.frister import foreslaatt_ettersjekk
from cases.sak.access import Handling
from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd
from cases.sak.feil import vis as vis_feil
from cases.sak.kalender import grunnlag
from cases.sak.oppslag import apne
from cases.tiltaksplan.queries import merking_i_saken
from cases.tiltaksplan.redigering import foresatte

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse

    from cases.sak.oppslag import Apnet
    from cases.tiltaksplan.models import Tiltaksplan
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def vis(request: BrukerRequest, nummer: str) -> HttpResponse:
    """All evaluations of the sak, its closings, how the pupil has had it over time, and what can be done next."""
    apnet = apne(request, nummer)
    planer = queries.planer(apnet.sak)
    evalueringer, avslutninger = queries.evalueringer(apnet.sak), queries.avslutninger(apnet.sak)
    return render(
        request,
        "cases/evaluering/vis.html",
        {
            "apnet": apnet,
            "fane": "evaluering",
            "plan": planer.gjeldende,
            "kurve": tegn(maalinger(evalueringer, avslutninger), planer.vedtatte),
            "evalueringer": evalueringer,
            "neste": queries.neste_versjon(evalueringer, planer) if apnet.sak.avsluttet is None else None,
            "merking": merking_i_saken(apnet.sak),
            "avslutninger": avslutninger,
            "gjenapninger": queries.gjenapninger(apnet.sak),
        },
    )


def _skjemaside(request: BrukerRequest, apnet: Apnet, mal: str, skjema: Form, **mer: Any) -> HttpResponse:
    return render(
        request,
        f"cases/evaluering/{mal}.html",
        {"apnet": apnet, "fane": "evaluering", "skjema": skjema, **mer},
        status=422 if skjema.is_bound else 200,
    )


def _evalueringsskjema(
    request: BrukerRequest, apnet: Apnet, plan: Tiltaksplan, bakteppe: queries.Bakteppe
) -> Evalueringsskjema:
    return Evalueringsskjema(
        request.POST if request.method == "POST" else None,
        plan=plan,
        skala=skala_for(apnet.sak, apnet.tid.dag),
        foresatte=foresatte(apnet.sak, plan),
        datoer=bakteppe.datoer,
        initial={"dato": apnet.tid.dag, "sett": bakteppe.siste},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Evaluate the plan in force. Refused, also because another came first, all that was typed is still there."""
    apnet = apne(request, nummer, Handling.LEDE)
    plan = queries.gjeldende_plan(apnet.sak)
    if plan is None or (apnet.sak.avsluttet is not None and request.method != "POST"):
        messages.error(request, _("Det finnes ingen vedtatt tiltaksplan å evaluere."))
        return redirect("tiltaksplan:vis", nummer)
    bakteppe = queries.bakteppe(apnet)
    skjema = _evalueringsskjema(request, apnet, plan, bakteppe)
    if skjema.is_bound and skjema.is_valid():
        try:
            evaluering = actions.evaluer(
                aktor=request.user, sak_id=apnet.sak.pk, data=skjema.data_til_dor(), now=apnet.tid.now
            )
        except Regelbrudd as feil:
            vis_feil(skjema, feil)
            if isinstance(feil, Foreldet):
                skjema.neste_gang(sett=bakteppe.siste)
        else:
            messages.success(request, _("Evalueringen er lagret."))
            videre = evaluering.gir_ny_versjon or evaluering.vurder_alvorlighet
            return redirect("evaluering:vis" if videre else "sak:vis", nummer)
    merking = merking_i_saken(apnet.sak)
    return _skjemaside(request, apnet, "ny", skjema, plan=plan, bakteppe=bakteppe, merking=merking)


@require_http_methods(["GET", "HEAD", "POST"])
def avslutt(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Close the sak, through the law's gate."""
    apnet = apne(request, nummer, Handling.LEDE)
    if apnet.sak.avsluttet is not None and request.method != "POST":
        return redirect("evaluering:vis", nummer)
    kalender, parametre = grunnlag(apnet.sak.skole_id)
    skjema = Avslutningsskjema(
        request.POST if request.method == "POST" else None,
        skala=skala_for(apnet.sak, apnet.tid.dag),
        uten_plan=queries.gjeldende_plan(apnet.sak) is None,
        ettersjekk=foreslaatt_ettersjekk(apnet.tid.dag, kalender=kalender, parametre=parametre),
        initial={"versjon": apnet.sak.versjon},
    )
    if skjema.is_bound and skjema.is_valid():
        try:
            actions.avslutt_sak(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                data=skjema.data_til_dor(),
                versjon=skjema.cleaned_data["versjon"],
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis_feil(skjema, feil)
            # What is saved next time is compared with what is shown now.
            skjema.neste_gang(versjon=apnet.sak.versjon)
        else:
            messages.success(request, _("Saken er avsluttet."))
            return redirect("sak:vis", nummer)
    porten, arkivet = queries.porten(apnet.sak, apnet.tid.dag), queries.arkivet(apnet)
    return _skjemaside(request, apnet, "avslutt", skjema, porten=porten, arkivet=arkivet)


@require_http_methods(["GET", "HEAD", "POST"])
def gjenapne(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Take a closed sak up again."""
    apnet = apne(request, nummer, Handling.LEDE)
    if apnet.sak.avsluttet is None and request.method != "POST":
        return redirect("sak:vis", nummer)
    skjema = Gjenapningsskjema(request.POST if request.method == "POST" else None)
    if skjema.is_bound and skjema.is_valid():
        try:
            actions.gjenapne_sak(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                grunn=skjema.cleaned_data["grunn"],
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis_feil(skjema, feil)
        else:
            messages.success(request, _("Saken er gjenåpnet."))
            return redirect("sak:vis", nummer)
    return _skjemaside(request, apnet, "gjenapne", skjema)


@require_http_methods(["GET", "HEAD", "POST"])
def ettersjekk(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Note the talk some weeks after closing. Reopened while it was written, the words are still there."""
    apnet = apne(request, nummer, Handling.LEDE)
    if apnet.sak.avsluttet is None and not (request.method == "POST" and queries.avslutninger(apnet.sak)):
        raise IkkeFunnet
    skjema = Ettersjekkskjema(
        request.POST if request.method == "POST" else None,
        skala=skala_for(apnet.sak, apnet.tid.dag),
        initial={"dato": apnet.tid.dag},
    )
    if skjema.is_bound and skjema.is_valid():
        data = skjema.data_til_dor()
        try:
            actions.registrer_ettersjekk(aktor=request.user, sak_id=apnet.sak.pk, data=data, now=apnet.tid.now)
        except Regelbrudd as feil:
            vis_feil(skjema, feil)
        else:
            if data.elevens_svar in actions.IKKE_TRYGG:
                messages.warning(request, _("Eleven har det ikke trygt. Saken er gjenåpnet."))
            else:
                messages.success(request, _("Ettersjekken er lagret."))
            return redirect("sak:vis", nummer)
    return _skjemaside(request, apnet, "ettersjekk", skjema)
