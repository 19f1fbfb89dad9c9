"""Whether the archive of the settings can be sent to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - Django's own name for it

from cases.arkiv.fiks import oppsett as fiks
from cases.arkiv.kanal import FIKS, MAPPE, tilkoblet
from cases.arkiv.koder import koder
from cases.arkiv.skjema import KVITTERING, OPPRETT

if TYPE_CHECKING:
    from collections.abc import Iterator

# A new virksomhetssertifikat takes weeks to order.
VARSLE: Final = timedelta(days=45)


@register()
def arkivet_kan_brukes(**_kwargs: Any) -> list[CheckMessage]:
    """Stop a start in which every document would fail on its way to the archive."""
    feil: list[CheckMessage] = []
    try:
        tar_saksmapper = koder().tar_saksmapper
    except ValueError as grunn:
        feil.append(Error(str(grunn), id="arkiv.E001"))
    else:
        if tilkoblet() and not tar_saksmapper:
            tekst = "Ingen saksmappe sendes til arkivet før ARKIV_KODER har saksmappe_arkivdel og %s."
            feil.append(Warning(tekst % "saksmappe_tilgangsrestriksjon", id="arkiv.W004"))
    if settings.ARKIV_KANAL not in {MAPPE, FIKS}:
        feil.append(Error(f"ARKIV_KANAL må være «{MAPPE}» eller «{FIKS}».", id="arkiv.E004"))
    if settings.ARKIV_MAPPE and not Path(settings.ARKIV_MAPPE).is_absolute():
        feil.append(Error("ARKIV_MAPPE må være en full sti.", id="arkiv.E002"))
    if settings.FIKS_ARKIV_XSD_DIR:
        mangler = [n for n in (OPPRETT, KVITTERING) if not (Path(settings.FIKS_ARKIV_XSD_DIR) / n).is_file()]
        if mangler:
            feil.append(Error(f"FIKS_ARKIV_XSD_DIR mangler {', '.join(mangler)}.", id="arkiv.E003"))
    return feil


@register()
def fiks_kan_brukes(**_kwargs: Any) -> list[CheckMessage]:
    """Say in plain words what is missing before anything can go through Fiks.

    The secrets are held against each other where there are any. A process that has none sends nothing: it is told of,
    and is no fault, since only the worker and the listener should have them.
    """
    if settings.ARKIV_KANAL != FIKS:
        return []
    feil: list[CheckMessage] = [Error(setning, id="arkiv.E005") for setning in fiks.apent_mangler()]
    if not fiks.er_gitt_hemmeligheter():
        feil.append(Warning(f"Ingen av {', '.join(fiks.HEMMELIGE)} er satt her: ingenting sendes.", id="arkiv.W001"))
        return feil
    mangler = list(fiks.hemmelig_mangler())
    feil += [Error(setning, id="arkiv.E006") for setning in mangler]
    if not mangler:
        feil += _utloper(datetime.now(UTC))
    return feil


def _utloper(naa: datetime) -> Iterator[CheckMessage]:
    """A certificate that runs out stops nothing else of the system: it is told of while there is time."""
    slutt = fiks.virksomhet().sertifikat.not_valid_after_utc
    if slutt < naa + VARSLE:
        yield Warning(
            f"Virksomhetssertifikatet går ut {slutt:%d.%m.%Y}. Bestill et nytt, og bytt FIKS_VIRKSOMHETSSERTIFIKAT.",
            id="arkiv.W002",
        )
