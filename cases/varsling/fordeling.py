"""When a notice's e-mail goes: at once, in the morning with the others, or not at all.

The worker asks, and not the door that wrote the notice: a door waits for nothing, and what counts is what the person
has chosen when it is sent. What haster is never asked about: it goes at once, night and day, whatever is chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from cases.lov.stige import neste_morgen, tidligst_epost
from cases.varsling.models import Varsel, Varselvalg
from steinkjer_skolemiljo.organisation.models import Bruker
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date, datetime


def valgt(bruker: Bruker, dag: date) -> Varselvalg.Epost:
    """What this person has chosen; those who lead get theirs at once until they choose otherwise, others a digest.

    A leader's notices start targets that are counted in a day or two (D-2, D-3); an employee's can wait for morning.
    """
    valg = Varselvalg.objects.filter(bruker=bruker).first()
    if valg is not None:
        return Varselvalg.Epost(valg.epost)
    roller = roller_for(bruker, dag)
    leder = roller.er_leder or roller.sektorleder or roller.kommunalsjef
    return Varselvalg.Epost.STRAKS if leder else Varselvalg.Epost.SAMLET


def fordel(now: datetime) -> None:
    """Give each new notice that does not haster its time: now, the next morning, or none."""
    nye = Varsel.objects.filter(
        epost=Varsel.Epost.VENTER, haster=False, samlet=False, epost_forsok=0, epost_neste__lte=now
    )
    dagtid = tidligst_epost(now, haster=False) == now
    morgen = neste_morgen(now)
    for bruker in Bruker.objects.filter(pk__in=nye.values("mottaker")).order_by("pk"):
        hans = nye.filter(mottaker=bruker)
        match valgt(bruker, localdate(now)) if bruker.is_active else Varselvalg.Epost.INGEN:
            case Varselvalg.Epost.INGEN:
                hans.update(epost=Varsel.Epost.INGEN, epost_neste=None)
            case Varselvalg.Epost.SAMLET:
                hans.update(samlet=True, epost_neste=morgen)
            case Varselvalg.Epost.STRAKS if not dagtid:
                # A night's or a weekend's worth comes as one letter too.
                hans.update(samlet=True, epost_neste=morgen)
            case Varselvalg.Epost.STRAKS:
                pass
    # A letter that failed in the evening is not tried again before morning.
    if not dagtid:
        Varsel.objects.filter(epost=Varsel.Epost.VENTER, haster=False, epost_neste__lte=now).update(epost_neste=morgen)
