"""Opening a sak in a view: fetched by the rule, logged as read, in one step that cannot be left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from cases.sak import access
from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import IkkeFunnet, IkkeTilgang
from cases.sak.models import Oppslag, Sak

if TYPE_CHECKING:
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.http import BrukerRequest
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Tid:
    """The time of a request, read once: the moment and the day in Norway."""

    now: datetime
    dag: date


def tid() -> Tid:
    """The time now, for a view."""
    now = timezone.localtime()
    return Tid(now=now, dag=now.date())


@dataclass(frozen=True)
class Apnet:
    """A sak that has been opened: what this person may do with it, and in which role they have it."""

    sak: Sak
    handlinger: frozenset[Handling]
    situasjon: str
    tid: Tid

    @property
    def kan_skrive(self) -> bool:
        """May write samtaler, observasjoner and the like."""
        return Handling.SKRIVE in self.handlinger

    @property
    def kan_lede(self) -> bool:
        """May plan, adopt, evaluate, close, warn and share."""
        return Handling.LEDE in self.handlinger

    @property
    def kan_folge_opp(self) -> bool:
        """May act as skoleeier in the sak."""
        return Handling.FOLGE_OPP in self.handlinger

    @property
    def for_ledere(self) -> bool:
        """Leads the sak, or follows it up for skoleeier: sees what is not for everybody who may read it."""
        return self.kan_lede or self.kan_folge_opp


def apne(
    request: BrukerRequest,
    nummer: str,
    handling: Handling = Handling.LESE,
    *,
    hva: Oppslag.Hva = Oppslag.Hva.SAK,
) -> Apnet:
    """Open a sak for a page. Writes the read-log row (A-16).

    Raises:
        IkkeFunnet: it does not exist, or is not this person's to see: the same answer.
        IkkeTilgang: they may see it, but not do ``handling``.

    """
    naa = tid()
    bruker = request.user
    sak = (
        access.med_situasjon(Sak.objects.visible_to(bruker, naa.dag), bruker, naa.dag)
        .select_related("elev", "elev__klasse", "skole", "klasse", "ansvarlig")
        .filter(nummer=nummer)
        .first()
    )
    if sak is None:
        raise IkkeFunnet
    # The situation that let them in says what they may; the doors ask the database again.
    situasjon: str = sak.situasjon  # type: ignore[attr-defined]  # annotated by med_situasjon
    handlinger = access.handlinger(bruker, sak.pk, naa.dag)
    if handling not in handlinger:
        raise IkkeTilgang(str(HVEM_KAN[handling]))
    noter(bruker, naa.now, sak=sak, hva=hva, rolle=situasjon)
    return Apnet(sak=sak, handlinger=handlinger, situasjon=situasjon, tid=naa)


def noter(
    bruker: Bruker,
    now: datetime,
    *,
    hva: Oppslag.Hva,
    sak: Sak | None = None,
    melding_nummer: str = "",
    rolle: str = "",
    grunn: str = "",
) -> None:
    """Write one row in the read-log."""
    Oppslag.objects.create(
        sak=sak, melding_nummer=melding_nummer, bruker=bruker, tid=now, hva=hva, rolle=rolle, grunn=grunn
    )
