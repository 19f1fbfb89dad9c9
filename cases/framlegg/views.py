"""Pages of framlegg for those who lead the sak or follow it up. The employee's own stand in ``egne_views``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.framlegg import actions, oppfolging, queries
from cases.framlegg.access import andre_som_kan_se_over
from cases.framlegg.actions import Valg
from cases.framlegg.forms import (
    Framleggskjema,
    Fristskjema,
    Maskeskjema,
    Moteskjema,
    Tilbakeskjema,
    Vurderingsskjema,
)
from cases.framlegg.models import Framlegg
from cases.framlegg.personer import gjennomga, masket
from cases.lov import framlegg as lov
from cases.sak import kalender
from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import apne

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form

    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest

NYTT = "cases/framlegg/rediger.html"


def _apne(request: BrukerRequest, nummer: str, *, hva: Oppslag.Hva = Oppslag.Hva.SAK) -> Apnet:
    """Open the sak for one who leads it or follows it up; kontaktlærer and those let in have no framlegg there."""
    apnet = apne(request, nummer, hva=hva)
    if not apnet.for_ledere:
        raise IkkeTilgang(str(HVEM_KAN[Handling.LEDE]))
    return apnet


def _hent(apnet: Apnet, framlegg_id: int) -> Framlegg:
    framlegg = queries.framlegg_i(apnet.sak, framlegg_id)
    if framlegg is None:
        raise IkkeFunnet
    return framlegg


def _side(
    request: BrukerRequest, mal: str, apnet: Apnet, innhold: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, mal, {"apnet": apnet, "fane": "framlegg", **innhold}, status=status)


@require_GET
def oversikt(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Who is named, and how far each has been heard."""
    apnet = _apne(request, nummer)
    return _side(request, "cases/framlegg/oversikt.html", apnet, {"linjer": queries.ansatte_i(apnet.sak)})


@require_http_methods(["GET", "POST"])
def nytt(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Write a framlegg."""
    apnet = apne(request, nummer, Handling.LEDE)
    ansatte = actions.anklagede(apnet.sak)
    # What is written here and in the next two is never thrown away because another came first: the door says so.
    if request.method == "GET" and not (ansatte and apnet.sak.skjerpet):
        return redirect("framlegg:oversikt", nummer)
    if request.method == "GET":
        skolens = kalender.kalendere([apnet.sak.skole_id])[apnet.sak.skole_id]
        start = {"svarfrist": lov.svarfrist(apnet.tid.dag, skolens), "ansatt": request.GET.get("ansatt")}
        skjema = Framleggskjema(ansatte=ansatte, initial={k: v for k, v in start.items() if v})
        return _side(request, NYTT, apnet, {"skjema": skjema})
    skjema = Framleggskjema(request.POST, ansatte=ansatte)
    if skjema.is_valid():
        try:
            framlegg = actions.nytt_framlegg(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                ansatt=skjema.cleaned_data["ansatt"],
                data=skjema.data_til_dor(),
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            return redirect("framlegg:masker", nummer, framlegg.pk)
    return _side(request, NYTT, apnet, {"skjema": skjema}, status=422)


@require_http_methods(["GET", "POST"])
def rediger(request: BrukerRequest, nummer: str, framlegg: int) -> HttpResponse:
    """Write on in a draft."""
    apnet = apne(request, nummer, Handling.LEDE)
    rad = _hent(apnet, framlegg)
    if rad.status != Framlegg.Status.UTKAST and request.method == "GET":
        return redirect("framlegg:vis", nummer, framlegg)
    if request.method == "GET":
        felter = ("paastander", "trenger", "svarfrist", "vis_elev", "vis_elev_grunn", "revisjon")
        start = {"ansatt": rad.ansatt_id, **{navn: getattr(rad, navn) for navn in felter}}
        skjema = Framleggskjema(ansatte=[rad.ansatt], initial=start)
        return _side(request, NYTT, apnet, {"skjema": skjema, "framlegg": rad})
    skjema = Framleggskjema(request.POST, ansatte=[rad.ansatt])
    if skjema.is_valid():
        try:
            actions.rediger_framlegg(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                framlegg_id=framlegg,
                data=skjema.data_til_dor(),
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
            # The next save is made with open eyes.
            sett = request.POST.copy()
            sett["revisjon"] = str(_hent(apnet, framlegg).revisjon)
            skjema.data = sett
        else:
            return redirect("framlegg:masker", nummer, framlegg)
    return _side(request, NYTT, apnet, {"skjema": skjema, "framlegg": rad}, status=422)


@require_http_methods(["GET", "POST"])
def masker(request: BrukerRequest, nummer: str, framlegg: int) -> HttpResponse:
    """Look at every name that was found, and decide."""
    apnet = apne(request, nummer, Handling.LEDE)
    rad = _hent(apnet, framlegg)
    if rad.status != Framlegg.Status.UTKAST and request.method == "GET":
        return redirect("framlegg:vis", nummer, framlegg)
    funn = gjennomga(rad).funn
    valgt = {v.form: Valg(beholdes=v.beholdes, grunn=v.grunn) for v in rad.maskevalg.all()}
    skjema = Maskeskjema(request.POST if request.method == "POST" else None, funn=funn, valgt=valgt)
    if request.method == "POST" and skjema.is_valid():
        try:
            actions.masker_framlegg(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                framlegg_id=framlegg,
                valg=skjema.valg(),
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Navnene er gjennomgått. Slik blir framlegget."))
            return redirect("framlegg:vis", nummer, framlegg)
    status = 422 if request.method == "POST" else 200
    return _side(request, "cases/framlegg/masker.html", apnet, {"framlegg": rad, "skjema": skjema}, status=status)


def _framleggside(request: BrukerRequest, apnet: Apnet, framlegg: Framlegg, **skjemaer: Form | None) -> HttpResponse:
    dag = apnet.tid.dag
    gjennomgatt = framlegg.er_frigitt or (
        framlegg.maskert is not None and gjennomga(framlegg).kontrollsum == framlegg.kontrollsum
    )
    utkast = not framlegg.er_frigitt
    to = utkast and actions.krever_to(apnet.sak)
    hort = None if utkast else oppfolging.kontradiksjon(framlegg)
    innhold = {
        "framlegg": framlegg,
        "gjennomgatt": gjennomgatt,
        "tekst": framlegg.dokument
        if framlegg.er_frigitt
        else masket(framlegg, {v.form for v in framlegg.maskevalg.all() if v.beholdes})
        if gjennomgatt
        else None,
        "krever_to": to,
        "andre": andre_som_kan_se_over(framlegg, dag) if to and apnet.kan_lede else [],
        "kan_godkjenne": framlegg.status == Framlegg.Status.TIL_GODKJENNING
        and request.user.pk not in {framlegg.skrevet_av_id, framlegg.maskert_av_id},
        "kontradiksjon": hort,
        "svarfrist_ute": not utkast and framlegg.svarfrist < dag,
        "kan_vurderes": hort is not None and not lov.kan_vurderes(hort, dag=dag),
        "frist": Fristskjema(),
        "tilbake": Tilbakeskjema(),
        **{navn: skjema for navn, skjema in skjemaer.items() if skjema is not None},
    }
    return _side(request, "cases/framlegg/vis.html", apnet, innhold, status=422 if skjemaer else 200)


@require_GET
def vis_framlegg(request: BrukerRequest, nummer: str, framlegg: int) -> HttpResponse:
    """One framlegg: as it will be read, or as it was given, with what came back."""
    apnet = _apne(request, nummer, hva=Oppslag.Hva.DOKUMENT)
    return _framleggside(request, apnet, _hent(apnet, framlegg))


def _gjor(request: BrukerRequest, nummer: str, framlegg: int, dor: Callable[..., object], beskjed: str) -> HttpResponse:
    """One button, one door: a refusal is said at the top of the page."""
    apnet = _apne(request, nummer)
    _hent(apnet, framlegg)
    try:
        dor(aktor=request.user, sak_id=apnet.sak.pk, framlegg_id=framlegg, now=apnet.tid.now)
    except Regelbrudd as feil:
        messages.error(request, " ".join(b.tekst for b in feil.brudd))
    else:
        messages.success(request, beskjed)
    return redirect("framlegg:vis", nummer, framlegg)


@require_POST
def til_godkjenning(request: BrukerRequest, nummer: str, framlegg: int) -> HttpResponse:
    """Ask another to look at it."""
    return _gjor(request, nummer, framlegg, actions.send_til_godkjenning, _("Framlegget er sendt til godkjenning."))


@require_POST
def frigi(request: BrukerRequest, nummer: str, framlegg: int) -> HttpResponse:
    """Give it to the employee."""
    return _gjor(
        request, nummer, framlegg, actions.frigi_framlegg, _("Framlegget er gitt til den ansatte, som har fått varsel.")
    )


@require_POST
def forkast(request: BrukerRequest, nummer: str, framlegg: int) -> HttpResponse:
    """Throw a draft away."""
    apnet = apne(request, nummer, Handling.LEDE)
    _hent(apnet, framlegg)
    try:
        actions.forkast_framlegg(aktor=request.user, sak_id=apnet.sak.pk, framlegg_id=framlegg, now=apnet.tid.now)
    except Regelbrudd as feil:
        messages.error(request, str(feil))
        return redirect("framlegg:vis", nummer, framlegg)
    messages.success(request, _("Utkastet er kastet."))
    return redirect("framlegg:oversikt", nummer)


@require_POST
def send_tilbake(request: BrukerRequest, nummer: str, framlegg: int) -> HttpResponse:
    """Make a draft again of one that waits."""
    apnet = _apne(request, nummer)
    rad = _hent(apnet, framlegg)
    skjema = Tilbakeskjema(request.POST)
    if skjema.is_valid():
        try:
            actions.send_tilbake(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                framlegg_id=framlegg,
                grunn=skjema.cleaned_data["grunn"],
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Framlegget er et utkast igjen."))
            return redirect("framlegg:vis", nummer, framlegg)
    return _framleggside(request, apnet, rad, tilbake=skjema)


@require_POST
def mer_tid(request: BrukerRequest, nummer: str, framlegg: int) -> HttpResponse:
    """Give the employee more time."""
    apnet = apne(request, nummer, Handling.LEDE)
    rad = _hent(apnet, framlegg)
    skjema = Fristskjema(request.POST)
    if skjema.is_valid():
        try:
            oppfolging.gi_mer_tid(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                framlegg_id=framlegg,
                svarfrist=skjema.cleaned_data["svarfrist"],
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Den ansatte har fått mer tid og er varslet."))
            return redirect("framlegg:vis", nummer, framlegg)
    return _framleggside(request, apnet, rad, frist=skjema)


def _fyll_ut(
    request: BrukerRequest,
    nummer: str,
    framlegg: int,
    skjematype: Callable[..., Any],
    dor: Callable[..., object],
    **tekster: str,
) -> HttpResponse:
    """One form, one door: the meeting and the assessment share this shape."""
    apnet = apne(request, nummer, Handling.LEDE)
    rad = _hent(apnet, framlegg)
    if not rad.er_frigitt:
        return redirect("framlegg:vis", nummer, framlegg)
    skjema = skjematype(request.POST) if request.method == "POST" else skjematype(initial={"dato": apnet.tid.dag})
    if request.method == "POST" and skjema.is_valid():
        try:
            dor(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                framlegg_id=framlegg,
                data=skjema.data_til_dor(),
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, tekster["beskjed"])
            return redirect("framlegg:vis", nummer, framlegg)
    innhold = {"framlegg": rad, "skjema": skjema, **tekster}
    return _side(request, "cases/framlegg/skjema.html", apnet, innhold, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def mote(request: BrukerRequest, nummer: str, framlegg: int) -> HttpResponse:
    """Write down a meeting."""
    return _fyll_ut(
        request,
        nummer,
        framlegg,
        Moteskjema,
        oppfolging.registrer_mote,
        tittel=_("Skriv møtet"),
        ingress=_("Den ansatte kan ha med tillitsvalgt eller verneombud."),
        beskjed=_("Møtet er lagret."),
    )


@require_http_methods(["GET", "POST"])
def vurder(request: BrukerRequest, nummer: str, framlegg: int) -> HttpResponse:
    """Write the two assessments."""
    return _fyll_ut(
        request,
        nummer,
        framlegg,
        Vurderingsskjema,
        oppfolging.vurder,
        tittel=_("To vurderinger, hver for seg"),
        ingress=_("Elevens opplevelse avgjør om eleven skal ha tiltak. Om handlingen var en krenkelse, er noe annet."),
        beskjed=_("Vurderingen er lagret. Elevens rett til tiltak er den samme uansett."),
    )


@require_GET
def pdf(request: BrukerRequest, nummer: str, framlegg: int) -> HttpResponse:
    """The framlegg as it was given, as a PDF."""
    apnet = _apne(request, nummer, hva=Oppslag.Hva.DOKUMENT)
    rad = _hent(apnet, framlegg)
    if not rad.er_frigitt:
        raise IkkeFunnet
    return som_pdf(rad)


def som_pdf(framlegg: Framlegg) -> HttpResponse:
    """The frozen bytes. The file's name tells nothing."""
    # The middleware keeps it out of every cache, like all pages for logged-in people.
    return HttpResponse(
        bytes(framlegg.dokument.innhold),
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="framlegg.pdf"'},
    )
