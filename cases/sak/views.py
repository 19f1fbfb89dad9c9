"""The sak's own pages: front, persons, log. The list of saker is a room of its own (cases/saksliste)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cases.sak import access, actions, queries
from cases.sak.access import Handling
from cases.sak.feil import Regelbrudd, vis
from cases.sak.forms import (
    Ansvarligskjema,
    InformertSkjema,
    Inhabilskjema,
    Involvertskjema,
    TattOppSkjema,
)
from cases.sak.hadde_sett import hadde_sett
from cases.sak.models import Del, Eier, Oppslag, Sak
from cases.sak.oppslag import apne
from cases.sak.vurdering import vurder

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse

    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_GET
def vis_sak(request: BrukerRequest, nummer: str) -> HttpResponse:
    """The sak's front page: the seven duties, the one next step, and what has happened lately."""
    apnet = apne(request, nummer, samme_blikk=bool(request.htmx))
    return _forside_med(request, apnet)


def personside(
    request: BrukerRequest,
    apnet: Apnet,
    *,
    involvert: Form | None = None,
    ansvarlig: Form | None = None,
    inhabil: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of persons, perhaps with one form that was refused."""
    sak, dag = apnet.sak, apnet.tid.dag
    return render(
        request,
        "cases/sak/personer.html",
        {
            "apnet": apnet,
            "fane": "personer",
            "involverte": queries.involverte(apnet),
            "foresatte": sak.elev.foresatteforhold.select_related("foresatt"),
            "tilganger": queries.tilganger(apnet, request.user),
            "kan_sperre": apnet.kan_lede and access.kan_sperre(request.user, sak, dag),
            "involvertskjema": involvert or Involvertskjema(bruker=request.user, sak=sak, dag=dag),
            "ansvarligskjema": ansvarlig
            or Ansvarligskjema(sak=sak, dag=dag, initial={"ansvarlig": sak.ansvarlig_id, "versjon": sak.versjon}),
            "inhabilskjema": inhabil or Inhabilskjema(),
        },
        status=status,
    )


@require_GET
def personer(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Who the sak concerns, who may see it, and who leads it."""
    return personside(request, apne(request, nummer, hva=Oppslag.Hva.PERSONER))


@require_POST
def legg_til_involvert(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Add a person; an accused employee or leader re-routes the sak at once."""
    apnet = apne(request, nummer, Handling.SKRIVE)
    skjema = Involvertskjema(request.POST, bruker=request.user, sak=apnet.sak, dag=apnet.tid.dag)
    if skjema.is_valid():
        try:
            actions.legg_til_involvert(
                aktor=request.user, sak_id=apnet.sak.pk, data=skjema.data_til_dor(), now=apnet.tid.now
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Personen er lagt til."))
            # The one who added may just have lost the sak: then the front page is theirs.
            if Sak.objects.visible_to(request.user, apnet.tid.dag).filter(pk=apnet.sak.pk).exists():
                return redirect("sak:personer", nummer)
            return redirect("forside")
    return personside(request, apnet, involvert=skjema, status=422)


@require_POST
def sett_ansvarlig(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Give the sak another saksansvarlig."""
    apnet = apne(request, nummer, Handling.LEDE)
    skjema = Ansvarligskjema(request.POST, sak=apnet.sak, dag=apnet.tid.dag)
    if skjema.is_valid():
        try:
            actions.sett_ansvarlig(aktor=request.user, sak_id=apnet.sak.pk, now=apnet.tid.now, **skjema.cleaned_data)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Saken har fått ny saksansvarlig."))
            return redirect("sak:personer", nummer)
    return personside(request, apnet, ansvarlig=skjema, status=422)


def _ja_eller_nei(request: BrukerRequest, navn: str) -> bool:
    """The button that was pressed; nothing is changed by a request that does not say which."""
    svar = request.POST.get(navn)
    if svar not in {"ja", "nei"}:
        raise BadRequest
    return svar == "ja"


@require_POST
def del_med_kontaktlarer(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Share with the pupil's kontaktlærer, or stop."""
    apnet = apne(request, nummer, Handling.LEDE)
    delt = _ja_eller_nei(request, "delt")
    try:
        actions.del_med_kontaktlarer(aktor=request.user, sak_id=apnet.sak.pk, delt=delt, now=apnet.tid.now)
    except Regelbrudd as feil:
        messages.error(request, str(feil))
    else:
        messages.success(request, _("Saken er delt med kontaktlærer.") if delt else _("Saken er ikke lenger delt."))
    return redirect("sak:personer", nummer)


@require_POST
def ikke_send_hjem(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Stop everything that goes to the home, or allow it again (A-10)."""
    apnet = apne(request, nummer, Handling.LEDE)
    stopp = _ja_eller_nei(request, "stopp")
    actions.sett_ikke_send_hjem(aktor=request.user, sak_id=apnet.sak.pk, ikke_send=stopp, now=apnet.tid.now)
    messages.success(request, _("Ingenting sendes hjem i denne saken.") if stopp else _("Det kan sendes hjem igjen."))
    return redirect("sak:personer", nummer)


@require_POST
def erklaer_inhabil(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Step aside from the sak."""
    apnet = apne(request, nummer)
    skjema = Inhabilskjema(request.POST)
    if skjema.is_valid():
        try:
            actions.erklaer_inhabil(
                aktor=request.user, sak_id=apnet.sak.pk, grunn=skjema.cleaned_data["grunn"], now=apnet.tid.now
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Du er registrert som inhabil, og saken er overlatt til andre."))
            return redirect("forside")
    if Del.PERSONER not in apnet.deler:
        return _forside_med(request, apnet, inhabil=skjema)
    return personside(request, apnet, inhabil=skjema, status=422)


@require_POST
def foresatte_informert(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Note that the parents have been told."""
    apnet = apne(request, nummer, Handling.SKRIVE)
    skjema = InformertSkjema(request.POST, auto_id="informert_%s")
    if skjema.is_valid():
        try:
            actions.registrer_foresatte_informert(
                aktor=request.user, sak_id=apnet.sak.pk, dato=skjema.cleaned_data["dato"], now=apnet.tid.now
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Det er notert at foresatte er informert."))
            return redirect("sak:vis", nummer)
    return _forside_med(request, apnet, informert=skjema)


@require_POST
def tatt_opp(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Note when the matter was taken up with rektor."""
    apnet = apne(request, nummer, Handling.LEDE)
    skjema = TattOppSkjema(request.POST, auto_id="tatt_opp_%s")
    if skjema.is_valid():
        try:
            actions.registrer_tatt_opp(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                dato=skjema.cleaned_data["dato"],
                av=skjema.cleaned_data["av"],
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Det er notert når saken ble tatt opp med rektor."))
            return redirect("sak:vis", nummer)
    return _forside_med(request, apnet, tatt_opp=skjema)


def _forside_med(
    request: BrukerRequest,
    apnet: Apnet,
    *,
    informert: Form | None = None,
    tatt_opp: Form | None = None,
    inhabil: Form | None = None,
) -> HttpResponse:
    return render(
        request,
        "cases/sak/vis.html",
        {
            "apnet": apnet,
            "fane": "oversikt",
            "vurdering": vurder(
                apnet.sak,
                apnet.tid.now,
                handlinger=apnet.handlinger,
                # No button leads to a part that was not shared.
                deler=apnet.deler,
                uten_meldinger=apnet.stengte_meldinger,
            ),
            "hva": queries.hva_den_gjelder(apnet),
            "hendelser": queries.siste_hendelser(apnet) if Del.LOGG in apnet.deler else None,
            "nodinnsyn": queries.nodinnsyn_i(apnet.sak, apnet.tid.now - timedelta(days=30)) if not apnet.gjest else (),
            # One who is not shown the page of persons steps aside from here.
            "inhabilskjema": inhabil or (Inhabilskjema() if Del.PERSONER not in apnet.deler else None),
            "hadde_sett": hadde_sett(apnet.sak) if apnet.kan_lede and apnet.sak.eier != Eier.SKOLE else None,
            "informert_skjema": informert or InformertSkjema(initial={"dato": apnet.tid.dag}, auto_id="informert_%s"),
            "tatt_opp_skjema": tatt_opp or TattOppSkjema(initial={"dato": apnet.tid.dag}, auto_id="tatt_opp_%s"),
        },
        status=422 if informert or tatt_opp or inhabil else 200,
    )
