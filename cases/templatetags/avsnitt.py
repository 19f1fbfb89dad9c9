"""Written text as paragraphs and lists: the one way people's own words are shown, on pages and on paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from cases.dokumenter.avsnitt import Avsnitt, Liste, les

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cases.sladding.gjennomgang import Bit

register = template.Library()

# Stand for the marks while the text is read; nobody's own text has them.
SKJULT, STAAR, SLUTT = "\ue000", "\ue001", "\ue002"
MERKER = {SKJULT: "<mark>", STAAR: '<mark class="staar">', SLUTT: "</mark>"}


@register.filter
def avsnitt(tekst: str, innledning: str = "") -> SafeString:
    """The text as HTML: paragraphs, lines, and lists of what begins with a dash. Everything else is only text.

    ``innledning`` stands first in the first paragraph, such as the name of the one who said it.
    """
    blokker = [(blokk, [conditional_escape(linje) for linje in blokk.linjer]) for blokk in les(tekst)]
    if innledning:
        foran = format_html("<strong>{}</strong>", innledning)
        if blokker and isinstance(blokker[0][0], Avsnitt):
            linjer = blokker[0][1]
            linjer[0] = format_html("{} {}", foran, linjer[0])
        else:
            blokker.insert(0, (Avsnitt(()), [foran]))
    return _som_html(blokker)


@register.filter
def hermetegn(tekst: str) -> str:
    """What somebody said, in quotation marks."""
    return f"«{tekst}»" if tekst else ""


@register.filter
def avsnitt_i_biter(biter: Iterable[Bit], side: str) -> SafeString:
    """The same of a text in pieces, of which those that were found are marked. ``side``: ``for_`` or ``etter``."""
    tekst = "".join(_merket(bit, getattr(bit, side)) for bit in biter)
    aapent = ""
    blokker = []
    for blokk in les(tekst):
        linjer = []
        for linje in blokk.linjer:
            # A name that goes on in the next line is marked in both.
            hel = aapent + linje
            aapent = next((tegn for tegn in reversed(hel) if tegn in MERKER), "")
            aapent = "" if aapent == SLUTT else aapent
            linjer.append(_med_merker(hel + (SLUTT if aapent else "")))
        blokker.append((blokk, linjer))
    return _som_html(blokker)


def _merket(bit: Bit, tekst: str) -> str:
    rein = re.sub(f"[{''.join(MERKER)}]", "", tekst)
    if not (bit.maskert or bit.beholdt):
        return rein
    return f"{SKJULT if bit.maskert else STAAR}{rein}{SLUTT}"


def _med_merker(linje: str) -> SafeString:
    trygg = str(conditional_escape(linje))
    for tegn, merke in MERKER.items():
        trygg = trygg.replace(tegn, merke)
    return mark_safe(trygg)  # noqa: S308 - escaped above, and the marks are our own


def _som_html(blokker: Sequence[tuple[Avsnitt | Liste, Sequence[str]]]) -> SafeString:
    ut = []
    for blokk, linjer in blokker:
        if isinstance(blokk, Liste):
            ut.append("<ul>" + "".join(f"<li>{linje}</li>" for linje in linjer) + "</ul>")
        else:
            ut.append("<p>" + "<br>".join(linjer) + "</p>")
    return mark_safe("".join(ut))  # noqa: S308 - each line is escaped by the one who calls
