"""Doors of the drafts: a long referat survives a killed browser. Its writer's alone; a draft is no document (R-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import IkkeFunnet
from cases.undersokelse.models import Aktivitetsutkast, Observasjon, Samtale

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

MODELL: Mapping[str, type[Samtale | Observasjon]] = {"samtale": Samtale, "observasjon": Observasjon}


def lagre_utkast(
    *, aktor: Bruker, sak_id: int, slag: str, retter: int, felter: Mapping[str, str], aapnet: datetime, now: datetime
) -> Aktivitetsutkast | None:
    """Keep what is being written, in place of what was kept before.

    Args:
        aktor: the writer.
        sak_id: the sak it is written in.
        slag: ``samtale`` or ``observasjon``.
        retter: the row that is being corrected, or 0.
        felter: the form's raw fields.
        aapnet: when the form was opened: one that has been saved since leaves no draft behind, however late it asks.
        now: the moment.

    Raises:
        IkkeFunnet: the sak is not this person's to write in.

    """
    with transaction.atomic():
        if not access.may(aktor, Handling.SKRIVE, sak_id, localdate(now)):
            raise IkkeFunnet
        skrevet = MODELL[slag]._default_manager.filter(sak=sak_id, registrert_av=aktor, registrert__gte=aapnet)
        if skrevet.exists():
            return None
        utkast, _ny = Aktivitetsutkast.objects.update_or_create(
            bruker=aktor,
            sak_id=sak_id,
            slag=slag,
            retter=retter,
            defaults={"felter": dict(felter), "endret": now},
        )
    return utkast


def kast_utkast(*, aktor: Bruker, sak_id: int, slag: str, retter: int) -> None:
    """Throw away what one has begun to write."""
    Aktivitetsutkast.objects.filter(bruker=aktor, sak=sak_id, slag=slag, retter=retter).delete()


def finn_utkast(bruker: Bruker, sak: Sak, slag: str, retter: int) -> Aktivitetsutkast | None:
    """What this person has begun to write in a sak they have opened. One query."""
    return Aktivitetsutkast.objects.filter(bruker=bruker, sak=sak, slag=slag, retter=retter).first()
