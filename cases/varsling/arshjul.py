"""Reminders from the årshjul, up the same ladder as the saker: the one who is responsible, then the school's rektor.

Before, on the day, and when it has passed; a school day later rektor too (D-23). Årshjul rows stay at the school.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from annual_wheel.models import Status
from annual_wheel.queries import forfaller
from cases.lov.parametre import Maal
from cases.sak import kalender
from cases.sak.access import ledere_ved
from cases.varsling.actions import varsle
from cases.varsling.models import Varsel
from cases.varsling.mottakere import med_stedfortredere
from cases.varsling.ordnet import ordne
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, Rolletildeling, gjelder

if TYPE_CHECKING:
    from datetime import date, datetime

    from annual_wheel.models import Skoleaktivitet
    from cases.lov.kalender import Skolekalender
    from cases.lov.parametre import Parametre

FORVARSEL = timedelta(days=7)
# A year that is started late would else tell of everything at once.
LENGST_TILBAKE = timedelta(days=14)
TYPER = (Varseltype.ARSHJUL_FRIST, Varseltype.ARSHJUL_FORSINKET)


@dataclass(frozen=True)
class _Steg:
    """One step: the end of its key, what it says, and whether it goes to the school's rektor."""

    navn: str
    type: Varseltype
    til_rektor: bool = False


def _steg(frist: date, dag: date, skolekalender: Skolekalender, parametre: Parametre) -> list[_Steg]:
    if dag < frist:
        return [_Steg("snart", Varseltype.ARSHJUL_FRIST)]
    if dag == frist:
        return [_Steg("i_dag", Varseltype.ARSHJUL_FRIST)]
    steg = [_Steg("passert", Varseltype.ARSHJUL_FORSINKET)]
    if skolekalender.pluss_skoledager(frist, parametre.verdi(Maal.VARSLE_REKTOR, frist)) <= dag:
        steg.append(_Steg("rektor", Varseltype.ARSHJUL_FORSINKET, til_rektor=True))
    return steg


def _rektorer(skoler: set[int], dag: date) -> dict[int, list[Bruker]]:
    """The rektor of each school, or their stand-in, or whoever else leads it today."""
    funnet: dict[int, list[Bruker]] = {skole: [] for skole in skoler}
    for rad in Rolletildeling.objects.filter(
        gjelder(dag), skole__in=skoler, rolle=Rolle.REKTOR, bruker__is_active=True
    ).select_related("bruker"):
        if rad.skole_id is not None:
            funnet[rad.skole_id].append(rad.bruker)
    return {skole: rektorer or ledere_ved(skole, dag) for skole, rektorer in funnet.items()}


def minn_om_arshjulet(now: datetime) -> int:
    """Tell of what is due within a week, today, or became late in the last two weeks; once each. How many rows.

    The notice says the date and no more: what it is stands on the page.
    """
    dag = localdate(now)
    rader = list(forfaller(dag - LENGST_TILBAKE, dag + FORVARSEL))
    skoler = {rad.hjul.skole_id for rad in rader}
    rektorer = _rektorer(skoler, dag)
    kalendere, parametre = kalender.kalendere(skoler), kalender.parametre()
    arbeider = set(
        Rolletildeling.objects.filter(
            gjelder(dag),
            skole__in=skoler,
            bruker__in=[rad.ansvarlig_id for rad in rader if rad.ansvarlig_id],
            bruker__is_active=True,
        ).values_list("bruker_id", "skole_id")
    )
    for rad in rader:
        if rad.ansvarlig is not None and (rad.ansvarlig_id, rad.hjul.skole_id) in arbeider:
            nederst = med_stedfortredere([rad.ansvarlig], dag)
        else:
            nederst = rektorer[rad.hjul.skole_id]
        for steg in _steg(rad.frist, dag, kalendere[rad.hjul.skole_id], parametre):
            varsle(
                [r for r in rektorer[rad.hjul.skole_id] if r not in nederst] if steg.til_rektor else nederst,
                steg.type,
                # The date is part of the key: one that is moved is told of again.
                f"arshjul:{rad.pk}:{rad.frist}:{steg.navn}",
                now=now,
                dato=rad.frist,
            )
    return len(rader)


def ordne_aktivitet(rad: Skoleaktivitet, now: datetime) -> None:
    """Take off what was told of an activity that is marked, and of a date it no longer has."""
    if rad.status != Status.PLANLAGT:
        ordne(TYPER, f"arshjul:{rad.pk}", now)
        return
    gamle = Varsel.objects.filter(type__in=TYPER, nokkel__startswith=f"arshjul:{rad.pk}:", ordnet__isnull=True).exclude(
        nokkel__startswith=f"arshjul:{rad.pk}:{rad.frist}:"
    )
    gamle.update(ordnet=now)
