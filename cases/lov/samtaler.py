"""When the pupil was last spoken with, and which talks have been agreed (D-8, D-9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.lov.begreper import Elevsvar, Samtaletype
from cases.lov.kalender import OSLO

if TYPE_CHECKING:
    from datetime import date

    from cases.lov.fakta import SakFakta, SamtaleFakta


def sist_snakket(fakta: SakFakta) -> date | None:
    """The last talk with the pupil since the plan was adopted, or that day itself; an evaluation is such a talk (D-8).

    None where no plan runs, or where the pupil has said that it is safe, and nobody that it is not since.
    """
    plan, evaluering = fakta.virksom_plan, fakta.siste_evaluering
    if plan is None or plan.vedtatt is None:
        return None
    if evaluering is not None and evaluering.svar is Elevsvar.JA and fakta.sagt_fra_igjen is None:
        return None
    return max(
        (
            plan.vedtatt.astimezone(OSLO).date(),
            *(s.dato for s in fakta.samtaler if s.type is Samtaletype.ELEV),
            *(e.dato for e in fakta.rundens_evalueringer),
        )
    )


def avtalte(fakta: SakFakta) -> tuple[SamtaleFakta, ...]:
    """The talks whose agreed next one has not been held, in the order they come.

    A later talk with the same person is the agreed one, whatever its day, and whether or not it was declined; an
    evaluation asks the pupil too.
    """
    siste: dict[tuple[Samtaletype, int], SamtaleFakta] = {}
    for samtale in fakta.samtaler:
        hvem = (samtale.type, samtale.med_elev)
        if hvem not in siste or (samtale.dato, samtale.id) > (siste[hvem].dato, siste[hvem].id):
            siste[hvem] = samtale
    spurt = max((e.dato for e in fakta.rundens_evalueringer), default=None)
    venter = (
        s
        for s in siste.values()
        if s.neste is not None
        and fakta.siden_skolen_visste(s.dato)
        and not (s.type is Samtaletype.ELEV and spurt is not None and spurt > s.dato)
    )
    return tuple(sorted(venter, key=lambda s: (s.neste, s.id)))
