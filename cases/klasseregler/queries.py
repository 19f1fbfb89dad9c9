"""Reads of the class rules: the classes with how far each has come, and one plan. A constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, Q

from annual_wheel.models import skolear_for
from cases.klasseregler.access import synlige
from cases.klasseregler.metoden import sier_hva_man_ikke_skal, trinnene
from cases.klasseregler.models import Klasseregler, Regelforslag, Regelgjennomgang

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.core.paginator import Page

    from cases.klasseregler.metoden import Trinn
    from steinkjer_skolemiljo.organisation.models import Bruker, Klasse

PER_SIDE = 40


@dataclass(frozen=True)
class Klasselinje:
    """One class, and how far it has come."""

    klasse: Klasse
    plan: Klasseregler | None
    regler: int
    dag: date

    @property
    def forsinket(self) -> bool:
        """The day the class was to look at it has passed."""
        return self.plan is not None and self.plan.oppfolging is not None and self.plan.oppfolging < self.dag


@dataclass(frozen=True)
class Forslagslinje:
    """One proposal as it is shown."""

    rad: Regelforslag
    nekter: bool


@dataclass(frozen=True)
class Planbilde:
    """One class's plan as it is shown."""

    klasse: Klasse
    plan: Klasseregler
    trinn: Sequence[Trinn]
    forslag: Sequence[Forslagslinje]
    gjennomganger: Sequence[Regelgjennomgang]

    @property
    def regler(self) -> list[Regelforslag]:
        """What became rules, most votes first."""
        return etter_stemmer(linje.rad for linje in self.forslag if linje.rad.valgt)


def etter_stemmer(forslag: Iterable[Regelforslag]) -> list[Regelforslag]:
    """Most votes first, and among equals in the order they came."""
    return sorted(forslag, key=lambda rad: (-(rad.stemmer or 0), rad.pk))


def klasser(bruker: Bruker, dag: date, *, side: int) -> tuple[Page[Klasse], list[Klasselinje]]:
    """This school year's classes that this person may see, and how far each has come. Three queries."""
    alle = synlige(bruker, dag).filter(skolear=skolear_for(dag)).order_by("skole__navn", "trinn", "navn", "pk")
    ark = Paginator(alle, PER_SIDE).get_page(side)
    planer = {
        plan.klasse_id: plan
        for plan in Klasseregler.objects.filter(klasse__in=[k.pk for k in ark.object_list]).annotate(
            antall_regler=Count("forslag", filter=Q(forslag__valgt=True))
        )
    }
    return ark, [
        Klasselinje(klasse, planer.get(klasse.pk), getattr(planer.get(klasse.pk), "antall_regler", 0), dag)
        for klasse in ark.object_list
    ]


def plan_for(klasse: Klasse) -> Planbilde | None:
    """The plan of a class that the caller has been let in to, if it is begun. Three queries."""
    plan = Klasseregler.objects.filter(klasse=klasse).first()
    if plan is None:
        return None
    forslag = list(plan.forslag.filter(fjernet=False))
    gjennomganger = list(plan.gjennomganger.select_related("registrert_av"))
    return Planbilde(
        klasse=klasse,
        plan=plan,
        trinn=trinnene(plan, forslag, gjennomganger),
        forslag=[Forslagslinje(rad, sier_hva_man_ikke_skal(rad.tekst)) for rad in forslag],
        gjennomganger=gjennomganger,
    )
