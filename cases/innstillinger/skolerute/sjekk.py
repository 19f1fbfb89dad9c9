"""What a skolerute must look like to make sense: dates that hang together, days off that are worth entering."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.lov.kalender import helligdagsnavn
from cases.sak.feil import Brudd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steinkjer_skolemiljo.organisation.models import Skolefri

LORDAG = 5
# A first or last day of school in any other month is a slip.
FORSTE_MAANEDER, SISTE_MAANEDER = {8, 9}, {5, 6, 7}
LENGSTE_FRI = timedelta(days=31)


@dataclass(frozen=True)
class Rutedata:
    """The first and the last day of school in a school year."""

    forste_skoledag: date
    siste_skoledag: date


@dataclass(frozen=True)
class Fridata:
    """Days without school, both ends included, and what they are."""

    grunn: str
    fra: date
    til: date


def spenn(fra: date, til: date) -> str:
    """One day or several, as people write them: «5.–9. oktober»."""
    if fra == til:
        return date_format(fra, "j. F")
    forste = date_format(fra, "j." if (fra.month, fra.year) == (til.month, til.year) else "j. F")
    return f"{forste}–{date_format(til, 'j. F')}"


def _fridag(dag: date) -> str:
    """Why there can be no school on this day whatever a skolerute says; empty where there can."""
    if dag in (navn := helligdagsnavn(dag.year)):
        return navn[dag]
    return _("helg") if dag.weekday() >= LORDAG else ""


def sjekk_rute(skolear: int, data: Rutedata, fridager: Iterable[Skolefri]) -> list[Brudd]:
    """What is wrong with the first and last day of a school year, each beside its field."""
    brudd = []
    for felt, dag, maaneder, aar, melding in (
        (
            "forste_skoledag",
            data.forste_skoledag,
            FORSTE_MAANEDER,
            skolear,
            _("Første skoledag er i august eller september %(aar)s."),
        ),
        (
            "siste_skoledag",
            data.siste_skoledag,
            SISTE_MAANEDER,
            skolear + 1,
            _("Siste skoledag er i mai, juni eller juli %(aar)s."),
        ),
    ):
        if dag.year != aar or dag.month not in maaneder:
            brudd.append(Brudd(melding % {"aar": aar}, felt=felt))
        elif fridag := _fridag(dag):
            brudd.append(
                Brudd(
                    _("%(dato)s kan ikke være en skoledag: %(hva)s.")
                    % {"dato": date_format(dag, "j. F Y"), "hva": fridag},
                    felt=felt,
                )
            )
    for fri in fridager:
        for felt, utenfor in (
            ("forste_skoledag", fri.fra < data.forste_skoledag),
            ("siste_skoledag", fri.til > data.siste_skoledag),
        ):
            if utenfor:
                brudd.append(
                    Brudd(
                        _("«%(hva)s» %(dager)s blir liggende utenfor skoleåret. Endre eller fjern den først.")
                        % {"hva": fri.grunn, "dager": spenn(fri.fra, fri.til)},
                        felt=felt,
                    )
                )
    return brudd


def sjekk_fri(rute: Rutedata, data: Fridata, andre: Iterable[Skolefri]) -> list[Brudd]:
    """What is wrong with some days off, each beside its field: order, school year, length, overlap, use."""
    if data.til < data.fra:
        return [Brudd(_("Siste dag kan ikke være før første dag."), felt="til")]
    brudd = [
        Brudd(
            _("Skoleåret er fra %(fra)s til %(til)s. Dagen ligger utenfor.")
            % {
                "fra": date_format(rute.forste_skoledag, "j. F Y"),
                "til": date_format(rute.siste_skoledag, "j. F Y"),
            },
            felt=felt,
        )
        for felt, dag in (("fra", data.fra), ("til", data.til))
        if not rute.forste_skoledag <= dag <= rute.siste_skoledag
    ]
    if brudd:
        return brudd
    if data.til - data.fra >= LENGSTE_FRI:
        return [Brudd(_("Dette er mer enn en måned. Er datoene riktige?"), felt="til")]
    overlapper = [
        Brudd(
            _("Overlapper med «%(hva)s» %(dager)s.") % {"hva": fri.grunn, "dager": spenn(fri.fra, fri.til)}, felt="fra"
        )
        for fri in andre
        if fri.fra <= data.til and data.fra <= fri.til
    ]
    if overlapper:
        return overlapper
    dager = (data.fra + timedelta(days=nummer) for nummer in range((data.til - data.fra).days + 1))
    if all(_fridag(dag) for dag in dager):
        return [Brudd(_("Her er det fri uansett: helg eller helligdag."), felt="fra")]
    return []
