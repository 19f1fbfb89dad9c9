"""Who sees a class's rules: its kontaktlærere, who write them, and those who lead the school, who read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.sak.access import INGEN
from cases.sak.feil import IkkeFunnet, IkkeTilgang
from steinkjer_skolemiljo.organisation.models import Klasse
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.organisation.models import Bruker


def har_klasseregler(bruker: Bruker, dag: date) -> bool:
    """Whether the tool exists for this person at all."""
    roller = roller_for(bruker, dag)
    return roller.er_leder or roller.er_kontaktlarer


def synlige(bruker: Bruker, dag: date) -> QuerySet[Klasse]:
    """The classes whose rules this person may see."""
    roller = roller_for(bruker, dag)
    lov = Q(skole__in=sorted(roller.leder_skoler)) if roller.leder_skoler else INGEN
    if roller.klasser:
        lov |= Q(pk__in=sorted(roller.klasser))
    return Klasse.objects.filter(lov).select_related("skole")


def kan_skrive(bruker: Bruker, klasse: Klasse, dag: date) -> bool:
    """Whether this person is kontaktlærer for the class today."""
    return klasse.pk in roller_for(bruker, dag).klasser


def apne(bruker: Bruker, klasse_id: int, dag: date, *, skrive: bool = False) -> Klasse:
    """A class whose rules this person may see or, with ``skrive``, write.

    Raises:
        IkkeFunnet: it does not exist, or not for this person.
        IkkeTilgang: they may see it, and are not its kontaktlærer.

    """
    klasse = synlige(bruker, dag).filter(pk=klasse_id).first()
    if klasse is None:
        raise IkkeFunnet
    if skrive and not kan_skrive(bruker, klasse, dag):
        raise IkkeTilgang(_("Det er kontaktlærer som lager klassereglene sammen med klassen."))
    return klasse
