"""Whether the archive of the settings can be sent to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - Django's own name

from cases.arkiv.koder import koder
from cases.arkiv.skjema import KVITTERING, OPPRETT


@register()
def arkivet_kan_brukes(**_kwargs: Any) -> list[CheckMessage]:
    """Stop a start in which every document would fail on its way to the archive."""
    feil: list[CheckMessage] = []
    try:
        tar_saksmapper = koder().tar_saksmapper
    except ValueError as grunn:
        feil.append(Error(str(grunn), id="arkiv.E001"))
    else:
        if settings.ARKIV_MAPPE and not tar_saksmapper:
            tekst = "Ingen saksmappe sendes til arkivet før ARKIV_KODER har saksmappe_arkivdel og %s."
            feil.append(Warning(tekst % "saksmappe_tilgangsrestriksjon", id="arkiv.W004"))
    if settings.ARKIV_MAPPE and not Path(settings.ARKIV_MAPPE).is_absolute():
        feil.append(Error("ARKIV_MAPPE må være en full sti.", id="arkiv.E002"))
    if settings.FIKS_ARKIV_XSD_DIR:
        mangler = [n for n in (OPPRETT, KVITTERING) if not (Path(settings.FIKS_ARKIV_XSD_DIR) / n).is_file()]
        if mangler:
            feil.append(Error(f"FIKS_ARKIV_XSD_DIR mangler {', '.join(mangler)}.", id="arkiv.E003"))
    return feil
