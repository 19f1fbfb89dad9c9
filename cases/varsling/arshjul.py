"""Reminders from the årshjul: to the one who is responsible, else to those who lead the school."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from annual_wheel.queries import forfaller
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, Rolletildeling, gjelder

if TYPE_CHECKING:
    from datetime import date, datetime

    from annual_wheel.models import Skoleaktivitet

FORVARSEL = timedelta(days=7)
# A year that is started late would else tell of everything at once.
LENGST_TILBAKE = timedelta(days=14)


def _mottakere(rader: list[Skoleaktivitet], dag: date) -> dict[int, list[Bruker]]:
    """For each school those who lead it, and everyone with a role there; two queries for all."""
    skoler = {rad.hjul.skole_id for rad in rader}
    ledere: dict[int, list[Bruker]] = {skole: [] for skole in skoler}
    for rolle in Rolletildeling.objects.filter(
        gjelder(dag), skole__in=skoler, rolle=Rolle.REKTOR, bruker__is_active=True
    ).select_related("bruker"):
        if rolle.skole_id is not None:
            ledere[rolle.skole_id].append(rolle.bruker)
    return ledere


def minn_om_arshjulet(now: datetime) -> int:
    """Tell of what is due within a week, and of what became late in the last two; once each. Returns how many rows.

    The notice says the date and no more: what it is stands on the page.
    """
    dag = localdate(now)
    rader = list(forfaller(dag - LENGST_TILBAKE, dag + FORVARSEL))
    ledere = _mottakere(rader, dag)
    arbeider = set(
        Rolletildeling.objects.filter(
            gjelder(dag),
            skole__in=ledere,
            bruker__in=[rad.ansvarlig_id for rad in rader if rad.ansvarlig_id],
            bruker__is_active=True,
        ).values_list("bruker_id", "skole_id")
    )
    for rad in rader:
        sen = rad.frist < dag
        type_ = Varseltype.ARSHJUL_FORSINKET if sen else Varseltype.ARSHJUL_FRIST
        egen = rad.ansvarlig is not None and (rad.ansvarlig_id, rad.hjul.skole_id) in arbeider
        mottakere = [rad.ansvarlig] if egen and rad.ansvarlig is not None else ledere[rad.hjul.skole_id]
        varsle(
            mottakere,
            type_,
            # The date is part of the key: one that is moved is told of again.
            f"arshjul:{rad.pk}:{rad.frist}:{'passert' if sen else 'snart'}",
            now=now,
            dato=rad.frist,
        )
    return len(rader)
