"""The published tables as a file for a spreadsheet: semicolons and a mark Excel knows, and nothing it could run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from cases.statistikk.queries import Bilde

# What a spreadsheet takes for the beginning of a formula.
FORMEL = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\ufeff"


def ufarlig(tekst: str) -> str:
    """The text as it is, or with an apostrophe before what a spreadsheet would run."""
    return f"'{tekst}" if tekst.lstrip(" ").startswith(FORMEL) or tekst.startswith(FORMEL) else tekst


def som_csv(bilde: Bilde) -> str:
    """Write every table, one line a row. The numbers are the steps the page shows, and no others."""
    fil = io.StringIO()
    fil.write(BOM)
    skriver = csv.writer(fil, delimiter=";", lineterminator="\r\n")
    skriver.writerow(
        [_("Skoleår"), _("Til og med"), _("Tabell"), _("Hva"), _("Tall"), _("Minst"), _("Høyst"), _("Mer")]
    )
    for tabell in bilde.alle:
        for rad in tabell.rader:
            mer = ", ".join(
                f"{navn}: {verdi}" for navn, verdi in zip(tabell.kolonner[1:], rad.mer, strict=True) if verdi
            )
            celler = [bilde.navn, bilde.maaned, tabell.tittel, rad.navn, rad.tall.tekst]
            skriver.writerow(
                [*(ufarlig(celle) for celle in celler), str(rad.tall.fra), str(rad.tall.til), ufarlig(mer)]
            )
    return fil.getvalue()
