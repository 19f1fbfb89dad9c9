"""Who keeps the register of schools and pupils: systemforvalter, who sees no sak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steinkjer_skolemiljo.organisation.roller import larere, roller_for

if TYPE_CHECKING:
    from datetime import date

    from steinkjer_skolemiljo.elevregister.endringer import Endringer
    from steinkjer_skolemiljo.organisation.models import Bruker


def forer_registeret(bruker: Bruker, dag: date) -> bool:
    """Whether this person registers schools and takes in lists of pupils."""
    return roller_for(bruker, dag).systemforvalter


def flytter_til_egen_klasse(bruker: Bruker, endringer: Endringer, dag: date) -> bool:
    """Whether a list moves a pupil who is known here into a class this person is kontaktlærer for.

    A kontaktlærer reads what is shared with the class: nobody opens that to themselves alone. One query.
    """
    egne = set(larere(dag).filter(bruker=bruker).values_list("klasse__skole", "klasse__navn"))
    return any(e.elev is not None and e.klasse in egne for e in endringer.elever_i_lista)
