"""What is due in a sak, when, and by which reckoning (the D-rules). The act itself says only straks and snarast."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, assert_never

from cases.lov import alvorlighet, samtaler
from cases.lov.begreper import Ansvarlig, Elevsvar, Fristgrunnlag, Fristtype, Konklusjon, Samtaletype
from cases.lov.kalender import DAG, OSLO, slutt_paa
from cases.lov.parametre import PARAMETRE, Enhet, Maal, Parameter
from cases.lov.tekst import Tekst, Verdi
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from cases.lov.fakta import MeldingFakta, SakFakta
    from cases.lov.kalender import Skolekalender
    from cases.lov.parametre import Parametre

# When a melding that hastens is read within hours rather than the next morning (D-2).
DAGTID_FRA = time(8)
DAGTID_TIL = time(16)


@dataclass(frozen=True)
class Frist:
    """One open deadline. ``utregning`` explains it: from when, which days counted, how many."""

    type: Fristtype
    regel: str
    forfall: datetime
    start: date
    ansvarlig: Ansvarlig
    utregning: Tekst

    @property
    def grunnlag(self) -> Fristgrunnlag:
        """Whose it is: a day that people set for themselves, Statsforvalteren's, or the municipality's target.

        Never the act's.
        """
        if self.type in AV_STATSFORVALTEREN:
            return Fristgrunnlag.STATSFORVALTEREN
        return Fristgrunnlag.SATT_DATO if self.type in SATT_AV_FOLK else Fristgrunnlag.KOMMUNENS_MAAL

    @property
    def dag(self) -> date:
        """The day it is due in Norway."""
        return self.forfall.astimezone(OSLO).date()

    def forsinket(self, now: datetime) -> bool:
        """Whether it has passed. A missed target is late, never a breach of law."""
        return now > self.forfall


# D-12: set by Statsforvalteren. They never pause, and a closed sak does not end them.
AV_STATSFORVALTEREN = frozenset({Fristtype.STATSFORVALTER_SVAR, Fristtype.STATSFORVALTER_PALEGG})
SATT_AV_FOLK = frozenset({Fristtype.EVALUERING, Fristtype.ETTERSJEKK, Fristtype.AVTALT_SAMTALE})
FRISTNAVN: dict[Fristtype, str] = {
    Fristtype.TA_IMOT_MELDING: _("Ta imot meldingen"),
    Fristtype.FORSTE_HANDLING: _("Første handling i saken"),
    Fristtype.FORESATTE_INFORMERT: _("Informere foresatte"),
    Fristtype.TILTAKSPLAN: _("Vedta tiltaksplan"),
    Fristtype.EVALUERING: _("Evaluere tiltaksplanen"),
    Fristtype.NY_PLANVERSJON: _("Vedta ny versjon av tiltaksplanen"),
    Fristtype.SAMTALE_MED_ELEVEN: _("Samtale med eleven"),
    Fristtype.AVTALT_SAMTALE: _("Avtalt samtale"),
    Fristtype.REFERAT_HJEM: _("Sende referat hjem"),
    Fristtype.SKOLEEIERVARSEL: _("Varsle skoleeier"),
    Fristtype.SKOLEEIER_LESER: _("Skoleeier leser varselet"),
    Fristtype.ETTERSJEKK: _("Ettersjekk med eleven"),
    Fristtype.STATSFORVALTER_SVAR: _("Svare Statsforvalteren"),
    Fristtype.STATSFORVALTER_PALEGG: _("Gjennomføre pålegg fra Statsforvalteren"),
}


@dataclass(frozen=True)
class _Regnet:
    """A reckoned day: by which target, from when that target if it was changed on the way, and what the count gave."""

    antall: int
    forfall: date
    etter_maalet: date
    endret: date | None = None


@dataclass(frozen=True)
class Regnemester:
    """Reckons one sak's deadlines on its school's calendar with the municipality's targets.

    Every change in ``parametre`` counts: give it the targets as they are on the day one asks (``Parametre.paa``).
    """

    kalender: Skolekalender
    parametre: Parametre

    def etter(self, type_: Fristtype, maal: Maal, start: datetime | date, ansvarlig: Ansvarlig) -> Frist:
        """The deadline that a target gives from a start.

        It is reckoned by the target in force on the day it started, and anew for each change that took effect while
        it had not passed. A deadline that had passed stays where it was; a shorter target never puts one earlier than
        the first day it applied (D-22).
        """
        fra = _dag(start)
        regnet = self._regn(maal, fra)
        return Frist(
            type_, PARAMETRE[maal].kilde, slutt_paa(regnet.forfall), fra, ansvarlig, _utregning(maal, fra, regnet)
        )

    def maal_fra(self, maal: Maal, start: datetime | date) -> int:
        """The target that a deadline from this start is reckoned by now, in the parameter's own unit."""
        return self._regn(maal, _dag(start)).antall

    def _regn(self, maal: Maal, fra: date) -> _Regnet:
        antall = self.parametre.verdi(maal, fra)
        forfall = self._dato(maal, fra, antall)
        regnet = _Regnet(antall, forfall, forfall)
        for dag, nytt in self.parametre.etter(maal, fra):
            if regnet.forfall < dag:
                break
            if nytt != regnet.antall:
                dato = self._dato(maal, fra, nytt)
                regnet = _Regnet(nytt, max(dato, self._dato(maal, dag, 0)), dato, endret=dag)
        return regnet

    def _dato(self, maal: Maal, fra: date, antall: int) -> date:
        """So many of the parameter's days after a day; none is the day itself, or the first after it that counts."""
        parameter = PARAMETRE[maal]
        match parameter.enhet:
            case Enhet.SKOLEDAG:
                return self.kalender.pluss_skoledager(fra, antall)
            case Enhet.ARBEIDSDAG:
                return self.kalender.pluss_arbeidsdager(fra, antall)
            case Enhet.KALENDERDAG if parameter.i_skoletid:
                return self.kalender.neste_skoledag(fra + timedelta(days=antall))
            case Enhet.KALENDERDAG:
                return fra + timedelta(days=antall)
            case Enhet.TIME | Enhet.ANTALL:
                raise ValueError(maal)
            case _:
                assert_never(parameter.enhet)


def _dag(tid: datetime | date) -> date:
    return tid.astimezone(OSLO).date() if isinstance(tid, datetime) else tid


def _utregning(maal: Maal, fra: date, regnet: _Regnet) -> Tekst:
    """How a deadline was reckoned, in words, and that the target was changed on the way, if it was."""
    tekst = _telling(PARAMETRE[maal], regnet.antall, fra, regnet.etter_maalet)
    if regnet.endret is None:
        return tekst
    endret: dict[str, Verdi] = {"endret": regnet.endret}
    if regnet.forfall != regnet.etter_maalet:
        return replace(
            tekst, tillegg=Tekst(_("Målet ble endret %(endret)s, og fristen settes ikke tidligere enn det."), endret)
        )
    return replace(tekst, tillegg=Tekst(_("Målet ble endret %(endret)s."), endret))


def _telling(parameter: Parameter, antall: int, fra: date, forfall: date) -> Tekst:
    """What was counted, in words; one and many are two sentences."""
    verdier: dict[str, Verdi] = {"antall": antall, "start": fra}
    if forfall == fra:
        return Tekst(_("Samme dag, %(start)s."), {"start": fra})
    en = antall == 1
    match parameter.enhet:
        case Enhet.SKOLEDAG if antall == 0:
            return Tekst(_("Første skoledag fra %(start)s."), {"start": fra})
        case Enhet.SKOLEDAG:
            if en:
                return Tekst(_("Én skoledag fra %(start)s. Helg, helligdager og skolefri telles ikke."), {"start": fra})
            return Tekst(_("%(antall)s skoledager fra %(start)s. Helg, helligdager og skolefri telles ikke."), verdier)
        case Enhet.ARBEIDSDAG if antall == 0:
            return Tekst(_("Første arbeidsdag fra %(start)s."), {"start": fra})
        case Enhet.ARBEIDSDAG:
            if en:
                return Tekst(_("Én arbeidsdag fra %(start)s. Helg og helligdager telles ikke."), {"start": fra})
            return Tekst(_("%(antall)s arbeidsdager fra %(start)s. Helg og helligdager telles ikke."), verdier)
        case _:
            if forfall != fra + timedelta(days=antall):
                return Tekst(_("%(antall)s dager fra %(start)s, flyttet til første skoledag etter det."), verdier)
            if en:
                return Tekst(_("Én dag fra %(start)s."), {"start": fra})
            return Tekst(_("%(antall)s dager fra %(start)s."), verdier)


# Where people set a day, and so who: the plan has who adopted it, the talk who wrote it down.
I_PLANEN = _("Datoen ble satt i tiltaksplanen, vedtatt %(start)s.")
I_EVALUERINGEN = _("Datoen ble satt i evalueringen %(start)s.")
I_SAMTALEN = _("Datoen ble satt i samtalen %(start)s.")
VED_AVSLUTNINGEN = _("Datoen ble satt da saken ble avsluttet %(start)s.")
# A sak may not rest (L-4.22): where nobody set a day, it is due from when one should have.
PLANEN_HAR_INGEN = _("Datoen ble satt til dagen planen ble vedtatt, %(start)s, for planen har ingen dato.")
EVALUERINGEN_HAR_INGEN = _("Datoen ble satt til dagen for evalueringen, %(start)s, for den har ingen ny dato.")
# And a sak that is done is not closed by that: the pupil is asked as after a closing (D-13).
IKKE_AVSLUTTET = _(
    "Eleven ble sist spurt %(start)s, og saken er ikke avsluttet. Da spørres eleven igjen, som i en ettersjekk."
)
# The pupil answered yes, and it was said again that it is not safe: the pupil is asked anew.
SAGT_FRA_IGJEN = _("Første skoledag etter at det ble meldt fra på nytt, %(start)s. Eleven hadde svart ja.")


def paa_dato(type_: Fristtype, regel: str, dato: date, satt: date, hvor: str) -> Frist:
    """A deadline that someone set as a date, such as the plan's own day of evaluation; ``hvor`` says where."""
    tekst = Tekst(hvor, {"start": satt})
    return Frist(type_, regel, slutt_paa(dato), satt, Ansvarlig.ANSVARLIG, tekst)


def aapne_frister(fakta: SakFakta, *, dag: date, kalender: Skolekalender, parametre: Parametre) -> tuple[Frist, ...]:
    """Every open deadline of the sak, earliest first.

    A closed sak has only its talk afterwards (D-13) and what Statsforvalteren asks for (D-12). Targets that belong to
    different duties run side by side. A target that is to change after ``dag`` has not changed yet.
    """
    mester = Regnemester(kalender, parametre.paa(dag))
    if fakta.avsluttet is not None:
        frister = [*_etter_avslutning(fakta, dag), *_statsforvalterens(fakta)]
    else:
        frister = [
            *_start(fakta, mester),
            *_plan(fakta, mester),
            *_samtaler(fakta, mester),
            *_uten_avslutning(fakta, mester, dag),
            *_skoleeier(fakta, mester, dag),
            *_statsforvalterens(fakta),
        ]
    return tuple(sorted(frister, key=lambda f: (f.forfall, f.type)))


def _etter_avslutning(fakta: SakFakta, dag: date) -> list[Frist]:
    """The talk afterwards. A pupil who has left since is not ours to ask (L-1.3): the tenth-graders do each June."""
    siste = fakta.avsluttet
    if siste is None or siste.ettersjekk_dato is None or siste.ettersjekket or not fakta.elev_er_her(dag):
        return []
    satt = siste.tid.astimezone(OSLO).date()
    return [paa_dato(Fristtype.ETTERSJEKK, "D-13", siste.ettersjekk_dato, satt, VED_AVSLUTNINGEN)]


def har_handlet(fakta: SakFakta) -> bool:
    """Something has been done: a talk, strakstiltak, or the investigation begun (D-3); once more in a reopened sak."""
    tider = (fakta.undersokelse_startet, *(p.vedtatt for p in fakta.planer))
    datoer = (*(s.dato for s in fakta.samtaler), *fakta.observasjoner, *fakta.kartlegginger)
    return (
        any(t is not None and fakta.i_runden(t.astimezone(OSLO).date(), t) for t in tider)
        or any(tid >= fakta.rundens_start for melding in fakta.meldinger for tid in melding.strakstiltak_satt_inn)
        or any(fakta.siden_skolen_visste(dato) for dato in datoer)
        or bool(fakta.rundens_evalueringer)
    )


def foreslaatt_ettersjekk(dag: date, *, kalender: Skolekalender, parametre: Parametre) -> date:
    """When to ask the pupil after a closing on this day: some weeks on, and on a day the pupil is at school (D-13)."""
    return kalender.neste_skoledag(dag + timedelta(days=parametre.verdi(Maal.ETTERSJEKK, dag)))


def foreslaatt_evaluering(dag: date, uker: int, *, kalender: Skolekalender) -> date:
    """When to see whether the tiltak work, some weeks on: a day the pupil is at school and can be asked (D-7)."""
    return kalender.neste_skoledag(dag + timedelta(weeks=uker))


def gjort_etter(fakta: SakFakta, tid: datetime) -> bool:
    """Something was done for the pupil then or later: at once, in a talk, in a plan, or in one being written."""
    dag = tid.astimezone(OSLO).date()
    tider = (
        fakta.undersokelse_startet,
        *(p.vedtatt for p in fakta.planer),
        *(satt for melding in fakta.meldinger for satt in melding.strakstiltak_satt_inn),
    )
    datoer = (
        *(s.dato for s in fakta.samtaler),
        *(e.dato for e in fakta.evalueringer),
        *fakta.observasjoner,
        *fakta.kartlegginger,
    )
    skrives = fakta.utkast is not None and any(tiltak.strakstiltak for tiltak in fakta.utkast.tiltak)
    return skrives or any(t is not None and t >= tid for t in tider) or any(d >= dag for d in datoer)


def _start(fakta: SakFakta, mester: Regnemester) -> list[Frist]:
    start = fakta.rundens_start
    frister = []
    if not har_handlet(fakta):
        maal = Maal.FORSTE_HANDLING_SKJERPET if fakta.skjerpet else Maal.FORSTE_HANDLING
        frister.append(mester.etter(Fristtype.FORSTE_HANDLING, maal, start, Ansvarlig.ANSVARLIG))
    if not fakta.foresatte_vet and not fakta.ikke_send_hjem:
        frister.append(
            mester.etter(Fristtype.FORESATTE_INFORMERT, Maal.FORESATTE_INFORMERT, start, Ansvarlig.ANSVARLIG)
        )
    return frister


def trenger_plan(fakta: SakFakta) -> bool:
    """No plan works now, and nothing says that none is needed. A pupil's own word always needs one (L-4.7)."""
    if fakta.virksom_plan is not None:
        return False
    analyse = fakta.siste_analyse
    return fakta.eleven_har_meldt or analyse is None or analyse.behov_for_tiltak


def kan_avsluttes_naa(fakta: SakFakta) -> bool:
    """The last evaluation of the plan in force ended with the pupil's own yes and «the sak can be closed».

    And nobody has said since that it is not safe.
    """
    evaluering = fakta.evaluering_av_gjeldende
    return (
        evaluering is not None
        and evaluering is fakta.siste_evaluering
        and evaluering.konklusjon is Konklusjon.AVSLUTTE
        and evaluering.svar is Elevsvar.JA
        and fakta.sagt_fra_igjen is None
    )


def neste_evaluering(fakta: SakFakta) -> date | None:
    """The coming day of evaluation: the last evaluation's, else the plan's own (L-4.22).

    None only where no plan works, or where the pupil is safe and the sak can be closed: a plan without a date is due
    since it was adopted or last evaluated, for a sak may not rest; and where it was said since that it is not safe
    after all, from that day: it is late when the first school day after it has passed.
    """
    plan, evaluering = fakta.virksom_plan, fakta.evaluering_av_gjeldende
    if plan is None or plan.vedtatt is None or kan_avsluttes_naa(fakta):
        return None
    if evaluering is not None:
        return evaluering.ny_evalueringsdato or _dag(fakta.sagt_fra_igjen or evaluering.dato)
    return plan.evalueringsdato or plan.vedtatt.astimezone(OSLO).date()


def venter_ny_versjon(fakta: SakFakta) -> bool:
    """The last evaluation of the plan in force said that it must change, and no newer version is adopted (L-4.22)."""
    evaluering = fakta.evaluering_av_gjeldende
    return evaluering is not None and evaluering.konklusjon is Konklusjon.JUSTERE


def planens_start(fakta: SakFakta) -> datetime | date:
    """From when a plan is due (D-5): since the school knew, or since it knew better than its own «no need for tiltak».

    That conclusion is lawful, so the days before it are nobody's delay. What ended it is the next melding, or the
    analysis that found a need after all.
    """
    analyser = sorted(fakta.rundens_analyser, key=lambda a: a.dato, reverse=True)
    nummer = next((n for n, analyse in enumerate(analyser) if not analyse.behov_for_tiltak), None)
    if nummer is None:
        return fakta.rundens_start
    uten = analyser[nummer]
    vurdert = uten.registrert or slutt_paa(uten.dato)
    nye = [m.sendt for m in fakta.meldinger if m.sendt > vurdert]
    siden: list[datetime | date] = [*nye, *(a.dato for a in analyser[:nummer])]
    return max(fakta.rundens_start, min(siden, key=_dag, default=uten.dato), key=_dag)


def _plan(fakta: SakFakta, mester: Regnemester) -> list[Frist]:
    if trenger_plan(fakta):
        return [mester.etter(Fristtype.TILTAKSPLAN, Maal.TILTAKSPLAN, planens_start(fakta), Ansvarlig.ANSVARLIG)]
    frister = []
    evaluering = fakta.evaluering_av_gjeldende
    if evaluering is not None and venter_ny_versjon(fakta):
        frister.append(
            mester.etter(Fristtype.NY_PLANVERSJON, Maal.NY_PLANVERSJON, evaluering.dato, Ansvarlig.ANSVARLIG)
        )
    dato = neste_evaluering(fakta)
    plan = fakta.virksom_plan
    if dato is not None and plan is not None and plan.vedtatt is not None:
        if evaluering is not None and evaluering.ny_evalueringsdato is not None:
            satt, hvor = evaluering.dato, I_EVALUERINGEN
        elif evaluering is not None:
            satt, hvor = dato, EVALUERINGEN_HAR_INGEN
            if fakta.sagt_fra_igjen is not None:
                # Nobody can ask a pupil who is not at school, about what may not have been read yet (D-2, D-20).
                dato, hvor = mester.kalender.pluss_skoledager(dato, 1), SAGT_FRA_IGJEN
        else:
            satt = plan.vedtatt.astimezone(OSLO).date()
            hvor = I_PLANEN if plan.evalueringsdato is not None else PLANEN_HAR_INGEN
        frister.append(paa_dato(Fristtype.EVALUERING, "D-7", dato, satt, hvor))
    return frister


def _samtaler(fakta: SakFakta, mester: Regnemester) -> list[Frist]:
    frister = []
    sist = samtaler.sist_snakket(fakta)
    if sist is not None:
        frister.append(mester.etter(Fristtype.SAMTALE_MED_ELEVEN, Maal.SAMTALE_MED_ELEVEN, sist, Ansvarlig.ANSVARLIG))
    frister.extend(
        paa_dato(Fristtype.AVTALT_SAMTALE, "D-8", samtale.neste, samtale.dato, I_SAMTALEN)
        for samtale in samtaler.avtalte(fakta)
        if samtale.neste is not None
    )
    if not fakta.ikke_send_hjem:
        frister.extend(
            mester.etter(Fristtype.REFERAT_HJEM, Maal.REFERAT_HJEM, samtale.dato, Ansvarlig.ANSVARLIG)
            for samtale in fakta.samtaler
            if samtale.type is Samtaletype.FORESATTE and not samtale.takket_nei and samtale.referat_sendt is None
        )
    return frister


def er_ferdig(fakta: SakFakta) -> bool:
    """The school has nothing left to do but to close it: no need for tiltak was found, or the pupil says it is safe."""
    return kan_avsluttes_naa(fakta) or (fakta.virksom_plan is None and not trenger_plan(fakta))


def _uten_avslutning(fakta: SakFakta, mester: Regnemester, dag: date) -> list[Frist]:
    """A sak that is done, and that nobody has closed, does not rest: the pupil is asked again (L-4.22, D-13)."""
    if not er_ferdig(fakta) or not fakta.elev_er_her(dag):
        return []
    spurt = max(
        (
            *(a.dato for a in fakta.rundens_analyser),
            *(e.dato for e in fakta.rundens_evalueringer),
            *(s.dato for s in fakta.samtaler if s.type is Samtaletype.ELEV and fakta.siden_skolen_visste(s.dato)),
        )
    )
    frist = mester.etter(Fristtype.SAMTALE_MED_ELEVEN, Maal.ETTERSJEKK, spurt, Ansvarlig.ANSVARLIG)
    skoledag = mester.kalender.neste_skoledag(frist.dag)
    return [replace(frist, forfall=slutt_paa(skoledag), utregning=Tekst(IKKE_AVSLUTTET, {"start": spurt}))]


def _skoleeier(fakta: SakFakta, mester: Regnemester, dag: date) -> list[Frist]:
    if fakta.ledes_av_skoleeier:
        return []
    frister = []
    grunn = alvorlighet.varselgrunn(fakta, dag=dag, parametre=mester.parametre)
    if grunn is not None:
        frister.append(mester.etter(Fristtype.SKOLEEIERVARSEL, Maal.SKOLEEIERVARSEL, grunn, Ansvarlig.ANSVARLIG))
    # One that nobody has read is not covered by a later one that somebody has.
    uleste = [varsel.varslet for varsel in fakta.varsler if varsel.lest is None]
    if uleste:
        frister.append(mester.etter(Fristtype.SKOLEEIER_LESER, Maal.SKOLEEIER_LESER, min(uleste), Ansvarlig.SKOLEEIER))
    return frister


def _statsforvalterens(fakta: SakFakta) -> list[Frist]:
    """Statsforvalteren's own deadlines that are open: requests not answered, orders not done (D-12)."""
    runde = fakta.hos_statsforvalter
    if runde is None:
        return []
    aapne = [(Fristtype.STATSFORVALTER_SVAR, krav.frist, krav.mottatt) for krav in runde.krav if krav.besvart is None]
    aapne += [(Fristtype.STATSFORVALTER_PALEGG, p.frist, p.mottatt) for p in runde.palegg if p.ferdig is None]
    return [
        Frist(
            type_,
            "D-12",
            slutt_paa(dato),
            mottatt,
            Ansvarlig.SKOLEEIER,
            Tekst(_("Fristen er satt av Statsforvalteren, i brev mottatt %(start)s."), {"start": mottatt}),
        )
        for type_, dato, mottatt in aapne
    ]


def ta_imot_melding(
    melding: MeldingFakta,
    *,
    haster: bool,
    kalender: Skolekalender,
    parametre: Parametre,
    ansvarlig: Ansvarlig = Ansvarlig.REKTOR,
) -> Frist | None:
    """When a melding must be read (D-2); None once it is.

    A melding that hastens (serious, § 12-5, or the pupil is not safe now) is read within hours in the daytime, and
    otherwise at eight the next morning, on weekends and in holidays too.
    """
    if melding.lest is not None:
        return None
    if not haster:
        mester = Regnemester(kalender, parametre)
        return mester.etter(Fristtype.TA_IMOT_MELDING, Maal.TA_IMOT, melding.sendt, ansvarlig)
    lokal = melding.sendt.astimezone(OSLO)
    dag = lokal.date()
    timer = parametre.verdi(Maal.TA_IMOT_HASTER, dag)
    if DAGTID_FRA <= lokal.time() < DAGTID_TIL:
        # Counted in UTC: an hour is an hour on the nights the clock is moved.
        forfall = (melding.sendt.astimezone(UTC) + timedelta(hours=timer)).astimezone(OSLO)
        tekst = (
            Tekst(_("Innen én time etter at den ble sendt, fordi den haster."))
            if timer == 1
            else Tekst(_("Innen %(antall)s timer etter at den ble sendt, fordi den haster."), {"antall": timer})
        )
    else:
        morgen = dag if lokal.time() < DAGTID_FRA else dag + DAG
        forfall = datetime.combine(morgen, DAGTID_FRA, tzinfo=OSLO)
        tekst = Tekst(_("Neste morgen klokka åtte, fordi den haster og kom utenom dagtid."))
    return Frist(Fristtype.TA_IMOT_MELDING, PARAMETRE[Maal.TA_IMOT_HASTER].kilde, forfall, dag, ansvarlig, tekst)


def avgjore_melding(
    melding: MeldingFakta,
    *,
    skjerpet: bool,
    kalender: Skolekalender,
    parametre: Parametre,
    ansvarlig: Ansvarlig = Ansvarlig.REKTOR,
) -> Frist | None:
    """By when a melding that has been read must have become a sak or been decided on (D-3); None until it is read.

    The first thing is to be done within a day or two of when the school knew, and before there is a sak nothing else
    counts that time: a melding somebody opened and left would be silent.
    """
    if melding.lest is None:
        return None
    maal = Maal.FORSTE_HANDLING_SKJERPET if skjerpet else Maal.FORSTE_HANDLING
    return Regnemester(kalender, parametre).etter(Fristtype.TA_IMOT_MELDING, maal, melding.sendt, ansvarlig)


@dataclass(frozen=True)
class Meldetid:
    """From when a matter taken up with rektor can be reported to Statsforvalteren, by either count (D-6)."""

    sju_dager: date
    fem_arbeidsdager: date

    @property
    def tidligst(self) -> date:
        """The earlier of the two, which is the one to be ready for."""
        return min(self.sju_dager, self.fem_arbeidsdager)


def kan_meldes_fra(tatt_opp: date, kalender: Skolekalender) -> Meldetid:
    """From when Statsforvalteren takes a report: a week after it was taken up with rektor (L-6.1, D-6).

    Udir counts seven days, statsforvalterne five working days. Neither pauses in a holiday.
    """
    return Meldetid(tatt_opp + timedelta(days=7), kalender.pluss_arbeidsdager(tatt_opp, 5))
