"""The inbox: one's own notices, and from each to what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.melding.models import Melding
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.oppslag import tid
from cases.varsling import actions, queries
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from cases.varsling.models import Varsel
    from steinkjer_skolemiljo.organisation.http import BrukerRequest
    from steinkjer_skolemiljo.organisation.models import Bruker


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
    return redirect(_adresse(lest, request.user, naa.dag))


@require_POST
def alle_lest(request: BrukerRequest) -> HttpResponse:
    """Mark all of one's notices as read."""
    actions.merk_alle_lest(aktor=request.user, now=tid().now)
    messages.success(request, _("Alle varslene er merket som lest."))
    return redirect("varsling:innboks")


def _adresse(varsel: Varsel, bruker: Bruker, dag: date) -> str:
    """Where a notice leads this person: never to a page they may not open."""
    if varsel.sak is not None:
        if access.may(bruker, Handling.LESE, varsel.sak.pk, dag):
            return reverse("sak:vis", args=[varsel.sak.nummer])
        return _oversikt(bruker, dag)
    nummer = varsel.data.get("melding", "")
    match varsel.type:
        case type_ if type_.startswith("konto_"):
            return reverse("organisation:min_side")
        case Varseltype.TILTAK_TILDELT:
            return reverse("tiltaksplan:mine")
        case Varseltype.ROLLEFORSLAG | Varseltype.ROLLEFORSLAG_AVGJORT:
            return reverse("forvaltning:brukere")
        case Varseltype.MELDING_FOLGES_OPP if Melding.objects.skrevet_av(bruker).filter(nummer=nummer).exists():
            return reverse("melding:kvittering", args=[nummer])
        case Varseltype.NY_MELDING | Varseltype.MELDING_IKKE_LEST:
            if Melding.objects.visible_to(bruker, dag).filter(nummer=nummer).exists():
                return reverse("melding:ta_imot", args=[nummer])
            return _oversikt(bruker, dag)
        case _:
            return reverse("varsling:innboks")


def _oversikt(bruker: Bruker, dag: date) -> str:
    """For one who was told the number only: skoleeier's overview, or the inbox."""
    return reverse("skoleeier:oversikt" if roller_for(bruker, dag).sektorleder else "varsling:innboks")
