"""The sak's log: read with filters, and rows written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import trigger_client_event

from cases.sak.access import Handling
from cases.sak.feil import IkkeFunnet, Regelbrudd, vis
from cases.sak.kronologi import actions, queries
from cases.sak.kronologi.forms import Loggfilter, Notatskjema
from cases.sak.kronologi.models import Loggnotat
from cases.sak.models import Oppslag
from cases.sak.oppslag import apne
from cases.sak.queries import notater_for_ledere
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_GET
def logg(request: BrukerRequest, nummer: str) -> HttpResponse:
    """The sak's log as sentences. Who has looked is a page of its own (cases/leselogg)."""
    apnet = apne(request, nummer, hva=Oppslag.Hva.LOGG, samme_blikk=bool(request.htmx))
    filter_ = Loggfilter(request.GET, personer=queries.personer(apnet))
    utvalg = filter_.utvalg()
    ark, linjer = queries.logg(apnet, utvalg, side=sidetall(request))
    innhold = {
        "apnet": apnet,
        "fane": "logg",
        "filter": filter_,
        "filtrert": utvalg != queries.Loggutvalg(),
        "ark": ark,
        "linjer": linjer,
    }
    return render(request, "cases/sak/logg.html", innhold)


@require_http_methods(["GET", "POST"])
def noter(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Write a row in the log: on the page one stands on, or on a page of its own."""
    return _skriv(request, apne(request, nummer, Handling.SKRIVE, hva=Oppslag.Hva.LOGG))


@require_http_methods(["GET", "POST"])
def rett_notat(request: BrukerRequest, nummer: str, notat: int) -> HttpResponse:
    """Correct a row: what stood there stays."""
    apnet = apne(request, nummer, Handling.SKRIVE, hva=Oppslag.Hva.LOGG)
    gammel = Loggnotat.objects.filter(sak=apnet.sak, pk=notat).first()
    if gammel is None or (not apnet.kan_lede and gammel.pk in notater_for_ledere(apnet.sak)):
        raise IkkeFunnet
    return _skriv(request, apnet, gammel)


def _skriv(request: BrukerRequest, apnet: Apnet, gammel: Loggnotat | None = None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    skjema = Notatskjema(data, kan_lede=apnet.kan_lede, initial=_begynnelse(apnet, gammel), auto_id="noter_%s")
    if data is not None and skjema.is_valid():
        felles: dict[str, Any] = {
            "aktor": request.user,
            "sak_id": apnet.sak.pk,
            "data": skjema.data_til_dor(),
            "now": apnet.tid.now,
        }
        try:
            if gammel is None:
                actions.noter(**felles)
            else:
                actions.rett_notat(notat_id=gammel.pk, **felles)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            return _lagret(request, apnet)
    return _side(request, apnet, skjema, gammel)


def _begynnelse(apnet: Apnet, gammel: Loggnotat | None) -> dict[str, Any]:
    if gammel is None:
        return {"dato": apnet.tid.dag}
    naar = localtime(gammel.skjedde)
    return {
        "slag": gammel.slag,
        "dato": naar.date(),
        "klokka": naar.time() if (naar.hour, naar.minute) != (0, 0) else None,
        "med_hvem": gammel.med_hvem,
        "tekst": gammel.tekst,
        "delplikt": gammel.delplikt,
        "for_ledere": gammel.for_ledere,
    }


def _lagret(request: BrukerRequest, apnet: Apnet) -> HttpResponse:
    beskjed = _("Raden står i loggen.")
    if not request.htmx:
        messages.success(request, beskjed)
        return redirect("sak:logg", apnet.sak.nummer)
    return trigger_client_event(render(request, "cases/sak/_lagret.html", {"beskjed": beskjed}), "sakEndret")


def _side(request: BrukerRequest, apnet: Apnet, skjema: Notatskjema, gammel: Loggnotat | None) -> HttpResponse:
    nummer = apnet.sak.nummer
    adresse = reverse("sak:rett_notat", args=[nummer, gammel.pk]) if gammel else reverse("sak:noter", args=[nummer])
    innhold = {
        "apnet": apnet,
        "fane": "logg",
        "skjema": skjema,
        "tittel": _("Rett raden") if gammel else _("Noter i loggen"),
        "gammel": gammel,
        "adresse": adresse,
        "delt": bool(request.htmx),
    }
    mal = "cases/sak/_noter.html" if request.htmx else "cases/sak/noter.html"
    return render(request, mal, innhold, status=422 if request.method == "POST" else 200)
