"""The list of saker: a table or a board, with search and filters, all of it in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.sak.models import Fase, Oppslag
from cases.sak.oppslag import noter_liste, tid
from cases.sak.queries import klassevalg, nokkeltall
from cases.saksliste import queries
from cases.saksliste.forms import VIS_SOM, Utvalgsskjema
from cases.saksliste.queries import Spor
from cases.sok.meldinger import Meldingssok, sok_i_meldinger
from steinkjer_skolemiljo.skjema import sidetall

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.utils.functional import _StrPromise

    from cases.saksliste.queries import Kolonne, Utvalg
    from steinkjer_skolemiljo.organisation.http import BrukerRequest


@dataclass(frozen=True)
class Fane:
    """One of the ways to see the same saker."""

    navn: _StrPromise
    adresse: str
    aktiv: bool


@dataclass(frozen=True)
class Kolonnevisning:
    """A column with the way to all that is in it."""

    kolonne: Kolonne
    alle: str


def _visningen(kolonne: Kolonne, utvalg: Utvalg) -> str:
    return "avsluttet" if kolonne.fase == Fase.AVSLUTTET else utvalg.vis


@require_safe
def saker(request: BrukerRequest) -> HttpResponse:
    """The saker this person may see, in the way they asked for."""
    naa = tid()
    spor = Spor(bruker=request.user, dag=naa.dag, now=naa.now)
    skjema = Utvalgsskjema(
        request.GET,
        faser=queries.fasevalg(),
        klasser=klassevalg(request.user, naa.dag),
        ansvarlige=queries.ansvarligvalg(spor),
    )
    utvalg = skjema.utvalg()
    innhold = {
        "skjema": skjema,
        "utvalg": utvalg,
        "faner": [Fane(navn, skjema.adresse(som=som), som == utvalg.som) for som, navn in VIS_SOM.items()],
        "tall": nokkeltall(request.user, naa.dag, naa.now, spor.om_en_uke),
        "som_tavle": utvalg.som == "tavle",
    }
    if utvalg.som == "tavle":
        kolonner = queries.tavle(utvalg, spor)
        vist = [linje.sak.pk for kolonne in kolonner for linje in kolonne.linjer]
        innhold["kolonner"] = [
            Kolonnevisning(
                kolonne,
                skjema.adresse(
                    som="", fase=kolonne.fase, vis="avsluttet" if kolonne.fase == "avsluttet" else utvalg.vis
                ),
            )
            for kolonne in kolonner
        ]
    else:
        liste = queries.liste(utvalg, spor, side=sidetall(request))
        vist = [rad.linje.sak.pk for rad in liste.linjer]
        innhold |= {"ark": liste.ark, "linjer": liste.linjer, "avkortet": liste.avkortet}
    # Where one searches, what has led to no sak yet is there too, for those who receive it.
    meldinger = sok_i_meldinger(request.user, naa.dag, utvalg.q) if sidetall(request) == 1 else Meldingssok()
    innhold["meldinger"] = meldinger
    viste_meldinger = [treff.melding.pk for treff in meldinger.treff]
    noter_liste(request.user, naa, Oppslag.Liste.SAKER, saker=vist, meldinger=viste_meldinger)
    return render(request, "cases/saksliste/_innhold.html" if request.htmx else "cases/saksliste/saker.html", innhold)
