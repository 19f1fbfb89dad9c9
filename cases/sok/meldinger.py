"""Searching the meldinger that have led to no sak, as the receiver has them in the inbox, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from cases.melding.models import Behandling, Melding, Meldingelev
from cases.melding.mottak_queries import med_elever
from cases.sok.models import Soketekst
from cases.sok.queries import elev_passer, finn, nummer_passer, ord_i, plass, utdrag

if TYPE_CHECKING:
    from datetime import date

    from cases.sok.queries import Utdrag
    from steinkjer_skolemiljo.organisation.models import Bruker

# So many are shown; who has more to look through writes another word.
FLEST_MELDINGER = 10


@dataclass(frozen=True)
class Meldingstreff:
    """A melding, and where in it what was searched for stands; nothing where it is the pupil's name or the number."""

    melding: Melding
    utdrag: Utdrag | None


@dataclass(frozen=True)
class Meldingssok:
    """What was found, best first. ``flere``: there was more than is shown."""

    treff: tuple[Meldingstreff, ...] = ()
    flere: bool = False


def sok_i_meldinger(bruker: Bruker, dag: date, sok: str) -> Meldingssok:
    """Find the words in the meldinger this person receives that wait, or do not concern chapter 12.

    A constant number of queries; none for one who receives no meldinger.
    """
    ord_ = ord_i(sok)
    if not ord_:
        return Meldingssok()
    meldinger = Melding.objects.visible_to(bruker, dag).exclude(behandling=Behandling.SAK)
    tekster = Soketekst.objects.filter(sak__isnull=True, melding__in=meldinger)
    funnet = finn(
        ord_,
        tekster,
        lambda ett: _gjelder(ett, "melding") | nummer_passer(ett, "melding__"),
        lambda rad: rad.melding_id,
    )
    er_den = Q()
    for ett in ord_:
        er_den &= _gjelder(ett, "pk") | nummer_passer(ett)
    ordnet = (
        meldinger.filter(er_den | Q(pk__in=funnet.ider))
        .annotate(plass=plass(er_den, funnet))
        .order_by("plass", "-sendt", "-pk")
    )
    rader = list(med_elever(ordnet)[: FLEST_MELDINGER + 1])
    vist = rader[:FLEST_MELDINGER]
    biter = utdrag(funnet, {melding.pk: melding.nummer for melding in vist})
    return Meldingssok(
        treff=tuple(Meldingstreff(melding, biter.get(melding.pk)) for melding in vist),
        flere=len(rader) > FLEST_MELDINGER,
    )


def _gjelder(ett: str, sti: str) -> Q:
    """A pupil of the melding is called so, or one the reporter could not name is described so."""
    ukjent = Q(elev__isnull=True, beskrivelse__icontains=ett)
    return Q(Exists(Meldingelev.objects.filter(elev_passer(ett) | ukjent, melding=OuterRef(sti))))
