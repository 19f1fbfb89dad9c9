"""When a sak is serious enough that skoleeier must know (§ 12-4 second paragraph, last sentence; L-4.10–L-4.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.lov.begreper import Elevsvar, Kriterium
from cases.lov.parametre import Maal

if TYPE_CHECKING:
    from datetime import date

    from cases.lov.fakta import SakFakta
    from cases.lov.parametre import Parametre


def foreslaatte_kriterier(fakta: SakFakta, *, dag: date, parametre: Parametre) -> frozenset[Kriterium]:
    """Criteria that follow from the facts and are not ticked yet; the rektor decides (L-4.12, D-15)."""
    forslag: set[Kriterium] = set()
    if uten_virkning(fakta) >= parametre.verdi(Maal.VERSJONER_UTEN_TRYGG, dag):
        forslag.add(Kriterium.LANG_TID)
    return frozenset(forslag) - fakta.alvorlighet.kriterier


def uten_virkning(fakta: SakFakta) -> int:
    """How many plan versions have been evaluated without the pupil saying it is safe."""
    return len({e.planversjon for e in fakta.evalueringer if e.svar is not Elevsvar.JA})


def maa_vurderes(fakta: SakFakta, *, dag: date, parametre: Parametre) -> bool:
    """A criterion is ticked or follows from the facts, and the rektor has not decided: silence is a missing duty."""
    if fakta.alvorlighet.alvorlig is None:
        return bool(fakta.alvorlighet.kriterier or foreslaatte_kriterier(fakta, dag=dag, parametre=parametre))
    return False


def skal_varsles(fakta: SakFakta) -> bool:
    """Skoleeier must be warned: the sak is serious, or § 12-5 and not obviously groundless (L-5.2)."""
    if fakta.ledes_av_skoleeier:
        return False
    if fakta.alvorlighet.alvorlig:
        return True
    return fakta.skjerpet and not fakta.apenbart_grunnlos
