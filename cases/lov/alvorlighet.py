"""When a sak is serious enough that skoleeier must know (§ 12-4 second paragraph, last sentence; L-4.10–L-4.12)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cases.lov.begreper import Elevsvar, Kriterium, Varselgrunn
from cases.lov.kalender import OSLO
from cases.lov.kriterier import Forslag, pekere, versjoner_uten_trygg
from cases.lov.parametre import Maal

if TYPE_CHECKING:
    from datetime import date

    from cases.lov.fakta import SakFakta
    from cases.lov.parametre import Parametre

# The notices that say themselves that it may be someone who works at the school.
PARAGRAF_12_5 = frozenset({Varselgrunn.ANSATT, Varselgrunn.LEDELSE})


def forslag(fakta: SakFakta, *, dag: date, parametre: Parametre) -> tuple[Forslag, ...]:
    """What follows from the facts and is not ticked yet, each with its reason; the rektor decides (L-4.12, D-15)."""
    grense = parametre.verdi(Maal.VERSJONER_UTEN_TRYGG, dag)
    return tuple(f for f in pekere(fakta, grense) if f.kriterium not in fakta.alvorlighet.kriterier)


def foreslaatte_kriterier(fakta: SakFakta, *, dag: date, parametre: Parametre) -> frozenset[Kriterium]:
    """The criteria of ``forslag``, without their reasons."""
    return frozenset(f.kriterium for f in forslag(fakta, dag=dag, parametre=parametre))


def uten_virkning(fakta: SakFakta) -> int:
    """How many plan versions ended, or stand, without the pupil saying it is safe: each by its newest answer.

    A version from before a reopening counts too: what has not helped, has not helped.
    """
    return len(versjoner_uten_trygg(fakta))


def svar_uten_trygg(fakta: SakFakta) -> int:
    """How many times in a row the pupil has been asked, and has not said that it is safe: also of one version."""
    antall = 0
    for evaluering in sorted(fakta.evalueringer, key=lambda e: e.dato, reverse=True):
        if evaluering.svar is Elevsvar.JA:
            break
        antall += 1
    return antall


def ubesvarte(fakta: SakFakta, *, dag: date, parametre: Parametre) -> tuple[Forslag, ...]:
    """The proposals that nobody has taken a stand on: all of them, or those newer than a «not serious».

    «No» is an answer to what was known that day. What comes to light afterwards is a new question. «Yes» answers all.
    """
    vurdert = fakta.alvorlighet
    if vurdert.alvorlig:
        return ()
    alle = forslag(fakta, dag=dag, parametre=parametre)
    if vurdert.alvorlig is None or vurdert.vurdert is None:
        return alle
    sist = vurdert.vurdert
    return tuple(f for f in alle if (f.siden > sist if isinstance(f.siden, datetime) else f.siden > _dag(sist)))


def maa_vurderes(fakta: SakFakta, *, dag: date, parametre: Parametre) -> bool:
    """A criterion is ticked or follows from the facts, and the rektor has not decided: silence is a missing duty.

    «Not serious» in spite of a ticked criterion is a decision only when it is explained (L-4.11). A sak that skoleeier
    leads needs no notice to skoleeier, and so no decision.
    """
    if fakta.ledes_av_skoleeier:
        return False
    return _krysset_uten_svar(fakta) or bool(ubesvarte(fakta, dag=dag, parametre=parametre))


def _krysset_uten_svar(fakta: SakFakta) -> bool:
    vurdert = fakta.alvorlighet
    svart = vurdert.alvorlig or (vurdert.alvorlig is False and vurdert.begrunnet)
    return bool(vurdert.kriterier) and not svart


def skal_varsles_om_ansatt(fakta: SakFakta) -> bool:
    """Skoleeier must be warned because someone who works at the school may have offended (§ 12-5, L-5.2)."""
    return fakta.skjerpet and not fakta.apenbart_grunnlos and not fakta.ledes_av_skoleeier


def varslet_om_ansatt(fakta: SakFakta) -> bool:
    """Skoleeier has been warned of the employee: by a notice that says so, or by one sent of a sak that did.

    Or has led the sak since. What skoleeier was told before anyone was named, told of something else, however serious
    it was (L-5.2, L-5.5).
    """
    fra = fakta.skjerpet_i_saken
    varslet = any(varsel.grunn in PARAGRAF_12_5 or varsel.varslet >= fra for varsel in fakta.varsler)
    return varslet or ledet_av_skoleeier_siden(fakta, fra)


def ledet_av_skoleeier_siden(fakta: SakFakta, tid: datetime | None) -> bool:
    """Whether skoleeier, who gave it back, still led the sak then, and so knew."""
    til = fakta.skoleeier_ledet_til
    return til is not None and (tid is None or tid <= til)


def varsel_om_ansatt_mangler(fakta: SakFakta) -> bool:
    """Skoleeier must be warned of the employee, and has not been, whatever else has been told (L-5.2)."""
    return skal_varsles_om_ansatt(fakta) and not varslet_om_ansatt(fakta)


def varsel_om_alvor_mangler(fakta: SakFakta) -> bool:
    """The sak is serious, and skoleeier has been warned of nothing in it, nor led it as such (L-4.10)."""
    if not fakta.alvorlighet.alvorlig or fakta.ledes_av_skoleeier or fakta.varsler:
        return False
    return not ledet_av_skoleeier_siden(fakta, fakta.alvorlighet.vurdert)


def varselet_mangler(fakta: SakFakta) -> bool:
    """Skoleeier must be warned, and has not been."""
    return varsel_om_alvor_mangler(fakta) or varsel_om_ansatt_mangler(fakta)


def varselgrunn(fakta: SakFakta, *, dag: date, parametre: Parametre) -> datetime | date | None:
    """From when the notice to skoleeier, or the decision about it, is due (D-10); None where nothing is.

    § 12-5: since the school knew that it might be someone who works there. Ticked criteria: since the school knew. A
    decision that the sak is serious: since it was made. What follows from the facts: since the facts were there, and
    in a reopened sak no earlier than the reopening, nor in one that skoleeier gave back than that: until then there was
    nobody to warn. Who has been warned of the sak is not asked about seriousness again by a deadline; a notice about
    an employee is due whatever was told before.
    """
    grunner: list[datetime | date] = []
    if varsel_om_alvor_mangler(fakta):
        grunner.append(fakta.alvorlighet.vurdert or fakta.mottatt)
    if varsel_om_ansatt_mangler(fakta):
        grunner.append(fakta.skjerpet_siden)
    if not fakta.ledes_av_skoleeier and not fakta.varsler:
        skolens_fra = max(fakta.rundens_start, fakta.skoleeier_ledet_til or fakta.rundens_start)
        if _krysset_uten_svar(fakta):
            grunner.append(skolens_fra)
        nye = ubesvarte(fakta, dag=dag, parametre=parametre)
        grunner.extend(max(f.siden, skolens_fra, *_senket(f, parametre, dag), key=_dag) for f in nye)
    return min(grunner, key=_dag, default=None)


def _senket(forslag_: Forslag, parametre: Parametre, dag: date) -> tuple[date, ...]:
    """A lower limit finds saker that were within the old one: they are not late before it applied (D-22)."""
    if forslag_.kriterium is not Kriterium.LANG_TID:
        return ()
    senket = parametre.senket(Maal.VERSJONER_UTEN_TRYGG, dag)
    return (senket,) if senket is not None else ()


def _dag(tid: datetime | date) -> date:
    return tid.astimezone(OSLO).date() if isinstance(tid, datetime) else tid
