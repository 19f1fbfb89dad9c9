"""Doors that freeze a document: made once, kept as it was made."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction

from cases.dokumenter.models import Dokument
from cases.sak.feil import IkkeFunnet
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Sak
from cases.tiltaksplan.models import Tiltaksplan

if TYPE_CHECKING:
    from datetime import datetime

    from steinkjer_skolemiljo.organisation.models import Bruker

VEDTATTE = (Tiltaksplan.Status.VEDTATT, Tiltaksplan.Status.ERSTATTET)


def lag_plandokument(*, aktor: Bruker, plan_id: int, now: datetime) -> Dokument:
    """Give the frozen PDF of an adopted plan version; the first who asks makes it.

    Nothing is decided here and nothing new is told: whoever has opened the sak may ask, and so may the system.

    Raises:
        IkkeFunnet: no such version, or it is a draft.

    """
    with transaction.atomic():
        plan = Tiltaksplan.objects.filter(pk=plan_id, status__in=VEDTATTE).select_related("vedtatt_av").first()
        if plan is None:
            raise IkkeFunnet
        # The sak is locked first, as in every door: two who ask at once get one document.
        sak = (
            Sak.objects.select_for_update(of=("self",), no_key=True)
            .select_related("elev", "elev__klasse", "skole")
            .get(pk=plan.sak_id)
        )
        dokument = Dokument.objects.filter(plan=plan, type=Dokument.Type.TILTAKSPLAN).first()
        if dokument is not None:
            return dokument
        from cases.dokumenter.pdf import tiltaksplan_pdf  # noqa: PLC0415 - most of a second, which few processes need

        innhold = tiltaksplan_pdf(sak, plan)
        dokument = Dokument.objects.create(
            sak=sak,
            type=Dokument.Type.TILTAKSPLAN,
            plan=plan,
            filnavn=f"tiltaksplan-{sak.nummer}-v{plan.versjon}.pdf",
            innhold=innhold,
            sha256=sha256(innhold).hexdigest(),
            laget=now,
            laget_av=aktor,
        )
        logg(sak, Hendelsestype.DOKUMENT_LAGET, aktor=aktor, now=now, objekt=dokument, versjon=plan.versjon)
    return dokument
