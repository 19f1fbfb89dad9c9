"""Reads for the one who receives: the inbox, and what must be known to decide. A constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Case, Prefetch, Q, Value, When
from django.utils.timezone import localdate, localtime

from cases.lov.fakta import KrenkerFakta, MeldingFakta, SakFakta
from cases.lov.frister import avgjore_melding, ta_imot_melding
from cases.lov.kriterier import pekere
from cases.lov.parametre import Parametre
from cases.melding.models import Behandling, Melding, Meldingelev, Mottaker
from cases.sak import access, kalender
from cases.sak.fakta import melding_fakta
from cases.sak.models import Involvert, Kriterium, Sak
from cases.sak.vurdering import Forslagslinje, fristlinje, setning
from steinkjer_skolemiljo.organisation.models import Rolle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from cases.lov.kalender import Skolekalender
    from cases.melding.models import Meldinginvolvert, MeldingQuerySet
    from cases.sak.vurdering import Fristlinje
    from steinkjer_skolemiljo.organisation.models import Bruker, Elev

PER_SIDE = 25
# No plan can have been without effect before there is a sak.
INGEN_PLANER = 1


def haster_forst(meldinger: MeldingQuerySet) -> QuerySet[Melding]:
    """Those that cannot wait first: urgent, or the pupil is not safe now; of these what nobody has read; the oldest."""
    haster = Q(haster=True) | Q(trygg_naa="nei")
    kan_vente = Case(When(haster, lest=None, then=Value(0)), When(haster, then=Value(1)), default=Value(2))
    return meldinger.annotate(kan_vente=kan_vente).order_by("kan_vente", "sendt", "id")


def innboks(bruker: Bruker, dag: date, *, vis: str, side: int) -> Page[Melding]:
    """One page of the meldinger this person receives: those waiting, urgent and oldest first; or those handled."""
    meldinger = Melding.objects.visible_to(bruker, dag)
    ordnet = (
        meldinger.exclude(behandling=Behandling.NY).order_by("-behandlet", "-id")
        if vis == "behandlet"
        else haster_forst(meldinger.filter(behandling=Behandling.NY))
    )
    return Paginator(med_elever(ordnet), PER_SIDE).get_page(side)


def med_elever(meldinger: QuerySet[Melding]) -> QuerySet[Melding]:
    """The meldinger with what a list says of each: its school, its pupils and the saker it led to. One query more."""
    return meldinger.select_related("skole", "melder").prefetch_related(
        Prefetch("elever", Meldingelev.objects.select_related("elev", "elev__klasse", "sak"))
    )


@dataclass(frozen=True)
class Innbokslinje:
    """A melding as it stands in the inbox: by when it is to be read, or when it is read, to be decided on."""

    melding: Melding
    frist: Fristlinje | None


def linjer(meldinger: Sequence[Melding], now: datetime) -> list[Innbokslinje]:
    """One page of the inbox with the deadlines of those that wait. Four queries at most, however many."""
    venter = [melding for melding in meldinger if melding.behandling == Behandling.NY]
    kalendere = kalender.kalendere({melding.skole_id for melding in venter}) if venter else {}
    parametre = kalender.parametre().paa(localdate(now)) if venter else Parametre()
    return [
        Innbokslinje(
            melding,
            _frist(melding, now, kalendere[melding.skole_id], parametre) if melding.skole_id in kalendere else None,
        )
        for melding in meldinger
    ]


def _frist(melding: Melding, now: datetime, skolens: Skolekalender, parametre: Parametre) -> Fristlinje | None:
    fakta = MeldingFakta(sendt=melding.sendt, lest=melding.lest)
    haster = melding.haster or melding.skjerpet or melding.trygg_naa == "nei"
    frist = ta_imot_melding(fakta, haster=haster, kalender=skolens, parametre=parametre) or avgjore_melding(
        fakta, skjerpet=melding.skjerpet, kalender=skolens, parametre=parametre
    )
    return fristlinje(frist, now) if frist is not None else None


def saker_for(rader: Sequence[Meldingelev], bruker: Bruker, dag: date) -> list[Sak]:
    """Earlier and open saker about the pupils of a melding, as far as the receiver may see them."""
    elever = [rad.elev_id for rad in rader if rad.elev_id is not None]
    return list(
        Sak.objects.visible_to(bruker, dag).filter(elev__in=elever).select_related("elev").order_by("-opprettet")
    )


@dataclass(frozen=True)
class TidligereSak:
    """A sak as a number and a date, and no more (A-23)."""

    nummer: str
    opprettet: datetime
    avsluttet: datetime | None


@dataclass(frozen=True)
class Nevnt:
    """A pupil who may have offended, and the saker at the school where they stand already."""

    elev: Elev
    saker: list[TidligereSak]


def nevnt_for(melding: Melding, involverte: Sequence[Meldinginvolvert], bruker: Bruker, dag: date) -> list[Nevnt]:
    """For each pupil said to have offended: earlier saker at this school, for the one who is to decide. Two queries.

    Numbers and dates only, of what the receiver may see anyway. It is shown here and nowhere else, never exported.
    """
    elever = {person.elev.pk: person.elev for person in involverte if person.elev is not None}
    if not elever:
        return []
    synlige = Sak.objects.visible_to(bruker, dag).filter(skole=melding.skole_id)
    funnet: dict[int, dict[int, TidligereSak]] = {pk: {} for pk in elever}
    egne = synlige.filter(elev__in=elever).values_list("elev", "pk", "nummer", "opprettet", "avsluttet")
    nevnt = Involvert.objects.filter(sak__in=synlige, elev__in=elever).values_list(
        "elev", "sak", "sak__nummer", "sak__opprettet", "sak__avsluttet"
    )
    for elev_id, sak_id, nummer, opprettet, avsluttet in [*egne, *nevnt]:
        if elev_id is not None:
            funnet[elev_id][sak_id] = TidligereSak(nummer, opprettet, avsluttet)
    return [
        Nevnt(elev, sorted(funnet[pk].values(), key=lambda sak: sak.opprettet, reverse=True))
        for pk, elev in elever.items()
    ]


def forslag_fra(melding: Melding, involverte: Sequence[Meldinginvolvert], now: datetime) -> list[Forslagslinje]:
    """What in the melding points to its being serious, with the reason. The law's own rules; the rektor decides."""
    fakta = SakFakta(
        opprettet=now,
        mottatt=melding.sendt,
        meldinger=(melding_fakta(melding),),
        elever_som_kan_ha_krenket=tuple(
            KrenkerFakta(
                siden=localtime(melding.sendt),
                annen_skole=person.elev is not None and person.elev.skole_id != melding.skole_id,
            )
            for person in involverte
            if person.kategori == Involvert.Kategori.ELEV
        ),
    )
    return [Forslagslinje(str(Kriterium(f.kriterium).label), setning(f.fordi)) for f in pekere(fakta, INGEN_PLANER)]


def mulige_ansvarlige(melding: Melding, dag: date) -> list[Bruker]:
    """Those who may be made saksansvarlig for what the melding leads to."""
    if melding.mottaker == Mottaker.REKTOR:
        return access.ledere_ved(melding.skole_id, dag)
    return access.med_kommunerolle(
        Rolle.SEKTORLEDER if melding.mottaker == Mottaker.SKOLEEIER else Rolle.KOMMUNALSJEF, dag
    )
