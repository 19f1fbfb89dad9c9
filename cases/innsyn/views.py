"""Pages of innsyn: what has been asked, what may be given, and the answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.innsyn import actions, queries
from cases.innsyn.forms import Kravskjema, Svarskjema
from cases.innsyn.models import Innsynskrav
from cases.innsyn.rettighet import rett_til
from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import apne, noter_liste, tid
from cases.sak.vurdering import setning
from cases.sladding.access import HVEM, er_nektet, krev_alt
from cases.sladding.actions import er_sett_over, krever_to
from cases.sladding.forms import Velgskjema
from cases.sladding.gjennomgang import gjennomga
from cases.sladding.kilder import navngitte, valgbare
from cases.sladding.models import Sladding
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form

    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _apne(request: BrukerRequest, nummer: str, *, hva: Oppslag.Hva = Oppslag.Hva.DOKUMENT) -> Apnet:
    apnet = apne(request, nummer, hva=hva)
    if not apnet.for_ledere:
        raise IkkeTilgang(str(HVEM_KAN[Handling.LEDE]))
    return apnet


def _hent(apnet: Apnet, krav_id: int) -> Innsynskrav:
    krav = queries.krav_i(apnet.sak, krav_id)
    if krav is None:
        raise IkkeFunnet
    return krav


def _side(
    request: BrukerRequest, mal: str, apnet: Apnet, innhold: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, mal, {"apnet": apnet, "fane": "utlevering", **innhold}, status=status)


@require_safe
def alle(request: BrukerRequest) -> HttpResponse:
    """What waits for an answer in the saker one leads; for those who lead none, the page is not there."""
    naa = tid()
    roller = roller_for(request.user, naa.dag)
    if not (roller.er_leder or roller.sektorleder or roller.kommunalsjef):
        raise IkkeFunnet
    ark = queries.ubesvarte(request.user, naa.dag, side=sidetall(request))
    noter_liste(request.user, naa, Oppslag.Liste.INNSYN, saker=[krav.sak_id for krav in ark.object_list])
    return render(request, "cases/innsyn/alle.html", {"ark": ark, "dag": naa.dag})


@require_safe
def oversikt(request: BrukerRequest, nummer: str) -> HttpResponse:
    """What has been asked of this sak, and what was answered."""
    apnet = _apne(request, nummer)
    return _side(request, "cases/innsyn/oversikt.html", apnet, {"krav": queries.i_saken(apnet.sak)})


@require_http_methods(["GET", "HEAD", "POST"])
def nytt(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Write down a krav."""
    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.DOKUMENT)
    sendt = request.POST if request.method == "POST" else None
    skjema = Kravskjema(sendt, sak=apnet.sak, initial={"kommet": apnet.tid.dag})
    if sendt is not None and skjema.is_valid():
        try:
            krav = actions.registrer_krav(
                aktor=request.user, sak_id=apnet.sak.pk, data=skjema.data_til_dor(), now=apnet.tid.now
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Kravet er registrert."))
            return redirect("innsyn:vis", nummer, krav.pk)
    return _side(request, "cases/innsyn/nytt.html", apnet, {"skjema": skjema}, status=422 if sendt is not None else 200)


def _kravside(request: BrukerRequest, apnet: Apnet, krav: Innsynskrav, **skjemaer: Form) -> HttpResponse:
    rett = rett_til(krav, apnet.tid.dag)
    sladding = krav.sladding if krav.besvart is None else None
    klart = sladding is not None and er_sett_over(sladding, gjennomga(sladding))
    to = sladding is not None and krever_to(sladding)
    venter = sladding is not None and sladding.status == Sladding.Status.TIL_GODKJENNING
    brukt = {sladding.gjennomgatt_av_id, sladding.sendt_av_id} if sladding is not None else set()
    kontrollert = krav.identitet != Innsynskrav.Identitet.IKKE_KONTROLLERT
    # One to whom a melding is closed chooses and gives nothing, and refuses only where the letter names nothing.
    alt = not apnet.stengte_meldinger
    stengt = not alt and krav.sladding is not None and er_nektet(request.user, krav.sladding)
    papirer = valgbare(apnet.sak, Sladding.Formaal.INNSYN) if alt and krav.besvart is None and rett.kan_gis else []
    start = setning(rett.grunn) if rett.grunn is not None else ""
    innhold = {
        "krav": krav,
        "sett": actions.siste_lagring(krav),
        "rett": rett,
        "grunn": start,
        "husk": [setning(tekst) for tekst in rett.husk],
        "kontrollert": kontrollert,
        "velg": Velgskjema(valgbare=papirer, initial={"papirer": [v.nokkel for v in papirer]}) if papirer else None,
        "hvem": HVEM if not alt and rett.bekreftes else "",
        "kan_avslaa": apnet.kan_lede and not venter and (alt or not rett.bekreftes),
        "sladding": None if stengt else krav.sladding,
        "papirer": navngitte(krav.sladding)
        if krav.besvart is not None and krav.sladding is not None and not stengt
        else [],
        "klart": klart,
        "krever_to": to,
        "venter": venter,
        "kan_gi": alt
        and klart
        and rett.kan_gis
        and kontrollert
        and ((not to and apnet.kan_lede) or (venter and request.user.pk not in brukt)),
        # It names each paper, also one of a melding that is closed to the reader.
        "brev": alt and queries.brevet(krav) is not None,
        "gi": Svarskjema(prefix="gi"),
        "avslag": Svarskjema(prefix="avslag", initial={"begrunnelse": start}),
        **skjemaer,
    }
    return _side(request, "cases/innsyn/vis.html", apnet, innhold, status=422 if skjemaer else 200)


@require_safe
def vis_krav(request: BrukerRequest, nummer: str, krav: int) -> HttpResponse:
    """One krav: who asks, what they may have, and where the answer is."""
    apnet = _apne(request, nummer)
    return _kravside(request, apnet, _hent(apnet, krav))


@require_POST
def velg(request: BrukerRequest, nummer: str, krav: int) -> HttpResponse:
    """Choose what is to be given, and look it over."""
    apnet = apne(request, nummer, Handling.LEDE, hva=Oppslag.Hva.DOKUMENT)
    krev_alt(request.user, apnet.sak)
    rad = _hent(apnet, krav)
    skjema = Velgskjema(request.POST, valgbare=valgbare(apnet.sak, Sladding.Formaal.INNSYN))
    if skjema.is_valid():
        try:
            valgt = actions.velg_papirer(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                krav_id=krav,
                valgte=skjema.valgte(),
                sett=request.POST.get("sett"),
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            return redirect("sladding:masker", nummer, valgt.sladding_id)
    return _kravside(request, apnet, rad, velg=skjema)


def _svar(
    request: BrukerRequest, nummer: str, krav: int, navn: str, dor: Callable[..., object], beskjed: str
) -> HttpResponse:
    apnet = _apne(request, nummer)
    rad = _hent(apnet, krav)
    skjema = Svarskjema(request.POST, prefix=navn)
    if skjema.is_valid():
        try:
            dor(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                krav_id=krav,
                begrunnelse=skjema.cleaned_data["begrunnelse"],
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, beskjed)
            return redirect("innsyn:vis", nummer, krav)
    return _kravside(request, apnet, rad, **{navn: skjema})


@require_POST
def gi(request: BrukerRequest, nummer: str, krav: int) -> HttpResponse:
    """Give what was chosen."""
    dor = partial(actions.gi, sett=request.POST.get("sett"))
    return _svar(request, nummer, krav, "gi", dor, _("Innsyn er gitt. Brevet og dokumentene ligger her."))


@require_POST
def avslaa(request: BrukerRequest, nummer: str, krav: int) -> HttpResponse:
    """Refuse in writing."""
    return _svar(request, nummer, krav, "avslag", actions.avslaa, _("Kravet er avslått. Brevet ligger her."))


@require_safe
def brev(request: BrukerRequest, nummer: str, krav: int) -> HttpResponse:
    """The letter as it was made."""
    apnet = _apne(request, nummer, hva=Oppslag.Hva.EKSPORT)
    dokument = queries.brevet(_hent(apnet, krav))
    if dokument is None:
        raise IkkeFunnet
    krev_alt(request.user, apnet.sak)
    return HttpResponse(
        bytes(dokument.innhold),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{dokument.filnavn}"'},
    )
