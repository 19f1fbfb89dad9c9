"""The page where the draft is written: saved by hand or by itself, and adopted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from cases.sak.access import Handling
from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.sak.oppslag import apne
from cases.tiltaksplan import actions, queries
from cases.tiltaksplan.bibliotek import sok
from cases.tiltaksplan.fletting import Kollisjon, pakk, sett_av
from cases.tiltaksplan.redigering import Planredigering

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.sak.oppslag import Apnet
    from cases.tiltaksplan.data import Plandata
    from cases.tiltaksplan.models import Tiltaksplan
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


# The paper stands beside the form, from our own house.
med_papir = csp_update({"frame-src": ["'self'"]})


def _siden(
    request: BrukerRequest,
    apnet: Apnet,
    redigering: Planredigering,
    *,
    ulikheter: list[dict[str, str]] | None = None,
    tatt_med: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    banksok = request.POST.get("banksok", "")
    innhold = {
        "apnet": apnet,
        "fane": "tiltaksplan",
        "plan": redigering.plan,
        "redigering": redigering,
        "mangler": queries.mangler(redigering.plan, apnet.tid.dag, redigering.peker),
        "datoer": queries.forslag_til_dato(redigering.plan, apnet.tid.dag),
        "banksok": banksok,
        "banken": sok(banksok),
        "banken_er_aapen": "sok_i_banken" in request.POST,
        "ulikheter": ulikheter,
        "tatt_med": tatt_med,
    }
    return render(request, "cases/tiltaksplan/rediger.html", innhold, status=status)


def _redigering(request: BrukerRequest, apnet: Apnet) -> Planredigering:
    plan = queries.utkast(apnet.sak)
    data = request.POST if request.method == "POST" else None
    if plan is None and data is not None:
        # Adopted while it was written: what was typed stands on the page, and the door says that it is not saved.
        plan = queries.siste(apnet.sak)
    if plan is None:
        raise IkkeFunnet
    return Planredigering(plan, apnet.sak, apnet.tid.dag, data, stengte=apnet.stengte_meldinger)


def _gjennom(
    request: BrukerRequest,
    apnet: Apnet,
    redigering: Planredigering,
    dor: Callable[..., Tiltaksplan],
    beskjed: str,
    videre: str,
) -> HttpResponse:
    """What is typed through a door; refused, it is all still there, with each sentence beside its field."""
    ulikheter, tatt_med = None, None
    if redigering.gyldig():
        try:
            plan = dor(aktor=request.user, sak_id=apnet.sak.pk, data=redigering.data_til_dor(), now=apnet.tid.now)
        except Kollisjon as feil:
            redigering = Planredigering(
                _utkast(apnet), apnet.sak, apnet.tid.dag, request.POST, stengte=apnet.stengte_meldinger
            )
            redigering.vis_kollisjon(feil.flettet.data, redigering.lagret)
            redigering.gyldig()
            redigering.vis(feil)
            ulikheter = redigering.visning(feil.flettet.ulikheter)
            tatt_med = [redigering.navn(felt) for felt in feil.flettet.tatt_med]
        except Regelbrudd as feil:
            redigering.vis(feil)
        else:
            messages.success(request, beskjed)
            if plan.tatt_med:
                felt = ", ".join(dict.fromkeys(redigering.navn(felt) for felt in plan.tatt_med))
                messages.info(
                    request, _("En annen har også skrevet her, og det er tatt med: %(felt)s.") % {"felt": felt}
                )
            return redirect(videre, apnet.sak.nummer)
    return _siden(request, apnet, redigering, ulikheter=ulikheter, tatt_med=tatt_med, status=422)


def _utkast(apnet: Apnet) -> Tiltaksplan:
    plan = queries.utkast(apnet.sak)
    if plan is None:
        raise IkkeFunnet
    return plan


@med_papir  # type: ignore[arg-type]  # typed for a view without arguments
@require_http_methods(["GET", "POST"])
def rediger(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Write the draft. The buttons that only rearrange the page keep all that is typed, and store nothing."""
    apnet = apne(request, nummer, Handling.LEDE)
    if request.method == "GET" and queries.utkast(apnet.sak) is None:
        return redirect("tiltaksplan:vis", nummer)
    redigering = _redigering(request, apnet)
    if request.method == "GET" or redigering.ordne():
        return _siden(request, apnet, redigering)
    beskjed = _("Utkastet er lagret.")
    return _gjennom(request, apnet, redigering, actions.lagre_planutkast, beskjed, "tiltaksplan:rediger")


@require_POST
def autolagre(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Save what is typed while it is typed, and say what the law still misses. Never in the way: the answer is 200."""
    apnet = apne(request, nummer, Handling.LEDE, samme_blikk=True)
    redigering = _redigering(request, apnet)
    if redigering.plan.vedtatt_av_id == request.user.pk:
        # It was adopted a moment ago, perhaps by this very page: there is nothing to save, and nothing to say.
        return HttpResponse(status=204)
    return _autolagre(request, apnet, redigering)


def _autolagre(request: BrukerRequest, apnet: Apnet, redigering: Planredigering) -> HttpResponse:
    innhold: dict[str, Any] = {"apnet": apnet, "now": apnet.tid.now, "redigering": redigering}
    if not redigering.gyldig():
        innhold["nei"] = _("Ikke lagret ennå: noe i skjemaet er ikke fylt ut riktig.")
    else:
        data = redigering.data_til_dor()
        try:
            plan = actions.lagre_planutkast(aktor=request.user, sak_id=apnet.sak.pk, data=data, now=apnet.tid.now)
        except Kollisjon as feil:
            innhold["nei"] = _("%(feil)s Trykk «Lagre utkast», så ser du begge.") % {"feil": feil}
        except Regelbrudd as feil:
            innhold["nei"] = _("Ikke lagret ennå: %(feil)s") % {"feil": feil.brudd[0].tekst}
        else:
            innhold |= _etter_lagring(redigering, data, plan)
            lagret = queries.utkast(apnet.sak) or plan
            innhold["mangler"] = queries.mangler(lagret, apnet.tid.dag, redigering.peker)
    svar = render(request, "cases/tiltaksplan/_autolagret.html", innhold)
    return trigger_client_event(svar, "planLagret") if "lagret" in innhold else svar


def _etter_lagring(redigering: Planredigering, data: Plandata, plan: Tiltaksplan) -> dict[str, Any]:
    """What the open page must know to save again: its new number, its fingerprints, and the ids of its rows."""
    typed = tuple(replace(rad, id=pk) for rad, pk in zip(data.tiltak, plan.skrevne, strict=True))
    # The page shows what was typed, not what was taken in from another: that is what it has seen.
    sett = sett_av(replace(data, tiltak=typed), utdatert=bool(plan.tatt_med) or bool(data.sett and data.sett.utdatert))
    felter = [(redigering.skjema["revisjon"], plan.revisjon), (redigering.skjema["sett"], pakk(sett))]
    felter += [(rad["id"], pk) for rad, pk in zip(redigering.rader.i_bruk, plan.skrevne, strict=True)]
    return {
        "lagret": True,
        "skjulte": [(felt.html_name, felt.auto_id, verdi or "") for felt, verdi in felter],
        "tatt_med": list(dict.fromkeys(redigering.navn(felt) for felt in plan.tatt_med)),
    }


@med_papir  # type: ignore[arg-type]  # typed for a view without arguments
@require_POST
def vedta(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Adopt the plan as it is typed."""
    apnet = apne(request, nummer, Handling.LEDE)
    return _gjennom(
        request,
        apnet,
        _redigering(request, apnet),
        actions.vedta_tiltaksplan,
        _("Planen er vedtatt. De som har ansvar for tiltak, har fått beskjed."),
        "tiltaksplan:vis",
    )
