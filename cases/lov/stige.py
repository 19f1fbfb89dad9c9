"""Who is told about a deadline, and when: the ladder from the responsible to the top of the municipality (D-23).

The law itself sets no ladder; the steps are the municipality's own, counted on the school's calendar.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from cases.lov.begreper import Fristtype
from cases.lov.frister import AV_STATSFORVALTEREN
from cases.lov.kalender import DAG, OSLO, Skolekalender, slutt_paa
from cases.lov.parametre import Maal

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.lov.frister import Frist
    from cases.lov.parametre import Parametre


class Trinn(StrEnum):
    """A step of the ladder. The value is part of the key that lets a person be told once."""

    TRE_DAGER = "tre_dager"
    NAERMER_SEG = "naermer_seg"
    I_DAG = "i_dag"
    PASSERT = "passert"
    REKTOR = "rektor"
    SKOLEEIER = "skoleeier"
    KOMMUNALSJEF = "kommunalsjef"


# D-2, D-5 and D-7: a missed one of these is for skoleeier to know in the end. The others stay at the school,
# unless the sak is a § 12-5-sak.
TIL_SKOLEEIER = frozenset(
    {Fristtype.TA_IMOT_MELDING, Fristtype.TILTAKSPLAN, Fristtype.EVALUERING, Fristtype.NY_PLANVERSJON}
)
# D-12: so many working days before one of Statsforvalteren's deadlines all who must help are reminded, and again the
# day before. Fixed, for it is not the municipality's to wait.
TIDLIG_PAAMINNELSE = 3
# D-25: e-mail that does not haster goes out in the daytime of working days.
EPOST_FRA, EPOST_TIL = time(7), time(21)


def forfalte_trinn(
    frist: Frist, *, now: datetime, kalender: Skolekalender, parametre: Parametre, skjerpet: bool
) -> tuple[Trinn, ...]:
    """The steps that are due now for one open deadline, lowest first.

    Before the deadline at most one: a reminder that is stale is not sent. After it all that have fallen due, so that
    a sweep which has been away for days still tells everyone who should have been told.

    Args:
        frist: an open deadline.
        now: this moment, with time zone.
        kalender: the school's calendar.
        parametre: the municipality's targets. Those of the day the deadline fell due apply to a missed one (D-22).
        skjerpet: the sak is a § 12-5-sak: skoleeier is told at once, and no holiday is waited for (D-21, D-23).

    """
    dag = now.astimezone(OSLO).date()
    forfall = frist.forfall.astimezone(OSLO).date()
    if not frist.forsinket(now):
        if dag == forfall:
            return (Trinn.I_DAG,)
        if frist.type in AV_STATSFORVALTEREN:
            return _for_statsforvalterens(frist, dag, forfall, kalender)
        paaminnelse = _minus_skoledager(kalender, forfall, parametre.verdi(Maal.VARSLE_FOR, dag))
        return (Trinn.NAERMER_SEG,) if frist.start < paaminnelse <= dag else ()
    if frist.type is Fristtype.SKOLEEIER_LESER or frist.type in AV_STATSFORVALTEREN:
        # D-11, D-12: above skoleeier there is one only, and it does not wait.
        return (Trinn.PASSERT, Trinn.KOMMUNALSJEF)

    def etter(maal: Maal) -> bool:
        antall = parametre.verdi(maal, forfall)
        uten_pause = skjerpet or frist.type is Fristtype.SKOLEEIERVARSEL
        pluss = kalender.pluss_arbeidsdager if uten_pause else kalender.pluss_skoledager
        return pluss(forfall, antall) <= dag

    videre = skjerpet or frist.type in TIL_SKOLEEIER
    due = {
        Trinn.PASSERT: True,
        # The school's leaders are never told later than skoleeier.
        Trinn.REKTOR: skjerpet or etter(Maal.VARSLE_REKTOR),
        Trinn.SKOLEEIER: skjerpet or (videre and etter(Maal.VARSLE_SKOLEEIER)),
        Trinn.KOMMUNALSJEF: videre and etter(Maal.VARSLE_KOMMUNALSJEF),
    }
    return tuple(trinn for trinn, naadd in due.items() if naadd)


def _for_statsforvalterens(frist: Frist, dag: date, forfall: date, kalender: Skolekalender) -> tuple[Trinn, ...]:
    """Three working days before and the day before (D-12), in holidays too; a short deadline is not told twice."""
    for antall, trinn in ((1, Trinn.NAERMER_SEG), (TIDLIG_PAAMINNELSE, Trinn.TRE_DAGER)):
        paaminnelse = _minus(kalender.er_arbeidsdag, forfall, antall)
        if paaminnelse <= dag:
            return (trinn,) if frist.start < paaminnelse else ()
    return ()


def _minus_skoledager(kalender: Skolekalender, dag: date, antall: int) -> date:
    return _minus(kalender.er_skoledag, dag, antall)


def _minus(teller: Callable[[date], bool], dag: date, antall: int) -> date:
    while antall > 0:
        dag -= DAG
        if teller(dag):
            antall -= 1
    return dag


def seneste_forfall_med_trinn(dag: date, kalender: Skolekalender, parametre: Parametre) -> datetime:
    """The latest deadline that can have a step due on this day: before a holiday it lies on the other side of it."""
    return slutt_paa(
        max(
            kalender.pluss_skoledager(dag, parametre.verdi(Maal.VARSLE_FOR, dag)),
            kalender.pluss_arbeidsdager(dag, TIDLIG_PAAMINNELSE),
        )
    )


def tidligst_epost(now: datetime, *, haster: bool) -> datetime:
    """When an e-mail may go out: now, or seven o'clock on the next working day that comes (D-25)."""
    if haster:
        return now
    lokalt = now.astimezone(OSLO)
    if Skolekalender().er_arbeidsdag(lokalt.date()) and EPOST_FRA <= lokalt.time() < EPOST_TIL:
        return now
    return neste_morgen(now)


def neste_morgen(now: datetime) -> datetime:
    """Seven o'clock on the next working day that comes: when the day's one letter goes out.

    Working days and not school days: in the school's holidays somebody still works, and D-6, D-10 and D-12 still run.
    """
    lokalt = now.astimezone(OSLO)
    arbeidsdager = Skolekalender()
    dag = lokalt.date()
    if not (arbeidsdager.er_arbeidsdag(dag) and lokalt.time() < EPOST_FRA):
        dag = arbeidsdager.pluss_arbeidsdager(dag, 1)
    return datetime.combine(dag, EPOST_FRA, tzinfo=OSLO)
