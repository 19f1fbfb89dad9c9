"""For those who oversee the schools: all the wheels side by side, and the municipality's own årshjul."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annual_wheel import mal as dorer
from annual_wheel.access import krev_sektorleder, krev_skoleeier
from annual_wheel.forms import Malskjema, Utvalgsskjema, vis_feil
from annual_wheel.matrise import skolene as alle_skolene
from annual_wheel.models import Aktivitet, skolear_valg
from annual_wheel.queries import skolear_navn
from annual_wheel.views import skolear_i
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def skolene(request: BrukerRequest) -> HttpResponse:
    """Every school's wheel, small, and a table of school and activity."""
    dag = timezone.localdate()
    krev_skoleeier(request.user, dag)
    skolear = skolear_i(request, dag)
    return render(
        request,
        "annual_wheel/skolene.html",
        {
            "skolene": alle_skolene(request.user, skolear=skolear, dag=dag),
            "skolear": skolear,
            "skolear_navn": skolear_navn(skolear),
            "utvalg": Utvalgsskjema(skolear=skolear_valg(dag), skoler=[], initial={"skolear": skolear}),
            "endrer_mal": roller_for(request.user, dag).sektorleder,
        },
    )


@require_safe
def mal(request: BrukerRequest) -> HttpResponse:
    """The municipality's årshjul, row by row."""
    krev_sektorleder(request.user, timezone.localdate())
    rader = Aktivitet.objects.filter(gjelder_til__isnull=True)
    return render(request, "annual_wheel/mal.html", {"rader": rader})


def _skriv(request: BrukerRequest, rad: Aktivitet | None) -> HttpResponse:
    felt = ("tittel", "tid", "kategori", "ansvar", "beskrivelse", "hvordan", "versjon")
    skjema = Malskjema(request.POST or None, initial={navn: getattr(rad, navn) for navn in felt} if rad else {})
    if request.method == "POST" and skjema.is_valid():
        try:
            lagret = dorer.skriv_mal(
                aktor=request.user,
                nokkel=rad.nokkel if rad else "",
                data=skjema.data_til_dor(),
                versjon=skjema.cleaned_data["versjon"] or 0,
                now=timezone.localtime(),
            )
        except ValidationError as feil:
            vis_feil(skjema, feil)
        else:
            messages.success(
                request, _("«%(hva)s» er lagret. Skolene får det som et forslag.") % {"hva": lagret.tittel}
            )
            return redirect("annual_wheel:mal")
    return render(
        request,
        "annual_wheel/malskjema.html",
        {"skjema": skjema, "rad": rad},
        status=422 if request.method == "POST" else 200,
    )


@require_http_methods(["GET", "POST"])
def ny_mal(request: BrukerRequest) -> HttpResponse:
    """Write a new row."""
    krev_sektorleder(request.user, timezone.localdate())
    return _skriv(request, None)


@require_http_methods(["GET", "POST"])
def endre_mal(request: BrukerRequest, nokkel: str) -> HttpResponse:
    """Change a row."""
    krev_sektorleder(request.user, timezone.localdate())
    rad = Aktivitet.objects.filter(nokkel=nokkel, gjelder_til__isnull=True).first()
    if rad is None:
        raise Http404
    return _skriv(request, rad)


@require_POST
def ta_ut_mal(request: BrukerRequest, nokkel: str) -> HttpResponse:
    """Take a row out."""
    now = timezone.localtime()
    krev_sektorleder(request.user, localdate(now))
    rad = dorer.ta_ut_mal(aktor=request.user, nokkel=nokkel, now=now)
    messages.success(request, _("«%(hva)s» er tatt ut. Skolene får spørsmål om det.") % {"hva": rad.tittel})
    return redirect("annual_wheel:mal")
