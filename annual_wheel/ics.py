"""The wheel as a calendar file (RFC 5545): title, day and school. No person, no note."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from annual_wheel.models import Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from annual_wheel.models import Skoleaktivitet

LINJE = 75


def _verdi(tekst: str) -> str:
    """Text as a calendar may hold it."""
    tekst = tekst.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return tekst.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def _brett(linje: str) -> str:
    """Fold a line at 75 octets, never inside a letter."""
    deler: list[bytes] = []
    del_ = b""
    for tegn in linje:
        bit = tegn.encode()
        if len(del_) + len(bit) > (LINJE if not deler else LINJE - 1):
            deler.append(del_)
            del_ = b""
        del_ += bit
    return "\r\n ".join(d.decode() for d in [*deler, del_])


def kalender(rader: Iterable[Skoleaktivitet], *, navn: str, vert: str, now: datetime) -> str:
    """Write the calendar.

    Args:
        rader: the activities, with wheel and school fetched.
        navn: what the calendar program calls it.
        vert: our own host, which makes the events' names unique.
        now: when it is made.

    """
    stempel = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    linjer = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Steinkjer kommune//Skolemiljo//NO",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_verdi(navn)}",
    ]
    for rad in rader:
        merke = f" ({rad.get_status_display().lower()})" if rad.status != Status.PLANLAGT else ""
        linjer += [
            "BEGIN:VEVENT",
            f"UID:arshjul-{rad.pk}@{vert}",
            f"DTSTAMP:{stempel}",
            f"SEQUENCE:{rad.versjon}",
            f"DTSTART;VALUE=DATE:{rad.frist:%Y%m%d}",
            f"DTEND;VALUE=DATE:{rad.frist + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_verdi(_('Frist: %(hva)s') % {'hva': rad.tittel} + merke)}",
            f"LOCATION:{_verdi(rad.hjul.skole.navn)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    linjer.append("END:VCALENDAR")
    return "\r\n".join(_brett(linje) for linje in linjer) + "\r\n"
