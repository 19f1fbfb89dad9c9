"""Login, log-out, and the page for one who is locked out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.organisation.forms import Innlogging

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
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
    Demokonto(f"personvernombud@{DEMODOMENE}", _("Personvernombud: leser leseloggen, ikke saker")),
    Demokonto(f"admin@{DEMODOMENE}", _("Systemforvalter: brukere og roller, ikke saker")),
)


class LoggInn(LoginView):
    """The way in."""

    form_class = Innlogging
    template_name = "organisation/logg_inn.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The demo accounts, when there are any."""
        return super().get_context_data(**kwargs) | {"demo_kontoer": DEMOKONTOER if settings.DEMO else ()}

    def form_invalid(self, form: Any) -> HttpResponse:
        """Wrong: 422, and the e-mail is still there."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class LoggUt(LogoutView):
    """The way out: the session is emptied."""

    http_method_names = ["post", "options"]


def laast_ute(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Too many wrong passwords: wait a quarter of an hour."""
    return render(request, "organisation/laast_ute.html", status=429)
