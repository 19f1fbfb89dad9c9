"""The rehearsal, and the dossier that goes to Statsforvalteren."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.dossier import access, actions, forslag, proven
from cases.dossier.forms import Oversendelsesskjema, Redegjorelsesskjema
from cases.dossier.models import FELTER, PLIKTFELT, Dossier, Redegjorelse
from cases.dossier.stengt import STENGT_SIDEN, har_stengt_fil
from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd, vis
from cases.sak.models import Oppslag
from cases.sak.oppslag import apne

if TYPE_CHECKING:
    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def generalprove(request: BrukerRequest, nummer: str) -> HttpResponse:
    """What the sak can show, and what it cannot, if Statsforvalteren wrote today: for those who work in it."""
    apnet = apne(request, nummer)
    if not apnet.kan_skrive and not apnet.for_ledere:
        raise IkkeTilgang(str(HVEM_KAN[Handling.SKRIVE]))
    return render(
        request, "cases/dossier/generalprove.html", {"apnet": apnet, "prove": proven.les(apnet, request.user)}
    )


def _apne(request: BrukerRequest, nummer: str, hva: Oppslag.Hva = Oppslag.Hva.SAK) -> Apnet:
    apnet = apne(request, nummer, hva=hva, samme_blikk=bool(request.htmx))
    access.krev(apnet, request.user)
    return apnet


def _siden(
    request: BrukerRequest, apnet: Apnet, *, sendt: Oversendelsesskjema | None = None, versjon: int = 0
) -> HttpResponse:
    """The page of the dossier, perhaps with one form that was refused."""
    dossierer = list(
        Dossier.objects.til_statsforvalteren(apnet.sak)
        .select_related("bestilt_av", "dokument")
        .defer("rader", "dokument__innhold")
        .annotate(stengt=har_stengt_fil())
        .prefetch_related("oversendelser__registrert_av")
    )
    lages = dossierer[0] if dossierer and dossierer[0].status == Dossier.Status.BESTILT else None
    innhold = {
        "apnet": apnet,
        "dossierer": [
            (rad, sendt if sendt is not None and rad.versjon == versjon else _oversendelse(apnet, rad.versjon))
            for rad in dossierer
            if rad is not lages
        ],
        "lages": lages,
        "redegjorelse": Redegjorelse.objects.filter(sak=apnet.sak).select_related("endret_av").first(),
        "feil_i": versjon,
    }
    return render(request, "cases/dossier/oversikt.html", innhold, status=422 if sendt is not None else 200)


def _oversendelse(apnet: Apnet, versjon: int) -> Oversendelsesskjema:
    return Oversendelsesskjema(initial={"dato": apnet.tid.dag}, auto_id=f"sendt-{versjon}-%s")


@require_safe
def oversikt(request: BrukerRequest, nummer: str) -> HttpResponse:
    """The dossiers that have been made, the one that is being made, and the way to make one."""
    return _siden(request, _apne(request, nummer))


@require_http_methods(["GET", "HEAD", "POST"])
def redegjorelse(request: BrukerRequest, nummer: str) -> HttpResponse:
    """The school's own account: the sak's facts to begin with, then what a person has made of them."""
    apnet = _apne(request, nummer)
    skjema = Redegjorelsesskjema(request.POST) if request.method == "POST" else _tomt(apnet)
    if skjema.is_bound and skjema.is_valid():
        try:
            actions.lagre_redegjorelse(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                tekster=skjema.tekster,
                revisjon=skjema.cleaned_data["revisjon"],
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
            # They have read that someone else saved: what they send now is meant.
            siste = Redegjorelse.objects.filter(sak=apnet.sak).values_list("revisjon", flat=True).first()
            skjema.neste_gang(revisjon=siste or 0)
        else:
            messages.success(request, _("Redegjørelsen er lagret."))
            return redirect("dossier:oversikt", nummer)
    plikter, andre = [skjema[felt] for felt in PLIKTFELT], [skjema[felt] for felt in FELTER if felt not in PLIKTFELT]
    innhold = {"apnet": apnet, "skjema": skjema, "plikter": plikter, "andre": andre}
    return render(request, "cases/dossier/redegjorelse.html", innhold, status=422 if skjema.is_bound else 200)


def _tomt(apnet: Apnet) -> Redegjorelsesskjema:
    """The account as it stands, or the sak's own facts where nobody has written one."""
    rad = Redegjorelse.objects.filter(sak=apnet.sak).first()
    if rad is not None:
        return Redegjorelsesskjema(initial={"revisjon": rad.revisjon, **{f: getattr(rad, f) for f in FELTER}})
    with translation.override(apnet.sak.skole.maalform):
        return Redegjorelsesskjema(initial={"revisjon": 0, **forslag.les(apnet.sak, apnet.tid.now)})


@require_POST
def lag(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Ask for a dossier; a worker makes it while the page shows how far it has come."""
    apnet = _apne(request, nummer)
    actions.bestill(aktor=request.user, sak_id=apnet.sak.pk, now=apnet.tid.now)
    return redirect("dossier:oversikt", nummer)


@require_safe
def pdf(request: BrukerRequest, nummer: str, versjon: int) -> HttpResponse:
    """One finished dossier, as it was frozen; not one with a file in it that has been closed since."""
    apnet = _apne(request, nummer, Oppslag.Hva.DOKUMENT)
    rader = Dossier.objects.til_statsforvalteren(apnet.sak, versjon)
    rad = rader.select_related("dokument").first()
    if rad is None or rad.dokument is None:
        raise IkkeFunnet
    if rader.filter(har_stengt_fil()).exists():
        raise IkkeTilgang(str(STENGT_SIDEN))
    return HttpResponse(
        bytes(rad.dokument.innhold),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{rad.dokument.filnavn}"'},
    )


@require_POST
def sendt(request: BrukerRequest, nummer: str, versjon: int) -> HttpResponse:
    """Note that a dossier was sent."""
    apnet = _apne(request, nummer)
    if not Dossier.objects.til_statsforvalteren(apnet.sak, versjon).exists():
        raise IkkeFunnet
    skjema = Oversendelsesskjema(request.POST, auto_id=f"sendt-{versjon}-%s")
    if skjema.is_valid():
        try:
            actions.registrer_oversendelse(
                aktor=request.user,
                sak_id=apnet.sak.pk,
                versjon=versjon,
                data=skjema.data_til_dor(),
                now=apnet.tid.now,
            )
        except Regelbrudd as feil:
            vis(skjema, feil)
        else:
            messages.success(request, _("Det er notert at saksmappa ble sendt."))
            return redirect("dossier:oversikt", nummer)
    return _siden(request, apnet, sendt=skjema, versjon=versjon)
