"""When a sak is serious enough that skoleeier must know (§ 12-4 second paragraph, last sentence; L-4.10–L-4.12)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cases.lov.begreper import Elevsvar, Kriterium
from cases.lov.kalender import OSLO
from cases.lov.parametre import Maal

if TYPE_CHECKING:
    from datetime import date

    from cases.lov.fakta import EvalueringFakta, SakFakta
    from cases.lov.parametre import Parametre


def foreslaatte_kriterier(fakta: SakFakta, *, dag: date, parametre: Parametre) -> frozenset[Kriterium]:
    """Criteria that follow from the facts and are not ticked yet; the rektor decides (L-4.12, D-15)."""
    forslag: set[Kriterium] = set()
    if uten_virkning(fakta) >= _grense(parametre, dag):
        forslag.add(Kriterium.LANG_TID)
    return frozenset(forslag) - fakta.alvorlighet.kriterier


def uten_virkning(fakta: SakFakta) -> int:
    """How many plan versions ended, or stand, without the pupil saying it is safe: each by its newest answer.

    A version from before a reopening counts too: what has not helped, has not helped.
    """
    return len(_versjoner_uten_trygg(fakta))


def _versjoner_uten_trygg(fakta: SakFakta) -> list[EvalueringFakta]:
    """The newest evaluation of each version whose newest answer is not yes, in the order the versions were made."""
    nyeste: dict[int, EvalueringFakta] = {}
    for evaluering in fakta.evalueringer:
        kjent = nyeste.get(evaluering.planversjon)
        if kjent is None or evaluering.dato > kjent.dato:
            nyeste[evaluering.planversjon] = evaluering
    return [nyeste[versjon] for versjon in sorted(nyeste) if nyeste[versjon].svar is not Elevsvar.JA]


def maa_vurderes(fakta: SakFakta, *, dag: date, parametre: Parametre) -> bool:
    """A criterion is ticked or follows from the facts, and the rektor has not decided: silence is a missing duty.

    «Not serious» in spite of a ticked criterion is a decision only when it is explained (L-4.11). A sak that skoleeier
    leads needs no notice to skoleeier, and so no decision.
    """
    if fakta.ledes_av_skoleeier:
        return False
    alvorlighet = fakta.alvorlighet
    if alvorlighet.alvorlig is None:
        return bool(alvorlighet.kriterier or foreslaatte_kriterier(fakta, dag=dag, parametre=parametre))
    return not alvorlighet.alvorlig and bool(alvorlighet.kriterier) and not alvorlighet.begrunnet


def skal_varsles(fakta: SakFakta) -> bool:
    """Skoleeier must be warned: the sak is serious, or § 12-5 and not obviously groundless (L-5.2)."""
    if fakta.ledes_av_skoleeier:
        return False
    return bool(fakta.alvorlighet.alvorlig) or skal_varsles_om_ansatt(fakta)


def skal_varsles_om_ansatt(fakta: SakFakta) -> bool:
    """Skoleeier must be warned because someone who works at the school may have offended (§ 12-5, L-5.2)."""
    return fakta.skjerpet and not fakta.apenbart_grunnlos and not fakta.ledes_av_skoleeier


def varselet_mangler(fakta: SakFakta) -> bool:
    """Skoleeier must be warned, and has not been."""
    return skal_varsles(fakta) and not fakta.varsler


def varselgrunn(fakta: SakFakta, *, dag: date, parametre: Parametre) -> datetime | date | None:
    """From when the notice to skoleeier, or the decision about it, is due (D-10); None where nothing is.

    § 12-5: since the school knew that it might be someone who works there. Ticked criteria: since the school knew. A
    decision that the sak is serious: since it was made. A criterion that follows from plan versions without effect:
    since the evaluation that made them too many.
    """
    grunner: list[datetime | date] = []
    if fakta.alvorlighet.alvorlig and not fakta.ledes_av_skoleeier:
        grunner.append(fakta.alvorlighet.vurdert or fakta.mottatt)
    if skal_varsles_om_ansatt(fakta):
        grunner.append(fakta.skjerpet_siden)
    if maa_vurderes(fakta, dag=dag, parametre=parametre):
        if fakta.alvorlighet.kriterier:
            grunner.append(fakta.rundens_start)
        else:
            for_mange = _versjoner_uten_trygg(fakta)[_grense(parametre, dag) - 1].dato
            # A lower limit finds saker that were within the old one: they are not late before it applied (D-22).
            senket = parametre.senket(Maal.VERSJONER_UTEN_TRYGG, dag)
            grunner.append(max(for_mange, senket) if senket is not None else for_mange)
    return min(grunner, key=_dag, default=None)


def _dag(tid: datetime | date) -> date:
    return tid.astimezone(OSLO).date() if isinstance(tid, datetime) else tid


def _grense(parametre: Parametre, dag: date) -> int:
    return max(1, parametre.verdi(Maal.VERSJONER_UTEN_TRYGG, dag))
