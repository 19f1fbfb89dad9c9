"""Pages of the register: the schools, a list of pupils as it would be taken in, and the answer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import noter_liste, tid
from steinkjer_skolemiljo.elevregister import access, actions, queries
from steinkjer_skolemiljo.elevregister.csvfil import tom_liste
from steinkjer_skolemiljo.elevregister.forms import Listeskjema, Skoleskjema, Svarskjema
from steinkjer_skolemiljo.organisation.models import Elevliste, Skole

if TYPE_CHECKING:
    from django.forms import Form

    from cases.sak.oppslag import Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _inn(request: BrukerRequest) -> Tid:
    """The time, for one who keeps the register; for others there is nothing here."""
    naa = tid()
    if not access.forer_registeret(request.user, naa.dag):
        raise IkkeFunnet
    return naa


def _oversikt(request: BrukerRequest, naa: Tid, skjema: Listeskjema, *, status: int = 200) -> HttpResponse:
    aapen, tidligere = queries.lister()
    avloser = aapen.pk if aapen is not None else ""
    # Having been told that another's list waits, they may go on.
    if skjema.is_bound:
        skjema.neste_gang(avloser=avloser)
    else:
        skjema.initial["avloser"] = avloser
    innhold = {
        "skjema": skjema,
        "aapen": aapen,
        "tidligere": tidligere,
        "skoler": queries.skoler(naa.dag),
        "kolonner": queries.kolonnehjelp(),
    }
    return render(request, "elevregister/oversikt.html", innhold, status=status)


@require_safe
def oversikt(request: BrukerRequest) -> HttpResponse:
    """The schools, and the list that waits or can be laid forward."""
    return _oversikt(request, _inn(request), Listeskjema())


@require_POST
def legg_fram(request: BrukerRequest) -> HttpResponse:
    """Lay a list forward."""
    naa = _inn(request)
    skjema = Listeskjema(request.POST, request.FILES)
    if skjema.is_valid():
        fil = skjema.cleaned_data["fil"]
        # Not read into memory before it is known to be small enough.
        innhold = fil.read(actions.STORSTE_FIL + 1)
        try:
            liste = actions.legg_fram(
                aktor=request.user,
                filnavn=fil.name,
                innhold=innhold,
                avloser=skjema.cleaned_data["avloser"],
                now=naa.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            return redirect("elevregister:liste", liste.pk)
    return _oversikt(request, naa, skjema, status=422)


@require_safe
def tom(request: BrukerRequest) -> HttpResponse:
    """The headings, for one who begins with an empty sheet."""
    _inn(request)
    hoder = {"Content-Disposition": 'attachment; filename="elevliste.csv"'}
    return HttpResponse(tom_liste(), content_type="text/csv; charset=utf-8", headers=hoder)


def _liste(request: BrukerRequest, naa: Tid, liste_id: int, svar: Form | None = None) -> HttpResponse:
    liste = Elevliste.objects.select_related("lagt_fram_av", "svart_av").filter(pk=liste_id).first()
    if liste is None:
        raise IkkeFunnet
    innhold: dict[str, object] = {"liste": liste}
    if liste.status == Elevliste.Status.VENTER:
        vist = queries.forhandsvisning(liste, naa.dag)
        noter_liste(request.user, naa, Oppslag.Liste.ELEVREGISTER, elever=vist.viste_elever)
        if svar is None:
            svar = Svarskjema(stor_avgang=bool(vist.endringer.stor_avgang))
        # What one says yes to is what is shown now, also where the page is shown again.
        innhold |= {"vist": vist, "endringer": vist.endringer, "svar": svar}
    mal = "elevregister/_status.html" if request.htmx else "elevregister/liste.html"
    return render(request, mal, innhold, status=422 if svar is not None and svar.errors else 200)


@require_safe
def liste(request: BrukerRequest, liste: int) -> HttpResponse:
    """What a list would change, or what became of it."""
    return _liste(request, _inn(request), liste)


@require_POST
def svar(request: BrukerRequest, liste: int) -> HttpResponse:
    """Yes or no to a list."""
    naa = _inn(request)
    if Elevliste.objects.filter(pk=liste).exclude(status=Elevliste.Status.VENTER).exists():
        # Pressed twice, or another was faster: the page says who.
        messages.info(request, _("Lista er besvart allerede."))
        return redirect("elevregister:liste", liste)
    if request.POST.get("svar") == "nei":
        actions.forkast(aktor=request.user, liste_id=liste, now=naa.now)
        messages.success(request, _("Lista er forkastet, og filen er slettet. Ingenting er endret."))
        return redirect("elevregister:oversikt")
    if request.POST.get("svar") != "ja":
        return redirect("elevregister:liste", liste)
    try:
        actions.godkjenn(
            aktor=request.user,
            liste_id=liste,
            sett=request.POST.get("sett", ""),
            tatt_stilling=request.POST.get("tatt_stilling") == "on",
            now=naa.now,
        )
    except Regelbrudd as feil:
        skjema = Svarskjema(request.POST, stor_avgang=any(b.felt == "tatt_stilling" for b in feil.brudd))
        vis(skjema, feil)
        return _liste(request, naa, liste, skjema)
    return redirect("elevregister:liste", liste)


@require_http_methods(["GET", "POST"])
def ny_skole(request: BrukerRequest) -> HttpResponse:
    """Register a school."""
    naa = _inn(request)
    skjema = Skoleskjema(request.POST if request.method == "POST" else None)
    if skjema.is_bound and skjema.is_valid():
        try:
            skole = actions.registrer_skole(aktor=request.user, data=skjema.data_til_dor(), now=naa.now)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("%(skole)s er registrert.") % {"skole": skole.navn})
            return redirect("elevregister:oversikt")
    return _skoleside(request, skjema)


@require_http_methods(["GET", "POST"])
def skole(request: BrukerRequest, skole: int) -> HttpResponse:
    """Change what is written about a school."""
    naa = _inn(request)
    rad = Skole.objects.filter(pk=skole).first()
    if rad is None:
        raise IkkeFunnet
    skjema = Skoleskjema(request.POST if request.method == "POST" else None, skole=rad)
    if skjema.is_bound and skjema.is_valid():
        try:
            actions.endre_skole(
                aktor=request.user,
                skole_id=skole,
                data=skjema.data_til_dor(),
                sett=skjema.cleaned_data["sett"],
                now=naa.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
            if isinstance(feil, Foreldet):
                # Having been told, they may go on.
                skjema.neste_gang(sett=actions.siste_lagring(rad))
        else:
            messages.success(request, _("Endringene er lagret."))
            return redirect("elevregister:oversikt")
    return _skoleside(request, skjema, rad)


def _skoleside(request: BrukerRequest, skjema: Form, rad: Skole | None = None) -> HttpResponse:
    innhold = {"skjema": skjema, "skole": rad}
    return render(request, "elevregister/skole.html", innhold, status=422 if skjema.is_bound else 200)
