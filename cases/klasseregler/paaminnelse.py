"""Reminders that a class was to look at how its rules go: to its kontaktlærere, else to the rektor."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from cases.klasseregler.models import Klasseregler
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Rolle, Rolletildeling, gjelder
from steinkjer_skolemiljo.organisation.roller import larere

if TYPE_CHECKING:
    from datetime import datetime

    from steinkjer_skolemiljo.organisation.models import Bruker

FORVARSEL = timedelta(days=2)
# What nobody did in two weeks, a third notice does not mend.
LENGST_TILBAKE = timedelta(days=14)


def minn_om_klassereglene(now: datetime) -> int:
    """Tell of what is due in two days, and of what became late in the last two weeks; once each.

    Returns how many classes it was about. The notice says the date and no more.
    """
    dag = localdate(now)
    planer = list(
        Klasseregler.objects.filter(oppfolging__range=(dag - LENGST_TILBAKE, dag + FORVARSEL)).select_related("klasse")
    )
    klassens: dict[int, list[Bruker]] = defaultdict(list)
    for rad in larere(dag).filter(klasse__in=[plan.klasse_id for plan in planer]).select_related("bruker"):
        klassens[rad.klasse_id].append(rad.bruker)
    rektorer: dict[int | None, list[Bruker]] = defaultdict(list)
    uten = {plan.klasse.skole_id for plan in planer if not klassens[plan.klasse_id]}
    for rolle in Rolletildeling.objects.filter(
        gjelder(dag), skole__in=uten, rolle=Rolle.REKTOR, bruker__is_active=True
    ).select_related("bruker"):
        rektorer[rolle.skole_id].append(rolle.bruker)
    for plan in planer:
        if plan.oppfolging is None:
            continue
        sen = plan.oppfolging < dag
        varsle(
            klassens[plan.klasse_id] or rektorer[plan.klasse.skole_id],
            Varseltype.KLASSEREGLER_FORSINKET if sen else Varseltype.KLASSEREGLER_FRIST,
            # The date is part of the key: one that is moved is told of again.
            f"klasseregler:{plan.pk}:{plan.oppfolging}:{'passert' if sen else 'snart'}",
            now=now,
            dato=plan.oppfolging,
        )
    return len(planer)
