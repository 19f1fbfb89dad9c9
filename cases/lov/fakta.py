"""The facts of one sak, as the law reads them. Frozen, without behaviour that decides anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cases.lov.begreper import Avslutningsgrunn, Elevsvar, Konklusjon, Kriterium, Samtaletype

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True)
class MeldingFakta:
    """A melding that belongs to the sak."""

    sendt: datetime
    lest: datetime | None = None
    eleven_selv: bool = False
    # None: the reporter did not say. An intervention is only asked for where it was possible (§ 12-4 first paragraph).
    grep_inn: bool | None = None
    grep_inn_beskrevet: bool = False
    trygg_naa: bool | None = None
    strakstiltak: bool = False


@dataclass(frozen=True)
class SamtaleFakta:
    """A conversation; ``takket_nei`` is one that was offered and declined, which is lawful (L-4.14)."""

    dato: date
    type: Samtaletype
    takket_nei: bool = False
    referat_sendt: date | None = None
    id: int = 0


@dataclass(frozen=True)
class AnalyseFakta:
    """What the school concluded."""

    dato: date
    behov_for_tiltak: bool = True


@dataclass(frozen=True)
class TiltakFakta:
    """One tiltak of a plan, for the law's points (L-4.19) and the enkeltvedtak rule (L-4.26)."""

    beskrevet: bool = True
    fra: date | None = None
    til: date | None = None
    hyppighet: bool = False
    ansvarlig: bool = True
    krever_enkeltvedtak: bool = False
    enkeltvedtak_referanse: bool = False
    strakstiltak: bool = False


@dataclass(frozen=True)
class PlanFakta:
    """One version of the plan: which of its points are written, and whether it has been adopted."""

    versjon: int
    vedtatt: datetime | None = None
    gjeldende: bool = False
    utfordring: bool = True
    elevens_syn: bool = True
    barnets_beste: bool = True
    evalueringsdato: date | None = None
    evaluering_begrunnet: bool = False
    tiltak: tuple[TiltakFakta, ...] = ()


@dataclass(frozen=True)
class EvalueringFakta:
    """One evaluation of a plan version."""

    planversjon: int
    dato: date
    svar: Elevsvar
    konklusjon: Konklusjon
    ny_evalueringsdato: date | None = None


@dataclass(frozen=True)
class VarselFakta:
    """A notice to skoleeier."""

    varslet: datetime
    lest: datetime | None = None


@dataclass(frozen=True)
class AlvorlighetFakta:
    """The seriousness criteria that are ticked, and what rektor decided: None is silence (L-4.11)."""

    kriterier: frozenset[Kriterium] = frozenset()
    alvorlig: bool | None = None
    begrunnet: bool = False
    vurdert: datetime | None = None


@dataclass(frozen=True)
class AvslutningFakta:
    """A closing, whether the sak was reopened after it, and whether the talk after has been held (D-13)."""

    tid: datetime
    grunn: Avslutningsgrunn
    gjenapnet: datetime | None = None
    ettersjekk_dato: date | None = None
    ettersjekket: bool = False


@dataclass(frozen=True)
class SakFakta:
    """Everything the law asks of one sak."""

    opprettet: datetime
    # When the school knew (D-20).
    mottatt: datetime
    eleven_har_meldt: bool = False
    skjerpet: bool = False
    ledelse_innmeldt: bool = False
    apenbart_grunnlos: bool = False
    ledes_av_skoleeier: bool = False
    foresatte_informert: date | None = None
    ikke_send_hjem: bool = False
    tatt_opp_med_rektor: date | None = None
    undersokelse_startet: datetime | None = None
    alvorlighet: AlvorlighetFakta = field(default_factory=AlvorlighetFakta)
    meldinger: tuple[MeldingFakta, ...] = ()
    samtaler: tuple[SamtaleFakta, ...] = ()
    observasjoner: tuple[date, ...] = ()
    kartlegginger: tuple[date, ...] = ()
    analyser: tuple[AnalyseFakta, ...] = ()
    planer: tuple[PlanFakta, ...] = ()
    evalueringer: tuple[EvalueringFakta, ...] = ()
    varsler: tuple[VarselFakta, ...] = ()
    avslutninger: tuple[AvslutningFakta, ...] = ()

    @property
    def avsluttet(self) -> AvslutningFakta | None:
        """The closing in force, if the sak is closed."""
        siste = max(self.avslutninger, key=lambda a: a.tid, default=None)
        return siste if siste is not None and siste.gjenapnet is None else None

    @property
    def gjenapnet(self) -> datetime | None:
        """When the sak was last taken up again."""
        return max((a.gjenapnet for a in self.avslutninger if a.gjenapnet is not None), default=None)

    @property
    def siste_analyse(self) -> AnalyseFakta | None:
        """The newest analysis: the last in the tuple among those of the newest date."""
        return max(self.analyser, key=lambda a: a.dato, default=None)

    @property
    def gjeldende_plan(self) -> PlanFakta | None:
        """The adopted version in force."""
        return next((plan for plan in self.planer if plan.gjeldende), None)

    @property
    def utkast(self) -> PlanFakta | None:
        """The version being written."""
        return next((plan for plan in self.planer if plan.vedtatt is None), None)

    @property
    def siste_evaluering(self) -> EvalueringFakta | None:
        """The newest evaluation."""
        return max(self.evalueringer, key=lambda e: (e.dato, e.planversjon), default=None)

    @property
    def evaluering_av_gjeldende(self) -> EvalueringFakta | None:
        """The newest evaluation of the version in force."""
        plan = self.gjeldende_plan
        if plan is None:
            return None
        return max(
            (e for e in self.evalueringer if e.planversjon == plan.versjon),
            key=lambda e: e.dato,
            default=None,
        )
