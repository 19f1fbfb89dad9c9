"""The årshjul's page, and a school's work in its own wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annual_wheel import actions, queries
from annual_wheel.access import ansatte, apne_aktivitet, apne_hjul, kan_lede, kan_merke, ser_alle
from annual_wheel.forms import (
    Egenskjema,
    Lukkeskjema,
    Merkeskjema,
    Planskjema,
    Svarskjema,
    Utvalgsskjema,
    vis_feil,
)
from annual_wheel.forslag import forslag_til
from annual_wheel.models import Fullforlenke, Kategori, Status, skolear_for, skolear_valg, skolearets_dager

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from annual_wheel.models import Skoleaktivitet
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def skolear_i(request: BrukerRequest, dag: date) -> int:
    """The school year in the address, or this one when it makes no sense."""
    verdi = request.GET.get("skolear", "")
    aar = int(verdi) if verdi.isdecimal() and len(verdi) < 5 else 0  # noqa: PLR2004 - a year
    return aar if aar in skolear_valg(dag) else skolear_for(dag)


def hjulets_adresse(skolear: int, skole: str, anker: str = "") -> str:
    """The wheel's page, and perhaps a place on it."""
    adresse = f"{reverse('annual_wheel:vis')}?{urlencode({'skolear': skolear, 'skole': skole})}"
    return f"{adresse}#{anker}" if anker else adresse


@require_safe
def vis(request: BrukerRequest) -> HttpResponse:
    """The wheel and its list: the year's work, and how far one's own school has come."""
    dag = timezone.localdate()
    skolear = skolear_i(request, dag)
    hjul = queries.arshjul(request.user, skolear=skolear, kortnavn=request.GET.get("skole", ""), dag=dag)
    alle = ser_alle(request.user, dag)
    utvalg = Utvalgsskjema(
        skolear=skolear_valg(dag),
        skoler=queries.skolevalg(hjul, kan_se_alle=alle),
        initial={"skolear": skolear, "skole": hjul.skole.kortnavn if hjul.skole else ""},
    )
    tegnforklaring = [(queries.FORMER[kategori], kategori.label) for kategori in Kategori]
    return render(
        request,
        "annual_wheel/arshjul.html",
        {"hjul": hjul, "utvalg": utvalg, "ser_alle": alle, "tegnforklaring": tegnforklaring},
    )


@require_POST
def start(request: BrukerRequest, skolear: int, skole: str) -> HttpResponse:
    """Start the school year."""
    try:
        actions.start_skolear(aktor=request.user, skole=skole, skolear=skolear, now=timezone.localtime())
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        messages.success(request, _("Skoleåret er startet. Nå kan dere fordele ansvar og sette frister."))
    return redirect(hjulets_adresse(skolear, skole))


def aktivitetsside(
    request: BrukerRequest,
    rad: Skoleaktivitet,
    dag: date,
    *,
    merkeskjema: Merkeskjema | None = None,
    planskjema: Planskjema | None = None,
    ny_lenke: str = "",
    feilmelding: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of one activity, with the forms this person may use."""
    leder = kan_lede(request.user, rad.hjul, dag)
    lenke = (
        Fullforlenke.objects.filter(
            aktivitet=rad, brukt__isnull=True, trukket__isnull=True, utloper__gt=timezone.now()
        ).first()
        if leder
        else None
    )
    innhold: dict[str, Any] = {
        "rad": rad,
        "hjul": rad.hjul,
        "skolear_navn": queries.skolear_navn(rad.hjul.skolear),
        "sen": rad.er_sen(dag),
        "tilbake": hjulets_adresse(rad.hjul.skolear, rad.hjul.skole.kortnavn, rad.nokkel),
        "lenke": lenke,
        "ny_lenke": ny_lenke,
        "feilmelding": feilmelding,
        "kan_lede": leder,
        "merkeskjema": None,
        "planskjema": None,
    }
    if kan_merke(request.user, rad, dag):
        innhold["merkeskjema"] = merkeskjema or _merkeskjema(rad, dag)
    if leder:
        innhold["planskjema"] = planskjema or _planskjema(rad, dag)
    return render(request, "annual_wheel/aktivitet.html", innhold, status=status)


def _merkeskjema(rad: Skoleaktivitet, dag: date) -> Merkeskjema:
    fra, til = skolearets_dager(rad.hjul.skolear)
    felt = ("begrunnelse", "notat", "bevis_url", "bevis_referanse", "versjon")
    return Merkeskjema(
        auto_id="merk_%s",
        initial={
            **{navn: getattr(rad, navn) for navn in felt},
            "status": Status.GJORT if rad.status == Status.PLANLAGT else rad.status,
            "gjort": rad.gjort or (dag if fra <= dag <= til else None),
        },
    )


def _planskjema(rad: Skoleaktivitet, dag: date) -> Planskjema:
    felt = ("tid", "frist", "hvordan", "versjon")
    return Planskjema(
        auto_id="plan_%s",
        folk=ansatte(rad.hjul.skole, dag),
        initial={**{navn: getattr(rad, navn) for navn in felt}, "ansvarlig": rad.ansvarlig_id},
    )


@require_safe
def aktivitet(request: BrukerRequest, skolear: int, skole: str, nokkel: str) -> HttpResponse:
    """One activity: what it is, how it stands, and the forms to plan and mark it."""
    dag = timezone.localdate()
    rad = apne_aktivitet(request.user, skole=skole, skolear=skolear, nokkel=nokkel, dag=dag)
    return aktivitetsside(request, rad, dag)


@require_POST
def merk(request: BrukerRequest, skolear: int, skole: str, nokkel: str) -> HttpResponse:
    """Mark how an activity went."""
    now = timezone.localtime()
    dag = localdate(now)
    hvor = {"skole": skole, "skolear": skolear, "nokkel": nokkel}
    rad = apne_aktivitet(request.user, dag=dag, **hvor)  # type: ignore[arg-type]
    skjema = Merkeskjema(request.POST, auto_id="merk_%s")
    if skjema.is_valid() or not kan_merke(request.user, rad, dag):
        try:
            rad = actions.merk(
                aktor=request.user,
                data=skjema.data_til_dor() if skjema.is_valid() else actions.Merkedata(Status.PLANLAGT),
                versjon=skjema.cleaned_data.get("versjon"),
                now=now,
                **hvor,  # type: ignore[arg-type]
            )
        except ValidationError as feil:
            vis_feil(skjema, feil)
            rad = apne_aktivitet(request.user, dag=dag, **hvor)  # type: ignore[arg-type]
        else:
            messages.success(
                request,
                _("«%(hva)s»: %(status)s.") % {"hva": rad.tittel, "status": rad.get_status_display().lower()},
            )
            return redirect(hjulets_adresse(skolear, skole, nokkel))
    return aktivitetsside(request, rad, dag, merkeskjema=skjema, status=422)


@require_POST
def planlegg(request: BrukerRequest, skolear: int, skole: str, nokkel: str) -> HttpResponse:
    """Say who sees to an activity and when."""
    now = timezone.localtime()
    dag = localdate(now)
    hvor = {"skole": skole, "skolear": skolear, "nokkel": nokkel}
    rad = apne_aktivitet(request.user, dag=dag, **hvor)  # type: ignore[arg-type]
    apne_hjul(request.user, skole=skole, skolear=skolear, dag=dag, lede=True)
    skjema = Planskjema(request.POST, auto_id="plan_%s", folk=ansatte(rad.hjul.skole, dag))
    if skjema.is_valid():
        try:
            actions.planlegg(
                aktor=request.user,
                data=skjema.data_til_dor(),
                versjon=skjema.cleaned_data["versjon"],
                now=now,
                **hvor,  # type: ignore[arg-type]
            )
        except ValidationError as feil:
            vis_feil(skjema, feil)
            rad = apne_aktivitet(request.user, dag=dag, **hvor)  # type: ignore[arg-type]
        else:
            messages.success(request, _("Planen er lagret."))
            return redirect("annual_wheel:aktivitet", skolear, skole, nokkel)
    return aktivitetsside(request, rad, dag, planskjema=skjema, status=422)


@require_http_methods(["GET", "POST"])
def ny(request: BrukerRequest, skolear: int, skole: str) -> HttpResponse:
    """Add an activity of the school's own."""
    now = timezone.localtime()
    hjul = apne_hjul(request.user, skole=skole, skolear=skolear, dag=localdate(now), lede=True)
    skjema = Egenskjema(request.POST or None)
    if request.method == "POST" and skjema.is_valid():
        try:
            rad = actions.legg_til(
                aktor=request.user, skole=skole, skolear=skolear, data=skjema.data_til_dor(), now=now
            )
        except ValidationError as feil:
            vis_feil(skjema, feil)
        else:
            messages.success(request, _("«%(hva)s» er lagt til.") % {"hva": rad.tittel})
            return redirect("annual_wheel:aktivitet", skolear, skole, rad.nokkel)
    return render(
        request,
        "annual_wheel/ny.html",
        {"hjul": hjul, "skjema": skjema, "tilbake": hjulets_adresse(skolear, skole)},
        status=422 if request.method == "POST" else 200,
    )


def _forslagsside(
    request: BrukerRequest, skolear: int, skole: str, *, feil: tuple[str, Svarskjema] | None = None
) -> HttpResponse:
    hjul = apne_hjul(request.user, skole=skole, skolear=skolear, dag=timezone.localdate(), lede=True)
    linjer = [
        (f, feil[1] if feil and feil[0] == f.mal.nokkel else Svarskjema(auto_id=f"id_{f.mal.nokkel}_%s"))
        for f in forslag_til(hjul)
    ]
    return render(
        request,
        "annual_wheel/forslag.html",
        {"hjul": hjul, "linjer": linjer, "tilbake": hjulets_adresse(skolear, skole)},
        status=422 if feil else 200,
    )


@require_safe
def forslag(request: BrukerRequest, skolear: int, skole: str) -> HttpResponse:
    """What the municipality has changed since the school took its copy."""
    return _forslagsside(request, skolear, skole)


@require_POST
def svar(request: BrukerRequest, skolear: int, skole: str, nokkel: str) -> HttpResponse:
    """Take in a change, or say no to it."""
    skjema = Svarskjema(request.POST, auto_id=f"id_{nokkel}_%s")
    if skjema.is_valid():
        try:
            actions.svar_paa_forslag(
                aktor=request.user,
                skole=skole,
                skolear=skolear,
                nokkel=nokkel,
                godta="godta" in request.POST,
                begrunnelse=skjema.cleaned_data["begrunnelse"],
                now=timezone.localtime(),
            )
        except ValidationError as feil:
            vis_feil(skjema, feil)
        else:
            messages.success(request, _("Svaret er lagret."))
            return redirect("annual_wheel:forslag", skolear, skole)
    return _forslagsside(request, skolear, skole, feil=(nokkel, skjema))


@require_http_methods(["GET", "POST"])
def lukk(request: BrukerRequest, skolear: int, skole: str) -> HttpResponse:
    """Close the year, with a few words about what it has taught."""
    now = timezone.localtime()
    hjul = apne_hjul(request.user, skole=skole, skolear=skolear, dag=localdate(now), lede=True)
    skjema = Lukkeskjema(request.POST or None)
    if request.method == "POST" and skjema.is_valid():
        try:
            actions.lukk_skolear(
                aktor=request.user,
                skole=skole,
                skolear=skolear,
                oppsummering=skjema.cleaned_data["oppsummering"],
                now=now,
            )
        except ValidationError as feil:
            vis_feil(skjema, feil)
        else:
            messages.success(request, _("Skoleåret er lukket. Det som gjenstår, blir tatt med til neste år."))
            return redirect(hjulets_adresse(skolear, skole))
    apne = hjul.aktiviteter.filter(status=Status.PLANLAGT)
    return render(
        request,
        "annual_wheel/lukk.html",
        {"hjul": hjul, "skjema": skjema, "apne": apne, "tilbake": hjulets_adresse(skolear, skole)},
        status=422 if request.method == "POST" else 200,
    )
