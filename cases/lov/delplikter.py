"""The seven duties, one function each: met, not yet, late or not applicable, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.lov import alvorlighet, frister
from cases.lov.begreper import (
    Ansvarlig,
    Avslutningsgrunn,
    Delplikt,
    Elevsvar,
    Fristtype,
    Pliktstatus,
    Steg,
    Styrke,
)
from cases.lov.kalender import OSLO
from cases.lov.kilder import Hjemmel, Kilde, hjemmel
from cases.lov.parametre import Maal
from cases.lov.steg import NEVNT_ETTERPAA, plansteg
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from datetime import date

    from cases.lov.fakta import AvslutningFakta
    from cases.lov.frister import Frist
    from cases.lov.lesning import Lesning

IKKE_SKREVET_NED = _("Samtalen som var avtalt %(dato)s, er ikke skrevet ned.")
SNARAST = Tekst(_("snarast"))
STRAKS = Tekst(_("straks"))
# What is missing, and the door it is mended behind. The first is the duty's one next step.
Savn = tuple[Tekst, Steg]
# The rule a reader of the duty is sent to.
REGEL_FOR: dict[Delplikt, str] = {
    Delplikt.FOLGE_MED: "L-4.3",
    Delplikt.GRIPE_INN: "L-4.1",
    Delplikt.MELDE_FRA: "L-4.4",
    Delplikt.SKJERPET_PLIKT: "L-5.1",
    Delplikt.UNDERSOKE: "L-4.13",
    Delplikt.SETTE_INN_TILTAK: "L-4.19",
    Delplikt.DOKUMENTERE: "L-4.29",
}
# The municipality's targets as the panel says them: for none, one and many.
MAALTEKSTER: dict[Maal, tuple[str, str, str]] = {
    Maal.FORSTE_HANDLING: (
        _("første handling samme dag"),
        _("første handling innen én skoledag"),
        _("første handling innen %(antall)s skoledager"),
    ),
    Maal.FORSTE_HANDLING_SKJERPET: (
        _("første handling samme dag"),
        _("første handling innen én arbeidsdag"),
        _("første handling innen %(antall)s arbeidsdager"),
    ),
    Maal.TILTAKSPLAN: (
        _("plan samme dag"),
        _("plan innen én skoledag"),
        _("plan innen %(antall)s skoledager"),
    ),
    Maal.FORESATTE_INFORMERT: (
        _("foresatte får vite det samme dag"),
        _("foresatte får vite det innen én skoledag"),
        _("foresatte får vite det innen %(antall)s skoledager"),
    ),
    Maal.SKOLEEIERVARSEL: (
        _("skoleeier varsles samme dag"),
        _("skoleeier varsles innen én dag"),
        _("skoleeier varsles innen %(antall)s dager"),
    ),
    Maal.SAMTALE_MED_ELEVEN: (
        _("samtale med eleven hver dag"),
        _("samtale med eleven hver dag"),
        _("samtale med eleven minst hver %(antall)s. dag"),
    ),
}
# And the deadline that each of them gives.
MAALETS_FRIST: dict[Maal, Fristtype] = {
    Maal.FORSTE_HANDLING: Fristtype.FORSTE_HANDLING,
    Maal.FORSTE_HANDLING_SKJERPET: Fristtype.FORSTE_HANDLING,
    Maal.TILTAKSPLAN: Fristtype.TILTAKSPLAN,
    Maal.FORESATTE_INFORMERT: Fristtype.FORESATTE_INFORMERT,
    Maal.SKOLEEIERVARSEL: Fristtype.SKOLEEIERVARSEL,
    Maal.SAMTALE_MED_ELEVEN: Fristtype.SAMTALE_MED_ELEVEN,
}


@dataclass(frozen=True)
class Plikt:
    """One duty in one sak.

    ``mangler`` says what is missing, and ``steg`` is the door to the first of it: None where nothing is. ``frist`` is
    the municipality's target or a date that people set, never the act's; what the act says is ``lovens_krav``.
    """

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
    steg: Steg | None = None
    # Each that is missing with its own door: the panel shows the first door, the rehearsal all of them.
    savn: tuple[Savn, ...] = ()

    @property
    def regel(self) -> str:
        """The rule of the table that the duty is read from."""
        return REGEL_FOR[self.delplikt]


def de_sju(lest: Lesning) -> tuple[Plikt, ...]:
    """The seven, in the procedure's order."""
    return (
        folge_med(lest),
        gripe_inn(lest),
        melde_fra(lest),
        skjerpet(lest),
        undersoke(lest),
        sette_inn_tiltak(lest),
        dokumentere(lest),
    )


def folge_med(lest: Lesning) -> Plikt:
    """§ 12-4 first paragraph; D-8 and D-13 while the sak lives and after."""
    frister_her = (lest.avtalt(med_eleven=True), lest.frist(Fristtype.SAMTALE_MED_ELEVEN, Fristtype.ETTERSJEKK))
    frist = min((f for f in frister_her if f is not None), key=lambda f: f.forfall, default=None)
    savn: list[Savn] = []
    if frist is not None and frist.type is Fristtype.ETTERSJEKK:
        savn.append((Tekst(_("Snakk med eleven om hvordan det går nå som saken er avsluttet.")), Steg.ETTERSJEKK))
    elif frist is not None and frist.type is Fristtype.AVTALT_SAMTALE and frist.forsinket(lest.now):
        savn.append((Tekst(IKKE_SKREVET_NED, {"dato": frist.forfall}), Steg.REGISTRER_SAMTALE))
    elif frist is not None and frist.forsinket(lest.now):
        tekst = Tekst(_("Det er ikke notert at noen har snakket med eleven siden %(dato)s."), {"dato": frist.start})
        savn.append((tekst, Steg.REGISTRER_SAMTALE))
    ukentlig = lest.frist(Fristtype.SAMTALE_MED_ELEVEN) is not None and not frister.er_ferdig(lest.fakta)
    sist = lest.sist(
        *lest.fakta.observasjoner,
        *(s.dato for s in lest.fakta.samtaler),
        *(e.dato for e in lest.fakta.evalueringer),
    )
    return _plikt(
        lest,
        Delplikt.FOLGE_MED,
        Kilde.FOLGE_MED,
        Ansvarlig.ALLE,
        savn,
        frist,
        kommunens_maal=_maal(lest, Maal.SAMTALE_MED_ELEVEN) if ukentlig else None,
        sist_gjort=sist or lest.meldt(),
    )


def gripe_inn(lest: Lesning) -> Plikt:
    """§ 12-4 first paragraph: if possible. «No, because …» is lawful (L-4.1).

    What nobody did then cannot be done now: once the school has acted for the pupil, a missing explanation is a
    remark and no longer a duty.
    """
    spurt = [m for m in lest.fakta.meldinger if m.grep_inn is not None]
    savn: list[Savn] = []
    if lest.utrygg():
        tekst = Tekst(_("Eleven er ikke trygg nå, og det er ikke registrert noe strakstiltak."))
        savn.append((tekst, plansteg(lest)))
    if lest.fakta.avsluttet is None and not frister.har_handlet(lest.fakta) and lest.uforklart():
        savn.append((Tekst(_("Ingen grep inn, og det står ikke hvorfor.")), Steg.REGISTRER_SAMTALE))
    if not spurt and not savn:
        return _gjelder_ikke(lest, Delplikt.GRIPE_INN, Kilde.FOLGE_MED, Ansvarlig.ALLE)
    return _plikt(
        lest,
        Delplikt.GRIPE_INN,
        Kilde.FOLGE_MED,
        Ansvarlig.ALLE,
        savn,
        None,
        sist_gjort=lest.meldt(),
    )


def melde_fra(lest: Lesning) -> Plikt:
    """§ 12-4 second paragraph: to rektor, and in serious cases to skoleeier (L-4.4, L-4.10, L-4.11)."""
    savn: list[Savn] = []
    if lest.maa_vurderes():
        tekst = Tekst(_("Ta stilling til om saken er alvorlig, og skriv hvorfor."))
        savn.append((tekst, Steg.VURDER_ALVORLIGHET))
    if alvorlighet.varsel_om_alvor_mangler(lest.fakta):
        savn.append((Tekst(_("Saken er alvorlig. Skoleeier er ikke varslet.")), _varselsteg(lest)))
    return _plikt(
        lest,
        Delplikt.MELDE_FRA,
        Kilde.MELDE_FRA,
        Ansvarlig.REKTOR,
        savn,
        # Where skoleeier knows the sak already, what is due is the other duty's: the notice about an employee.
        lest.frist(Fristtype.SKOLEEIERVARSEL) if savn and not lest.fakta.varsler else None,
        kommunens_maal=_maal(lest, Maal.SKOLEEIERVARSEL) if savn else None,
        sist_gjort=lest.meldt(),
    )


def _varselsteg(lest: Lesning) -> Steg:
    """Nobody is warned of a closed sak: it is taken up again first, for it has become another."""
    return Steg.VARSLE_SKOLEEIER if lest.fakta.avsluttet is None else Steg.GJENAPNE


def skjerpet(lest: Lesning) -> Plikt:
    """§ 12-5: straks to rektor and skoleeier when someone who works there may have offended (L-5.1, L-5.2)."""
    if not lest.fakta.skjerpet:
        return _gjelder_ikke(lest, Delplikt.SKJERPET_PLIKT, Kilde.SKJERPET, Ansvarlig.REKTOR)
    savn: list[Savn] = []
    if alvorlighet.varsel_om_ansatt_mangler(lest.fakta):
        tekst = Tekst(_("Skoleeier er ikke varslet om at en ansatt kan ha krenket eleven."))
        savn.append((tekst, _varselsteg(lest)))
    return _plikt(
        lest,
        Delplikt.SKJERPET_PLIKT,
        Kilde.SKJERPET,
        Ansvarlig.REKTOR,
        savn,
        lest.frist(Fristtype.SKOLEEIERVARSEL) if savn else None,
        lovens_krav=STRAKS,
        kommunens_maal=_maal(lest, Maal.SKOLEEIERVARSEL) if savn else None,
        sist_gjort=lest.sist(*(v.varslet.astimezone(OSLO).date() for v in lest.fakta.varsler)) or lest.meldt(),
    )


def undersoke(lest: Lesning) -> Plikt:
    """§ 12-4 second paragraph: snarast, the pupil heard, several sources, and what the school makes of it."""
    f = lest.fakta
    savn: list[Savn] = []
    if not lest.eleven_hort():
        savn.append((Tekst(_("Eleven er ikke hørt. Tilby en samtale.")), Steg.REGISTRER_SAMTALE))
    if not lest.funnene_vurdert():
        tekst = (
            NEVNT_ETTERPAA
            if f.rundens_analyser
            else Tekst(_("Undersøkelsen er ikke vurdert: hva skjer, og hva trenger eleven?"))
            if f.eleven_har_meldt
            else Tekst(_("Undersøkelsen er ikke vurdert: hva skjer, og trengs det tiltak?"))
        )
        savn.append((tekst, Steg.REGISTRER_ANALYSE))
    avtalt = lest.avtalt(med_eleven=False)
    if avtalt is not None and avtalt.forsinket(lest.now):
        savn.append((Tekst(IKKE_SKREVET_NED, {"dato": avtalt.forfall}), Steg.REGISTRER_SAMTALE))
    if f.avsluttet is not None and savn:
        tekst = Tekst(_("Saken ble avsluttet før undersøkelsen var ferdig."))
        return _gjelder_ikke(lest, Delplikt.UNDERSOKE, Kilde.UNDERSOKE, Ansvarlig.REKTOR, tekst)
    frist = lest.frist(Fristtype.FORSTE_HANDLING) or avtalt
    sist = lest.sist(*(s.dato for s in f.samtaler), *f.observasjoner, *f.kartlegginger, *(a.dato for a in f.analyser))
    maal = Maal.FORSTE_HANDLING_SKJERPET if f.skjerpet else Maal.FORSTE_HANDLING
    return _plikt(
        lest,
        Delplikt.UNDERSOKE,
        Kilde.UNDERSOKE,
        Ansvarlig.REKTOR,
        savn,
        frist,
        lovens_krav=STRAKS if f.skjerpet else SNARAST,
        kommunens_maal=_maal(lest, maal),
        sist_gjort=sist,
    )


def sette_inn_tiltak(lest: Lesning) -> Plikt:
    """§ 12-4 second and third paragraph: a plan adopted, evaluated, and changed until the pupil is safe."""
    f = lest.fakta
    if f.virksom_plan is None and not frister.trenger_plan(f):
        return _gjelder_ikke(lest, Delplikt.SETTE_INN_TILTAK, Kilde.TILTAK, Ansvarlig.REKTOR)
    if f.avsluttet is not None and not _sluttet_trygt(lest, f.avsluttet):
        tekst = Tekst(_("Saken ble avsluttet uten at eleven hadde sagt at det var trygt."))
        return _gjelder_ikke(lest, Delplikt.SETTE_INN_TILTAK, Kilde.TILTAK, Ansvarlig.REKTOR, tekst)
    savn = _tiltakssavn(lest) if f.avsluttet is None else []
    frist = lest.frist(Fristtype.TILTAKSPLAN, Fristtype.NY_PLANVERSJON, Fristtype.EVALUERING)
    sist = lest.sist(
        *(p.vedtatt.astimezone(OSLO).date() for p in f.planer if p.vedtatt is not None),
        *(e.dato for e in f.evalueringer),
    )
    return _plikt(
        lest,
        Delplikt.SETTE_INN_TILTAK,
        Kilde.TILTAK,
        Ansvarlig.REKTOR,
        savn,
        frist,
        lovens_krav=SNARAST,
        kommunens_maal=_maal(lest, Maal.TILTAKSPLAN),
        sist_gjort=sist,
    )


def _tiltakssavn(lest: Lesning) -> list[Savn]:
    f = lest.fakta
    if f.virksom_plan is None:
        if f.utkast is not None:
            tekst = _("Tiltaksplanen er ikke vedtatt.")
        elif f.gjeldende_plan is not None:
            tekst = _("Tiltaksplanen er ikke vurdert på nytt etter at saken ble gjenåpnet.")
        else:
            tekst = _("Det er ikke laget noen tiltaksplan.")
        return [(Tekst(tekst), plansteg(lest))]
    savn: list[Savn] = []
    if frister.venter_ny_versjon(f):
        tekst = _("Evalueringen viste at tiltakene må endres. Ny versjon av planen er ikke vedtatt.")
        savn.append((Tekst(tekst), plansteg(lest)))
    frist, evaluering = lest.frist(Fristtype.EVALUERING), f.evaluering_av_gjeldende
    if frist is not None and frist.forsinket(lest.now):
        savn.append((Tekst(_("Tiltakene skulle vært evaluert %(dato)s."), {"dato": frist.dag}), Steg.EVALUER))
    if evaluering is not None and evaluering.svar is not Elevsvar.JA:
        savn.append((Tekst(_("Eleven har ikke sagt at det er trygt ennå.")), Steg.FOLG_PLANEN))
    elif evaluering is not None and (igjen := f.sagt_fra_igjen) is not None:
        tekst = _("Det ble meldt fra %(dato)s, etter at eleven svarte ja. Spør eleven på nytt.")
        savn.append((Tekst(tekst, {"dato": igjen.astimezone(OSLO).date()}), Steg.EVALUER))
    return savn


def _sluttet_trygt(lest: Lesning, avsluttet: AvslutningFakta) -> bool:
    siste = lest.fakta.siste_evaluering
    return avsluttet.grunn is Avslutningsgrunn.TRYGG or (siste is not None and siste.svar is Elevsvar.JA)


def dokumentere(lest: Lesning) -> Plikt:
    """§ 12-4 fourth paragraph: the log is written by the acts; what people must add is told here."""
    f = lest.fakta
    savn: list[Savn] = []
    if not f.foresatte_vet and not f.ikke_send_hjem and f.avsluttet is None:
        tekst = (
            _("Det er ikke notert at foresatte er informert.")
            if f.foresatte_informert is None
            else _("Det er ikke notert at foresatte vet at saken er gjenåpnet.")
        )
        savn.append((Tekst(tekst), Steg.INFORMER_FORESATTE))
    if any(frist.type is Fristtype.REFERAT_HJEM for frist in lest.frister):
        savn.append((Tekst(_("Referat fra samtale med foresatte er ikke sendt hjem.")), Steg.SEND_REFERAT))
    frist = lest.frist(Fristtype.FORESATTE_INFORMERT, Fristtype.REFERAT_HJEM)
    return _plikt(
        lest,
        Delplikt.DOKUMENTERE,
        Kilde.DOKUMENTERE,
        Ansvarlig.REKTOR,
        savn,
        frist,
        kommunens_maal=_maal(lest, Maal.FORESATTE_INFORMERT),
        sist_gjort=lest.sist(
            *((f.foresatte_informert,) if f.foresatte_informert is not None else ()),
            *(s.dato for s in f.samtaler if s.er_med_foresatte),
        ),
    )


def _maal(lest: Lesning, maal: Maal) -> Tekst:
    """The target this sak is measured by: the one its deadline is reckoned with, or would be (D-22)."""
    mester = frister.Regnemester(lest.kalender, lest.parametre.paa(lest.dag))
    frist = lest.frist(MAALETS_FRIST[maal])
    antall = mester.maal_fra(maal, frist.start if frist is not None else lest.fakta.rundens_start)
    ingen, en, flere = MAALTEKSTER[maal]
    match antall:
        case 0:
            return Tekst(ingen)
        case 1:
            return Tekst(en)
        case _:
            return Tekst(flere, {"antall": antall})


def _hvem(lest: Lesning, ansvarlig: Ansvarlig) -> Ansvarlig:
    """Skoleeier where skoleeier leads the sak: then the school's rektor does not even know of it (L-5.3)."""
    return Ansvarlig.SKOLEEIER if lest.fakta.ledes_av_skoleeier and ansvarlig is Ansvarlig.REKTOR else ansvarlig


def _gjelder_ikke(
    lest: Lesning, delplikt: Delplikt, kilde: Kilde, ansvarlig: Ansvarlig, hvorfor: Tekst | None = None
) -> Plikt:
    return Plikt(
        delplikt,
        Pliktstatus.GJELDER_IKKE,
        hjemmel(kilde, lest.dag),
        Styrke.LOV,
        _hvem(lest, ansvarlig),
        mangler=(hvorfor,) if hvorfor is not None else (),
    )


def _plikt(
    lest: Lesning,
    delplikt: Delplikt,
    kilde: Kilde,
    ansvarlig: Ansvarlig,
    savn: list[Savn],
    frist: Frist | None,
    *,
    lovens_krav: Tekst | None = None,
    kommunens_maal: Tekst | None = None,
    sist_gjort: date | None = None,
) -> Plikt:
    if frist is not None and frist.forsinket(lest.now):
        status = Pliktstatus.FORSINKET
    elif savn:
        status = Pliktstatus.IKKE_ENNAA
    else:
        status = Pliktstatus.OPPFYLT
    return Plikt(
        delplikt=delplikt,
        status=status,
        hjemmel=hjemmel(kilde, lest.dag),
        styrke=Styrke.LOV,
        ansvarlig=_hvem(lest, ansvarlig),
        mangler=tuple(tekst for tekst, _steg in savn),
        frist=frist,
        lovens_krav=lovens_krav,
        kommunens_maal=kommunens_maal,
        sist_gjort=sist_gjort,
        steg=savn[0][1] if savn else None,
        savn=tuple(savn),
    )
