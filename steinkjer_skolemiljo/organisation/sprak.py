"""The written language a person has chosen: theirs on every machine, and this machine's until somebody logs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from steinkjer_skolemiljo.organisation.models import Bruker, Maalform
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


def spraket_til(bruker: Bruker) -> str:
    """What to write to this person in, where there is no screen to ask."""
    return bruker.sprak or settings.LANGUAGE_CODE


def velg_sprak(*, aktor: Bruker, sprak: Maalform, now: datetime) -> Bruker:
    """Keep one's own choice. Nobody else's business, so no one is told."""
    with transaction.atomic():
        bruker = Bruker.objects.select_for_update(no_key=True).get(pk=aktor.pk)
        if bruker.sprak != sprak:
            bruker.sprak = sprak
            lagre(bruker, aktor=aktor, now=now, provd=True)
    return bruker


class Brukersprak:
    """After the login is known: the person's own choice goes before the machine's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """LocaleMiddleware has chosen by cookie and browser; it also begins anew with the next request."""
        if request.user.is_authenticated and request.user.sprak:
            translation.activate(request.user.sprak)
            request.LANGUAGE_CODE = request.user.sprak  # as LocaleMiddleware does
        return self.get_response(request)


@login_not_required
@require_POST
def velg(request: HttpRequest) -> HttpResponseBase:
    """«Bokmål» or «Nynorsk», and back to the page one came from."""
    try:
        sprak = Maalform(request.POST.get("sprak", ""))
    except ValueError:
        raise Http404 from None
    if request.user.is_authenticated:
        velg_sprak(aktor=request.user, sprak=sprak, now=timezone.now())
    neste = request.POST.get("neste", "")
    her = url_has_allowed_host_and_scheme(neste, {request.get_host()}, require_https=request.is_secure())
    # An address, and not the name of one.
    if not her or not neste.startswith("/"):
        neste = reverse("forside")
    svar = redirect(neste)
    svar.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        sprak.value,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return svar
