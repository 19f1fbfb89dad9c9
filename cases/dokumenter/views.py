"""Documents as they were frozen, opened by the sak's own rule and written into the read-log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.decorators import csp_replace
from django.http import HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from cases.dokumenter.actions import VEDTATTE, lag_plandokument
from cases.sak.access import Handling
from cases.sak.feil import IkkeFunnet
from cases.sak.models import Oppslag
from cases.sak.oppslag import apne
from cases.tiltaksplan.models import Tiltaksplan

if TYPE_CHECKING:
    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _vis(request: BrukerRequest, apnet: Apnet, plan: Tiltaksplan | None) -> HttpResponse:
    if plan is None:
        raise IkkeFunnet
    dokument = lag_plandokument(aktor=request.user, plan_id=plan.pk, now=apnet.tid.now)
    # The middleware keeps it out of every cache, like all pages for logged-in people.
    return HttpResponse(
        bytes(dokument.innhold),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{dokument.filnavn}"'},
    )


@require_safe
def tiltaksplan(request: BrukerRequest, nummer: str) -> HttpResponse:
    """The plan in force, as a PDF."""
    apnet = apne(request, nummer, hva=Oppslag.Hva.DOKUMENT)
    gjeldende = Tiltaksplan.objects.filter(sak=apnet.sak, status=Tiltaksplan.Status.VEDTATT).first()
    return _vis(request, apnet, gjeldende)


@require_safe
def versjon(request: BrukerRequest, nummer: str, versjon: int) -> HttpResponse:
    """One adopted version of the plan, as a PDF."""
    apnet = apne(request, nummer, hva=Oppslag.Hva.DOKUMENT)
    return _vis(request, apnet, Tiltaksplan.objects.filter(sak=apnet.sak, versjon=versjon, status__in=VEDTATTE).first())


@xframe_options_sameorigin
@csp_replace({"frame-ancestors": ["'self'"]})  # type: ignore[arg-type]  # typed for a view without arguments
@require_safe
def forhandsvisning(request: BrukerRequest, nummer: str) -> HttpResponse:
    """The draft as its paper would be, to stand beside the form. Our own page may frame it, and nobody else's."""
    apnet = apne(request, nummer, Handling.LEDE, samme_blikk=True)
    utkast = Tiltaksplan.objects.filter(sak=apnet.sak, status=Tiltaksplan.Status.UTKAST).first()
    if utkast is None:
        raise IkkeFunnet
    from cases.dokumenter.pdf import tiltaksplan_html  # noqa: PLC0415 - brings WeasyPrint, which few processes need

    return HttpResponse(tiltaksplan_html(apnet.sak, utkast, dag=apnet.tid.dag))
