"""A masked paper drawn: of the masked text and nothing else, so that nothing lies beneath (A-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localtime

from cases.lov.kilder import Kilde as Lovkilde
from cases.lov.kilder import hjemmel
from cases.sladding.models import Sladding
from steinkjer_skolemiljo.papir import hode, til_pdf

if TYPE_CHECKING:
    from datetime import datetime

    from cases.sladding.kilder import Papir


def papir_pdf(sladding: Sladding, papir: Papir, *, now: datetime, nummer: int = 1, av: int = 1) -> bytes:
    """Draw one paper in the school's målform, dated when it was let out. It knows no text but the masked one."""
    sak = sladding.sak
    with translation.override(sak.skole.maalform):
        html = render_to_string(
            "cases/sladding/papir.html",
            {
                **hode(),
                "sak": sak,
                # Where the address is protected the paper does not tell which school.
                "avsender": "" if sak.elev.er_gradert else sak.skole.navn,
                "klasse": sak.klasse.navn if sak.klasse is not None and not sak.elev.er_gradert else "",
                "papir": papir,
                "nummer": nummer,
                "av": av,
                "til_hjemmet": sladding.formaal == Sladding.Formaal.ELEVMAPPE,
                "sprak": sak.skole.maalform,
                "laget": now.isoformat(timespec="seconds"),
                "hjemler": {kilde.value: hjemmel(kilde, localtime(now).date()).henvisning for kilde in Lovkilde},
            },
        )
        return til_pdf(html)
