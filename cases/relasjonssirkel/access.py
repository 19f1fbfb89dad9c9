"""Who sees a relasjonssirkel: its maker, as long as they are kontaktlærer for the class and it is not a year old.

Nobody else, whatever they lead. What time has taken is out of sight at once; the night removes it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from cases.relasjonssirkel.models import Relasjonssirkel
from cases.sak.feil import IkkeFunnet
from steinkjer_skolemiljo.organisation.models import Elev, Gradering, Klasse
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.organisation.models import Bruker

VARER = timedelta(days=365)


def egne_klasser(bruker: Bruker, dag: date) -> QuerySet[Klasse]:
    """The classes this person is kontaktlærer for today."""
    return Klasse.objects.filter(pk__in=sorted(roller_for(bruker, dag).klasser)).select_related("skole")


def egne_sirkler(bruker: Bruker, dag: date) -> QuerySet[Relasjonssirkel]:
    """This person's own circles of classes they are kontaktlærer for today, newest first."""
    return Relasjonssirkel.objects.filter(
        bruker=bruker, klasse__in=sorted(roller_for(bruker, dag).klasser), dato__gt=dag - VARER
    ).select_related("klasse__skole")


def apne_klasse(bruker: Bruker, klasse_id: int, dag: date) -> Klasse:
    """A class this person is kontaktlærer for today.

    Raises:
        IkkeFunnet: it is not, or does not exist.

    """
    klasse = egne_klasser(bruker, dag).filter(pk=klasse_id).first()
    if klasse is None:
        raise IkkeFunnet
    return klasse


def apne_sirkel(bruker: Bruker, nokkel: UUID, dag: date) -> Relasjonssirkel:
    """One of this person's own circles.

    Raises:
        IkkeFunnet: it is another's, has had its time, or does not exist.

    """
    sirkel = egne_sirkler(bruker, dag).filter(nokkel=nokkel).first()
    if sirkel is None:
        raise IkkeFunnet
    return sirkel


def elever_i(klasse_id: int, dag: date) -> QuerySet[Elev]:
    """The pupils who may be placed: those of the class today, but none whose address is protected (A-13).

    The circle shows name and class together, and that pair is what must never stand anywhere about them.
    """
    return Elev.objects.filter(
        Q(sluttet__isnull=True) | Q(sluttet__gt=dag), klasse=klasse_id, gradering=Gradering.INGEN
    ).order_by("fornavn", "etternavn", "pk")
