"""One reading of one sak: the facts, the moment, the open deadlines, and the small questions all readers ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cases.lov import alvorlighet, frister, samtaler
from cases.lov.begreper import Fristtype, Samtaletype
from cases.lov.kalender import OSLO, slutt_paa

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.lov.fakta import AnalyseFakta, EvalueringFakta, SakFakta
    from cases.lov.frister import Frist
    from cases.lov.kalender import Skolekalender
    from cases.lov.parametre import Parametre


@dataclass(frozen=True)
class Lesning:
    """What every duty, next step and remark is read from."""

    fakta: SakFakta
    now: datetime
    kalender: Skolekalender
    parametre: Parametre

    @cached_property
    def dag(self) -> date:
        """Today in Norway."""
        return self.now.astimezone(OSLO).date()

    @cached_property
    def frister(self) -> tuple[Frist, ...]:
        """Every open deadline, earliest first."""
        return frister.aapne_frister(self.fakta, dag=self.dag, kalender=self.kalender, parametre=self.parametre)

    def eleven_hort(self) -> bool:
        """The pupil has been heard, or offered to be and declined (L-4.14). An evaluation hears the pupil too."""
        return self.fakta.eleven_hort

    def funnene_vurdert(self) -> bool:
        """The school has weighed what it found: of each employee, since the sak names that one (L-5.5)."""
        f = self.fakta
        fra = f.sist_skjerpet_i_saken if f.skjerpet else None
        if fra is not None and f.avsluttet is not None and fra > f.avsluttet.tid:
            # Named in a closed sak: that it is to be reopened is the other duty's.
            fra = None
        return any(
            fra is None or (a.registrert >= fra if a.registrert is not None else a.dato >= fra.astimezone(OSLO).date())
            for a in f.rundens_analyser
        )

    def kom_etterpaa(self) -> date | None:
        """The day of the newest melding, where the school has taken a stand and not since (L-4.13, L-4.22)."""
        f = self.fakta
        vurderinger: tuple[AnalyseFakta | EvalueringFakta, ...] = (*f.analyser, *f.evalueringer)
        vurdert = [slutt_paa(rad.dato) if rad.registrert is None else rad.registrert for rad in vurderinger]
        vurdert += [plan.vedtatt for plan in f.planer if plan.vedtatt is not None]
        sendt = max((m.sendt for m in f.meldinger), default=None)
        if sendt is None or not vurdert or sendt <= max(vurdert):
            return None
        return sendt.astimezone(OSLO).date()

    def elev_er_her(self) -> bool:
        """The pupil is still a pupil of this school (L-1.3)."""
        return self.fakta.elev_er_her(self.dag)

    def maa_vurderes(self) -> bool:
        """Whether rektor owes a decision about seriousness; a closed sak owes none: the gate asked for it."""
        return self.fakta.avsluttet is None and alvorlighet.maa_vurderes(
            self.fakta, dag=self.dag, parametre=self.parametre
        )

    def utrygg(self) -> bool:
        """A melding says that the pupil is not safe now, and nothing is written of what was done after it."""
        return self.fakta.avsluttet is None and any(
            m.trygg_naa is False and not frister.gjort_etter(self.fakta, m.sendt) for m in self.fakta.meldinger
        )

    def uforklart(self) -> bool:
        """Someone reported that nobody stepped in, and did not say why (L-4.1)."""
        return any(m.grep_inn is False and not m.grep_inn_beskrevet for m in self.fakta.meldinger)

    def frist(self, *typer: Fristtype) -> Frist | None:
        """The earliest open deadline of these types."""
        return next((frist for frist in self.frister if frist.type in typer), None)

    def avtalt(self, *, med_eleven: bool) -> Frist | None:
        """The earliest talk that is agreed and not held: with the pupil (D-8), or with anybody else."""
        dager = {(s.dato, s.neste) for s in samtaler.avtalte(self.fakta) if (s.type is Samtaletype.ELEV) is med_eleven}
        return next(
            (f for f in self.frister if f.type is Fristtype.AVTALT_SAMTALE and (f.start, f.dag) in dager),
            None,
        )

    def meldt(self) -> date | None:
        """The day of the newest melding."""
        return self.sist(*(m.sendt.astimezone(OSLO).date() for m in self.fakta.meldinger))

    @staticmethod
    def sist(*datoer: date) -> date | None:
        """The last of these days, if any."""
        return max(datoer, default=None)
