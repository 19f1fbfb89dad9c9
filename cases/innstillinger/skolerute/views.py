"""The skolerute's page, and the changes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.innstillinger.access import finn_skole, krev_innsyn, krev_rute
from cases.innstillinger.samtidig import siste_lagring
from cases.innstillinger.skolerute import actions, queries
from cases.innstillinger.skolerute.forms import Friskjema, Ruteskjema, Utvalgsskjema
from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd, vis
from cases.sak.oppslag import tid

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cases.sak.oppslag import Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest
    from steinkjer_skolemiljo.organisation.models import Skole


def _regnes(tekst: str) -> str:
    return f"{tekst} {_('Åpne frister regnes på nytt i løpet av noen minutter.')}"


def _utvalg(naa: Tid, data: object = None, **initial: object) -> Utvalgsskjema:
    return Utvalgsskjema(
        data, skolear=reversed(actions.skolear_valg(naa.dag)), skoler=queries.skolevalg(naa.dag), initial=initial
    )


@require_safe
def oversikt(request: BrukerRequest) -> HttpResponse:
    """Go to the skolerute that was chosen, or to the one this person most likely looks for."""
    naa = tid()
    krev_innsyn(request.user, naa.dag)
    valgt = _utvalg(naa, request.GET or None)
    if valgt.is_valid():
        return redirect("innstillinger:skolerute", valgt.cleaned_data["skolear"], valgt.cleaned_data["hvem"])
    return redirect("innstillinger:skolerute", *queries.egen_side(request.user, naa.dag))


def _side(
    request: BrukerRequest,
    skolear: int,
    hvem: str,
    naa: Tid,
    *,
    ruteskjema: Ruteskjema | None = None,
    friskjema: Friskjema | None = None,
    feil: Regelbrudd | None = None,
) -> HttpResponse:
    if skolear not in actions.skolear_valg(naa.dag):
        raise IkkeFunnet
    skole = finn_skole(request.user, hvem, naa.dag)
    visning = queries.rutevisning(request.user, skole, skolear, naa.dag)
    forste = {
        felt: getattr(visning.rute, felt, None) if visning.egen else None
        for felt in ("forste_skoledag", "siste_skoledag")
    }
    return render(
        request,
        "cases/innstillinger/skolerute.html",
        {
            "visning": visning,
            "fridagene_sett": siste_lagring(actions.fridagenes_historie(skole, skolear)) if visning.egen else "",
            "ukedager": [str(WEEKDAYS[nummer]) for nummer in range(7)],
            "i_dag": naa.dag,
            "utvalg": _utvalg(naa, skolear=skolear, hvem=hvem),
            "ruteskjema": ruteskjema or Ruteskjema(initial={**forste, "sett": _rutas_siste(skole, skolear)}),
            "friskjema": friskjema or Friskjema(),
            "feil": [brudd.tekst for brudd in feil.brudd] if feil is not None else [],
        },
        status=422 if ruteskjema or friskjema or feil else 200,
    )


def _rutas_siste(skole: Skole | None, skolear: int) -> str:
    return siste_lagring(actions.rutas_historie(skole, skolear))


def _tilbake(skolear: int, hvem: str, anker: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("innstillinger:skolerute", args=[skolear, hvem]) + anker)


@require_safe
def vis_rute(request: BrukerRequest, skolear: int, hvem: str) -> HttpResponse:
    """One skolerute: its days off, and the year month by month."""
    return _side(request, skolear, hvem, tid())


@require_POST
def sett(request: BrukerRequest, skolear: int, hvem: str) -> HttpResponse:
    """Set the first and last day of school."""
    naa = tid()
    skole = krev_rute(request.user, hvem, naa.dag)
    skjema = Ruteskjema(request.POST)
    if skjema.is_valid():
        try:
            actions.sett_skolerute(
                aktor=request.user,
                hvem=hvem,
                skolear=skolear,
                data=skjema.data_til_dor(),
                sett=skjema.cleaned_data["sett"],
                now=naa.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
            if isinstance(feil, Foreldet):
                skjema.neste_gang(sett=_rutas_siste(skole, skolear))
        else:
            messages.success(request, _regnes(_("Skoleåret er lagret.")))
            return _tilbake(skolear, hvem)
    return _side(request, skolear, hvem, naa, ruteskjema=skjema)


@require_POST
def lag_egen(request: BrukerRequest, skolear: int, hvem: str) -> HttpResponse:
    """Give the school a skolerute of its own, which begins as a copy of the common one."""
    naa = tid()
    try:
        actions.lag_egen_skolerute(aktor=request.user, hvem=hvem, skolear=skolear, now=naa.now)
    except Regelbrudd as feil:
        return _side(request, skolear, hvem, naa, feil=feil)
    messages.success(request, _("Skolen har nå egen skolerute. Den begynner lik den felles."))
    return _tilbake(skolear, hvem)


@require_POST
def fjern_egen(request: BrukerRequest, skolear: int, hvem: str) -> HttpResponse:
    """Follow the common skolerute again."""
    naa = tid()
    try:
        actions.fjern_egen_skolerute(
            aktor=request.user, hvem=hvem, skolear=skolear, sett=request.POST.get("sett"), now=naa.now
        )
    except Regelbrudd as feil:
        return _side(request, skolear, hvem, naa, feil=feil)
    messages.success(request, _regnes(_("Skolen følger den felles skoleruta igjen.")))
    return _tilbake(skolear, hvem)


@require_POST
def legg_til_fri(request: BrukerRequest, skolear: int, hvem: str) -> HttpResponse:
    """Enter days without school."""
    naa = tid()
    krev_rute(request.user, hvem, naa.dag)
    skjema = Friskjema(request.POST)
    if skjema.is_valid():
        try:
            fri = actions.legg_til_fri(
                aktor=request.user, hvem=hvem, skolear=skolear, data=skjema.data_til_dor(), now=naa.now
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _regnes(_("«%(hva)s» er lagt til.") % {"hva": fri.grunn}))
            return _tilbake(skolear, hvem, "#fridager")
    return _side(request, skolear, hvem, naa, friskjema=skjema)


@require_http_methods(["GET", "POST"])
def endre_fri(request: BrukerRequest, skolear: int, hvem: str, fri: int) -> HttpResponse:
    """Change days without school."""
    naa = tid()
    skole = krev_rute(request.user, hvem, naa.dag)
    rad = queries.fridager(skole, skolear, fri)
    sett = siste_lagring(rad.history.all())
    skjema = Friskjema(request.POST or None, initial={"grunn": rad.grunn, "fra": rad.fra, "til": rad.til, "sett": sett})
    if request.method == "POST" and skjema.is_valid():
        try:
            actions.endre_fri(
                aktor=request.user,
                hvem=hvem,
                skolear=skolear,
                fri_id=fri,
                data=skjema.data_til_dor(),
                sett=skjema.cleaned_data["sett"],
                now=naa.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
            if isinstance(feil, Foreldet):
                skjema.neste_gang(sett=sett)
        else:
            messages.success(request, _regnes(_("Endringen er lagret.")))
            return _tilbake(skolear, hvem, "#fridager")
    return render(
        request,
        "cases/innstillinger/fridager.html",
        {"skjema": skjema, "rad": rad, "skolear": skolear, "hvem": hvem, "skole": skole},
        status=422 if request.method == "POST" else 200,
    )


@require_POST
def fjern_fri(request: BrukerRequest, skolear: int, hvem: str, fri: int) -> HttpResponse:
    """Make days without school into school days again."""
    naa = tid()
    try:
        hva = actions.fjern_fri(aktor=request.user, hvem=hvem, skolear=skolear, fri_id=fri, now=naa.now)
    except Regelbrudd as feil:
        return _side(request, skolear, hvem, naa, feil=feil)
    if hva:
        messages.success(request, _regnes(_("«%(hva)s» er fjernet.") % {"hva": hva}))
    return _tilbake(skolear, hvem, "#fridager")
