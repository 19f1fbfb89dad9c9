"""A masked paper drawn: of the masked text and nothing else, so that nothing lies beneath (A-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.lov.kilder import Kilde as Lovkilde
from cases.lov.kilder import hjemmel
from cases.sladding.models import Sladding
from steinkjer_skolemiljo.papir import hode, til_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cases.sladding.kilder import Papir


# So much of a name and of what it says there is room for in half the width.
HALV_BREDDE = (20, 28)


def hoderader(fakta: Sequence[tuple[str, str]]) -> list[tuple[tuple[str, str], ...]]:
    """The facts of the head, two by two where both are short, as on the house's other papers."""
    rader: list[tuple[tuple[str, str], ...]] = []
    for par in fakta:
        if _kort(par) and rader and len(rader[-1]) == 1 and _kort(rader[-1][0]):
            rader[-1] = (*rader[-1], par)
        else:
            rader.append((par,))
    return rader


def _kort(par: tuple[str, str]) -> bool:
    return all(len(tekst) <= plass for tekst, plass in zip(par, HALV_BREDDE, strict=True))


def papir_pdf(sladding: Sladding, papir: Papir, *, now: datetime, nummer: int = 1, av: int = 1) -> bytes:
    """Draw one paper in the school's målform, dated when it was let out. It knows no text but the masked one."""
    sak = sladding.sak
    # Where the address is protected the paper tells neither school nor class.
    klasse = sak.klasse.navn if sak.klasse is not None and not sak.elev.er_gradert else ""
    with translation.override(sak.skole.maalform):
        html = render_to_string(
            "cases/sladding/papir.html",
            {
                **hode(),
                "sak": sak,
                "avsender": "" if sak.elev.er_gradert else sak.skole.navn,
                "papir": papir,
                "hoderader": hoderader(
                    [(_("Elev"), sak.elev.navn), *([(_("Klasse"), klasse)] if klasse else []), *papir.fakta]
                ),
                "nummer": nummer,
                "av": av,
                "til_hjemmet": sladding.formaal == Sladding.Formaal.ELEVMAPPE,
                "sprak": sak.skole.maalform,
                "laget": now.isoformat(timespec="seconds"),
                "hjemler": {kilde.value: hjemmel(kilde, localtime(now).date()).henvisning for kilde in Lovkilde},
            },
        )
        return til_pdf(html)
