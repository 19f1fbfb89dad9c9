"""The facts of one sak, as the law reads them. Frozen, without behaviour that decides anything."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from cases.lov.begreper import Elevsvar, Mottaker, Samtaletype
from cases.lov.kalender import OSLO, slutt_paa

if TYPE_CHECKING:
    from collections.abc import Collection

    from cases.lov.begreper import (
        Avslutningsgrunn,
        Konklusjon,
        Krenkelse,
        Kriterium,
        Varselgrunn,
    )
    from cases.lov.statsforvalter import RundeFakta

# After a closing, these answers mean that the duty is there again.
IKKE_TRYGG = frozenset({Elevsvar.NEI, Elevsvar.DELVIS})


def _morgenen(dag: date) -> datetime:
    return datetime.combine(dag, time(), tzinfo=OSLO)


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
    # When the one who received it put something in at once.
    strakstiltak_ved_mottak: datetime | None = None
    typer: frozenset[Krenkelse] = frozenset()
    # It happened on the net or by phone, whatever kind of krenkelse it was.
    paa_nett: bool = False
    # Someone intervened physically: that has a record of its own (L-4.2).
    fysisk_inngripen: bool = False
    inngripen_skrevet: bool = False
    # When the reporter learned of it (D-1).
    oppdaget: date | None = None
    # It says that someone who works at the school may have offended (§ 12-5).
    skjerpet: bool = False
    # Who received it: past the rektor where the leadership is accused or inhabil (L-5.3, L-5.8, L-N.5).
    mottaker: Mottaker = Mottaker.REKTOR
    # Which row it is, here and below: what a piece of evidence points to. 0 where nobody asks.
    id: int = 0

    @property
    def strakstiltak_satt_inn(self) -> tuple[datetime, ...]:
        """When something was done at once, by the one who reported or the one who received; empty where nothing was."""
        mottak = self.strakstiltak_ved_mottak
        return (*((self.sendt,) if self.strakstiltak else ()), *((mottak,) if mottak is not None else ()))


@dataclass(frozen=True)
class KrenkerFakta:
    """A pupil who may have offended: since when the sak has known, and whether from another school."""

    siden: datetime
    annen_skole: bool = False


@dataclass(frozen=True)
class SamtaleFakta:
    """A conversation; ``takket_nei`` is one that was offered and declined, which is lawful (L-4.14)."""

    dato: date
    type: Samtaletype
    takket_nei: bool = False
    referat_sendt: date | None = None
    id: int = 0
    # The next talk with the same person, if one was agreed; and which other pupil this one was with (0: none).
    neste: date | None = None
    med_elev: int = 0

    @property
    def er_med_foresatte(self) -> bool:
        """The pupil's own parents came, or were rung: they know."""
        return self.type is Samtaletype.FORESATTE and not self.takket_nei


@dataclass(frozen=True)
class AnalyseFakta:
    """What the school concluded. ``registrert`` tells, on the day of a reopening, whether it came before or after."""

    dato: date
    behov_for_tiltak: bool = True
    registrert: datetime | None = None
    id: int = 0


@dataclass(frozen=True)
class TiltakFakta:
    """One tiltak of a plan, for the law's points (L-4.19), what it builds on (L-4.21) and enkeltvedtak (L-4.26)."""

    beskrevet: bool = True
    fra: date | None = None
    til: date | None = None
    hyppighet: bool = False
    ansvarlig: bool = True
    krever_enkeltvedtak: bool = False
    enkeltvedtak_referanse: bool = False
    strakstiltak: bool = False
    grunnlag: bool = True
    # Moves the pupil the sak is about: never without consent (L-4.26).
    flytter_eleven: bool = False
    samtykke_til_flytting: bool = False


@dataclass(frozen=True)
class PlanFakta:
    """One version of the plan: which of its points are written, and whether it has been adopted."""

    versjon: int
    vedtatt: datetime | None = None
    gjeldende: bool = False
    utfordring: bool = True
    elevens_syn: bool = True
    barnets_beste: bool = True
    foresattes_syn: bool = True
    evalueringsdato: date | None = None
    evaluering_begrunnet: bool = False
    tiltak: tuple[TiltakFakta, ...] = ()


@dataclass(frozen=True)
class EvalueringFakta:
    """One evaluation of a plan version. ``registrert`` as for an analysis."""

    planversjon: int
    dato: date
    svar: Elevsvar
    konklusjon: Konklusjon
    ny_evalueringsdato: date | None = None
    registrert: datetime | None = None
    id: int = 0


@dataclass(frozen=True)
class VarselFakta:
    """A notice to skoleeier."""

    varslet: datetime
    lest: datetime | None = None
    grunn: Varselgrunn | None = None
    id: int = 0


@dataclass(frozen=True)
class FramleggFakta:
    """A named employee who may have offended: since when, and when they were first given a framlegg (L-5.6)."""

    navngitt: datetime
    frigitt: datetime | None = None


@dataclass(frozen=True)
class AlvorlighetFakta:
    """The seriousness criteria that are ticked, and what rektor decided: None is silence (L-4.11)."""

    kriterier: frozenset[Kriterium] = frozenset()
    alvorlig: bool | None = None
    begrunnet: bool = False
    vurdert: datetime | None = None


@dataclass(frozen=True)
class AvslutningFakta:
    """A closing, whether the sak was reopened after it, and the talk after it with the pupil's answer (D-13)."""

    tid: datetime
    grunn: Avslutningsgrunn
    gjenapnet: datetime | None = None
    ettersjekk_dato: date | None = None
    ettersjekket: bool = False
    ettersjekk_svar: Elevsvar | None = None
    ettersjekk_gjort: date | None = None


@dataclass(frozen=True)
class SakFakta:
    """Everything the law asks of one sak.

    Analyses and evaluations come newest first, so that of two on one day the one written last counts.

    A sak that is reopened begins anew: it must be investigated, the pupil heard and tiltak put in once more. What was
    done before stands in the log and in ``analyser`` and the others; what counts now is said by ``i_runden`` and the
    properties that build on it.
    """

    opprettet: datetime
    # When the school knew (D-20).
    mottatt: datetime
    eleven_har_meldt: bool = False
    skjerpet: bool = False
    # When someone who works at the school was first named in the sak, and when one last was, where it is known (L-5.5).
    skjerpet_fra: datetime | None = None
    skjerpet_sist: datetime | None = None
    ledelse_innmeldt: bool = False
    apenbart_grunnlos: bool = False
    # When a notice was last left unsent as obviously groundless, also where that has ended since.
    grunnlos_avgjort: datetime | None = None
    ledes_av_skoleeier: bool = False
    # When skoleeier, who had taken it over, last gave it back to the school: nobody is warned of what they have led.
    skoleeier_ledet_til: datetime | None = None
    foresatte_informert: date | None = None
    ikke_send_hjem: bool = False
    tatt_opp_med_rektor: date | None = None
    undersokelse_startet: datetime | None = None
    # The right follows the pupil: from when the pupil is nobody's pupil here, and whether another's already (L-1.3).
    elev_sluttet: date | None = None
    elev_byttet_skole: bool = False
    elever_som_kan_ha_krenket: tuple[KrenkerFakta, ...] = ()
    # Someone who does not work at the school is named as one who may have offended (L-5.9).
    utenforstaende: bool = False
    alvorlighet: AlvorlighetFakta = field(default_factory=AlvorlighetFakta)
    meldinger: tuple[MeldingFakta, ...] = ()
    samtaler: tuple[SamtaleFakta, ...] = ()
    observasjoner: tuple[date, ...] = ()
    kartlegginger: tuple[date, ...] = ()
    # Their rows, in the same order.
    observasjon_ider: tuple[int, ...] = ()
    kartlegging_ider: tuple[int, ...] = ()
    analyser: tuple[AnalyseFakta, ...] = ()
    planer: tuple[PlanFakta, ...] = ()
    evalueringer: tuple[EvalueringFakta, ...] = ()
    varsler: tuple[VarselFakta, ...] = ()
    framlegg: tuple[FramleggFakta, ...] = ()
    avslutninger: tuple[AvslutningFakta, ...] = ()
    # Each time it has been reported to Statsforvalteren, in order; what was registered by mistake is left out.
    statsforvalter: tuple[RundeFakta, ...] = ()

    def for_medarbeidere(self) -> SakFakta:
        """What they know who see the sak, and neither lead it nor follow it up.

        Where an employee is named, not the conversations with employees (role table: internal § 12-5 parts); and of
        Statsforvalteren that the sak lies there, not what is asked for and ordered.
        """
        samtaler = self.samtaler
        if self.skjerpet:
            samtaler = tuple(s for s in samtaler if s.type is not Samtaletype.ANSATT)
        runder = tuple(replace(runde, krav=(), palegg=()) for runde in self.statsforvalter)
        return replace(self, samtaler=samtaler, statsforvalter=runder)

    def uten_meldinger(self, stengte: Collection[int]) -> SakFakta:
        """What one knows to whom some of the sak's meldinger are closed."""
        if not stengte:
            return self
        return replace(self, meldinger=tuple(m for m in self.meldinger if m.id not in stengte))

    def elev_er_her(self, dag: date) -> bool:
        """The pupil is still a pupil of this school, as far as the register knows (L-1.3)."""
        return not self.elev_byttet_skole and (self.elev_sluttet is None or self.elev_sluttet > dag)

    @property
    def avsluttet(self) -> AvslutningFakta | None:
        """The closing in force, if the sak is closed."""
        siste = max(self.avslutninger, key=lambda a: a.tid, default=None)
        return siste if siste is not None and siste.gjenapnet is None else None

    @property
    def hos_statsforvalter(self) -> RundeFakta | None:
        """The round that Statsforvalteren has now, if any: there is never more than one."""
        return next((runde for runde in self.statsforvalter if runde.avsluttet is None), None)

    @property
    def gjenapnet(self) -> datetime | None:
        """When the sak was last taken up again."""
        return max((a.gjenapnet for a in self.avslutninger if a.gjenapnet is not None), default=None)

    def i_runden(self, dato: date, registrert: datetime | None = None) -> bool:
        """Whether what was done on this day was done since the sak was last reopened, or ever if it never was."""
        fra = self.gjenapnet
        if fra is None:
            return True
        return dato >= fra.astimezone(OSLO).date() and (registrert is None or registrert >= fra)

    def siden_skolen_visste(self, dato: date) -> bool:
        """Whether what was done on this day was done in the round, or ever if the sak was never reopened.

        Unlike ``i_runden`` it counts what was done between what made the school reopen the sak and the reopening.
        """
        return self.gjenapnet is None or dato >= self.rundens_start.astimezone(OSLO).date()

    @property
    def skolen_visste(self) -> datetime:
        """When the school first knew: by the earliest melding, or when the rektor was told by word of mouth (D-20)."""
        kjent = [self.mottatt, *(melding.sendt for melding in self.meldinger)]
        muntlig = self.tatt_opp_med_rektor
        if muntlig is not None and muntlig < min(kjent).astimezone(OSLO).date():
            kjent.append(_morgenen(muntlig))
        return min(kjent)

    @property
    def rundens_start(self) -> datetime:
        """From when the clocks run: when the school knew (D-20).

        In a reopened sak it is when the school knew that it was needed: by a melding that came after the closing, or by
        the pupil's own answer in the talk after it. Never from when somebody pressed a button, if that was later.
        """
        siste = self._sist_gjenapnet
        if siste is None or siste.gjenapnet is None:
            return self.skolen_visste
        kjent = [siste.gjenapnet, *(melding.sendt for melding in self.meldinger if melding.sendt > siste.tid)]
        if siste.ettersjekk_svar in IKKE_TRYGG and siste.ettersjekk_gjort is not None:
            kjent.append(max(siste.tid, _morgenen(siste.ettersjekk_gjort)))
        return min(kjent)

    @property
    def _sist_gjenapnet(self) -> AvslutningFakta | None:
        """The closing that the sak was last reopened after."""
        return max(
            (a for a in self.avslutninger if a.gjenapnet is not None), key=lambda a: a.gjenapnet or a.tid, default=None
        )

    @property
    def ettersjekket_utrygg(self) -> bool:
        """The pupil's own answer in the talk after the closing is why the sak was reopened."""
        siste = self._sist_gjenapnet
        return siste is not None and siste.ettersjekk_svar in IKKE_TRYGG

    @property
    def skjerpet_i_saken(self) -> datetime:
        """Since when the sak itself says § 12-5: from the start, unless someone was named after the opening."""
        return self._nevnt(self.skjerpet_fra)

    @property
    def sist_skjerpet_i_saken(self) -> datetime:
        """Since when the sak has known of all it names who work at the school: a second one is another's act."""
        return self._nevnt(self.skjerpet_sist or self.skjerpet_fra)

    def _nevnt(self, tid: datetime | None) -> datetime:
        return tid if tid is not None and tid > self.opprettet else self.mottatt

    @property
    def skjerpet_siden(self) -> datetime:
        """When the school knew that it was § 12-5: with the melding that said so, not when it was put into the sak.

        That a notice was obviously groundless is lawful, and answers what was known that day. What ended it, whoever
        was named then or the next melding, is from when a notice is owed again.
        """
        meldt = [melding.sendt for melding in self.meldinger if melding.skjerpet]
        avgjort = self.grunnlos_avgjort
        siden = [tid for tid in (*meldt, self.sist_skjerpet_i_saken) if avgjort is not None and tid > avgjort]
        return min(siden or (self.skjerpet_i_saken, *meldt))

    @property
    def rundens_analyser(self) -> tuple[AnalyseFakta, ...]:
        """The analyses that count now."""
        return tuple(a for a in self.analyser if self.i_runden(a.dato, a.registrert))

    @property
    def rundens_evalueringer(self) -> tuple[EvalueringFakta, ...]:
        """The evaluations that count now."""
        return tuple(e for e in self.evalueringer if self.i_runden(e.dato, e.registrert))

    @property
    def siste_analyse(self) -> AnalyseFakta | None:
        """The newest analysis that counts now: of two on one day the first in the tuple."""
        return max(self.rundens_analyser, key=lambda a: a.dato, default=None)

    @property
    def gjeldende_plan(self) -> PlanFakta | None:
        """The adopted version in force."""
        return next((plan for plan in self.planer if plan.gjeldende and plan.vedtatt is not None), None)

    @property
    def virksom_plan(self) -> PlanFakta | None:
        """The version the school works by now.

        It is the one in force, unless the sak has been reopened since and nobody has taken a stand on the plan: then
        it must be evaluated anew or replaced before it counts.
        """
        plan = self.gjeldende_plan
        if plan is None or plan.vedtatt is None:
            return None
        fra = self.gjenapnet
        return plan if fra is None or plan.vedtatt >= fra or self.evaluering_av_gjeldende is not None else None

    @property
    def utkast(self) -> PlanFakta | None:
        """The version being written."""
        return next((plan for plan in self.planer if plan.vedtatt is None), None)

    @property
    def siste_evaluering(self) -> EvalueringFakta | None:
        """The newest evaluation that counts now: of two on one day the first in the tuple."""
        return max(self.rundens_evalueringer, key=lambda e: e.dato, default=None)

    @property
    def sagt_fra_igjen(self) -> datetime | None:
        """When it was last said, after the pupil's newest answer, that it is not safe: by themselves or the parents.

        Or by one who reports that the pupil is not safe now. A yes from before that is overtaken.
        """
        svar = self.siste_evaluering
        if svar is None:
            return None
        spurt = min(slutt_paa(svar.dato), svar.registrert or slutt_paa(svar.dato))
        utrygge = (m.sendt for m in self.meldinger if m.eleven_selv or m.trygg_naa is False)
        return max((sendt for sendt in utrygge if sendt > spurt), default=None)

    @property
    def evaluering_av_gjeldende(self) -> EvalueringFakta | None:
        """The newest evaluation, of those that count now, of the version in force."""
        plan = self.gjeldende_plan
        if plan is None:
            return None
        return max(
            (e for e in self.rundens_evalueringer if e.planversjon == plan.versjon),
            key=lambda e: e.dato,
            default=None,
        )

    @property
    def eleven_hort(self) -> bool:
        """The pupil has been heard, or offered to be and declined (L-4.14). An evaluation hears the pupil too."""
        samtaler = (s for s in self.samtaler if s.type is Samtaletype.ELEV and self.siden_skolen_visste(s.dato))
        return any(samtaler) or bool(self.rundens_evalueringer)

    @property
    def foresatte_vet(self) -> bool:
        """Parents have been told, and told again if the sak has been reopened since. Spoken with is told, too."""
        fortalt = (self.foresatte_informert, *(s.dato for s in self.samtaler if s.er_med_foresatte))
        return any(dato is not None and self.siden_skolen_visste(dato) for dato in fortalt)
