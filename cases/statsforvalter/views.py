"""Pages of the register: what Statsforvalteren does with the sak, and a form for each thing that is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.sak.access import HVEM_KAN, Handling, Situasjon
from cases.sak.feil import Foreldet, IkkeTilgang, Regelbrudd, vis
from cases.sak.models import Oppslag, Sak
from cases.sak.oppslag import apne
from cases.sak.vurdering import vurder
from cases.statsforvalter import actions, forms, queries
from cases.statsforvalter import vedtak as vedtaksdorer
from cases.statsforvalter.mote import registrer_mote

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from cases.sak.oppslag import Apnet
    from cases.statsforvalter.forms import Registerskjema
    from cases.statsforvalter.models import Statsforvaltersak
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _apne(request: BrukerRequest, nummer: str, *, skoleeier: bool = False, melde: bool = False) -> Apnet:
    """Open the sak for one who leads it or follows it up; ``melde``: or who looks at it in an emergency."""
    apnet = apne(request, nummer, Handling.FOLGE_OPP if skoleeier else Handling.LESE, hva=Oppslag.Hva.SAK)
    if not (apnet.for_ledere or (melde and apnet.situasjon == Situasjon.NODINNSYN)):
        raise IkkeTilgang(str(HVEM_KAN[Handling.LEDE]))
    return apnet


@require_safe
def vis_register(request: BrukerRequest, nummer: str) -> HttpResponse:
    """All that has passed between Statsforvalteren and the kommune in this sak, and what is asked for now."""
    apnet = _apne(request, nummer, melde=True)
    register = queries.register(apnet.sak, apnet.tid.dag) if apnet.for_ledere else queries.Register(None, ())
    return render(
        request,
        "cases/statsforvalter/register.html",
        {
            "apnet": apnet,
            "fane": "statsforvalter",
            "register": register,
            "venter": vurder(apnet.sak, apnet.tid.now, handlinger=apnet.handlinger).statsforvalteren_venter,
            "uken": queries.uken(apnet.sak, apnet.tid.dag) if register.naa is None else "",
            "dossier": _dossier(nummer),
        },
    )


def _dossier(nummer: str) -> str:
    """Where the whole of the sak's documentation is gathered, if this house has such a page."""
    adresse = f"/saker/{nummer}/dossier/"
    try:
        resolve(adresse)
    except Resolver404:
        return ""
    return adresse


def _runde(request: BrukerRequest, apnet: Apnet) -> Statsforvaltersak:
    return queries.aapen_runde(apnet.sak, sendt=request.method == "POST")


def _fyll_ut(
    request: BrukerRequest,
    apnet: Apnet,
    skjema: Registerskjema,
    dor: Callable[..., object],
    *,
    beskjed: str,
    igjen: str = "",
    **tekst: Any,
) -> HttpResponse:
    """One form, one door: the shape all forms of the register share. ``igjen`` names the page for one more."""
    post = request.method == "POST"
    if post and skjema.is_valid():
        try:
            dor(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                data=skjema.data_til_dor(),  # type: ignore[attr-defined]  # each has its own
                sett=skjema.cleaned_data["sett"],
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
            if isinstance(feil, Foreldet):
                skjema.neste_gang(sett=actions.registerversjon(apnet.sak.pk))
        else:
            messages.success(request, beskjed)
            if not Sak.objects.visible_to(request.user, apnet.tid.dag).filter(pk=apnet.sak.pk).exists():
                # Registered by mistake: the sak is nobody's but the school's again.
                return redirect("skoleeier:oversikt")
            return redirect(igjen if igjen and "igjen" in request.POST else "statsforvalter:vis", apnet.sak.nummer)
    innhold = {"apnet": apnet, "fane": "statsforvalter", "skjema": skjema, "igjen": igjen, **tekst}
    return render(request, "cases/statsforvalter/skjema.html", innhold, status=422 if post else 200)


def _start(request: BrukerRequest, apnet: Apnet, **verdier: Any) -> dict[str, Any]:
    """What a form is made with: what was sent, or what it begins with."""
    if request.method == "POST":
        return {"data": request.POST}
    return {"initial": {"sett": actions.registerversjon(apnet.sak.pk), **verdier}}


@require_http_methods(["GET", "POST"])
def meldt(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Register that the sak has been reported, for the first time or again."""
    apnet = _apne(request, nummer, melde=True)
    start = _start(request, apnet, mottatt=apnet.tid.dag)
    return _fyll_ut(
        request,
        apnet,
        forms.Meldtskjema(**start),
        actions.registrer_melding,
        tittel=_("Saken er meldt til Statsforvalteren"),
        ingress=_(
            "Når du lagrer, får sektorleder og kommunalsjefen se saken, og de får beskjed. Skolens plikter gjelder "
            "fullt ut imens."
        ),
        merknad=queries.uken(apnet.sak, apnet.tid.dag),
        beskjed=_("Det er registrert at saken er meldt til Statsforvalteren."),
    )


@require_http_methods(["GET", "POST"])
def krav(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Register a request for information."""
    apnet = _apne(request, nummer)
    runde = _runde(request, apnet)
    start = _start(request, apnet, mottatt=apnet.tid.dag, referanse=runde.referanse, saksbehandler=runde.saksbehandler)
    return _fyll_ut(
        request,
        apnet,
        forms.Kravskjema(**start),
        actions.registrer_krav,
        tittel=_("Statsforvalteren ber om opplysninger"),
        ingress=_(
            "Skolen og kommunen legger fram alt Statsforvalteren trenger, uten hinder av taushetsplikten. Sektorleder "
            "og kommunalsjefen får beskjed nå, tre dager før fristen, dagen før og samme dag."
        ),
        beskjed=_("Brevet er registrert, og fristen følges."),
    )


@require_http_methods(["GET", "POST"])
def frist(request: BrukerRequest, nummer: str, krav: int) -> HttpResponse:
    """Register that more time was given."""
    apnet = _apne(request, nummer)
    rad = queries.krav_i(_runde(request, apnet), krav, sendt=request.method == "POST")

    def dor(**felter: Any) -> object:
        return actions.forleng_frist(krav_id=rad.pk, **felter)

    return _fyll_ut(
        request,
        apnet,
        forms.Forlengelseskjema(**_start(request, apnet, dato=apnet.tid.dag)),
        dor,
        tittel=_("Statsforvalteren har gitt mer tid"),
        ingress=_("Den gamle fristen og grunnen blir stående."),
        beskjed=_("Den nye fristen er registrert."),
    )


@require_http_methods(["GET", "POST"])
def svar(request: BrukerRequest, nummer: str, krav: int) -> HttpResponse:
    """Register what was sent."""
    apnet = _apne(request, nummer)
    rad = queries.krav_i(_runde(request, apnet), krav, sendt=request.method == "POST")

    def dor(**felter: Any) -> object:
        return actions.registrer_svar(krav_id=rad.pk, **felter)

    start = _start(request, apnet, sendt=apnet.tid.dag, sendt_av=request.user.navn, hele="ja")
    return _fyll_ut(
        request,
        apnet,
        forms.Svarskjema(sak=apnet.sak, **start),
        dor,
        tittel=_("Svar til Statsforvalteren"),
        ingress=_("Skriv ned hva som ble sendt, når og hvordan. Selve sendingen gjør du i kommunens egen løsning."),
        punkter=rad.punkter,
        dossier=_dossier(nummer),
        beskjed=_("Svaret er registrert."),
    )


@require_http_methods(["GET", "POST"])
def mote(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Write down a meeting."""
    apnet = _apne(request, nummer)
    _runde(request, apnet)
    return _fyll_ut(
        request,
        apnet,
        forms.Moteskjema(**_start(request, apnet, dato=apnet.tid.dag)),
        registrer_mote,
        tittel=_("Møte med Statsforvalteren"),
        ingress=_("Skriv det kort, med en gang etter møtet. Det kan ikke endres etterpå."),
        beskjed=_("Møtet er skrevet inn."),
    )


@require_http_methods(["GET", "POST"])
def vedtak(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Register a decision."""
    apnet = _apne(request, nummer, skoleeier=True)
    runde = _runde(request, apnet)
    return _fyll_ut(
        request,
        apnet,
        forms.Vedtaksskjema(runde=runde, **_start(request, apnet, mottatt=apnet.tid.dag)),
        vedtaksdorer.registrer_vedtak,
        tittel=_("Avgjørelse fra Statsforvalteren"),
        ingress=_("Avgjørelsen er et enkeltvedtak. Eleven og foresatte kan klage på den; skolen og kommunen kan ikke."),
        beskjed=_("Avgjørelsen er registrert."),
    )


@require_http_methods(["GET", "POST"])
def palegg(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Register one order of a decision."""
    apnet = _apne(request, nummer, skoleeier=True)
    runde = _runde(request, apnet)
    start = _start(request, apnet)
    return _fyll_ut(
        request,
        apnet,
        forms.Paleggskjema(runde=runde, sak=apnet.sak, dag=apnet.tid.dag, aktor=request.user, **start),
        vedtaksdorer.registrer_palegg,
        tittel=_("Pålegg fra Statsforvalteren"),
        ingress=_(
            "Ett pålegg om gangen. Det kommer inn i tiltaksplanen, og skolen kan ikke fjerne det eller skrive det om."
        ),
        beskjed=_("Pålegget er registrert, og står i tiltaksplanen fra neste versjon."),
        igjen="statsforvalter:palegg",
    )


@require_http_methods(["GET", "POST"])
def oppfolging(request: BrukerRequest, nummer: str, palegg: int) -> HttpResponse:
    """Write how an order goes."""
    apnet = _apne(request, nummer)
    rad = queries.palegg_i(_runde(request, apnet), palegg)

    def dor(**felter: Any) -> object:
        return vedtaksdorer.folg_opp_palegg(palegg_id=rad.pk, **felter)

    start = _start(request, apnet, dato=apnet.tid.dag)
    return _fyll_ut(
        request,
        apnet,
        forms.Oppfolgingsskjema(kan_oppheves=apnet.kan_folge_opp, **start),
        dor,
        tittel=_("Oppfølging av pålegg %(nummer)s") % {"nummer": rad.nummer},
        ingress=rad.tekst,
        beskjed=_("Oppfølgingen er lagret."),
    )


@require_http_methods(["GET", "POST"])
def palegg_frist(request: BrukerRequest, nummer: str, palegg: int) -> HttpResponse:
    """Register that more time was given to do an order."""
    apnet = _apne(request, nummer, skoleeier=True)
    rad = queries.palegg_i(_runde(request, apnet), palegg)

    def dor(**felter: Any) -> object:
        return vedtaksdorer.forleng_palegg(palegg_id=rad.pk, **felter)

    return _fyll_ut(
        request,
        apnet,
        forms.Forlengelseskjema(**_start(request, apnet, dato=apnet.tid.dag)),
        dor,
        tittel=_("Statsforvalteren har gitt mer tid"),
        ingress=_("Den gamle fristen og grunnen blir stående."),
        beskjed=_("Den nye fristen er registrert."),
    )


@require_http_methods(["GET", "POST"])
def klage(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Register an appeal."""
    apnet = _apne(request, nummer, skoleeier=True)
    runde = _runde(request, apnet)
    return _fyll_ut(
        request,
        apnet,
        forms.Klageskjema(runde=runde, **_start(request, apnet)),
        vedtaksdorer.registrer_klage,
        tittel=_("Klage på avgjørelsen"),
        ingress=_("Påleggene gjelder mens klagen behandles, om ikke noe annet er bestemt."),
        beskjed=_("Klagen er registrert."),
    )


@require_http_methods(["GET", "POST"])
def mulkt(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Register a tvangsmulkt."""
    apnet = _apne(request, nummer, skoleeier=True)
    _runde(request, apnet)
    return _fyll_ut(
        request,
        apnet,
        forms.Mulktskjema(**_start(request, apnet)),
        vedtaksdorer.registrer_mulkt,
        tittel=_("Tvangsmulkt"),
        ingress=_("Mulkten løper til vedtaket er fulgt. Skriv inn når den stanser."),
        beskjed=_("Mulkten er registrert."),
    )


@require_http_methods(["GET", "POST"])
def stans(request: BrukerRequest, nummer: str, mulkt: int) -> HttpResponse:
    """Register that a mulkt has stopped."""
    apnet = _apne(request, nummer, skoleeier=True)
    rad = queries.mulkt_i(_runde(request, apnet), mulkt, sendt=request.method == "POST")

    def dor(**felter: Any) -> object:
        return vedtaksdorer.stans_mulkt(mulkt_id=rad.pk, **felter)

    return _fyll_ut(
        request,
        apnet,
        forms.Stansskjema(**_start(request, apnet, stanset=apnet.tid.dag)),
        dor,
        tittel=_("Tvangsmulkten har stanset"),
        ingress=rad.gjelder,
        beskjed=_("Det er registrert at mulkten har stanset."),
    )


@require_http_methods(["GET", "POST"])
def slutt(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Register that Statsforvalteren is done with the sak, or that it was never there."""
    apnet = _apne(request, nummer, skoleeier=True)
    _runde(request, apnet)
    return _fyll_ut(
        request,
        apnet,
        forms.Sluttskjema(**_start(request, apnet, avsluttet=apnet.tid.dag)),
        actions.lukk_runde,
        tittel=_("Saken er ferdig hos Statsforvalteren"),
        ingress=_("Alt som er skrevet inn, blir stående. Skolens egen sak går videre til eleven har det trygt."),
        beskjed=_("Det er registrert at saken er ferdig hos Statsforvalteren."),
    )
