"""Who has tiltak of their own. It is a rule beside the sak's: the one responsible need not see the sak (role table)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from cases.overlevering.gjelder import har_naa
from cases.overlevering.models import Overtakelse
from cases.sak.access import nektet, tilganger_for
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


def er_med(bruker: Bruker, dag: date) -> Q:
    """The saker this person has to do with at all: of a school where they work, or one they are let into or follow up.

    Who has left the school, or whose time in the sak is over, no longer carries what they carried there.
    """
    roller = roller_for(bruker, dag)
    gitt = {sak_id for saker in tilganger_for(bruker, dag).values() for sak_id in saker}
    q = Q(skole__in=sorted(roller.alle_skoler)) | Q(pk__in=sorted(gitt))
    if roller.sektorleder or roller.kommunalsjef:
        q |= Q(pk__in=Sak.objects.visible_to(bruker, dag).order_by().values("pk"))
    return q


def kan_ha_tiltak(bruker: Bruker, sak_id: int, dag: date) -> bool:
    """Whether this person may carry a tiltak in this sak. A few queries."""
    if not bruker.is_active or not roller_for(bruker, dag).finnes:
        return False
    return Sak.objects.filter(er_med(bruker, dag), ~stengt_for(bruker, dag), pk=sak_id).exists()


def egne_tiltak(bruker: Bruker, dag: date) -> QuerySet[Tiltak]:
    """The person's own tiltak, in plans in force of open saker they have to do with, minus every deny."""
    if not roller_for(bruker, dag).finnes:
        return Tiltak.objects.none()
    return Tiltak.objects.filter(
        har_naa(bruker, Overtakelse.Hva.TILTAK, "ansvarlig"),
        plan__status=Tiltaksplan.Status.VEDTATT,
        plan__sak__in=Sak.objects.filter(er_med(bruker, dag), avsluttet__isnull=True).exclude(stengt_for(bruker, dag)),
    )
