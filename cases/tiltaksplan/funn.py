"""What a tiltak can build on: meldinger and what the investigation has found (L-4.21). Kinds and dates, no names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.sak.rettelse import gjeldende, rot

if TYPE_CHECKING:
    from datetime import date

    from cases.sak.models import Sak


def funn_i(sak: Sak) -> list[tuple[str, str, date]]:
    """Code, words and date of each finding in the sak, oldest first, in the language that is active. Five queries."""
    rader: list[tuple[str, str, date]] = [
        (f"melding-{rad.melding_id}", _("Melding"), localtime(rad.melding.sendt).date())
        for rad in sak.meldingselever.select_related("melding")
    ]
    # By the row as it was first written: a tiltak that builds on it still does when it has been corrected.
    samtaler = {samtale.pk: samtale for samtale in sak.samtaler.all()}
    for samtale in gjeldende(samtaler.values()):
        if not samtale.takket_nei:
            hva = _("Samtale: %(hvem)s") % {"hvem": samtale.get_type_display().lower()}
            rader.append((f"samtale-{rot(samtale, samtaler)}", hva, samtale.dato))
    observasjoner = {rad.pk: rad for rad in sak.observasjoner.all()}
    rader += [
        (f"observasjon-{rot(rad, observasjoner)}", _("Observasjon"), rad.dato)
        for rad in gjeldende(observasjoner.values())
    ]
    rader += [
        (f"kartlegging-{rad.pk}", _("Kartlegging: %(hva)s") % {"hva": rad.get_verktoy_display()}, rad.dato)
        for rad in sak.kartlegginger.all()
    ]
    rader += [(f"analyse-{rad.pk}", _("Skolens vurdering av undersøkelsen"), rad.dato) for rad in sak.analyser.all()]
    return [
        (kode, f"{hva}, {date_format(dato, 'j. F Y')}", dato) for kode, hva, dato in sorted(rader, key=lambda r: r[2])
    ]
