"""What time does with a framlegg: a reminder before the deadline, and word to both when it has passed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from cases.framlegg.access import ledere_som_folger
from cases.framlegg.models import Framlegg
from cases.lov.framlegg import PAAMINNELSE_FOR
from cases.varsling.actions import varsle
from cases.varsling.ordnet import ordne
from cases.varsling.tekster import Varseltype

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from cases.lov.kalender import Skolekalender

# Longer than a working day can be from the next (Easter, Christmas): which it is, the calendar says.
HORISONT = timedelta(days=14)
# What has been told is told once; this only keeps the sweep from reading years of silence.
GLEMT = timedelta(days=60)


def uten_svar(dag: date) -> list[int]:
    """The ids of framlegg whose answer is due about now, and has not come in writing or in a meeting."""
    return list(
        Framlegg.objects.uten_svar()
        .filter(status=Framlegg.Status.FRIGITT, svarfrist__range=(dag - GLEMT, dag + HORISONT))
        .order_by("svarfrist", "pk")
        .values_list("pk", flat=True)
    )


def slutt_aa_minne(framlegg: Framlegg, now: datetime) -> None:
    """The employee has been heard, or has more time: what was told of the answer and its day asks for nothing more."""
    nokkel = f"framlegg:{framlegg.pk}"
    typer = (Varseltype.FRAMLEGG_PAAMINNELSE, Varseltype.FRAMLEGG_FRIST_UTE, Varseltype.FRAMLEGG_NY_FRIST)
    ordne(typer, nokkel, now)
    ordne([Varseltype.FRAMLEGG_UTEN_SVAR], nokkel, now, sak=framlegg.sak)


def paaminn(framlegg_id: int, *, now: datetime, kalendere: Mapping[int, Skolekalender]) -> None:
    """Remind the employee a working day before, and tell employee and leader when the day has passed. Once each."""
    dag = localdate(now)
    with transaction.atomic():
        framlegg = (
            Framlegg.objects.filter(pk=framlegg_id)
            .select_for_update(of=("self",), skip_locked=True, no_key=True)
            .select_related("ansatt", "sak__ansvarlig", "frigitt_av")
            .first()
        )
        if framlegg is None:
            return
        frist, dato = framlegg.svarfrist, framlegg.svarfrist.isoformat()
        nokkel = f"framlegg:{framlegg.pk}:{dato}"
        kalender = kalendere[framlegg.sak.skole_id]
        if dag > frist:
            varsle([framlegg.ansatt], Varseltype.FRAMLEGG_FRIST_UTE, f"{nokkel}:ute", now=now, dato=dato)
            varsle(
                ledere_som_folger(framlegg, dag),
                Varseltype.FRAMLEGG_UTEN_SVAR,
                f"{nokkel}:uten_svar",
                now=now,
                sak=framlegg.sak,
                dato=dato,
            )
        elif kalender.pluss_arbeidsdager(dag, PAAMINNELSE_FOR) >= frist:
            varsle([framlegg.ansatt], Varseltype.FRAMLEGG_PAAMINNELSE, f"{nokkel}:for", now=now, dato=dato)
