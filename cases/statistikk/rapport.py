"""How the year's report is put together: each part has a comment and the tables it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.forms import BoundField, Form

    from cases.statistikk.models import Aarsrapport
    from cases.statistikk.queries import Bilde, Tabell


@dataclass(frozen=True)
class Avsnitt:
    """One part of the report; with its field while it is written."""

    tittel: str
    tekst: str
    tabeller: tuple[Tabell, ...]
    felt: BoundField | None = None


def avsnittene(rapport: Aarsrapport, bilde: Bilde, skjema: Form | None = None) -> list[Avsnitt]:
    """The parts, in the order they are read. While it is written each has its field; on paper, its text."""
    deler: tuple[tuple[str, str, tuple[Tabell, ...]], ...] = (
        ("innledning", _("Innledning"), ()),
        ("om_sakene", _("Sakene"), (bilde.saker, bilde.aar, bilde.skoler)),
        ("om_hvor_og_hva", _("Hvor, hva og når"), (bilde.arena, bilde.type, bilde.maaneder, bilde.klokka)),
        ("om_arbeidet", _("Skolenes arbeid"), (bilde.plantid, bilde.evaluering)),
        ("om_elevene", _("Hva elevene svarer"), (bilde.svar,)),
        ("veien_videre", _("Veien videre"), ()),
    )
    return [
        Avsnitt(tittel, getattr(rapport, navn), tabeller, skjema[navn] if skjema is not None else None)
        for navn, tittel, tabeller in deler
        if skjema is not None or tabeller or getattr(rapport, navn)
    ]
