"""Reads for the pages of users and roles. A constant number of queries, however many people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q

from steinkjer_skolemiljo.forvaltning import access, regler
from steinkjer_skolemiljo.organisation.innlogging.access import hjelpes_av
from steinkjer_skolemiljo.organisation.models import (
    Bruker,
    Klasse,
    Kontaktlarer,
    Rolle,
    Rolleforslag,
    Rolletildeling,
    Skole,
)
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from django.core.paginator import Page
    from django.db.models import QuerySet

PER_SIDE = 50


@dataclass(frozen=True)
class Rollelinje:
    """One role of a person, and whether the one who looks may end it."""

    tildeling: Rolletildeling
    gjelder_naa: bool
    kan_avsluttes: bool


@dataclass(frozen=True)
class Brukerside:
    """Everything on a person's page."""

    bruker: Bruker
    roller: list[Rollelinje]
    tidligere: list[Rollelinje]
    forslag: list[Rolleforslag]
    klasser: list[Kontaktlarer]
    kan_endre: bool
    kan_sette_klasse: bool
    kan_hjelpe_inn: bool


def brukere(aktor: Bruker, *, q: str, skole: int | None, sluttet: bool, side: int, dag: date) -> Page[Any]:
    """One page of the users this person may see, each with the roles in force in ``gjeldende``.

    Args:
        aktor: who asks.
        q: words of a name or an e-mail.
        skole: only those with a role there.
        sluttet: those whose account is closed, instead of those who work here.
        side: page number, from 1.
        dag: today in Norway.

    """
    alle = access.synlige_brukere(aktor, dag).filter(is_active=not sluttet)
    for ord_ in q.split():
        alle = alle.filter(Q(fornavn__icontains=ord_) | Q(etternavn__icontains=ord_) | Q(email__icontains=ord_))
    if skole is not None:
        alle = alle.filter(pk__in=Rolletildeling.objects.filter(skole=skole).exclude(til__lt=dag).values("bruker"))
    gjeldende = access.gjeldende_eller_kommende(dag).select_related("skole").order_by("skole__navn", "rolle")
    return Paginator(
        alle.order_by("etternavn", "fornavn", "pk").prefetch_related(
            Prefetch("roller", queryset=gjeldende, to_attr="gjeldende")
        ),
        PER_SIDE,
    ).get_page(side)


def brukerside(aktor: Bruker, bruker_id: int, dag: date) -> Brukerside | None:
    """A person's page, or None where the one who looks may not see them."""
    bruker = access.synlige_brukere(aktor, dag).filter(pk=bruker_id).first()
    if bruker is None:
        return None
    linjer = [
        Rollelinje(
            tildeling=tildeling,
            gjelder_naa=tildeling.fra <= dag and (tildeling.til is None or tildeling.til >= dag),
            kan_avsluttes=(tildeling.til is None or tildeling.til >= dag)
            and access.kan_avslutte(aktor, tildeling, dag),
        )
        for tildeling in access.tildelinger_for(aktor, bruker, dag).order_by("-fra", "-id")
    ]
    return Brukerside(
        bruker=bruker,
        roller=[linje for linje in linjer if linje.tildeling.til is None or linje.tildeling.til >= dag],
        tidligere=[linje for linje in linjer if linje.tildeling.til is not None and linje.tildeling.til < dag],
        forslag=list(access.forslag_om(aktor, bruker, dag)),
        klasser=list(
            Kontaktlarer.objects.filter(bruker=bruker, klasse__skole__in=_skoler(aktor, dag))
            .exclude(til__lt=dag)
            .select_related("klasse", "klasse__skole")
            .order_by("klasse__trinn", "klasse__navn")
        ),
        kan_endre=access.kan_endre(aktor, dag) and bruker.pk != aktor.pk,
        kan_sette_klasse=bool(roller_for(aktor, dag).rektor_skoler) and bruker.pk != aktor.pk,
        kan_hjelpe_inn=hjelpes_av(aktor, dag).filter(pk=bruker.pk).exists(),
    )


def _skoler(aktor: Bruker, dag: date) -> QuerySet[Skole]:
    roller = roller_for(aktor, dag)
    if roller.systemforvalter or roller.sektorleder or roller.kommunalsjef:
        return Skole.objects.all()
    return Skole.objects.filter(pk__in=sorted(roller.rektor_skoler))


def skoler(aktor: Bruker, dag: date) -> QuerySet[Skole]:
    """The schools in this person's charge, less those that have closed."""
    return _skoler(aktor, dag).filter(Q(nedlagt__isnull=True) | Q(nedlagt__gte=dag)).order_by("navn")


def klasser(aktor: Bruker, dag: date) -> QuerySet[Klasse]:
    """The classes of this school year this person may give a kontaktlærer: those where they are rektor."""
    skolear = dag.year if dag.month >= 8 else dag.year - 1  # noqa: PLR2004 - the school year starts in August
    return (
        Klasse.objects.filter(skole__in=sorted(roller_for(aktor, dag).rektor_skoler), skolear__gte=skolear)
        .select_related("skole")
        .order_by("skole__navn", "trinn", "navn")
    )


def ventende(aktor: Bruker, dag: date) -> list[Rolleforslag]:
    """The proposals that wait for this person's yes or no, oldest first."""
    return list(access.forslag_for(aktor, dag).select_related("bruker", "skole", "foreslatt_av", "stedfortreder_for"))


def rollevalg(aktor: Bruker, dag: date) -> list[tuple[str, str]]:
    """The roles this person may give or propose, for a form."""
    roller = roller_for(aktor, dag)
    skole = next(iter(roller.rektor_skoler), None)
    return [(rolle.value, str(rolle.label)) for rolle in Rolle if regler.kan_gi(roller, rolle, skole)]
