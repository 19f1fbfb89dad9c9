"""One's own page: name and roles, password, second factor, sessions."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.utils import decrypt, encrypt
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from steinkjer_skolemiljo.organisation.innlogging import actions, queries, sesjon, tofaktor, totp
from steinkjer_skolemiljo.organisation.innlogging.forms import Bekreftelse, Oppsett, Passordbytte

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest

# The key of the app being set up waits in the session, encrypted as where it will lie, until its first code is right.
NY_HEMMELIGHET = "tofaktor_ny"
# One who logged in this recently need not show the password again to set up the first app.
FERSK = timedelta(minutes=10)


@require_GET
def min_side(request: BrukerRequest) -> HttpResponse:
    """Who I am here, and how I log in."""
    return render(
        request,
        "organisation/min_side.html",
        {
            "konto": queries.konto(request.user, timezone.localdate()),
            "sesjoner": queries.sesjoner(request.user, request.session.session_key, timezone.now()),
            "hendelser": queries.hendelser(request.user),
        },
    )


@require_GET
def okt(request: BrukerRequest) -> HttpResponse:
    """«Fortsett»: asking is enough, the session lives on. Says for how long."""
    return JsonResponse({"igjen": sesjon.sekunder_igjen(request.session, timezone.now())})


@require_POST
def avslutt_sesjoner(request: BrukerRequest) -> HttpResponse:
    """Log out everywhere else."""
    antall = actions.avslutt_andre_sesjoner(
        aktor=request.user, behold_sesjon=request.session.session_key, now=timezone.now()
    )
    messages.success(
        request,
        ngettext("Én annen innlogging ble avsluttet.", "%(antall)d andre innlogginger ble avsluttet.", antall)
        % {"antall": antall},
    )
    return redirect("organisation:min_side")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def passord(request: BrukerRequest) -> HttpResponse:
    """Change the password; logged in elsewhere is logged in no more."""
    skjema = Passordbytte(request.POST or None, request=request)
    if request.method == "POST" and skjema.is_valid():
        bruker = actions.bytt_passord(
            aktor=request.user,
            passord=skjema.cleaned_data["nytt"],
            behold_sesjon=request.session.session_key,
            now=timezone.now(),
        )
        update_session_auth_hash(request, bruker)
        messages.success(request, _("Passordet er byttet. Du er logget ut alle andre steder."))
        return redirect("organisation:min_side")
    return render(
        request, "organisation/passord.html", {"skjema": skjema}, status=422 if request.method == "POST" else 200
    )


def _er_fersk(request: BrukerRequest) -> bool:
    siden = sesjon.begynt(request.session)
    return siden is not None and timezone.now() - siden < FERSK


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sett_opp(request: BrukerRequest) -> HttpResponse:
    """Set up the app: a picture to scan, the key as text, and the first code. Then the recovery codes, once."""
    har = tofaktor.har(request.user)
    trenger_passord = har or not _er_fersk(request)
    if NY_HEMMELIGHET not in request.session:
        request.session[NY_HEMMELIGHET] = encrypt(totp.ny_hemmelighet())
    hemmelighet = decrypt(request.session[NY_HEMMELIGHET])
    data = request.POST if request.method == "POST" else None
    skjema = Oppsett(data, request=request, trenger_passord=trenger_passord)
    if data is not None and skjema.is_valid():
        try:
            koder = actions.sett_opp_tofaktor(
                aktor=request.user,
                hemmelighet=hemmelighet,
                kode=skjema.cleaned_data["kode"],
                behold_sesjon=request.session.session_key,
                now=timezone.now(),
            )
        except ValidationError as feil:
            skjema.add_error(None, feil)
        else:
            del request.session[NY_HEMMELIGHET]
            request.session[tofaktor.BEKREFTET] = request.user.pk
            return _kodene(request, koder, ny=True)
    return render(
        request,
        "organisation/tofaktor.html",
        {"skjema": skjema, "har": har, "kreves": tofaktor.maa_ha(request.user), **_bilde(request, hemmelighet)},
        status=422 if data is not None else 200,
    )


def _bilde(request: BrukerRequest, hemmelighet: str) -> dict[str, Any]:
    adapter = get_adapter()
    adresse = adapter.build_totp_url(request.user, hemmelighet)
    svg = base64.b64encode(adapter.build_totp_svg(adresse).encode()).decode()
    return {
        "adresse": adresse,
        "bilde": f"data:image/svg+xml;base64,{svg}",
        "nokkel": " ".join(hemmelighet[i : i + 4] for i in range(0, len(hemmelighet), 4)),
    }


def _kodene(request: BrukerRequest, koder: list[str], *, ny: bool) -> HttpResponse:
    linjer = [f"{kode[:4]} {kode[4:]}" for kode in koder]
    tekst = "\r\n".join([_("Reservekoder for Steinkjer skolemiljø"), request.user.email, "", *linjer, ""])
    fil = "data:text/plain;charset=utf-8;base64," + base64.b64encode(tekst.encode()).decode()
    return render(request, "organisation/reservekoder.html", {"koder": linjer, "fil": fil, "ny": ny})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def reservekoder(request: BrukerRequest) -> HttpResponse:
    """New recovery codes, after showing again who you are. Shown once."""
    if not tofaktor.har(request.user):
        return redirect("organisation:tofaktor")
    skjema = Bekreftelse(request.POST or None, request=request)
    if request.method == "POST" and skjema.is_valid():
        return _kodene(request, actions.lag_reservekoder(aktor=request.user, now=timezone.now()), ny=False)
    return render(
        request,
        "organisation/bekreft.html",
        {
            "skjema": skjema,
            "tittel": _("Lag nye reservekoder"),
            "ingress": _("De gamle kodene slutter å virke. Vis først at det er deg."),
            "knapp": _("Lag nye koder"),
        },
        status=422 if request.method == "POST" else 200,
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def slaa_av(request: BrukerRequest) -> HttpResponse:
    """Stop using the second factor, for those of whom it is not demanded."""
    if not tofaktor.har(request.user) or tofaktor.maa_ha(request.user):
        return redirect("organisation:min_side")
    skjema = Bekreftelse(request.POST or None, request=request)
    if request.method == "POST" and skjema.is_valid():
        actions.slaa_av_tofaktor(aktor=request.user, behold_sesjon=request.session.session_key, now=timezone.now())
        request.session.pop(tofaktor.BEKREFTET, None)
        messages.success(request, _("Totrinnsinnlogging er slått av."))
        return redirect("organisation:min_side")
    return render(
        request,
        "organisation/bekreft.html",
        {
            "skjema": skjema,
            "tittel": _("Slå av totrinnsinnlogging"),
            "ingress": _("Da er det bare passordet som verner kontoen. Vis først at det er deg."),
            "knapp": _("Slå av"),
        },
        status=422 if request.method == "POST" else 200,
    )
