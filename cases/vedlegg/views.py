"""A sak's attachments: the list, laying files there, fetching one, and closing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cases.sak.access import Handling
from cases.sak.feil import IkkeFunnet, Regelbrudd, vis
from cases.sak.oppslag import apne
from cases.vedlegg import actions, queries
from cases.vedlegg.filfelt import INTIME
from cases.vedlegg.forms import Sperreskjema, Vedleggsskjema
from cases.vedlegg.models import Vedlegg
from cases.vedlegg.nedlasting import krev_klar, send

if TYPE_CHECKING:
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpResponse, HttpResponseBase

    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _siden(
    request: BrukerRequest,
    apnet: Apnet,
    *,
    skjema: Form | None = None,
    sperr: tuple[UUID, Form] | None = None,
) -> HttpResponse:
    kan = apnet.kan_skrive and apnet.sak.avsluttet is None
    filer = queries.i_saken(apnet)
    sperrede = {
        fil.nokkel: sperr[1]
        if sperr is not None and sperr[0] == fil.nokkel
        else Sperreskjema(auto_id=f"sperr-{fil.pk}-%s")
        for fil in filer
        if apnet.kan_lede
    }
    return render(
        request,
        "cases/vedlegg/sak.html",
        {
            "apnet": apnet,
            "fane": "vedlegg",
            "filer": [(fil, sperrede.get(fil.nokkel)) for fil in filer],
            "i_meldingene": queries.i_meldingene(apnet.sak, request.user, apnet.tid.dag),
            "intime": INTIME,
            "skjema": skjema
            or (Vedleggsskjema(apnet=apnet, initial={"til": request.GET.get("til", "")}) if kan else None),
        },
        status=422 if skjema or sperr else 200,
    )


@require_safe
def vis_vedlegg(request: BrukerRequest, nummer: str) -> HttpResponse:
    """The files of a sak."""
    return _siden(request, apne(request, nummer))


@require_POST
def legg_ved(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Lay files in a sak."""
    apnet = apne(request, nummer, Handling.SKRIVE)
    skjema = Vedleggsskjema(request.POST, request.FILES, apnet=apnet)
    if skjema.is_valid():
        try:
            nye = actions.legg_ved_i_sak(
                aktor=request.user, sak_id=apnet.sak.pk, data=skjema.data_til_dor(), now=apnet.tid.now
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            beskjed = ngettext("Filen er lagt ved.", "%(antall)d filer er lagt ved.", len(nye))
            messages.success(request, beskjed % {"antall": len(nye)})
            return redirect("vedlegg:sak", nummer)
    return _siden(request, apnet, skjema=skjema)


@require_safe
def last_ned(request: BrukerRequest, nummer: str, vedlegg: UUID) -> HttpResponseBase:
    """One file of a sak. Each time is a row in the read-log, with which file it was."""
    # Which file is asked for only of a sak the person sees: the rule comes first, as for all of the sak.
    pk = Vedlegg.objects.filter(sak__nummer=nummer, nokkel=vedlegg).values_list("pk", flat=True).first()
    apnet = apne(request, nummer, vedlegg=pk)
    fil = queries.synlige(apnet).filter(nokkel=vedlegg).first()
    if fil is None:
        raise IkkeFunnet
    krev_klar(fil)
    return send(fil)


@require_POST
def sperr(request: BrukerRequest, nummer: str, vedlegg: UUID) -> HttpResponse:
    """Close a file of a sak."""
    apnet = apne(request, nummer, Handling.LEDE)
    skjema = Sperreskjema(request.POST)
    if skjema.is_valid():
        try:
            actions.sperr_i_sak(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                nokkel=vedlegg,
                grunn=skjema.cleaned_data["grunn"],
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Filen er sperret. Ingen kan åpne den."))
            return redirect("vedlegg:sak", nummer)
    return _siden(request, apnet, sperr=(vedlegg, skjema))
