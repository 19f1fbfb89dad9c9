"""Reads for the procedures' pages. A constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.http import Http404

from procedures.models import Avsnitt, Lesebekreftelse, Prosedyreversjon
from steinkjer_skolemiljo.organisation.models import Rolletildeling, Skole, gjelder
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Blokk:
    """A piece of a text: a paragraph, a small heading, or a list of points."""

    type: str
    linjer: tuple[str, ...]


@dataclass(frozen=True)
class Avsnittvisning:
    """One section, ready for the page."""

    avsnitt: Avsnitt
    blokker: Sequence[Blokk]


@dataclass(frozen=True)
class Delvisning:
    """One part, with its sections."""

    nummer: int
    tittel: str
    avsnitt: Sequence[Avsnittvisning]


@dataclass(frozen=True)
class Listelinje:
    """One procedure in the list, and when this person confirmed it."""

    versjon: Prosedyreversjon
    bekreftet: datetime | None


@dataclass(frozen=True)
class Skolestatus:
    """How many at a school have confirmed, and who have not; the names only for the school's own leaders."""

    skole: Skole
    bekreftet: int
    av: int
    mangler: Sequence[Bruker] | None


@dataclass(frozen=True)
class Prosedyrevisning:
    """Everything a procedure's page shows."""

    versjon: Prosedyreversjon
    formaal: Sequence[Blokk]
    omfang: Sequence[Blokk]
    ansvar: Sequence[Blokk]
    deler: Sequence[Delvisning]
    bekreftet: datetime | None
    skoler: Sequence[Skolestatus]


def _slag(linje: str) -> str:
    if linje.startswith("- "):
        return "punkter"
    return "overskrift" if linje.startswith("# ") else "avsnitt"


def blokker(tekst: str) -> list[Blokk]:
    """The pieces of a stored text; points that follow each other become one list."""
    ut: list[Blokk] = []
    for type_, gruppe in groupby((linje for linje in tekst.splitlines() if linje.strip()), key=_slag):
        linjer = [linje.removeprefix("- ").removeprefix("# ") for linje in gruppe]
        if type_ == "punkter":
            ut.append(Blokk(type_, tuple(linjer)))
        else:
            ut.extend(Blokk(type_, (linje,)) for linje in linjer)
    return ut


def _krev_rolle(bruker: Bruker, dag: date) -> None:
    if not roller_for(bruker, dag).finnes:
        raise Http404


def liste(bruker: Bruker, dag: date) -> list[Listelinje]:
    """The procedures in force, and when this person confirmed each.

    Raises:
        Http404: the person has no role today.

    """
    _krev_rolle(bruker, dag)
    versjoner = (
        Prosedyreversjon.objects.filter(status=Prosedyreversjon.Status.GJELDENDE)
        .select_related("prosedyre")
        .order_by("prosedyre")
    )
    bekreftet = dict(Lesebekreftelse.objects.filter(bruker=bruker).values_list("versjon_id", "tid"))
    return [Listelinje(versjon, bekreftet.get(versjon.pk)) for versjon in versjoner]


def vis(bruker: Bruker, slug: str, dag: date) -> Prosedyrevisning:
    """One procedure as it is in force.

    Raises:
        Http404: no such procedure in force, or the person has no role today.

    """
    _krev_rolle(bruker, dag)
    versjon = (
        Prosedyreversjon.objects.filter(prosedyre__slug=slug, status=Prosedyreversjon.Status.GJELDENDE)
        .select_related("prosedyre")
        .first()
    )
    if versjon is None:
        raise Http404
    egen = Lesebekreftelse.objects.filter(versjon=versjon, bruker=bruker).first()
    return Prosedyrevisning(
        versjon=versjon,
        formaal=blokker(versjon.prosedyre.formaal),
        omfang=blokker(versjon.prosedyre.omfang),
        ansvar=blokker(versjon.prosedyre.ansvar),
        deler=_deler(versjon),
        bekreftet=egen.tid if egen else None,
        skoler=_skolestatus(bruker, versjon, dag),
    )


def _deler(versjon: Prosedyreversjon) -> list[Delvisning]:
    avsnitt = Avsnitt.objects.filter(versjon=versjon).order_by("rekkefolge")
    return [
        Delvisning(
            nummer=nummer,
            tittel=versjon.deltitler[nummer - 1],
            avsnitt=[Avsnittvisning(ett, blokker(ett.tekst)) for ett in gruppe],
        )
        for nummer, gruppe in groupby(avsnitt, key=lambda ett: ett.delnummer)
    ]


def _skolestatus(bruker: Bruker, versjon: Prosedyreversjon, dag: date) -> list[Skolestatus]:
    """For leaders: own schools with names. For sektorleder: every school as numbers. For others: nothing."""
    roller = roller_for(bruker, dag)
    if not roller.er_leder and not roller.sektorleder:
        return []
    tildelinger = Rolletildeling.objects.filter(gjelder(dag), skole__isnull=False, bruker__is_active=True)
    if not roller.sektorleder:
        tildelinger = tildelinger.filter(skole__in=roller.leder_skoler)
    har_lest = set(Lesebekreftelse.objects.filter(versjon=versjon).values_list("bruker_id", flat=True))
    skoler: dict[Skole, dict[int, Bruker]] = {}
    rader = tildelinger.select_related("bruker", "skole").order_by(
        "skole__navn", "bruker__etternavn", "bruker__fornavn"
    )
    for tildeling in rader:
        if tildeling.skole is not None:
            skoler.setdefault(tildeling.skole, {})[tildeling.bruker_id] = tildeling.bruker
    return [
        Skolestatus(
            skole=skole,
            bekreftet=sum(pk in har_lest for pk in ansatte),
            av=len(ansatte),
            mangler=(
                [ansatt for pk, ansatt in ansatte.items() if pk not in har_lest]
                if skole.pk in roller.leder_skoler
                else None
            ),
        )
        for skole, ansatte in skoler.items()
    ]
