"""Pages of the move: the old school's under the sak, and the new school's by themselves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.overforing import actions
from cases.overforing.access import mottatte
from cases.overforing.forms import Overforingsskjema
from cases.overforing.models import Overforing
from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd, vis
from cases.sak.models import Oppslag, Sak
from cases.sak.oppslag import NY_SKOLE, apne, noter, noter_liste, tid
from cases.sladding.actions import er_sett_over, krever_to, siste_lagring
from cases.sladding.gjennomgang import gjennomga
from cases.sladding.kilder import navngitte, valgbare
from cases.sladding.models import Kilde, Sladding
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from cases.sak.oppslag import Apnet, Tid
    from cases.sladding.kilder import Valgbart
    from steinkjer_skolemiljo.organisation.http import BrukerRequest

PER_SIDE = 25


def _apne(request: BrukerRequest, nummer: str) -> Apnet:
    apnet = apne(request, nummer, hva=Oppslag.Hva.DOKUMENT)
    if not apnet.for_ledere:
        raise IkkeTilgang(str(HVEM_KAN[Handling.LEDE]))
    return apnet


def _forslag(papirer: list[Valgbart]) -> list[str]:
    """The plan in force, the evaluations and how it ended; what was agreed in talks is added where it is needed."""
    planer = [v for v in papirer if v.kilde is Kilde.PLAN]
    andre = [v for v in papirer if v.kilde in {Kilde.EVALUERING, Kilde.AVSLUTNING}]
    return [v.nokkel for v in (*planer[-1:], *andre)]


@require_safe
def oversikt(request: BrukerRequest, nummer: str) -> HttpResponse:
    """What has been given, what is being prepared, and a form for a new one."""
    apnet = _apne(request, nummer)
    papirer = valgbare(apnet.sak, Sladding.Formaal.OVERFORING)
    skjema = Overforingsskjema(valgbare=papirer, initial={"papirer": _forslag(papirer)})
    return _oversikt(request, apnet, skjema)


@require_POST
def ny(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Choose what the new school needs, and look it over."""
    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.DOKUMENT)
    skjema = Overforingsskjema(request.POST, valgbare=valgbare(apnet.sak, Sladding.Formaal.OVERFORING))
    if skjema.is_valid():
        try:
            rad = actions.begynn(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                valgte=skjema.valgte(),
                hvorfor=skjema.cleaned_data["hvorfor"],
                foresatte_informert=skjema.cleaned_data["foresatte_informert"],
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            return redirect("sladding:masker", nummer, rad.sladding_id)
    return _oversikt(request, apnet, skjema)


def _oversikt(request: BrukerRequest, apnet: Apnet, skjema: Overforingsskjema) -> HttpResponse:
    rader = list(
        Overforing.objects.filter(sak=apnet.sak).select_related("til_skole", "sladding__gjennomgatt_av", "sendt_av")
    )
    paa_vei = next((rad for rad in rader if rad.sendt is None), None)
    if paa_vei is not None:
        paa_vei.sladding.sak = apnet.sak
    innhold: dict[str, Any] = {
        "rader": [rad for rad in rader if rad.sendt is not None],
        "paa_vei": paa_vei,
        "sett": siste_lagring(paa_vei.sladding) if paa_vei is not None else "",
        "klart": paa_vei is not None and er_sett_over(paa_vei.sladding, gjennomga(paa_vei.sladding)),
        "krever_to": paa_vei is not None and krever_to(paa_vei.sladding),
        "kan_overfore": paa_vei is not None and _kan_overfore(request, apnet, paa_vei),
        "har_flyttet": actions.har_flyttet(apnet.sak),
        "skjema": skjema if skjema.valgbare else None,
        "apnet": apnet,
        "fane": "utlevering",
    }
    return render(request, "cases/overforing/oversikt.html", innhold, status=422 if skjema.is_bound else 200)


def _kan_overfore(request: BrukerRequest, apnet: Apnet, rad: Overforing) -> bool:
    sladding = rad.sladding
    if not krever_to(sladding):
        return apnet.kan_lede
    brukt = {sladding.gjennomgatt_av_id, sladding.sendt_av_id}
    return sladding.status == Sladding.Status.TIL_GODKJENNING and request.user.pk not in brukt


def _gjor(
    request: BrukerRequest, nummer: str, overforing: int, dor: Callable[..., object], beskjed: str
) -> HttpResponse:
    apnet = _apne(request, nummer)
    if not Overforing.objects.filter(sak=apnet.sak, pk=overforing).exists():
        raise IkkeFunnet
    try:
        dor(aktor=request.user, sak_id=apnet.sak.pk, overforing_id=overforing, now=apnet.tid.now)
    except Regelbrudd as feil:
        messages.error(request, " ".join(b.tekst for b in feil.brudd))
    else:
        messages.success(request, beskjed)
    return redirect("overforing:oversikt", nummer)


@require_POST
def overfor(request: BrukerRequest, nummer: str, overforing: int) -> HttpResponse:
    """Give it to the new school."""
    dor = partial(actions.overfor, sett=request.POST.get("sett"))
    return _gjor(request, nummer, overforing, dor, _("Overført. Lederne ved den nye skolen er varslet."))


@require_POST
def forkast(request: BrukerRequest, nummer: str, overforing: int) -> HttpResponse:
    """Throw away what has not been given."""
    return _gjor(request, nummer, overforing, actions.forkast, _("Utkastet er kastet. Ingenting er overført."))


def _leder(request: BrukerRequest) -> Tid:
    naa = tid()
    if not roller_for(request.user, naa.dag).er_leder:
        raise IkkeFunnet
    return naa


@require_safe
def mottatt(request: BrukerRequest) -> HttpResponse:
    """What other schools have given a school one leads."""
    naa = _leder(request)
    rader = mottatte(request.user, naa.dag).select_related("sak__elev", "sak__skole", "til_skole")
    rader = rader.order_by("-sendt", "-pk")
    ark = Paginator(rader, PER_SIDE).get_page(sidetall(request))
    noter_liste(request.user, naa, Oppslag.Liste.OVERFORING, elever=[rad.sak.elev_id for rad in ark.object_list])
    return render(request, "cases/overforing/mottatt.html", {"ark": ark})


def _hent(request: BrukerRequest, nokkel: UUID, hva: Oppslag.Hva) -> tuple[Overforing, Tid]:
    """One that was given, noted in the read-log of the sak it came from."""
    naa = _leder(request)
    rad = (
        mottatte(request.user, naa.dag)
        .select_related("sak__elev__klasse", "sak__skole", "til_skole", "sendt_av", "ny_sak", "sladding")
        .filter(nokkel=nokkel)
        .first()
    )
    if rad is None:
        raise IkkeFunnet
    grunn = _("Overført til ny skole")
    noter(request.user, naa.now, sak=rad.sak, hva=hva, rolle=NY_SKOLE, grunn=grunn)
    return rad, naa


@require_safe
def les(request: BrukerRequest, nokkel: UUID) -> HttpResponse:
    """What was given, as the new school sees it: its papers, and nothing of the sak."""
    rad, naa = _hent(request, nokkel, Oppslag.Hva.DOKUMENT)
    innhold = {
        "overforing": rad,
        "papirer": navngitte(rad.sladding),
        "ser_saken": Sak.objects.visible_to(request.user, naa.dag).filter(overfort_fra=rad).exists(),
    }
    return render(request, "cases/overforing/les.html", innhold)


@require_safe
def pdf(request: BrukerRequest, nokkel: UUID, papir: int) -> HttpResponse:
    """One paper as it was given."""
    rad, _naa = _hent(request, nokkel, Oppslag.Hva.EKSPORT)
    kilde = rad.sladding.kilder.select_related("dokument").filter(rekkefolge=papir).first()
    if kilde is None or kilde.dokument is None:
        raise IkkeFunnet
    return HttpResponse(
        bytes(kilde.dokument.innhold),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="overforing-{papir}.pdf"'},
    )


@require_POST
def apne_sak(request: BrukerRequest, nokkel: UUID) -> HttpResponse:
    """Open a sak from it."""
    naa = _leder(request)
    try:
        sak = actions.apne_sak(aktor=request.user, nokkel=nokkel, now=naa.now)
    except Regelbrudd as feil:
        messages.error(request, str(feil))
        return redirect("overforing:les", nokkel)
    messages.success(request, _("Saken er åpnet, og du er saksansvarlig."))
    return redirect("sak:vis", sak.nummer)
