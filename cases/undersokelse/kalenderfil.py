"""Agreed talks for one's own calendar (RFC 5545): a date and the sak's number, and nobody's name (D-25).

A calendar is seen over shoulders and by those it is shared with. Who the talk is with stands in the sak.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from cases.undersokelse.queries import avtalte_for

if TYPE_CHECKING:
    from datetime import datetime

    from cases.sak.models import Sak

# A line is at most 75 octets, the one that begins a continued line included.
LINJE = 75


def kalenderfil(sak: Sak, now: datetime, *, uten_internt: bool) -> str:
    """The talks agreed in a sak, each a whole day, since only the day is agreed. One query."""
    vert = urlsplit(settings.SITE_URL).hostname or "localhost"
    linjer = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{vert}//skolemiljo//NO", "METHOD:PUBLISH"]
    tittel = _("Møte, skolemiljø %(sak)s") % {"sak": sak.nummer}
    for samtale in avtalte_for(sak, uten_internt=uten_internt):
        if samtale.neste is not None:
            linjer += [
                "BEGIN:VEVENT",
                # The same each time, so that a calendar that has it moves it and makes no second.
                f"UID:samtale-{samtale.id}@{vert}",
                f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
                f"DTSTART;VALUE=DATE:{samtale.neste:%Y%m%d}",
                f"DTEND;VALUE=DATE:{samtale.neste + timedelta(days=1):%Y%m%d}",
                f"SUMMARY:{rom(tittel)}",
                "CLASS:PRIVATE",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
            ]
    return "".join(f"{brett(linje)}\r\n" for linje in [*linjer, "END:VCALENDAR"])


def rom(tekst: str) -> str:
    """A text value with what means something in the format escaped."""
    for tegn, skrevet in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        tekst = tekst.replace(tegn, skrevet)
    return tekst


def brett(linje: str) -> str:
    """Fold a line at 75 octets, never in the middle of a letter."""
    ut, lengde = "", 0
    for tegn in linje:
        bredde = len(tegn.encode())
        if lengde + bredde > LINJE:
            ut += "\r\n "
            lengde = 1
        ut += tegn
        lengde += bredde
    return ut
