"""The plan's pages: read, write, adopt, and follow the tiltak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.sak.access import Handling
from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import apne, noter_liste, tid
from cases.tiltaksplan import actions, queries
from cases.tiltaksplan.access import egne_tiltak
from cases.tiltaksplan.forms import Planredigering, Statusskjema

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from cases.sak.oppslag import Apnet
    from cases.tiltaksplan.actions import Plandata
    from cases.tiltaksplan.models import Tiltak, Tiltaksplan
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _statusskjema(tiltak: Tiltak) -> Statusskjema:
    return Statusskjema(
        initial={"status": tiltak.status, "notat": tiltak.status_notat}, auto_id=f"tiltak-{tiltak.pk}-%s"
    )


def _siden(
    request: BrukerRequest, apnet: Apnet, *, feil: tuple[int, Statusskjema] | None = None, status: int = 200
) -> HttpResponse:
    versjoner = queries.versjoner(apnet.sak)
    skjemaer = dict([feil]) if feil else {}
    rader = versjoner.gjeldende.tiltak.all() if versjoner.gjeldende else ()
    return render(
        request,
        "cases/tiltaksplan/vis.html",
        {
            "apnet": apnet,
            "fane": "tiltaksplan",
            "versjoner": versjoner,
            "rader": [(rad, skjemaer.get(rad.pk) or _statusskjema(rad)) for rad in rader],
        },
        status=status,
    )


@require_GET
def vis_plan(request: BrukerRequest, nummer: str) -> HttpResponse:
    """The plan in force as one reads it, how each tiltak stands, and the earlier versions."""
    return _siden(request, apne(request, nummer))


@require_POST
def ny(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Begin a version."""
    apnet = apne(request, nummer, Handling.LEDE)
    try:
        actions.ny_planversjon(aktor=request.user, sak_id=apnet.sak.pk, now=apnet.tid.now)
    except Regelbrudd as feil:
        messages.error(request, str(feil))
        return redirect("tiltaksplan:vis", nummer)
    return redirect("tiltaksplan:rediger", nummer)


def _redigeringsside(
    request: BrukerRequest,
    apnet: Apnet,
    redigering: Planredigering,
    *,
    ulikheter: list[queries.Ulikhet] | None = None,
    status: int = 200,
) -> HttpResponse:
    innhold = {
        "apnet": apnet,
        "fane": "tiltaksplan",
        "plan": redigering.plan,
        "redigering": redigering,
        "ulikheter": ulikheter,
    }
    return render(request, "cases/tiltaksplan/rediger.html", innhold, status=status)


def _gjennom(
    request: BrukerRequest,
    apnet: Apnet,
    redigering: Planredigering,
    dor: Callable[..., Tiltaksplan],
    beskjed: str,
    videre: str,
) -> HttpResponse:
    """What is typed through a door; refused, it is all still there, with each sentence beside its field."""
    ulikheter = None
    if redigering.gyldig():
        data: Plandata = redigering.data_til_dor()
        try:
            dor(aktor=request.user, sak_id=apnet.sak.pk, data=data, now=apnet.tid.now)
        except Regelbrudd as feil:
            redigering.vis(feil)
            lagret = queries.utkast(apnet.sak)
            if isinstance(feil, Foreldet) and lagret is not None:
                ulikheter = queries.ulikheter(lagret, data)
                redigering.har_sett(lagret)
        else:
            messages.success(request, beskjed)
            return redirect(videre, apnet.sak.nummer)
    return _redigeringsside(request, apnet, redigering, ulikheter=ulikheter, status=422)


def _redigering(request: BrukerRequest, apnet: Apnet) -> Planredigering:
    plan = queries.utkast(apnet.sak)
    if plan is None:
        raise IkkeFunnet
    return Planredigering(plan, apnet.sak, apnet.tid.dag, request.POST if request.method == "POST" else None)


@require_http_methods(["GET", "POST"])
def rediger(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Write the draft. «Legg til tiltak» gives one more row and keeps all that is typed."""
    apnet = apne(request, nummer, Handling.LEDE)
    if request.method == "GET" and queries.utkast(apnet.sak) is None:
        return redirect("tiltaksplan:vis", nummer)
    redigering = _redigering(request, apnet)
    if request.method == "GET":
        return _redigeringsside(request, apnet, redigering)
    if "legg_til" in request.POST:
        redigering.med_en_rad_til()
        return _redigeringsside(request, apnet, redigering)
    return _gjennom(
        request,
        apnet,
        redigering,
        actions.lagre_planutkast,
        _("Utkastet er lagret."),
        "tiltaksplan:rediger",
    )


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


@require_POST
def status(request: BrukerRequest, nummer: str, tiltak: int) -> HttpResponse:
    """Note how a tiltak of the sak stands."""
    apnet = apne(request, nummer, Handling.SKRIVE)
    skjema = Statusskjema(request.POST, auto_id=f"tiltak-{tiltak}-%s")
    if skjema.is_valid():
        try:
            actions.sett_tiltak_status(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                tiltak_id=tiltak,
                data=skjema.data_til_dor(),
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Statusen er lagret."))
            return redirect("tiltaksplan:vis", nummer)
    return _siden(request, apnet, feil=(tiltak, skjema), status=422)


def _mine(request: BrukerRequest, *, feil: tuple[int, Statusskjema] | None = None, status: int = 200) -> HttpResponse:
    skjemaer = dict([feil]) if feil else {}
    naa = tid()
    rader = queries.mine(request.user, naa.dag)
    noter_liste(request.user, naa, Oppslag.Liste.EGNE_TILTAK, saker=[rad.plan.sak_id for rad in rader])
    return render(
        request,
        "cases/tiltaksplan/mine.html",
        {"rader": [(rad, skjemaer.get(rad.pk) or _statusskjema(rad)) for rad in rader]},
        status=status,
    )


@require_GET
def mine(request: BrukerRequest) -> HttpResponse:
    """A person's own tiltak: what, when, for whom; nothing else of the sak."""
    return _mine(request)


@require_POST
def egen_status(request: BrukerRequest, tiltak: int) -> HttpResponse:
    """Note how one's own tiltak stands; another's does not exist here."""
    if not egne_tiltak(request.user, tid().dag).filter(pk=tiltak).exists():
        raise Http404
    skjema = Statusskjema(request.POST, auto_id=f"tiltak-{tiltak}-%s")
    if skjema.is_valid():
        try:
            actions.sett_egen_tiltak_status(
                aktor=request.user, tiltak_id=tiltak, data=skjema.data_til_dor(), now=tid().now
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Statusen er lagret."))
            return redirect("tiltaksplan:mine")
    return _mine(request, feil=(tiltak, skjema), status=422)
