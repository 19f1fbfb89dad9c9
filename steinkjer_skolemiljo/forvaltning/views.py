"""Pages of users and roles: the list, a person, and what waits for a second person's yes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.overlevering.queries import har_arbeid
from cases.sak.feil import Foreldet, IkkeFunnet, IkkeTilgang, Regelbrudd, vis
from cases.sak.oppslag import tid
from steinkjer_skolemiljo.forvaltning import access, actions, queries
from steinkjer_skolemiljo.forvaltning.forms import (
    Avsluttskjema,
    Brukerskjema,
    Kontaktlarerskjema,
    Rolleskjema,
    Stengeskjema,
    Utvalgsskjema,
)
from steinkjer_skolemiljo.organisation.models import Bruker, Rolleforslag
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse

    from cases.sak.oppslag import Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest

EN_DAG = timedelta(days=1)


@require_safe
def brukere(request: BrukerRequest) -> HttpResponse:
    """The users in this person's charge, and the proposals that wait for them."""
    naa = tid()
    if not access.kan_forvalte(request.user, naa.dag):
        raise IkkeFunnet
    skjema = Utvalgsskjema(request.GET, aktor=request.user, dag=naa.dag)
    ark = queries.brukere(request.user, **skjema.utvalg(), side=sidetall(request), dag=naa.dag)
    return render(
        request,
        "forvaltning/_brukertabell.html" if request.htmx else "forvaltning/brukere.html",
        {
            "skjema": skjema,
            "ark": ark,
            "ventende": queries.ventende(request.user, naa.dag),
            "kan_endre": access.kan_endre(request.user, naa.dag),
        },
    )


@require_http_methods(["GET", "POST"])
def ny(request: BrukerRequest) -> HttpResponse:
    """Register a person who works here, with the first role."""
    naa = tid()
    if not access.kan_endre(request.user, naa.dag):
        raise IkkeFunnet
    data = request.POST if request.method == "POST" else None
    skjema = Brukerskjema(data)
    rolle = Rolleskjema(data, aktor=request.user, dag=naa.dag)
    if data is not None and all([skjema.is_valid(), rolle.is_valid()]):
        try:
            bruker = actions.registrer_bruker(
                aktor=request.user, data=skjema.data_til_dor(), rolle=rolle.data_til_dor(), now=naa.now
            )
        except Regelbrudd as feil:
            _del_ut(feil, skjema, rolle)
        else:
            messages.success(request, _("%(navn)s er registrert.") % {"navn": bruker.navn})
            return redirect("forvaltning:bruker", bruker.pk)
    status = 422 if data is not None else 200
    return render(request, "forvaltning/ny.html", {"skjema": skjema, "rolle": rolle}, status=status)


def _del_ut(feil: Regelbrudd, skjema: Form, rolle: Form) -> None:
    """A refusal goes to the form that has the field; one of no field, to the first."""
    for brudd in feil.brudd:
        vis(rolle if brudd.felt in rolle.fields else skjema, Regelbrudd([brudd]))


def _side(
    request: BrukerRequest,
    bruker_id: int,
    naa: Tid,
    *,
    skjema: Form | None = None,
    rolle: Form | None = None,
    klasse: Form | None = None,
    avslutt: tuple[int, Form] | None = None,
    steng: Form | None = None,
) -> HttpResponse:
    side = queries.brukerside(request.user, bruker_id, naa.dag)
    if side is None:
        raise IkkeFunnet
    feilet = avslutt[0] if avslutt is not None else None
    avsluttskjemaer = {
        linje.tildeling.pk: avslutt[1]
        if avslutt is not None and linje.tildeling.pk == feilet
        else Avsluttskjema(initial={"siste": naa.dag - EN_DAG}, auto_id=f"id_{linje.tildeling.pk}_%s")
        for linje in side.roller
        if linje.kan_avsluttes
    }
    bruker = side.bruker
    return render(
        request,
        "forvaltning/bruker.html",
        {
            "side": side,
            "dag": naa.dag,
            "roller": [(linje, avsluttskjemaer.get(linje.tildeling.pk)) for linje in side.roller],
            "stengeskjema": steng or Stengeskjema(auto_id="id_steng_%s"),
            "har_arbeid": har_arbeid(request.user, bruker, naa.dag),
            "skjema": skjema
            or Brukerskjema(
                initial={felt: getattr(bruker, felt) for felt in actions.Brukerdata.__dataclass_fields__}
                | {"sett": actions.staar_som(bruker)}
            ),
            "rolleskjema": rolle or Rolleskjema(aktor=request.user, dag=naa.dag, prefix="rolle"),
            "klasseskjema": klasse or Kontaktlarerskjema(aktor=request.user, dag=naa.dag, prefix="klasse"),
        },
        status=422 if skjema or rolle or klasse or avslutt or steng else 200,
    )


@require_http_methods(["GET", "POST"])
def bruker(request: BrukerRequest, bruker: int) -> HttpResponse:
    """A person: who they are, and what they may do here."""
    naa = tid()
    if request.method != "POST":
        return _side(request, bruker, naa)
    skjema = Brukerskjema(request.POST)
    if skjema.is_valid():
        try:
            actions.endre_bruker(
                aktor=request.user,
                bruker_id=bruker,
                data=skjema.data_til_dor(),
                sett=skjema.cleaned_data["sett"] or None,
                now=naa.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
            if isinstance(feil, Foreldet):
                # Having been told, they may go on.
                skjema.neste_gang(sett=actions.staar_som(Bruker.objects.get(pk=bruker)))
        else:
            messages.success(request, _("Endringene er lagret."))
            return redirect("forvaltning:bruker", bruker)
    return _side(request, bruker, naa, skjema=skjema)


@require_POST
def gi_rolle(request: BrukerRequest, bruker: int) -> HttpResponse:
    """Give a role, or propose it."""
    naa = tid()
    if not access.kan_endre(request.user, naa.dag):
        raise IkkeFunnet
    skjema = Rolleskjema(request.POST, aktor=request.user, dag=naa.dag, prefix="rolle")
    if skjema.is_valid():
        try:
            resultat = actions.tildel_rolle(
                aktor=request.user, bruker_id=bruker, data=skjema.data_til_dor(), now=naa.now
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            if isinstance(resultat, Rolleforslag):
                messages.info(request, _("Rollen er foreslått. Den gjelder når en annen har sagt ja."))
            else:
                messages.success(request, _("Rollen er gitt."))
            return redirect("forvaltning:bruker", bruker)
    return _side(request, bruker, naa, rolle=skjema)


@require_POST
def avslutt_rolle(request: BrukerRequest, bruker: int, tildeling: int) -> HttpResponse:
    """End a role on a day."""
    naa = tid()
    if not access.kan_endre(request.user, naa.dag):
        raise IkkeFunnet
    skjema = Avsluttskjema(request.POST, auto_id=f"id_{tildeling}_%s")
    if skjema.is_valid():
        try:
            actions.avslutt_rolle(aktor=request.user, tildeling_id=tildeling, now=naa.now, **skjema.cleaned_data)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Rollen er avsluttet."))
            # A rektor has no more to do with one who has left the school.
            if not access.synlige_brukere(request.user, naa.dag).filter(pk=bruker).exists():
                return redirect("forvaltning:brukere")
            return redirect("forvaltning:bruker", bruker)
    return _side(request, bruker, naa, avslutt=(tildeling, skjema))


@require_POST
def steng(request: BrukerRequest, bruker: int) -> HttpResponse:
    """Close the account of one who has left."""
    naa = tid()
    skjema = Stengeskjema(request.POST, auto_id="id_steng_%s")
    likevel = skjema.is_valid() and skjema.cleaned_data["likevel"]
    try:
        stengt = actions.deaktiver_bruker(aktor=request.user, bruker_id=bruker, likevel=likevel, now=naa.now)
    except IkkeTilgang as nei:
        messages.error(request, str(nei))
        return redirect("forvaltning:bruker", bruker)
    except Regelbrudd as feil:
        vis(skjema, feil)
        return _side(request, bruker, naa, steng=skjema)
    messages.success(request, _("%(navn)s er logget ut, og kontoen er stengt.") % {"navn": stengt.navn})
    return redirect("forvaltning:brukere")


@require_POST
def apne(request: BrukerRequest, bruker: int) -> HttpResponse:
    """Open an account again."""
    actions.aktiver_bruker(aktor=request.user, bruker_id=bruker, now=tid().now)
    messages.success(request, _("Kontoen er åpnet. Gi personen rollene på nytt."))
    return redirect("forvaltning:bruker", bruker)


@require_POST
def gi_klasse(request: BrukerRequest, bruker: int) -> HttpResponse:
    """Make a person kontaktlærer."""
    naa = tid()
    person = access.endrebare_brukere(request.user, naa.dag).filter(pk=bruker).first()
    if person is None:
        raise IkkeFunnet
    skjema = Kontaktlarerskjema(request.POST, aktor=request.user, dag=naa.dag, prefix="klasse")
    if skjema.is_valid():
        ren = skjema.cleaned_data
        try:
            actions.sett_kontaktlarer(
                aktor=request.user, klasse=ren["klasse"], bruker=person, fra=ren["fra"], til=ren["til"], now=naa.now
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Klassen er lagt til."))
            return redirect("forvaltning:bruker", bruker)
    return _side(request, bruker, naa, klasse=skjema)


@require_POST
def avslutt_klasse(request: BrukerRequest, bruker: int, kontaktlarer: int) -> HttpResponse:
    """End a person's time with a class."""
    actions.avslutt_kontaktlarer(aktor=request.user, kontaktlarer_id=kontaktlarer, now=tid().now)
    messages.success(request, _("Personen er ikke lenger kontaktlærer for klassen."))
    return redirect("forvaltning:bruker", bruker)


@require_POST
def avgjor(request: BrukerRequest, forslag: int) -> HttpResponse:
    """Say yes or no to a proposed role."""
    svar = request.POST.get("svar", "")
    if svar not in {"ja", "nei"}:
        return redirect("forvaltning:brukere")
    try:
        actions.avgjor_forslag(aktor=request.user, forslag_id=forslag, godkjent=svar == "ja", now=tid().now)
    except Regelbrudd as feil:
        messages.error(request, str(feil))
    else:
        messages.success(request, _("Rollen er gitt.") if svar == "ja" else _("Du har sagt nei til rollen."))
    return redirect("forvaltning:brukere")
