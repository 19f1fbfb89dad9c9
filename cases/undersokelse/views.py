"""The investigation's page, its plan, kartlegging and analysis: form → door → back to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.kartlegging.queries import siste_for_sak
from cases.sak.access import Handling
from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd, vis
from cases.sak.oppslag import apne
from cases.undersokelse import actions, queries
from cases.undersokelse.forms import Analyseskjema, Kartleggingsskjema, Planskjema
from cases.undersokelse.kalenderfil import kalenderfil
from cases.undersokelse.models import Kartlegging
from cases.undersokelse.utsending import sendeskjemaer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.forms import Form

    from cases.kartlegging.models import Klassekartlegging
    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def siden(
    request: BrukerRequest, apnet: Apnet, *, sendt: Form | None = None, samtale: int | None = None, status: int = 200
) -> HttpResponse:
    """The investigation's page, perhaps with one form that was refused."""
    linjer = queries.linjer(apnet.sak, uten_internt_for=request.user if apnet.uten_internt else None)
    skjemaer = sendeskjemaer(apnet, linjer) if apnet.kan_skrive and apnet.sak.avsluttet is None else {}
    if sendt is not None and samtale is not None:
        skjemaer[samtale] = sendt
    return render(
        request,
        "cases/undersokelse/vis.html",
        {
            "apnet": apnet,
            "fane": "undersokelse",
            "undersokelse": queries.undersokelse(apnet.sak),
            "avtaler": queries.avtaler(apnet.sak, apnet.tid.dag, uten_internt=apnet.uten_internt)
            if apnet.sak.avsluttet is None
            else [],
            "kartlegginger": siste_for_sak(request.user, apnet.sak, apnet.tid.dag)
            if apnet.kan_skrive and apnet.sak.avsluttet is None
            else [],
            "linjer": [(linje, skjemaer.get(linje.rad.pk) if linje.rad else None) for linje in linjer],
        },
        status=status,
    )


@require_GET
def vis_undersokelse(request: BrukerRequest, nummer: str) -> HttpResponse:
    """What the school wants to find out, and all that has been done to find it."""
    return siden(request, apne(request, nummer, samme_blikk=bool(request.htmx)))


@require_GET
def avtaler(request: BrukerRequest, nummer: str) -> HttpResponse:
    """The agreed talks, for one's own calendar."""
    apnet = apne(request, nummer)
    if apnet.sak.avsluttet is not None:
        raise IkkeFunnet
    return HttpResponse(
        kalenderfil(apnet.sak, apnet.tid.now, uten_internt=apnet.uten_internt),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="moter-{apnet.sak.nummer}.ics"'},
    )


def _skjemaside(
    request: BrukerRequest,
    apnet: Apnet,
    skjema: Form,
    *,
    tittel: str,
    ingress: str = "",
    lagret: object = (),
    kartlegginger: Sequence[Klassekartlegging] = (),
    sted: str = "",
) -> HttpResponse:
    innhold = {
        "apnet": apnet,
        "fane": "undersokelse",
        "skjema": skjema,
        "tittel": tittel,
        "ingress": ingress,
        "lagret": lagret,
        "kartlegginger": kartlegginger,
        "veiledningssted": sted,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "cases/undersokelse/skjema.html", innhold, status=status)


def _fyll_ut(
    request: BrukerRequest,
    apnet: Apnet,
    skjema: Any,
    dor: Callable[..., object],
    *,
    tittel: str,
    ingress: str = "",
    sted: str = "",
    beskjed: str,
    kartlegginger: Sequence[Klassekartlegging] = (),
) -> HttpResponse:
    """One form, one door: the shape the investigation's forms share."""
    if request.method == "POST" and skjema.is_valid():
        try:
            dor(aktor=request.user, sak_id=apnet.sak.pk, data=skjema.data_til_dor(), now=apnet.tid.now)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, beskjed)
            return redirect("undersokelse:vis", apnet.sak.nummer)
    return _skjemaside(request, apnet, skjema, tittel=tittel, ingress=ingress, sted=sted, kartlegginger=kartlegginger)


@require_http_methods(["GET", "POST"])
def plan(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Begin the investigation, or change its plan."""
    apnet = apne(request, nummer, Handling.SKRIVE)
    undersokelse = queries.undersokelse(apnet.sak)
    lagret: tuple[queries.Avsnitt, ...] = ()
    if request.method == "POST":
        skjema = Planskjema(request.POST)
        dor = actions.endre_undersokelsesplan if undersokelse else actions.start_undersokelse
        if skjema.is_valid():
            try:
                dor(aktor=request.user, sak_id=apnet.sak.pk, data=skjema.data_til_dor(), now=apnet.tid.now)
            except Regelbrudd as feil:
                vis(skjema, feil)
                if isinstance(feil, Foreldet):
                    # The next save is made with open eyes: it has seen what is stored now.
                    undersokelse = queries.undersokelse(apnet.sak)
                    lagret = queries.planens_tekst(undersokelse)
                    skjema.neste_gang(sett=actions.siste_lagring(undersokelse))
            else:
                messages.success(request, _("Planen for undersøkelsen er lagret."))
                return redirect("undersokelse:vis", nummer)
    else:
        skjema = Planskjema(
            initial={
                "hva_finne_ut": undersokelse.hva_finne_ut if undersokelse else "",
                "kilder": undersokelse.kilder if undersokelse else "",
                "sett": actions.siste_lagring(undersokelse),
            }
        )
    return _skjemaside(
        request,
        apnet,
        skjema,
        tittel=_("Plan for undersøkelsen"),
        sted="undersokelsesplan",
        ingress=_("Kort er godt. Planen kan endres når som helst."),
        lagret=lagret,
    )


@require_http_methods(["GET", "POST"])
def kartlegging(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Write down what a survey shows about this pupil."""
    apnet = apne(request, nummer, Handling.SKRIVE)
    kartlegginger = siste_for_sak(request.user, apnet.sak, apnet.tid.dag)
    initial: dict[str, Any] = {"dato": apnet.tid.dag}
    valgt = next((rad for rad in kartlegginger if str(rad.pk) == request.GET.get("bygger_paa", "")), None)
    if valgt is not None:
        verktoy = valgt.slag if valgt.slag in Kartlegging.Verktoy.values else Kartlegging.Verktoy.ANNET
        initial = {"dato": valgt.dato, "verktoy": verktoy, "bygger_paa": valgt.pk}
    return _fyll_ut(
        request,
        apnet,
        Kartleggingsskjema(
            request.POST if request.method == "POST" else None, kartlegginger=kartlegginger, initial=initial
        ),
        actions.registrer_kartlegging,
        tittel=_("Skriv kartlegging"),
        sted="kartlegging",
        beskjed=_("Kartleggingen er lagret."),
        kartlegginger=kartlegginger,
    )


@require_http_methods(["GET", "POST"])
def analyse(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Conclude what the investigation shows, for now."""
    apnet = apne(request, nummer, Handling.LEDE)
    return _fyll_ut(
        request,
        apnet,
        Analyseskjema(request.POST)
        if request.method == "POST"
        else Analyseskjema(initial={"dato": apnet.tid.dag, "nok_informasjon": "ja"}),
        actions.registrer_analyse,
        tittel=_("Vurder undersøkelsen"),
        sted="analyse",
        ingress=_("En vurdering kan ikke endres. Finner dere ut mer, skriver dere en ny."),
        beskjed=_("Vurderingen er lagret."),
    )
