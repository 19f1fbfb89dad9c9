"""Saker teach prevention: what the meldinger propose for the wheel, and the school's report to its councils."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from annual_wheel.access import apne_hjul, apne_skole, ser_alle
from annual_wheel.models import Skolehjul, skolear_for
from cases.forebygging.actions import ta_inn
from cases.forebygging.queries import UKER, monstre
from cases.forebygging.rapport import rapport_pdf, skolerapport
from cases.sak.oppslag import tid
from cases.statistikk.kube import TRINN
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from cases.forebygging.rapport import Skolerapport
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def forslag(request: BrukerRequest, skole: str) -> HttpResponse:
    """What comes again in the last weeks' meldinger, and what it proposes."""
    dag = tid().dag
    sted = apne_skole(request.user, skole=skole, skolear=skolear_for(dag), dag=dag, lede=True)
    return render(
        request,
        "cases/forebygging/forslag.html",
        {
            "skole": sted,
            "skolear": skolear_for(dag),
            "monstre": monstre(request.user, sted, dag),
            "startet": Skolehjul.objects.filter(skole=sted, skolear=skolear_for(dag), lukket__isnull=True).exists(),
            "uker": UKER,
            "minst": TRINN,
        },
    )


@require_POST
def legg_inn(request: BrukerRequest, skole: str, kode: str) -> HttpResponse:
    """Put one proposal into the wheel."""
    naa = tid()
    try:
        rad = ta_inn(aktor=request.user, skole=skole, kode=kode, now=naa.now)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
        return redirect("forebygging:forslag", skole)
    messages.success(request, _("«%(hva)s» er lagt inn i årshjulet.") % {"hva": rad.tittel})
    return redirect("annual_wheel:aktivitet", rad.hjul.skolear, skole, rad.nokkel)


def _rapport(request: BrukerRequest, skolear: int, skole: str) -> Skolerapport:
    """The report, for those who lead the school and those who oversee the schools."""
    dag = tid().dag
    hjul = apne_hjul(request.user, skole=skole, skolear=skolear, dag=dag, lede=False)
    if not (ser_alle(request.user, dag) or hjul.skole_id in roller_for(request.user, dag).leder_skoler):
        raise PermissionDenied(_("Det er ledelsen ved skolen som lager rapporten og deler den ut."))
    return skolerapport(hjul, dag)


@require_safe
def rapport(request: BrukerRequest, skolear: int, skole: str) -> HttpResponse:
    """The year's report to SU, SMU and FAU."""
    return render(request, "cases/forebygging/rapport.html", {"rapport": _rapport(request, skolear, skole)})


@require_safe
def pdf(request: BrukerRequest, skolear: int, skole: str) -> HttpResponse:
    """The same as a paper."""
    innhold = rapport_pdf(_rapport(request, skolear, skole))
    navn = f"skolemiljo-{skole}-{skolear}.pdf"
    return HttpResponse(
        innhold,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{navn}"'},
    )
