"""The procedures' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from procedures import actions, queries
from procedures.forms import Bekreftelsesskjema, Gjennomgangsskjema, Sammenligningsskjema, vis_feil
from procedures.pdf import pdf_for

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def liste(request: BrukerRequest) -> HttpResponse:
    """The procedures in force."""
    return render(request, "procedures/liste.html", {"oversikt": queries.liste(request.user, timezone.localdate())})


def _side(
    request: BrukerRequest,
    slug: str,
    *,
    nummer: int | None = None,
    skjema: Bekreftelsesskjema | None = None,
    status: int = 200,
) -> HttpResponse:
    visning = queries.vis(request.user, slug, timezone.localdate(), nummer)
    return render(request, "procedures/vis.html", {"visning": visning, "skjema": skjema}, status=status)


@require_safe
def vis(request: BrukerRequest, slug: str) -> HttpResponse:
    """One procedure, whole, as it is in force."""
    return _side(request, slug)


@require_safe
def versjon(request: BrukerRequest, slug: str, nummer: int) -> HttpResponse:
    """One version, whole: as it was, is or will be."""
    return _side(request, slug, nummer=nummer)


@require_safe
def pdf(request: BrukerRequest, slug: str, nummer: int) -> HttpResponse:
    """One version on paper."""
    rad = queries.hent_versjon(request.user, slug, timezone.localdate(), nummer)
    return HttpResponse(
        bytes(pdf_for(rad, timezone.localtime()).innhold),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{slug}-v{nummer}.pdf"'},
    )


@require_safe
def sammenlign(request: BrukerRequest, slug: str) -> HttpResponse:
    """Two versions, word by word."""
    valg = Sammenligningsskjema(request.GET)
    tall = valg.cleaned_data if valg.is_valid() else {}
    ulikt = queries.sammenlign_versjoner(
        request.user, slug, timezone.localdate(), fra=tall.get("fra"), til=tall.get("til")
    )
    return render(request, "procedures/sammenlign.html", {"ulikt": ulikt})


@require_POST
def bekreft(request: BrukerRequest, slug: str) -> HttpResponse:
    """Confirm that one has read it."""
    skjema = Bekreftelsesskjema(request.POST)
    if skjema.is_valid():
        try:
            actions.bekreft_lest(
                aktor=request.user, slug=slug, versjon=skjema.cleaned_data["versjon"], now=timezone.localtime()
            )
        except ValidationError as feil:
            vis_feil(skjema, feil)
        else:
            messages.success(request, _("Takk. Det er notert at du har lest dette."))
            return redirect("procedures:vis", slug=slug)
    return _side(request, slug, skjema=skjema, status=422)


def _status(
    request: BrukerRequest, *, skjema: Gjennomgangsskjema | None = None, hvor: tuple[str, str] = ("", "")
) -> HttpResponse:
    dag = timezone.localdate()
    innhold = {
        "skoler": queries.status(request.user, dag),
        "noterer": queries.skoler_som_noteres(request.user, dag),
        "skjema": skjema,
        "hvor": hvor,
        "dag": dag,
    }
    return render(request, "procedures/status.html", innhold, status=422 if skjema else 200)


@require_safe
def status(request: BrukerRequest) -> HttpResponse:
    """How the schools stand."""
    return _status(request)


@require_POST
def gjennomgang(request: BrukerRequest, skole: str, slug: str) -> HttpResponse:
    """Note that the school has gone through the version in force."""
    skjema = Gjennomgangsskjema(request.POST)
    if skjema.is_valid():
        try:
            actions.noter_gjennomgang(
                aktor=request.user, skole=skole, slug=slug, now=timezone.localtime(), **skjema.cleaned_data
            )
        except ValidationError as feil:
            vis_feil(skjema, feil)
        else:
            messages.success(request, _("Gjennomgangen er notert."))
            return redirect("procedures:status")
    return _status(request, skjema=skjema, hvor=(skole, slug))
