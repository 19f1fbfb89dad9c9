"""A person's own list of what to do: what is new, what is late, what comes this week, what others wait for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from cases.leselogg.uvanlig import antall_uvurdert
from cases.melding.models import Behandling, Melding
from cases.sak.models import Sak
from cases.sak.queries import Nokkeltall, nokkeltall
from cases.sak.vurdering import Sakslinje, linjer
from cases.skoleeier.models import Skoleeiervarsel
from cases.tiltaksplan.access import egne_tiltak
from cases.tiltaksplan.models import Tiltak
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Bruker
    from steinkjer_skolemiljo.organisation.roller import Roller

ANTALL = 8


@dataclass(frozen=True)
class Oppgaver:
    """Everything on the front page."""

    roller: Roller
    nye_meldinger: list[Melding]
    tall: Nokkeltall | None
    saker: list[Sakslinje]
    tiltak: list[Tiltak]
    uleste_skoleeiervarsler: int
    uleste_varsler: int
    egne_meldinger: list[Melding]
    # For the personvernombud, who has no saker: looks that nobody has assessed yet.
    uvurderte_oppslag: int | None


def oppgaver(bruker: Bruker, *, dag: date, now: datetime, om_en_uke: datetime) -> Oppgaver:
    """What this person should look at now; each part only where their roles give it a meaning."""
    roller = roller_for(bruker, dag)
    ser_saker = roller.er_leder or roller.sektorleder or roller.kommunalsjef or roller.er_kontaktlarer
    synlige = Sak.objects.visible_to(bruker, dag)
    saker = (
        list(
            synlige.filter(avsluttet__isnull=True, neste_frist__lt=om_en_uke)
            .select_related("elev", "elev__klasse", "skole", "ansvarlig")
            .order_by(F("neste_frist").asc(nulls_last=True), "id")[:ANTALL]
        )
        if ser_saker
        else []
    )
    return Oppgaver(
        roller=roller,
        nye_meldinger=list(
            Melding.objects.visible_to(bruker, dag)
            .filter(behandling=Behandling.NY)
            .select_related("skole")
            .prefetch_related("elever__elev")
            .order_by("-haster", "sendt")[:ANTALL]
        ),
        tall=nokkeltall(bruker, dag, now, om_en_uke) if ser_saker else None,
        saker=linjer(saker, now),
        tiltak=list(
            egne_tiltak(bruker, dag)
            .filter(status__in=(Tiltak.Status.PLANLAGT, Tiltak.Status.I_GANG))
            .select_related("plan__sak__elev")
            .order_by("fra", "id")[:ANTALL]
        ),
        uleste_skoleeiervarsler=(
            Skoleeiervarsel.objects.filter(sak__in=synlige, lest__isnull=True).count() if roller.sektorleder else 0
        ),
        uleste_varsler=Varsel.objects.synlige_for(bruker, dag).filter(lest__isnull=True).count(),
        egne_meldinger=list(Melding.objects.skrevet_av(bruker).order_by("-sendt")[:3]),
        uvurderte_oppslag=antall_uvurdert(bruker, dag=dag) if roller.personvernombud else None,
    )
