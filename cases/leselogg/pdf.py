"""The overview for a guardian as PDF/A: tagged, with our own fonts, dated when it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localtime

from cases.leselogg.utskrift import linjer, lister
from cases.lov.kilder import Kilde, hjemmel
from steinkjer_skolemiljo.papir import hode, til_pdf

if TYPE_CHECKING:
    from cases.leselogg.models import Innsynsutskrift
    from cases.sak.models import Sak


def utskriftens_innhold(sak: Sak, utskrift: Innsynsutskrift) -> dict[str, Any]:
    """What the paper and the page both show, in the active language.

    The school is left out for a pupil with a protected address: the paper must not tell where the child is (A-13).
    """
    dag = localtime(utskrift.laget).date()
    return {
        "sak": sak,
        "utskrift": utskrift,
        "linjer": linjer(utskrift),
        "lister": lister(utskrift),
        "skole": "" if sak.elev.er_gradert else sak.skole.navn,
        "hjemler": {kilde.value: hjemmel(kilde, dag).henvisning for kilde in Kilde},
    }


def utskrift_pdf(sak: Sak, utskrift: Innsynsutskrift) -> bytes:
    """Make the PDF, in the school's målform. Asks no clock."""
    with translation.override(sak.skole.maalform):
        innhold = utskriftens_innhold(sak, utskrift)
        html = render_to_string(
            "cases/leselogg/utskrift_pdf.html",
            {
                **hode(),
                **innhold,
                "avsender": innhold["skole"],
                "sprak": sak.skole.maalform,
                "laget": utskrift.laget.isoformat(timespec="seconds"),
            },
        )
        return til_pdf(html)
