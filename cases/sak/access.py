"""Who may see and do what with a sak: the one rule behind every list and every object check.

Roles are situations (role × school × what the sak is; ``situasjoner.py``). A situation is one ``Q``; the policy table
here says which actions each situation opens. Denials (``nektelser.py``) come last and beat everything (A-2). Section 4
of the law note. Everyone else asks this file, not the other two.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import BooleanField, Case, CharField, Exists, ExpressionWrapper, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from cases.sak.feil import IkkeFunnet, IkkeTilgang
from cases.sak.models import Del, Eier, Sak
from cases.sak.nektelser import (
    INGEN,
    elev_er_naer,
    er_nektet,
    i_ledelsen,
    nektede_meldinger,
    nektet,
    nektet_noen,
)
from cases.sak.situasjoner import (
    GJESTER,
    LED_SAK,
    LEDET_AV_SKOLEEIER,
    SITUASJONER,
    SITUASJONSNAVN,
    Situasjon,
    glem_alt,
    glem_tilgang,
    som_gjest,
    tilganger_for,
    ugilde_i,
    under_inhabil_rektor,
    uten_skoleleder,
)
from steinkjer_skolemiljo.organisation.models import Bruker, Elev, Gradering, Rolle, Rolletildeling, gjelder
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from cases.sak.models import SakQuerySet

__all__ = [
    "ALLE_DELER",
    "ALT",
    "GJESTER",
    "HVEM_KAN",
    "INGEN",
    "LED_SAK",
    "POLICY",
    "SITUASJONER",
    "SITUASJONSNAVN",
    "Del",
    "Handling",
    "Situasjon",
    "betingelse",
    "deler_for",
    "deler_i",
    "elev_er_naer",
    "elever_ved_skolen",
    "er_nektet",
    "handlinger",
    "handlinger_i",
    "i_ledelsen",
    "kan_sperre",
    "laas",
    "laasen_paa",
    "leder_for_kommunen",
    "ledere_ved",
    "may",
    "med_kommunerolle",
    "med_situasjon",
    "nektede_meldinger",
    "nektet",
    "nektet_noen",
    "ser_delen",
    "tellbare",
    "tilganger_for",
    "ugilde_i",
    "under_inhabil_rektor",
    "uten_skoleleder",
]


class Handling(StrEnum):
    """What a person may do with a sak."""

    LESE = "lese"
    # Samtaler, observasjoner, kartlegging, analyse, innspill til evaluering.
    SKRIVE = "skrive"
    # Receive, plan, adopt, evaluate, close, warn, share, give access.
    LEDE = "lede"
    # Skoleeier's own assessment and guidance.
    FOLGE_OPP = "folge_opp"


ALT = frozenset(Handling)
ALLE_DELER = frozenset(Del)

# Situation × action. Order: the strongest first, it is the one the read-log names.
POLICY: Mapping[Situasjon, frozenset[Handling]] = {
    Situasjon.SKOLELEDER: frozenset({Handling.LESE, Handling.SKRIVE, Handling.LEDE}),
    Situasjon.SAKSLEDER_SKOLEEIER: ALT,
    Situasjon.KOMMUNALSJEF: ALT,
    Situasjon.SETTESAKSBEHANDLER: frozenset({Handling.LESE, Handling.SKRIVE, Handling.LEDE}),
    Situasjon.SKOLEEIER: frozenset({Handling.LESE, Handling.FOLGE_OPP}),
    Situasjon.KOMMUNALSJEF_12_6: frozenset({Handling.LESE, Handling.FOLGE_OPP}),
    Situasjon.LEDER_UNDER_INHABIL: frozenset({Handling.LESE, Handling.SKRIVE}),
    Situasjon.KONTAKTLARER: frozenset({Handling.LESE, Handling.SKRIVE}),
    Situasjon.NODINNSYN: frozenset({Handling.LESE}),
    # Last, since it may be to some parts only: one who also has the whole sak in another way, has the whole.
    Situasjon.SKRIVETILGANG: frozenset({Handling.LESE, Handling.SKRIVE}),
    Situasjon.LESETILGANG: frozenset({Handling.LESE}),
}

HVEM_KAN: Mapping[Handling, _StrPromise] = {
    Handling.LESE: _("Du har ikke tilgang til dette."),
    Handling.SKRIVE: _("Du kan lese denne saken, men ikke skrive i den. Den som leder saken, kan gi deg tilgang."),
    Handling.LEDE: _(
        "Dette kan bare den som leder saken gjøre: rektor, en leder med fullmakt, eller den som er satt til å lede den."
    ),
    Handling.FOLGE_OPP: _("Dette kan bare skoleeier gjøre."),
}
IKKE_DIN_DEL = _("Denne delen av saken er ikke delt med deg. Den som leder saken, kan dele den.")


def betingelse(bruker: Bruker, handling: Handling, dag: date, del_: Del | None = None) -> Q:
    """The one condition for this person, action and day: some situation allows it, and nothing denies it.

    With ``del_``, a grant by name counts only where that part of the sak was shared.
    """
    tillatt = _tillatt(bruker, handling, dag, del_)
    return INGEN if tillatt is INGEN else tillatt & ~nektet(bruker)


def _tillatt(bruker: Bruker, handling: Handling, dag: date, del_: Del | None = None) -> Q:
    """The situations that open this action to this person, before any reason to deny it."""
    roller = roller_for(bruker, dag)
    lov = Q()
    apnet: set[Situasjon] = set()
    # The weakest first: what it opens, the stronger need not be asked for. The database would look through both.
    for situasjon, handlinger in reversed(tuple(POLICY.items())):
        dekket = situasjon is Situasjon.SKOLELEDER and Situasjon.LEDER_UNDER_INHABIL in apnet
        if handling not in handlinger or dekket:
            continue
        if del_ is not None and situasjon in GJESTER:
            q = som_gjest(situasjon, bruker, roller, dag, del_)
        else:
            q = SITUASJONER[situasjon](bruker, roller, dag)
        if q is INGEN or (q is LEDET_AV_SKOLEEIER and Situasjon.SKOLEEIER in apnet):
            continue
        apnet.add(situasjon)
        lov |= q
    return lov or INGEN


def may(bruker: Bruker, handling: Handling, sak_id: int, dag: date, del_: Del | None = None) -> bool:
    """Whether this person may do this to this sak (or that part of it): the list's own rule asked of one row."""
    return Sak.objects.visible_to(bruker, dag, handling, del_).filter(pk=sak_id).exists()


def deler_for(bruker: Bruker, sak_id: int, situasjon: str, dag: date) -> frozenset[Del]:
    """The parts of a sak this person is shown, in the situation they have it: all, but for one let in by name."""
    if situasjon not in GJESTER:
        return ALLE_DELER
    tilganger = tilganger_for(bruker, dag)
    delt = [tilganger.get(kodenavn, {}).get(sak_id, frozenset()) for kodenavn in GJESTER.values()]
    return frozenset(Del(del_) for del_ in frozenset().union(*delt))


def deler_i(bruker: Bruker, saker: Iterable[int], dag: date) -> dict[int, frozenset[Del]]:
    """The same for the saker of a list. One query, for one let in by name."""
    alle = dict.fromkeys(saker, ALLE_DELER)
    tilganger = tilganger_for(bruker, dag)
    gjest_i = {sak_id for kodenavn in GJESTER.values() for sak_id in tilganger.get(kodenavn, {})} & set(alle)
    if not gjest_i:
        return alle
    synlige = med_situasjon(Sak.objects.visible_to(bruker, dag).filter(pk__in=sorted(gjest_i)), bruker, dag)
    return alle | {
        sak.pk: deler_for(bruker, sak.pk, sak.situasjon, dag)  # type: ignore[attr-defined]  # annotated by med_situasjon
        for sak in synlige
    }


def ser_delen(bruker: Bruker, saker: Iterable[int], dag: date, del_: Del) -> set[int]:
    """Those of the saker this person sees in which they are shown this part. One query for one let in by name."""
    ider = set(saker)
    tilganger = tilganger_for(bruker, dag)
    if not any(kodenavn in tilganger for kodenavn in GJESTER.values()):
        return ider
    synlige = Sak.objects.visible_to(bruker, dag, del_=del_)
    return set(synlige.filter(pk__in=sorted(ider)).values_list("pk", flat=True))


def kan_se_saker(bruker: Bruker, dag: date) -> bool:
    """Whether this person may come to see any sak, a melding's receiver or the logs: then a second factor is demanded.

    By role or grant, not by what there is to see just now: the first sak must not be what locks its rektor out.
    """
    roller = roller_for(bruker, dag)
    return (
        bool(roller.ledelse_skoler)
        or roller.er_leder
        or roller.er_kontaktlarer
        or roller.har_kommunerolle
        or (roller.finnes and bool(tilganger_for(bruker, dag)))
    )


def tellbare(bruker: Bruker, dag: date) -> SakQuerySet:
    """The saker that count in the municipality's numbers for this person: all, less what they are denied (A-2).

    For counting only; a row must never be shown from it. What kommunalsjef leads does not count for sektorleder.
    """
    saker = Sak.objects.filter(~nektet(bruker))
    return saker if roller_for(bruker, dag).kommunalsjef else saker.exclude(eier=Eier.KOMMUNALSJEF)


def med_situasjon(saker: SakQuerySet, bruker: Bruker, dag: date) -> SakQuerySet:
    """Annotate each sak with ``situasjon``: in which role this person has it before them."""
    roller = roller_for(bruker, dag)
    naar = [
        When(q, then=Value(situasjon.value))
        for situasjon in POLICY
        if (q := SITUASJONER[situasjon](bruker, roller, dag)) is not INGEN
    ]
    return saker.annotate(situasjon=Case(*naar, default=Value(""), output_field=CharField()))


def handlinger(bruker: Bruker, sak_id: int, dag: date) -> frozenset[Handling]:
    """All this person may do with this sak now, for showing the right buttons. One query; the doors ask again."""
    # Nothing opens an action that does not open reading too, so the denials need be asked once.
    svar = (
        Sak.objects.visible_to(bruker, dag)
        .filter(pk=sak_id)
        .values_list(*(_kan(bruker, handling, dag) for handling in Handling))
    )
    for rad in svar:
        return frozenset(handling for handling, kan in zip(Handling, rad, strict=True) if kan)
    return frozenset()


def handlinger_i(bruker: Bruker, saker: Iterable[int], dag: date) -> dict[int, frozenset[Handling]]:
    """The same for the saker of a list. One query, however many."""
    svar = (
        Sak.objects.visible_to(bruker, dag)
        .filter(pk__in=sorted(saker))
        .values_list("pk", *(_kan(bruker, handling, dag) for handling in Handling))
    )
    return {pk: frozenset(h for h, kan in zip(Handling, rad, strict=True) if kan) for pk, *rad in svar}


def _kan(bruker: Bruker, handling: Handling, dag: date, del_: Del | None = None) -> ExpressionWrapper[Q]:
    """Whether one of the situations that open the action is there, as a column; the denials are asked beside it."""
    return ExpressionWrapper(_tillatt(bruker, handling, dag, del_), output_field=BooleanField())


def leder_for_kommunen(bruker: Bruker, sak_id: int, dag: date) -> bool:
    """Whether this person leads the sak for the municipality: as sektorleder or kommunalsjef, not as one appointed."""
    return may(bruker, Handling.LEDE, sak_id, dag) and may(bruker, Handling.FOLGE_OPP, sak_id, dag)


def kan_sperre(bruker: Bruker, sak: Sak, dag: date) -> bool:
    """Whether this person decides that the sak is closed to all but named persons, or no longer is (A-14)."""
    if sak.skole_id in roller_for(bruker, dag).rektor_skoler:
        return may(bruker, Handling.LEDE, sak.pk, dag)
    return leder_for_kommunen(bruker, sak.pk, dag)


# Takes the lock, in one statement; returns a row only where another had it, so that it had to wait.
TA_LAASEN = sql.SQL("""
WITH ledig AS MATERIALIZED (SELECT id FROM {tabell} WHERE {felt} = %s FOR NO KEY UPDATE SKIP LOCKED)
SELECT FROM {tabell} WHERE {felt} = %s AND NOT EXISTS (SELECT FROM ledig) FOR NO KEY UPDATE
""")
# The same for a sak, which comes along as it is when the lock is had; first whether it had to wait.
TA_LAASEN_OG_SAKEN = sql.SQL("""
WITH ledig AS MATERIALIZED (SELECT {kolonner} FROM cases_sak WHERE id = %s FOR NO KEY UPDATE SKIP LOCKED)
SELECT false, ledig.* FROM ledig UNION ALL SELECT true, ventet.* FROM
(SELECT {kolonner} FROM cases_sak WHERE id = %s AND NOT EXISTS (SELECT FROM ledig) FOR NO KEY UPDATE) ventet
""")


def laasen_paa(tabell: str, felt: str) -> str:
    """The statement that waits for the row of this table that has this value in this column."""
    return TA_LAASEN.format(tabell=sql.Identifier(tabell), felt=sql.Identifier(felt)).as_string()


LAAS_SAK = laasen_paa("cases_sak", "id")
SAKENS_FELT = tuple(felt.attname for felt in Sak._meta.concrete_fields)
LAAS_OG_HENT_SAK = TA_LAASEN_OG_SAKEN.format(
    kolonner=sql.SQL(", ").join(sql.Identifier(str(felt.column)) for felt in Sak._meta.concrete_fields)
).as_string()


def ta_laasen(aktor: Bruker, laas: str, hvem: int | str | UUID) -> None:
    """Wait for a row that is to be changed; after that nothing is remembered of roles and grants from before.

    Locked before it is asked: then the answer holds for what others denied or took from us until this moment.
    """
    with connection.cursor() as peker:
        peker.execute(laas, [hvem, hvem])
        ventet = peker.rowcount > 0
    if ventet:
        glem_alt(aktor)


def _laast_sak(aktor: Bruker, sak_id: int) -> Sak | None:
    """The sak, locked, before anything is asked of who may have it."""
    with connection.cursor() as peker:
        peker.execute(LAAS_OG_HENT_SAK, [sak_id, sak_id])
        rad = peker.fetchone()
    if rad is None:
        return None
    ventet, *verdier = rad
    if ventet:
        glem_alt(aktor)
    return Sak.from_db(connection.alias, SAKENS_FELT, verdier)


def laas(aktor: Bruker, handling: Handling, sak_id: int, dag: date, del_: Del | None = None) -> Sak:
    """Fetch a sak to change it: locked, seen by the actor's own rule, and allowed for this action.

    Args:
        aktor: who changes it.
        handling: what they do.
        sak_id: the sak.
        dag: today in Norway.
        del_: the part of the sak they do it in, which one let in by name must have been given.

    Raises:
        IkkeFunnet: the actor may not see it, or it does not exist.
        IkkeTilgang: the actor may see it, but not do this.

    """
    sak = _laast_sak(aktor, sak_id)
    # Nor what the page remembered before the lock: the grant may have been withdrawn since it was asked.
    glem_tilgang(aktor, sak_id)
    if may(aktor, handling, sak_id, dag, del_) and sak is not None:
        return sak
    if not may(aktor, Handling.LESE, sak_id, dag):
        raise IkkeFunnet
    annen_del = del_ is not None and may(aktor, handling, sak_id, dag)
    raise IkkeTilgang(str(IKKE_DIN_DEL if annen_del else HVEM_KAN[handling]))


def elever_ved_skolen(bruker: Bruker, sak: Sak, dag: date) -> QuerySet[Elev]:
    """The other pupils at the sak's school whom this person may name in it.

    Who works there may name them all. Who leads or follows up the sak from elsewhere finds none whose address is
    strictly protected (A-13), and a guest from elsewhere none: they were let in to one sak, not to a school's pupils.
    """
    elever = Elev.objects.filter(skole=sak.skole_id, sluttet__isnull=True).exclude(pk=sak.elev_id)
    if sak.skole_id in roller_for(bruker, dag).alle_skoler:
        return elever
    if handlinger(bruker, sak.pk, dag) & {Handling.LEDE, Handling.FOLGE_OPP}:
        return elever.exclude(gradering=Gradering.STRENGT)
    return elever.none()


def ledere_ved(skole_id: int, dag: date) -> list[Bruker]:
    """Who leads this school today: rektor, and leaders with delegated authority; stand-ins too (D-23)."""
    return list(
        Bruker.objects.filter(
            Exists(
                Rolletildeling.objects.filter(gjelder(dag), bruker=OuterRef("pk"), skole=skole_id).filter(
                    Q(rolle=Rolle.REKTOR) | Q(fullmakt=True)
                )
            ),
            is_active=True,
        )
    )


def med_kommunerolle(rolle: Rolle, dag: date) -> list[Bruker]:
    """Who holds a municipal role today."""
    return list(
        Bruker.objects.filter(
            Exists(Rolletildeling.objects.filter(gjelder(dag), bruker=OuterRef("pk"), rolle=rolle)),
            is_active=True,
        )
    )
