"""The comments of the yearly report are read by everyone: nobody is to be found in them either (A-21).

What may be a name or so few that they point somebody out is asked about, and a human decides. A number of a sak or a
melding belongs there never.
"""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cases.dokumenter.navnefunn import Slag
from cases.sak.feil import Brudd, Regelbrudd
from cases.verktoy.navnesjekk import Kontrollert, krev_sett_over
from steinkjer_skolemiljo.organisation.models import Elev

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cases.statistikk.actions import Rapporttekst

ORD = re.compile(r"\w+")
NUMMER = re.compile(r"(?<!\w)(?:M-)?20\d\d-\d{4}(?!\w)")
# «Tre alvorlige saker» too: whatever is counted here is somebody. Not «en elev», which is anyone.
SMAATALL = re.compile(
    r"(?<!\w)(?:1|2|3|4|én|to|tre|fire)\s+(?:[^\W\d]+\s+|§\s*12-5-?\s*)?"
    r"(?:elev(?:er|ar)?|gutt(?:er)?|gut(?:ar)?|jenter?|barn|ansatte?|tilsette?|lærer(?:e)?|lærar(?:ar)?|\w*sak(?:er)?|"
    r"melding(?:er|ar)?)(?!\w)",
    re.IGNORECASE,
)


def krev_uten_personer(data: Rapporttekst, *, sett_over: bool) -> None:
    """Refuse, beside each field, what may point somebody out. One query.

    All pupils of the municipality are looked among, not those with a sak: a refusal must not tell that there is one.

    Raises:
        Regelbrudd: a number of a sak stands there; or something that has not been looked over.

    """
    tekster = [Kontrollert(felt.name, getattr(data, felt.name)) for felt in fields(data)]
    brudd = [
        Brudd(_("Et saksnummer hører ikke hjemme i rapporten: %(nummer)s.") % {"nummer": funnet[0]}, felt=rad.felt)
        for rad in tekster
        if (funnet := NUMMER.search(rad.tekst))
    ]
    if brudd:
        raise Regelbrudd(brudd)
    krev_sett_over(tekster, _nevnte(tekster), sett_over=sett_over, tall=SMAATALL, slag=frozenset({Slag.NAVN}))


def _nevnte(tekster: Sequence[Kontrollert]) -> list[Elev]:
    """The pupils who have a name that is written with a capital letter in the texts."""
    ord_ = {
        ord_.casefold().removesuffix("s") for rad in tekster for ord_ in ORD.findall(rad.tekst) if ord_[0].isupper()
    }
    if not ord_:
        return []
    elever = Elev.objects.only("fornavn", "etternavn", "kallenavn").order_by("pk")
    return [
        elev
        for elev in elever.iterator()
        if any(del_.casefold().removesuffix("s") in ord_ for del_ in ORD.findall(f"{elev.fornavn} {elev.kallenavn}"))
    ]
