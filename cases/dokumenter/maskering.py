"""Other pupils' names out of what goes to one pupil's family (A-6, A-20). Pure: names and text in, text out."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# A: the pupil the document is about. The others follow in the order the sak came to know them.
FORSTE = 1
# A name shorter than this is an initial; alone it would hit words that are no names.
KORTESTE = 2
# What a name becomes when it may be either of two pupils: to choose would be to accuse.
FLERTYDIG = "en annen elev"


@dataclass(frozen=True)
class Navn:
    """A pupil's names, as registered."""

    fornavn: str
    etternavn: str
    kallenavn: str = ""


def bokstav(nummer: int) -> str:
    """Give the letter of the pupil with this number: 1 is B, 25 is Z, 26 is AA."""
    tegn = ""
    nummer += 1
    while nummer > 0:
        nummer, rest = divmod(nummer - 1, len(ascii_uppercase))
        tegn = ascii_uppercase[rest] + tegn
    return tegn


def maskerer(egen: Navn, andre: Sequence[Navn], *, elev: str = "Elev") -> Callable[[str], str]:
    """Make the function that masks every other pupil's name in a text, as «Elev B», «Elev C» and so on.

    Masked are full name, first name, last name and nickname, and each part of them; whatever the case, with genitive,
    only as whole words. A name that the document's own pupil shares is masked only in the other's full name.

    Args:
        egen: the pupil the document is about.
        andre: the others, in the order that gives them their letters; it must stay the same within a sak.
        elev: the word before the letter.

    """
    tilhorer: dict[str, set[int]] = defaultdict(set)
    for nummer, navn in enumerate(andre, start=FORSTE):
        for form in navneformer(navn):
            tilhorer[form].add(nummer)
    for form in navneformer(egen):
        tilhorer.pop(form, None)
    if not tilhorer:
        return _uendret
    # The longest first, so that a full name is one pupil and not two words.
    former = sorted(tilhorer, key=lambda form: (-len(form), form))
    moenster = re.compile(
        r"(?<!\w)(" + "|".join(som_moenster(form) for form in former) + r")(s|['’]s?)?(?!\w)", re.IGNORECASE
    )

    def masker(tekst: str) -> str:
        return moenster.sub(erstatt, unicodedata.normalize("NFC", tekst))

    def erstatt(treff: re.Match[str]) -> str:
        # A letter that has two small forms may match in one and be filed under the other: then say less.
        eiere = tilhorer.get(noekkel(treff[1]), set())
        eieform = "s" if treff[2] else ""
        if len(eiere) != 1:
            return f"{FLERTYDIG}{eieform}"
        return f"{elev} {bokstav(next(iter(eiere)))}{eieform}"

    return masker


def _uendret(tekst: str) -> str:
    return tekst


def noekkel(tekst: str) -> str:
    """One form for what is written in many ways: case, spaces, and composed or decomposed letters."""
    return " ".join(unicodedata.normalize("NFC", tekst).lower().split())


def som_moenster(form: str) -> str:
    """The form as a pattern; whatever space stands between its words."""
    return r"\s+".join(re.escape(del_) for del_ in form.split())


def _deler(navn: str) -> list[str]:
    """The name and its parts; a particle written small («de», «van») is no name alone."""
    ord_ = navn.split()
    deler = [navn, *(o for o in ord_ if not o[:1].islower())]
    deler += [d for o in ord_ if "-" in o for d in o.split("-")]
    return [d for d in deler if len(d) >= KORTESTE]


def navneformer(navn: Navn) -> Iterable[str]:
    """Every way the name may be written, as keys: full, first, last, nickname, and each part of them."""
    forst = [*_deler(navn.fornavn), *_deler(navn.kallenavn)]
    sist = _deler(navn.etternavn)
    for form in (*forst, *sist, *(f"{f} {s}" for f in forst for s in sist), f"{navn.fornavn} {navn.etternavn}"):
        yield noekkel(form)
