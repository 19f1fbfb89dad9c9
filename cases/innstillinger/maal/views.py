"""The settings' page, and the change of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.innstillinger.access import kan_endre_maal, krev_innsyn, krev_maal
from cases.innstillinger.maal import actions, queries
from cases.innstillinger.maal.forms import Aftenskjema, Maalskjema
from cases.innstillinger.samtidig import siste_lagring
from cases.innstillinger.skolerute.queries import mangler
from cases.lov.parametre import Maal
from cases.sak import kalender
from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd, vis
from cases.sak.oppslag import tid

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cases.innstillinger.maal.queries import Innstillingslinje
    from cases.sak.oppslag import Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest

SISTE_ENDRINGER = 10


@require_safe
def oversikt(request: BrukerRequest) -> HttpResponse:
    """Every target of the municipality, and the last changes."""
    naa = tid()
    krev_innsyn(request.user, naa.dag)
    return render(
        request,
        "cases/innstillinger/oversikt.html",
        {
            "grupper": queries.grupper(naa.dag),
            "endringer": queries.historikk(queries.ALLE_NOKLER, naa.now, hoyst=SISTE_ENDRINGER),
            "mangler": mangler(None, naa.dag),
            "kan_endre": kan_endre_maal(request.user, naa.dag),
        },
    )


def _side(
    request: BrukerRequest, naa: Tid, linje: Innstillingslinje, nokkel: str, skjema: Maalskjema | Aftenskjema
) -> HttpResponse:
    return render(
        request,
        "cases/innstillinger/innstilling.html",
        {
            "linje": linje,
            "skjema": skjema if kan_endre_maal(request.user, naa.dag) else None,
            "endringer": queries.historikk([nokkel], naa.now),
            "er_maal": nokkel != kalender.AFTENENE,
        },
        status=422 if skjema.is_bound else 200,
    )


@require_http_methods(["GET", "POST"])
def maal(request: BrukerRequest, nokkel: str) -> HttpResponse:
    """One target with its history; sektorleder may change it."""
    naa = tid()
    krev_innsyn(request.user, naa.dag)
    try:
        maal_ = Maal(nokkel)
    except ValueError:
        raise IkkeFunnet from None
    skjema = Maalskjema(request.POST or None, maal=maal_, initial={"gjelder_fra": naa.dag, "sett": _sett(nokkel)})
    if request.method == "POST":
        krev_maal(request.user, naa.dag)
        if skjema.is_valid():
            try:
                actions.endre_maal(aktor=request.user, maal=maal_, now=naa.now, **skjema.cleaned_data)
            except Regelbrudd as feil:
                _vis(skjema, feil, nokkel)
            else:
                messages.success(request, _lagret(naa, skjema))
                return redirect("innstillinger:maal", nokkel)
    return _side(request, naa, queries.maallinje(maal_, kalender.parametre(), naa.dag), nokkel, skjema)


@require_http_methods(["GET", "POST"])
def aftenene(request: BrukerRequest) -> HttpResponse:
    """Whether 24 and 31 December are days off, with its history; sektorleder may change it."""
    naa = tid()
    krev_innsyn(request.user, naa.dag)
    skjema = Aftenskjema(request.POST or None, initial={"gjelder_fra": naa.dag, "sett": _sett(kalender.AFTENENE)})
    if request.method == "POST":
        krev_maal(request.user, naa.dag)
        if skjema.is_valid():
            ren = skjema.cleaned_data
            try:
                actions.endre_aftenene(
                    aktor=request.user,
                    fri=ren["verdi"],
                    gjelder_fra=ren["gjelder_fra"],
                    begrunnelse=ren["begrunnelse"],
                    sett=ren["sett"],
                    now=naa.now,
                )
            except Regelbrudd as feil:
                _vis(skjema, feil, kalender.AFTENENE)
            else:
                messages.success(
                    request, _("Endringen er lagret. Åpne frister regnes på nytt i løpet av noen minutter.")
                )
                return redirect("innstillinger:aftenene")
    return _side(request, naa, queries.aftenlinje(naa.dag), kalender.AFTENENE, skjema)


def _sett(nokkel: str) -> str:
    return siste_lagring(actions.endringene(nokkel))


def _vis(skjema: Maalskjema | Aftenskjema, feil: Regelbrudd, nokkel: str) -> None:
    vis(skjema, feil)
    if isinstance(feil, Foreldet):
        skjema.neste_gang(sett=_sett(nokkel))


def _lagret(naa: Tid, skjema: Maalskjema) -> str:
    if skjema.cleaned_data["gjelder_fra"] <= naa.dag:
        return _("Endringen gjelder nå. Åpne frister regnes på nytt i løpet av noen minutter.")
    return _("Endringen er lagret. Åpne frister regnes på nytt den dagen den begynner å gjelde.")
