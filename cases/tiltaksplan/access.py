"""Who has tiltak of their own. It is a rule beside the sak's: the one responsible need not see the sak (role table)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from cases.overlevering.gjelder import har_naa
from cases.overlevering.models import Overtakelse
from cases.sak.access import nektet
from cases.sak.models import Eier, Sak
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from steinkjer_skolemiljo.organisation.models import LEDELSESROLLER, Rolletildeling, gjelder
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.organisation.models import Bruker


def stengt_for(bruker: Bruker, dag: date) -> Q:
    """The saker of which this person may not even carry a tiltak: every deny, and leaders of an accused leadership.

    L-5.3 hides a sak from the whole leadership of the school; a tiltak in it would tell.
    """
    ledere = Rolletildeling.objects.filter(
        gjelder(dag), bruker=bruker, skole=OuterRef("skole"), rolle__in=LEDELSESROLLER
    )
    return nektet(bruker) | (~Q(eier=Eier.SKOLE) & Q(Exists(ledere)))


def kan_ha_tiltak(bruker: Bruker, sak_id: int, dag: date) -> bool:
    """Whether this person may carry a tiltak in this sak. One to three queries."""
    if not bruker.is_active or not roller_for(bruker, dag).finnes:
        return False
    return not Sak.objects.filter(stengt_for(bruker, dag), pk=sak_id).exists()


def egne_tiltak(bruker: Bruker, dag: date) -> QuerySet[Tiltak]:
    """The person's own tiltak, in plans in force of open saker, minus every deny."""
    if not roller_for(bruker, dag).finnes:
        return Tiltak.objects.none()
    return Tiltak.objects.filter(
        har_naa(bruker, Overtakelse.Hva.TILTAK, "ansvarlig"),
        plan__status=Tiltaksplan.Status.VEDTATT,
        plan__sak__in=Sak.objects.filter(avsluttet__isnull=True).exclude(stengt_for(bruker, dag)),
    )
