"""The procedures' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from procedures import actions, queries
from procedures.forms import Bekreftelsesskjema, vis_feil

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def liste(request: BrukerRequest) -> HttpResponse:
    """The procedures in force."""
    linjer = queries.liste(request.user, timezone.localdate())
    return render(request, "procedures/liste.html", {"linjer": linjer})


def _side(
    request: BrukerRequest, slug: str, *, skjema: Bekreftelsesskjema | None = None, status: int = 200
) -> HttpResponse:
    visning = queries.vis(request.user, slug, timezone.localdate())
    return render(request, "procedures/vis.html", {"visning": visning, "skjema": skjema}, status=status)


@require_safe
def vis(request: BrukerRequest, slug: str) -> HttpResponse:
    """One procedure, whole."""
    return _side(request, slug)


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
