"""What may be published of the numbers, so that no child can be found in them (A-21). Pure: no Django, no clock.

Every number is published as a step of five: «0–4», «5–9», «10–14» …, and as nothing else anywhere. The promise: from
all that is published, on all pages, in all files and in all months, each number may still be any of the five its step
holds. It rests on four things, and a change of any of them breaks it:

1. A step depends on its own number alone; nothing is hidden *because* of what stands beside it.
2. Numbers are tied to each other only as parts of a whole, and never so that the parts make up all of it: something is
   always left out that nobody is told (``trekk`` that do not cover, the answers «vil ikke svare», the schools that are
   not shown). So a sum is at least its parts, and never equal to them.
3. A whole is cut in one direction at a time (by school, or by a property), never by two at once.
4. What has been published never goes down (``publiser``), and what is counted once stays counted.

Then take the lowest number of every step, and add up to four to any one of them and to the wholes it is part of: every
part still fits in its whole, every month still follows the one before, and the same steps are published. So nothing
tells these numbers from the true ones.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TRINN = 5
# A school with fewer pupils than this is never shown by itself, and the smallest never is.
FAA_ELEVER = 20
# A share or a middle is said of so many at least; it is reckoned from the published steps, and so tells nothing new.
MINST_TIL_ANDEL = 10

# A whole, and the parts it is cut into. Parts in one tuple exclude each other, and never cover the whole.
NYE = "nye"
FORSINKET = "forsinket"
TREKK = ("avsluttet", "varslet", "skjerpet", "sagt_fra_selv")
PLANTID = ("0-5", "6-10", "11-20", "over_20")
EVALUERING = ("forfalt", "i_tide")
SVAR = ("ja", "delvis", "nei")
KOMMUNEN = "kommunen"


@dataclass(frozen=True)
class Saksrad:
    """What is counted of one sak: no name, no number, no day."""

    aar: int
    skole: int
    trekk: frozenset[str] = frozenset()
    # The step of school days from melding to plan, when there is a plan.
    plantid: str = ""


@dataclass(frozen=True)
class Grunnlag:
    """All that is counted in one month's numbers."""

    saker: tuple[Saksrad, ...] = ()
    # The month, and the school of each sak that is late when it ends.
    forsinket: tuple[tuple[str, int], ...] = ()
    # (school year, evaluated in time)
    forfalte_planer: tuple[tuple[int, bool], ...] = ()
    # (school year, answer)
    svar: tuple[tuple[int, str], ...] = ()
    # (school year, table, key): arena, kind, month and time of day, each melding once for each key.
    meldinger: tuple[tuple[int, str, str], ...] = ()


def gulv(antall: int) -> int:
    """The lowest number of the step a number lies in."""
    return antall - antall % TRINN


def skoler_som_vises(elevtall: Mapping[int, int]) -> frozenset[int]:
    """The schools that are shown by themselves: the smallest never is, nor one with very few pupils.

    Chosen by the number of pupils, never by the number of saker. The smallest is what keeps the municipality's number
    from being the sum of the schools' (2).
    """
    if not elevtall:
        return frozenset()
    minste = min(elevtall, key=lambda skole: (elevtall[skole], skole))
    return frozenset(skole for skole, antall in elevtall.items() if antall >= FAA_ELEVER and skole != minste)


def nokkel(tabell: str, aar: int | str, hva: str | int) -> str:
    """How a number is named in what is published."""
    return f"{tabell}/{aar}/{hva}"


def tell(grunnlag: Grunnlag, vises: frozenset[int]) -> dict[str, int]:
    """Count everything that is published, exactly. What this returns never leaves the act that makes the steps."""
    return dict(Counter(_navnene(grunnlag, vises)))


def _navnene(grunnlag: Grunnlag, vises: frozenset[int]) -> Iterator[str]:
    """The name of each number, once for each time something counts in it."""
    for sak in grunnlag.saker:
        yield from _av_skolene(NYE, sak.aar, sak.skole, vises)
        yield from (nokkel("trekk", sak.aar, trekk) for trekk in sak.trekk)
        if sak.plantid:
            yield nokkel("plantid", sak.aar, sak.plantid)
    for maaned, skole in grunnlag.forsinket:
        yield from _av_skolene(FORSINKET, maaned, skole, vises)
    for aar, i_tide in grunnlag.forfalte_planer:
        yield from (nokkel("evaluering", aar, hva) for hva in EVALUERING[: 1 + i_tide])
    yield from (nokkel("svar", aar, svar) for aar, svar in grunnlag.svar if svar in SVAR)
    yield from (nokkel(tabell, aar, hva) for aar, tabell, hva in grunnlag.meldinger)


def _av_skolene(tabell: str, aar: int | str, skole: int, vises: frozenset[int]) -> Iterator[str]:
    """The municipality's number, and the school's where it is shown."""
    yield nokkel(tabell, aar, KOMMUNEN)
    if skole in vises:
        yield nokkel(tabell, aar, skole)


def publiser(tall: Mapping[str, int], forrige: Mapping[str, int]) -> dict[str, int]:
    """Make the steps of one month. A step of zero is not written: what is not there is «under 5».

    Args:
        tall: the exact numbers.
        forrige: what was published last; no number goes below it.

    """
    trinn = {navn: gulv(antall) for navn, antall in tall.items()}
    navnene = sorted(trinn.keys() | forrige.keys())
    hoyest = ((navn, max(trinn.get(navn, 0), forrige.get(navn, 0))) for navn in navnene)
    return {navn: verdi for navn, verdi in hoyest if verdi}


# -- what is reckoned from the published steps; it tells nothing they do not tell --------------------------------------


def andel(del_: int, hele: int) -> int | None:
    """About how many per cent, to the nearest ten, reckoned from two steps; None where it would mean nothing."""
    if hele < MINST_TIL_ANDEL or not del_:
        return None
    midt = TRINN // 2
    return min(100, round(10 * (del_ + midt) / (hele + midt)) * 10)


def midterste(fordeling: Iterable[tuple[str, int]]) -> str:
    """The class the middle one lies in, by the lowest numbers of the steps; empty where there are too few."""
    rader = list(fordeling)
    alle = sum(antall for _navn, antall in rader)
    if alle < MINST_TIL_ANDEL:
        return ""
    hittil = 0
    for navn, antall in rader:
        hittil += antall
        if 2 * hittil >= alle:
            return navn
    return ""
