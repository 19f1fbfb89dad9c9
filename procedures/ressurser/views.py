"""The collection's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from procedures.access import krev_redaktor
from procedures.forms import vis_feil
from procedures.models import Ressurs
from procedures.ressurser import actions, queries
from procedures.ressurser.forms import Filterskjema, Ressursskjema, Sjekkskjema
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest

FELT = ("tittel", "url", "utgiver", "beskrivelse", "for_hvem", "tema", "delplikter", "versjon")


@require_safe
def liste(request: BrukerRequest) -> HttpResponse:
    """The collection, with search and filters."""
    skjema = Filterskjema(request.GET)
    side = queries.liste(request.user, timezone.localdate(), skjema.filter(), sidetall(request))
    # What makes no sense is left out, not complained of.
    skjema.errors.clear()
    return render(request, "procedures/ressurser/liste.html", {"side": side, "skjema": skjema})


def _skriv(request: BrukerRequest, rad: Ressurs | None) -> HttpResponse:
    forst = {navn: getattr(rad, navn) for navn in FELT} if rad else {}
    skjema = Ressursskjema(request.POST or None, initial=forst)
    if skjema.is_valid():
        try:
            lagret = actions.skriv(
                aktor=request.user,
                ressurs=rad.pk if rad else None,
                data=skjema.data_til_dor(),
                versjon=skjema.cleaned_data["versjon"] or 0,
                now=timezone.localtime(),
            )
        except ValidationError as feil:
            vis_feil(skjema, feil)
        else:
            messages.success(request, _("«%(hva)s» er lagret.") % {"hva": lagret.tittel})
            return redirect("procedures:ressurser")
    return render(
        request,
        "procedures/ressurser/skjema.html",
        {"skjema": skjema, "rad": rad},
        status=422 if skjema.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def ny(request: BrukerRequest) -> HttpResponse:
    """Add a page."""
    krev_redaktor(request.user, timezone.localdate())
    return _skriv(request, None)


@require_http_methods(["GET", "POST"])
def endre(request: BrukerRequest, ressurs: int) -> HttpResponse:
    """Change what is kept of a page."""
    krev_redaktor(request.user, timezone.localdate())
    rad = Ressurs.objects.filter(pk=ressurs, tatt_ut__isnull=True).first()
    if rad is None:
        raise Http404
    return _skriv(request, rad)


@require_POST
def virker_ikke(request: BrukerRequest, ressurs: int) -> HttpResponse:
    """Report that a page does not work."""
    rad = actions.virker_ikke(aktor=request.user, ressurs=ressurs, now=timezone.localtime())
    messages.success(request, _("Takk. Sektorleder får vite at «%(hva)s» ikke virker.") % {"hva": rad.tittel})
    return redirect("procedures:ressurser")


@require_POST
def sjekket(request: BrukerRequest, ressurs: int) -> HttpResponse:
    """Note that one has looked at a page."""
    krev_redaktor(request.user, timezone.localdate())
    skjema = Sjekkskjema(request.POST)
    if not skjema.is_valid():
        messages.error(request, _("Noe gikk galt. Prøv igjen."))
        return redirect("procedures:ressurser")
    virker = skjema.cleaned_data["virker"]
    rad = actions.noter_sjekket(aktor=request.user, ressurs=ressurs, virker=virker, now=timezone.localtime())
    tekst = _("Notert: «%(hva)s» virker.") if virker else _("Notert: «%(hva)s» virker ikke.")
    messages.success(request, tekst % {"hva": rad.tittel})
    return redirect("procedures:ressurser")


@require_POST
def ta_ut(request: BrukerRequest, ressurs: int) -> HttpResponse:
    """Take a page out."""
    rad = actions.ta_ut(aktor=request.user, ressurs=ressurs, now=timezone.localtime())
    messages.success(request, _("«%(hva)s» er tatt ut av samlingen.") % {"hva": rad.tittel})
    return redirect("procedures:ressurser")
