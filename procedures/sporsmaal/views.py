"""The questions: to the staff, and to the editor who writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from procedures.forms import vis_feil
from procedures.queries import hent_versjon
from procedures.sporsmaal.actions import noter_gjennomgatt
from procedures.sporsmaal.form import fra_rader
from procedures.sporsmaal.forms import Sporsmaalsskjema, Svarskjema
from procedures.utkast import actions as utkastet

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_http_methods(["GET", "POST"])
def svar(request: BrukerRequest, slug: str) -> HttpResponse:
    """Answer, and see at once what is right and why."""
    versjon = hent_versjon(request.user, slug, timezone.localdate())
    if not versjon.sporsmaal:
        raise Http404
    sporsmaal = fra_rader(versjon.sporsmaal)
    skjema = Svarskjema(request.POST if request.method == "POST" else None, sporsmaal=sporsmaal)
    fasit: list[dict[str, Any]] = []
    if skjema.is_valid():
        noter_gjennomgatt(aktor=request.user, slug=slug, now=timezone.localtime())
        fasit = [
            {"sporsmaal": ett, "ditt": ett.svar[valgt], "rett": valgt == ett.riktig, "riktig": ett.svar[ett.riktig]}
            for ett, valgt in zip(sporsmaal, skjema.svar(), strict=True)
        ]
    innhold = {"versjon": versjon, "skjema": skjema, "fasit": fasit}
    return render(request, "procedures/sporsmaal.html", innhold, status=422 if skjema.errors else 200)


@require_http_methods(["GET", "POST"])
def rediger(request: BrukerRequest, slug: str) -> HttpResponse:
    """Write the questions of the draft."""
    utkast = utkastet.apne(request.user, slug, timezone.localdate())
    sett = utkastet.avtrykk(utkast.sporsmaal)
    skjema = Sporsmaalsskjema(
        request.POST if request.method == "POST" else None, rader=utkast.sporsmaal, initial={"sett": sett}
    )
    if skjema.is_valid():
        try:
            utkastet.lagre_sporsmaal(
                aktor=request.user,
                slug=slug,
                rader=skjema.rader,
                sett=skjema.cleaned_data["sett"],
                now=timezone.localtime(),
            )
        except ValidationError as feil:
            vis_feil(skjema, feil)
        else:
            messages.success(request, _("Spørsmålene er lagret i utkastet."))
            return redirect("procedures:utkast", slug=slug)
    innhold = {"utkast": utkast, "skjema": skjema}
    return render(request, "procedures/utkast/sporsmaal.html", innhold, status=422 if skjema.errors else 200)
