"""Pages of the relasjonssirkel: form → door → redirect, and the drawing. For its maker alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.relasjonssirkel import actions, queries
from cases.relasjonssirkel.access import apne_klasse, apne_sirkel, elever_i
from cases.relasjonssirkel.forms import UPLASSERT, Delingsskjema, Sirkelskjema, Valgskjema
from cases.relasjonssirkel.models import Plassering
from cases.relasjonssirkel.sirkel import HVA, sammenlign
from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import noter_liste, tid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from cases.relasjonssirkel.models import Relasjonssirkel
    from cases.sak.models import Sak
    from cases.sak.oppslag import Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest
    from steinkjer_skolemiljo.organisation.models import Elev, Klasse


def _noter(request: BrukerRequest, naa: Tid, elever: Iterable[Elev], saker: Iterable[Sak] = ()) -> None:
    """The names that were shown. That they stood in a circle, and where, is in no log."""
    noter_liste(
        request.user,
        naa,
        Oppslag.Liste.RELASJONSSIRKEL,
        elever=[elev.pk for elev in elever],
        saker=[sak.pk for sak in saker],
    )


@require_safe
def oversikt(request: BrukerRequest) -> HttpResponse:
    """One's own classes, each with its circles. No pupil is named here."""
    naa = tid()
    klasser = queries.oversikt(request.user, naa.dag)
    if not klasser:
        raise IkkeFunnet
    return render(request, "cases/relasjonssirkel/oversikt.html", {"klasser": klasser})


def _skjemaside(
    request: BrukerRequest, naa: Tid, klasse: Klasse, skjema: Sirkelskjema, sirkel: Relasjonssirkel | None = None
) -> HttpResponse:
    _noter(request, naa, (rad.elev for rad in skjema.rader))
    return render(
        request,
        "cases/relasjonssirkel/skjema.html",
        {
            "klasse": klasse,
            "skjema": skjema,
            "sirkel": sirkel,
            "ringer": [(ring.label, hva) for ring, hva in HVA.items()],
        },
        status=422 if request.method == "POST" else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: BrukerRequest, klasse: int) -> HttpResponse:
    """Make a circle of one's own class; it begins where the last one stood."""
    naa = tid()
    rad = apne_klasse(request.user, klasse, naa.dag)
    elever = list(elever_i(rad.pk, naa.dag))
    if request.method == "POST":
        skjema = Sirkelskjema(request.POST, elever=elever)
        if skjema.is_valid():
            try:
                ny_ = actions.lag_sirkel(aktor=request.user, klasse_id=rad.pk, data=skjema.data_til_dor(), now=naa.now)
            except Regelbrudd as feil:
                vis(skjema, feil)
            else:
                messages.success(request, _("Sirkelen er lagret. Bare du kan se den."))
                return redirect("relasjonssirkel:vis", ny_.nokkel)
    else:
        skjema = Sirkelskjema(elever=elever, initial={"dato": naa.dag})
    return _skjemaside(request, naa, rad, skjema)


@require_http_methods(["GET", "HEAD", "POST"])
def endre(request: BrukerRequest, nokkel: UUID) -> HttpResponse:
    """Change one of one's own circles."""
    naa = tid()
    sirkel = apne_sirkel(request.user, nokkel, naa.dag)
    elever = list(elever_i(sirkel.klasse_id, naa.dag))
    if request.method == "POST":
        skjema = Sirkelskjema(request.POST, elever=elever)
        if skjema.is_valid():
            try:
                actions.endre_sirkel(
                    aktor=request.user,
                    nokkel=nokkel,
                    data=skjema.data_til_dor(),
                    versjon=skjema.cleaned_data["versjon"] or 0,
                    now=naa.now,
                )
            except Regelbrudd as feil:
                vis(skjema, feil)
                if isinstance(feil, Foreldet):
                    # The next save is made with open eyes.
                    skjema.neste_gang(versjon=sirkel.versjon)
            else:
                messages.success(request, _("Sirkelen er lagret. Bare du kan se den."))
                return redirect("relasjonssirkel:vis", nokkel)
    else:
        skjema = Sirkelskjema(elever=elever, initial=_lagret(sirkel))
    return _skjemaside(request, naa, sirkel.klasse, skjema, sirkel)


def _lagret(sirkel: Relasjonssirkel) -> dict[str, object]:
    felter: dict[str, object] = {"dato": sirkel.dato, "notat": sirkel.notat, "versjon": sirkel.versjon}
    for rad in Plassering.objects.filter(sirkel=sirkel):
        felter[f"ring_{rad.elev_id}"] = rad.ring or UPLASSERT
        felter[f"voksen_{rad.elev_id}"] = rad.annen_voksen
    return felter


@require_safe
def vis_sirkel(request: BrukerRequest, nokkel: UUID) -> HttpResponse:
    """One circle: the drawing, the lists, and who needs an adult; perhaps beside an older one."""
    naa = tid()
    sirkel = apne_sirkel(request.user, nokkel, naa.dag)
    andre = queries.eldre(request.user, sirkel, naa.dag)
    med = next((annen for annen in andre if str(annen.nokkel) == request.GET.get("med", "")), None)
    # Time goes from the older to the newer, whichever was opened.
    eldst, nyest = (sirkel, None) if med is None else sorted((sirkel, med), key=lambda s: s.dato)
    bilde = queries.bilde(nyest or sirkel, naa.dag, for_=eldst if nyest else None)
    sammenligning = sammenlign(queries.plasser_i(eldst, bilde.elever), bilde.plasser) if nyest else None
    _noter(request, naa, bilde.elever)
    return render(
        request,
        "cases/relasjonssirkel/vis.html",
        {
            "sirkel": sirkel,
            "bilde": bilde,
            "sammenligning": sammenligning,
            "eldst": eldst if nyest else None,
            "valg": Valgskjema(sirkler=andre, initial={"med": str(med.nokkel) if med else ""}) if andre else None,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def slett(request: BrukerRequest, nokkel: UUID) -> HttpResponse:
    """Ask once, and throw it away."""
    naa = tid()
    sirkel = apne_sirkel(request.user, nokkel, naa.dag)
    if request.method == "POST":
        actions.slett_sirkel(aktor=request.user, nokkel=nokkel, now=naa.now)
        messages.success(request, _("Sirkelen er slettet. Ingenting av den er igjen."))
        return redirect("relasjonssirkel:oversikt")
    return render(request, "cases/relasjonssirkel/slett.html", {"sirkel": sirkel})


@require_http_methods(["GET", "HEAD", "POST"])
def del_plassering(request: BrukerRequest, nokkel: UUID, elev: int) -> HttpResponse:
    """Give what the circle says of one pupil to a sak about that pupil."""
    naa = tid()
    sirkel = apne_sirkel(request.user, nokkel, naa.dag)
    bilde = queries.bilde(sirkel, naa.dag)
    plass = next((plass for plass in bilde.plasser if plass.elev.pk == elev), None)
    if plass is None:
        raise IkkeFunnet
    saker = queries.saker_for(request.user, plass.elev, naa.dag)
    if request.method == "POST":
        skjema = Delingsskjema(request.POST, saker=saker)
        if skjema.is_valid():
            try:
                rad = actions.del_plassering(
                    aktor=request.user, nokkel=nokkel, elev_id=elev, data=skjema.data_til_dor(), now=naa.now
                )
            except Regelbrudd as feil:
                vis(skjema, feil)
            else:
                messages.success(
                    request, _("Det du skrev om eleven, står nå i undersøkelsen. Sirkelen er fortsatt bare din.")
                )
                return redirect("undersokelse:vis", rad.sak.nummer)
    else:
        forslag = queries.forslag(sirkel, plass, queries.eldre(request.user, sirkel, naa.dag))
        valgt = str(saker[0].pk) if len(saker) == 1 else ""
        skjema = Delingsskjema(saker=saker, initial={"funn": forslag, "sak": valgt})
    _noter(request, naa, [plass.elev], saker)
    return render(
        request,
        "cases/relasjonssirkel/del.html",
        {"sirkel": sirkel, "plass": plass, "saker": saker, "skjema": skjema},
        status=422 if request.method == "POST" else 200,
    )
