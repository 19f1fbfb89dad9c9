"""Who may read the procedures, who edits them, and who sees how a school stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import Http404

from steinkjer_skolemiljo.organisation.models import Skole
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.organisation.models import Bruker


def krev_leser(bruker: Bruker, dag: date) -> None:
    """Let in everyone with a role today.

    Raises:
        Http404: the person has none.

    """
    if not roller_for(bruker, dag).finnes:
        raise Http404


def er_redaktor(bruker: Bruker, dag: date) -> bool:
    """Whether this person drafts and approves the municipality's procedures: the sektorleder does."""
    return roller_for(bruker, dag).sektorleder


def krev_redaktor(bruker: Bruker, dag: date) -> None:
    """Let in the editors. To others a draft does not exist.

    Raises:
        Http404: anyone else.

    """
    if not er_redaktor(bruker, dag):
        raise Http404


def ser_status(bruker: Bruker, dag: date) -> bool:
    """Whether this person sees how schools stand: leaders their own, the sektorleder all of them."""
    roller = roller_for(bruker, dag)
    return roller.er_leder or roller.sektorleder


def statusskoler(bruker: Bruker, dag: date) -> QuerySet[Skole]:
    """The schools whose confirmations this person may count."""
    roller = roller_for(bruker, dag)
    skoler = Skole.objects.filter(Q(nedlagt__isnull=True) | Q(nedlagt__gt=dag)).order_by("navn")
    if roller.sektorleder:
        return skoler
    return skoler.filter(pk__in=roller.leder_skoler)


def ser_navn(bruker: Bruker, skole: Skole, dag: date) -> bool:
    """Whether this person may see by name who has not read: the school's own leaders."""
    return skole.pk in roller_for(bruker, dag).leder_skoler
