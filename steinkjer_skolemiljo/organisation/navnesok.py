"""Finding a name when one is not sure how it is spelt: folded letters, and a key of how a word sounds.

The database has no trigram extension, so that it runs anywhere; folded names and sound keys are plain columns.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Elev

# Letters that do not fall apart into a base letter and a mark.
_BOKSTAVER = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŧ": "t", "ŋ": "n", "ł": "l", "ß": "ss", "þ": "th"}
)
# How letters are heard; applied in order to one folded word.
_LYDER = (
    (re.compile(r"ch|ck|c|q"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"w"), "v"),
    (re.compile(r"z"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"^(hj|gj|j|y(?=[aeiou]))"), "j"),
    (re.compile(r"(?<=[nl])d"), ""),
    (re.compile(r"h(?![aeiouy])|(?<=[^aeiouy])h"), ""),
    (re.compile(r"ae|ei|e"), "e"),
    (re.compile(r"y"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_VOKALER = re.compile(r"(?<!^)[aeiou]")


def fold(tekst: str) -> str:
    """The text in small plain letters: «Åse Mærwald» becomes ``ase maerwald``; aa counts as å."""
    smaa = tekst.casefold().translate(_BOKSTAVER)
    uten_merker = "".join(t for t in unicodedata.normalize("NFKD", smaa) if not unicodedata.combining(t))
    rent = re.sub(r"[^0-9a-z\u0080-\uffff-]+", " ", uten_merker).replace("aa", "a")
    return " ".join(rent.split())


def lydnokkel(ord_: str) -> str:
    """How one word sounds, so that Kristine and Christine are the same. Words of two letters are their own key."""
    nokkel = fold(ord_).replace("-", "")
    for monster, erstatning in _LYDER:
        nokkel = monster.sub(erstatning, nokkel)
    return _VOKALER.sub("", nokkel) if len(nokkel) > 2 else nokkel  # noqa: PLR2004 - too short to lose its vowels


def sett_sokenavn(elev: Elev) -> Elev:
    """Fill in the folded name and the sound keys of a pupil before it is saved."""
    elev.sokenavn = fold(f"{elev.fornavn} {elev.etternavn} {elev.kallenavn}")[:250]
    elev.sokenokler = sorted({lydnokkel(ord_)[:80] for ord_ in re.split(r"[ -]", elev.sokenavn) if ord_})
    return elev


def _del_av_navnet(ord_: str, sti: str = "") -> Q:
    navn = f"{sti}sokenavn"
    return (
        Q(**{f"{navn}__startswith": ord_})
        | Q(**{f"{navn}__contains": f" {ord_}"})
        | Q(**{f"{navn}__contains": f"-{ord_}"})
    )


def begynner_med(sok: str) -> Q:
    """The condition that some word of the search is spelt as a part of the pupil's name begins."""
    betingelse = Q(pk__isnull=True)
    for ord_ in fold(sok).split():
        betingelse |= _del_av_navnet(ord_)
    return betingelse


def treffer(sok: str, sti: str = "") -> Q:
    """The condition that every word of the search begins a part of the pupil's name, or sounds like one.

    Args:
        sok: what was typed.
        sti: the path to the pupil from the row that is asked, such as ``elev__``.

    """
    betingelse = Q()
    for ord_ in fold(sok).split():
        lik = _del_av_navnet(ord_, sti)
        if len(ord_) > 3:  # noqa: PLR2004 - shorter words sound like half the school
            lik |= Q(**{f"{sti}sokenokler__contains": [lydnokkel(ord_)]})
        betingelse &= lik
    return betingelse
