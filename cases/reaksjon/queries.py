"""Reads for the page of reactions and agreements. A constant number of queries, however many rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from cases.reaksjon.models import Avtalesamtale, Reaksjon, Reaksjonstillegg, Samarbeidsavtale

if TYPE_CHECKING:
    from datetime import date

    from cases.sak.models import Sak


@dataclass(frozen=True)
class Avtalelinje:
    """An agreement with its talks: when the next is, and whether that day has passed."""

    avtale: Samarbeidsavtale
    samtaler: tuple[Avtalesamtale, ...]
    neste: date | None
    passert: bool

    @property
    def ferdig(self) -> bool:
        """Nothing more is to be talked of."""
        return self.neste is None


def reaksjoner(sak: Sak) -> list[Reaksjon]:
    """The sak's reactions, newest first, with what has been added. Two queries."""
    return list(
        Reaksjon.objects.filter(sak=sak)
        .select_related("elev", "bestemt_av", "registrert_av")
        .prefetch_related(Prefetch("tillegg", Reaksjonstillegg.objects.select_related("registrert_av")))
    )


def avtaler(sak: Sak, dag: date) -> list[Avtalelinje]:
    """The sak's agreements, newest first, with their talks. Two queries."""
    rader = (
        Samarbeidsavtale.objects.filter(sak=sak)
        .select_related("elev", "folges_opp_av", "registrert_av")
        .prefetch_related(Prefetch("samtaler", Avtalesamtale.objects.select_related("registrert_av")))
    )
    return [_linje(rad, tuple(rad.samtaler.all()), dag) for rad in rader]


def _linje(avtale: Samarbeidsavtale, samtaler: tuple[Avtalesamtale, ...], dag: date) -> Avtalelinje:
    neste: date | None = avtale.neste_samtale
    if any(samtale.ferdig for samtale in samtaler):
        neste = None
    elif samtaler:
        # What was agreed in the talk that was written last counts.
        neste = max(samtaler, key=lambda s: (s.registrert, s.pk)).neste_samtale
    return Avtalelinje(avtale, samtaler, neste, passert=neste is not None and neste < dag)


def reaksjon_i(sak: Sak, reaksjon_id: int) -> Reaksjon | None:
    """One reaction of a sak that has been opened."""
    return next((rad for rad in reaksjoner(sak) if rad.pk == reaksjon_id), None)


def avtale_i(sak: Sak, avtale_id: int, dag: date) -> Avtalelinje | None:
    """One agreement of a sak that has been opened."""
    return next((linje for linje in avtaler(sak, dag) if linje.avtale.pk == avtale_id), None)
