"""Who sees what waits for the archive, and who decides that a sak may be removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from cases.melding.models import Meldingelev
from cases.sak.access import INGEN, Handling, kan_se_saker, nektede_meldinger, nektet
from cases.sak.models import Eier, Sak
from cases.sladding.models import Kilde, Sladdekilde
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from cases.sak.models import SakQuerySet
    from steinkjer_skolemiljo.organisation.models import Bruker


def drifter_arkivet(bruker: Bruker, dag: date) -> bool:
    """Whether this person sees to that documents reach the archive: numbers, never what stands in them."""
    return roller_for(bruker, dag).systemforvalter


def kan_se_arkivet(bruker: Bruker, dag: date) -> bool:
    """Whether the pages of the archive are there for this person: by role, not by what there is to see today."""
    roller = roller_for(bruker, dag)
    if roller.er_leder or roller.sektorleder or roller.kommunalsjef or roller.systemforvalter:
        return True
    # One who has been appointed to lead a single sak.
    return kan_se_saker(bruker, dag) and ledede(bruker, dag).exists()


def ledede(bruker: Bruker, dag: date) -> SakQuerySet:
    """The saker this person leads."""
    return Sak.objects.visible_to(bruker, dag, Handling.LEDE)


def kjente(bruker: Bruker, dag: date) -> Q:
    """The saker whose number one who runs the archive may be told: not those that are denied them (A-2).

    Nor what kommunalsjef leads: that such a sak is there is more than a number (L-5.8).
    """
    return ~nektet(bruker) & ~Q(eier=Eier.KOMMUNALSJEF) if drifter_arkivet(bruker, dag) else INGEN


def synlige(bruker: Bruker, dag: date, sti: str = "sak") -> Q:
    """The rows of the archive this person may see, by the path to their sak."""
    q = Q(Exists(ledede(bruker, dag).filter(pk=OuterRef(sti))))
    drift = kjente(bruker, dag)
    return q if drift is INGEN else q | Q(Exists(Sak.objects.filter(drift, pk=OuterRef(sti))))


def stengt(bruker: Bruker) -> Q:
    """The rows of the papers of a melding that is closed to this person, also of one that was let out of the sak."""
    av_saken = Meldingelev.objects.filter(melding__in=nektede_meldinger(bruker))
    gitt_ut = Sladdekilde.objects.filter(
        kilde=Kilde.MELDING, objekt_id__in=nektede_meldinger(bruker), dokument__isnull=False
    )
    return Q(dokument__objekt_type="cases.meldingelev", dokument__objekt_id__in=av_saken.values("pk")) | Q(
        dokument__in=gitt_ut.values("dokument")
    )


def kan_avgjore(bruker: Bruker, sak_id: int, dag: date) -> bool:
    """Whether this person may decide that a sak can be removed: leads it, or runs the archive and is not denied it."""
    if ledede(bruker, dag).filter(pk=sak_id).exists():
        return True
    drift = kjente(bruker, dag)
    return drift is not INGEN and Sak.objects.filter(drift, pk=sak_id).exists()
