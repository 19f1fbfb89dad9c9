"""The inbox: one's own notices, and from each to what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.sak.feil import IkkeFunnet
from cases.sak.oppslag import tid
from cases.varsling import actions, queries
from cases.varsling.access import kan_se_ikke_levert
from cases.varsling.adresser import adresse
from cases.varsling.fordeling import valgt
from cases.varsling.forms import Varselskjema
from cases.varsling.models import Varselvalg
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def innboks(request: BrukerRequest) -> HttpResponse:
    """One's own notices, newest first."""
    naa = tid()
    ark, linjer = queries.innboks(request.user, naa.dag, side=sidetall(request))
    uleste = queries.antall_uleste(request.user, naa.dag)
    return render(request, "cases/varsling/innboks.html", {"ark": ark, "linjer": linjer, "uleste": uleste})


@require_POST
def apne_varsel(request: BrukerRequest, varsel: int) -> HttpResponse:
    """Mark a notice as read, and go to what it is about."""
    naa = tid()
    lest = actions.merk_lest(aktor=request.user, varsel_id=varsel, now=naa.now)
    return redirect(adresse(lest, request.user, naa.dag))


@require_POST
def alle_lest(request: BrukerRequest) -> HttpResponse:
    """Mark all of one's notices as read."""
    actions.merk_alle_lest(aktor=request.user, now=tid().now)
    messages.success(request, _("Alle varslene er merket som lest."))
    return redirect("varsling:innboks")


@require_http_methods(["GET", "HEAD", "POST"])
def innstillinger(request: BrukerRequest) -> HttpResponse:
    """When one gets e-mail. What haster comes whatever is chosen."""
    naa = tid()
    sendt = request.method == "POST"
    skjema = Varselskjema(request.POST if sendt else None, initial={"epost": valgt(request.user, naa.dag).value})
    if sendt and skjema.is_valid():
        actions.velg_epost(aktor=request.user, epost=Varselvalg.Epost(skjema.cleaned_data["epost"]), now=naa.now)
        messages.success(request, _("Valget ditt er lagret."))
        return redirect("varsling:innstillinger")
    return render(request, "cases/varsling/innstillinger.html", {"skjema": skjema}, status=422 if sendt else 200)


@require_safe
def ikke_levert(request: BrukerRequest) -> HttpResponse:
    """The e-mails that never got there, for systemforvalter."""
    naa = tid()
    if not kan_se_ikke_levert(request.user, naa.dag):
        raise IkkeFunnet
    ark, linjer = queries.ikke_levert(request.user, naa.dag, side=sidetall(request))
    return render(request, "cases/varsling/ikke_levert.html", {"ark": ark, "linjer": linjer})


@require_POST
def prov_alle_igjen(request: BrukerRequest) -> HttpResponse:
    """Send all of it again: the mail server is back."""
    antall = actions.prov_alle_igjen(aktor=request.user, now=tid().now)
    melding = ngettext(
        "%(antall)s e-post sendes på nytt i løpet av et minutt, eller neste morgen hvis det er natt.",
        "%(antall)s e-poster sendes på nytt i løpet av et minutt, eller neste morgen hvis det er natt.",
        antall,
    )
    messages.success(request, melding % {"antall": antall})
    return redirect("varsling:ikke_levert")


@require_POST
def prov_igjen(request: BrukerRequest, varsel: int) -> HttpResponse:
    """Send again what was given up."""
    actions.prov_igjen(aktor=request.user, varsel_id=varsel, now=tid().now)
    messages.success(request, _("E-posten sendes på nytt i løpet av et minutt, eller neste morgen hvis det er natt."))
    return redirect("varsling:ikke_levert")
