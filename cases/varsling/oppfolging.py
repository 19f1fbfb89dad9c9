"""Skoleeier's own promise: the day they set for looking at a notice again, that day and when it has passed (2.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from cases.lov.kalender import Skolekalender
from cases.sak import access
from cases.sak.access import Handling
from cases.skoleeier.models import Skoleeiervarsel
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Rolle

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker


def minn_om_oppfolging(now: datetime) -> int:
    """Tell those who follow the sak up for skoleeier, once that day and once after it; returns how many notices.

    It is off when the notice is assessed anew, or the sak is closed.
    """
    dag = localdate(now)
    varsler = list(
        Skoleeiervarsel.objects.filter(
            vurdert__isnull=False, oppfolging_dato__lte=dag, sak__avsluttet__isnull=True
        ).select_related("sak")
    )
    arbeidsdager = Skolekalender()
    for varsel in varsler:
        dato = varsel.oppfolging_dato
        if dato is None:
            continue
        # What fell on a Saturday is that day's until Monday is over.
        sen = arbeidsdager.pluss_arbeidsdager(dato, 0) < dag
        varsle(
            _mottakere(varsel.sak, dag),
            Varseltype.SKOLEEIER_OPPFOLGING_PASSERT if sen else Varseltype.SKOLEEIER_OPPFOLGING,
            f"skoleeiervarsel:{varsel.pk}:oppfolging:{dato}:{'passert' if sen else 'i_dag'}",
            now=now,
            sak=varsel.sak,
            dato=dato.isoformat(),
        )
    return len(varsler)


def _mottakere(sak: Sak, dag: date) -> list[Bruker]:
    """The sektorledere who follow it up; where none may, kommunalsjef (D-24)."""
    for rolle in (Rolle.SEKTORLEDER, Rolle.KOMMUNALSJEF):
        lovlige = [b for b in access.med_kommunerolle(rolle, dag) if access.may(b, Handling.FOLGE_OPP, sak.pk, dag)]
        if lovlige:
            return lovlige
    return []
