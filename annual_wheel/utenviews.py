"""What is reached by a secret address, and how such addresses are made and stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annual_wheel import lenker
from annual_wheel.access import apne_aktivitet, synlige_skoler
from annual_wheel.forms import Fullforskjema, Kalenderskjema, vis_feil
from annual_wheel.ics import kalender as som_ics
from annual_wheel.models import Kalenderlenke
from annual_wheel.views import aktivitetsside
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from django.http import HttpRequest

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_POST
def lag_lenke(request: BrukerRequest, skolear: int, skole: str, nokkel: str) -> HttpResponse:
    """Make a link for one without an account, and show it this once."""
    now = timezone.localtime()
    ny, feilmelding = "", ""
    try:
        _lenke, hemmelighet = lenker.lag_fullforlenke(
            aktor=request.user, skole=skole, skolear=skolear, nokkel=nokkel, now=now
        )
        ny = request.build_absolute_uri(reverse("annual_wheel:fullfor", args=[hemmelighet]))
    except ValidationError as feil:
        feilmelding = " ".join(feil.messages)
    rad = apne_aktivitet(request.user, skole=skole, skolear=skolear, nokkel=nokkel, dag=localdate(now))
    return aktivitetsside(
        request, rad, localdate(now), ny_lenke=ny, feilmelding=feilmelding, status=422 if feilmelding else 200
    )


@require_POST
def trekk_lenke(request: BrukerRequest, skolear: int, skole: str, nokkel: str) -> HttpResponse:
    """Stop the link of an activity."""
    try:
        lenker.trekk_fullforlenke(
            aktor=request.user, skole=skole, skolear=skolear, nokkel=nokkel, now=timezone.localtime()
        )
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        messages.success(request, _("Lenken virker ikke lenger."))
    return redirect("annual_wheel:aktivitet", skolear, skole, nokkel)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def fullfor(request: HttpRequest, hemmelighet: str) -> HttpResponse:
    """Say that one activity is done, without an account. Opening the link changes nothing; pressing the button does."""
    now = timezone.localtime()
    try:
        rad = lenker.apne_fullforlenke(hemmelighet, now).aktivitet
        skjema = Fullforskjema(request.POST or None, initial={"gjort": localdate(now)})
        if request.method == "POST" and skjema.is_valid():
            try:
                lenker.fullfor(hemmelighet=hemmelighet, gjort=skjema.cleaned_data["gjort"], now=now)
            except ValidationError as feil:
                vis_feil(skjema, feil)
            else:
                return _uten_adresse(render(request, "annual_wheel/fullfort.html", {"rad": rad}))
    except Http404:
        return _uten_adresse(render(request, "annual_wheel/lenken_virker_ikke.html", status=404))
    innhold = {"rad": rad, "skjema": skjema}
    status = 422 if request.method == "POST" else 200
    return _uten_adresse(render(request, "annual_wheel/fullfor.html", innhold, status=status))


def _uten_adresse(svar: HttpResponse) -> HttpResponse:
    """The address is the secret: no search engine keeps it, as no other site and no log line is told of it.

    Never ``no-referrer``: a browser then says of its own form that the origin is ``null``, and it is refused as forged.
    """
    svar["X-Robots-Tag"] = "noindex"
    return svar


@require_http_methods(["GET", "POST"])
def kalendere(request: BrukerRequest) -> HttpResponse:
    """One's own calendar addresses: make one, and see which there are."""
    now = timezone.localtime()
    dag = localdate(now)
    if not roller_for(request.user, dag).finnes:
        raise Http404
    skoler = [(skole.kortnavn, skole.navn) for skole in synlige_skoler(request.user, dag)]
    skjema = Kalenderskjema(request.POST if request.method == "POST" else None, skoler=skoler)
    ny = ""
    if request.method == "POST" and skjema.is_valid():
        try:
            _lenke, hemmelighet = lenker.lag_kalenderlenke(
                aktor=request.user, skole=skjema.cleaned_data["skole"], now=now
            )
            ny = request.build_absolute_uri(reverse("annual_wheel:kalender", args=[hemmelighet]))
        except ValidationError as feil:
            vis_feil(skjema, feil)
    egne = Kalenderlenke.objects.filter(bruker=request.user, trukket__isnull=True).select_related("skole")
    return render(
        request,
        "annual_wheel/kalendere.html",
        {"skjema": skjema, "ny": ny, "egne": egne.order_by("-laget")},
        status=422 if skjema.errors else 200,
    )


@require_POST
def slett_kalender(request: BrukerRequest, lenke: int) -> HttpResponse:
    """Stop one of one's own calendar addresses."""
    lenker.trekk_kalenderlenke(aktor=request.user, lenke_id=lenke, now=timezone.localtime())
    messages.success(request, _("Kalenderlenken virker ikke lenger."))
    return redirect("annual_wheel:kalendere")


@login_not_required
@never_cache
@require_safe
def kalender(request: HttpRequest, hemmelighet: str) -> HttpResponse:
    """The calendar a calendar program reads."""
    now = timezone.localtime()
    try:
        lenke, rader = lenker.kalenderens_rader(hemmelighet, localdate(now))
    except Http404:
        return _uten_adresse(HttpResponse(status=404))
    navn = _("Årshjul %(skole)s") % {"skole": lenke.skole.navn} if lenke.skole else _("Mitt i årshjulet")
    vert = request.get_host().partition(":")[0]
    return _uten_adresse(
        HttpResponse(
            som_ics(rader, navn=navn, vert=vert, now=now),
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": 'inline; filename="arshjul.ics"'},
        )
    )
