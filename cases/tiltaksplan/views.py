"""The plan's pages: read it, compare versions, and follow the tiltak. Writing it is in ``redigeringsviews.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cases.sak.access import Handling
from cases.sak.feil import Foreldet, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import apne, noter_liste, tid
from cases.tiltaksplan import actions, queries
from cases.tiltaksplan.access import egne_tiltak
from cases.tiltaksplan.egne import FRA_KLASSEN, Tiltaksrad, egne_rader, merkeskjema, statusskjema
from cases.tiltaksplan.forms import Merkeskjema, Statusskjema, Utsendingsskjema, Versjonsvalg
from cases.tiltaksplan.merking import merk_eget_tiltak, merk_tiltak
from cases.tiltaksplan.models import Tiltak
from cases.tiltaksplan.utsending import mottakere, registrer_utsending

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _siden(
    request: BrukerRequest,
    apnet: Apnet,
    *,
    feil: tuple[int, Statusskjema] | None = None,
    merke: tuple[int, Merkeskjema] | None = None,
    utsending: Utsendingsskjema | None = None,
    status: int = 200,
) -> HttpResponse:
    versjoner = queries.versjoner(apnet.sak)
    kan_sende = versjoner.gjeldende is not None and apnet.kan_lede and apnet.sak.avsluttet is None
    skjemaer, merkeskjemaer = dict([feil] if feil else []), dict([merke] if merke else [])
    rader = versjoner.gjeldende.tiltak.all() if versjoner.gjeldende else ()
    merking = queries.merking_i_saken(apnet.sak) if versjoner.gjeldende else {}
    return render(
        request,
        "cases/tiltaksplan/vis.html",
        {
            "apnet": apnet,
            "fane": "tiltaksplan",
            "versjoner": versjoner,
            "rader": [
                Tiltaksrad(
                    rad,
                    skjemaer.get(rad.pk) or statusskjema(rad),
                    merkeskjemaer.get(rad.pk) or merkeskjema(rad, apnet.tid.dag),
                    merking[rad.pk],
                )
                for rad in queries.med_overtakere(rader)
            ],
            "utsending": (utsending or _utsendingsskjema(apnet)) if kan_sende else None,
        },
        status=status,
    )


def _utsendingsskjema(apnet: Apnet, data: Any = None) -> Utsendingsskjema:
    # Where nothing is sent home, the pupil can still be given the plan in a talk.
    foresatte = () if apnet.sak.ikke_send_hjem else mottakere(apnet.sak)
    return Utsendingsskjema(data, foresatte=foresatte, initial={"dato": apnet.tid.dag})


@require_GET
def vis_plan(request: BrukerRequest, nummer: str) -> HttpResponse:
    """The plan in force as one reads it, how each tiltak stands, and the earlier versions."""
    return _siden(request, apne(request, nummer))


@require_POST
def ny(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Begin a version, with what the evaluation of the last decided, and go on writing it."""
    apnet = apne(request, nummer, Handling.LEDE)
    try:
        plan = actions.ny_planversjon(aktor=request.user, sak_id=apnet.sak.pk, now=apnet.tid.now)
    except Regelbrudd as feil:
        messages.error(request, str(feil))
        return redirect("tiltaksplan:vis", nummer)
    if plan.fra_evaluering:
        messages.success(
            request,
            _("Versjon %(versjon)s er påbegynt med det som skal gå videre. Se over den, og vedta den.")
            % {"versjon": plan.versjon},
        )
    return redirect("tiltaksplan:rediger", nummer)


@require_POST
def sendt_hjem(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Note that the plan in force was given to somebody at home."""
    apnet = apne(request, nummer, Handling.LEDE)
    skjema = _utsendingsskjema(apnet, request.POST)
    if skjema.is_valid():
        try:
            registrer_utsending(aktor=request.user, sak_id=apnet.sak.pk, data=skjema.data_til_dor(), now=apnet.tid.now)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Det er notert hvem som har fått planen."))
            return redirect("tiltaksplan:vis", nummer)
    return _siden(request, apnet, utsending=skjema, status=422)


@require_GET
def sammenlign(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Two versions side by side: what was added, removed and changed."""
    apnet = apne(request, nummer)
    valg = Versjonsvalg(request.GET)
    valg.is_valid()
    fra, til = valg.cleaned_data.get("fra"), valg.cleaned_data.get("til")
    planer, ulikt = queries.to_versjoner(apnet.sak, fra, til, med_utkast=apnet.for_ledere)
    innhold = {"apnet": apnet, "fane": "tiltaksplan", "planer": planer, "ulikt": ulikt, "valg": valg.cleaned_data}
    return render(request, "cases/tiltaksplan/sammenlign.html", innhold)


def _ny_versjon(skjema: Statusskjema | Merkeskjema, tiltak: int, skrevet_paa: int) -> bool:
    """Say so where the plan has come in a new version meanwhile; the form then stands by the same tiltak in that."""
    if tiltak == skrevet_paa:
        return False
    skjema.add_error(
        None,
        _(
            "Planen kom i en ny versjon mens du skrev. Det du har skrevet, står nå ved det samme tiltaket i den nye. "
            "Se over, og lagre på nytt."
        ),
    )
    _sett_som_det_staar(skjema, tiltak)
    return True


def _vis_status(skjema: Statusskjema, feil: Regelbrudd, tiltak: int) -> None:
    vis(skjema, feil)
    if isinstance(feil, Foreldet):
        _sett_som_det_staar(skjema, tiltak)


def _sett_som_det_staar(skjema: Statusskjema | Merkeskjema, tiltak: int) -> None:
    if "sett" in skjema.fields:
        skjema.neste_gang(sett=actions.staar_som(Tiltak.objects.get(pk=tiltak)))


@require_POST
def status(request: BrukerRequest, nummer: str, tiltak: int) -> HttpResponse:
    """Note how a tiltak of the sak stands."""
    apnet = apne(request, nummer, Handling.SKRIVE)
    skrevet_paa, tiltak = tiltak, queries.i_kraft(tiltak, queries.gjeldende_tiltak(apnet.sak))
    skjema = Statusskjema(request.POST, auto_id=f"tiltak-{tiltak}-%s")
    if skjema.is_valid() and not _ny_versjon(skjema, tiltak, skrevet_paa):
        try:
            actions.sett_tiltak_status(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                tiltak_id=tiltak,
                data=skjema.data_til_dor(),
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            _vis_status(skjema, feil, tiltak)
        else:
            messages.success(request, _("Statusen er lagret."))
            return redirect("tiltaksplan:vis", nummer)
    return _siden(request, apnet, feil=(tiltak, skjema), status=422)


@require_POST
def merk(request: BrukerRequest, nummer: str, tiltak: int) -> HttpResponse:
    """Mark that a tiltak of the sak was done, or was not, or write a note about it."""
    apnet = apne(request, nummer, Handling.SKRIVE)
    skrevet_paa, tiltak = tiltak, queries.i_kraft(tiltak, queries.gjeldende_tiltak(apnet.sak))
    skjema = Merkeskjema(request.POST, auto_id=f"merke-{tiltak}-%s")
    if skjema.is_valid() and not _ny_versjon(skjema, tiltak, skrevet_paa):
        try:
            merk_tiltak(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                tiltak_id=tiltak,
                data=skjema.data_til_dor(),
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Det er notert på tiltaket."))
            return redirect("tiltaksplan:vis", nummer)
    return _siden(request, apnet, merke=(tiltak, skjema), status=422)


def _mine(
    request: BrukerRequest,
    *,
    feil: tuple[int, Statusskjema] | None = None,
    merke: tuple[int, Merkeskjema] | None = None,
    status: int = 200,
) -> HttpResponse:
    naa = tid()
    rader = egne_rader(request.user, naa.dag, status=feil, merke=merke)
    noter_liste(request.user, naa, Oppslag.Liste.EGNE_TILTAK, saker=[tiltak.rad.plan.sak_id for tiltak in rader])
    return render(request, "cases/tiltaksplan/mine.html", {"rader": rader}, status=status)


def _tilbake(request: BrukerRequest) -> HttpResponse:
    """To the page the form stood on."""
    return redirect("kontaktlarer:min_klasse" if request.POST.get("fra") == FRA_KLASSEN else "tiltaksplan:mine")


@require_GET
def mine(request: BrukerRequest) -> HttpResponse:
    """A person's own tiltak: what, when, for whom; nothing else of the sak."""
    return _mine(request)


@require_POST
def egen_status(request: BrukerRequest, tiltak: int) -> HttpResponse:
    """Note how one's own tiltak stands; another's does not exist here."""
    egne = egne_tiltak(request.user, tid().dag)
    skrevet_paa, tiltak = tiltak, queries.i_kraft(tiltak, egne)
    if not egne.filter(pk=tiltak).exists():
        raise Http404
    skjema = Statusskjema(request.POST, auto_id=f"tiltak-{tiltak}-%s")
    if skjema.is_valid() and not _ny_versjon(skjema, tiltak, skrevet_paa):
        try:
            actions.sett_egen_tiltak_status(
                aktor=request.user, tiltak_id=tiltak, data=skjema.data_til_dor(), now=tid().now
            )
        except Regelbrudd as feil:
            _vis_status(skjema, feil, tiltak)
        else:
            messages.success(request, _("Statusen er lagret."))
            return _tilbake(request)
    return _mine(request, feil=(tiltak, skjema), status=422)


@require_POST
def merk_eget(request: BrukerRequest, tiltak: int) -> HttpResponse:
    """Mark one's own tiltak; another's does not exist here."""
    egne = egne_tiltak(request.user, tid().dag)
    skrevet_paa, tiltak = tiltak, queries.i_kraft(tiltak, egne)
    if not egne.filter(pk=tiltak).exists():
        raise Http404
    skjema = Merkeskjema(request.POST, auto_id=f"merke-{tiltak}-%s")
    if skjema.is_valid() and not _ny_versjon(skjema, tiltak, skrevet_paa):
        try:
            merk_eget_tiltak(aktor=request.user, tiltak_id=tiltak, data=skjema.data_til_dor(), now=tid().now)
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Det er notert på tiltaket."))
            return _tilbake(request)
    return _mine(request, merke=(tiltak, skjema), status=422)
