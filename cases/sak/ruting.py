"""From what is said about persons to the facts the law routes by (L-5.1, L-5.3, L-5.8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.lov.ruting import Ruting, Rutingsfakta, rut
from cases.sak.models import Involvert
from steinkjer_skolemiljo.organisation.models import LEDELSESROLLER, Rolle, Rolletildeling, gjelder

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Bruker, Elev


@dataclass(frozen=True)
class Involvertdata:
    """A person the sak or the melding is said to concern: a pupil, an employee, or words for one not known."""

    kategori: Involvert.Kategori
    rolle: Involvert.Rolle = Involvert.Rolle.MULIG_KRENKER
    elev: Elev | None = None
    ansatt: Bruker | None = None
    beskrivelse: str = ""


# Who sits in the municipality's own office; the support services work at the schools.
KOMMUNENS_EGNE = frozenset({Rolle.SYSTEMFORVALTER, Rolle.PERSONVERNOMBUD})
VOKSNE_PAA_SKOLEN = frozenset({Involvert.Kategori.ANSATT, Involvert.Kategori.LEDER})


def ruting_for(krenkere: Sequence[Involvertdata], skoler: Collection[int], dag: date) -> Ruting:
    """Ask the law who must have it. Costs one query when an employee is named.

    Args:
        krenkere: those who may have offended.
        skoler: the schools of the pupils it is about; a leader of any of them is leadership.
        dag: today in Norway.

    """
    navngitte = [k.ansatt.pk for k in krenkere if k.ansatt is not None]
    roller = (
        set(Rolletildeling.objects.filter(gjelder(dag), bruker__in=navngitte).values_list("rolle", "skole"))
        if navngitte
        else set()
    )
    return rut(
        Rutingsfakta(
            ansatt=any(k.kategori in VOKSNE_PAA_SKOLEN for k in krenkere),
            ledelse=any(k.kategori == Involvert.Kategori.LEDER for k in krenkere)
            or any(rolle in LEDELSESROLLER and skole in skoler for rolle, skole in roller),
            sektorleder=any(rolle == Rolle.SEKTORLEDER for rolle, _skole in roller),
            kommunens_egne=any(rolle in KOMMUNENS_EGNE for rolle, _skole in roller),
            kommunalsjef=any(rolle == Rolle.KOMMUNALSJEF for rolle, _skole in roller),
        )
    )
