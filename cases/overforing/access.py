"""Who may see what another school has given theirs: those who lead the new school, and nobody who is denied the sak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from cases.overforing.models import Overforing
from cases.sak.access import INGEN, nektet
from steinkjer_skolemiljo.organisation.models import Gradering
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.organisation.models import Bruker


def mottatte(bruker: Bruker, dag: date) -> QuerySet[Overforing]:
    """What has been given to a school this person leads today; of a pupil whose address is protected, to its rektor.

    Whoever is denied the old sak is denied this too (A-2): the accused, the near, the inhabil. So is who is denied the
    sak that was opened from it, which it names, or is shut out of it because it is closed to all but the rektor.
    """
    roller = roller_for(bruker, dag)
    ugradert = Q(sak__elev__gradering=Gradering.INGEN, til_skole__in=roller.leder_skoler) & ~Q(ny_sak__sperret=True)
    leder = ugradert | Q(til_skole__in=roller.rektor_skoler) if roller.er_leder else INGEN
    sendt = Overforing.objects.filter(leder, sendt__isnull=False)
    return sendt.exclude(nektet(bruker, "sak__")).exclude(nektet(bruker, "ny_sak__"))
