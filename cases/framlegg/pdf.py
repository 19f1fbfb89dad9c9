"""The framlegg on paper: no saksnummer, no name but those that were decided to stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localtime

from cases.lov.kilder import Kilde, hjemmel
from steinkjer_skolemiljo.papir import hode, til_pdf

if TYPE_CHECKING:
    from cases.framlegg.models import Framlegg
    from cases.framlegg.personer import Masket


def framlegg_pdf(framlegg: Framlegg, tekst: Masket) -> bytes:
    """Draw it as it is given, in the school's målform. Asks no clock: it is dated when it was given.

    Raises:
        ValueError: it has not been given.

    """
    if framlegg.frigitt is None:
        raise ValueError("a draft is no document")
    skole = framlegg.sak.skole
    dag = localtime(framlegg.frigitt).date()
    with translation.override(skole.maalform):
        html = render_to_string(
            "cases/framlegg/pdf.html",
            {
                **hode(),
                "avsender": skole.navn,
                "framlegg": framlegg,
                "skole": skole,
                "tekst": tekst,
                "sprak": skole.maalform,
                "laget": framlegg.frigitt.isoformat(timespec="seconds"),
                "hjemler": {kilde.value: hjemmel(kilde, dag).henvisning for kilde in Kilde},
            },
        )
        return til_pdf(html)
