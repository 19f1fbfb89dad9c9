"""The law's whole reading of one sak: its phase, seven duties, open deadlines, next step and remarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.lov import alvorlighet, frister
from cases.lov.begreper import Delplikt, Fase, Kriterium
from cases.lov.delplikter import Plikt, de_sju
from cases.lov.lesning import Lesning
from cases.lov.merknader import merknader
from cases.lov.steg import NesteSteg, neste_steg
from cases.lov.tekst import Tekst

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.lov.fakta import SakFakta
    from cases.lov.frister import Frist
    from cases.lov.kalender import Skolekalender
    from cases.lov.kriterier import Forslag
    from cases.lov.parametre import Parametre

__all__ = ["Lesning", "NesteSteg", "Plikt", "Vurdering", "fase", "vurder"]


@dataclass(frozen=True)
class Vurdering:
    """The law's whole reading of one sak at one moment."""

    fase: Fase
    plikter: tuple[Plikt, ...]
    frister: tuple[Frist, ...]
    neste_steg: NesteSteg
    merknader: tuple[Tekst, ...]
    forslag: tuple[Forslag, ...]

    @property
    def foreslaatte_kriterier(self) -> frozenset[Kriterium]:
        """The criteria the facts point to and nobody has ticked."""
        return frozenset(f.kriterium for f in self.forslag)

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
    if fakta.virksom_plan is not None:
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
    lest = Lesning(fakta, now, kalender, parametre)
    return Vurdering(
        fase=fase(fakta, dag=lest.dag),
        plikter=de_sju(lest),
        frister=lest.frister,
        neste_steg=neste_steg(lest),
        merknader=merknader(lest),
        forslag=alvorlighet.forslag(fakta, dag=lest.dag, parametre=parametre),
    )
