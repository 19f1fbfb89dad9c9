"""The way in and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.account.utils import perform_login
from allauth.mfa.base.views import AuthenticateView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from steinkjer_skolemiljo.organisation.innlogging import actions, tekst, tofaktor
from steinkjer_skolemiljo.organisation.innlogging.forms import Innlogging, Nyttpassord
from steinkjer_skolemiljo.organisation.innlogging.maskin import maskin
from steinkjer_skolemiljo.organisation.innlogging.middleware import ta_vare_paa
from steinkjer_skolemiljo.organisation.innlogging.sesjon import MASKIN
from steinkjer_skolemiljo.organisation.innlogging.struping import for_mange_fra, noter_feil

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Demokonto:
    """A demo account, shown on the login page in demo mode only."""

    epost: str
    hva: _StrPromise


DEMODOMENE = "demo.steinkjer.example"
DEMOKONTOER = (
    Demokonto(f"ansatt@{DEMODOMENE}", _("Ansatt: melder fra")),
    Demokonto(f"kontaktlarer@{DEMODOMENE}", _("Kontaktlærer: følger opp egne elever")),
    Demokonto(f"rektor@{DEMODOMENE}", _("Rektor: tar imot og leder saker")),
    Demokonto(f"sektorleder@{DEMODOMENE}", _("Sektorleder: ser de alvorlige sakene")),
    Demokonto(f"kommunalsjef@{DEMODOMENE}", _("Kommunalsjef: har saken når sektorleder ikke kan ha den")),
    Demokonto(f"personvernombud@{DEMODOMENE}", _("Personvernombud: leser leseloggen, ikke saker")),
    Demokonto(f"admin@{DEMODOMENE}", _("Systemforvalter: brukere og roller, ikke saker")),
)


class LoggInn(LoginView):
    """The first step: e-mail and password, throttled by axes. What comes after is allauth's stages."""

    form_class = Innlogging
    template_name = "organisation/logg_inn.html"
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An address that has failed too often for all accounts together is not listened to."""
        if for_mange_fra(request, timezone.now()):
            return laast_ute(request)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The demo accounts, when there are any; and whether text is waiting for its writer."""
        return super().get_context_data(**kwargs) | {
            "demo_kontoer": DEMOKONTOER if settings.DEMO else (),
            "tekst_venter": settings.TEKST_COOKIE_NAME in self.request.COOKIES,
        }

    def form_valid(self, form: Any) -> Any:
        """Right: on to the second factor, or in."""
        self.request.session[MASKIN] = maskin(self.request)
        return perform_login(
            self.request, form.get_user(), email_verification="none", redirect_url=self.get_success_url()
        )

    def form_invalid(self, form: Any) -> HttpResponse:
        """Wrong: 422, and the e-mail is still there."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class Kode(AuthenticateView):  # type: ignore[misc]  # allauth has no types
    """The second step: a code from the app, or a recovery code."""

    template_name = "organisation/kode.html"

    def form_valid(self, form: Any) -> Any:
        """Right: in."""
        bruker = self.stage.login.user
        if not bruker.is_active:
            return self.stage.abort()
        self.request.session[tofaktor.BEKREFTET] = bruker.pk
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> Any:
        """Wrong: 422; too often: the same page as for passwords."""
        noter_feil(self.request, self.stage.login.user)
        if form.stengt:
            return laast_ute(self.request)
        return self.render_to_response(self.get_context_data(), status=422)


class LoggUt(LogoutView):
    """The way out: the session is emptied, and the browser is told to forget what it has seen.

    ``"cookies"`` is not asked for: it would reach every service of the municipality on the same domain. Our own are
    removed by name.
    """

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Out."""
        response = super().post(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        tekst.glem(response)
        response.delete_cookie(settings.CSRF_COOKIE_NAME)
        return response


@login_not_required
@require_POST
def behold(request: HttpRequest) -> HttpResponseBase:
    """Keep what stands in a form on a page whose session has ended. The form itself is not carried out."""
    side = request.POST.get("_side", "/")
    felter = request.POST.copy()
    til = request.POST.get("_til", "")
    for vaart in ("_side", "_til"):
        felter.pop(vaart, None)
    request.POST = felter  # type: ignore[assignment]  # the same fields, less our own
    if not side.startswith("/") or side.startswith("//") or "\\" in side:
        side = "/"
    # After a refusal the browser stands at an address that only takes what is sent.
    naermeste = side if tekst.er_om_innlogging(side) else tekst.naermeste(side)
    return ta_vare_paa(request, naermeste, til or side.partition("?")[0])


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def nytt_passord(request: HttpRequest, lenke: str) -> HttpResponse:
    """Choose a password through a one-time link. Logs nobody in: the second factor is still asked for."""
    now = timezone.now()
    try:
        rad = actions.apen_lenke(lenke, now)
        skjema = Nyttpassord(request.POST or None, bruker=rad.bruker)
        if request.method == "POST" and skjema.is_valid():
            actions.velg_passord(lenke=lenke, passord=skjema.cleaned_data["nytt"], now=now)
            messages.success(request, _t("Passordet er lagret. Nå kan du logge inn med det."))
            return redirect("organisation:logg_inn")
    except Http404:
        return render(request, "organisation/lenke_brukt.html", status=404)
    return render(
        request,
        "organisation/nytt_passord.html",
        {"skjema": skjema, "bruker": rad.bruker},
        status=422 if skjema.is_bound else 200,
    )


def laast_ute(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Too many wrong passwords or codes: wait a quarter of an hour."""
    return render(request, "organisation/laast_ute.html", {"tittel": _t("For mange forsøk")}, status=429)
