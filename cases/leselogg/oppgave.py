"""What counts as an ongoing task in a sak when someone looked at it. Pure: no Django, no clock.

A task explains a look; its absence proves nothing. It means only: somebody should ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

# One who did something in the sak had a task there for so long before it was written, and after.
FOR_ARBEID = timedelta(days=7)
ETTER_ARBEID = timedelta(days=30)
# What is finished may be looked at for a while.
ETTER_OPPGAVE = timedelta(days=7)

# The situations that are a task in themselves (names as in cases/sak/access.py, and as they stand in the read-log).
LEDER_SAKEN = frozenset({"saksleder_skoleeier", "kommunalsjef", "settesaksbehandler"})
KONTAKTLARER = "kontaktlarer"
GITT_TILGANG = frozenset({"skrivetilgang", "lesetilgang"})
SKOLEEIER = "skoleeier"
# Opened in an emergency, with a reason that stands there for someone to read.
NODINNSYN = "nodinnsyn"
# Read the framlegg that was given to them, and nothing else.
DEN_ANSATTE = "den_ansatte"
# Leads the school the pupil has moved to, and read what was given it, and nothing else.
NY_SKOLE = "ny_skole"


class Oppgave(StrEnum):
    """Why a look may have been needed, the strongest first."""

    SAKSANSVARLIG = "saksansvarlig"
    LEDER_SAKEN = "leder_saken"
    FRAMLEGG = "framlegg"
    OVERFORT = "overfort"
    REKTOR = "rektor"
    KONTAKTLARER = "kontaktlarer"
    TILGANG = "tilgang"
    TILTAK = "tiltak"
    SKOLEEIERVARSEL = "skoleeiervarsel"
    MOTTAK = "mottak"
    ARBEIDET = "arbeidet"


@dataclass(frozen=True)
class Periode:
    """From a moment to another; without an end, still going on."""

    fra: datetime
    til: datetime | None = None

    def dekker(self, tid: datetime) -> bool:
        """Whether the moment is inside, both ends included."""
        return self.fra <= tid and (self.til is None or tid <= self.til)


@dataclass(frozen=True)
class Blikk:
    """One look, as the read-log has it: when, and in which role the person had the sak before them."""

    tid: datetime
    rolle: str


@dataclass(frozen=True)
class Tilknytning:
    """All that ties one person to one sak, through time."""

    ansvarlig: tuple[Periode, ...] = ()
    # Was rektor, or stood in for the rektor, at the sak's school.
    rektor: tuple[Periode, ...] = ()
    tilgang: tuple[Periode, ...] = ()
    tiltak: tuple[Periode, ...] = ()
    # From skoleeier was warned until it was assessed; where a follow-up was set, until that is done or the sak closed.
    varsler: tuple[Periode, ...] = ()
    # From a melding came until it was handled: only for those who receive meldinger for the school.
    mottak: tuple[Periode, ...] = ()
    handlinger: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class Begrunnelse:
    """The task that explains a look, and the date that belongs to it: the end of a grant, the day of an act."""

    oppgave: Oppgave
    dato: date | None = None


def oppgave(blikk: Blikk, knyttet: Tilknytning) -> Begrunnelse | None:
    """Say which ongoing task the person had in the sak when they looked, or nothing.

    Args:
        blikk: the look.
        knyttet: what ties the person to the sak.

    """
    enkle = (
        (Oppgave.SAKSANSVARLIG, _naa(knyttet.ansvarlig, blikk)),
        (Oppgave.LEDER_SAKEN, blikk.rolle in LEDER_SAKEN),
        (Oppgave.FRAMLEGG, blikk.rolle == DEN_ANSATTE),
        (Oppgave.OVERFORT, blikk.rolle == NY_SKOLE),
        (Oppgave.REKTOR, _naa(knyttet.rektor, blikk)),
        (Oppgave.KONTAKTLARER, blikk.rolle == KONTAKTLARER),
    )
    if blikk.rolle == NODINNSYN:
        return None
    for hva, har in enkle:
        if har:
            return Begrunnelse(hva)
    if blikk.rolle in GITT_TILGANG:
        # The rule let them in by a grant, so there was one; it may be gone by now.
        gjeldende = next((p for p in knyttet.tilgang if p.dekker(blikk.tid)), None)
        return Begrunnelse(Oppgave.TILGANG, gjeldende.til.date() if gjeldende and gjeldende.til else None)
    if _naa(knyttet.tiltak, blikk):
        return Begrunnelse(Oppgave.TILTAK)
    if blikk.rolle == SKOLEEIER and _naa(knyttet.varsler, blikk):
        return Begrunnelse(Oppgave.SKOLEEIERVARSEL)
    if _naa(knyttet.mottak, blikk):
        return Begrunnelse(Oppgave.MOTTAK)
    gjort = naermeste_handling(blikk.tid, knyttet.handlinger)
    return Begrunnelse(Oppgave.ARBEIDET, gjort.date()) if gjort is not None else None


def _naa(perioder: tuple[Periode, ...], blikk: Blikk) -> bool:
    return any(periode.dekker(blikk.tid) for periode in perioder)


def naermeste_handling(tid: datetime, handlinger: tuple[datetime, ...]) -> datetime | None:
    """The person's own act nearest to the look, if it is near enough to be why they looked.

    Near enough is 30 days before the look or 7 days after it.
    """
    naere = [gjort for gjort in handlinger if tid - ETTER_ARBEID <= gjort <= tid + FOR_ARBEID]
    return min(naere, key=lambda gjort: abs(gjort - tid), default=None)
