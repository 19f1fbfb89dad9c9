"""The method, step by step, in our own words: what the class does, and what shows that it is done. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cases.klasseregler.models import Steg

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from django.utils.functional import _StrPromise

    from cases.klasseregler.models import Klasseregler, Regelforslag, Regelgjennomgang

# What one may ask the class to think about first.
SPORSMAAL: Sequence[_StrPromise] = (
    _("Hva kan jeg bidra med for at klassen og skolen skal være et godt sted?"),
    _("Hva kan jeg gjøre på vei til og fra skolen?"),
    _("Hva kan jeg gjøre i fritida som påvirker hvordan vi har det på skolen?"),
    _("Hva kan jeg gjøre på nett, så vi har det bra når vi møtes?"),
)
HVORDAN: Mapping[Steg, _StrPromise] = {
    Steg.ALENE: _("Hver elev skriver noen linjer eller lapper om hvordan hen vil ha det i klassen."),
    Steg.LESE: _("Lappene henges opp eller samles i et delt dokument. Alle leser det de andre har skrevet."),
    Steg.PAR: _("Du setter sammen parene. De formulerer tre punkter for klassen, sagt på en positiv måte."),
    Steg.GRUPPE: _("To par blir en gruppe. De snakker om forslagene sine og velger de tre beste."),
    Steg.LEGGE_FRAM: _("Hver gruppe velger en som legger fram forslagene for klassen."),
}
NEKTER = re.compile(r"(?<!\w)(ikke|ikkje|aldri|ingen|forbudt|forbode|uten|utan)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Trinn:
    """One step of the method, and whether it is done."""

    navn: str
    hvordan: str
    gjort: bool
    # A step that is ticked by hand; the others show by what is written.
    kode: str = ""


def trinnene(
    plan: Klasseregler, forslag: Collection[Regelforslag], gjennomganger: Collection[Regelgjennomgang]
) -> list[Trinn]:
    """The eight steps with how far the class has come."""
    steg = [Trinn(str(s.label), str(HVORDAN[s]), s.value in plan.steg, s.value) for s in Steg]
    talt = any(rad.stemmer is not None for rad in forslag)
    valgt = any(rad.valgt for rad in forslag)
    return [
        *steg,
        Trinn(
            str(_("Skriv opp forslagene")),
            str(_("Skriv dem inn under «Forslag». Slå sammen dem som betyr det samme.")),
            bool(forslag),
        ),
        Trinn(
            str(_("Stem")),
            str(_("Tell stemmene, og velg de fire til seks som fikk flest. De blir plakaten.")),
            talt and valgt,
        ),
        Trinn(
            str(_("Se hvordan det går")),
            str(_("Etter et par uker spør du klassen, gjerne uten navn: Hvor godt klarer vi å følge plakaten?")),
            bool(gjennomganger),
        ),
    ]


def sier_hva_man_ikke_skal(tekst: str) -> bool:
    """Whether a rule is said as a prohibition: a hint to turn it round, and never a refusal."""
    return NEKTER.search(tekst) is not None
