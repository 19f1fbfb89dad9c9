"""Pages of the published numbers and of the year's report: for sektorleder and kommunalsjef."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd, vis
from cases.sak.oppslag import tid
from cases.statistikk import actions, queries
from cases.statistikk.eksport import som_csv
from cases.statistikk.forms import Rapportskjema, Tallskjema
from cases.statistikk.models import Aarsrapport
from cases.statistikk.pdf import rapport_pdf
from cases.statistikk.rapport import avsnittene
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from cases.sak.oppslag import Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _skoleeier(request: BrukerRequest) -> Tid:
    """The time, for skoleeier; for others the page does not exist."""
    naa = tid()
    roller = roller_for(request.user, naa.dag)
    if not (roller.sektorleder or roller.kommunalsjef):
        raise IkkeFunnet
    return naa


@require_safe
def tall(request: BrukerRequest) -> HttpResponse:
    """The published numbers of a school year."""
    _skoleeier(request)
    siste = queries.siste()
    if siste is None:
        return render(request, "cases/statistikk/tall.html", {})
    skjema = Tallskjema(request.GET, tall=siste)
    skolear, skole = skjema.utvalg()
    skjema.data = {"skolear": str(skolear), "skole": str(skole or "")}
    bilde = queries.bilde(siste, skolear, skole)
    return render(
        request,
        "cases/statistikk/tall.html",
        {
            "bilde": bilde,
            "tabeller": (bilde.skoler,) if skole else bilde.alle,
            "skjema": skjema,
            "skole": skole,
            "sporring": f"skolear={skolear}" + (f"&skole={skole}" if skole else ""),
        },
    )


@require_safe
def som_fil(request: BrukerRequest) -> HttpResponse:
    """The same numbers as a file for a spreadsheet."""
    _skoleeier(request)
    siste = queries.siste()
    if siste is None:
        raise IkkeFunnet
    skolear, skole = Tallskjema(request.GET, tall=siste).utvalg()
    fil = som_csv(queries.bilde(siste, skolear, skole))
    navn = f"skolemiljo-{skolear}-{siste.maaned:%Y-%m}.csv"
    return HttpResponse(
        fil,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{navn}"'},
    )


@require_safe
def rapporter(request: BrukerRequest) -> HttpResponse:
    """The yearly reports there are, and those that may be begun."""
    _skoleeier(request)
    siste = queries.siste()
    alle = queries.rapporter()
    begynte = {rapport.skolear for rapport in alle}
    aarene = queries.aarene(siste) if siste is not None else []
    return render(
        request,
        "cases/statistikk/rapporter.html",
        {
            "rapporter": alle,
            "aarene": [(aar, queries.skolearnavn(aar)) for aar in aarene if aar not in begynte],
        },
    )


@require_POST
def begynn(request: BrukerRequest, skolear: int) -> HttpResponse:
    """Begin the report of a school year."""
    naa = _skoleeier(request)
    try:
        actions.begynn_rapport(aktor=request.user, skolear=skolear, now=naa.now)
    except Regelbrudd as feil:
        messages.error(request, str(feil))
        return redirect("statistikk:rapporter")
    return redirect("statistikk:rapport", skolear)


def _rapport(skolear: int) -> Aarsrapport:
    rapport = (
        Aarsrapport.objects.filter(skolear=skolear)
        .select_related("maanedstall", "dokument__laget_av")
        .defer("dokument__innhold")
        .first()
    )
    if rapport is None:
        raise IkkeFunnet
    return rapport


def _rapportside(request: BrukerRequest, rapport: Aarsrapport, skjema: Rapportskjema | None = None) -> HttpResponse:
    bilde = queries.bilde(rapport.maanedstall, rapport.skolear)
    status = 422 if skjema is not None else 200
    if rapport.fryst is None:
        skjema = skjema or Rapportskjema.av(rapport)
    return render(
        request,
        "cases/statistikk/rapport.html",
        {
            "rapport": rapport,
            "dokument": getattr(rapport, "dokument", None),
            "bilde": bilde,
            "skjema": skjema,
            "avsnittene": avsnittene(rapport, bilde, skjema if rapport.fryst is None else None),
        },
        status=status,
    )


@require_http_methods(["GET", "POST"])
def rapport(request: BrukerRequest, skolear: int) -> HttpResponse:
    """Write the report, or make it final; then read it."""
    naa = _skoleeier(request)
    rad = _rapport(skolear)
    if request.method == "GET":
        return _rapportside(request, rad)
    skjema = Rapportskjema(request.POST)
    if skjema.is_valid():
        ferdig = "frys" in request.POST
        try:
            with transaction.atomic():
                ny = actions.skriv_rapport(
                    aktor=request.user,
                    skolear=skolear,
                    data=skjema.data_til_dor(),
                    versjon=skjema.cleaned_data["versjon"],
                    sett_over=skjema.cleaned_data["sett_over"],
                    now=naa.now,
                )
                if ferdig:
                    actions.frys_rapport(aktor=request.user, skolear=skolear, versjon=ny.versjon, now=naa.now)
        except Regelbrudd as feil:
            vis(skjema, feil)
            if isinstance(feil, Foreldet):
                skjema.neste_gang(versjon=rad.versjon)
        else:
            messages.success(request, _("Rapporten er ferdig.") if ferdig else _("Rapporten er lagret."))
            return redirect("statistikk:rapport", skolear)
    return _rapportside(request, rad, skjema)


@require_safe
def pdf(request: BrukerRequest, skolear: int) -> HttpResponse:
    """The frozen report, or the draft as it would be."""
    _skoleeier(request)
    rad = _rapport(skolear)
    navn = rad.dokument.filnavn if rad.fryst is not None else f"utkast-{skolear}.pdf"
    innhold = bytes(rad.dokument.innhold) if rad.fryst is not None else rapport_pdf(rad)
    return HttpResponse(
        innhold,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{navn}"'},
    )
