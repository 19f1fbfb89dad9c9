"""A plan the law accepts, and the shortest way to have one adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cases.tiltaksplan import actions
from cases.tiltaksplan.actions import Plandata, Tiltaksdata
from tests.cast import I_DAG, NAA

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from cases.tiltaksplan.models import Tiltaksplan
    from steinkjer_skolemiljo.organisation.models import Bruker

TILTAK = Tiltaksdata(beskrivelse="En voksen følger Nora i friminuttene.", fra=I_DAG, ansvarlig_rolle="Inspeksjonen")
PLAN = Plandata(
    revisjon=1,
    utfordring="Nora er alene i friminuttene og gruer seg til skolen.",
    elevens_syn="Nora vil gjerne ha en voksen i nærheten.",
    barnets_beste="Ro for Nora er veid mot å bli lagt merke til.",
    evalueringsdato=I_DAG + timedelta(days=14),
    tiltak=(TILTAK,),
)


def vedtatt(sak: Sak, rektor: Bruker, **felter: Any) -> Tiltaksplan:
    """A new version, adopted through the doors."""
    plan = actions.ny_planversjon(aktor=rektor, sak_id=sak.pk, now=NAA)
    data = replace(PLAN, revisjon=plan.revisjon, **felter)
    return actions.vedta_tiltaksplan(aktor=rektor, sak_id=sak.pk, data=data, now=NAA)
