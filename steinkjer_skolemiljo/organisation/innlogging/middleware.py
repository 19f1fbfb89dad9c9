"""What stands between a request and a page: headers, kept text, and the second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from steinkjer_skolemiljo.organisation.innlogging import struping, tekst, tofaktor

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    Visning = Callable[..., HttpResponseBase]
    Svar = Callable[[HttpRequest], HttpResponseBase]

# What no page of ours uses, a page may not ask the browser for.
TILLATELSER = ", ".join(
    f"{hva}=()"
    for hva in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "hid",
        "idle-detection",
        "local-fonts",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
)
# What an open page asks by itself, again and again, with nobody there (``hx-trigger="every …"``).
AV_SEG_SELV = "X-Av-Seg-Selv"
# Pages one may open before the second factor is in place.
FOR_OPPSETTET = frozenset({"organisation:tofaktor", "organisation:logg_ut", "organisation:okt", "organisation:sprak"})

# What was carried out last in a session; for so many seconds the same again is the same.
SIST_SENDT = "sist_sendt"
EN_GANG_I = 120


def _krever_innlogging(visning: Visning) -> bool:
    return bool(getattr(visning, "login_required", True))


class Hoder:
    """First of all: headers on everything that leaves the house, static files and errors too."""

    def __init__(self, get_response: Svar) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nobody else may embed it, it asks the browser for nothing, and only static files may be stored."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", TILLATELSER)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Permitted-Cross-Domain-Policies", "none")
        if not request.path.startswith(settings.STATIC_URL):
            add_never_cache_headers(response)
        return response


class Sesjon(SessionMiddleware):
    """The session, which lives on by what a person does and not by what a forgotten screen asks."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Leave it as it was, where the page asked by itself."""
        if AV_SEG_SELV in request.headers and not request.session.modified:
            return response
        return super().process_response(request, response)


class Tekstvern:
    """Text that is sent after the session ended is kept for its writer, and shown again after login."""

    def __init__(self, get_response: Svar) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Remember who is here; forget the kept text when it has been sent again."""
        merke = tekst.gjenopprettet.set(())
        try:
            response = self.get_response(request)
        finally:
            tekst.gjenopprettet.reset(merke)
        bruker = request.user
        if bruker.is_authenticated:
            tekst.husk_hvem(request, response, bruker)
            struping.bli_kjent(request, response, bruker)
            # A piece of a page answers 200 when it is saved, and 422 when something must be mended.
            ferdig = {302, 303} | ({200, 204} if "HX-Request" in request.headers else set())
            sendt = request.method == "POST" and response.status_code in ferdig
            if sendt and settings.TEKST_COOKIE_NAME in request.COOKIES:
                tekst.kast(request, bruker, tekst.siden(request), timezone.now())
        return response

    def process_view(self, request: HttpRequest, visning: Visning, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """After the check against forged requests, before the demand for login."""
        htmx = "HX-Request" in request.headers
        if request.user.is_authenticated:
            if request.method == "GET" and not htmx:
                self._gi_tilbake(request)
            return None
        if not _krever_innlogging(visning):
            return None
        if htmx:
            # A piece of a page must not be filled with the login page; static/js/okt.js says what has happened.
            return HttpResponse(status=401, headers={"HX-Trigger": "okt-slutt"})
        return ta_vare_paa(request) if request.method == "POST" else None

    @staticmethod
    def _gi_tilbake(request: HttpRequest) -> None:
        assert request.user.is_authenticated  # noqa: S101 - for the type checker
        funnet = tekst.finn(request, request.user, request.get_full_path(), timezone.now())
        if funnet:
            tekst.gjenopprettet.set(funnet)
            messages.warning(
                request, _("Du ble logget ut før dette ble lagret. Her er det du skrev. Se over, og lagre.")
            )


def _nektet(request: HttpRequest) -> bool:
    """Whether the page one is led on to will say that nothing was done."""
    sagt = getattr(messages.get_messages(request), "_queued_messages", ())
    return any(beskjed.level >= messages.ERROR for beskjed in sagt)


class EnGang:
    """What is written is carried out once, also when the form is sent again because the answer never came.

    Only the last thing sent, only when it is the same to the letter, and only where somebody has written something or
    sent a file: a button may be pressed twice on purpose. In the browser a second press is stopped already
    (static/js/huset.js).
    """

    def __init__(self, get_response: Svar) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Remember what was carried out last, by a fingerprint, and where it led."""
        response = self.get_response(request)
        if not self._sendt(request):
            return response
        # What was sent in between ends it: the same once more is then meant.
        request.session.pop(SIST_SENDT, None)
        avtrykk = getattr(request, "avtrykk_av_det_sendte", "")
        if avtrykk and response.status_code in {302, 303} and not _nektet(request):
            request.session[SIST_SENDT] = (avtrykk, response["Location"], timezone.now().timestamp())
        return response

    def process_view(self, request: HttpRequest, visning: Visning, _args: Any, _kwargs: Any) -> HttpResponseBase | None:
        """Lead the one who sent the same again to where the first one led. A view that checks itself also reads."""
        if not self._sendt(request) or getattr(visning, "csrf_exempt", False):
            return None
        # Now: what the view has read, it may have closed.
        sendt = request.avtrykk_av_det_sendte = tekst.avtrykk_av(request)  # type: ignore[attr-defined]
        avtrykk, hvor, naar = request.session.get(SIST_SENDT, ("", "", 0))
        if not sendt or sendt != avtrykk or timezone.now().timestamp() - naar > EN_GANG_I:
            return None
        messages.info(request, _("Dette var lagret allerede, og står bare én gang."))
        return redirect(hvor)

    @staticmethod
    def _sendt(request: HttpRequest) -> bool:
        return request.method == "POST" and request.user.is_authenticated and "HX-Request" not in request.headers


def ta_vare_paa(request: HttpRequest, side: str = "", til: str = "") -> HttpResponseBase:
    """Keep the posted text for the one who was last logged in here, and ask for login. Carries nothing out.

    Args:
        request: with the fields of one form.
        side: the page it stood on; without it, the one it came from.
        til: where the form was to be sent; without it, where it was.

    """
    side, til = side or tekst.siden(request), til or request.path
    hvem = request.user.pk or tekst.hvem_sist(request)
    nokkel = None
    om_innlogging = tekst.er_om_innlogging(side) or tekst.er_om_innlogging(til)
    if hvem is not None and not om_innlogging and tekst.kan_beholdes(side, request.POST):
        nokkel = tekst.gjem(request, hvem, side, til, timezone.now())
    response: HttpResponseBase = redirect(side) if request.user.is_authenticated else redirect_to_login(side)
    if nokkel is not None:
        tekst.send_nokkel(response, nokkel)
    return response


class Tofaktorkrav:
    """Nobody who can see a sak sees any page before the second factor is set up and shown."""

    def __init__(self, get_response: Svar) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing but what ``process_view`` says."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, visning: Visning, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Send those who lack it to where it is set up; a session that has not shown it ends."""
        if not _krever_innlogging(visning) or not tofaktor.mangler(request):
            return None
        if tofaktor.har(request.user):  # type: ignore[arg-type]  # logged in, or nothing would be lacking
            # A session from before it was set up, or one that came in some other way.
            logout(request)
            return _til(request, redirect_to_login(request.get_full_path() if request.method == "GET" else "/").url)
        match = request.resolver_match
        if match is not None and match.view_name in FOR_OPPSETTET:
            return None
        return _til(request, redirect("organisation:tofaktor").url)


def _til(request: HttpRequest, adresse: str) -> HttpResponseBase:
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": adresse})
    return redirect(adresse)
