"""The plan's background, written from what has been done: kinds and dates, never a name (section 2.5, point 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.lov.begreper import Samtaletype
from cases.sak.access import nektede_meldinger
from cases.sak.rettelse import gjeldende

if TYPE_CHECKING:
    from datetime import date

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker


def bakgrunn(sak: Sak, skriver: Bruker) -> str:
    """One line for each thing done in the sak, oldest first, in the language that is active. Five queries.

    The plan is read by more than those who lead the sak, and goes home: where an employee is named, it does not tell by
    itself of conversations with employees; nor of a melding that is closed to the one who begins it.
    """
    meldinger = sak.meldingselever.exclude(melding__in=nektede_meldinger(skriver)).select_related("melding")
    gjort: list[tuple[date, str]] = [(localtime(rad.melding.sendt).date(), _("Melding")) for rad in meldinger]
    for samtale in gjeldende(sak.samtaler.all()):
        # Asked of the correction, not of what it corrects.
        if sak.skjerpet and samtale.type == Samtaletype.ANSATT.value:
            continue
        mal = _("Samtale tilbudt, takket nei: %(hvem)s") if samtale.takket_nei else _("Samtale: %(hvem)s")
        gjort.append((samtale.dato, mal % {"hvem": samtale.get_type_display().lower()}))
    gjort += [(observasjon.dato, _("Observasjon")) for observasjon in gjeldende(sak.observasjoner.all())]
    gjort += [(kartlegging.dato, _("Kartlegging")) for kartlegging in sak.kartlegginger.all()]
    gjort += [(analyse.dato, _("Skolens vurdering av undersøkelsen")) for analyse in sak.analyser.all()]
    return "\n".join(
        f"{date_format(dato, 'j. F Y')}: {hva}." for dato, hva in sorted(gjort, key=lambda linje: linje[0])
    )
