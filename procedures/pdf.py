"""A version as PDF/A: the whole document, tagged, dated when it was published, the same bytes to everyone."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from procedures.models import Avsnitt, Prosedyredokument, Prosedyreversjon
from procedures.visning import dokument

if TYPE_CHECKING:
    from datetime import datetime


def versjon_html(versjon: Prosedyreversjon) -> str:
    """Write the paper as a page, in bokmål: it is the municipality's. Asks no clock."""
    from steinkjer_skolemiljo.papir import hode  # noqa: PLC0415 - most of a second, which few processes need

    with translation.override("nb"):
        return render_to_string(
            "procedures/pdf.html",
            {
                **hode(),
                "versjon": versjon,
                "dok": dokument(versjon, Avsnitt.objects.filter(versjon=versjon).order_by("rekkefolge")),
                "laget": versjon.publisert.isoformat(timespec="seconds"),
            },
        )


def pdf_for(versjon: Prosedyreversjon, now: datetime) -> Prosedyredokument:
    """The PDF of a version; the first who asks makes it, and it is never made again."""
    finnes = Prosedyredokument.objects.filter(versjon=versjon).first()
    if finnes is not None:
        return finnes
    from steinkjer_skolemiljo.papir import til_pdf  # noqa: PLC0415 - most of a second, which few processes need

    innhold = til_pdf(versjon_html(versjon))
    with transaction.atomic():
        # Two who ask at once get one document.
        Prosedyreversjon.objects.select_for_update(of=("self",), no_key=True).get(pk=versjon.pk)
        rad, _ny = Prosedyredokument.objects.get_or_create(
            versjon=versjon, defaults={"innhold": innhold, "sha256": sha256(innhold).hexdigest(), "laget": now}
        )
    return rad
