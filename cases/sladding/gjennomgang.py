"""The search through papers on their way out, and the same papers masked by what was decided. It decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from cases.dokumenter.navnefunn import EN_ANNEN, Funn, Slag, Treff, finn, masker, normalisert, samle
from cases.sladding.kilder import Felt, Papir, papirer
from cases.sladding.models import Kilde
from cases.sladding.personer import personer_i, sokeord

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from cases.dokumenter.navnefunn import Person, Sokeord
    from cases.sak.models import Sak
    from cases.sladding.models import Sladding


@dataclass(frozen=True)
class Bit:
    """A piece of a text for the eye: as it is written, and as it becomes. ``maskert``: the two differ."""

    for_: str
    etter: str
    maskert: bool = False
    # Found, and decided to stand.
    beholdt: bool = False


@dataclass(frozen=True)
class Gjennomgang:
    """What the search found in the papers, and a sum that changes when a text does, or who it is searched for."""

    papirer: tuple[Papir, ...]
    funn: tuple[Funn, ...]
    kontrollsum: str
    treff: tuple[tuple[tuple[str, tuple[Treff, ...]], ...], ...]

    def masket(self, behold: Collection[str]) -> tuple[Papir, ...]:
        """The papers with everything found replaced, but for the ways of writing that are to stand."""
        return tuple(
            replace(
                papir,
                felter=tuple(
                    replace(felt, tekst=masker(tekst, treff, behold=behold))
                    for felt, (tekst, treff) in zip(papir.felter, funnet, strict=True)
                ),
            )
            for papir, funnet in zip(self.papirer, self.treff, strict=True)
        )

    def ved_siden_av(self, behold: Collection[str]) -> Iterator[tuple[Papir, list[tuple[Felt, list[Bit]]]]]:
        """Each paper with its texts in pieces, to be shown unmasked and masked side by side."""
        for papir, funnet in zip(self.papirer, self.treff, strict=True):
            yield (
                papir,
                [
                    (felt, [*_fast(felt), *_biter(tekst, treff, behold)])
                    for felt, (tekst, treff) in zip(papir.felter, funnet, strict=True)
                ],
            )


def _fast(felt: Felt) -> Iterator[Bit]:
    if felt.fast:
        foran = f"{felt.fast}, " if felt.tekst else felt.fast
        yield Bit(foran, foran)


def _biter(tekst: str, treff: Sequence[Treff], behold: Collection[str]) -> Iterator[Bit]:
    her = 0
    for t in treff:
        if t.start > her:
            yield Bit(tekst[her : t.start], tekst[her : t.start])
        skrevet = tekst[t.start : t.slutt]
        if t.form in behold:
            yield Bit(skrevet, skrevet, beholdt=True)
        else:
            # Only what stands in its place: what is around it decides on the capital and the full stop.
            hele = masker(tekst, [t])
            yield Bit(skrevet, hele[t.start : len(hele) - len(tekst) + t.slutt], maskert=True)
        her = t.slutt
    if her < len(tekst):
        yield Bit(tekst[her:], tekst[her:])


def gjennomga(sladding: Sladding) -> Gjennomgang:
    """Search the papers of a letting out for everybody who is not to be named there. A constant number of queries.

    In the language of the school, as the papers are drawn.
    """
    sak = sladding.sak
    valgte = [(Kilde(rad.kilde), rad.objekt_id) for rad in sladding.kilder.all()]
    with translation.override(sak.skole.maalform):
        return sok(
            papirer(sak, valgte), personer_i(sak), sokeord(sak, sladding.egne_ord), en_annen=_("en annen person")
        )


def har_funn(sak: Sak, kilde: Kilde, objekt_id: int) -> bool:
    """Whether the search finds anything in one paper that a person must decide on. A constant number of queries."""
    ark = papirer(sak, [(kilde, objekt_id)])
    return bool(ark and sok(ark, personer_i(sak), sokeord(sak, ())).funn)


def sok(ark: Sequence[Papir], personer: Sequence[Person], ogsaa: Sokeord, *, en_annen: str = EN_ANNEN) -> Gjennomgang:
    """The search itself. Pure.

    Args:
        ark: the papers.
        personer: everybody the sak knows.
        ogsaa: what else is looked for.
        en_annen: what a name becomes that may be either of two.

    """
    treff = tuple(
        tuple(
            (
                tekst := normalisert(felt.tekst),
                tuple(_paa_maal(t, en_annen) for t in finn(tekst, personer, ogsaa=ogsaa)),
            )
            for felt in papir.felter
        )
        for papir in ark
    )
    # What was marked by hand is masked whatever is decided: it is a decision already.
    aa_avgjore = [(tekst, [t for t in funnet if t.slag is not Slag.EGET]) for papir in treff for tekst, funnet in papir]
    grunnlag = [[(p.kilde.value, p.objekt_id, p.versjon, p.tittel, p.fakta, p.felter) for p in ark], personer, ogsaa]
    return Gjennomgang(
        papirer=tuple(ark),
        funn=tuple(samle(aa_avgjore)),
        kontrollsum=sha256(repr(grunnlag).encode()).hexdigest(),
        treff=treff,
    )


def _paa_maal(t: Treff, en_annen: str) -> Treff:
    return replace(t, erstatning=en_annen, eieform=f"{en_annen}s") if t.erstatning == EN_ANNEN else t
