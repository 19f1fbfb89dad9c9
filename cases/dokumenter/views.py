"""Documents as they were frozen, opened by the sak's own rule and written into the read-log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from cases.dokumenter import queries
from cases.dokumenter.actions import PDF, SMAA_NOK, VEDTATTE, ForStort, lag_dokument, lag_plandokument
from cases.dokumenter.slag import SLAG
from cases.sak.access import ALLE_DELER, Handling
from cases.sak.feil import IkkeFunnet
from cases.sak.models import Del, Oppslag
from cases.sak.oppslag import apne
from cases.tiltaksplan.models import Tiltaksplan
from cases.undersokelse import referat as hjemmets
from cases.undersokelse.queries import samtaler_for
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from cases.dokumenter.models import Dokument
    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


DOKUMENTER = frozenset({Del.DOKUMENTER})


def send(dokument: Dokument) -> HttpResponse:
    """The frozen bytes, as they were made. The middleware keeps them out of every cache, like all pages of ours."""
    hvordan = "inline" if dokument.mime == PDF else "attachment"
    return HttpResponse(
        bytes(dokument.innhold),
        content_type=dokument.mime,
        headers={"Content-Disposition": f'{hvordan}; filename="{dokument.filnavn}"'},
    )


def _lages(request: BrukerRequest, apnet: Apnet) -> HttpResponse:
    """It is too large to be drawn while somebody waits: 202, and the page says when."""
    return render(request, "cases/dokumenter/lages.html", {"apnet": apnet, "fane": "dokumenter"}, status=202)


def _vis(request: BrukerRequest, apnet: Apnet, plan: Tiltaksplan | None) -> HttpResponse:
    if plan is None:
        raise IkkeFunnet
    try:
        return send(lag_plandokument(aktor=request.user, plan_id=plan.pk, now=apnet.tid.now, grense=SMAA_NOK))
    except ForStort:
        return _lages(request, apnet)


@require_safe
def tiltaksplan(request: BrukerRequest, nummer: str) -> HttpResponse:
    """The plan in force, as a PDF."""
    apnet = apne(request, nummer, hva=Oppslag.Hva.DOKUMENT)
    gjeldende = Tiltaksplan.objects.filter(sak=apnet.sak, status=Tiltaksplan.Status.VEDTATT).first()
    return _vis(request, apnet, gjeldende)


@require_safe
def versjon(request: BrukerRequest, nummer: str, versjon: int) -> HttpResponse:
    """One adopted version of the plan, as a PDF."""
    apnet = apne(request, nummer, hva=Oppslag.Hva.DOKUMENT)
    return _vis(request, apnet, Tiltaksplan.objects.filter(sak=apnet.sak, versjon=versjon, status__in=VEDTATTE).first())


@xframe_options_sameorigin
@csp_replace({"frame-ancestors": ["'self'"]})  # type: ignore[arg-type]  # typed for a view without arguments
@require_safe
def forhandsvisning(request: BrukerRequest, nummer: str) -> HttpResponse:
    """The draft as its paper would be, to stand beside the form. Our own page may frame it, and nobody else's."""
    apnet = apne(request, nummer, Handling.LEDE, samme_blikk=True)
    utkast = Tiltaksplan.objects.filter(sak=apnet.sak, status=Tiltaksplan.Status.UTKAST).first()
    if utkast is None:
        if request.headers.get("Sec-Fetch-Dest") == "iframe":
            # Adopted while the frame was on its way: it keeps what it shows, and no page of ours stands in it.
            return HttpResponse(status=204)
        raise IkkeFunnet
    from cases.dokumenter.pdf import tiltaksplan_html  # noqa: PLC0415 - brings WeasyPrint, which few processes need

    return HttpResponse(tiltaksplan_html(apnet.sak, utkast, dag=apnet.tid.dag))


@require_safe
def oversikt(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Every paper of the sak this person may have, in its editions."""
    apnet = apne(request, nummer)
    side = queries.dokumenter(apnet, request.user, side=sidetall(request))
    innhold = {"apnet": apnet, "fane": "dokumenter", "side": side, "kontroll": reverse("dokumenter:kontroll")}
    return render(request, "cases/dokumenter/oversikt.html", innhold)


@require_safe
def papir(request: BrukerRequest, nummer: str, type: str, objekt: int, utgave: str) -> HttpResponse:  # noqa: A002 - as in the address
    """One paper in one edition; the first who asks makes it."""
    apnet = apne(request, nummer, hva=Oppslag.Hva.DOKUMENT, deler=_deler(type))
    slag, rad, hvilken = queries.papir(apnet, request.user, type, objekt, utgave)
    try:
        dokument = lag_dokument(
            aktor=request.user,
            sak=apnet.sak,
            slag=slag,
            objekt=rad,
            utgave=hvilken,
            now=apnet.tid.now,
            grense=SMAA_NOK,
        )
    except ForStort:
        return _lages(request, apnet)
    return send(dokument)


@require_safe
def dokument(request: BrukerRequest, nummer: str, dokument: int) -> HttpResponse:
    """One frozen document, of whatever kind."""
    apnet = apne(request, nummer, hva=Oppslag.Hva.DOKUMENT, deler=DOKUMENTER)
    return send(queries.dokument(apnet, request.user, dokument))


def _deler(type_: str) -> frozenset[Del]:
    """What one let in by name must have been given of the sak to have a paper of that kind."""
    slag = SLAG.get(type_)
    return DOKUMENTER | slag.deler if slag is not None else ALLE_DELER


@require_safe
def referat(request: BrukerRequest, nummer: str, samtale: int) -> HttpResponse:
    """A referat as it goes home, for one who may send it."""
    apnet = apne(request, nummer, Handling.SKRIVE, hva=Oppslag.Hva.DOKUMENT)
    mulige = samtaler_for(apnet.sak, uten_internt=apnet.uten_internt)
    rad = mulige.filter(pk=samtale).select_related("elev", "registrert_av").first()
    elev = hjemmets.hvis_hjem(apnet.sak, rad) if rad is not None else None
    if rad is None or elev is None or not hjemmets.kan_sendes(rad):
        raise IkkeFunnet
    if apnet.sak.ikke_send_hjem or (elev.er_gradert and not apnet.kan_lede):
        # It says why, and shows nothing that could be sent.
        return render(request, "cases/dokumenter/referat.html", {"apnet": apnet, "rad": rad})
    from cases.dokumenter.referat import hjemreferat  # noqa: PLC0415 - brings WeasyPrint, which few processes need

    with translation.override(apnet.sak.skole.maalform):
        papir = hjemreferat(apnet.sak, rad, elev)
    return render(request, "cases/dokumenter/referat.html", {"apnet": apnet, "rad": rad, "papir": papir})
