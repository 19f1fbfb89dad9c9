"""The pages of the draft: written, compared, read through, approved. To all but the editors they are not there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from procedures.access import krev_redaktor
from procedures.forms import vis_feil
from procedures.queries import hode
from procedures.sammenligning import forskjeller, linjevis, sammenlign
from procedures.utkast import actions
from procedures.utkast.forms import (
    Avsnittskjema,
    Flytteskjema,
    Godkjenningsskjema,
    Hodeskjema,
    Nyprosedyreskjema,
)
from procedures.visning import dokument

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from procedures.models import Prosedyreutkast, Utkastavsnitt
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _apne(request: BrukerRequest, slug: str) -> Prosedyreutkast:
    return actions.apne(request.user, slug, timezone.localdate())


def _skal_sendes(request: BrukerRequest, skjema: forms.Form, felt: str, verdi: object) -> None:
    """Let a refused form carry another hidden value the next time it is sent; what was typed stays."""
    skrevet = request.POST.copy()
    skrevet[felt] = str(verdi)
    skjema.data = skrevet


@require_http_methods(["GET", "POST"])
def ny(request: BrukerRequest) -> HttpResponse:
    """Begin a procedure that was not there."""
    krev_redaktor(request.user, timezone.localdate())
    skjema = Nyprosedyreskjema(request.POST or None)
    if skjema.is_valid():
        try:
            utkast = actions.ny_prosedyre(aktor=request.user, now=timezone.localtime(), **skjema.cleaned_data)
        except ValidationError as feil:
            vis_feil(skjema, feil)
        else:
            return redirect("procedures:utkast", slug=utkast.prosedyre.slug)
    return render(request, "procedures/utkast/ny.html", {"skjema": skjema}, status=422 if skjema.errors else 200)


@require_POST
def begynn(request: BrukerRequest, slug: str) -> HttpResponse:
    """Begin the next version, or go on with it."""
    actions.begynn(aktor=request.user, slug=slug, now=timezone.localtime())
    return redirect("procedures:utkast", slug=slug)


@require_safe
def oversikt(request: BrukerRequest, slug: str) -> HttpResponse:
    """The draft: its parts and sections, and what it lacks."""
    utkast = _apne(request, slug)
    avsnittene = list(utkast.avsnitt.all())
    deler = [
        {"nummer": nummer, "tittel": tittel, "avsnitt": [rad for rad in avsnittene if rad.delnummer == nummer]}
        for nummer, tittel in enumerate(utkast.deltitler, start=1)
    ]
    mangler = actions.mangler(utkast, avsnittene)
    return render(request, "procedures/utkast/oversikt.html", {"utkast": utkast, "deler": deler, "mangler": mangler})


@require_http_methods(["GET", "POST"])
def om(request: BrukerRequest, slug: str) -> HttpResponse:
    """What stands before the sections."""
    utkast = _apne(request, slug)
    forst = {felt: getattr(utkast, felt) for felt in actions.HODE} | {
        "deltitler": "\n".join(utkast.deltitler),
        "sett": actions.hodets_avtrykk(utkast),
    }
    skjema = Hodeskjema(request.POST or None, initial=forst)
    andres: list[Any] = []
    if skjema.is_valid():
        data = skjema.data_til_dor()
        try:
            actions.lagre_hode(
                aktor=request.user, slug=slug, data=data, sett=skjema.cleaned_data["sett"], now=timezone.localtime()
            )
        except actions.Kollisjon as feil:
            vis_feil(skjema, feil)
            mitt = {**hode(utkast), _("Formål"): data.formaal, _("Hvor den gjelder"): data.omfang}
            andres = forskjeller({**mitt, _("Ansvar"): data.ansvar}, hode(utkast))
            # Saved once more, it is saved over what stands there now, and knowingly.
            _skal_sendes(request, skjema, "sett", actions.hodets_avtrykk(utkast))
        except ValidationError as feil:
            vis_feil(skjema, feil)
        else:
            messages.success(request, _("Utkastet er lagret."))
            return redirect("procedures:utkast", slug=slug)
    innhold = {"utkast": utkast, "skjema": skjema, "andres": andres}
    return render(request, "procedures/utkast/om.html", innhold, status=422 if skjema.errors else 200)


def _forst(rad: Utkastavsnitt) -> dict[str, Any]:
    felt = ("tittel", "delnummer", "hjemmel", "ansvarlig", "tekst", "delplikt", "steder", "versjon")
    lenker = "\n".join(f"{lenke['tekst']} | {lenke['url']}" for lenke in rad.lenker)
    return {navn: getattr(rad, navn) for navn in felt} | {"lenker": lenker}


def _skriv(request: BrukerRequest, utkast: Prosedyreutkast, rad: Utkastavsnitt | None) -> HttpResponse:
    slug = utkast.prosedyre.slug
    forst = _forst(rad) if rad else {"delnummer": request.GET.get("del", "1")}
    skjema = Avsnittskjema(request.POST or None, deltitler=utkast.deltitler, initial=forst)
    andres: list[Any] = []
    if skjema.is_valid():
        try:
            lagret = actions.lagre_avsnitt(
                aktor=request.user,
                slug=slug,
                avsnitt=rad.pk if rad else None,
                data=skjema.data_til_dor(),
                versjon=skjema.cleaned_data["versjon"] or 0,
                now=timezone.localtime(),
            )
        except actions.Kollisjon as feil:
            vis_feil(skjema, feil)
            if rad is not None:
                andres = linjevis(skjema.cleaned_data["tekst"], rad.tekst)
                _skal_sendes(request, skjema, "versjon", rad.versjon)
        except ValidationError as feil:
            vis_feil(skjema, feil)
        else:
            messages.success(request, _("«%(hva)s» er lagret i utkastet.") % {"hva": lagret.tittel})
            return redirect("procedures:utkast", slug=slug)
    innhold = {"utkast": utkast, "rad": rad, "skjema": skjema, "andres": andres}
    return render(request, "procedures/utkast/avsnitt.html", innhold, status=422 if skjema.errors else 200)


@require_http_methods(["GET", "POST"])
def nytt_avsnitt(request: BrukerRequest, slug: str) -> HttpResponse:
    """Write a new section."""
    return _skriv(request, _apne(request, slug), None)


@require_http_methods(["GET", "POST"])
def avsnitt(request: BrukerRequest, slug: str, avsnitt: int) -> HttpResponse:
    """Change a section."""
    rad = actions.apne_avsnitt(request.user, slug, avsnitt, timezone.localdate())
    return _skriv(request, rad.utkast, rad)


@require_POST
def ta_bort(request: BrukerRequest, slug: str, avsnitt: int) -> HttpResponse:
    """Take a section out."""
    tittel = actions.ta_bort_avsnitt(aktor=request.user, slug=slug, avsnitt=avsnitt, now=timezone.localtime())
    messages.success(request, _("«%(hva)s» er tatt ut av utkastet.") % {"hva": tittel})
    return redirect("procedures:utkast", slug=slug)


@require_POST
def flytt(request: BrukerRequest, slug: str, avsnitt: int) -> HttpResponse:
    """Move a section up or down."""
    rad = actions.apne_avsnitt(request.user, slug, avsnitt, timezone.localdate())
    skjema = Flytteskjema(request.POST)
    if skjema.is_valid():
        opp = skjema.cleaned_data["vei"] == "opp"
        actions.flytt_avsnitt(aktor=request.user, slug=slug, avsnitt=avsnitt, opp=opp, now=timezone.localtime())
    svar = redirect("procedures:utkast", slug=slug)
    svar["Location"] += f"#{rad.anker}"
    return svar


@require_safe
def les(request: BrukerRequest, slug: str) -> HttpResponse:
    """The draft as the staff will read it."""
    utkast = _apne(request, slug)
    dok = dokument(utkast, utkast.avsnitt.all())
    return render(request, "procedures/utkast/les.html", {"utkast": utkast, "dok": dok})


@require_safe
def endringer(request: BrukerRequest, slug: str) -> HttpResponse:
    """The draft beside the version it began as, word by word."""
    utkast = _apne(request, slug)
    innhold: dict[str, Any] = {"utkast": utkast, "prosedyre": utkast.prosedyre}
    if utkast.fra is not None:
        funn, likt = sammenlign(utkast.fra.avsnitt.order_by("rekkefolge"), utkast.avsnitt.all())
        innhold |= {"hode": forskjeller(hode(utkast.fra), hode(utkast)), "endringer": funn, "likt": likt}
    return render(request, "procedures/utkast/endringer.html", innhold)


def _om_et_aar(dag: date) -> date:
    # The day after the 28th of February stands in for a leap day.
    return date(dag.year + 1, dag.month, dag.day) if (dag.month, dag.day) != (2, 29) else date(dag.year + 1, 3, 1)


@require_http_methods(["GET", "POST"])
def godkjenn(request: BrukerRequest, slug: str) -> HttpResponse:
    """Approve it: then it is asked of everyone."""
    utkast = _apne(request, slug)
    dag = timezone.localdate()
    forst = {
        "godkjent_av": request.user.navn,
        "godkjent": dag,
        "gjelder_fra": dag,
        "neste_revisjon": _om_et_aar(dag),
        "versjon": utkast.versjon,
    }
    skjema = Godkjenningsskjema(request.POST or None, initial=forst)
    if skjema.is_valid():
        try:
            versjon = actions.godkjenn(
                aktor=request.user, slug=slug, data=skjema.data_til_dor(), now=timezone.localtime()
            )
        except ValidationError as feil:
            vis_feil(skjema, feil)
        else:
            messages.success(
                request,
                _("Versjon %(nummer)d er godkjent. Alle ansatte blir bedt om å lese den.")
                % {"nummer": versjon.versjon},
            )
            return redirect("procedures:versjon", slug=slug, nummer=versjon.versjon)
    if skjema.errors and request.method == "POST":
        # What was changed meanwhile is one click away; approved once more, it is approved knowingly.
        _skal_sendes(request, skjema, "versjon", _apne(request, slug).versjon)
    innhold = {"utkast": utkast, "skjema": skjema, "mangler": actions.mangler(utkast, list(utkast.avsnitt.all()))}
    return render(request, "procedures/utkast/godkjenn.html", innhold, status=422 if skjema.errors else 200)


@require_POST
def forkast(request: BrukerRequest, slug: str) -> HttpResponse:
    """Throw the draft away."""
    utkast = _apne(request, slug)
    versjon = request.POST.get("versjon", "")
    try:
        actions.forkast(
            aktor=request.user,
            slug=slug,
            versjon=int(versjon) if versjon.isdecimal() and len(versjon) < 9 else 0,  # noqa: PLR2004 - an integer
            now=timezone.localtime(),
        )
    except actions.Kollisjon as feil:
        messages.error(request, feil.messages[0])
        return redirect("procedures:utkast", slug=slug)
    messages.success(request, _("Utkastet er kastet."))
    if utkast.fra is None:
        return redirect("procedures:liste")
    return redirect("procedures:vis", slug=slug)
