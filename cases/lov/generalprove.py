"""The rehearsal: what the sak can show for each duty if Statsforvalteren wrote today, and what it cannot show yet.

What is not documented counts as not done (§ 12-10, L-10.1), so each duty is read from the end it will be asked from:
which rows show that it was met, what the law misses, and what an inspector usually asks that nothing answers (L-4.30).
No points and no per cents: a sak is not good because much has been written in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cases.lov import alvorlighet, frister
from cases.lov.begreper import (
    Ansvarlig,
    Delplikt,
    Elevsvar,
    Fristtype,
    Mottaker,
    Pliktstatus,
    Samtaletype,
    Steg,
)
from cases.lov.delplikter import REGEL_FOR, de_sju
from cases.lov.kalender import OSLO
from cases.lov.lesning import Lesning
from cases.lov.merknader import sendt_sent
from cases.lov.parametre import Maal
from cases.lov.steg import plansteg
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from cases.lov.delplikter import Plikt
    from cases.lov.fakta import MeldingFakta, SakFakta
    from cases.lov.kalender import Skolekalender
    from cases.lov.parametre import Parametre


class Bevisslag(StrEnum):
    """What kind of row a piece of evidence is; with its number one finds it."""

    MELDING = "melding"
    SAMTALE = "samtale"
    OBSERVASJON = "observasjon"
    KARTLEGGING = "kartlegging"
    ANALYSE = "analyse"
    # By version, not by row.
    PLAN = "plan"
    EVALUERING = "evaluering"
    AVSLUTNING = "avslutning"
    VARSEL = "varsel"
    FRAMLEGG = "framlegg"
    INNGRIPEN = "inngripen"
    # What stands on the sak itself.
    SAKEN = "saken"


@dataclass(frozen=True)
class Bevis:
    """One thing the sak can show: what it says, the day it was done, and the row it stands in."""

    tekst: Tekst
    dato: date | None
    slag: Bevisslag
    nr: int = 0


@dataclass(frozen=True)
class Punkt:
    """One thing the sak cannot show, and the door where it is mended."""

    tekst: Tekst
    steg: Steg
    regel: str


@dataclass(frozen=True)
class Prove:
    """One duty as it will be asked about.

    ``mangler`` is what the law misses; ``sporsmal`` breaks nothing, and will be asked all the same.
    """

    plikt: Plikt
    beviser: tuple[Bevis, ...]
    mangler: tuple[Punkt, ...]
    sporsmal: tuple[Punkt, ...]

    @property
    def gjelder(self) -> bool:
        """Whether the duty is one of this sak's at all."""
        return self.plikt.status is not Pliktstatus.GJELDER_IKKE


SAMTALER: Mapping[Samtaletype, str] = {
    Samtaletype.ELEV: _("Samtale med eleven."),
    Samtaletype.MULIG_KRENKER: _("Samtale med en elev som kan ha krenket."),
    Samtaletype.MEDELEV: _("Samtale med en annen elev."),
    Samtaletype.FORESATTE: _("Samtale med foresatte."),
    Samtaletype.ANSATT: _("Samtale med en ansatt."),
    Samtaletype.FORESATTE_ANNEN_ELEV: _("Samtale med foresatte til en annen elev."),
}
# Whom a melding went to: unread, and read.
MELDT_TIL: Mapping[Mottaker, tuple[str, str]] = {
    Mottaker.REKTOR: (
        _("Det ble meldt fra til rektor."),
        _("Det ble meldt fra til rektor, som leste det %(lest)s."),
    ),
    Mottaker.SKOLEEIER: (
        _("Det ble meldt fra til skoleeier, forbi skolens ledelse."),
        _("Det ble meldt fra til skoleeier, forbi skolens ledelse, og lest %(lest)s."),
    ),
    Mottaker.KOMMUNALSJEF: (
        _("Det ble meldt fra til kommunalsjefen."),
        _("Det ble meldt fra til kommunalsjefen, og lest %(lest)s."),
    ),
}
# The doors that are open when the sak is closed.
AAPNE_ETTERPAA = frozenset({Steg.NOTER, Steg.ETTERSJEKK, Steg.GJENAPNE, Steg.SKRIV_INNGRIPEN})
TAKKET_NEI = _("Samtale ble tilbudt, og takket nei til.")
SVAR: Mapping[Elevsvar, str] = {
    Elevsvar.JA: _("Versjon %(versjon)s ble evaluert. Eleven svarte at det er trygt."),
    Elevsvar.DELVIS: _("Versjon %(versjon)s ble evaluert. Eleven svarte at det er delvis trygt."),
    Elevsvar.NEI: _("Versjon %(versjon)s ble evaluert. Eleven svarte at det ikke er trygt."),
    Elevsvar.VIL_IKKE_SVARE: _("Versjon %(versjon)s ble evaluert. Eleven ville ikke svare."),
}


def generalprove(fakta: SakFakta, *, now: datetime, kalender: Skolekalender, parametre: Parametre) -> tuple[Prove, ...]:
    """Read a sak as one who was not there will: the seven duties in order, each with what shows it and what does not.

    Args:
        fakta: the facts.
        now: this moment, with time zone.
        kalender: the school's calendar.
        parametre: the municipality's targets.

    """
    lest = Lesning(fakta, now, kalender, parametre)
    return tuple(
        Prove(
            plikt=plikt,
            beviser=tuple(sorted(_BEVISER[plikt.delplikt](fakta), key=_naar)),
            mangler=_aapne(fakta, _mangler(lest, plikt)),
            sporsmal=_aapne(fakta, _SPORSMAL[plikt.delplikt](lest)),
        )
        for plikt in de_sju(lest)
    )


def _aapne(fakta: SakFakta, punkter: Iterable[Punkt]) -> tuple[Punkt, ...]:
    """In a closed sak most doors are shut: what is missing there is explained, not mended."""
    if fakta.avsluttet is None:
        return tuple(punkter)
    return tuple(p if p.steg in AAPNE_ETTERPAA else replace(p, steg=Steg.INGEN) for p in punkter)


def _naar(bevis: Bevis) -> tuple[bool, str]:
    """By day; what has none comes last."""
    return bevis.dato is None, bevis.dato.isoformat() if bevis.dato is not None else ""


def _dag(tid: datetime) -> date:
    return tid.astimezone(OSLO).date()


def _mangler(lest: Lesning, plikt: Plikt) -> tuple[Punkt, ...]:
    regel = REGEL_FOR[plikt.delplikt]
    if plikt.delplikt is Delplikt.FOLGE_MED and lest.fakta.avsluttet is not None and plikt.frist is not None:
        # The talk after the closing is missing only when its day has passed.
        return tuple(Punkt(t, s, regel) for t, s in plikt.savn) if plikt.frist.forsinket(lest.now) else ()
    return tuple(Punkt(tekst, steg, regel) for tekst, steg in plikt.savn)


# -- what shows it -----------------------------------------------------------------------------------------------


def _folge_med(f: SakFakta) -> Iterable[Bevis]:
    for dato, nr in _med_nummer(f.observasjoner, f.observasjon_ider):
        yield Bevis(Tekst(_("Observasjon.")), dato, Bevisslag.OBSERVASJON, nr)
    for samtale in f.samtaler:
        if samtale.type is Samtaletype.ELEV:
            tekst = Tekst(TAKKET_NEI if samtale.takket_nei else SAMTALER[Samtaletype.ELEV])
            yield Bevis(tekst, samtale.dato, Bevisslag.SAMTALE, samtale.id)
    for avslutning in f.avslutninger:
        if avslutning.ettersjekket:
            tekst = Tekst(_("Ettersjekk med eleven etter at saken ble avsluttet."))
            yield Bevis(tekst, avslutning.ettersjekk_gjort, Bevisslag.AVSLUTNING)


def _gripe_inn(f: SakFakta) -> Iterable[Bevis]:
    for melding in f.meldinger:
        dag = _dag(melding.sendt)
        if melding.grep_inn is not None and (melding.grep_inn or melding.grep_inn_beskrevet):
            yield Bevis(Tekst(_grep_inn(melding)), dag, Bevisslag.MELDING, melding.id)
        if melding.strakstiltak:
            yield Bevis(Tekst(_("Noe ble gjort med en gang.")), dag, Bevisslag.MELDING, melding.id)
        if melding.strakstiltak_ved_mottak is not None:
            tekst = Tekst(_("Den som tok imot meldingen, satte inn noe med en gang."))
            yield Bevis(tekst, _dag(melding.strakstiltak_ved_mottak), Bevisslag.MELDING, melding.id)
        if melding.inngripen_skrevet:
            tekst = Tekst(_("Den fysiske inngripenen er skrevet ned for seg."))
            yield Bevis(tekst, dag, Bevisslag.INNGRIPEN, melding.id)


def _grep_inn(melding: MeldingFakta) -> str:
    if not melding.grep_inn:
        return _("Ingen grep inn, og det står hvorfor.")
    return _("Noen grep inn, og det står hvem og hvordan.") if melding.grep_inn_beskrevet else _("Noen grep inn.")


def _melde_fra(f: SakFakta) -> Iterable[Bevis]:
    for melding in f.meldinger:
        ulest, lest = MELDT_TIL[melding.mottaker]
        tekst = Tekst(ulest) if melding.lest is None else Tekst(lest, {"lest": _dag(melding.lest)})
        if melding.eleven_selv:
            tekst = Tekst(tekst.mal, tekst.verdier, Tekst(_("Eleven eller foresatte sa selv fra.")))
        yield Bevis(tekst, _dag(melding.sendt), Bevisslag.MELDING, melding.id)
    if f.alvorlighet.alvorlig is not None:
        tekst = Tekst(
            _("Saken ble vurdert som alvorlig.")
            if f.alvorlighet.alvorlig
            else _("Det ble vurdert om saken er alvorlig, og svaret var nei.")
        )
        vurdert = f.alvorlighet.vurdert
        yield Bevis(tekst, _dag(vurdert) if vurdert is not None else None, Bevisslag.SAKEN)
    yield from _varsler(f)


def _varsler(f: SakFakta) -> Iterable[Bevis]:
    for varsel in f.varsler:
        tekst = Tekst(_("Skoleeier ble varslet."))
        if varsel.lest is not None:
            tekst = Tekst(_("Skoleeier ble varslet, og leste varselet %(lest)s."), {"lest": _dag(varsel.lest)})
        yield Bevis(tekst, _dag(varsel.varslet), Bevisslag.VARSEL, varsel.id)
    if f.skoleeier_ledet_til is not None:
        tekst = Tekst(_("Skoleeier ledet saken selv, og ga den tilbake til skolen."))
        yield Bevis(tekst, _dag(f.skoleeier_ledet_til), Bevisslag.SAKEN)


def _skjerpet(f: SakFakta) -> Iterable[Bevis]:
    if not f.skjerpet:
        return
    yield from _varsler(f)
    if f.ledes_av_skoleeier:
        yield Bevis(Tekst(_("Saken ledes av kommunen, ikke av skolen.")), None, Bevisslag.SAKEN)
    elif f.apenbart_grunnlos:
        tekst = _("Varselet til skoleeier ble vurdert som åpenbart grunnløst, og det står hvorfor.")
        yield Bevis(Tekst(tekst), None, Bevisslag.SAKEN)
    for framlegg in f.framlegg:
        if framlegg.frigitt is not None:
            tekst = _("Den ansatte fikk et framlegg, for å kunne svare.")
            yield Bevis(Tekst(tekst, for_ledere=True), _dag(framlegg.frigitt), Bevisslag.FRAMLEGG)


def _undersoke(f: SakFakta) -> Iterable[Bevis]:
    if f.undersokelse_startet is not None:
        yield Bevis(Tekst(_("Undersøkelsen ble startet.")), _dag(f.undersokelse_startet), Bevisslag.SAKEN)
    for samtale in f.samtaler:
        tekst = SAMTALER[samtale.type]
        nei = Tekst(TAKKET_NEI) if samtale.takket_nei else None
        yield Bevis(Tekst(tekst, {}, nei), samtale.dato, Bevisslag.SAMTALE, samtale.id)
    for dato, nr in _med_nummer(f.observasjoner, f.observasjon_ider):
        yield Bevis(Tekst(_("Observasjon.")), dato, Bevisslag.OBSERVASJON, nr)
    for dato, nr in _med_nummer(f.kartlegginger, f.kartlegging_ider):
        yield Bevis(Tekst(_("Kartlegging.")), dato, Bevisslag.KARTLEGGING, nr)
    for analyse in f.analyser:
        tekst = (
            _("Undersøkelsen ble vurdert: det trengs tiltak.")
            if analyse.behov_for_tiltak
            else _("Undersøkelsen ble vurdert: det trengs ikke tiltak, og det står hvorfor.")
        )
        yield Bevis(Tekst(tekst), analyse.dato, Bevisslag.ANALYSE, analyse.id)


def _tiltak(f: SakFakta) -> Iterable[Bevis]:
    for plan in f.planer:
        if plan.vedtatt is not None:
            tekst = Tekst(_("Tiltaksplanen ble vedtatt, versjon %(versjon)s."), {"versjon": plan.versjon})
            yield Bevis(tekst, _dag(plan.vedtatt), Bevisslag.PLAN, plan.versjon)
    for evaluering in f.evalueringer:
        tekst = Tekst(SVAR[evaluering.svar], {"versjon": evaluering.planversjon})
        yield Bevis(tekst, evaluering.dato, Bevisslag.EVALUERING, evaluering.id)
    for avslutning in f.avslutninger:
        yield Bevis(Tekst(_("Saken ble avsluttet.")), _dag(avslutning.tid), Bevisslag.AVSLUTNING)
        if avslutning.gjenapnet is not None:
            yield Bevis(Tekst(_("Saken ble gjenåpnet.")), _dag(avslutning.gjenapnet), Bevisslag.AVSLUTNING)


def _dokumentere(f: SakFakta) -> Iterable[Bevis]:
    if f.foresatte_informert is not None:
        yield Bevis(Tekst(_("Foresatte fikk vite om saken.")), f.foresatte_informert, Bevisslag.SAKEN)
    if f.tatt_opp_med_rektor is not None:
        tekst = Tekst(_("Eleven eller foresatte tok saken opp med rektor."))
        yield Bevis(tekst, f.tatt_opp_med_rektor, Bevisslag.SAKEN)
    for samtale in f.samtaler:
        if samtale.er_med_foresatte:
            yield Bevis(Tekst(SAMTALER[Samtaletype.FORESATTE]), samtale.dato, Bevisslag.SAMTALE, samtale.id)
        if samtale.referat_sendt is not None:
            yield Bevis(Tekst(_("Referat ble sendt hjem.")), samtale.referat_sendt, Bevisslag.SAMTALE, samtale.id)


def _med_nummer(datoer: tuple[date, ...], ider: tuple[int, ...]) -> Iterable[tuple[date, int]]:
    return ((dato, ider[n] if n < len(ider) else 0) for n, dato in enumerate(datoer))


# -- what will be asked ------------------------------------------------------------------------------------------


def _spor_folge_med(lest: Lesning) -> Iterable[Punkt]:
    f = lest.fakta
    if f.avsluttet is None and not f.observasjoner and not any(s.type is Samtaletype.ELEV for s in f.samtaler):
        tekst = _("Etter meldingen er det ikke skrevet ned at noen har sett etter eleven eller snakket med eleven.")
        yield Punkt(Tekst(tekst), Steg.REGISTRER_SAMTALE, "L-4.3")


def _spor_gripe_inn(lest: Lesning) -> Iterable[Punkt]:
    f = lest.fakta
    if f.meldinger and all(m.grep_inn is None for m in f.meldinger):
        tekst = _("Ingen melding sier om noen grep inn. Spør den som meldte, og skriv ned svaret.")
        yield Punkt(Tekst(tekst), Steg.NOTER, "L-4.1")
    if lest.uforklart() and (f.avsluttet is not None or frister.har_handlet(f)):
        tekst = _("Ingen grep inn, og det står ikke hvorfor. Det kan være god grunn til det: skriv den ned.")
        yield Punkt(Tekst(tekst), Steg.NOTER, "L-4.1")
    if any(m.fysisk_inngripen and not m.inngripen_skrevet for m in f.meldinger):
        tekst = _("Det er meldt at noen grep inn fysisk, men det er ikke skrevet ned for seg.")
        # Those who lead the sak know whether it is written.
        yield Punkt(Tekst(tekst, for_ledere=True), Steg.SKRIV_INNGRIPEN, "L-4.2")


def _spor_melde_fra(lest: Lesning) -> Iterable[Punkt]:
    f = lest.fakta
    if f.alvorlighet.alvorlig is None and not f.ledes_av_skoleeier and not lest.maa_vurderes():
        tekst = _("Det står ikke at noen har vurdert om saken er alvorlig. Et nei er også et svar.")
        yield Punkt(Tekst(tekst), Steg.VURDER_ALVORLIGHET, "L-4.10")
    for melding in f.meldinger:
        if melding.oppdaget is not None and sendt_sent(lest, melding.oppdaget, _dag(melding.sendt)):
            tekst = _(
                "En melding ble sendt %(sendt)s, men det ble oppdaget %(oppdaget)s. Skriv ned hvorfor det tok tid."
            )
            verdier = {"sendt": _dag(melding.sendt), "oppdaget": melding.oppdaget}
            yield Punkt(Tekst(tekst, verdier), Steg.NOTER, "D-1")


def _spor_skjerpet(lest: Lesning) -> Iterable[Punkt]:
    if not lest.fakta.skjerpet:
        return
    for framlegg in lest.fakta.framlegg:
        if framlegg.frigitt is None:
            tekst = _("En ansatt ble navngitt %(dato)s, og har ikke fått et framlegg å svare på.")
            verdier = {"dato": _dag(framlegg.navngitt)}
            yield Punkt(Tekst(tekst, verdier, for_ledere=True), Steg.GI_FRAMLEGG, "L-5.6")


def _spor_undersoke(lest: Lesning) -> Iterable[Punkt]:
    f = lest.fakta
    typer = {s.type for s in f.samtaler}
    eleven = [s for s in f.samtaler if s.type is Samtaletype.ELEV]
    if eleven and all(s.takket_nei for s in eleven):
        tekst = _("Eleven har takket nei til å snakke. Det er lov. Tilby det på nytt, og skriv ned at dere gjorde det.")
        yield Punkt(Tekst(tekst), Steg.REGISTRER_SAMTALE, "L-4.14")
    if f.elever_som_kan_ha_krenket and Samtaletype.MULIG_KRENKER not in typer:
        tekst = _("Det er ikke skrevet ned noen samtale med dem som kan ha krenket.")
        yield Punkt(Tekst(tekst), Steg.REGISTRER_SAMTALE, "L-4.14")
    if Samtaletype.FORESATTE not in typer and not f.ikke_send_hjem:
        tekst = _("Det er ikke skrevet ned noen samtale med foresatte.")
        yield Punkt(Tekst(tekst), Steg.REGISTRER_SAMTALE, "L-4.24")
    # Who declined to talk told nothing.
    holdt = {s.type for s in f.samtaler if not s.takket_nei}
    kilder = (Samtaletype.ELEV in holdt, holdt - {Samtaletype.ELEV}, f.observasjoner)
    if f.analyser and sum(bool(kilde) for kilde in (*kilder, f.kartlegginger)) <= 1:
        tekst = _("Undersøkelsen bygger på lite. De vil spørre hva annet dere så etter.")
        yield Punkt(Tekst(tekst), Steg.START_UNDERSOKELSE, "L-4.15")


def _spor_tiltak(lest: Lesning) -> Iterable[Punkt]:
    f = lest.fakta
    vedtatte = sorted((p for p in f.planer if p.vedtatt is not None), key=lambda p: p.versjon)
    evaluert = {e.planversjon for e in f.evalueringer}
    if vedtatte and (forste := vedtatte[0].vedtatt) is not None:
        mester = frister.Regnemester(lest.kalender, lest.parametre.paa(_dag(forste)))
        frist = mester.etter(Fristtype.TILTAKSPLAN, Maal.TILTAKSPLAN, f.skolen_visste, Ansvarlig.REKTOR)
        if frist.forsinket(forste):
            tekst = _(
                "Planen ble vedtatt %(vedtatt)s. Skolen fikk vite om saken %(mottatt)s. Skriv ned hvorfor det tok tid."
            )
            yield Punkt(Tekst(tekst, {"vedtatt": _dag(forste), "mottatt": _dag(f.skolen_visste)}), Steg.NOTER, "D-5")
    for plan in vedtatte:
        if not plan.gjeldende and plan.versjon not in evaluert:
            tekst = _("Versjon %(versjon)s av planen ble byttet ut uten å være evaluert. Skriv ned hvorfor.")
            yield Punkt(Tekst(tekst, {"versjon": plan.versjon}), Steg.NOTER, "L-4.22")
    gjeldende = f.gjeldende_plan
    if gjeldende is not None and any(not tiltak.grunnlag for tiltak in gjeldende.tiltak):
        tekst = _("Planen har tiltak som ikke sier hva de bygger på. De vil spørre hvorfor akkurat disse.")
        yield Punkt(Tekst(tekst), plansteg(lest), "L-4.21")
    if gjeldende is not None and not gjeldende.foresattes_syn and not f.ikke_send_hjem:
        yield Punkt(Tekst(_("Det står ikke i planen hva foresatte mener.")), plansteg(lest), "L-4.24")
    uten = max(alvorlighet.uten_virkning(f), alvorlighet.svar_uten_trygg(f))
    if f.avsluttet is None and uten >= lest.parametre.verdi(Maal.VERSJONER_UTEN_TRYGG, lest.dag):
        tekst = _("Tiltakene har ikke gjort eleven trygg ennå. De vil spørre om dere har bedt om hjelp utenfra.")
        yield Punkt(Tekst(tekst), Steg.FOLG_PLANEN, "D-15")


def _spor_dokumentere(lest: Lesning) -> Iterable[Punkt]:
    f = lest.fakta
    if f.eleven_har_meldt and f.tatt_opp_med_rektor is None and f.avsluttet is None:
        tekst = _(
            "Det står ikke når eleven eller foresatte tok saken opp med rektor. Uka før de kan melde den, regnes "
            "fra da."
        )
        yield Punkt(Tekst(tekst), Steg.NOTER_TATT_OPP, "L-6.2")


_BEVISER: Mapping[Delplikt, Callable[[SakFakta], Iterable[Bevis]]] = {
    Delplikt.FOLGE_MED: _folge_med,
    Delplikt.GRIPE_INN: _gripe_inn,
    Delplikt.MELDE_FRA: _melde_fra,
    Delplikt.SKJERPET_PLIKT: _skjerpet,
    Delplikt.UNDERSOKE: _undersoke,
    Delplikt.SETTE_INN_TILTAK: _tiltak,
    Delplikt.DOKUMENTERE: _dokumentere,
}
_SPORSMAL: Mapping[Delplikt, Callable[[Lesning], Iterable[Punkt]]] = {
    Delplikt.FOLGE_MED: _spor_folge_med,
    Delplikt.GRIPE_INN: _spor_gripe_inn,
    Delplikt.MELDE_FRA: _spor_melde_fra,
    Delplikt.SKJERPET_PLIKT: _spor_skjerpet,
    Delplikt.UNDERSOKE: _spor_undersoke,
    Delplikt.SETTE_INN_TILTAK: _spor_tiltak,
    Delplikt.DOKUMENTERE: _spor_dokumentere,
}
