"""How written text is read: empty lines part paragraphs, and lines that begin with a dash are a list. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

# As people write it, and as it comes from a word processor.
PUNKT = re.compile(r"^\s*(?:[–—•‣▪●○◦·*-]|\uf0b7)\s+(?=\S)")


@dataclass(frozen=True)
class Avsnitt:
    """One paragraph, with the lines it was written in."""

    linjer: tuple[str, ...]


@dataclass(frozen=True)
class Liste:
    """The points of a list, without their dashes."""

    linjer: tuple[str, ...]


def les(tekst: str) -> list[Avsnitt | Liste]:
    """The text in its parts, in order; nothing but empty lines and dashes is lost.

    A single line with a dash first is a quotation as often as a list: it is a list only beside another.
    """
    ut: list[Avsnitt | Liste] = []
    linjer = [linje.strip() for linje in tekst.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    for tom, gruppe in groupby(linjer, key=lambda linje: not linje):
        if tom:
            continue
        for er_punkt, del_ in groupby(gruppe, key=lambda linje: PUNKT.match(linje) is not None):
            deler = tuple(del_)
            if er_punkt and len(deler) > 1:
                ut.append(Liste(tuple(PUNKT.sub("", linje) for linje in deler)))
            else:
                ut.append(Avsnitt(deler))
    return ut
