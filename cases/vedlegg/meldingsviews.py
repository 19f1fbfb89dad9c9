"""The files of a melding: laid in the draft while it is written, and fetched by those who receive it.

Who sent them sees their names and does not get them back: a shared computer in the staff room is no place for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.melding.models import Melding
from cases.melding.mottak_views import siden_med_sperring
from cases.sak.feil import IkkeFunnet, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import noter, rolle_i_dag, tid
from cases.vedlegg import actions
from cases.vedlegg.forms import Sperreskjema
from cases.vedlegg.models import Vedlegg
from cases.vedlegg.nedlasting import krev_klar, send
from cases.vedlegg.utkast import legg_i_utkastet, vedleggsfelt
from steinkjer_skolemiljo.organisation.innlogging.tekst import beholdes_naar
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponseBase

    from cases.sak.oppslag import Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@beholdes_naar(lambda _felter: False)
@require_POST
def i_utkast(request: BrukerRequest) -> HttpResponse:
    """Lay files in the draft or take one out, and show the field again. Without htmx ``meld`` itself does it."""
    feil: list[str] = []
    if fil := request.POST.get("fjern", ""):
        actions.fjern_fra_utkast(aktor=request.user, fil=int(fil) if fil.isdecimal() and len(fil) < 10 else 0)  # noqa: PLR2004
    else:
        feil = legg_i_utkastet(request, tid().now)
    return render(
        request, "cases/vedlegg/_felt.html", {"vedlegg": vedleggsfelt(request.user, feil)}, status=422 if feil else 200
    )


def _apne(request: BrukerRequest, nummer: str, fil: UUID, naa: Tid) -> Vedlegg:
    """A file of a melding this person receives; noted in the read-log with which it was."""
    melding = Melding.objects.visible_to(request.user, naa.dag).filter(nummer=nummer).first()
    if melding is None:
        raise IkkeFunnet
    vedlegg = Vedlegg.objects.filter(melding=melding, nokkel=fil).med_status().first()
    if vedlegg is None:
        raise IkkeFunnet
    noter(
        request.user,
        naa.now,
        hva=Oppslag.Hva.VEDLEGG,
        melding_nummer=melding.nummer,
        rolle=rolle_i_dag(roller_for(request.user, naa.dag)),
        vedlegg=vedlegg.pk,
    )
    return vedlegg


@require_safe
def last_ned(request: BrukerRequest, nummer: str, fil: UUID) -> HttpResponseBase:
    """One file of a melding."""
    vedlegg = _apne(request, nummer, fil, tid())
    krev_klar(vedlegg)
    return send(vedlegg)


@require_POST
def sperr(request: BrukerRequest, nummer: str, fil: UUID) -> HttpResponse:
    """Close a file of a melding."""
    naa = tid()
    vedlegg = _apne(request, nummer, fil, naa)
    skjema = Sperreskjema(request.POST, auto_id=f"sperr-{vedlegg.pk}-%s")
    if skjema.is_valid():
        grunn = skjema.cleaned_data["grunn"]
        try:
            actions.sperr_i_melding(aktor=request.user, nummer=nummer, nokkel=vedlegg.nokkel, grunn=grunn, now=naa.now)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Filen er sperret. Ingen kan åpne den."))
            return redirect("melding:ta_imot", nummer)
    return siden_med_sperring(request, nummer, naa, vedlegg.nokkel, skjema)
