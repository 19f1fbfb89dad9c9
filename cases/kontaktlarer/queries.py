"""Reads for the kontaktlærer's page. What it shows of saker is what the rule of the saker lets this person see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.translation import gettext as _

from cases.sak import access
from cases.sak.access import Handling
from cases.sak.kjent_frist import med_kjent_frist
from cases.sak.models import Del, Sak
from cases.sak.vurdering import linjer
from cases.tiltaksplan.models import Tiltaksplan
from cases.undersokelse.models import Samtale
from steinkjer_skolemiljo.organisation.models import Klasse
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from cases.sak.vurdering import Sakslinje
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Elevlinje:
    """One pupil of the class with a sak that is shared: the sak, the talk that is planned, the coming evaluation."""

    linje: Sakslinje
    samtale: Samtale | None
    evaluering: date | None
    kan_skrive: bool
    # Today, for what is behind.
    dag: date


@dataclass(frozen=True)
class Kommende:
    """Something that is agreed, with its day."""

    dato: date
    hva: str
    sak: Sak
    over_tiden: bool


def klasser(bruker: Bruker, dag: date) -> list[Klasse]:
    """The classes this person is kontaktlærer for today. One query."""
    return list(Klasse.objects.filter(pk__in=roller_for(bruker, dag).klasser).select_related("skole"))


def elever(bruker: Bruker, dag: date, now: datetime) -> list[Elevlinje]:
    """The pupils of one's own class with an open sak one may see, what is due first on top.

    The same number of queries however many they are.
    """
    egne = roller_for(bruker, dag).klasser
    if not egne:
        return []
    saker = list(
        med_kjent_frist(Sak.objects.visible_to(bruker, dag), bruker, dag)
        .filter(elev__klasse__in=egne, avsluttet__isnull=True)
        .select_related("elev", "elev__klasse", "skole", "ansvarlig")
        .order_by(F("kjent_frist").asc(nulls_last=True), "id")
    )
    kan = access.handlinger_i(bruker, [sak.pk for sak in saker], dag)
    # One may be let in by name to other parts than the talks.
    undersoker = access.ser_delen(bruker, [sak.pk for sak in saker], dag, Del.UNDERSOKELSE)
    samtaler, evalueringer = _planlagte_samtaler(undersoker), _evalueringer(saker)
    return [
        Elevlinje(
            linje=linje,
            samtale=samtaler.get(linje.sak.pk),
            evaluering=evalueringer.get(linje.sak.pk),
            kan_skrive=linje.sak.pk in undersoker and Handling.SKRIVE in kan.get(linje.sak.pk, ()),
            dag=dag,
        )
        for linje in linjer(saker, now, kan)
    ]


def _planlagte_samtaler(saker: Iterable[int]) -> dict[int, Samtale]:
    """The next talk agreed with the pupil, unless one has been held on that day or after. One query."""
    planlagt: dict[int, Samtale] = {}
    holdt: dict[int, date] = {}
    gjeldende = Samtale.objects.filter(sak__in=sorted(saker), type=Samtale.Type.ELEV, rettet_av__isnull=True)
    for samtale in gjeldende.order_by("dato", "pk"):
        holdt[samtale.sak_id] = samtale.dato
        if samtale.neste_samtale is not None:
            planlagt[samtale.sak_id] = samtale
    return {
        sak: samtale
        for sak, samtale in planlagt.items()
        if samtale.neste_samtale is not None and holdt[sak] < samtale.neste_samtale
    }


def _evalueringer(saker: Iterable[Sak]) -> dict[int, date]:
    """When each plan in force is evaluated next: as agreed last, or as the plan says itself. Two queries."""
    planer = Tiltaksplan.objects.filter(sak__in=list(saker), status=Tiltaksplan.Status.VEDTATT).prefetch_related(
        "evalueringer"
    )
    funnet = {}
    for plan in planer:
        siste = max(plan.evalueringer.all(), key=lambda e: (e.dato, e.pk), default=None)
        dato = plan.evalueringsdato if siste is None else siste.ny_evalueringsdato
        if dato is not None:
            funnet[plan.sak_id] = dato
    return funnet


def kommer(elever: Iterable[Elevlinje]) -> list[Kommende]:
    """All that is agreed, in the order it comes. No query."""
    funnet = []
    for rad in elever:
        if rad.samtale is not None and rad.samtale.neste_samtale is not None:
            funnet.append((rad.samtale.neste_samtale, _("Samtale med eleven"), rad))
        if rad.evaluering is not None:
            funnet.append((rad.evaluering, _("Evaluering av tiltakene"), rad))
    return [
        Kommende(dato, hva, rad.linje.sak, over_tiden=dato < rad.dag)
        for dato, hva, rad in sorted(funnet, key=lambda f: (f[0], f[2].linje.sak.pk))
    ]
