"""Who may see what is on its way out of a sak, and who may be the second pair of eyes (A-7, A-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from cases.sak import access
from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import IkkeTilgang
from cases.sak.models import Saktilgang
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from cases.sak.models import Sak

# Those who lead the sak, and skoleeier who follows it up: never kontaktlærer or one who has been let in.
LEDER_ELLER_FOLGER = (Handling.LEDE, Handling.FOLGE_OPP)


def kan_se(bruker: Bruker, sak_id: int, dag: date) -> bool:
    """Whether this person may see what is on its way out of the sak."""
    return any(access.may(bruker, handling, sak_id, dag) for handling in LEDER_ELLER_FOLGER)


def laas_sak(aktor: Bruker, sak_id: int, now: datetime) -> Sak:
    """Fetch the sak, locked, for one who leads it or follows it up.

    Raises:
        IkkeFunnet, IkkeTilgang: as for any door.

    """
    dag = localdate(now)
    sak = access.laas(aktor, Handling.LESE, sak_id, dag)
    if not kan_se(aktor, sak.pk, dag):
        raise IkkeTilgang(str(HVEM_KAN[Handling.LEDE]))
    return sak


def andre_som_kan_se_over(sak: Sak, brukt: Collection[int | None], dag: date) -> list[Bruker]:
    """Those who may be the second pair of eyes: they lead the sak or follow it up, and have not had a hand in this.

    Args:
        sak: the sak.
        brukt: the ids of those who have.
        dag: today.

    """
    kandidater = [
        *access.ledere_ved(sak.skole_id, dag),
        *access.med_kommunerolle(Rolle.SEKTORLEDER, dag),
        *access.med_kommunerolle(Rolle.KOMMUNALSJEF, dag),
        *Bruker.objects.filter(
            pk__in=Saktilgang.objects.filter(content_object=sak, gyldig_til__gte=dag).values("user")
        ),
    ]
    return [
        person
        for person in {k.pk: k for k in kandidater}.values()
        if person.pk not in brukt and kan_se(person, sak.pk, dag)
    ]
