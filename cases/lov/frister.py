"""What is due in a sak, when, and by which reckoning (the D-rules). The act itself says only straks and snarast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from cases.lov import alvorlighet
from cases.lov.begreper import Ansvarlig, Elevsvar, Fristtype, Konklusjon, Samtaletype
from cases.lov.kalender import OSLO, slutt_paa
from cases.lov.parametre import PARAMETRE, Enhet, Maal
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from cases.lov.fakta import SakFakta
    from cases.lov.kalender import Skolekalender
    from cases.lov.parametre import Parametre


@dataclass(frozen=True)
class Frist:
    """One open deadline. ``utregning`` explains it: from when, which days counted, how many."""

    type: Fristtype
    regel: str
    forfall: datetime
    start: date
    ansvarlig: Ansvarlig
    utregning: Tekst

    def forsinket(self, now: datetime) -> bool:
        """Whether it has passed. A missed target is late, never a breach of law."""
        return now > self.forfall


FRISTNAVN: dict[Fristtype, str] = {
    Fristtype.TA_IMOT_MELDING: _("Ta imot meldingen"),
    Fristtype.FORSTE_HANDLING: _("Første handling i saken"),
    Fristtype.FORESATTE_INFORMERT: _("Informere foresatte"),
    Fristtype.TILTAKSPLAN: _("Vedta tiltaksplan"),
    Fristtype.EVALUERING: _("Evaluere tiltaksplanen"),
    Fristtype.NY_PLANVERSJON: _("Vedta ny versjon av tiltaksplanen"),
    Fristtype.SAMTALE_MED_ELEVEN: _("Samtale med eleven"),
    Fristtype.REFERAT_HJEM: _("Sende referat hjem"),
    Fristtype.SKOLEEIERVARSEL: _("Varsle skoleeier"),
    Fristtype.SKOLEEIER_LESER: _("Skoleeier leser varselet"),
    Fristtype.ETTERSJEKK: _("Ettersjekk med eleven"),
}


@dataclass(frozen=True)
class Regnemester:
    """Reckons one sak's deadlines on its school's calendar with the municipality's targets."""

    kalender: Skolekalender
    parametre: Parametre

    def etter(self, type_: Fristtype, maal: Maal, start: datetime | date, ansvarlig: Ansvarlig) -> Frist:
        """The deadline that a target gives from a start."""
        fra = start.astimezone(OSLO).date() if isinstance(start, datetime) else start
        antall = self.parametre.verdi(maal, fra)
        parameter = PARAMETRE[maal]
        match parameter.enhet:
            case Enhet.SKOLEDAG:
                forfall = self.kalender.pluss_skoledager(fra, antall)
                tekst = _("%(antall)s skoledager fra %(start)s. Helg, helligdager og skolefri telles ikke.")
            case Enhet.ARBEIDSDAG:
                forfall = self.kalender.pluss_arbeidsdager(fra, antall)
                tekst = _("%(antall)s arbeidsdager fra %(start)s. Helg og helligdager telles ikke.")
            case Enhet.KALENDERDAG | Enhet.ANTALL:
                forfall = fra + timedelta(days=antall)
                tekst = _("Samme dag, %(start)s.") if antall == 0 else _("%(antall)s dager fra %(start)s.")
        return Frist(
            type_,
            parameter.kilde,
            slutt_paa(forfall),
            fra,
            ansvarlig,
            Tekst(tekst, {"antall": antall, "start": fra}),
        )


def paa_dato(type_: Fristtype, regel: str, dato: date, satt: date, ansvarlig: Ansvarlig) -> Frist:
    """A deadline that someone set as a date, such as the plan's own day of evaluation."""
    return Frist(
        type_,
        regel,
        slutt_paa(dato),
        satt,
        ansvarlig,
        Tekst(_("Datoen ble satt %(start)s."), {"start": satt}),
    )


def aapne_frister(fakta: SakFakta, *, dag: date, kalender: Skolekalender, parametre: Parametre) -> tuple[Frist, ...]:
    """Every open deadline of the sak, earliest first.

    A closed sak has only its talk afterwards (D-13). Targets that belong to different duties run side by side.
    """
    mester = Regnemester(kalender, parametre)
    if fakta.avsluttet is not None:
        frister = _etter_avslutning(fakta)
    else:
        frister = [
            *_start(fakta, mester),
            *_plan(fakta, mester),
            *_samtaler(fakta, mester),
            *_skoleeier(fakta, mester, dag),
        ]
    return tuple(sorted(frister, key=lambda f: (f.forfall, f.type)))


def _etter_avslutning(fakta: SakFakta) -> list[Frist]:
    siste = fakta.avsluttet
    if siste is None or siste.ettersjekk_dato is None or siste.ettersjekket:
        return []
    satt = siste.tid.astimezone(OSLO).date()
    return [paa_dato(Fristtype.ETTERSJEKK, "D-13", siste.ettersjekk_dato, satt, Ansvarlig.ANSVARLIG)]


def har_handlet(fakta: SakFakta) -> bool:
    """Something has been done: a talk with the pupil, strakstiltak, or the investigation begun (D-3)."""
    return bool(
        fakta.undersokelse_startet
        or fakta.samtaler
        or fakta.observasjoner
        or fakta.kartlegginger
        or any(m.strakstiltak for m in fakta.meldinger)
        or any(p.vedtatt for p in fakta.planer)
    )


def _start(fakta: SakFakta, mester: Regnemester) -> list[Frist]:
    start = fakta.gjenapnet or fakta.mottatt
    frister = []
    if not har_handlet(fakta):
        maal = Maal.FORSTE_HANDLING_SKJERPET if fakta.skjerpet else Maal.FORSTE_HANDLING
        frister.append(mester.etter(Fristtype.FORSTE_HANDLING, maal, start, Ansvarlig.ANSVARLIG))
    if fakta.foresatte_informert is None and not fakta.ikke_send_hjem:
        frister.append(
            mester.etter(Fristtype.FORESATTE_INFORMERT, Maal.FORESATTE_INFORMERT, start, Ansvarlig.ANSVARLIG)
        )
    return frister


def trenger_plan(fakta: SakFakta) -> bool:
    """No plan is in force, and nothing says that none is needed. A pupil's own word always needs one (L-4.7)."""
    if fakta.gjeldende_plan is not None:
        return False
    analyse = fakta.siste_analyse
    return fakta.eleven_har_meldt or analyse is None or analyse.behov_for_tiltak


def neste_evaluering(fakta: SakFakta) -> date | None:
    """The coming day of evaluation: the last evaluation's, else the plan's own (L-4.22)."""
    plan, evaluering = fakta.gjeldende_plan, fakta.evaluering_av_gjeldende
    if plan is None:
        return None
    return evaluering.ny_evalueringsdato if evaluering is not None else plan.evalueringsdato


def venter_ny_versjon(fakta: SakFakta) -> bool:
    """The last evaluation of the plan in force said that it must change, and no newer version is adopted (L-4.22)."""
    evaluering = fakta.evaluering_av_gjeldende
    return evaluering is not None and evaluering.konklusjon is Konklusjon.JUSTERE


def _plan(fakta: SakFakta, mester: Regnemester) -> list[Frist]:
    if trenger_plan(fakta):
        start = fakta.gjenapnet or fakta.mottatt
        return [mester.etter(Fristtype.TILTAKSPLAN, Maal.TILTAKSPLAN, start, Ansvarlig.ANSVARLIG)]
    frister = []
    evaluering = fakta.evaluering_av_gjeldende
    if evaluering is not None and venter_ny_versjon(fakta):
        frister.append(
            mester.etter(Fristtype.NY_PLANVERSJON, Maal.NY_PLANVERSJON, evaluering.dato, Ansvarlig.ANSVARLIG)
        )
    dato = neste_evaluering(fakta)
    plan = fakta.gjeldende_plan
    if dato is not None and plan is not None and plan.vedtatt is not None:
        satt = evaluering.dato if evaluering is not None else plan.vedtatt.astimezone(OSLO).date()
        frister.append(paa_dato(Fristtype.EVALUERING, "D-7", dato, satt, Ansvarlig.ANSVARLIG))
    return frister


def _samtaler(fakta: SakFakta, mester: Regnemester) -> list[Frist]:
    frister = []
    plan = fakta.gjeldende_plan
    evaluering = fakta.siste_evaluering
    trygg = evaluering is not None and evaluering.svar is Elevsvar.JA
    if plan is not None and plan.vedtatt is not None and not trygg:
        # D-8: while a plan runs the pupil is spoken with regularly; an evaluation is such a talk.
        sist = max(
            (
                plan.vedtatt.astimezone(OSLO).date(),
                *(s.dato for s in fakta.samtaler if s.type is Samtaletype.ELEV),
                *(e.dato for e in fakta.evalueringer),
            )
        )
        frister.append(mester.etter(Fristtype.SAMTALE_MED_ELEVEN, Maal.SAMTALE_MED_ELEVEN, sist, Ansvarlig.ANSVARLIG))
    if not fakta.ikke_send_hjem:
        frister.extend(
            mester.etter(Fristtype.REFERAT_HJEM, Maal.REFERAT_HJEM, samtale.dato, Ansvarlig.ANSVARLIG)
            for samtale in fakta.samtaler
            if samtale.type is Samtaletype.FORESATTE and not samtale.takket_nei and samtale.referat_sendt is None
        )
    return frister


def _skoleeier(fakta: SakFakta, mester: Regnemester, dag: date) -> list[Frist]:
    if fakta.ledes_av_skoleeier:
        return []
    siste = max(fakta.varsler, key=lambda v: v.varslet, default=None)
    if siste is None:
        grunnlag = fakta.alvorlighet.vurdert if fakta.alvorlighet.alvorlig else fakta.mottatt
        maa = alvorlighet.maa_vurderes(fakta, dag=dag, parametre=mester.parametre) or alvorlighet.skal_varsles(fakta)
        if not maa or grunnlag is None:
            return []
        return [mester.etter(Fristtype.SKOLEEIERVARSEL, Maal.SKOLEEIERVARSEL, grunnlag, Ansvarlig.ANSVARLIG)]
    if siste.lest is None:
        return [mester.etter(Fristtype.SKOLEEIER_LESER, Maal.SKOLEEIER_LESER, siste.varslet, Ansvarlig.SKOLEEIER)]
    return []
