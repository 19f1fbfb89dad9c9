"""The årshjul's page, and the leaders' marks on it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from annual_wheel import actions, queries
from annual_wheel.access import apne_for_merking
from annual_wheel.forms import Merkeskjema, Utvalgsskjema, vis_feil
from annual_wheel.models import skolear_for, skolear_valg, skolearets_dager
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from annual_wheel.models import Aktivitet
    from annual_wheel.queries import Arshjul
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def _skolear(request: BrukerRequest, dag: date) -> int:
    """The school year in the address, or this one when it makes no sense."""
    verdi = request.GET.get("skolear", "")
    aar = int(verdi) if verdi.isdecimal() else 0
    return aar if aar in skolear_valg(dag) else skolear_for(dag)


def _legg_ved_skjemaer(hjul: Arshjul, dag: date, feil: tuple[str, Merkeskjema] | None) -> None:
    """Give each line that is not yet done its own form; the one that was refused keeps what was typed."""
    fra, til = skolearets_dager(hjul.skolear)
    forslag = dag if fra <= dag <= til else None
    for gruppe in hjul.grupper:
        for linje in gruppe.linjer:
            nokkel = linje.aktivitet.nokkel
            if feil and feil[0] == nokkel:
                linje.skjema = feil[1]
            elif linje.gjort is None:
                linje.skjema = Merkeskjema(auto_id=f"id_{nokkel}_%s", initial={"gjennomfort": forslag})


def _side(
    request: BrukerRequest,
    *,
    skolear: int,
    skole: str,
    dag: date,
    feil: tuple[str, Merkeskjema] | None = None,
    status: int = 200,
) -> HttpResponse:
    hjul = queries.arshjul(request.user, skolear=skolear, kortnavn=skole, dag=dag)
    if hjul.kan_merke:
        _legg_ved_skjemaer(hjul, dag, feil)
    roller = roller_for(request.user, dag)
    utvalg = Utvalgsskjema(
        skolear=skolear_valg(dag),
        skoler=queries.skolevalg(hjul, kan_se_alle=roller.sektorleder or roller.kommunalsjef),
        initial={"skolear": skolear, "skole": hjul.skole.kortnavn if hjul.skole else ""},
    )
    return render(request, "annual_wheel/arshjul.html", {"hjul": hjul, "utvalg": utvalg}, status=status)


def _tilbake(skolear: int, skole: str, aktivitet: Aktivitet) -> HttpResponse:
    """To the activity in the list, in the same school and year."""
    adresse = reverse("annual_wheel:vis")
    return redirect(f"{adresse}?{urlencode({'skolear': skolear, 'skole': skole})}#{aktivitet.nokkel}")


@require_safe
def vis(request: BrukerRequest) -> HttpResponse:
    """The wheel and its list: the year's work, and what one's own school has done of it."""
    dag = timezone.localdate()
    return _side(request, skolear=_skolear(request, dag), skole=request.GET.get("skole", ""), dag=dag)


@require_POST
def merk(request: BrukerRequest, skolear: int, skole: str, nokkel: str) -> HttpResponse:
    """Mark an activity as done at the school."""
    now = timezone.localtime()
    dag = localdate(now)
    apne_for_merking(request.user, skole=skole, skolear=skolear, nokkel=nokkel, dag=dag)
    skjema = Merkeskjema(request.POST, auto_id=f"id_{nokkel}_%s")
    if skjema.is_valid():
        try:
            gjort = actions.merk_gjort(
                aktor=request.user, skole=skole, skolear=skolear, nokkel=nokkel, data=skjema.data_til_dor(), now=now
            )
        except ValidationError as feil:
            vis_feil(skjema, feil)
        else:
            messages.success(request, _("«%(tittel)s» er merket som gjort.") % {"tittel": gjort.aktivitet.tittel})
            return _tilbake(skolear, skole, gjort.aktivitet)
    return _side(request, skolear=skolear, skole=skole, dag=dag, feil=(nokkel, skjema), status=422)


@require_POST
def fjern(request: BrukerRequest, skolear: int, skole: str, nokkel: str) -> HttpResponse:
    """Take a mark back."""
    aktivitet = actions.fjern_merke(
        aktor=request.user, skole=skole, skolear=skolear, nokkel=nokkel, now=timezone.localtime()
    )
    messages.success(request, _("Merket på «%(tittel)s» er fjernet.") % {"tittel": aktivitet.tittel})
    return _tilbake(skolear, skole, aktivitet)
