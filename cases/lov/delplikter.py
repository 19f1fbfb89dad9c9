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
    Styrke,
)
from cases.lov.kalender import OSLO
from cases.lov.kilder import Hjemmel, Kilde, hjemmel
from cases.lov.parametre import Maal
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from datetime import date

    from cases.lov.fakta import AvslutningFakta
    from cases.lov.frister import Frist
    from cases.lov.lesning import Lesning

SNARAST = Tekst(_("snarast"))
STRAKS = Tekst(_("straks"))
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
}


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
    frist = lest.frist(Fristtype.SAMTALE_MED_ELEVEN, Fristtype.ETTERSJEKK)
    mangler: tuple[Tekst, ...] = ()
    if frist is not None and frist.type is Fristtype.ETTERSJEKK:
        mangler = (Tekst(_("Snakk med eleven om hvordan det går nå som saken er avsluttet.")),)
    elif frist is not None and frist.forsinket(lest.now):
        mangler = (
            Tekst(_("Det er ikke notert at noen har snakket med eleven siden %(dato)s."), {"dato": frist.start}),
        )
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
        mangler,
        frist,
        sist_gjort=sist or lest.meldt(),
    )


def gripe_inn(lest: Lesning) -> Plikt:
    """§ 12-4 first paragraph: if possible. «No, because …» is lawful (L-4.1).

    What nobody did then cannot be done now: once the school has acted for the pupil, a missing explanation is a
    remark and no longer a duty.
    """
    spurt = [m for m in lest.fakta.meldinger if m.grep_inn is not None]
    utrygg = [m for m in lest.fakta.meldinger if m.trygg_naa is False and not m.strakstiltak]
    mangler: list[Tekst] = []
    if lest.fakta.avsluttet is None and not frister.har_handlet(lest.fakta):
        if lest.uforklart():
            mangler.append(Tekst(_("Ingen grep inn, og det står ikke hvorfor.")))
        if utrygg:
            mangler.append(Tekst(_("Eleven er ikke trygg nå, og det er ikke registrert noe strakstiltak.")))
    if not spurt and not mangler:
        return _gjelder_ikke(lest, Delplikt.GRIPE_INN, Kilde.FOLGE_MED, Ansvarlig.ALLE)
    return _plikt(
        lest,
        Delplikt.GRIPE_INN,
        Kilde.FOLGE_MED,
        Ansvarlig.ALLE,
        tuple(mangler),
        None,
        sist_gjort=lest.meldt(),
    )


def melde_fra(lest: Lesning) -> Plikt:
    """§ 12-4 second paragraph: to rektor, and in serious cases to skoleeier (L-4.4, L-4.10, L-4.11)."""
    mangler: list[Tekst] = []
    if lest.maa_vurderes():
        mangler.append(Tekst(_("Ta stilling til om saken er alvorlig, og skriv hvorfor.")))
    if lest.fakta.alvorlighet.alvorlig and alvorlighet.varselet_mangler(lest.fakta):
        mangler.append(Tekst(_("Saken er alvorlig. Skoleeier er ikke varslet.")))
    return _plikt(
        lest,
        Delplikt.MELDE_FRA,
        Kilde.MELDE_FRA,
        Ansvarlig.REKTOR,
        tuple(mangler),
        lest.frist(Fristtype.SKOLEEIERVARSEL) if mangler else None,
        sist_gjort=lest.meldt(),
    )


def skjerpet(lest: Lesning) -> Plikt:
    """§ 12-5: straks to rektor and skoleeier when someone who works there may have offended (L-5.1, L-5.2)."""
    if not lest.fakta.skjerpet:
        return _gjelder_ikke(lest, Delplikt.SKJERPET_PLIKT, Kilde.SKJERPET, Ansvarlig.REKTOR)
    mangler: tuple[Tekst, ...] = ()
    if alvorlighet.skal_varsles_om_ansatt(lest.fakta) and not lest.fakta.varsler:
        mangler = (Tekst(_("Skoleeier er ikke varslet om at en ansatt kan ha krenket eleven.")),)
    return _plikt(
        lest,
        Delplikt.SKJERPET_PLIKT,
        Kilde.SKJERPET,
        Ansvarlig.REKTOR,
        mangler,
        lest.frist(Fristtype.SKOLEEIERVARSEL) if mangler else None,
        lovens_krav=STRAKS,
        sist_gjort=lest.sist(*(v.varslet.astimezone(OSLO).date() for v in lest.fakta.varsler)) or lest.meldt(),
    )


def undersoke(lest: Lesning) -> Plikt:
    """§ 12-4 second paragraph: snarast, the pupil heard, several sources, and what the school makes of it."""
    f = lest.fakta
    mangler: list[Tekst] = []
    if not lest.eleven_hort():
        mangler.append(Tekst(_("Eleven er ikke hørt. Tilby en samtale.")))
    if not f.rundens_analyser:
        mangler.append(Tekst(_("Undersøkelsen er ikke vurdert: hva skjer, og trengs det tiltak?")))
    if f.avsluttet is not None and mangler:
        tekst = Tekst(_("Saken ble avsluttet før undersøkelsen var ferdig."))
        return _gjelder_ikke(lest, Delplikt.UNDERSOKE, Kilde.UNDERSOKE, Ansvarlig.REKTOR, tekst)
    frist = lest.frist(Fristtype.FORSTE_HANDLING)
    sist = lest.sist(*(s.dato for s in f.samtaler), *f.observasjoner, *f.kartlegginger, *(a.dato for a in f.analyser))
    maal = Maal.FORSTE_HANDLING_SKJERPET if f.skjerpet else Maal.FORSTE_HANDLING
    return _plikt(
        lest,
        Delplikt.UNDERSOKE,
        Kilde.UNDERSOKE,
        Ansvarlig.REKTOR,
        tuple(mangler),
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
    mangler = _tiltaksmangler(lest) if f.avsluttet is None else []
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
        tuple(mangler),
        frist,
        lovens_krav=SNARAST,
        kommunens_maal=_maal(lest, Maal.TILTAKSPLAN),
        sist_gjort=sist,
    )


def _tiltaksmangler(lest: Lesning) -> list[Tekst]:
    f = lest.fakta
    if f.virksom_plan is None:
        if f.utkast is not None:
            return [Tekst(_("Tiltaksplanen er ikke vedtatt."))]
        if f.gjeldende_plan is not None:
            return [Tekst(_("Tiltaksplanen er ikke vurdert på nytt etter at saken ble gjenåpnet."))]
        return [Tekst(_("Det er ikke laget noen tiltaksplan."))]
    mangler = []
    if frister.venter_ny_versjon(f):
        mangler.append(Tekst(_("Evalueringen viste at tiltakene må endres. Ny versjon av planen er ikke vedtatt.")))
    dato, evaluering = frister.neste_evaluering(f), f.evaluering_av_gjeldende
    if dato is not None and dato < lest.dag:
        mangler.append(Tekst(_("Tiltakene skulle vært evaluert %(dato)s."), {"dato": dato}))
    if evaluering is not None and evaluering.svar is not Elevsvar.JA:
        mangler.append(Tekst(_("Eleven har ikke sagt at det er trygt ennå.")))
    return mangler


def _sluttet_trygt(lest: Lesning, avsluttet: AvslutningFakta) -> bool:
    siste = lest.fakta.siste_evaluering
    return avsluttet.grunn is Avslutningsgrunn.TRYGG or (siste is not None and siste.svar is Elevsvar.JA)


def dokumentere(lest: Lesning) -> Plikt:
    """§ 12-4 fourth paragraph: the log is written by the acts; what people must add is told here."""
    f = lest.fakta
    mangler: list[Tekst] = []
    if not f.foresatte_vet and not f.ikke_send_hjem and f.avsluttet is None:
        mangler.append(
            Tekst(_("Det er ikke notert at foresatte er informert."))
            if f.foresatte_informert is None
            else Tekst(_("Det er ikke notert at foresatte vet at saken er gjenåpnet."))
        )
    if any(frist.type is Fristtype.REFERAT_HJEM for frist in lest.frister):
        mangler.append(Tekst(_("Referat fra samtale med foresatte er ikke sendt hjem.")))
    frist = lest.frist(Fristtype.FORESATTE_INFORMERT, Fristtype.REFERAT_HJEM)
    return _plikt(
        lest,
        Delplikt.DOKUMENTERE,
        Kilde.DOKUMENTERE,
        Ansvarlig.REKTOR,
        tuple(mangler),
        frist,
        kommunens_maal=_maal(lest, Maal.FORESATTE_INFORMERT),
        sist_gjort=f.foresatte_informert,
    )


def _maal(lest: Lesning, maal: Maal) -> Tekst:
    """The target this sak is measured by: the one its deadline is reckoned with, or would be (D-22)."""
    mester = frister.Regnemester(lest.kalender, lest.parametre.paa(lest.dag))
    antall = mester.maal_fra(maal, lest.fakta.rundens_start)
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
    mangler: tuple[Tekst, ...],
    frist: Frist | None,
    *,
    lovens_krav: Tekst | None = None,
    kommunens_maal: Tekst | None = None,
    sist_gjort: date | None = None,
) -> Plikt:
    if frist is not None and frist.forsinket(lest.now):
        status = Pliktstatus.FORSINKET
    elif mangler:
        status = Pliktstatus.IKKE_ENNAA
    else:
        status = Pliktstatus.OPPFYLT
    return Plikt(
        delplikt=delplikt,
        status=status,
        hjemmel=hjemmel(kilde, lest.dag),
        styrke=Styrke.LOV,
        ansvarlig=_hvem(lest, ansvarlig),
        mangler=mangler,
        frist=frist,
        lovens_krav=lovens_krav,
        kommunens_maal=kommunens_maal,
        sist_gjort=sist_gjort,
    )
