"""Pages of the read-log: who has looked at a sak, an overview for the family, and the month's unusual looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.leselogg import actions, queries, uvanlig
from cases.leselogg.access import HVEM_GIR, har_hele_leseloggen, leser_leseloggen
from cases.leselogg.forms import Innsynsfilter, Maanedsfilter, Utskriftsskjema, Vurderingsskjema
from cases.leselogg.models import Innsynsutskrift
from cases.leselogg.utskrift import mottakere
from cases.sak.access import Handling
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd, vis
from cases.sak.models import Oppslag, Sak
from cases.sak.oppslag import apne, noter_liste, tid
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from cases.sak.oppslag import Apnet, Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest

PER_SIDE = 25


@require_safe
def innsynslogg(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Who has looked at this sak, in which role, when and at what; and whether a task explains it."""
    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.LESELOGG)
    # Who may be chosen is known when the log is read; who is chosen is a number or nothing.
    stengte = apnet.stengte_meldinger
    personer = [(person.pk, person.navn) for person in queries.lesere(apnet.sak, stengte)]
    skjema = Innsynsfilter(request.GET, personer=personer)
    return render(
        request,
        "cases/leselogg/sak.html",
        {
            "apnet": apnet,
            "fane": "innsyn",
            "skjema": skjema,
            "side": queries.innsynslogg(apnet.sak, skjema.utvalg(), side=sidetall(request), uten_meldinger=stengte),
            "utskrifter": queries.utskrifter(apnet.sak),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def til_foresatte(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Make an overview for a guardian: period, to whom, and whether anyone is named."""
    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.LESELOGG)
    sak, dag = apnet.sak, apnet.tid.dag
    sendt = request.POST if request.method == "POST" else None
    skjema = Utskriftsskjema(sendt, sak=sak, lesere=queries.lesere(sak, apnet.stengte_meldinger), dag=dag)
    if sendt is not None and skjema.is_valid():
        try:
            laget = actions.lag_innsynsutskrift(
                aktor=request.user, sak_id=sak.pk, data=skjema.data_til_dor(), now=apnet.tid.now
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Oversikten er laget, og det er notert i loggen."))
            return redirect("leselogg:utskrift", nummer, laget.pk)
    return render(
        request,
        "cases/leselogg/til_foresatte.html",
        {"apnet": apnet, "fane": "innsyn", "skjema": skjema, "har_mottaker": mottakere(sak).exists()},
        status=422 if sendt is not None else 200,
    )


def _apne_utskrift(request: BrukerRequest, nummer: str, utskrift: int) -> tuple[Apnet, Innsynsutskrift]:
    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.EKSPORT)
    rad = Innsynsutskrift.objects.filter(sak=apnet.sak, pk=utskrift).select_related("foresatt", "laget_av").first()
    if rad is None:
        raise IkkeFunnet
    if not har_hele_leseloggen(request.user, apnet.sak, rad.laget):
        raise IkkeTilgang(str(HVEM_GIR))
    return apnet, rad


@require_safe
def utskrift(request: BrukerRequest, nummer: str, utskrift: int) -> HttpResponse:
    """An overview as it was given, ready to print."""
    from cases.leselogg.pdf import utskriftens_innhold  # noqa: PLC0415 - most of a second, which few processes need

    apnet, rad = _apne_utskrift(request, nummer, utskrift)
    with translation.override(apnet.sak.skole.maalform):
        # The document speaks the school's målform; the page around it the reader's.
        dokument = render_to_string("cases/leselogg/_utskrift.html", utskriftens_innhold(apnet.sak, rad))
    return render(
        request,
        "cases/leselogg/utskrift.html",
        {"apnet": apnet, "fane": "innsyn", "utskrift": rad, "dokument": dokument},
    )


@require_safe
def utskrift_pdf(request: BrukerRequest, nummer: str, utskrift: int) -> HttpResponse:
    """The same on paper, the bytes as they were made."""
    _apnet, rad = _apne_utskrift(request, nummer, utskrift)
    return HttpResponse(
        bytes(rad.innhold),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{rad.filnavn}"'},
    )


def _leser(request: BrukerRequest) -> Tid:
    naa = tid()
    if not leser_leseloggen(roller_for(request.user, naa.dag)):
        raise IkkeFunnet
    return naa


def _oversikt(request: BrukerRequest, naa: Tid, vurdering: Vurderingsskjema | None = None) -> HttpResponse:
    filter_ = Maanedsfilter(request.GET, dag=naa.dag)
    maaned = uvanlig.maaned(request.user, filter_.forste(), dag=naa.dag)
    grunn, alle = filter_.verdi("grunn"), filter_.verdi("vis") == "alle"
    valgte = [
        funn
        for funn in maaned.funn
        if (alle or not funn.vurdert) and (not grunn or grunn in {arsak.grunn for arsak in funn.arsaker})
    ]
    ark = Paginator(valgte, PER_SIDE).get_page(sidetall(request))
    viste = [funn.sak.pk for funn in ark.object_list if funn.sak is not None]
    noter_liste(request.user, naa, Oppslag.Liste.LESELOGG, saker=viste, hva=Oppslag.Hva.LESELOGG)
    return render(
        request,
        "cases/leselogg/oversikt.html",
        {
            "skjema": filter_,
            "maaned": maaned,
            "ark": ark,
            "rader": [(funn, _skjema_for(funn, vurdering)) for funn in ark.object_list],
            "synlige": set(
                Sak.objects.visible_to(request.user, naa.dag).filter(pk__in=viste).values_list("pk", flat=True)
            ),
            "vurdering": vurdering,
        },
        status=422 if vurdering is not None else 200,
    )


def _skjema_for(funn: uvanlig.Uvanlig, sendt: Vurderingsskjema | None) -> Vurderingsskjema:
    """The form of one finding: the one that was refused keeps what was typed."""
    if sendt is not None and sendt.prefix == funn.nokkel:
        return sendt
    return Vurderingsskjema(
        prefix=funn.nokkel,
        initial={"bruker": funn.bruker.pk, "sak": funn.sak.nummer if funn.sak else "", "dag": funn.dag.isoformat()},
    )


@require_safe
def oversikt(request: BrukerRequest) -> HttpResponse:
    """The month's unusual looks, for personvernombud, sektorleder and kommunalsjef; for others it does not exist."""
    return _oversikt(request, _leser(request))


@require_POST
def vurder(request: BrukerRequest) -> HttpResponse:
    """Say what looks that stood out were."""
    naa = _leser(request)
    skjema = Vurderingsskjema(request.POST, prefix=request.POST.get("funn", "")[:60])
    if skjema.is_valid():
        try:
            actions.vurder_oppslag(aktor=request.user, data=skjema.data_til_dor(), now=naa.now)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Vurderingen er lagret."))
            return redirect(f"{reverse('leselogg:oversikt')}?{request.GET.urlencode()}")
    return _oversikt(request, naa, skjema)
