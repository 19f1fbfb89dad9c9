"""Pages of the archive: what is not archived, what may be removed, and one sak's documents in the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.arkiv import actions, queries
from cases.arkiv.access import drifter_arkivet, kan_se_arkivet
from cases.arkiv.forms import Avgjorelse, Filter, Opphev, Stans
from cases.arkiv.kanal import tilkoblet
from cases.arkiv.koder import koder
from cases.arkiv.models import Fjerningsstans
from cases.arkiv.saksmappe import tilstand
from cases.sak.access import Handling
from cases.sak.feil import IkkeFunnet, Regelbrudd, vis
from cases.sak.models import Oppslag, Sak
from cases.sak.oppslag import apne, noter_liste, tid
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cases.sak.oppslag import Apnet, Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _arkivets(request: BrukerRequest) -> Tid:
    """The time, for one who leads saker or runs the archive; for others the pages do not exist."""
    naa = tid()
    if not kan_se_arkivet(request.user, naa.dag):
        raise IkkeFunnet
    return naa


@require_safe
def liste(request: BrukerRequest) -> HttpResponse:
    """What is not archived: leaders see of what kind, those who run the archive a key and a number."""
    naa = _arkivets(request)
    skjema = Filter(request.GET)
    ark, linjer, antall = queries.ikke_arkivert(
        request.user, naa.dag, naa.now, vis=skjema.valgt(), side=sidetall(request)
    )
    noter_liste(request.user, naa, Oppslag.Liste.ARKIV, saker=[rad.sak_id for rad in ark.object_list])
    return render(
        request,
        "cases/arkiv/liste.html",
        {
            "ark": ark,
            "linjer": linjer,
            "antall": antall,
            "skjema": skjema,
            "tilkoblet": tilkoblet(),
            "tar_saksmapper": koder().tar_saksmapper,
            "drifter": drifter_arkivet(request.user, naa.dag),
        },
    )


@require_POST
def send_igjen(request: BrukerRequest, arkivering: int) -> HttpResponse:
    """Send a document again."""
    naa = _arkivets(request)
    actions.send_igjen(aktor=request.user, arkivering_id=arkivering, now=naa.now)
    messages.success(request, _("Dokumentet sendes til arkivet på nytt i løpet av noen minutter."))
    return redirect("arkiv:liste")


def _fjerningsside(
    request: BrukerRequest, naa: Tid, *, sendt: Avgjorelse | None = None, om: int = 0, avslag: str = ""
) -> HttpResponse:
    ark, saker = queries.fjernbare(request.user, naa.dag, side=sidetall(request))
    venter, godkjente = queries.forslag(request.user, naa.dag)
    nesten = queries.nesten_fjernbare(request.user, naa.dag)
    viste = [*(sak.pk for sak in ark.object_list), *(rad.sak_id for rad in (*venter, *godkjente))]
    viste += [rad.sak_id for rad in nesten]
    noter_liste(request.user, naa, Oppslag.Liste.ARKIV, saker=viste)
    return render(
        request,
        "cases/arkiv/kan_fjernes.html",
        {
            "ark": ark,
            "saker": saker,
            "venter": [
                (rad, sendt if sendt is not None and rad.id == om else Avgjorelse(prefix=f"f{rad.id}"))
                for rad in venter
            ],
            "godkjente": godkjente,
            "nesten": nesten,
            "avslag": avslag,
        },
        status=422 if sendt is not None or avslag else 200,
    )


@require_safe
def kan_fjernes(request: BrukerRequest) -> HttpResponse:
    """The saker that may be removed, and the proposals that wait for another person."""
    return _fjerningsside(request, _arkivets(request))


@require_POST
def foreslaa(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Propose that a sak is removed."""
    naa = _arkivets(request)
    try:
        actions.foreslaa_fjerning(aktor=request.user, nummer=nummer, now=naa.now)
    except Regelbrudd as feil:
        return _fjerningsside(request, naa, avslag=" ".join(brudd.tekst for brudd in feil.brudd))
    messages.success(request, _("Forslaget er skrevet ned. En annen må godkjenne det før saken kan fjernes."))
    return redirect("arkiv:kan_fjernes")


@require_POST
def lag_saksmappe(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Ask for the archive's saksmappe; nobody opens the sak by that. Back to the page it was asked from."""
    naa = _arkivets(request)
    fra_saken = "fra_saken" in request.POST
    try:
        actions.lag_saksmappe(aktor=request.user, nummer=nummer, now=naa.now)
    except Regelbrudd as feil:
        return _fjerningsside(request, naa, avslag=" ".join(brudd.tekst for brudd in feil.brudd))
    messages.success(request, _("Saksmappa for arkivet blir laget, og sendes av seg selv når den er ferdig."))
    return redirect("arkiv:sak", nummer) if fra_saken else redirect("arkiv:kan_fjernes")


@require_POST
def avgjor(request: BrukerRequest, forslag: int) -> HttpResponse:
    """Say yes or no to a proposal."""
    naa = _arkivets(request)
    skjema = Avgjorelse(request.POST, prefix=f"f{forslag}")
    ja = "godkjenn" in request.POST
    if skjema.is_valid():
        try:
            actions.avgjor_fjerning(
                aktor=request.user,
                forslag_id=forslag,
                godkjent=ja,
                begrunnelse=skjema.cleaned_data["begrunnelse"],
                now=naa.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(
                request,
                _("Godkjent. Den som drifter databasen, fjerner saken.") if ja else _("Saken blir stående."),
            )
            return redirect("arkiv:kan_fjernes")
    return _fjerningsside(request, naa, sendt=skjema, om=forslag)


def _saksside(
    request: BrukerRequest, apnet: Apnet, *, stans: Stans | None = None, opphev: tuple[int, Opphev] | None = None
) -> HttpResponse:
    sak: Sak = apnet.sak
    return render(
        request,
        "cases/arkiv/sak.html",
        {
            "apnet": apnet,
            "fane": "dokumenter",
            "linjer": queries.i_saken(sak, request.user, apnet.tid.now),
            "hindringer": queries.i_veien(sak, apnet.tid.dag),
            "saksmappe": tilstand(sak),
            "stanser": [
                (rad, opphev[1] if opphev is not None and opphev[0] == rad.pk else Opphev(prefix=f"s{rad.pk}"))
                for rad in queries.stanser(sak)
            ],
            "skjema": stans or Stans(),
            "tilkoblet": tilkoblet(),
            "tar_saksmapper": koder().tar_saksmapper,
        },
        status=422 if stans is not None or opphev is not None else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sak(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Where each document of the sak is, and whether the sak may be removed; posted to, it is stopped."""
    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.DOKUMENT)
    if request.method != "POST":
        return _saksside(request, apnet)
    skjema = Stans(request.POST)
    if skjema.is_valid():
        try:
            actions.stans_fjerning(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                grunn=Fjerningsstans.Grunn(skjema.cleaned_data["grunn"]),
                notat=skjema.cleaned_data["notat"],
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Saken blir stående til stansen oppheves."))
            return redirect("arkiv:sak", nummer)
    return _saksside(request, apnet, stans=skjema)


@require_POST
def opphev(request: BrukerRequest, nummer: str, stans: int) -> HttpResponse:
    """Lift a stop."""
    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.DOKUMENT)
    skjema = Opphev(request.POST, prefix=f"s{stans}")
    if skjema.is_valid():
        try:
            actions.opphev_stans(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                stans_id=stans,
                fordi=skjema.cleaned_data["fordi"],
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Stansen er opphevet."))
            return redirect("arkiv:sak", nummer)
    return _saksside(request, apnet, opphev=(stans, skjema))


@require_POST
def andres_papirer(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Say that what is about another pupil lies in that pupil's folder."""
    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.DOKUMENT)
    actions.andres_papirer_er_lagt(aktor=request.user, sak_id=apnet.sak.pk, now=apnet.tid.now)
    messages.success(request, _("Det er notert i loggen."))
    return redirect("arkiv:sak", nummer)
