"""Pages of the register: form → door → redirect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.kartlegging import actions, queries
from cases.kartlegging.access import apne, kan_endre, krev_registeret
from cases.kartlegging.forms import Registerskjema, Utvalgsskjema
from cases.sak.feil import Foreldet, Regelbrudd, vis
from cases.sak.oppslag import tid
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cases.kartlegging.models import Klassekartlegging
    from cases.sak.oppslag import Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def liste(request: BrukerRequest) -> HttpResponse:
    """The register, as this person has it."""
    naa = tid()
    krev_registeret(request.user, naa.dag)
    utvalg = Utvalgsskjema(request.GET or None, dag=naa.dag)
    valgt: dict[str, Any] = utvalg.cleaned_data if utvalg.is_valid() else {}
    ark = queries.liste(
        request.user,
        naa.dag,
        slag=valgt.get("slag", ""),
        skolear=valgt.get("skolear"),
        side=sidetall(request),
    )
    return render(request, "cases/kartlegging/liste.html", {"ark": ark, "utvalg": utvalg})


def _skjema(
    request: BrukerRequest, naa: Tid, initial: dict[str, Any], rad: Klassekartlegging | None = None
) -> Registerskjema:
    omfang = queries.omfang_for(request.user, naa.dag)
    if rad is not None and initial["gjelder"] not in {kode for kode, _navn, _hva in omfang}:
        # Of an earlier school year: it stays what it was about.
        omfang = [*omfang, (initial["gjelder"], rad.hvem, actions.Omfang(rad.skole, rad.klasse, rad.trinn))]
    aktiviteter = queries.aktiviteter_for(request.user, naa.dag, og=rad.aktivitet_id if rad is not None else None)
    return Registerskjema(
        request.POST if request.method == "POST" else None, omfang=omfang, aktiviteter=aktiviteter, initial=initial
    )


def _side(request: BrukerRequest, skjema: Registerskjema, rad: Klassekartlegging | None = None) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "cases/kartlegging/skjema.html", {"skjema": skjema, "rad": rad}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: BrukerRequest) -> HttpResponse:
    """Write a survey in the register."""
    naa = tid()
    krev_registeret(request.user, naa.dag)
    aktivitet = request.GET.get("aktivitet", "")
    skjema = _skjema(
        request,
        naa,
        {
            "dato": naa.dag,
            "utfort_av": request.user.navn,
            "aktivitet": int(aktivitet) if aktivitet.isdecimal() and len(aktivitet) < 10 else None,  # noqa: PLR2004
        },
    )
    if request.method == "POST" and skjema.is_valid():
        try:
            rad = actions.registrer(aktor=request.user, data=skjema.data_til_dor(), now=naa.now)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Kartleggingen er lagret."))
            return redirect("kartlegging:vis", rad.pk)
    return _side(request, skjema)


@require_safe
def vis_kartlegging(request: BrukerRequest, kartlegging: int) -> HttpResponse:
    """One survey."""
    naa = tid()
    rad = apne(request.user, kartlegging, naa.dag)
    return render(
        request,
        "cases/kartlegging/vis.html",
        {"rad": rad, "kan_endre": kan_endre(request.user, rad, naa.dag)},
    )


def _kode(rad: Klassekartlegging) -> str:
    if rad.klasse_id is not None:
        return f"klasse:{rad.klasse_id}"
    return f"trinn:{rad.skole_id}:{rad.trinn}" if rad.trinn is not None else f"skole:{rad.skole_id}"


@require_http_methods(["GET", "HEAD", "POST"])
def endre(request: BrukerRequest, kartlegging: int) -> HttpResponse:
    """Change what was written."""
    naa = tid()
    rad = apne(request.user, kartlegging, naa.dag, endre=True)
    felter = ("slag", "navn", "dato", "utfort_av", "antall_svar", "funn", "oppfolging", "versjon")
    initial = {navn: getattr(rad, navn) for navn in felter}
    skjema = _skjema(request, naa, {**initial, "gjelder": _kode(rad), "aktivitet": rad.aktivitet_id}, rad)
    if request.method == "POST" and skjema.is_valid():
        try:
            actions.endre(
                aktor=request.user,
                kartlegging_id=rad.pk,
                data=skjema.data_til_dor(),
                versjon=skjema.cleaned_data["versjon"] or 0,
                now=naa.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
            if isinstance(feil, Foreldet):
                # The next save is made with open eyes: it has seen what is stored now.
                rad = apne(request.user, kartlegging, naa.dag, endre=True)
                skjema.neste_gang(versjon=rad.versjon)
        else:
            messages.success(request, _("Kartleggingen er lagret."))
            return redirect("kartlegging:vis", rad.pk)
    return _side(request, skjema, rad)
