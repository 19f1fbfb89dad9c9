"""Samtaler and observasjoner: written on the page one stands on, or on a page of their own; kept as they are typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from cases.sak.access import Handling
from cases.sak.feil import IkkeFunnet, Regelbrudd, vis
from cases.sak.oppslag import apne
from cases.undersokelse import actions, queries, referat, utkast
from cases.undersokelse.forms import Observasjonsskjema, Samtaleskjema, Skriveskjema
from cases.undersokelse.maler import sett_inn
from cases.undersokelse.models import Observasjon, Samtale
from cases.undersokelse.utsending import sendeskjema
from cases.undersokelse.views import siden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpResponse, QueryDict
    from django.utils.functional import _StrPromise

    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest

LENGST = 20_000


@dataclass(frozen=True)
class Slag:
    """One kind of thing that is written: its name, its doors, and what the page says."""

    navn: str
    skjema: type[Skriveskjema]
    ny: Callable[..., object]
    rett: Callable[..., object]
    tittel: _StrPromise
    rettetittel: _StrPromise
    ingress: _StrPromise
    beskjed: _StrPromise

    @property
    def felter(self) -> Iterable[str]:
        """The names of the form's fields."""
        return self.skjema.base_fields


SAMTALE = Slag(
    navn="samtale",
    skjema=Samtaleskjema,
    ny=actions.registrer_samtale,
    rett=actions.rett_samtale,
    tittel=_("Skriv samtale"),
    rettetittel=_("Rett referatet"),
    ingress=_("Spør for å forstå hvordan eleven har det. Ingen skal måtte bevise noe."),
    beskjed=_("Samtalen er lagret."),
)
OBSERVASJON = Slag(
    navn="observasjon",
    skjema=Observasjonsskjema,
    ny=actions.registrer_observasjon,
    rett=actions.rett_observasjon,
    tittel=_("Skriv observasjon"),
    rettetittel=_("Rett observasjonen"),
    ingress=_("Skriv det du så og hørte. Hvordan du forstår det, skriver du for seg."),
    beskjed=_("Observasjonen er lagret."),
)
INGRESS_RETTING = _("Det som sto før, blir stående under det nye, så alle kan se hva som er rettet.")


def _skjema(
    request: BrukerRequest,
    apnet: Apnet,
    slag: Slag,
    gammel: Samtale | Observasjon | None,
    data: QueryDict | None = None,
    **initial: Any,
) -> Skriveskjema:
    if slag is SAMTALE:
        rettes = gammel if isinstance(gammel, Samtale) else None
        mulige = actions.mulige_elever(request.user, apnet.sak, apnet.tid.dag, rettes)
        elever = list(mulige.select_related("klasse"))
        return Samtaleskjema(data, elever=elever, initial=initial, auto_id="skriv_%s")
    return Observasjonsskjema(data, initial=initial, auto_id="skriv_%s")


def _begynnelse(
    request: BrukerRequest, apnet: Apnet, slag: Slag, gammel: Samtale | Observasjon | None
) -> dict[str, Any]:
    """What stands in a form that is opened: what is corrected, or today and the one who writes."""
    felles = {"aapnet": int(apnet.tid.now.timestamp() * 1000), "dato": apnet.tid.dag}
    if gammel is not None:
        skrevet = {navn: getattr(gammel, navn) for navn in slag.felter if navn not in {"aapnet", "elev"}}
        return {**felles, **skrevet, "elev": getattr(gammel, "elev_id", "") or ""}
    if slag is SAMTALE:
        type_ = request.GET.get("type", "")
        return {**felles, "type": type_ if type_ in Samtale.Type.values else Samtale.Type.ELEV}
    return {**felles, "observator": request.user.navn}


def _side(
    request: BrukerRequest,
    apnet: Apnet,
    slag: Slag,
    skjema: Skriveskjema,
    *,
    gammel: Samtale | Observasjon | None,
    fortsetter: datetime | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form, alone for the page one stands on, or on a page of its own."""
    nummer = apnet.sak.nummer
    mal = "cases/undersokelse/_skriv.html" if request.htmx else "cases/undersokelse/skriv.html"
    return render(
        request,
        mal,
        {
            "apnet": apnet,
            "fane": "undersokelse",
            "skjema": skjema,
            "slag": slag.navn,
            "tittel": slag.rettetittel if gammel else slag.tittel,
            "ingress": INGRESS_RETTING if gammel else slag.ingress,
            "adresse": _adresse(nummer, slag, gammel),
            "utkastadresse": reverse(f"undersokelse:utkast_{slag.navn}", args=[nummer]),
            "retter": gammel.pk if gammel else 0,
            "fortsetter": fortsetter,
            "delt": bool(request.htmx),
        },
        status=status,
    )


def _adresse(nummer: str, slag: Slag, gammel: Samtale | Observasjon | None) -> str:
    if gammel is None:
        return reverse(f"undersokelse:{slag.navn}", args=[nummer])
    return reverse(f"undersokelse:rett_{slag.navn}", args=[nummer, gammel.pk])


def _skriv(
    request: BrukerRequest, apnet: Apnet, slag: Slag, gammel: Samtale | Observasjon | None = None
) -> HttpResponse:
    """One form, two doors: a new row, or one that corrects an old."""
    if request.method != "POST":
        return _aapne(request, apnet, slag, gammel)
    if "forkast" in request.POST:
        utkast.kast_utkast(aktor=request.user, sak_id=apnet.sak.pk, slag=slag.navn, retter=gammel.pk if gammel else 0)
        return _aapne(request, apnet, slag, gammel)
    if "sett_inn" in request.POST:
        return _side(request, apnet, slag, _med_sporsmaal(request, apnet, slag, gammel), gammel=gammel)
    skjema = _skjema(request, apnet, slag, gammel, request.POST)
    if skjema.is_valid():
        hva = {} if gammel is None else {f"{slag.navn}_id": gammel.pk}
        try:
            (slag.rett if gammel else slag.ny)(
                aktor=request.user, sak_id=apnet.sak.pk, data=skjema.data_til_dor(), now=apnet.tid.now, **hva
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            return _lagret(request, apnet, slag)
    return _side(request, apnet, slag, skjema, gammel=gammel, status=422)


def _aapne(request: BrukerRequest, apnet: Apnet, slag: Slag, gammel: Samtale | Observasjon | None) -> HttpResponse:
    begynnelse = _begynnelse(request, apnet, slag, gammel)
    skjema = _skjema(request, apnet, slag, gammel, **begynnelse)
    funnet = utkast.finn_utkast(request.user, apnet.sak, slag.navn, gammel.pk if gammel else 0)
    if funnet is not None and not skjema.er_gjenopprettet:
        skjema.initial.update(
            {
                navn: felt.widget.value_from_datadict(funnet.felter, {}, navn)
                for navn, felt in skjema.fields.items()
                if navn != "aapnet"
            }
        )
    return _side(request, apnet, slag, skjema, gammel=gammel, fortsetter=funnet.endret if funnet else None)


def _med_sporsmaal(
    request: BrukerRequest, apnet: Apnet, slag: Slag, gammel: Samtale | Observasjon | None
) -> Skriveskjema:
    """The form as it was typed, with the questions put in: nothing is checked yet."""
    skjema = _skjema(request, apnet, slag, gammel)
    skjema.initial = {
        navn: felt.widget.value_from_datadict(request.POST, {}, navn) for navn, felt in skjema.fields.items()
    }
    type_ = request.POST.get("type", "")
    if type_ in Samtale.Type.values:
        skjema.initial["hva_sies"] = sett_inn(request.POST.get("hva_sies", "")[:LENGST], Samtale.Type(type_))
    return skjema


def _lagret(request: BrukerRequest, apnet: Apnet, slag: Slag) -> HttpResponse:
    if not request.htmx:
        messages.success(request, slag.beskjed)
        return redirect("undersokelse:vis", apnet.sak.nummer)
    svar = render(request, "cases/sak/_lagret.html", {"beskjed": slag.beskjed})
    return trigger_client_event(svar, "sakEndret")


@require_http_methods(["GET", "POST"])
def samtale(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Write down a conversation."""
    return _skriv(request, apne(request, nummer, Handling.SKRIVE), SAMTALE)


@require_http_methods(["GET", "POST"])
def observasjon(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Write down what was seen."""
    return _skriv(request, apne(request, nummer, Handling.SKRIVE), OBSERVASJON)


def _kan_rettes(request: BrukerRequest, apnet: Apnet, rad: Samtale | Observasjon) -> bool:
    """One who is not shown what is internal corrects their own: another's form would show it."""
    return not apnet.uten_internt or rad.registrert_av_id == request.user.pk


@require_http_methods(["GET", "POST"])
def rett_samtale(request: BrukerRequest, nummer: str, samtale: int) -> HttpResponse:
    """Correct a referat: what stood there stays."""
    apnet = apne(request, nummer, Handling.SKRIVE)
    gammel = Samtale.objects.filter(sak=apnet.sak, pk=samtale).first()
    if gammel is None or not _kan_rettes(request, apnet, gammel):
        raise IkkeFunnet
    return _skriv(request, apnet, SAMTALE, gammel)


@require_http_methods(["GET", "POST"])
def rett_observasjon(request: BrukerRequest, nummer: str, observasjon: int) -> HttpResponse:
    """Correct an observation: what stood there stays."""
    apnet = apne(request, nummer, Handling.SKRIVE)
    gammel = Observasjon.objects.filter(sak=apnet.sak, pk=observasjon).first()
    if gammel is None or not _kan_rettes(request, apnet, gammel):
        raise IkkeFunnet
    return _skriv(request, apnet, OBSERVASJON, gammel)


@require_POST
def utkast_samtale(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Keep a referat while it is written."""
    return _behold(request, apne(request, nummer, Handling.SKRIVE, samme_blikk=True), SAMTALE)


@require_POST
def utkast_observasjon(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Keep an observation while it is written."""
    return _behold(request, apne(request, nummer, Handling.SKRIVE, samme_blikk=True), OBSERVASJON)


def _behold(request: BrukerRequest, apnet: Apnet, slag: Slag) -> HttpResponse:
    rad = utkast.lagre_utkast(
        aktor=request.user,
        sak_id=apnet.sak.pk,
        slag=slag.navn,
        retter=_tall(request.POST.get("retter")),
        felter={navn: request.POST[navn][:LENGST] for navn in slag.felter if navn in request.POST and navn != "aapnet"},
        aapnet=datetime.fromtimestamp(_tall(request.POST.get("aapnet")) / 1000, UTC),
        now=apnet.tid.now,
    )
    return render(request, "cases/undersokelse/_utkaststatus.html", {"lagret": rad is not None, "now": apnet.tid.now})


def _tall(verdi: str | None) -> int:
    """A number from a hidden field; none where somebody has made up another."""
    return int(verdi) if verdi and verdi.isdecimal() and len(verdi) < 15 else 0  # noqa: PLR2004 - milliseconds have 13


@require_POST
def sendt_hjem(request: BrukerRequest, nummer: str, samtale: int) -> HttpResponse:
    """Note to whom a referat was given."""
    apnet = apne(request, nummer, Handling.SKRIVE)
    rader = queries.samtaler_for(apnet.sak, uten_internt=apnet.uten_internt)
    rad = rader.filter(pk=samtale).select_related("elev").first()
    if rad is None:
        raise IkkeFunnet
    elev = referat.hvis_hjem(apnet.sak, rad)
    hjemmene = referat.mottakere([elev.pk]) if elev is not None else {}
    skjema = sendeskjema(apnet, rad, hjemmene, set(), request.POST)
    if skjema.is_valid():
        try:
            actions.registrer_referat_sendt_hjem(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                samtale_id=samtale,
                data=skjema.data_til_dor(),
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Det er notert hvem som har fått referatet."))
            return redirect("undersokelse:vis", nummer)
    return siden(request, apnet, sendt=skjema, samtale=samtale, status=422)
