"""Pages of the class rules: the classes, one class's plan, and the poster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.klasseregler import actions, queries
from cases.klasseregler.access import apne, har_klasseregler, kan_skrive
from cases.klasseregler.forms import Avtaleskjema, Forslagsskjema, Gjennomgangsskjema, MedVersjon, Stemmeskjema
from cases.klasseregler.metoden import SPORSMAAL
from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd, vis
from cases.sak.oppslag import tid
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from django.http import QueryDict

    from cases.klasseregler.queries import Planbilde
    from cases.sak.oppslag import Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest
    from steinkjer_skolemiljo.organisation.models import Klasse

ARK = {"a4": "A4", "a3": "A3"}


@require_safe
def liste(request: BrukerRequest) -> HttpResponse:
    """This year's classes, and how far each has come."""
    naa = tid()
    if not har_klasseregler(request.user, naa.dag):
        raise IkkeFunnet
    ark, linjer = queries.klasser(request.user, naa.dag, side=sidetall(request))
    return render(request, "cases/klasseregler/liste.html", {"ark": ark, "linjer": linjer})


@dataclass(frozen=True)
class Skjemaer:
    """The page's forms, one of them perhaps refused."""

    forslag: Forslagsskjema
    stemmer: Stemmeskjema
    avtale: Avtaleskjema
    gjennomgang: Gjennomgangsskjema


def _skjemaer(bilde: Planbilde, naa: Tid, refusert: MedVersjon | None) -> Skjemaer:
    plan = bilde.plan
    felles = {"versjon": plan.versjon}

    def velg(type_: type[MedVersjon], ny: Callable[[], Any]) -> Any:
        return refusert if isinstance(refusert, type_) else ny()

    return Skjemaer(
        forslag=velg(Forslagsskjema, lambda: Forslagsskjema(initial=felles, auto_id="forslag_%s")),
        stemmer=velg(Stemmeskjema, lambda: _stemmeskjema(bilde, None)),
        avtale=velg(
            Avtaleskjema,
            lambda: Avtaleskjema(
                initial={**felles, "avtalt": plan.avtalt, "oppfolging": plan.oppfolging}, auto_id="avtale_%s"
            ),
        ),
        gjennomgang=velg(
            Gjennomgangsskjema,
            lambda: Gjennomgangsskjema(initial={**felles, "dato": naa.dag}, auto_id="gjennomgang_%s"),
        ),
    )


def _stemmeskjema(bilde: Planbilde, data: QueryDict | None) -> Stemmeskjema:
    if data is not None:
        # What others proposed meanwhile is not in what was sent; the door tells of it.
        nye = [linje.rad for linje in bilde.forslag if f"tekst_{linje.rad.pk}" not in data]
        data = data.copy()
        data.update({f"tekst_{rad.pk}": rad.tekst for rad in nye})
    return Stemmeskjema(
        data,
        forslag=[linje.rad for linje in bilde.forslag],
        initial={"versjon": bilde.plan.versjon},
        auto_id="stemmer_%s",
    )


def _siden(
    request: BrukerRequest,
    klasse: Klasse,
    naa: Tid,
    *,
    refusert: MedVersjon | None = None,
    krysset: Collection[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; ``krysset`` are the steps as they were ticked in a form that was refused."""
    bilde = queries.plan_for(klasse)
    skriver = kan_skrive(request.user, klasse, naa.dag)
    return render(
        request,
        "cases/klasseregler/vis.html",
        {
            "klasse": klasse,
            "bilde": bilde,
            "kan_skrive": skriver,
            "krysset": krysset if krysset is not None or bilde is None else bilde.plan.steg,
            "sporsmaal": SPORSMAAL,
            "dag": naa.dag,
            "skjemaer": _skjemaer(bilde, naa, refusert) if bilde is not None and skriver else None,
        },
        status=status,
    )


@require_safe
def vis_plan(request: BrukerRequest, klasse: int) -> HttpResponse:
    """One class's plan, with the method's steps."""
    naa = tid()
    return _siden(request, apne(request.user, klasse, naa.dag), naa)


@require_POST
def begynn(request: BrukerRequest, klasse: int) -> HttpResponse:
    """Begin the plan."""
    actions.begynn(aktor=request.user, klasse_id=klasse, now=tid().now)
    return redirect("klasseregler:vis", klasse)


@require_POST
def steg(request: BrukerRequest, klasse: int) -> HttpResponse:
    """Say which steps the class has been through."""
    naa = tid()
    rad = apne(request.user, klasse, naa.dag, skrive=True)
    versjon = request.POST.get("versjon", "")
    try:
        actions.merk_steg(
            aktor=request.user,
            klasse_id=klasse,
            steg=request.POST.getlist("steg"),
            versjon=int(versjon) if versjon.isdecimal() and len(versjon) < 10 else 0,  # noqa: PLR2004 - no plan is saved so often
            now=naa.now,
        )
    except Regelbrudd as feil:
        messages.error(request, str(feil))
        return _siden(request, rad, naa, krysset=request.POST.getlist("steg"), status=422)
    messages.success(request, _("Trinnene er lagret."))
    return redirect("klasseregler:vis", klasse)


def _send(
    request: BrukerRequest,
    klasse: int,
    lag: Callable[[Planbilde], MedVersjon],
    dor: Callable[[Any, Tid], object],
    beskjed: str,
) -> HttpResponse:
    """One form, one door: the shape the plan's forms share."""
    naa = tid()
    rad = apne(request.user, klasse, naa.dag, skrive=True)
    bilde = queries.plan_for(rad)
    if bilde is None:
        raise IkkeFunnet
    skjema = lag(bilde)
    if skjema.is_valid():
        try:
            dor(skjema, naa)
        except Regelbrudd as feil:
            vis(skjema, feil)
            if isinstance(feil, Foreldet):
                skjema.neste_gang(versjon=bilde.plan.versjon)
        else:
            messages.success(request, beskjed)
            return redirect("klasseregler:vis", klasse)
    return _siden(request, rad, naa, refusert=skjema, status=422)


@require_POST
def forslag(request: BrukerRequest, klasse: int) -> HttpResponse:
    """Write down what the groups propose."""
    return _send(
        request,
        klasse,
        lambda _bilde: Forslagsskjema(request.POST, auto_id="forslag_%s"),
        lambda skjema, naa: actions.legg_til_forslag(
            aktor=request.user, klasse_id=klasse, tekster=skjema.cleaned_data["forslag"], now=naa.now, **skjema.felles
        ),
        _("Forslagene er skrevet opp."),
    )


@require_POST
def stemmer(request: BrukerRequest, klasse: int) -> HttpResponse:
    """Write the votes, and choose the rules."""
    return _send(
        request,
        klasse,
        lambda bilde: _stemmeskjema(bilde, request.POST),
        lambda skjema, naa: actions.tell_og_velg(
            aktor=request.user, klasse_id=klasse, svar=skjema.svar(), now=naa.now, **skjema.felles
        ),
        _("Stemmene og reglene er lagret."),
    )


@require_POST
def avtale(request: BrukerRequest, klasse: int) -> HttpResponse:
    """Write what the class agreed on."""
    return _send(
        request,
        klasse,
        lambda _bilde: Avtaleskjema(request.POST, auto_id="avtale_%s"),
        lambda skjema, naa: actions.avtal(
            aktor=request.user, klasse_id=klasse, data=skjema.data_til_dor(), now=naa.now, **skjema.felles
        ),
        _("Avtalen er lagret."),
    )


@require_POST
def gjennomgang(request: BrukerRequest, klasse: int) -> HttpResponse:
    """Write down one look at how it goes."""
    return _send(
        request,
        klasse,
        lambda _bilde: Gjennomgangsskjema(request.POST, auto_id="gjennomgang_%s"),
        lambda skjema, naa: actions.se_hvordan_det_gaar(
            aktor=request.user, klasse_id=klasse, data=skjema.data_til_dor(), now=naa.now, **skjema.felles
        ),
        _("Gjennomgangen er lagret."),
    )


@require_safe
def plakat(request: BrukerRequest, klasse: int, ark: str) -> HttpResponse:
    """The poster for the classroom's wall, as a PDF on A4 or A3."""
    rad = apne(request.user, klasse, tid().dag)
    bilde = queries.plan_for(rad)
    if ark not in ARK or bilde is None or not bilde.regler:
        raise IkkeFunnet
    from cases.klasseregler.plakat import plakat_pdf  # noqa: PLC0415 - most of a second, which few processes need

    navn = slugify(f"klasseregler {rad.navn} {ark}")
    return HttpResponse(
        plakat_pdf(rad, bilde.regler, ark=ARK[ark]),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{navn}.pdf"'},
    )
