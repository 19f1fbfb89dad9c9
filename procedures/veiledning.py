"""The procedure beside the forms: the same words, from the same rows, as the whole document. Never a copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from procedures.models import Avsnitt, Prosedyreversjon
from procedures.visning import Blokk, blokker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True)
class Stykke:
    """One section, for the page beside which it is shown."""

    avsnitt: Avsnitt
    blokker: Sequence[Blokk]
    steder: frozenset[str]

    @property
    def versjon(self) -> Prosedyreversjon:
        """The version it is part of."""
        return self.avsnitt.versjon

    @property
    def adresse(self) -> str:
        """Where it stands in the whole document."""
        return f"{reverse('procedures:vis', args=[self.versjon.prosedyre.slug])}#{self.avsnitt.anker}"


def stykker() -> list[Stykke]:
    """Every section in force that is shown beside some form. One query."""
    rader = (
        Avsnitt.objects.filter(versjon__status=Prosedyreversjon.Status.GJELDENDE)
        .exclude(steder=[])
        .select_related("versjon__prosedyre")
        .order_by("versjon__prosedyre", "rekkefolge")
    )
    return [Stykke(rad, blokker(rad.tekst), frozenset(rad.steder)) for rad in rader]


def versjon_paa(slug: str, dag: date) -> Prosedyreversjon | None:
    """The version of a procedure in force on a day, which is what a sak opened that day follows."""
    return (
        Prosedyreversjon.objects.filter(prosedyre__slug=slug, gjelder_fra__lte=dag)
        .select_related("prosedyre")
        .order_by("-versjon")
        .first()
    )
