"""The seven duties in one sak: met, not yet, late or not applicable; what is missing; and the one next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.lov import alvorlighet, frister
from cases.lov.begreper import (
    Ansvarlig,
    Delplikt,
    Elevsvar,
    Fase,
    Fristtype,
    Konklusjon,
    Kriterium,
    Pliktstatus,
    Samtaletype,
    Steg,
    Styrke,
)
from cases.lov.kalender import OSLO
from cases.lov.kilder import Hjemmel, Kilde, hjemmel
from cases.lov.parametre import Maal
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.lov.fakta import SakFakta
    from cases.lov.frister import Frist
    from cases.lov.kalender import Skolekalender
    from cases.lov.parametre import Parametre

SNARAST = Tekst(_("snarast"))
STRAKS = Tekst(_("straks"))


@dataclass(frozen=True)
class Plikt:
    """One duty in one sak."""

    delplikt: Delplikt
    status: Pliktstatus
    hjemmel: Hjemmel
    styrke: Styrke
    ansvarlig: Ansvarlig
    mangler: tuple[Tekst, ...] = ()
    frist: Frist | None = None
    lovens_krav: Tekst | None = None
    kommunens_maal: Tekst | None = None
    sist_gjort: date | None = None


@dataclass(frozen=True)
class NesteSteg:
    """The one thing to do now: which door, and why."""

    steg: Steg
    tekst: Tekst
    frist: Frist | None = None


@dataclass(frozen=True)
class Vurdering:
    """The law's whole reading of one sak at one moment."""

    fase: Fase
    plikter: tuple[Plikt, ...]
    frister: tuple[Frist, ...]
    neste_steg: NesteSteg
    merknader: tuple[Tekst, ...]
    foreslaatte_kriterier: frozenset[Kriterium]

    @property
    def neste_frist(self) -> Frist | None:
        """The earliest open deadline."""
        return self.frister[0] if self.frister else None

    def plikt(self, delplikt: Delplikt) -> Plikt:
        """One duty by name."""
        return next(p for p in self.plikter if p.delplikt is delplikt)


def fase(fakta: SakFakta, *, dag: date) -> Fase:
    """Where the sak is, read from its facts. Phases overlap in life; this is the one the work is mostly in."""
    if fakta.avsluttet is not None:
        return Fase.AVSLUTTET
    if fakta.gjeldende_plan is not None:
        dato = frister.neste_evaluering(fakta)
        evaluert = fakta.evaluering_av_gjeldende is not None
        return Fase.EVALUERING if evaluert or (dato is not None and dato <= dag) else Fase.TILTAK
    if fakta.utkast is not None:
        return Fase.TILTAK
    if frister.har_handlet(fakta):
        return Fase.UNDERSOKELSE
    return Fase.NY


def vurder(fakta: SakFakta, *, now: datetime, kalender: Skolekalender, parametre: Parametre) -> Vurdering:
    """Read a sak: its seven duties in order, its open deadlines, its next step.

    Args:
        fakta: the facts.
        now: this moment, with time zone.
        kalender: the school's calendar.
        parametre: the municipality's targets.

    """
    dag = now.astimezone(OSLO).date()
    leser = _Leser(fakta, now, dag, kalender, parametre)
    return Vurdering(
        fase=fase(fakta, dag=dag),
        plikter=leser.plikter(),
        frister=leser.frister,
        neste_steg=leser.neste_steg(),
        merknader=leser.merknader(),
        foreslaatte_kriterier=alvorlighet.foreslaatte_kriterier(fakta, dag=dag, parametre=parametre),
    )


class _Leser:
    """One reading of one sak; each method is one duty."""

    def __init__(
        self, fakta: SakFakta, now: datetime, dag: date, kalender: Skolekalender, parametre: Parametre
    ) -> None:
        self.fakta = fakta
        self.now = now
        self.dag = dag
        self.kalender = kalender
        self.parametre = parametre
        self.frister = frister.aapne_frister(fakta, dag=dag, kalender=kalender, parametre=parametre)

    def plikter(self) -> tuple[Plikt, ...]:
        """The seven, in the procedure's order."""
        return (
            self.folge_med(),
            self.gripe_inn(),
            self.melde_fra(),
            self.skjerpet(),
            self.undersoke(),
            self.sette_inn_tiltak(),
            self.dokumentere(),
        )

    # -- the seven duties --------------------------------------------------------------------------------------

    def folge_med(self) -> Plikt:
        """§ 12-4 first paragraph; D-8 and D-13 while the sak lives and after."""
        frist = self._frist(Fristtype.SAMTALE_MED_ELEVEN, Fristtype.ETTERSJEKK)
        mangler: tuple[Tekst, ...] = ()
        if frist is not None and frist.type is Fristtype.ETTERSJEKK:
            mangler = (Tekst(_("Snakk med eleven om hvordan det går nå som saken er avsluttet.")),)
        elif frist is not None and frist.forsinket(self.now):
            mangler = (Tekst(_("Det er over en uke siden noen snakket med eleven.")),)
        sist = self._sist(*self.fakta.observasjoner, *(s.dato for s in self.fakta.samtaler))
        return self._plikt(
            Delplikt.FOLGE_MED,
            Kilde.FOLGE_MED,
            Ansvarlig.ALLE,
            mangler,
            frist,
            sist_gjort=sist or self._meldt(),
        )

    def gripe_inn(self) -> Plikt:
        """§ 12-4 first paragraph: if possible. «No, because …» is lawful (L-4.1)."""
        spurt = [m for m in self.fakta.meldinger if m.grep_inn is not None]
        uforklart = [m for m in spurt if m.grep_inn is False and not m.grep_inn_beskrevet]
        utrygg = [m for m in self.fakta.meldinger if m.trygg_naa is False and not m.strakstiltak]
        mangler: list[Tekst] = []
        if uforklart:
            mangler.append(Tekst(_("Ingen grep inn, og det står ikke hvorfor.")))
        if utrygg and not frister.har_handlet(self.fakta):
            mangler.append(Tekst(_("Eleven er ikke trygg nå, og det er ikke registrert noe strakstiltak.")))
        if not spurt and not mangler:
            return Plikt(
                Delplikt.GRIPE_INN,
                Pliktstatus.GJELDER_IKKE,
                hjemmel(Kilde.FOLGE_MED, self.dag),
                Styrke.LOV,
                Ansvarlig.ALLE,
            )
        return self._plikt(
            Delplikt.GRIPE_INN,
            Kilde.FOLGE_MED,
            Ansvarlig.ALLE,
            tuple(mangler),
            None,
            sist_gjort=self._meldt(),
        )

    def melde_fra(self) -> Plikt:
        """§ 12-4 second paragraph: to rektor, and in serious cases to skoleeier (L-4.4, L-4.10, L-4.11)."""
        mangler: list[Tekst] = []
        maa_vurderes = alvorlighet.maa_vurderes(self.fakta, dag=self.dag, parametre=self.parametre)
        if maa_vurderes:
            mangler.append(Tekst(_("Ta stilling til om saken er alvorlig, og skriv hvorfor.")))
        if self.fakta.alvorlighet.alvorlig and alvorlighet.skal_varsles(self.fakta) and not self.fakta.varsler:
            mangler.append(Tekst(_("Saken er alvorlig. Skoleeier er ikke varslet.")))
        frist = self._frist(Fristtype.SKOLEEIERVARSEL) if not self.fakta.skjerpet or maa_vurderes else None
        return self._plikt(
            Delplikt.MELDE_FRA,
            Kilde.MELDE_FRA,
            Ansvarlig.REKTOR,
            tuple(mangler),
            frist if mangler else None,
            sist_gjort=self._meldt(),
        )

    def skjerpet(self) -> Plikt:
        """§ 12-5: straks to rektor and skoleeier when someone who works there may have offended (L-5.1, L-5.2)."""
        if not self.fakta.skjerpet:
            return Plikt(
                Delplikt.SKJERPET_PLIKT,
                Pliktstatus.GJELDER_IKKE,
                hjemmel(Kilde.SKJERPET, self.dag),
                Styrke.LOV,
                Ansvarlig.REKTOR,
            )
        mangler: tuple[Tekst, ...] = ()
        if alvorlighet.skal_varsles(self.fakta) and not self.fakta.varsler:
            mangler = (Tekst(_("Skoleeier er ikke varslet om at en ansatt kan ha krenket eleven.")),)
        return self._plikt(
            Delplikt.SKJERPET_PLIKT,
            Kilde.SKJERPET,
            Ansvarlig.REKTOR,
            mangler,
            self._frist(Fristtype.SKOLEEIERVARSEL) if mangler else None,
            lovens_krav=STRAKS,
            sist_gjort=self._sist(*(v.varslet.astimezone(OSLO).date() for v in self.fakta.varsler)),
        )

    def undersoke(self) -> Plikt:
        """§ 12-4 second paragraph: snarast, the pupil heard, several sources, and what the school makes of it."""
        f = self.fakta
        mangler: list[Tekst] = []
        if not self._eleven_hort():
            mangler.append(Tekst(_("Eleven er ikke hørt. Tilby en samtale.")))
        if not f.analyser:
            mangler.append(Tekst(_("Undersøkelsen er ikke vurdert: hva skjer, og trengs det tiltak?")))
        frist = self._frist(Fristtype.FORSTE_HANDLING)
        sist = self._sist(
            *(s.dato for s in f.samtaler), *f.observasjoner, *f.kartlegginger, *(a.dato for a in f.analyser)
        )
        maal = Maal.FORSTE_HANDLING_SKJERPET if f.skjerpet else Maal.FORSTE_HANDLING
        return self._plikt(
            Delplikt.UNDERSOKE,
            Kilde.UNDERSOKE,
            Ansvarlig.REKTOR,
            tuple(mangler),
            frist,
            lovens_krav=STRAKS if f.skjerpet else SNARAST,
            kommunens_maal=self._maal(_("første handling innen %(antall)s skoledager"), maal),
            sist_gjort=sist,
        )

    def sette_inn_tiltak(self) -> Plikt:
        """§ 12-4 second and third paragraph: a plan adopted, evaluated, and changed until the pupil is safe."""
        f = self.fakta
        plan, evaluering, analyse = f.gjeldende_plan, f.evaluering_av_gjeldende, f.siste_analyse
        mangler: list[Tekst] = []
        if plan is None:
            if analyse is not None and not analyse.behov_for_tiltak and not f.eleven_har_meldt:
                return Plikt(
                    Delplikt.SETTE_INN_TILTAK,
                    Pliktstatus.GJELDER_IKKE,
                    hjemmel(Kilde.TILTAK, self.dag),
                    Styrke.LOV,
                    Ansvarlig.REKTOR,
                    lovens_krav=SNARAST,
                )
            if f.utkast is None:
                mangler.append(Tekst(_("Det er ikke laget noen tiltaksplan.")))
            else:
                mangler.append(Tekst(_("Tiltaksplanen er ikke vedtatt.")))
        else:
            if frister.venter_ny_versjon(f):
                mangler.append(
                    Tekst(_("Evalueringen viste at tiltakene må endres. Ny versjon av planen er ikke vedtatt."))
                )
            dato = frister.neste_evaluering(f)
            if dato is not None and dato < self.dag:
                mangler.append(Tekst(_("Tiltakene skulle vært evaluert %(dato)s."), {"dato": dato}))
            if evaluering is not None and evaluering.svar is not Elevsvar.JA and f.avsluttet is None:
                mangler.append(Tekst(_("Eleven har ikke sagt at det er trygt ennå.")))
        frist = self._frist(Fristtype.TILTAKSPLAN, Fristtype.NY_PLANVERSJON, Fristtype.EVALUERING)
        sist = self._sist(
            *(p.vedtatt.astimezone(OSLO).date() for p in f.planer if p.vedtatt is not None),
            *(e.dato for e in f.evalueringer),
        )
        return self._plikt(
            Delplikt.SETTE_INN_TILTAK,
            Kilde.TILTAK,
            Ansvarlig.REKTOR,
            tuple(mangler),
            frist,
            lovens_krav=SNARAST,
            kommunens_maal=self._maal(_("plan innen %(antall)s skoledager"), Maal.TILTAKSPLAN),
            sist_gjort=sist,
        )

    def dokumentere(self) -> Plikt:
        """§ 12-4 fourth paragraph: the log is written by the acts; what people must add is told here."""
        f = self.fakta
        mangler: list[Tekst] = []
        if f.foresatte_informert is None and not f.ikke_send_hjem and f.avsluttet is None:
            mangler.append(Tekst(_("Det er ikke notert at foresatte er informert.")))
        if any(frist.type is Fristtype.REFERAT_HJEM for frist in self.frister):
            mangler.append(Tekst(_("Referat fra samtale med foresatte er ikke sendt hjem.")))
        frist = self._frist(Fristtype.FORESATTE_INFORMERT, Fristtype.REFERAT_HJEM)
        return self._plikt(
            Delplikt.DOKUMENTERE,
            Kilde.DOKUMENTERE,
            Ansvarlig.REKTOR,
            tuple(mangler),
            frist,
            kommunens_maal=self._maal(_("foresatte får vite innen %(antall)s skoledager"), Maal.FORESATTE_INFORMERT),
            sist_gjort=f.foresatte_informert,
        )

    # -- the next step -----------------------------------------------------------------------------------------

    def neste_steg(self) -> NesteSteg:
        """The one next step, in the order the law puts them: the child's safety first, paper last."""
        f = self.fakta
        if f.avsluttet is not None:
            frist = self._frist(Fristtype.ETTERSJEKK)
            if frist is not None:
                return NesteSteg(Steg.ETTERSJEKK, Tekst(_("Snakk med eleven: er det fortsatt trygt og godt?")), frist)
            return NesteSteg(Steg.INGEN, Tekst(_("Saken er avsluttet. Ingenting gjenstår.")))
        for steg in (self._varsling(), self._undersokelse(), self._tiltak(), self._papir()):
            if steg is not None:
                return steg
        frist = self._frist(Fristtype.EVALUERING)
        return NesteSteg(Steg.FOLG_PLANEN, Tekst(_("Følg planen, og snakk jevnlig med eleven.")), frist)

    def _varsling(self) -> NesteSteg | None:
        f = self.fakta
        frist = self._frist(Fristtype.SKOLEEIERVARSEL)
        if alvorlighet.maa_vurderes(f, dag=self.dag, parametre=self.parametre):
            return NesteSteg(Steg.VURDER_ALVORLIGHET, Tekst(_("Ta stilling til om saken er alvorlig.")), frist)
        if alvorlighet.skal_varsles(f) and not f.varsler:
            return NesteSteg(Steg.VARSLE_SKOLEEIER, Tekst(_("Varsle skoleeier.")), frist)
        return None

    def _undersokelse(self) -> NesteSteg | None:
        f = self.fakta
        if f.gjeldende_plan is not None:
            return None
        frist = self._frist(Fristtype.FORSTE_HANDLING, Fristtype.TILTAKSPLAN)
        if not frister.har_handlet(f) or not self._eleven_hort():
            return NesteSteg(Steg.REGISTRER_SAMTALE, Tekst(_("Snakk med eleven, og skriv ned hva eleven sier.")), frist)
        if not f.analyser and f.utkast is None:
            return NesteSteg(
                Steg.REGISTRER_ANALYSE,
                Tekst(_("Vurder det dere har funnet: hva skjer, og trengs det tiltak?")),
                frist,
            )
        return None

    def _tiltak(self) -> NesteSteg | None:
        f = self.fakta
        evaluering = f.siste_evaluering
        if f.utkast is not None:
            frist = self._frist(Fristtype.TILTAKSPLAN, Fristtype.NY_PLANVERSJON)
            return NesteSteg(Steg.VEDTA_TILTAKSPLAN, Tekst(_("Gjør tiltaksplanen ferdig, og vedta den.")), frist)
        if frister.trenger_plan(f):
            return NesteSteg(Steg.LAG_TILTAKSPLAN, Tekst(_("Lag en tiltaksplan.")), self._frist(Fristtype.TILTAKSPLAN))
        if f.gjeldende_plan is None:
            return NesteSteg(Steg.AVSLUTT_SAK, Tekst(_("Det trengs ikke tiltak. Spør eleven, og avslutt saken.")))
        if frister.venter_ny_versjon(f):
            return NesteSteg(
                Steg.NY_PLANVERSJON,
                Tekst(_("Lag en ny versjon av planen.")),
                self._frist(Fristtype.NY_PLANVERSJON),
            )
        dato = frister.neste_evaluering(f)
        if dato is not None and dato <= self.dag:
            return NesteSteg(
                Steg.EVALUER,
                Tekst(_("Evaluer tiltakene sammen med eleven.")),
                self._frist(Fristtype.EVALUERING),
            )
        if evaluering is not None and evaluering.konklusjon is Konklusjon.AVSLUTTE and evaluering.svar is Elevsvar.JA:
            return NesteSteg(Steg.AVSLUTT_SAK, Tekst(_("Eleven har det trygt og godt. Saken kan avsluttes.")))
        return None

    def _papir(self) -> NesteSteg | None:
        frist = self._frist(Fristtype.FORESATTE_INFORMERT)
        if frist is not None:
            return NesteSteg(Steg.INFORMER_FORESATTE, Tekst(_("Informer foresatte, og noter datoen.")), frist)
        frist = self._frist(Fristtype.REFERAT_HJEM)
        if frist is not None:
            return NesteSteg(Steg.SEND_REFERAT, Tekst(_("Send referatet fra samtalen hjem.")), frist)
        frist = self._frist(Fristtype.SAMTALE_MED_ELEVEN)
        if frist is not None and frist.forsinket(self.now):
            return NesteSteg(Steg.REGISTRER_SAMTALE, Tekst(_("Det er en stund siden sist: snakk med eleven.")), frist)
        return None

    # -- remarks -----------------------------------------------------------------------------------------------

    def merknader(self) -> tuple[Tekst, ...]:
        """What is worth knowing, and breaks nothing (L-4.15, D-6, D-15)."""
        f = self.fakta
        funn = []
        kilder = sum(
            bool(del_)
            for del_ in (
                any(s.type is Samtaletype.ELEV for s in f.samtaler),
                any(s.type is not Samtaletype.ELEV for s in f.samtaler),
                f.observasjoner,
                f.kartlegginger,
            )
        )
        if f.analyser and kilder <= 1 and f.avsluttet is None:
            funn.append(Tekst(_("Undersøkelsen bygger på bare én kilde. Flere kilder gir et sikrere bilde.")))
        if f.tatt_opp_med_rektor is not None and f.avsluttet is None:
            uke = f.tatt_opp_med_rektor.toordinal() + 7
            funn.append(
                Tekst(
                    _("Saken ble tatt opp med rektor %(dato)s. Den kan meldes til Statsforvalteren fra %(fra)s."),
                    {"dato": f.tatt_opp_med_rektor, "fra": type(f.tatt_opp_med_rektor).fromordinal(uke)},
                )
            )
        antall = alvorlighet.uten_virkning(f)
        if antall >= self.parametre.verdi(Maal.VERSJONER_UTEN_TRYGG, self.dag) and f.avsluttet is None:
            funn.append(
                Tekst(
                    _("%(antall)s versjoner av planen har ikke gjort eleven trygg. Vurder hjelp utenfra."),
                    {"antall": antall},
                )
            )
        return tuple(funn)

    # -- small parts -------------------------------------------------------------------------------------------

    def _eleven_hort(self) -> bool:
        """The pupil has been heard, or offered to be and declined (L-4.14). An evaluation hears the pupil too."""
        return any(s.type is Samtaletype.ELEV for s in self.fakta.samtaler) or bool(self.fakta.evalueringer)

    def _frist(self, *typer: Fristtype) -> Frist | None:
        return next((frist for frist in self.frister if frist.type in typer), None)

    def _meldt(self) -> date | None:
        return self._sist(*(m.sendt.astimezone(OSLO).date() for m in self.fakta.meldinger))

    @staticmethod
    def _sist(*datoer: date) -> date | None:
        return max(datoer, default=None)

    def _maal(self, mal: str, maal: Maal) -> Tekst:
        return Tekst(mal, {"antall": self.parametre.verdi(maal, self.dag)})

    def _plikt(
        self,
        delplikt: Delplikt,
        kilde: Kilde,
        ansvarlig: Ansvarlig,
        mangler: tuple[Tekst, ...],
        frist: Frist | None,
        *,
        lovens_krav: Tekst | None = None,
        kommunens_maal: Tekst | None = None,
        sist_gjort: date | None = None,
    ) -> Plikt:
        if frist is not None and frist.forsinket(self.now):
            status = Pliktstatus.FORSINKET
        elif mangler:
            status = Pliktstatus.IKKE_ENNAA
        else:
            status = Pliktstatus.OPPFYLT
        return Plikt(
            delplikt=delplikt,
            status=status,
            hjemmel=hjemmel(kilde, self.dag),
            styrke=Styrke.LOV,
            ansvarlig=ansvarlig,
            mangler=mangler,
            frist=frist,
            lovens_krav=lovens_krav,
            kommunens_maal=kommunens_maal,
            sist_gjort=sist_gjort,
        )
