"""What time does with a krav om innsyn: those who answer are told before each day, and when it has passed (D-14)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from cases.innsyn.models import Innsynskrav
from cases.lov import innsyn as lov
from cases.sak import access
from cases.sladding.access import kan_se
from cases.varsling.actions import varsle
from cases.varsling.mottakere import med_stedfortredere
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Rolle

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from cases.lov.kalender import Skolekalender

# Longer than a working day can be from the next.
HORISONT = timedelta(days=14)


def ubesvarte(dag: date) -> list[int]:
    """The ids of krav that wait and are so near their days that someone may have to be told. One query."""
    rader = Innsynskrav.objects.filter(besvart__isnull=True, maal__lte=dag + HORISONT)
    return list(rader.order_by("senest", "pk").values_list("pk", flat=True))


def paaminn(krav_id: int, *, now: datetime, kalendere: Mapping[int, Skolekalender]) -> None:
    """Tell those who answer, once for each step; when the month has passed, those who follow the school up too."""
    dag = localdate(now)
    with transaction.atomic():
        krav = (
            Innsynskrav.objects.filter(pk=krav_id, besvart__isnull=True)
            .select_for_update(of=("self",), skip_locked=True, no_key=True)
            .select_related("sak__ansvarlig", "registrert_av")
            .first()
        )
        if krav is None:
            return
        sak = krav.sak
        frist = lov.Svarfrist(krav.maal, krav.senest)
        trinn = lov.paaminnelse(frist, dag, kalendere[sak.skole_id])
        if not trinn:
            return
        mulige = med_stedfortredere([sak.ansvarlig, krav.registrert_av], dag)
        if trinn == "over":
            mulige += [*access.ledere_ved(sak.skole_id, dag), *access.med_kommunerolle(Rolle.SEKTORLEDER, dag)]
        mottakere = [b for b in {b.pk: b for b in mulige}.values() if b.is_active and kan_se(b, sak.pk, dag)]
        dato = frist.maal if trinn in {"for", "forsinket"} else frist.senest
        over = trinn in {"forsinket", "over"}
        type_ = Varseltype.INNSYN_OVER if over else Varseltype.INNSYN_FRIST
        varsle(mottakere, type_, f"innsyn:{krav.pk}:{trinn}", now=now, sak=sak, dato=dato.isoformat())
