"""Who keeps the register of schools and pupils: systemforvalter, who sees no sak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from cases.lov.kalender import skolear_for
from steinkjer_skolemiljo.organisation.models import Kontaktlarer, Rolle, Rolletildeling
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from steinkjer_skolemiljo.elevregister.endringer import Endringer
    from steinkjer_skolemiljo.organisation.models import Bruker


def forer_registeret(bruker: Bruker, dag: date) -> bool:
    """Whether this person registers schools and takes in lists of pupils."""
    return roller_for(bruker, dag).systemforvalter


def flytter_til_seg_selv(bruker: Bruker, endringer: Endringer, dag: date) -> bool:
    """Whether a list moves a pupil who is known here into a class this person teaches, or a school they lead.

    A kontaktlærer reads what is shared with the class, and what is reported about a pupil goes to who leads the school:
    nobody opens that to themselves alone. Also where they are to begin, and where they are kontaktlærer and do not work
    just now: the role is one person's to give. Two queries.
    """
    klasser = set(
        Kontaktlarer.objects.filter(bruker=bruker, klasse__skolear=skolear_for(dag))
        .exclude(til__lt=dag)
        .values_list("klasse__skole", "klasse__navn")
    )
    skoler = set(
        Rolletildeling.objects.filter(Q(rolle=Rolle.REKTOR) | Q(fullmakt=True), bruker=bruker)
        .exclude(til__lt=dag)
        .values_list("skole", flat=True)
    )
    kjente = [e for e in endringer.elever_i_lista if e.elev is not None]
    return any(e.klasse in klasser or e.felter.get("skole_id") in skoler for e in kjente)
