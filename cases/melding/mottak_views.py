"""Pages of the one who receives: the inbox, and the one page where a melding is read and decided on."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.melding import actions, avgjorelse, mottak_queries, queries
from cases.melding.models import Behandling, Melding
from cases.melding.mottak_forms import Mottaksskjema
from cases.melding.mottak_models import Mottak
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Regelbrudd, vis
from cases.sak.models import Oppslag, Sak
from cases.sak.oppslag import noter, noter_liste, rolle_i_dag, tid
from cases.vedlegg.forms import Sperreskjema
from cases.vedlegg.queries import i_melding
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpResponse, QueryDict

    from cases.sak.oppslag import Tid
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@require_safe
def innboks(request: BrukerRequest) -> HttpResponse:
    """The meldinger that wait for this person; for those who receive none: not found."""
    naa = tid()
    roller = roller_for(request.user, naa.dag)
    if not (roller.er_leder or roller.sektorleder or roller.kommunalsjef):
        raise Http404
    visning = "behandlet" if request.GET.get("vis") == "behandlet" else "nye"
    ark = mottak_queries.innboks(request.user, naa.dag, vis=visning, side=sidetall(request))
    noter_liste(request.user, naa, Oppslag.Liste.INNBOKS, meldinger=[melding.pk for melding in ark.object_list])
    linjer = mottak_queries.linjer(list(ark.object_list), naa.now)
    return render(
        request,
        "cases/melding/innboks.html",
        {"ark": ark, "linjer": linjer, "visning": visning, "now": naa.now},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ta_imot(request: BrukerRequest, nummer: str) -> HttpResponse:
    """Read a melding, and decide: a sak, something else, or not mine to decide. Opening it is noted as received."""
    naa = tid()
    melding = actions.merk_lest(aktor=request.user, nummer=nummer, now=naa.now)
    rolle = rolle_i_dag(roller_for(request.user, naa.dag))
    noter(request.user, naa.now, hva=Oppslag.Hva.MELDING, melding_nummer=melding.nummer, rolle=rolle)
    if request.method != "POST":
        return _side(request, melding, naa)
    if melding.behandling != Behandling.NY:
        return _alt_tatt_imot(request, melding, naa)
    skjema = _skjema(request, melding, naa, request.POST)
    if skjema.is_valid():
        try:
            if skjema.trer_til_side:
                return _tre_til_side(request, nummer, skjema, naa)
            return _avvis(request, nummer, skjema, naa) if skjema.avvises else _bli_sak(request, nummer, skjema, naa)
        except Regelbrudd as feil:
            # The other of two leaders may have been first, while this one wrote.
            siste = Melding.objects.visible_to(request.user, naa.dag).select_related("behandlet_av").get(nummer=nummer)
            if siste.behandling != Behandling.NY:
                return _alt_tatt_imot(request, siste, naa)
            vis(skjema, feil)
    return _side(request, melding, naa, skjema=skjema)


def _alt_tatt_imot(request: BrukerRequest, melding: Melding, naa: Tid) -> HttpResponse:
    """What came of the melding; and where it was another who received it, what this one had written."""
    if melding.behandlet_av == request.user:
        # The button pressed twice.
        return redirect("melding:ta_imot", melding.nummer)
    hvem = melding.behandlet_av.navn if melding.behandlet_av is not None else ""
    messages.warning(
        request,
        _("%(hvem)s har alt tatt imot denne meldingen. Det du valgte, er ikke lagret.") % {"hvem": hvem},
    )
    return _side(request, melding, naa, for_sent=True)


def _tre_til_side(request: BrukerRequest, nummer: str, skjema: Mottaksskjema, naa: Tid) -> HttpResponse:
    avgjorelse.erklaer_inhabil_til_melding(
        aktor=request.user, nummer=nummer, grunn=skjema.cleaned_data["inhabil_grunn"], now=naa.now
    )
    messages.success(request, _("Takk for at du sa fra. Meldingen er sendt videre til en annen."))
    return redirect("melding:innboks")


def _avvis(request: BrukerRequest, nummer: str, skjema: Mottaksskjema, naa: Tid) -> HttpResponse:
    ren = skjema.cleaned_data
    if not ren["avvisning"]:
        raise Regelbrudd(_("Velg hva meldingen gjelder."), felt="avvisning")
    avgjorelse.avvis_melding(
        aktor=request.user,
        nummer=nummer,
        grunn=Mottak.Avvisning(ren["avvisning"]),
        begrunnelse=ren["begrunnelse"],
        notat=skjema.notat(),
        now=naa.now,
    )
    messages.success(request, _("Det er notert at meldingen ikke gjelder kapittel 12."))
    return redirect("melding:ta_imot", nummer)


def _bli_sak(request: BrukerRequest, nummer: str, skjema: Mottaksskjema, naa: Tid) -> HttpResponse:
    saker = avgjorelse.fullfor_mottak(
        aktor=request.user, nummer=nummer, data=skjema.data_til_dor(), notat=skjema.notat(), now=naa.now
    )
    messages.success(request, _("Meldingen er tatt imot."))
    # On to the sak, or to the melding; to the inbox for one who lost them by what was found in them.
    if len(saker) == 1 and access.may(request.user, Handling.LESE, saker[0].pk, naa.dag):
        return redirect("sak:vis", saker[0].nummer)
    if Melding.objects.visible_to(request.user, naa.dag).filter(nummer=nummer).exists():
        return redirect("melding:ta_imot", nummer)
    return redirect("melding:innboks")


def _skjema(request: BrukerRequest, melding: Melding, naa: Tid, data: QueryDict | None = None) -> Mottaksskjema:
    rader = queries.elever_i(melding)
    apne: dict[int, list[Sak]] = {}
    for sak in mottak_queries.saker_for(rader, request.user, naa.dag):
        if sak.avsluttet is None:
            apne.setdefault(sak.elev_id, []).append(sak)
    eget_ord = melding.kilde in actions.ELEVENS_EGET_ORD
    return Mottaksskjema(
        data,
        melding=melding,
        rader=rader,
        apne_saker=apne,
        ledere=mottak_queries.mulige_ansvarlige(melding, naa.dag),
        kan_avvises=not melding.skjerpet and not eget_ord,
        initial={
            "ansvarlig": request.user.pk,
            "strakstiltak": melding.strakstiltak,
            "foresatte_informert": localdate(melding.sendt) if melding.foresatte_varslet else None,
            "tatt_opp_med_rektor": naa.dag if eget_ord else None,
            "tatt_opp_av": melding.get_kilde_display() if eget_ord else "",
        },
    )


def siden_med_sperring(
    request: BrukerRequest, nummer: str, naa: Tid, fil: UUID, sperring: Sperreskjema
) -> HttpResponse:
    """The page of a melding, where one of its files was not closed: with why, and what was written."""
    melding = Melding.objects.visible_to(request.user, naa.dag).get(nummer=nummer)
    return _side(request, melding, naa, sperringer={fil: sperring})


def _side(
    request: BrukerRequest,
    melding: Melding,
    naa: Tid,
    *,
    skjema: Mottaksskjema | None = None,
    for_sent: bool = False,
    sperringer: Mapping[UUID, Sperreskjema] = MappingProxyType({}),
) -> HttpResponse:
    rader = queries.elever_i(melding)
    involverte = queries.involverte_i(melding)
    kan = melding.behandling == Behandling.NY and actions.kan_behandle(request.user, melding, naa.dag)
    innhold: dict[str, Any] = {
        "melding": melding,
        "elever": rader,
        "involverte": involverte,
        "tillegg": melding.tillegg.all(),
        "vedlegg": [
            (fil, sperringer.get(fil.nokkel) or Sperreskjema(auto_id=f"sperr-{fil.pk}-%s"))
            for fil in i_melding(melding)
        ],
        "tidligere": mottak_queries.saker_for(rader, request.user, naa.dag),
        "kan_behandle": kan,
        "mottak": Mottak.objects.filter(melding=melding).first(),
        "now": naa.now,
        "for_sent": for_sent,
    }
    if kan:
        innhold |= {
            "skjema": skjema or _skjema(request, melding, naa),
            "nevnt": mottak_queries.nevnt_for(melding, involverte, request.user, naa.dag),
            "forslag": mottak_queries.forslag_fra(melding, involverte, naa.now),
            "flere": sum(rad.sak_id is None for rad in rader),
        }
    return render(
        request, "cases/melding/ta_imot.html", innhold, status=422 if skjema or for_sent or sperringer else 200
    )
