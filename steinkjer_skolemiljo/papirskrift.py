"""Which of our own typefaces a paper needs, and what to write where none of them has the sign.

A name may be in any script a family in Norway writes in. Only the files a paper needs are loaded for it, so that the
many it does not need cost nothing; a paper with only Norwegian on it loads four.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

VEKTER = (400, 600)
# Told where a mark is; written as nothing where no typeface has them.
USYNLIGE = frozenset(
    {*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF, 0xAD}
)

# What people write with plain signs where a keyboard has no other.
PILER = {"→": "–›", "←": "‹–", "⇒": "=›", "↔": "‹–›", "➔": "–›", "➡": "–›"}


@dataclass(frozen=True)
class Skrift:
    """One file of a typeface in each weight, as a family of its own: the next has what this one has not."""

    familie: str
    fil: str
    vekter: tuple[int, ...] = VEKTER

    def navn(self, vekt: int) -> str:
        """The static name of the file."""
        return f"{self.fil}-{vekt}-normal.woff2"


SKRIFTER: tuple[Skrift, ...] = (
    Skrift("Inter", "inter/files/inter-latin"),
    Skrift("Inter utvidet", "inter/files/inter-latin-ext"),
    Skrift("Inter vietnamesisk", "inter/files/inter-vietnamese"),
    Skrift("Inter kyrillisk", "inter/files/inter-cyrillic"),
    Skrift("Inter kyrillisk utvidet", "inter/files/inter-cyrillic-ext"),
    Skrift("Inter gresk", "inter/files/inter-greek"),
    Skrift("Inter gresk utvidet", "inter/files/inter-greek-ext"),
    Skrift("Noto arabisk", "noto-arabic/files/noto-sans-arabic-arabic"),
    Skrift("Noto etiopisk", "noto-ethiopic/files/noto-sans-ethiopic-ethiopic"),
    Skrift("Noto thai", "noto-thai/files/noto-sans-thai-thai"),
    Skrift("Noto tamil", "noto-tamil/files/noto-sans-tamil-tamil"),
    Skrift("Noto devanagari", "noto-devanagari/files/noto-sans-devanagari-devanagari"),
    Skrift("Noto symboler", "noto-symbols/files/noto-sans-symbols-2-symbols", (400,)),
    Skrift("Noto symboler matte", "noto-symbols/files/noto-sans-symbols-2-math", (400,)),
    # What is pasted from a telephone: drawn in black, so that it can be printed.
    *(Skrift(f"Noto emoji {n}", f"noto-emoji/files/noto-emoji-{n}", (400,)) for n in ("emoji", *range(11))),
)


@cache
def _tegn(skrift: Skrift, finn: Callable[[str], Path]) -> frozenset[int]:
    """Every sign the file has, in all its weights. Read once in a process."""
    sett: list[set[int]] = []
    for vekt in skrift.vekter:
        with TTFont(finn(skrift.navn(vekt)), lazy=True) as fil:
            sett.append(set(fil.getBestCmap()))
    return frozenset(set.intersection(*sett))


def velg(tekst: str, finn: Callable[[str], Path]) -> tuple[list[Skrift], str]:
    """The typefaces a text needs, in order, and the text as it can be written with them.

    A sign that none of them has becomes its name in brackets: nothing that was written is lost, and no box is drawn.
    """
    igjen = {ord(tegn) for tegn in tekst if not tegn.isspace()} - USYNLIGE
    # Digits and the rest of the plain signs are always the first typeface's.
    valgt = [SKRIFTER[0]]
    igjen -= _tegn(SKRIFTER[0], finn)
    for skrift in SKRIFTER[1:]:
        if not igjen:
            break
        if har := igjen & _tegn(skrift, finn):
            valgt.append(skrift)
            igjen -= har
    if igjen:
        tekst = tekst.translate({kode: _i_ord(chr(kode)) for kode in igjen})
    # Variants of a sign (a heart in colour) are asked for by signs that nobody sees.
    return valgt, tekst.translate(dict.fromkeys(range(0xFE00, 0xFE10)))


def _i_ord(tegn: str) -> str:
    if tegn in PILER:
        return PILER[tegn]
    if unicodedata.category(tegn) == "Cc":
        return ""
    return f"[{unicodedata.name(tegn, f'U+{ord(tegn):04X}').lower()}]"


def stilark(skrifter: Iterable[Skrift], skjema: str) -> str:
    """The style that loads them and uses them, in their order."""
    skrifter = list(skrifter)
    flater = "".join(
        f'@font-face{{font-family:"{skrift.familie}";font-weight:{vekt};src:url("{skjema}{skrift.navn(vekt)}")}}'
        for skrift in skrifter
        for vekt in skrift.vekter
    )
    familier = ",".join(f'"{skrift.familie}"' for skrift in skrifter)
    return f"{flater}html{{font-family:{familier}}}"
