"""The letter that answers a krav om innsyn: what is given, what is not and why, and how to complain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localtime

from cases.innsyn.models import Innsynsavgjorelse, Innsynskrav
from cases.lov.kilder import Kilde, hjemmel
from steinkjer_skolemiljo.papir import hode, til_pdf

if TYPE_CHECKING:
    from cases.lov.innsyn import Rett


def brev_pdf(krav: Innsynskrav, avgjorelse: Innsynsavgjorelse, rett: Rett) -> bytes:
    """Draw the letter in the school's målform. Asks no clock: it is dated when it was answered.

    One who is nothing to the pupil is told neither the pupil's name nor the sak's number, nor that there is a sak
    (R-11). Where the address is protected nobody is told which school (A-14).
    """
    sak = krav.sak
    dag = localtime(avgjorelse.avgjort).date()
    with translation.override(sak.skole.maalform):
        html = render_to_string(
            "cases/innsyn/brev.html",
            {
                **hode(),
                "krav": krav,
                "avgjorelse": avgjorelse,
                "til": mottaker(krav),
                "bekreftes": rett.bekreftes,
                "elev": sak.elev.navn if rett.bekreftes else "",
                "nummer": sak.nummer if rett.bekreftes else "",
                "avsender": "" if sak.elev.er_gradert or not rett.bekreftes else sak.skole.navn,
                "avslag": avgjorelse.utfall == Innsynsavgjorelse.Utfall.AVSLAG,
                "alt": avgjorelse.utfall == Innsynsavgjorelse.Utfall.INNVILGET,
                "hjemler": [hjemmel(Kilde(kode), dag).henvisning for kode in avgjorelse.hjemler],
                "sprak": sak.skole.maalform,
                "laget": avgjorelse.avgjort.isoformat(timespec="seconds"),
            },
        )
        return til_pdf(html)


def mottaker(krav: Innsynskrav) -> str:
    """Who asked, by name."""
    if krav.foresatt is not None:
        return krav.foresatt.navn
    return krav.navn or krav.sak.elev.navn
