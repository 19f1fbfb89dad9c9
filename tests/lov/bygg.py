"""Facts the tests of the law begin from, and the few words they ask it with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from cases.lov import plikter
from cases.lov.begreper import Avslutningsgrunn, Elevsvar, Fristtype, Konklusjon, Samtaletype
from cases.lov.fakta import (
    AnalyseFakta,
    AvslutningFakta,
    EvalueringFakta,
    MeldingFakta,
    PlanFakta,
    SakFakta,
    SamtaleFakta,
    TiltakFakta,
)
from cases.lov.frister import aapne_frister
from cases.lov.kalender import OSLO, Skolekalender
from cases.lov.parametre import Parametre

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from cases.lov.frister import Frist
    from cases.lov.plikter import Vurdering

F = TypeVar("F", bound="DataclassInstance")

# A Tuesday in the middle of a term, far from every holiday.
MANDAG = date(2026, 11, 9)
TIRSDAG = date(2026, 11, 10)
STANDARD = Parametre()
# Egge's year: autumn break in week 41, Christmas, winter break in week 8, Easter.
KALENDER = Skolekalender(
    skolear=((date(2025, 8, 18), date(2026, 6, 19)), (date(2026, 8, 17), date(2027, 6, 18))),
    fri=(
        (date(2026, 10, 5), date(2026, 10, 9)),
        (date(2026, 12, 22), date(2027, 1, 3)),
        (date(2027, 2, 22), date(2027, 2, 26)),
        (date(2027, 3, 22), date(2027, 3, 29)),
    ),
)


def kl(dag: date, time: int = 9, minutt: int = 0) -> datetime:
    """A moment in Norway."""
    return datetime(dag.year, dag.month, dag.day, time, minutt, tzinfo=OSLO)


def om(dager: int, fra: date = TIRSDAG) -> date:
    """A day so many days after (or before) the Tuesday most tests begin on."""
    return fra + timedelta(days=dager)


# A closing with the pupil's own yes, and the day they are asked again.
LUKKET = AvslutningFakta(tid=kl(om(20)), grunn=Avslutningsgrunn.TRYGG, ettersjekk_dato=om(50))


def sak(**felter: Any) -> SakFakta:
    """A new sak: a melding came on the Tuesday, or when ``mottatt`` says, and nothing has been done."""
    mottatt = felter.get("mottatt", kl(TIRSDAG))
    return SakFakta(
        **{"opprettet": kl(TIRSDAG), "mottatt": mottatt, "meldinger": (MeldingFakta(sendt=mottatt),), **felter}
    )


def undersokt(**felter: Any) -> SakFakta:
    """The pupil heard, the class observed, the findings weighed; parents told."""
    return sak(
        **{
            "foresatte_informert": TIRSDAG,
            "undersokelse_startet": kl(TIRSDAG),
            "samtaler": (SamtaleFakta(dato=om(1), type=Samtaletype.ELEV),),
            "observasjoner": (om(2),),
            "analyser": (AnalyseFakta(dato=om(3), registrert=kl(om(3))),),
            **felter,
        }
    )


def plan(versjon: int = 1, vedtatt: date | None = None, **felter: Any) -> PlanFakta:
    """A plan with every point of the act; adopted on the day, else a draft."""
    grunn = vedtatt or TIRSDAG
    return PlanFakta(
        **{
            "versjon": versjon,
            "vedtatt": kl(vedtatt, 12) if vedtatt is not None else None,
            "gjeldende": vedtatt is not None,
            "evalueringsdato": om(14, grunn),
            "tiltak": (TiltakFakta(fra=grunn),),
            **felter,
        }
    )


def med_plan(**felter: Any) -> SakFakta:
    """Investigated, and a plan adopted on the fourth day, to be evaluated two weeks later."""
    return undersokt(**{"planer": (plan(vedtatt=om(4)),), **felter})


def evaluering(
    svar: Elevsvar = Elevsvar.JA, konklusjon: Konklusjon = Konklusjon.AVSLUTTE, dato: date | None = None, **felter: Any
) -> EvalueringFakta:
    """An evaluation of version 1 on its day; goes on two weeks later unless it ends."""
    dag = dato or om(18)
    ny = None if konklusjon is Konklusjon.AVSLUTTE else om(14, dag)
    return EvalueringFakta(
        **{
            "planversjon": 1,
            "dato": dag,
            "svar": svar,
            "konklusjon": konklusjon,
            "ny_evalueringsdato": ny,
            "registrert": kl(dag, 13),
            **felter,
        }
    )


def trygg(**felter: Any) -> SakFakta:
    """Evaluated: the pupil has said yes."""
    return med_plan(**{"evalueringer": (evaluering(),), **felter})


def vurder(fakta: SakFakta, dag: date = TIRSDAG, *, time: int = 9, parametre: Parametre = STANDARD) -> Vurdering:
    """Read the sak on a day."""
    return plikter.vurder(fakta, now=kl(dag, time), kalender=KALENDER, parametre=parametre)


def frister(fakta: SakFakta, dag: date = TIRSDAG, *, parametre: Parametre = STANDARD) -> dict[Fristtype, Frist]:
    """The open deadlines, the earliest of each type."""
    alle = aapne_frister(fakta, dag=dag, kalender=KALENDER, parametre=parametre)
    return {frist.type: frist for frist in reversed(alle)}


def forfall(fakta: SakFakta, type_: Fristtype, dag: date = TIRSDAG, *, parametre: Parametre = STANDARD) -> date | None:
    """The day a deadline of this type is due, if there is one."""
    frist = frister(fakta, dag, parametre=parametre).get(type_)
    return frist.forfall.astimezone(OSLO).date() if frist is not None else None


def endre(fakta: F, **felter: Any) -> F:
    """The same facts, with some of them changed."""
    return replace(fakta, **felter)
