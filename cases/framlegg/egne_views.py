"""The employee's own pages: what has been given to them, and their answer. For everybody else nothing is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.framlegg import den_ansatte, queries
from cases.framlegg.forms import Bistandsskjema, MerTidSkjema, Svarskjema
from cases.framlegg.models import Framleggsvar
from cases.framlegg.views import som_pdf
from cases.sak.feil import IkkeFunnet, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import DEN_ANSATTE, noter, tid

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpResponse

    from cases.framlegg.models import Framlegg
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def mine(request: BrukerRequest) -> HttpResponse:
    """What has been given to this person; for one who has been given nothing the page does not exist."""
    framlegg = queries.egne(request.user, tid().dag)
    if not framlegg:
        raise IkkeFunnet
    return render(request, "cases/framlegg/mine.html", {"alle": framlegg})


def _les(request: BrukerRequest, nokkel: UUID) -> Framlegg:
    """Fetch one's own; the first time is noted, and each time is written in the read-log."""
    naa = tid()
    lest = den_ansatte.les_framlegg(aktor=request.user, nokkel=nokkel, now=naa.now)
    noter(request.user, naa.now, hva=Oppslag.Hva.DOKUMENT, sak=lest.sak, rolle=DEN_ANSATTE, grunn=_("Framlegg"))
    framlegg = queries.eget(request.user, nokkel, naa.dag)
    if framlegg is None:
        raise IkkeFunnet
    return framlegg


def _side(request: BrukerRequest, nokkel: UUID, **skjemaer: Form) -> HttpResponse:
    framlegg = _les(request, nokkel)
    svar = list(framlegg.svar.all())
    return render(
        request,
        "cases/framlegg/les.html",
        {
            "framlegg": framlegg,
            "tekst": framlegg.dokument,
            "svar": svar,
            "har_svart": any(rad.type == Framleggsvar.Type.SVAR for rad in svar),
            "uttaler_seg_ikke": any(rad.type == Framleggsvar.Type.UTTALER_SEG_IKKE for rad in svar),
            "svarskjema": Svarskjema(),
            "tidskjema": MerTidSkjema(auto_id="tid_%s"),
            "bistandskjema": Bistandsskjema(auto_id="bistand_%s"),
            **skjemaer,
        },
        status=422 if skjemaer else 200,
    )


@require_safe
def les(request: BrukerRequest, nokkel: UUID) -> HttpResponse:
    """Read one's own framlegg."""
    return _side(request, nokkel)


@require_safe
def pdf(request: BrukerRequest, nokkel: UUID) -> HttpResponse:
    """One's own framlegg as a PDF."""
    return som_pdf(_les(request, nokkel))


def _skriv(
    request: BrukerRequest, nokkel: UUID, navn: str, skjema: Form, dor: Callable[..., object], beskjed: str
) -> HttpResponse:
    if queries.eget(request.user, nokkel, tid().dag) is None:
        raise IkkeFunnet
    if skjema.is_valid():
        try:
            dor(aktor=request.user, nokkel=nokkel, now=tid().now, **skjema.cleaned_data)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, beskjed)
            return redirect("framlegg:les", nokkel)
    return _side(request, nokkel, **{navn: skjema})


@require_POST
def svar(request: BrukerRequest, nokkel: UUID) -> HttpResponse:
    """Answer in one's own words."""
    return _skriv(request, nokkel, "svarskjema", Svarskjema(request.POST), den_ansatte.svar, _("Svaret ditt er sendt."))


@require_POST
def mer_tid(request: BrukerRequest, nokkel: UUID) -> HttpResponse:
    """Ask for more time."""
    skjema = MerTidSkjema(request.POST, auto_id="tid_%s")
    return _skriv(request, nokkel, "tidskjema", skjema, den_ansatte.be_om_mer_tid, _("Du har bedt om mer tid."))


@require_POST
def ta_med(request: BrukerRequest, nokkel: UUID) -> HttpResponse:
    """Say whom one brings."""
    skjema = Bistandsskjema(request.POST, auto_id="bistand_%s")
    return _skriv(request, nokkel, "bistandskjema", skjema, den_ansatte.ta_med, _("Det er notert hvem du tar med."))


@require_POST
def uttaler_seg_ikke(request: BrukerRequest, nokkel: UUID) -> HttpResponse:
    """Say that one does not wish to say anything."""
    try:
        den_ansatte.uttaler_seg_ikke(aktor=request.user, nokkel=nokkel, now=tid().now)
    except Regelbrudd as feil:
        messages.error(request, str(feil))
    else:
        messages.success(request, _("Det er notert at du ikke ønsker å uttale deg. Du kan ombestemme deg."))
    return redirect("framlegg:les", nokkel)
