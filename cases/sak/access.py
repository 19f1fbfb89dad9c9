"""Who may see and do what with a sak: the one rule behind every list and every object check.

Roles are situations (role × school × what the sak is). A situation is one ``Q``; the policy table says which
actions each situation opens. Denials come last and beat everything (A-2). Section 4 of the law note.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from cases.sak.feil import IkkeFunnet, IkkeTilgang
from cases.sak.models import Eier, Inhabilitet, Involvert, Sak, Saktilgang
from steinkjer_skolemiljo.organisation.models import (
    Bruker,
    Foresattforhold,
    Naerstaende,
    Rolle,
    Rolletildeling,
    gjelder,
)
from steinkjer_skolemiljo.organisation.roller import Roller, roller_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from django.utils.functional import _StrPromise

    from cases.sak.models import SakQuerySet


class Handling(StrEnum):
    """What a person may do with a sak."""

    LESE = "lese"
    # Samtaler, observasjoner, kartlegging, analyse, innspill til evaluering.
    SKRIVE = "skrive"
    # Receive, plan, adopt, evaluate, close, warn, share, give access.
    LEDE = "lede"
    # Skoleeier's own assessment and guidance.
    FOLGE_OPP = "folge_opp"


class Situasjon(StrEnum):
    """Why a person has a sak before them. Written into the read-log."""

    SKOLELEDER = "skoleleder"
    SAKSLEDER_SKOLEEIER = "saksleder_skoleeier"
    SKOLEEIER = "skoleeier"
    KOMMUNALSJEF = "kommunalsjef"
    KONTAKTLARER = "kontaktlarer"
    SKRIVETILGANG = "skrivetilgang"
    LESETILGANG = "lesetilgang"


SITUASJONSNAVN: Mapping[Situasjon, _StrPromise] = {
    Situasjon.SKOLELEDER: _("Skolens ledelse"),
    Situasjon.SAKSLEDER_SKOLEEIER: _("Skoleeier, leder saken"),
    Situasjon.SKOLEEIER: _("Skoleeier"),
    Situasjon.KOMMUNALSJEF: _("Kommunalsjef"),
    Situasjon.KONTAKTLARER: _("Kontaktlærer"),
    Situasjon.SKRIVETILGANG: _("Gitt tilgang til å skrive"),
    Situasjon.LESETILGANG: _("Gitt tilgang til å lese"),
}

ALT = frozenset(Handling)

# Situation × action. Order: the strongest first, it is the one the read-log names.
POLICY: Mapping[Situasjon, frozenset[Handling]] = {
    Situasjon.SKOLELEDER: frozenset({Handling.LESE, Handling.SKRIVE, Handling.LEDE}),
    Situasjon.SAKSLEDER_SKOLEEIER: ALT,
    Situasjon.SKOLEEIER: frozenset({Handling.LESE, Handling.FOLGE_OPP}),
    Situasjon.KOMMUNALSJEF: ALT,
    Situasjon.KONTAKTLARER: frozenset({Handling.LESE, Handling.SKRIVE}),
    Situasjon.SKRIVETILGANG: frozenset({Handling.LESE, Handling.SKRIVE}),
    Situasjon.LESETILGANG: frozenset({Handling.LESE}),
}

HVEM_KAN: Mapping[Handling, _StrPromise] = {
    Handling.LESE: _("Du har ikke tilgang til dette."),
    Handling.SKRIVE: _("Du kan lese denne saken, men ikke skrive i den. Rektor kan gi deg tilgang."),
    Handling.LEDE: _("Dette kan bare den som leder saken gjøre: rektor eller en leder med fullmakt."),
    Handling.FOLGE_OPP: _("Dette kan bare skoleeier gjøre."),
}


# What makes a sak one that skoleeier sees in full: serious, § 12-5, or led by skoleeier.
SKOLEEIER_SER = Q(alvorlig=True) | Q(skjerpet=True) | Q(eier=Eier.SKOLEEIER)
INGEN = Q(pk__in=())


def tilganger_for(bruker: Bruker, dag: date) -> Mapping[str, frozenset[int]]:
    """The saker this person has been let into one by one, by permission. One query; a request pays once.

    Few, and read as ids: then the database can use its indexes, which it cannot with a subquery beside an OR.
    """
    minne: dict[date, Mapping[str, frozenset[int]]] | None = getattr(bruker, "tilganger_i_foresporsel", None)
    if minne is not None and dag in minne:
        return minne[dag]
    funnet: dict[str, set[int]] = {}
    for kodenavn, sak_id in Saktilgang.objects.filter(user=bruker, gyldig_til__gte=dag).values_list(
        "permission__codename", "content_object"
    ):
        funnet.setdefault(kodenavn, set()).add(sak_id)
    tilganger = {kodenavn: frozenset(saker) for kodenavn, saker in funnet.items()}
    if minne is not None:
        minne[dag] = tilganger
    return tilganger


def _tilgang(kodenavn: str) -> Callable[[Bruker, Roller, date], Q]:
    def situasjon(bruker: Bruker, roller: Roller, dag: date) -> Q:
        saker = tilganger_for(bruker, dag).get(kodenavn) if roller.finnes else None
        return Q(pk__in=sorted(saker)) if saker else INGEN

    return situasjon


def _skoleleder(_bruker: Bruker, roller: Roller, _dag: date) -> Q:
    if not roller.leder_skoler:
        return INGEN
    egne = Q(skole__in=sorted(roller.leder_skoler), eier=Eier.SKOLE)
    # a closed sak is for the rektor and named persons only.
    return egne & (Q(sperret=False) | Q(skole__in=sorted(roller.rektor_skoler)))


def _saksleder_skoleeier(_bruker: Bruker, roller: Roller, _dag: date) -> Q:
    return Q(eier=Eier.SKOLEEIER) if roller.sektorleder else INGEN


def _skoleeier(_bruker: Bruker, roller: Roller, _dag: date) -> Q:
    return SKOLEEIER_SER & ~Q(eier=Eier.KOMMUNALSJEF) if roller.sektorleder else INGEN


def _kommunalsjef(_bruker: Bruker, roller: Roller, _dag: date) -> Q:
    return Q(eier=Eier.KOMMUNALSJEF) if roller.kommunalsjef else INGEN


def _kontaktlarer(_bruker: Bruker, roller: Roller, _dag: date) -> Q:
    if not roller.klasser:
        return INGEN
    return Q(elev__klasse__in=sorted(roller.klasser), delt_med_kontaktlarer=True, sperret=False, eier=Eier.SKOLE)


SITUASJONER: Mapping[Situasjon, Callable[[Bruker, Roller, date], Q]] = {
    Situasjon.SKOLELEDER: _skoleleder,
    Situasjon.SAKSLEDER_SKOLEEIER: _saksleder_skoleeier,
    Situasjon.SKOLEEIER: _skoleeier,
    Situasjon.KOMMUNALSJEF: _kommunalsjef,
    Situasjon.KONTAKTLARER: _kontaktlarer,
    Situasjon.SKRIVETILGANG: _tilgang("skriv_i_sak"),
    Situasjon.LESETILGANG: _tilgang("les_sak"),
}


def nektet(bruker: Bruker) -> Q:
    """Every reason a person never sees a sak, whatever their roles: accused, inhabil, own child or relative."""
    return (
        Q(Exists(Involvert.objects.filter(sak=OuterRef("pk"), ansatt=bruker, rolle=Involvert.Rolle.MULIG_KRENKER)))
        | Q(Exists(Inhabilitet.objects.filter(sak=OuterRef("pk"), bruker=bruker)))
        | elev_er_naer(bruker, "elev")
    )


def elev_er_naer(bruker: Bruker, elev: str) -> Q:
    """The pupil (named by the path ``elev``) is this person's own child or near relation (L-N.5)."""
    return Q(Exists(Foresattforhold.objects.filter(elev=OuterRef(elev), foresatt__bruker=bruker))) | Q(
        Exists(Naerstaende.objects.filter(elev=OuterRef(elev), bruker=bruker))
    )


def betingelse(bruker: Bruker, handling: Handling, dag: date) -> Q:
    """The one condition for this person, action and day: some situation allows it, and nothing denies it."""
    roller = roller_for(bruker, dag)
    lov = Q()
    for situasjon, handlinger in POLICY.items():
        if handling in handlinger:
            q = SITUASJONER[situasjon](bruker, roller, dag)
            if q is not INGEN:
                lov |= q
    if not lov:
        return INGEN
    return lov & ~nektet(bruker)


def may(bruker: Bruker, handling: Handling, sak_id: int, dag: date) -> bool:
    """Whether this person may do this to this sak: the list's own rule asked of one row."""
    return Sak.objects.visible_to(bruker, dag, handling).filter(pk=sak_id).exists()


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
    """All this person may do with this sak now, for showing the right buttons. The doors ask again."""
    return frozenset(h for h in Handling if may(bruker, h, sak_id, dag))


def laas(aktor: Bruker, handling: Handling, sak_id: int, dag: date) -> Sak:
    """Fetch a sak to change it: locked, seen by the actor's own rule, and allowed for this action.

    Raises:
        IkkeFunnet: the actor may not see it, or it does not exist.
        IkkeTilgang: the actor may see it, but not do this.

    """
    sak = (
        Sak.objects.visible_to(aktor, dag)
        .select_for_update(of=("self",), no_key=True)
        .select_related("elev", "skole", "klasse", "ansvarlig")
        .filter(pk=sak_id)
        .first()
    )
    if sak is None:
        raise IkkeFunnet
    if not may(aktor, handling, sak.pk, dag):
        raise IkkeTilgang(str(HVEM_KAN[handling]))
    return sak


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
