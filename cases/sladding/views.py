"""Pages of what goes out of a sak: choose, look over, see both side by side, and let out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import Foreldet, IkkeFunnet, IkkeTilgang, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import apne
from cases.sladding import actions, queries
from cases.sladding.access import andre_som_kan_se_over, krev_papirene
from cases.sladding.actions import Valg
from cases.sladding.forms import Sladdeskjema, Tilbakeskjema, Velgskjema
from cases.sladding.gjennomgang import gjennomga
from cases.sladding.kilder import navngitte, valgbare
from cases.sladding.models import Sladding

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form

    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _apne(request: BrukerRequest, nummer: str, *, hva: Oppslag.Hva = Oppslag.Hva.DOKUMENT) -> Apnet:
    """Open the sak for one who leads it or follows it up; kontaktlærer and those let in do not see what goes out."""
    apnet = apne(request, nummer, hva=hva)
    if not apnet.for_ledere:
        raise IkkeTilgang(str(HVEM_KAN[Handling.LEDE]))
    return apnet


def _hent(request: BrukerRequest, apnet: Apnet, sladding_id: int) -> Sladding:
    sladding = queries.sladding_i(apnet.sak, sladding_id)
    if sladding is None:
        raise IkkeFunnet
    krev_papirene(request.user, sladding)
    return sladding


def _side(
    request: BrukerRequest, mal: str, apnet: Apnet, innhold: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, mal, {"apnet": apnet, "fane": "utlevering", **innhold}, status=status)


@require_safe
def oversikt(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Everything that may go out of the sak: to the elevmappe, to one who asks, to another school."""
    apnet = _apne(request, nummer)
    innhold = {
        "linjer": queries.til_elevmappa(apnet.sak),
        # The new school's sak refers to what it was opened from.
        "overfort_fra": getattr(apnet.sak, "overfort_fra", None),
    }
    return _side(request, "cases/sladding/oversikt.html", apnet, innhold)


@require_POST
def ny(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Take papers towards the elevmappe."""
    apnet = apne(request, nummer, Handling.LEDE)
    skjema = Velgskjema(request.POST, valgbare=valgbare(apnet.sak, Sladding.Formaal.ELEVMAPPE))
    if not skjema.is_valid():
        messages.error(request, _("Velg minst ett av dokumentene på siden."))
        return redirect("sladding:oversikt", nummer)
    sladding = actions.begynn(
        aktor=request.user,
        sak_id=apnet.sak.pk,
        formaal=Sladding.Formaal.ELEVMAPPE,
        valgte=skjema.valgte(),
        now=apnet.tid.now,
    )
    return redirect("sladding:masker", nummer, sladding.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def masker(request: BrukerRequest, nummer: str, sladding: int) -> HttpResponse:
    """Look at everything that was found, and decide."""
    apnet = apne(request, nummer, Handling.LEDE)
    rad = _hent(request, apnet, sladding)
    # What was decided here is not thrown away because another came first: the door says so.
    if rad.status != Sladding.Status.UTKAST and request.method != "POST":
        return redirect("sladding:vis", nummer, sladding)
    gjennomgang = gjennomga(rad)
    valgt = {v.form: Valg(beholdes=v.beholdes, grunn=v.grunn) for v in rad.valg.all()}
    sendt = request.POST if request.method == "POST" else None
    siste = actions.siste_lagring(rad)
    skjema = Sladdeskjema(sendt, funn=gjennomgang.funn, valgt=valgt, egne_ord=rad.egne_ord, sett=siste)
    if sendt is not None and skjema.is_valid():
        try:
            actions.se_over(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                sladding_id=sladding,
                valg=skjema.valg(),
                egne_ord=skjema.egne(),
                sett=skjema.cleaned_data["sett"] or None,
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            skjema.vis(feil)
            if isinstance(feil, Foreldet):
                # What the other has hidden stays so, until somebody takes it out with open eyes.
                skjema.neste_gang(sett=siste, egne_ord="\n".join(dict.fromkeys([*skjema.egne(), *rad.egne_ord])))
        else:
            messages.success(request, _("Navnene er sett over. Slik blir det som skal ut."))
            return redirect("sladding:vis", nummer, sladding)
    innhold = {"sladding": rad, "skjema": skjema, "papirer": gjennomgang.papirer}
    return _side(request, "cases/sladding/masker.html", apnet, innhold, status=422 if sendt is not None else 200)


def _sladdingside(request: BrukerRequest, apnet: Apnet, rad: Sladding, tilbake: Form | None = None) -> HttpResponse:
    gjennomgang = None if rad.er_frigitt else gjennomga(rad)
    sett_over = gjennomgang is not None and actions.er_sett_over(rad, gjennomgang)
    behold = {v.form for v in rad.valg.all() if v.beholdes}
    to = not rad.er_frigitt and actions.krever_to(rad)
    brukt = {rad.gjennomgatt_av_id, rad.sendt_av_id}
    innhold = {
        "sladding": rad,
        "sett": actions.siste_lagring(rad),
        "papirer": navngitte(rad) if rad.er_frigitt else [],
        "til_elevmappa": rad.formaal == Sladding.Formaal.ELEVMAPPE,
        "sett_over": sett_over,
        # Something has changed since it was decided: then nothing of the old decision is shown as if it held.
        "endret": rad.gjennomgatt is not None and not rad.er_frigitt and not sett_over,
        "ark": list(gjennomgang.ved_siden_av(behold)) if gjennomgang is not None and sett_over else [],
        "krever_to": to,
        "andre": andre_som_kan_se_over(rad, brukt | {request.user.pk}, apnet.tid.dag)
        if to and sett_over and apnet.kan_lede
        else [],
        "kan_godkjenne": rad.status == Sladding.Status.TIL_GODKJENNING and request.user.pk not in brukt,
        "tilbake": tilbake or Tilbakeskjema(),
    }
    return _side(request, "cases/sladding/vis.html", apnet, innhold, status=422 if tilbake is not None else 200)


@require_safe
def vis_sladding(request: BrukerRequest, nummer: str, sladding: int) -> HttpResponse:
    """One letting out: as it is beside as it will be, or as it was let out."""
    apnet = _apne(request, nummer)
    return _sladdingside(request, apnet, _hent(request, apnet, sladding))


def _gjor(request: BrukerRequest, nummer: str, sladding: int, dor: Callable[..., object], beskjed: str) -> HttpResponse:
    """One button, one door: a refusal is said at the top of the page."""
    apnet = _apne(request, nummer)
    _hent(request, apnet, sladding)
    try:
        dor(aktor=request.user, sak_id=apnet.sak.pk, sladding_id=sladding, now=apnet.tid.now)
    except Regelbrudd as feil:
        messages.error(request, " ".join(b.tekst for b in feil.brudd))
    else:
        messages.success(request, beskjed)
    return redirect("sladding:vis", nummer, sladding)


@require_POST
def til_godkjenning(request: BrukerRequest, nummer: str, sladding: int) -> HttpResponse:
    """Ask another to look at it."""
    return _gjor(request, nummer, sladding, actions.send_til_godkjenning, _("Sendt til en annen som ser over det."))


@require_POST
def frigi(request: BrukerRequest, nummer: str, sladding: int) -> HttpResponse:
    """Let it out to the elevmappe."""
    dor = partial(actions.frigi, sett=request.POST.get("sett"))
    return _gjor(request, nummer, sladding, dor, _("Frigitt. Dokumentene ligger her som PDF."))


@require_POST
def send_tilbake(request: BrukerRequest, nummer: str, sladding: int) -> HttpResponse:
    """Make a draft again of what waits."""
    apnet = _apne(request, nummer)
    rad = _hent(request, apnet, sladding)
    skjema = Tilbakeskjema(request.POST)
    if skjema.is_valid():
        try:
            actions.send_tilbake(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                sladding_id=sladding,
                grunn=skjema.cleaned_data["grunn"],
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Det er et utkast igjen."))
            return redirect("sladding:vis", nummer, sladding)
    return _sladdingside(request, apnet, rad, skjema)


@require_POST
def forkast(request: BrukerRequest, nummer: str, sladding: int) -> HttpResponse:
    """Throw a draft away."""
    apnet = apne(request, nummer, Handling.LEDE)
    _hent(request, apnet, sladding)
    try:
        actions.forkast(aktor=request.user, sak_id=apnet.sak.pk, sladding_id=sladding, now=apnet.tid.now)
    except Regelbrudd as feil:
        messages.error(request, str(feil))
        return redirect("sladding:vis", nummer, sladding)
    messages.success(request, _("Utkastet er kastet. Ingenting er sendt ut."))
    return redirect("sladding:oversikt", nummer)


@require_safe
def pdf(request: BrukerRequest, nummer: str, sladding: int, papir: int) -> HttpResponse:
    """One paper as it was let out, the bytes as they were made."""
    apnet = _apne(request, nummer, hva=Oppslag.Hva.EKSPORT)
    rad = next((k for k in _hent(request, apnet, sladding).kilder.all() if k.rekkefolge == papir), None)
    if rad is None or rad.dokument is None:
        raise IkkeFunnet
    # The middleware keeps it out of every cache, like all pages for logged-in people.
    return HttpResponse(
        bytes(rad.dokument.innhold),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{rad.dokument.filnavn}"'},
    )
