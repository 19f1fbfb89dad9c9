"""Pages of the melding for the one who writes: write it, follow one's own. Who receives has mottak_views.py."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from cases.melding import actions, queries
from cases.melding.forms import Behandlingsskjema, Meldeskjema, Tilleggsskjema
from cases.melding.models import UTEN_SAMTYKKE, FraBehandling, Melding, Meldingsutkast, Mottaker
from cases.melding.rutevisning import visning_av
from cases.melding.utkast import felter_i
from cases.sak.feil import Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import noter_liste, tid
from cases.sak.ruting import ruting_for
from cases.vedlegg.actions import fjern_fra_utkast
from cases.vedlegg.filfelt import INTIME
from cases.vedlegg.queries import i_melding
from cases.vedlegg.utkast import legg_i_utkastet, vedleggsfelt
from steinkjer_skolemiljo.organisation.innlogging.tekst import beholdes_naar
from steinkjer_skolemiljo.organisation.models import Skole
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.forms import Form

    from cases.lov.ruting import Ruting
    from cases.sak.oppslag import Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest

SALT_HVEM = "skolemiljo.utkast-i-nettleseren"


def kan_skrives_ned(felter: QueryDict) -> bool:
    """A helsepersonell's text is not stored, not even for a moment, before it is said that it may be told (A-5).

    The question is in their form only; the others' has no such field.
    """
    return "fra_behandling" not in felter or felter["fra_behandling"] in FraBehandling.values


def _skjema(request: BrukerRequest, naa: Tid, data: QueryDict | None = None) -> Meldeskjema:
    # From the code in the staff room; an address someone has mended by hand chooses nothing.
    skole = (
        Skole.objects.filter(kortnavn=request.GET["skole"][:40].replace("\0", "")).first()
        if "skole" in request.GET
        else None
    )
    return Meldeskjema(
        data,
        initial={"skole": skole.pk} if skole else None,
        roller=roller_for(request.user, naa.dag),
        dag=naa.dag,
        helsepersonell=request.user.er_helsepersonell,
    )


def _fra_utkast(request: BrukerRequest, naa: Tid) -> tuple[Meldeskjema, Meldingsutkast | None]:
    utkast = Meldingsutkast.objects.filter(bruker=request.user).first()
    if utkast is None and not request.user.er_helsepersonell:
        utkast = actions.apne_utkast(aktor=request.user, now=naa.now)
    skjema = _skjema(request, naa)
    if utkast is not None and not skjema.er_gjenopprettet:
        if not set(utkast.felter) - set(Behandlingsskjema.SPORSMAAL):
            skjema.initial["nokkel"] = utkast.nokkel
            skjema.initial.update({navn: verdier[0] for navn, verdier in utkast.felter.items() if verdier})
            return skjema, utkast
        felter = QueryDict(mutable=True)
        for navn, verdier in utkast.felter.items():
            felter.setlist(navn, verdier)
        skjema.initial = {
            navn: felt.widget.value_from_datadict(felter, {}, navn) for navn, felt in skjema.fields.items()
        }
    return skjema, utkast


def _sporsmaalsside(request: BrukerRequest, skjema: Behandlingsskjema, *, status: int = 200) -> HttpResponse:
    """The question a helsepersonell answers first. There is no field here to write in, and so nothing to save."""
    return render(request, "cases/melding/behandling.html", {"skjema": skjema}, status=status)


def _uten_samtykke(request: BrukerRequest) -> bool:
    return request.POST.get("fra_behandling") == UTEN_SAMTYKKE


def _stopp(request: BrukerRequest) -> HttpResponse:
    """Stop before anything is read from the form, whatever else is right or wrong in it."""
    actions.forkast_utkast(aktor=request.user)
    return redirect("melding:taushetsplikt")


def _svar_paa_sporsmaalet(request: BrukerRequest, naa: Tid) -> HttpResponse:
    """Keep the answer as the beginning of the draft."""
    skjema = Behandlingsskjema(request.POST, helsepersonell=True)
    if skjema.is_valid():
        utkast = Meldingsutkast.objects.filter(bruker=request.user).first()
        svar = {navn: [str(request.POST.get(navn, ""))] for navn in Behandlingsskjema.SPORSMAAL}
        try:
            actions.lagre_utkast(
                aktor=request.user,
                nokkel=utkast.nokkel if utkast else uuid4(),
                felter={**(utkast.felter if utkast else {}), **svar},
                now=naa.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            return redirect("melding:meld")
    return _sporsmaalsside(request, skjema, status=422)


@require_safe
def taushetsplikt(request: BrukerRequest) -> HttpResponse:
    """Why it stops here, and what to do instead. Nothing has been stored."""
    return render(request, "cases/melding/taushetsplikt.html")


def _ruting(skjema: Meldeskjema, naa: Tid) -> Ruting:
    skjema.is_valid()
    elever = skjema.cleaned_data.get("elever") or ()
    skole = skjema.cleaned_data.get("skole")
    skoler = {elev.skole_id for elev in elever} | ({skole.pk} if skole else set())
    return ruting_for(skjema.krenkerdata(), skoler, naa.dag)


def _meldeside(
    request: BrukerRequest,
    skjema: Meldeskjema,
    *,
    utkast: Meldingsutkast | None = None,
    bekreft: bool = False,
    filfeil: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    naa = tid()
    roller = roller_for(request.user, naa.dag)
    treff = {
        navn: queries.elevsok(roller, navn, request.POST.get(f"sok_{navn}", ""), _valgte(skjema, navn))
        for navn in ("elever", "krenkere")
    }
    _noter_sok(request, naa, *treff.values())
    return render(
        request,
        "cases/melding/meld.html",
        {
            "skjema": skjema,
            "utkast": utkast,
            "treff": treff,
            "lokalt": _lokalt(request, skjema, naa),
            "rute": visning_av(_ruting(skjema, naa)) if skjema.is_bound else None,
            "bekreft": bekreft,
            # A helsepersonell lays nothing there before the question is answered.
            "vedlegg": vedleggsfelt(request.user, filfeil) if skjema.besvart else None,
        },
        status=status,
    )


def _lokalt(request: BrukerRequest, skjema: Meldeskjema, naa: Tid) -> dict[str, object]:
    """What static/js/meld.js needs to keep an encrypted copy while the network is away; nothing until it may."""
    if not skjema.besvart:
        return {}
    utkast = actions.apne_utkast(aktor=request.user, now=naa.now)
    if str(skjema["nokkel"].value()) != str(utkast.nokkel):
        return {}
    return {
        "nokkel": b64encode(bytes(utkast.nettlesernokkel)).decode(),
        # So that the browser knows whose a copy is without saying who.
        "hvem": salted_hmac(SALT_HVEM, str(request.user.pk), algorithm="sha256").hexdigest()[:24],
        "endret": int(utkast.endret.timestamp() * 1000),
        "naa": int(naa.now.timestamp() * 1000),
    }


def _noter_sok(request: BrukerRequest, naa: Tid, *treff: queries.Elevtreff) -> None:
    """Only those found: who was chosen already has been shown before."""
    funnet = [elev.pk for del_ in treff for elev in del_.funnet]
    noter_liste(request.user, naa, Oppslag.Liste.ELEVSOK, elever=funnet)


def _valgte(skjema: Meldeskjema, navn: str) -> list[str]:
    verdi = skjema[navn].value() or []
    return [str(v) for v in verdi]


@beholdes_naar(kan_skrives_ned)
@require_http_methods(["GET", "HEAD", "POST"])
def meld(request: BrukerRequest) -> HttpResponse:
    """The meldeskjema. What is written is kept as a draft; pressing twice sends once."""
    naa = tid()
    if request.method != "POST":
        return _skrivesiden(request, naa)
    handling = request.POST.get("handling", "send")
    if handling == "forkast":
        actions.forkast_utkast(aktor=request.user)
        messages.success(request, _("Utkastet er kastet."))
        return redirect("melding:meld")
    if _uten_samtykke(request):
        return _stopp(request)
    if handling == "send":
        return _send(request, naa)
    if handling == "behandling" and request.user.er_helsepersonell:
        return _svar_paa_sporsmaalet(request, naa)
    try:
        # A search without JavaScript: keep all that is written, and show what was found.
        lagret = _lagre_utkast(request, naa)
    except Regelbrudd:
        return redirect("melding:meld")
    if lagret is not None and lagret._state.adding:
        return _alt_sendt(request, naa, _skjema(request, naa, request.POST))
    if handling.startswith("fjern-") and handling[6:].isdecimal() and len(handling) <= queries.LENGSTE_ID:
        fjern_fra_utkast(aktor=request.user, fil=int(handling[6:]))
    filfeil = legg_i_utkastet(request, naa.now)
    skjema, utkast = _fra_utkast(request, naa)
    return _meldeside(request, skjema, utkast=utkast, filfeil=filfeil, status=422 if filfeil else 200)


def _skrivesiden(request: BrukerRequest, naa: Tid) -> HttpResponse:
    skjema, utkast = _fra_utkast(request, naa)
    if not skjema.besvart or (request.user.er_helsepersonell and "endre" in request.GET):
        svar = {felt.name: felt.value() for felt in skjema.sporsmaal}
        return _sporsmaalsside(request, Behandlingsskjema(initial=svar, helsepersonell=True))
    # An answer alone is not yet something one has written.
    skrevet = utkast is not None and set(utkast.felter) - set(Behandlingsskjema.SPORSMAAL)
    return _meldeside(request, skjema, utkast=utkast if skrevet else None)


def _send(request: BrukerRequest, naa: Tid) -> HttpResponse:
    skjema = _skjema(request, naa, request.POST)
    # Chosen and not yet kept: without JavaScript, or when the network was away. Then they are not chosen again.
    filfeil = legg_i_utkastet(request, naa.now, sendes=True)
    if skjema.is_valid() and not filfeil:
        rute = visning_av(_ruting(skjema, naa))
        if rute.merke and request.POST.get("ruting_vist") != rute.merke:
            # L-5.3: whoever reports a colleague has read who will see it. With JavaScript they have already.
            return _meldeside(request, skjema, bekreft=True, status=422)
        try:
            meldinger = actions.send_melding(aktor=request.user, data=skjema.data_til_dor(), now=naa.now)
        except actions.AlleredeSendt:
            return _alt_sendt(request, naa, skjema)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, ngettext("Meldingen er sendt.", "Meldingene er sendt.", len(meldinger)))
            til = reverse("melding:kvittering", args=[meldinger[0].nummer])
            if request.headers.get("HX-Request"):
                # static/js/meld.js asks until it is told where the receipt is.
                return HttpResponse(status=204, headers={"HX-Redirect": til})
            return redirect(til)
    return _meldeside(request, skjema, filfeil=filfeil, status=422)


def _alt_sendt(request: BrukerRequest, naa: Tid, skjema: Meldeskjema) -> HttpResponse:
    """Say that the form was sent from another window, and keep these words: the next press sends another melding."""
    sendt = Melding.objects.skrevet_av(request.user, naa.dag).filter(nokkel=request.POST["nokkel"]).first()
    skjema.is_valid()
    vis(skjema, actions.AlleredeSendt(sendt.nummer if sendt else ""))
    skjema.neste_gang(nokkel=actions.apne_utkast(aktor=request.user, now=naa.now).nokkel)
    return _meldeside(request, skjema, status=422)


def _lagre_utkast(request: BrukerRequest, naa: Tid) -> Meldingsutkast | None:
    """What was kept; without a row where the form has been sent already, and nothing where it has no key."""
    try:
        nokkel = UUID(request.POST.get("nokkel", ""))
    except ValueError:
        return None
    return actions.lagre_utkast(aktor=request.user, nokkel=nokkel, felter=felter_i(request.POST), now=naa.now)


@require_POST
def utkast(request: BrukerRequest) -> HttpResponse:
    """Keep the draft while it is written."""
    naa = tid()
    if _uten_samtykke(request):
        actions.forkast_utkast(aktor=request.user)
    try:
        lagret = _lagre_utkast(request, naa)
    except Regelbrudd as feil:
        # 422 is shown where the page says «saved»: here that nothing is.
        return render(request, "cases/melding/_utkast.html", {"nei": feil.brudd[0].tekst}, status=422)
    if lagret is not None and lagret._state.adding:
        # Sent from another window: to say «saved» would be a lie. The text stands where it is written.
        nei = _("Dette skjemaet er sendt fra et annet vindu. Det du skriver her, blir ikke lagret før du sender det.")
        return render(request, "cases/melding/_utkast.html", {"nei": nei}, status=422)
    return render(request, "cases/melding/_utkast.html", {"lagret": lagret, "now": naa.now})


@require_POST
def ruting(request: BrukerRequest) -> HttpResponse:
    """Say in plain words who will get the melding and who will not, as it is being written (L-5.3)."""
    naa = tid()
    rute = _ruting(_skjema(request, naa, request.POST), naa)
    return render(request, "cases/melding/_ruting.html", {"rute": visning_av(rute)})


@require_GET
def elevsok(request: BrukerRequest) -> HttpResponse:
    """Find a pupil by name or class. Only pupils the person may look up; a search that shows names is logged."""
    naa = tid()
    navn = "krenkere" if request.GET.get("navn") == "krenkere" else "elever"
    treff = queries.elevsok(
        roller_for(request.user, naa.dag), navn, request.GET.get(f"sok_{navn}", ""), request.GET.getlist(navn)
    )
    _noter_sok(request, naa, treff)
    mal = "_elevliste" if request.GET.get("som") == "liste" else "_elevtreff"
    return render(request, f"cases/melding/{mal}.html", {"elevtreff": treff})


@require_safe
def mine(request: BrukerRequest) -> HttpResponse:
    """One's own meldinger and how they go."""
    dag = tid().dag
    ark, linjer = queries.egne(request.user, dag, side=sidetall(request))
    leder = roller_for(request.user, dag).leder_skoler
    plakater = list(Skole.objects.filter(pk__in=sorted(leder)).order_by("navn")) if leder else []
    return render(request, "cases/melding/mine.html", {"ark": ark, "linjer": linjer, "plakater": plakater})


def _kvittering(request: BrukerRequest, nummer: str, skjema: Form | None = None) -> HttpResponse:
    egen = queries.egen(request.user, nummer, tid().dag)
    if egen is None:
        raise Http404
    return render(
        request,
        "cases/melding/kvittering.html",
        {
            "egen": egen,
            "melding": egen.melding,
            "elever": queries.elever_i(egen.melding),
            "involverte": queries.involverte_i(egen.melding),
            "tillegg": egen.melding.tillegg.all(),
            "vedlegg": i_melding(egen.melding),
            "intime": INTIME,
            "mottaker": queries.MOTTAKERNAVN[Mottaker(egen.melding.mottaker)],
            "inngripen_gjenstaar": queries.inngripen_gjenstaar(egen.melding),
            "skjema": skjema or Tilleggsskjema(helsepersonell=request.user.er_helsepersonell),
        },
        status=422 if skjema else 200,
    )


@require_safe
def kvittering(request: BrukerRequest, nummer: str) -> HttpResponse:
    """The receipt: number, who has it, what happens now, and how to add something."""
    return _kvittering(request, nummer)


@beholdes_naar(kan_skrives_ned)
@require_POST
def tillegg(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Add something to one's own melding."""
    if _uten_samtykke(request):
        return _stopp(request)
    skjema = Tilleggsskjema(request.POST, request.FILES, helsepersonell=request.user.er_helsepersonell)
    if skjema.is_valid():
        try:
            actions.legg_til_tillegg(
                aktor=request.user,
                nummer=nummer,
                tekst=skjema.cleaned_data["tekst"],
                behandling=skjema.behandlingssvar(),
                filer=skjema.cleaned_data["filer"],
                now=tid().now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Tillegget er sendt."))
            return redirect("melding:kvittering", nummer)
    return _kvittering(request, nummer, skjema)
