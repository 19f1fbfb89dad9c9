"""Asking the virus control about every file it has not seen, and that what is stored is what was sent."""

from __future__ import annotations

import logging
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from cases.vedlegg.models import Vedlegg, Vedleggskontroll
from cases.vedlegg.skanner import Skannerfeil, skanner
from steinkjer_skolemiljo.organisation.roller import systemet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from cases.vedlegg.skanner import Skanner

logger = logging.getLogger(__name__)
Utfall = Vedleggskontroll.Utfall
I_EN_OMGANG = 50
# A control that cannot answer even about this is down; else it was the file it could not answer about.
HARMLOST = b"En ren tekst."
# Each of those may take the control all its time: so many, and the rest is for the next round.
HOYST_UBESVART = 3


def kontroller(now: datetime) -> int:
    """Ask about the files that wait; returns how many got an answer. Nothing without a control.

    Safe twice and at once: the first answer is the one that stands. A file nobody can answer about stands in no other's
    way: each round begins at another of those that wait.
    """
    sporr = skanner()
    if sporr is None:
        return 0
    svart = Vedleggskontroll.objects.filter(vedlegg=OuterRef("pk"), utfall__in=[Utfall.REN, Utfall.FUNN])
    ventende = list(Vedlegg.objects.filter(~Exists(svart)).order_by("pk").values_list("pk", flat=True))
    fra = int(now.timestamp() // 60) * HOYST_UBESVART % max(len(ventende), 1)
    antall = ubesvart = 0
    for pk in (*ventende[fra:], *ventende[:fra]):
        if antall == I_EN_OMGANG or ubesvart == HOYST_UBESVART:
            break
        vedlegg = Vedlegg.objects.get(pk=pk)
        try:
            utfall = _spor_om(vedlegg, sporr)
        except Skannerfeil as feil:
            # The id and the kind of error; what is down for one is down for the next.
            logger.error("the virus control did not answer for vedlegg %s: %s", pk, feil)  # noqa: TRY400
            if not _svarer(sporr):
                break
            ubesvart += 1
            continue
        if utfall == Utfall.FUNN:
            logger.warning("vedlegg %s was stopped by the virus control", pk)
        Vedleggskontroll.objects.bulk_create(
            [Vedleggskontroll(vedlegg=vedlegg, utfall=utfall, tid=now, av=systemet())], ignore_conflicts=True
        )
        antall += 1
    return antall


def _svarer(sporr: Skanner) -> bool:
    try:
        return not sporr([HARMLOST])
    except Skannerfeil:
        return False


def _spor_om(vedlegg: Vedlegg, sporr: Skanner) -> Vedleggskontroll.Utfall:
    sum_ = sha256()

    def biter() -> Iterator[bytes]:
        for bit in vedlegg.biter():
            sum_.update(bit)
            yield bit

    funnet = sporr(biter())
    if not funnet and sum_.hexdigest() != vedlegg.sha256:
        raise Skannerfeil("innholdet er ikke det som ble lagt ved")
    return Utfall.FUNN if funnet else Utfall.REN
