"""Names of pupils, and small numbers, in a text that is to say neither. A human decides; this makes them look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cases.dokumenter.maskering import Navn
from cases.dokumenter.navnefunn import Person, Slag, finn, normalisert
from cases.sak.feil import Brudd, Regelbrudd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from steinkjer_skolemiljo.organisation.models import Elev

# So few that a reader who knows the class knows who they are.
SMAATALL = re.compile(
    r"(?<!\w)(?:1|2|3|4|én|ein|en|ei|to|tre|fire)\s+(?:elev(?:er|ar)?|gutt(?:er)?|gut(?:ar)?|jente(?:r)?|barn)(?!\w)",
    re.IGNORECASE,
)
# Initials of everyone in a class are half the small words there are.
SOM_NAVN = frozenset({Slag.NAVN, Slag.SKRIVEFEIL})
VISES = 8


@dataclass(frozen=True)
class Kontrollert:
    """One field's text."""

    felt: str
    tekst: str


def navn_i(tekst: str, elever: Sequence[Elev], slag: frozenset[Slag] = SOM_NAVN) -> list[str]:
    """What may be the name of one of these pupils, as it is written, in order; once each. No database."""
    personer = [Person(Navn(elev.fornavn, elev.etternavn, elev.kallenavn), "", "") for elev in elever]
    treff = finn(normalisert(tekst), personer)
    return list(dict.fromkeys(t.form for t in treff if t.slag in slag))


def smaatall_i(tekst: str, hva: re.Pattern[str] = SMAATALL) -> list[str]:
    """Counts of so few that they point somebody out, as they are written; once each. No database."""
    return list(dict.fromkeys(" ".join(m[0].split()) for m in hva.finditer(normalisert(tekst))))


def krev_sett_over(
    tekster: Iterable[Kontrollert],
    elever: Iterable[Elev],
    *,
    sett_over: bool,
    tall: re.Pattern[str] | None = None,
    slag: frozenset[Slag] = SOM_NAVN,
) -> None:
    """Refuse, beside each field, what may be a name (or a small number by ``tall``) until somebody has looked at it.

    ``slag``: how sure it must be that it is a name. Among the pupils of a whole municipality every other word is nearly
    somebody's name.

    Raises:
        Regelbrudd: something was found, and it has not been looked over.

    """
    if sett_over:
        return
    elever = list(elever)
    brudd = []
    for rad in tekster:
        if navn := navn_i(rad.tekst, elever, slag):
            brudd.append(Brudd(_("Dette kan være navn på elever: %(ord)s.") % {"ord": _ramset(navn)}, felt=rad.felt))
        if tall is not None and (funnet := smaatall_i(rad.tekst, tall)):
            tekst = _("Så få kan kjennes igjen: %(ord)s. Skriv «noen» eller «få» i stedet.") % {"ord": _ramset(funnet)}
            brudd.append(Brudd(tekst, felt=rad.felt))
    if brudd:
        brudd.append(
            Brudd(_("Ta det bort. Er det ikke en elev det gjelder, så kryss av for at du har sett over."), "sett_over")
        )
        raise Regelbrudd(brudd)


def _ramset(ord_: Sequence[str]) -> str:
    return ", ".join(f"«{o}»" for o in ord_[:VISES]) + (" …" if len(ord_) > VISES else "")
