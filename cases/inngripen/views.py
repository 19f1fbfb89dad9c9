"""Pages of fysisk inngripen: write it, read one's own, and read those one receives."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.inngripen import actions, queries
from cases.inngripen.forms import Inngripensskjema, Tilleggsskjema
from cases.melding.queries import elevsok
from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import apne, noter, noter_liste, rolle_i_dag, tid
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse, QueryDict

    from cases.inngripen.models import Inngripen
    from cases.melding.models import Melding
    from cases.sak.oppslag import Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _skjema(request: BrukerRequest, naa: Tid, melding: Melding | None, data: QueryDict | None) -> Inngripensskjema:
    return Inngripensskjema(
        data,
        roller=roller_for(request.user, naa.dag),
        dag=naa.dag,
        aktor=request.user,
        i_melding=actions.mulige_elever(request.user, melding, naa.dag),
        initial={"dato": melding.naar_dato} if melding is not None and melding.naar_dato else {},
    )


def _skrivesiden(
    request: BrukerRequest, naa: Tid, skjema: Inngripensskjema, melding: Melding | None, *, status: int = 200
) -> HttpResponse:
    innhold: dict[str, object] = {"skjema": skjema, "melding": melding}
    if "elever" in skjema.fields:
        valgte = [str(verdi) for verdi in skjema["elever"].value() or []]
        treff = elevsok(roller_for(request.user, naa.dag), "elever", request.POST.get("sok_elever", ""), valgte)
        noter_liste(request.user, naa, Oppslag.Liste.ELEVSOK, elever=[elev.pk for elev in treff.funnet])
        innhold["treff"] = treff
    return render(request, "cases/inngripen/ny.html", innhold, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: BrukerRequest) -> HttpResponse:
    """Write down a fysisk inngripen, from a melding or by itself."""
    naa = tid()
    nummer = request.GET.get("melding", "").replace("\0", "")[:16]
    melding = actions.hent_melding(request.user, nummer, naa.dag) if nummer else None
    if request.method != "POST":
        return _skrivesiden(request, naa, _skjema(request, naa, melding, None), melding)
    skjema = _skjema(request, naa, melding, request.POST)
    if request.POST.get("handling") == "sok":
        # A search without JavaScript: what is written stays in the form, and nothing is complained of yet.
        skrevet = {
            navn: felt.widget.value_from_datadict(request.POST, {}, navn) for navn, felt in skjema.fields.items()
        }
        skjema = _skjema(request, naa, melding, None)
        skjema.initial.update(skrevet)
        return _skrivesiden(request, naa, skjema, melding)
    if skjema.is_valid():
        try:
            rad = actions.skriv_inngripen(
                aktor=request.user, data=skjema.data_til_dor(), melding_nummer=nummer, now=naa.now
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
            if isinstance(feil, actions.AlleredeSkrevet):
                # The next press writes it as something of its own.
                skjema.neste_gang(nokkel=uuid4())
        else:
            messages.success(request, _("Det er skrevet ned, og lederen din har fått beskjed."))
            return redirect("inngripen:vis", rad.nokkel)
    return _skrivesiden(request, naa, skjema, melding, status=422)


@require_safe
def liste(request: BrukerRequest) -> HttpResponse:
    """One's own records, and for those who lead: those they are to read."""
    naa = tid()
    ark = queries.mottatte(request.user, naa.dag, side=sidetall(request))
    noter_liste(request.user, naa, Oppslag.Liste.INNGRIPEN, elever=[rad.elev_id for rad in ark.object_list])
    return render(request, "cases/inngripen/liste.html", {"ark": ark, "egne": queries.egne(request.user, naa.dag)})


def _noter(request: BrukerRequest, rad: Inngripen, naa: Tid) -> None:
    """One row for each sak it belongs to; for its melding, or the pupil, where there is none."""
    bruker = request.user
    rolle = rolle_i_dag(roller_for(bruker, naa.dag))
    saker = queries.saker_for(rad, bruker, naa.dag)
    for sak in saker:
        noter(bruker, naa.now, sak=sak, hva=Oppslag.Hva.SAK, rolle=rolle)
    if not saker and rad.melding is not None:
        noter(bruker, naa.now, hva=Oppslag.Hva.MELDING, melding_nummer=rad.melding.nummer, rolle=rolle)
    elif not saker:
        noter_liste(bruker, naa, Oppslag.Liste.INNGRIPEN, elever=[rad.elev_id])


def _siden(request: BrukerRequest, nokkel: UUID, naa: Tid, skjema: Tilleggsskjema | None = None) -> HttpResponse:
    rad, som_leder = queries.finn(request.user, nokkel, naa.dag)
    if rad is None:
        raise IkkeFunnet
    saker = []
    if som_leder:
        _noter(request, rad, naa)
        saker = queries.saker_for(rad, request.user, naa.dag)
    innhold = {
        "rad": rad,
        "som_leder": som_leder,
        "saker": saker,
        "tillegg": queries.tillegg(rad, request.user, som_leder=som_leder),
        "skjema": skjema or Tilleggsskjema(),
    }
    return render(request, "cases/inngripen/vis.html", innhold, status=422 if skjema else 200)


@require_safe
def vis_inngripen(request: BrukerRequest, nokkel: UUID) -> HttpResponse:
    """One record, and what has been added that is this person's to read."""
    return _siden(request, nokkel, tid())


@require_POST
def tillegg(request: BrukerRequest, nokkel: UUID) -> HttpResponse:
    """Add to a record."""
    naa = tid()
    skjema = Tilleggsskjema(request.POST)
    if skjema.is_valid():
        try:
            actions.legg_til(aktor=request.user, nokkel=nokkel, now=naa.now, **skjema.cleaned_data)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Tillegget er lagret."))
            return redirect("inngripen:vis", nokkel)
    return _siden(request, nokkel, naa, skjema)


@require_safe
def i_sak(request: BrukerRequest, nummer: str) -> HttpResponse:
    """The records that belong to a sak, and which meldinger still lack one."""
    apnet = apne(request, nummer, hva=Oppslag.Hva.SAK)
    if not apnet.for_ledere:
        raise IkkeTilgang(str(HVEM_KAN[Handling.LEDE]))
    innhold = {
        "apnet": apnet,
        "rader": queries.i_saken(apnet.sak, request.user, apnet.tid.dag),
        "mangler": queries.uten_redegjorelse(apnet.sak, request.user),
    }
    return render(request, "cases/inngripen/i_sak.html", innhold)
