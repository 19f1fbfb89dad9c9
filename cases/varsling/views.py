"""The inbox: one's own notices, and from each to what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.sak.oppslag import tid
from cases.varsling import actions, queries
from cases.varsling.adresser import adresse
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
