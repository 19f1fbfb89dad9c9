"""The nightly look for saker nobody is there for: their saksansvarlig is gone, or shut out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from cases.overlevering.queries import foreldrelose
from cases.sak import access
from cases.sak.models import Sak
from cases.varsling.actions import varsle
from cases.varsling.models import Varsel
from cases.varsling.ordnet import uten_ansvarlig
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Rolle

if TYPE_CHECKING:
    from datetime import datetime

    from steinkjer_skolemiljo.organisation.models import Bruker


def si_fra_om_foreldrelose(now: datetime, ansvarlig: Bruker | None = None) -> int:
    """Tell the school's leaders and sektorleder of open saker whose saksansvarlig may not work in them; how many.

    Once a week each, until somebody has it. Who may not see the sak is told its number, and one who is denied it
    nothing. With ``ansvarlig``, only the saker of the one who has just been let go.
    """
    dag = localdate(now)
    saker = Sak.objects.filter(avsluttet__isnull=True)
    if ansvarlig is not None:
        saker = saker.filter(ansvarlig=ansvarlig)
    funnet = foreldrelose(saker, dag)
    aar, uke, _dag = dag.isocalendar()
    skoleeier = [*access.med_kommunerolle(Rolle.SEKTORLEDER, dag), *access.med_kommunerolle(Rolle.KOMMUNALSJEF, dag)]
    ledere: dict[int, list[Bruker]] = {}
    for sak in funnet:
        if sak.skole_id not in ledere:
            ledere[sak.skole_id] = access.ledere_ved(sak.skole_id, dag)
        mottakere = [*ledere[sak.skole_id], *skoleeier]
        varsle(mottakere, Varseltype.SAK_UTEN_ANSVARLIG, f"{uten_ansvarlig(sak)}:{aar}-{uke}", now=now, sak=sak)
    if ansvarlig is None:
        # Whoever has come back to their own sak has it again.
        igjen = Varsel.objects.filter(type=Varseltype.SAK_UTEN_ANSVARLIG, ordnet__isnull=True)
        igjen.exclude(sak__in=[sak.pk for sak in funnet]).update(ordnet=now)
    return len(funnet)
