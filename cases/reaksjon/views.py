"""Pages of reactions and agreements, for those who lead the sak or follow it up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from cases.reaksjon import actions, queries
from cases.reaksjon.forms import Avtalesamtaleskjema, Avtaleskjema, Reaksjonsskjema, Tilleggsskjema
from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import apne

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _siden(request: BrukerRequest, apnet: Apnet, *, tillegg: Any = None, reaksjon: int | None = None) -> HttpResponse:
    reaksjoner = queries.reaksjoner(apnet.sak)
    # One small form for each reaction, each with ids of its own.
    skjemaer = {rad.pk: Tilleggsskjema(auto_id=f"tillegg-{rad.pk}-%s") for rad in reaksjoner}
    if tillegg is not None and reaksjon in skjemaer:
        skjemaer[reaksjon] = tillegg
    innhold = {
        "apnet": apnet,
        "reaksjoner": [(rad, skjemaer[rad.pk]) for rad in reaksjoner],
        "avtaler": queries.avtaler(apnet.sak, apnet.tid.dag),
        "elever": actions.elever_det_kan_gjelde(apnet.sak),
    }
    return render(request, "cases/reaksjon/oversikt.html", innhold, status=422 if tillegg is not None else 200)


@require_safe
def oversikt(request: BrukerRequest, nummer: str) -> HttpResponse:
    """What has been done with the other pupils: reactions, agreements and their talks."""
    apnet = apne(request, nummer, hva=Oppslag.Hva.SAK)
    if not apnet.for_ledere:
        raise IkkeTilgang(str(HVEM_KAN[Handling.LEDE]))
    return _siden(request, apnet)


def _fyll_ut(
    request: BrukerRequest, apnet: Apnet, skjema: Any, dor: Callable[..., object], *, beskjed: str, **tekst: str
) -> HttpResponse:
    """One form, one door: the shape the forms share."""
    if request.method == "POST" and skjema.is_valid():
        try:
            dor(aktor=request.user, sak_id=apnet.sak.pk, data=skjema.data_til_dor(), now=apnet.tid.now)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, beskjed)
            return redirect("reaksjon:oversikt", apnet.sak.nummer)
    innhold = {"apnet": apnet, "skjema": skjema, **tekst}
    return render(request, "cases/reaksjon/skjema.html", innhold, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def ny_reaksjon(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Write down a reaction."""
    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.SAK)
    data = request.POST if request.method == "POST" else None
    return _fyll_ut(
        request,
        apnet,
        Reaksjonsskjema(data, sak=apnet.sak, dag=apnet.tid.dag, aktor=request.user),
        actions.registrer_reaksjon,
        tittel=_("Reaksjon etter skolereglene"),
        ingress=_("Dette hører til den andre eleven. Det kommer ikke med i noe som går til eleven saken gjelder."),
        beskjed=_("Reaksjonen er lagret."),
    )


@require_http_methods(["GET", "POST"])
def ny_avtale(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Write down an agreement."""
    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.SAK)
    data = request.POST if request.method == "POST" else None
    return _fyll_ut(
        request,
        apnet,
        Avtaleskjema(data, sak=apnet.sak, dag=apnet.tid.dag, aktor=request.user),
        actions.inngaa_avtale,
        tittel=_("Samarbeidsavtale"),
        ingress=_("En avtale med en elev som kan ha krenket, om hva som skal bli bedre, og hvem som hjelper til."),
        beskjed=_("Avtalen er lagret."),
    )


@require_http_methods(["GET", "POST"])
def avtalesamtale(request: BrukerRequest, nummer: str, avtale: int) -> HttpResponse:
    """Write down a talk about an agreement."""
    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.SAK)
    linje = queries.avtale_i(apnet.sak, avtale, apnet.tid.dag)
    if linje is None:
        raise IkkeFunnet

    def dor(**felter: Any) -> object:
        return actions.snakk_om_avtale(avtale_id=avtale, **felter)

    post = request.method == "POST"
    return _fyll_ut(
        request,
        apnet,
        Avtalesamtaleskjema(request.POST) if post else Avtalesamtaleskjema(initial={"dato": apnet.tid.dag}),
        dor,
        tittel=_("Samtale om avtalen med %(navn)s") % {"navn": linje.avtale.elev.navn},
        ingress=linje.avtale.avtalt,
        beskjed=_("Samtalen er lagret."),
    )


@require_POST
def tillegg(request: BrukerRequest, nummer: str, reaksjon: int) -> HttpResponse:
    """Add to a reaction."""
    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.SAK)
    skjema = Tilleggsskjema(request.POST, auto_id=f"tillegg-{reaksjon}-%s")
    if skjema.is_valid():
        try:
            actions.legg_til_reaksjon(
                aktor=request.user, sak_id=apnet.sak.pk, reaksjon_id=reaksjon, now=apnet.tid.now, **skjema.cleaned_data
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Tillegget er lagret."))
            return redirect("reaksjon:oversikt", nummer)
    return _siden(request, apnet, tillegg=skjema, reaksjon=reaksjon)


def _pdf(innhold: bytes, navn: str) -> HttpResponse:
    svar = HttpResponse(innhold, content_type="application/pdf")
    svar.headers["Content-Disposition"] = f'inline; filename="{navn}.pdf"'
    return svar


@require_GET
def reaksjon_pdf(request: BrukerRequest, nummer: str, reaksjon: int) -> HttpResponse:
    """The reaction on paper, for the other pupil's file."""
    from cases.reaksjon import pdf  # noqa: PLC0415 - most of a second, which few processes need

    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.EKSPORT)
    rad = queries.reaksjon_i(apnet.sak, reaksjon)
    if rad is None:
        raise IkkeFunnet
    return _pdf(pdf.som_pdf(pdf.reaksjon_html(apnet.sak, rad)), "reaksjon")


@require_GET
def avtale_pdf(request: BrukerRequest, nummer: str, avtale: int) -> HttpResponse:
    """The agreement on paper, for the other pupil's file."""
    from cases.reaksjon import pdf  # noqa: PLC0415 - most of a second, which few processes need

    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.EKSPORT)
    linje = queries.avtale_i(apnet.sak, avtale, apnet.tid.dag)
    if linje is None:
        raise IkkeFunnet
    return _pdf(pdf.som_pdf(pdf.avtale_html(apnet.sak, linje)), "samarbeidsavtale")
