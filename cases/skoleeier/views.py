"""Pages between school and skoleeier: seriousness, the notice, its reading, and skoleeier's overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import Foreldet, IkkeFunnet, IkkeTilgang, Regelbrudd, vis
from cases.sak.models import Oppslag, Sak
from cases.sak.oppslag import apne, noter_liste, tid
from cases.skoleeier import actions, queries
from cases.skoleeier.forms import (
    Alvorlighetsskjema,
    Grunnlosskjema,
    Oversiktsskjema,
    Varselskjema,
    Vurderingsskjema,
)
from cases.statistikk.queries import skoletabell
from cases.varsling.queries import gaatt_videre
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse

    from cases.sak.oppslag import Apnet
    from cases.skoleeier.models import Skoleeiervarsel
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_http_methods(["GET", "POST"])
def alvorlighet(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Decide whether the sak is serious; a «yes» leads on to the notice."""
    apnet = apne(request, nummer, Handling.LEDE)
    foreslaatt = queries.grunnlag(apnet.sak, dag=apnet.tid.dag).foreslaatt
    skjema = Alvorlighetsskjema(request.POST or None, sak=apnet.sak, foreslaatt=foreslaatt)
    if request.method == "POST" and skjema.is_valid():
        try:
            sak = actions.vurder_alvorlighet(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                data=skjema.data_til_dor(),
                versjon=skjema.cleaned_data["versjon"],
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
            if isinstance(feil, Foreldet):
                skjema.neste_gang(versjon=apnet.sak.versjon)
        else:
            messages.success(request, _("Vurderingen er lagret."))
            maa_varsle = sak.alvorlig and not queries.varsler_i(sak) and not apnet.kan_folge_opp
            return redirect("skoleeier:varsle" if maa_varsle else "sak:vis", nummer)
    return render(
        request,
        "cases/skoleeier/alvorlighet.html",
        {"apnet": apnet, "fane": "oversikt", "skjema": skjema},
        status=422 if skjema.is_bound else 200,
    )


def _varselside(
    request: BrukerRequest, apnet: Apnet, *, varsel: Form | None = None, grunnlos: Form | None = None
) -> HttpResponse:
    grunnlag = queries.grunnlag(apnet.sak, dag=apnet.tid.dag)
    return render(
        request,
        "cases/skoleeier/varsle.html",
        {
            "apnet": apnet,
            "fane": "oversikt",
            "varsler": queries.varsler_i(apnet.sak),
            "grunnlag": grunnlag,
            "skjema": varsel or Varselskjema(sak=apnet.sak, foreslaatt=grunnlag.foreslaatt, visste=grunnlag.visste),
            "grunnlosskjema": grunnlos or Grunnlosskjema(),
        },
        status=422 if varsel or grunnlos else 200,
    )


@require_http_methods(["GET", "POST"])
def varsle(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Warn skoleeier."""
    apnet = apne(request, nummer, Handling.LEDE)
    if request.method == "GET":
        return _varselside(request, apnet)
    foreslaatt = queries.grunnlag(apnet.sak, dag=apnet.tid.dag).foreslaatt
    skjema = Varselskjema(request.POST, sak=apnet.sak, foreslaatt=foreslaatt)
    if skjema.is_valid():
        try:
            actions.varsle_skoleeier(
                aktor=request.user, sak_id=apnet.sak.pk, data=skjema.data_til_dor(), now=apnet.tid.now
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Skoleeier er varslet. Sektorleder skole har fått varselet."))
            # A notice about the leadership takes the sak from the one who sent it.
            if Sak.objects.visible_to(request.user, apnet.tid.dag).filter(pk=apnet.sak.pk).exists():
                return redirect("sak:vis", nummer)
            return redirect("forside")
    return _varselside(request, apnet, varsel=skjema)


@require_POST
def grunnlos(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Leave a § 12-5 notice unsent, with the reason."""
    apnet = apne(request, nummer, Handling.LEDE)
    skjema = Grunnlosskjema(request.POST)
    if skjema.is_valid():
        try:
            actions.grunnlos(
                aktor=request.user, sak_id=apnet.sak.pk, grunn=skjema.cleaned_data["grunn"], now=apnet.tid.now
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Begrunnelsen er lagret. Eleven skal fortsatt følges opp."))
            return redirect("sak:vis", nummer)
    return _varselside(request, apnet, grunnlos=skjema)


def _apne_varsel(request: BrukerRequest, nummer: str, varsel_id: int) -> tuple[Apnet, Skoleeiervarsel]:
    """Open a notice: for the one who leads the sak, and for skoleeier."""
    apnet = apne(request, nummer)
    if not (apnet.kan_lede or apnet.kan_folge_opp):
        raise IkkeTilgang(str(HVEM_KAN[Handling.LEDE]))
    varsel = queries.varsel_i(apnet.sak, varsel_id)
    if varsel is None:
        raise IkkeFunnet
    return apnet, varsel


def _varselet(
    request: BrukerRequest, apnet: Apnet, varsel: Skoleeiervarsel, skjema: Form | None = None
) -> HttpResponse:
    return render(
        request,
        "cases/skoleeier/varsel.html",
        {
            "apnet": apnet,
            "fane": "oversikt",
            "varsel": varsel,
            "kriterier": queries.kriterienavn(varsel.kriterier),
            "skjema": skjema
            or Vurderingsskjema(
                initial={
                    "vurdering": varsel.vurdering,
                    "veiledning": varsel.veiledning,
                    "sett": actions.siste_vurdering(varsel),
                    # A day that has passed is not a day to say again: the door refuses it.
                    "oppfolging_dato": varsel.oppfolging_dato
                    if varsel.oppfolging_dato and varsel.oppfolging_dato >= apnet.tid.dag
                    else None,
                }
            ),
        },
        status=422 if skjema else 200,
    )


@require_GET
def varsel(request: BrukerRequest, nummer: str, varsel: int) -> HttpResponse:
    """Show the notice. Looking at it is not yet to have read it: that is a button."""
    apnet, rad = _apne_varsel(request, nummer, varsel)
    return _varselet(request, apnet, rad)


@require_POST
def les_varsel(request: BrukerRequest, nummer: str, varsel: int) -> HttpResponse:
    """Note that skoleeier has read the notice."""
    apnet = apne(request, nummer, Handling.FOLGE_OPP)
    actions.les_skoleeiervarsel(aktor=request.user, sak_id=apnet.sak.pk, varsel_id=varsel, now=apnet.tid.now)
    messages.success(request, _("Varselet er merket som lest."))
    return redirect("skoleeier:varsel", nummer, varsel)


@require_POST
def vurder_varsel(request: BrukerRequest, nummer: str, varsel: int) -> HttpResponse:
    """Write what skoleeier makes of it."""
    apnet = apne(request, nummer, Handling.FOLGE_OPP)
    rad = queries.varsel_i(apnet.sak, varsel)
    if rad is None:
        raise IkkeFunnet
    skjema = Vurderingsskjema(request.POST)
    if skjema.is_valid():
        try:
            actions.vurder_skoleeiervarsel(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                varsel_id=varsel,
                data=skjema.data_til_dor(),
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
            if isinstance(feil, Foreldet):
                rad = queries.varsel_i(apnet.sak, varsel) or rad
                skjema.neste_gang(sett=actions.siste_vurdering(rad))
        else:
            messages.success(request, _("Vurderingen er lagret, og skolen har fått beskjed."))
            return redirect("skoleeier:varsel", nummer, varsel)
    return _varselet(request, apnet, rad, skjema)


@require_safe
def oversikt(request: BrukerRequest) -> HttpResponse:
    """Skoleeier's overview across the schools; for others it does not exist."""
    naa = tid()
    roller = roller_for(request.user, naa.dag)
    if not (roller.sektorleder or roller.kommunalsjef):
        raise IkkeFunnet
    skjema = Oversiktsskjema(request.GET)
    utvalg = skjema.utvalg()
    ark, linjer = queries.saker(request.user, utvalg, side=sidetall(request), dag=naa.dag, now=naa.now)
    innhold = {"skjema": skjema, "utvalg": utvalg, "ark": ark, "linjer": linjer, "now": naa.now}
    noter_liste(request.user, naa, Oppslag.Liste.SKOLEEIER, saker=[linje.sak.pk for linje in linjer])
    if request.htmx:
        return render(request, "cases/skoleeier/_saker.html", innhold)
    videre, antall_videre = gaatt_videre(request.user, naa.dag)
    return render(
        request,
        "cases/skoleeier/oversikt.html",
        {
            **innhold,
            "videre": videre,
            "antall_videre": antall_videre,
            "uten_leder": queries.skoler_uten_leder(naa.dag),
            "varsler": queries.varsler(request.user, dag=naa.dag, now=naa.now),
            "venter": queries.venter(request.user, dag=naa.dag, now=naa.now),
            "skolene": skoletabell(),
            "kan_nodinnsyn": roller.sektorleder,
        },
    )
