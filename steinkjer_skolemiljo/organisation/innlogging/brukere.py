"""Helping others with logging in: a link for choosing a password, and a lost phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from steinkjer_skolemiljo.organisation.innlogging import access, actions, queries
from steinkjer_skolemiljo.organisation.innlogging.forms import Fjerningsskjema

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_GET
def vis(request: BrukerRequest, bruker: int) -> HttpResponse:
    """One person, and what can be done."""
    return _side(request, bruker, Fjerningsskjema(), timezone.now())


def _side(request: BrukerRequest, bruker_id: int, skjema: Fjerningsskjema, now: datetime) -> HttpResponse:
    bruker = access.den_som_hjelpes(request.user, bruker_id, timezone.localdate(now))
    return render(
        request,
        "organisation/bruker.html",
        {"person": queries.person(request.user, bruker, now), "skjema": skjema},
        status=422 if skjema.is_bound else 200,
    )


@require_POST
def gi_passordlenke(request: BrukerRequest, bruker: int) -> HttpResponse:
    """Make the link and show it, once."""
    now = timezone.now()
    try:
        lenke = actions.gi_passordlenke(aktor=request.user, bruker_id=bruker, now=now)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
        return redirect("organisation:bruker", bruker)
    return render(
        request,
        "organisation/passordlenke.html",
        {
            "bruker": access.den_som_hjelpes(request.user, bruker, timezone.localdate(now)),
            "adresse": settings.SITE_URL.rstrip("/") + reverse("organisation:nytt_passord", args=[lenke]),
            "utloper": now + actions.LENKEN_VARER,
        },
    )


@require_POST
def fjern_tofaktor(request: BrukerRequest, bruker: int) -> HttpResponse:
    """The phone is lost: remove the second factor, with a reason."""
    now = timezone.now()
    access.den_som_hjelpes(request.user, bruker, timezone.localdate(now))
    skjema = Fjerningsskjema(request.POST)
    if skjema.is_valid():
        try:
            actions.fjern_tofaktor(aktor=request.user, bruker_id=bruker, grunn=skjema.cleaned_data["grunn"], now=now)
        except ValidationError as feil:
            skjema.add_error(None, feil)
        else:
            messages.success(
                request,
                _("Totrinnsinnloggingen er fjernet, og personen er logget ut overalt. Dere har begge fått varsel."),
            )
            return redirect("organisation:bruker", bruker)
    return _side(request, bruker, skjema, now)
