"""A notice whose matter is done asks for nothing more: «Ordnet» in the inbox, and no e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.fields.json import KT
from django.utils.timezone import localdate

from cases.varsling.models import Varsel
from cases.varsling.tekster import OM_FRIST, Varseltype

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cases.lov.frister import Frist
    from cases.sak.models import Sak


def ordne_frister(sak: Sak, aapne: Iterable[Frist], now: datetime) -> None:
    """Take off what was told about deadlines of the sak that are met or moved, and put back what is open again."""
    gjenstaar = {(frist.type.value, localdate(frist.forfall).isoformat()) for frist in aapne}
    ferdige, igjen = [], []
    for pk, data, ordnet in Varsel.objects.filter(sak=sak, type__in=sorted(OM_FRIST)).values_list(
        "pk", "data", "ordnet"
    ):
        aapen = (data.get("frist"), data.get("dato")) in gjenstaar
        if aapen and ordnet is not None:
            igjen.append(pk)
        elif not aapen and ordnet is None:
            ferdige.append(pk)
    if ferdige:
        Varsel.objects.filter(pk__in=ferdige).update(ordnet=now)
    if igjen:
        Varsel.objects.filter(pk__in=igjen).update(ordnet=None)


def ordne_type(sak: Sak, typer: Iterable[Varseltype], nokkel: str, now: datetime) -> None:
    """Take off what was told about one thing of a sak, by the beginning of its keys."""
    om_det = Varsel.objects.filter(sak=sak, type__in=[t.value for t in typer], nokkel__startswith=nokkel)
    om_det.filter(ordnet__isnull=True).update(ordnet=now)


def ordne_melding(nummer: str, now: datetime, *, behandlet: bool) -> None:
    """Take off what was told about a melding: that it is not read when it is, that it waits when it is decided on."""
    typer = (Varseltype.MELDING_IKKE_LEST, *((Varseltype.NY_MELDING,) if behandlet else ()))
    om_den = Varsel.objects.annotate(om=KT("data__melding")).filter(om=nummer)
    om_den.filter(type__in=typer, ordnet__isnull=True).update(ordnet=now)
