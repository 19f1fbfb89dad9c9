"""Pages of hand-over: who has open work, one person's work as a list, and taking over after a former rektor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.overlevering import access, queries
from cases.overlevering.actions import overlever
from cases.overlevering.forms import Overleveringsskjema
from cases.sak.feil import IkkeFunnet, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import noter_liste, tid
from steinkjer_skolemiljo.forvaltning.access import kan_endre
from steinkjer_skolemiljo.organisation.models import Bruker
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cases.overlevering.actions import Overlevert
    from cases.sak.oppslag import Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _krev(request: BrukerRequest, naa: Tid) -> None:
    if not access.kan_overlevere(request.user, naa.dag):
        raise IkkeFunnet


@require_safe
def oversikt(request: BrukerRequest) -> HttpResponse:
    """Who has open work in the saker one leads, those who are gone first; and who stands in for oneself."""
    naa = tid()
    _krev(request, naa)
    personer = queries.personer_med_arbeid(request.user, naa.dag)
    innhold = {
        "borte": [person for person in personer if person.uten_tilgang],
        "andre": [person for person in personer if not person.uten_tilgang],
        "numre": queries.numre_uten_ansvarlig(request.user, naa.dag),
        "stedfortredere": queries.stedfortredere(request.user, naa.dag),
        "er_rektor": bool(roller_for(request.user, naa.dag).egne_rektor_skoler),
        "kan_gi_roller": kan_endre(request.user, naa.dag),
    }
    return render(request, "cases/overlevering/oversikt.html", innhold)


@require_http_methods(["GET", "POST"])
def person(request: BrukerRequest, bruker: int) -> HttpResponse:
    """One person's open work as one list, with one act for some of it or all."""
    naa = tid()
    _krev(request, naa)
    fra = Bruker.objects.filter(pk=bruker).first()
    arbeid = queries.arbeid_for(fra, queries.ledes_av(request.user, naa.dag), naa.dag) if fra is not None else []
    data = request.POST if request.method == "POST" else None
    if fra is None or not arbeid:
        if data is None:
            raise IkkeFunnet
        return _ingenting_igjen(request)
    skjema = Overleveringsskjema(data, arbeid=arbeid, aktor=request.user, fra=fra, dag=naa.dag)
    if data is not None and skjema.is_valid():
        alt = "alt" in data
        try:
            resultat = overlever(
                aktor=request.user,
                fra=fra,
                til=skjema.cleaned_data["til"],
                rader=None if alt else skjema.cleaned_data["rader"],
                now=naa.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            _si_fra(request, resultat)
            if resultat.igjen or len(arbeid) > resultat.antall:
                return redirect("overlevering:person", bruker)
            return redirect("overlevering:oversikt")
    noter_liste(
        request.user,
        naa,
        Oppslag.Liste.OVERLEVERING,
        saker=queries.saker_i(arbeid),
        elever=[r.sak.elev_id for r in arbeid],
    )
    innhold = {"person": fra, "arbeid": arbeid, "skjema": skjema}
    return render(request, "cases/overlevering/person.html", innhold, status=422 if data is not None else 200)


@require_POST
def overta(request: BrukerRequest, bruker: int) -> HttpResponse:
    """Take over, in one step, all open saker of one who is saksansvarlig and no longer here."""
    naa = tid()
    _krev(request, naa)
    borte = {p.bruker.pk: p.bruker for p in queries.personer_med_arbeid(request.user, naa.dag) if p.uten_tilgang}
    if bruker not in borte:
        return _ingenting_igjen(request)
    try:
        resultat = overlever(
            aktor=request.user, fra=borte[bruker], til=request.user, rader=None, bare_saker=True, now=naa.now
        )
    except Regelbrudd as feil:
        messages.error(request, str(feil))
    else:
        _si_fra(request, resultat)
    return redirect("overlevering:oversikt")


def _ingenting_igjen(request: BrukerRequest) -> HttpResponse:
    """Another may have handed it over meanwhile. Of one who does not exist, or is not theirs, the same is said."""
    messages.warning(request, _("Det var ingenting igjen å overlevere. Kanskje en annen har gjort det."))
    return redirect("overlevering:oversikt")


def _si_fra(request: BrukerRequest, resultat: Overlevert) -> None:
    if resultat.antall:
        messages.success(
            request,
            ngettext("%(antall)s oppgave er overlevert.", "%(antall)s oppgaver er overlevert.", resultat.antall)
            % {"antall": resultat.antall},
        )
    if resultat.igjen:
        messages.warning(
            request, _("Noe kunne ikke overleveres til denne personen, og står igjen. Velg en annen for det.")
        )
