"""Meldinger that somebody has read and nobody has decided on: up the same ladder as those nobody has read (D-3, D-23).

Reading one ends the deadline for reading it, and until it has become a sak there is no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from cases.lov.fakta import MeldingFakta
from cases.lov.frister import avgjore_melding
from cases.lov.stige import forfalte_trinn
from cases.melding.models import Behandling, Melding
from cases.sak import kalender
from cases.varsling.actions import varsle
from cases.varsling.bolker import hver
from cases.varsling.stige import utsendinger_for_melding
from cases.varsling.tekster import Varseltype

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cases.lov.kalender import Skolekalender
    from cases.lov.parametre import Parametre


def minn_om_uavgjorte(now: datetime) -> int:
    """Tell those whose inbox it lies in, and then those above them; returns how many were looked at.

    Safe twice and from two workers at once: each step has its key.
    """
    dag = localdate(now)
    rader = list(
        Melding.objects.filter(behandling=Behandling.NY, lest__isnull=False).order_by("pk").values_list("pk", "skole")
    )
    kalendere = kalender.kalendere({skole for _pk, skole in rader})
    # A target that is only planned has not changed yet (D-22).
    parametre = kalender.parametre().paa(dag)
    return hver("uavgjort melding", [pk for pk, _skole in rader], lambda pk: _minn(pk, now, kalendere, parametre))


def _minn(melding_id: int, now: datetime, kalendere: Mapping[int, Skolekalender], parametre: Parametre) -> None:
    with transaction.atomic():
        melding = (
            Melding.objects.select_for_update(skip_locked=True, no_key=True)
            .filter(pk=melding_id, behandling=Behandling.NY)
            .first()
        )
        # Moved to another school since the list was read, it is the next time's.
        if melding is None or melding.skole_id not in kalendere:
            return
        skolens = kalendere[melding.skole_id]
        fakta = MeldingFakta(sendt=melding.sendt, lest=melding.lest)
        frist = avgjore_melding(fakta, skjerpet=melding.skjerpet, kalender=skolens, parametre=parametre)
        if frist is None:
            return
        trinn = forfalte_trinn(frist, now=now, kalender=skolens, parametre=parametre, skjerpet=melding.skjerpet)
        for ut in utsendinger_for_melding(melding, trinn, localdate(now)):
            varsle(
                ut.mottakere,
                Varseltype.MELDING_IKKE_AVGJORT,
                f"melding:{melding.pk}:ikke_avgjort:{ut.trinn}",
                now=now,
                haster=melding.skjerpet,
                melding=melding.nummer,
            )
