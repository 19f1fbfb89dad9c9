"""Who sees and writes the register: a school's leaders all of its own, a kontaktlærer what covers the own class.

One condition answers for the list and for the one row. What very few have answered is told to no wider circle than the
class's own kontaktlærer and the leaders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from cases.kartlegging.models import FAA, Klassekartlegging
from cases.sak.access import INGEN
from cases.sak.feil import IkkeFunnet
from steinkjer_skolemiljo.organisation.models import Klasse
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.organisation.models import Bruker


def har_registeret(bruker: Bruker, dag: date) -> bool:
    """Whether the register exists for this person at all."""
    roller = roller_for(bruker, dag)
    return roller.er_leder or roller.er_kontaktlarer


def betingelse(bruker: Bruker, dag: date) -> Q:
    """The rows this person may see. One query for a kontaktlærer's classes."""
    roller = roller_for(bruker, dag)
    lov = Q(skole__in=sorted(roller.leder_skoler)) if roller.leder_skoler else INGEN
    if roller.klasser:
        nok_svar = Q(antall_svar__isnull=True) | Q(antall_svar__gte=FAA)
        lov |= Q(klasse__in=sorted(roller.klasser))
        for skole, trinn, skolear in Klasse.objects.filter(pk__in=sorted(roller.klasser)).values_list(
            "skole", "trinn", "skolear"
        ):
            over = Q(skole=skole, skolear=skolear, klasse__isnull=True)
            lov |= over & nok_svar & (Q(trinn=trinn) | Q(trinn__isnull=True))
    return lov


def synlige(bruker: Bruker, dag: date) -> QuerySet[Klassekartlegging]:
    """The rows this person may see, newest first."""
    return Klassekartlegging.objects.filter(betingelse(bruker, dag)).select_related("skole", "klasse")


def kan_endre(bruker: Bruker, rad: Klassekartlegging, dag: date) -> bool:
    """Whether this person may change a row they see. No query."""
    roller = roller_for(bruker, dag)
    return rad.skole_id in roller.leder_skoler or (rad.klasse_id is not None and rad.klasse_id in roller.klasser)


def krev_registeret(bruker: Bruker, dag: date) -> None:
    """Let in those who have the register.

    Raises:
        IkkeFunnet: anyone else.

    """
    if not har_registeret(bruker, dag):
        raise IkkeFunnet


def apne(bruker: Bruker, kartlegging_id: int, dag: date, *, endre: bool = False) -> Klassekartlegging:
    """One row this person may see or, with ``endre``, change.

    Raises:
        IkkeFunnet: it does not exist, or not for this person.
        PermissionDenied: they may see it, and not change it.

    """
    rad = (
        synlige(bruker, dag).select_related("aktivitet__hjul__skole", "registrert_av").filter(pk=kartlegging_id).first()
    )
    if rad is None:
        raise IkkeFunnet
    if endre and not kan_endre(bruker, rad, dag):
        raise PermissionDenied(_("Det er rektor som endrer det som gjelder mer enn din klasse."))
    return rad
