"""Who is told what happens with a sak at Statsforvalteren: the school, sektorleder, kommunalsjef; at once (L-6.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from cases.sak import access
from cases.sak.access import ledere_ved, med_kommunerolle
from cases.statsforvalter.access import LEDER_ELLER_FOLGER
from cases.statsforvalter.models import Palegg
from cases.varsling.actions import varsle
from cases.varsling.ordnet import ordne
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Rolle

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import Model

    from cases.sak.models import Sak
    from cases.statsforvalter.models import Statsforvalterkrav
    from steinkjer_skolemiljo.organisation.models import Bruker


def si_fra(sak: Sak, type_: Varseltype, rad: Model, *, aktor: Bruker, now: datetime, dato: str = "") -> None:
    """Tell everyone who leads the sak or stands above it, but the one who did it; only those who may see it.

    Called last in a door: who may see the sak is asked as it stands then.
    """
    dag = localdate(now)
    mottakere = [
        sak.ansvarlig,
        *ledere_ved(sak.skole_id, dag),
        *med_kommunerolle(Rolle.SEKTORLEDER, dag),
        *med_kommunerolle(Rolle.KOMMUNALSJEF, dag),
    ]
    lesere = [m for m in {m.pk: m for m in mottakere}.values() if m.pk != aktor.pk and _leser(m, sak, dag)]
    data: dict[str, Any] = {"dato": dato} if dato else {}
    varsle(lesere, type_, f"{_nokkel(type_, rad)}:{dato}", now=now, sak=sak, **data)


def slutt_aa_be(sak: Sak, rad: Statsforvalterkrav | Palegg, *, now: datetime) -> None:
    """A letter is answered or has another day, or an order is done: what was told of it asks for nothing more."""
    if isinstance(rad, Palegg):
        typer = [Varseltype.STATSFORVALTER_PALEGG, Varseltype.STATSFORVALTER_FRIST]
    else:
        typer = [Varseltype.STATSFORVALTER_KRAV, Varseltype.STATSFORVALTER_FRIST]
    for type_ in typer:
        ordne([type_], _nokkel(type_, rad), now, sak=sak)


def varslet_om(nokkel: str) -> int:
    """The primary key of what a notice of these tells of, from its key."""
    return int(nokkel.split(":")[2])


def _nokkel(type_: Varseltype, rad: Model) -> str:
    return f"{type_.value}:{rad._meta.model_name}:{rad.pk}"


def _leser(person: Bruker, sak: Sak, dag: date) -> bool:
    """Whether this person reads the register: one who may only help with the sak is not told of it."""
    return not person.er_systemet and bool(access.handlinger(person, sak.pk, dag) & LEDER_ELLER_FOLGER)
