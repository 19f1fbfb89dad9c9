"""Who may look at the municipality's targets and the schools' calendars, and who may change which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.sak.feil import IkkeFunnet, IkkeTilgang
from steinkjer_skolemiljo.organisation.models import Skole
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.organisation.models import Bruker

# In an address, where a school's short name could stand: the calendar that all schools share.
FELLES = "felles"


def kan_se(bruker: Bruker, dag: date) -> bool:
    """Leaders at the schools, sektorleder, kommunalsjef and systemforvalter."""
    roller = roller_for(bruker, dag)
    return roller.er_leder or roller.sektorleder or roller.kommunalsjef or roller.systemforvalter


def krev_innsyn(bruker: Bruker, dag: date) -> None:
    """Let in those who may look.

    Raises:
        IkkeFunnet: for everyone else.

    """
    if not kan_se(bruker, dag):
        raise IkkeFunnet


def kan_endre_maal(bruker: Bruker, dag: date) -> bool:
    """Targets are a professional decision: sektorleder's, and not systemforvalter's."""
    return roller_for(bruker, dag).sektorleder


def krev_maal(bruker: Bruker, dag: date) -> None:
    """Let through the one who may change a target.

    Raises:
        IkkeFunnet: they may not even look.
        IkkeTilgang: they may look, but not change.

    """
    krev_innsyn(bruker, dag)
    if not kan_endre_maal(bruker, dag):
        raise IkkeTilgang(_("Det er sektorleder skole som endrer kommunens mål."))


def skoler(dag: date) -> QuerySet[Skole]:
    """The schools that are open on this day."""
    return Skole.objects.filter(Q(nedlagt__isnull=True) | Q(nedlagt__gt=dag)).order_by("navn")


def kan_endre_rute(bruker: Bruker, skole: Skole | None, dag: date) -> bool:
    """The common skolerute is sektorleder's; a school's own is its rektor's, or a leader's with delegated authority."""
    roller = roller_for(bruker, dag)
    return roller.sektorleder if skole is None else skole.pk in roller.leder_skoler


def finn_skole(bruker: Bruker, hvem: str, dag: date) -> Skole | None:
    """Whose skolerute an address means: a school's, or None for the common one.

    Raises:
        IkkeFunnet: there is no such school, or the person may not look at skoleruter.

    """
    krev_innsyn(bruker, dag)
    if hvem == FELLES:
        return None
    skole = skoler(dag).filter(kortnavn=hvem).first()
    if skole is None:
        raise IkkeFunnet
    return skole


def krev_rute(bruker: Bruker, hvem: str, dag: date) -> Skole | None:
    """The school whose skolerute is to be changed, or None for the common one.

    Raises:
        IkkeFunnet: there is no such school, or the person may not look at skoleruter.
        IkkeTilgang: they may look, but not change this one.

    """
    skole = finn_skole(bruker, hvem, dag)
    if not kan_endre_rute(bruker, skole, dag):
        raise IkkeTilgang(
            _("Det er sektorleder skole som endrer den felles skoleruta.")
            if skole is None
            else _(
                "Det er rektor ved skolen, eller en leder med fullmakt fra rektor, som endrer skolens egen skolerute."
            )
        )
    return skole
