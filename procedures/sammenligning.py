"""Two wordings side by side, word by word: which sections are new, gone, moved in words, or as before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Below this, words in common are a chance, and the eye reads better two lines than one of shreds.
LIKT_NOK = 0.5
ORD = re.compile(r"\s+|[\w§-]+|[^\w\s]")


class Stykke(Protocol):
    """What both a section that stands and one in a draft can say of themselves."""

    anker: str
    tittel: str
    hjemmel: str
    ansvarlig: str
    tekst: str
    lenker: list[dict[str, str]]


@dataclass(frozen=True)
class Bit:
    """Some words: as before, new (``inn``) or gone (``ut``)."""

    slag: str
    ord: str


@dataclass(frozen=True)
class Linje:
    """One line of a text, in pieces, and what kind of line it is."""

    type: str
    biter: Sequence[Bit]


@dataclass(frozen=True)
class Felt:
    """A part of a section that has changed, by name."""

    navn: str
    linjer: Sequence[Linje]


@dataclass(frozen=True)
class Endring:
    """One section: ``ny``, ``borte`` or ``endret``, and what in it."""

    slag: str
    anker: str
    tittel: str
    felt: Sequence[Felt]


def ordvis(gammel: str, ny: str) -> list[Bit]:
    """The words of one line, old and new together."""
    fra, til = ORD.findall(gammel), ORD.findall(ny)
    biter: list[Bit] = []
    for hva, a, b, c, d in SequenceMatcher(None, fra, til, autojunk=False).get_opcodes():
        if hva == "equal":
            biter.append(Bit("likt", "".join(fra[a:b])))
            continue
        if a < b:
            biter.append(Bit("ut", "".join(fra[a:b])))
        if c < d:
            biter.append(Bit("inn", "".join(til[c:d])))
    return biter


def _slag(linje: str) -> tuple[str, str]:
    if linje.startswith("- "):
        return "punkt", linje[2:]
    return ("overskrift", linje[2:]) if linje.startswith("# ") else ("avsnitt", linje)


def _linje(slag: str, linje: str) -> Linje:
    type_, tekst = _slag(linje)
    return Linje(type_, (Bit(slag, tekst),))


def _omskrevet(gammel: str, ny: str) -> list[Linje]:
    """A line in the place of another: word by word where they are alike, else the one out and the other in."""
    type_, ny_tekst = _slag(ny)
    gammel_tekst = _slag(gammel)[1]
    if SequenceMatcher(None, ORD.findall(gammel_tekst), ORD.findall(ny_tekst), autojunk=False).ratio() < LIKT_NOK:
        return [_linje("ut", gammel), _linje("inn", ny)]
    return [Linje(type_, ordvis(gammel_tekst, ny_tekst))]


def linjevis(gammel: str, ny: str) -> list[Linje]:
    """A text line by line; a line that is like one before it, word by word."""
    fra = [linje for linje in gammel.splitlines() if linje.strip()]
    til = [linje for linje in ny.splitlines() if linje.strip()]
    ut: list[Linje] = []
    for hva, a, b, c, d in SequenceMatcher(None, fra, til, autojunk=False).get_opcodes():
        if hva == "equal":
            ut.extend(_linje("likt", linje) for linje in fra[a:b])
        elif hva == "replace":
            felles = min(b - a, d - c)
            for n in range(felles):
                ut += _omskrevet(fra[a + n], til[c + n])
            ut.extend(_linje("ut", linje) for linje in fra[a + felles : b])
            ut.extend(_linje("inn", linje) for linje in til[c + felles : d])
        else:
            ut.extend(_linje("ut", linje) for linje in fra[a:b])
            ut.extend(_linje("inn", linje) for linje in til[c:d])
    return ut


def _lenker(stykke: Stykke) -> str:
    return "\n".join(f"{lenke['tekst']}: {lenke['url']}" for lenke in stykke.lenker)


def _felt(stykke: Stykke) -> dict[str, str]:
    return {
        _("Tittel"): stykke.tittel,
        _("Hjemmel"): stykke.hjemmel,
        _("Ansvarlig"): stykke.ansvarlig,
        _("Tekst"): stykke.tekst,
        _("Lenker"): _lenker(stykke),
    }


def forskjeller(fra: dict[str, str], til: dict[str, str]) -> list[Felt]:
    """The named texts that are not the same."""
    return [Felt(navn, linjevis(fra[navn], til[navn])) for navn in til if fra[navn] != til[navn]]


def sammenlign(fra: Iterable[Stykke], til: Iterable[Stykke]) -> tuple[list[Endring], int]:
    """What has changed from one wording to another, section by section, and how many sections have not."""
    gamle = {stykke.anker: stykke for stykke in fra}
    endringer: list[Endring] = []
    likt = 0
    nye = list(til)
    for stykke in nye:
        gammel = gamle.get(stykke.anker)
        if gammel is None:
            tekst = Felt(_("Tekst"), [_linje("inn", linje) for linje in stykke.tekst.splitlines() if linje.strip()])
            endringer.append(Endring("ny", stykke.anker, stykke.tittel, (tekst,)))
        elif felt := forskjeller(_felt(gammel), _felt(stykke)):
            endringer.append(Endring("endret", stykke.anker, stykke.tittel, felt))
        else:
            likt += 1
    finnes = {stykke.anker for stykke in nye}
    for anker, stykke in gamle.items():
        if anker not in finnes:
            tekst = Felt(_("Tekst"), [_linje("ut", linje) for linje in stykke.tekst.splitlines() if linje.strip()])
            endringer.append(Endring("borte", anker, stykke.tittel, (tekst,)))
    return endringer, likt
