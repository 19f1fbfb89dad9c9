"""The plan's background, written from what has been done: kinds and dates, never a name (section 2.5, point 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.sak.rettelse import gjeldende

if TYPE_CHECKING:
    from datetime import date

    from cases.sak.models import Sak


def bakgrunn(sak: Sak) -> str:
    """One line for each thing done in the sak, oldest first, in the language that is active. Five queries."""
    gjort: list[tuple[date, str]] = [
        (localtime(rad.melding.sendt).date(), _("Melding")) for rad in sak.meldingselever.select_related("melding")
    ]
    for samtale in gjeldende(sak.samtaler.all()):
        mal = _("Samtale tilbudt, takket nei: %(hvem)s") if samtale.takket_nei else _("Samtale: %(hvem)s")
        gjort.append((samtale.dato, mal % {"hvem": samtale.get_type_display().lower()}))
    gjort += [(observasjon.dato, _("Observasjon")) for observasjon in gjeldende(sak.observasjoner.all())]
    gjort += [(kartlegging.dato, _("Kartlegging")) for kartlegging in sak.kartlegginger.all()]
    gjort += [(analyse.dato, _("Skolens vurdering av undersøkelsen")) for analyse in sak.analyser.all()]
    return "\n".join(
        f"{date_format(dato, 'j. F Y')}: {hva}." for dato, hva in sorted(gjort, key=lambda linje: linje[0])
    )
