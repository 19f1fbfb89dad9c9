"""§ 12-6 and § 12-8: what a sak at Statsforvalteren asks of the school and the municipality.

Statsforvalteren sets the days here, not the act and not the municipality. Nothing in this module takes a duty of the
school's away or lets a deadline rest: the activity duty goes on in full meanwhile (L-6.7).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from cases.lov.avslutning import Mangel
from cases.lov.kilder import Kilde
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from cases.lov.fakta import SakFakta
    from cases.lov.frister import Meldetid

# The usual term of an appeal under forvaltningsloven, from when the decision reached the parties (L-6.6).
KLAGEFRIST = timedelta(weeks=3)


@dataclass(frozen=True)
class KravFakta:
    """A request for information: when it came, by when it is to be answered, and when the whole answer was sent."""

    mottatt: date
    frist: date
    besvart: date | None = None


@dataclass(frozen=True)
class PaleggFakta:
    """One order of a decision: when it came, by when it is to be done, and when it was done or lifted."""

    mottatt: date
    frist: date
    ferdig: date | None = None


@dataclass(frozen=True)
class RundeFakta:
    """One time the sak has been reported. A rejected report and the next one are two rounds."""

    mottatt: date
    registrert: datetime
    krav: tuple[KravFakta, ...] = ()
    palegg: tuple[PaleggFakta, ...] = ()
    avsluttet: date | None = None


@dataclass(frozen=True)
class Slutt:
    """What the law must know before a round is closed in the register."""

    krav_uten_svar: int = 0
    har_avgjorelse: bool = False
    palegg_igjen: int = 0
    klage_uten_svar: bool = False
    mulkt_lopende: bool = False


def gjenstaar(fakta: SakFakta) -> tuple[Tekst, ...]:
    """What Statsforvalteren still asks for, in words; empty where nothing is asked for now (L-6.3, L-6.5)."""
    runde = fakta.hos_statsforvalter
    if runde is None:
        return ()
    krav = sorted(k.frist for k in runde.krav if k.besvart is None)
    palegg = sorted(p.frist for p in runde.palegg if p.ferdig is None)
    funn = []
    if len(krav) == 1:
        funn.append(Tekst(_("Statsforvalteren venter på opplysninger, senest %(frist)s."), {"frist": krav[0]}))
    elif krav:
        tekst = _("Statsforvalteren venter på svar på %(antall)s brev, det første senest %(frist)s.")
        funn.append(Tekst(tekst, {"antall": len(krav), "frist": krav[0]}))
    if len(palegg) == 1:
        funn.append(Tekst(_("Ett pålegg gjenstår, med frist %(frist)s."), {"frist": palegg[0]}))
    elif palegg:
        tekst = _("%(antall)s pålegg gjenstår, det første med frist %(frist)s.")
        funn.append(Tekst(tekst, {"antall": len(palegg), "frist": palegg[0]}))
    return tuple(funn)


def merknad(fakta: SakFakta) -> Tekst | None:
    """That the sak is at Statsforvalteren, and that nothing rests for that reason (L-6.7)."""
    runde = fakta.hos_statsforvalter
    if runde is None:
        return None
    tekst = _(
        "Saken har vært hos Statsforvalteren siden %(dato)s. Skolens plikter gjelder fullt ut imens: undersøk, sett "
        "inn tiltak og evaluer som før."
    )
    return Tekst(tekst, {"dato": runde.mottatt})


def kan_komme_tilbake(meldt: date, tatt_opp: date | None, meldetid: Meldetid | None) -> Tekst:
    """What the week of § 12-6 says of a report made on this day, by both counts (L-6.1, D-6).

    Statsforvalteren decides, and may take a sak earlier for special reasons: this only prepares those who read it.
    """
    if tatt_opp is None or meldetid is None:
        tekst = _(
            "Det står ikke i saken når den ble tatt opp med rektor. Statsforvalteren avviser en sak som ikke er tatt "
            "opp med rektor først, om ikke særlige grunner taler for noe annet."
        )
        return Tekst(tekst)
    verdier = {
        "dato": tatt_opp,
        "meldt": meldt,
        "uke": meldetid.sju_dager,
        "arbeidsdager": meldetid.fem_arbeidsdager,
    }
    grunnlag = Tekst(
        _(
            "Saken ble tatt opp med rektor %(dato)s. Sju dager var gått %(uke)s (slik Udir regner uken), og fem "
            "arbeidsdager %(arbeidsdager)s (slik statsforvalterne regner den)."
        ),
        verdier,
    )
    senest = max(meldetid.sju_dager, meldetid.fem_arbeidsdager)
    if meldt >= senest:
        return Tekst(_("Meldt %(meldt)s: uken var gått på begge måter."), verdier, tillegg=grunnlag)
    if meldt >= meldetid.tidligst:
        tekst = _("Meldt %(meldt)s: uken var gått på den ene måten, ikke på den andre. Regn med at saken tas imot.")
        return Tekst(tekst, verdier, tillegg=grunnlag)
    tekst = _(
        "Meldt %(meldt)s: uken var ikke gått. Statsforvalteren kan avvise saken, og den kan da meldes på nytt. "
        "Skolen venter ikke på det."
    )
    return Tekst(tekst, verdier, tillegg=grunnlag)


def klagefrist(mottatt: date) -> date:
    """By when a decision can usually be appealed: by the pupil and parents, never by the school or the kommune."""
    return mottatt + KLAGEFRIST


def paalopt(belop: int, dager_per_gang: int, fra: date, dag: date, stanset: date | None) -> int:
    """What a tvangsmulkt has come to by a day, both ends counted (L-8.1).

    Args:
        belop: kroner each time.
        dager_per_gang: the days between each time; 0 is once and for all.
        fra: the first day it runs.
        dag: today.
        stanset: the last day it ran, if it has stopped.

    """
    til = min(dag, stanset) if stanset is not None else dag
    if til < fra:
        return 0
    return belop if not dager_per_gang else belop * ((til - fra).days // dager_per_gang + 1)


def kan_lukkes(slutt: Slutt) -> tuple[Mangel, ...]:
    """What stands in the way of noting that Statsforvalteren is done with the sak. All of it at once."""
    mangler = []
    if slutt.krav_uten_svar:
        mangler.append(_mangel("L-6.3", Tekst(_("Et brev fra Statsforvalteren er ikke besvart."))))
    if not slutt.har_avgjorelse:
        mangler.append(_mangel("L-6.5", Tekst(_("Skriv inn avgjørelsen først, også om saken ikke ble behandlet."))))
    if slutt.palegg_igjen:
        mangler.append(_mangel("L-6.5", Tekst(_("Et pålegg gjenstår. Bare Statsforvalteren kan ta det bort."))))
    if slutt.klage_uten_svar:
        mangler.append(_mangel("L-6.6", Tekst(_("En klage på avgjørelsen er ikke avgjort."))))
    if slutt.mulkt_lopende:
        mangler.append(_mangel("L-8.1", Tekst(_("En tvangsmulkt løper. Skriv inn når den stanset."))))
    return tuple(mangler)


def kan_fjernes(fakta: SakFakta) -> bool:
    """Whether anything at all of the sak may be removed: never while Statsforvalteren has it (legal hold, R-10)."""
    return fakta.hos_statsforvalter is None


def _mangel(regel: str, tekst: Tekst) -> Mangel:
    return Mangel(regel, "", tekst, Kilde.TVANGSMULKT if regel == "L-8.1" else Kilde.HANDHEVING)
