"""Pages of the evaluation, the closing and what may follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.evaluering import actions, queries
from cases.evaluering.forms import Avslutningsskjema, Ettersjekkskjema, Evalueringsskjema, Gjenapningsskjema
from cases.evaluering.models import Evaluering
from cases.lov.parametre import Maal
from cases.sak.access import Handling
from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.sak.feil import vis as vis_feil
from cases.sak.kalender import parametre
from cases.sak.oppslag import apne

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse

    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def vis(request: BrukerRequest, nummer: str) -> HttpResponse:
    """All evaluations of the sak, its closings, and what can be done next."""
    apnet = apne(request, nummer)
    return render(
        request,
        "cases/evaluering/vis.html",
        {
            "apnet": apnet,
            "fane": "evaluering",
            "plan": queries.gjeldende_plan(apnet.sak),
            "evalueringer": queries.evalueringer(apnet.sak),
            "avslutninger": queries.avslutninger(apnet.sak),
            "gjenapninger": queries.gjenapninger(apnet.sak),
        },
    )


def _skjemaside(request: BrukerRequest, apnet: Apnet, mal: str, skjema: Form) -> HttpResponse:
    return render(
        request,
        f"cases/evaluering/{mal}.html",
        {"apnet": apnet, "fane": "evaluering", "skjema": skjema},
        status=422 if skjema.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Evaluate the plan in force."""
    apnet = apne(request, nummer, Handling.LEDE)
    plan = queries.gjeldende_plan(apnet.sak)
    if plan is None or apnet.sak.avsluttet is not None:
        messages.error(request, _("Det finnes ingen vedtatt tiltaksplan å evaluere."))
        return redirect("tiltaksplan:vis", nummer)
    skjema = Evalueringsskjema(
        request.POST if request.method == "POST" else None,
        plan=plan,
        tiltak=list(plan.tiltak.all()),
        dag=apnet.tid.dag,
    )
    if skjema.is_bound and skjema.is_valid():
        try:
            evaluering = actions.evaluer(
                aktor=request.user, sak_id=apnet.sak.pk, data=skjema.data_til_dor(), now=apnet.tid.now
            )
        except Regelbrudd as feil:
            vis_feil(skjema, feil)
        else:
            messages.success(request, _("Evalueringen er lagret."))
            if evaluering.konklusjon == Evaluering.Konklusjon.JUSTERE:
                return redirect("tiltaksplan:vis", nummer)
            return redirect("sak:vis", nummer)
    return _skjemaside(request, apnet, "ny", skjema)


@require_http_methods(["GET", "HEAD", "POST"])
def avslutt(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Close the sak, through the law's gate."""
    apnet = apne(request, nummer, Handling.LEDE)
    if apnet.sak.avsluttet is not None:
        return redirect("evaluering:vis", nummer)
    skjema = Avslutningsskjema(
        request.POST if request.method == "POST" else None,
        dag=apnet.tid.dag,
        uten_plan=queries.gjeldende_plan(apnet.sak) is None,
        ettersjekk_dager=parametre().verdi(Maal.ETTERSJEKK, apnet.tid.dag),
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
            skjema.data = skjema.data.copy()  # type: ignore[attr-defined]  # a QueryDict
            skjema.data["versjon"] = str(apnet.sak.versjon)  # type: ignore[index]
        else:
            messages.success(request, _("Saken er avsluttet."))
            return redirect("sak:vis", nummer)
    return _skjemaside(request, apnet, "avslutt", skjema)


@require_http_methods(["GET", "HEAD", "POST"])
def gjenapne(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Take a closed sak up again."""
    apnet = apne(request, nummer, Handling.LEDE)
    if apnet.sak.avsluttet is None:
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
    """Note the talk some weeks after closing."""
    apnet = apne(request, nummer, Handling.LEDE)
    if apnet.sak.avsluttet is None:
        raise IkkeFunnet
    skjema = Ettersjekkskjema(request.POST if request.method == "POST" else None, initial={"dato": apnet.tid.dag})
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
