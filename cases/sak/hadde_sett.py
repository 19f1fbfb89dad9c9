"""What those who no longer see a sak had seen of it before it was closed to them (L-5.5)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Q
from django.utils.timezone import localdate

from cases.sak.models import Inhabilitet, Involvert, Oppslag, Sak
from cases.sak.oppslag import oppslag_i
from steinkjer_skolemiljo.organisation.models import (
    LEDELSESROLLER,
    Bruker,
    Foresattforhold,
    Naerstaende,
    Rolletildeling,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID


@dataclass(frozen=True)
class HaddeSett:
    """One person's looks before the sak was closed to them: how many, of what, and the last one."""

    navn: str
    antall: int
    hva: list[str]
    sist: datetime | None
    i_lister: int


def stengte_par(saker: Iterable[Sak]) -> set[tuple[int, int]]:
    """Which people each of these saker is closed to now, as (sak, person). Nine queries, however many saker.

    The same reasons as ``access.nektet``, read the other way: accused in the sak or in one it came with or of (A-4),
    of a leadership that is accused (L-5.3), inhabil, or near the pupil. A test holds the two against each other.
    """
    alle = list(saker)
    om_elev: dict[int, set[int]] = defaultdict(set)
    etter_skole: dict[int, list[Sak]] = defaultdict(list)
    for sak in alle:
        om_elev[sak.elev_id].add(sak.pk)
        etter_skole[sak.skole_id].append(sak)
    opphav = _bygger_paa(alle)
    etter_gruppe: dict[UUID, set[int]] = defaultdict(set)
    for pk, gruppe in Sak.objects.filter(pk__in=opphav).values_list("pk", "gruppe"):
        etter_gruppe[gruppe] |= opphav[pk]
    meldt = list(
        Involvert.objects.filter(sak__gruppe__in=etter_gruppe, rolle=Involvert.Rolle.MULIG_KRENKER).values_list(
            "sak", "sak__gruppe", "ansatt", "lagt_til"
        )
    )
    par = {(sak, ansatt) for _sak, gruppe, ansatt, *_rest in meldt if ansatt for sak in etter_gruppe[gruppe]}
    # For one of its pupils the melding may have been added to a sak that was open already.
    fra_meldingen = "sak__meldingselever__melding__elever__sak"
    i_andre = Involvert.objects.filter(
        **{f"{fra_meldingen}__in": opphav}, rolle=Involvert.Rolle.MULIG_KRENKER, ansatt__isnull=False
    ).values_list(fra_meldingen, "ansatt")
    par |= {(sak, ansatt) for pk, ansatt in i_andre for sak in opphav[pk]}
    par |= set(Inhabilitet.objects.filter(sak__in=alle).values_list("sak", "bruker"))
    # Near the pupil, or one who may have offended the pupil.
    for sak_id, elev in Involvert.objects.filter(
        sak__in=opphav, rolle=Involvert.Rolle.MULIG_KRENKER, elev__isnull=False
    ).values_list("sak", "elev"):
        om_elev[elev or 0] |= opphav[sak_id]
    naere = (
        *Foresattforhold.objects.filter(elev__in=om_elev, foresatt__bruker__isnull=False).values_list(
            "elev", "foresatt__bruker"
        ),
        *Naerstaende.objects.filter(elev__in=om_elev).values_list("elev", "bruker"),
    )
    par |= {(sak, person) for elev, person in naere if person for sak in om_elev[elev]}
    perioder: dict[int, list[tuple[int, date | None]]] = defaultdict(list)
    for skole, person, til in Rolletildeling.objects.filter(
        skole__in=etter_skole, rolle__in=LEDELSESROLLER
    ).values_list("skole", "bruker", "til"):
        perioder[skole or 0].append((person, til))
    for sak in alle:
        ledelsen = perioder[sak.skole_id]
        egne = [(ansatt, lagt_til) for pk, _gruppe, ansatt, lagt_til in meldt if pk == sak.pk]
        if sak.ledelse_innmeldt or any(_er_leder(rad, ledelsen) for rad in egne):
            siden = localdate(sak.mottatt)
            par |= {(sak.pk, person) for person, til in ledelsen if til is None or til >= siden}
    return par


def _bygger_paa(saker: Iterable[Sak]) -> dict[int, set[int]]:
    """These saker, and what they were opened from at other schools: which of these saker build on each."""
    opphav = {sak.pk: {sak.pk} for sak in saker}
    nye = set(opphav)
    while nye:
        fra = list(Sak.objects.filter(overforinger__ny_sak__in=nye).values_list("pk", "overforinger__ny_sak"))
        nye = {gammel for gammel, ny in fra if not opphav[ny] <= opphav.get(gammel, set())}
        for gammel, ny in fra:
            opphav[gammel] = opphav.get(gammel, set()) | opphav[ny]
    return opphav


def _er_leder(meldt: tuple[int | None, datetime], ledelsen: list[tuple[int, date | None]]) -> bool:
    ansatt, lagt_til = meldt
    return any(person == ansatt and (til is None or localdate(lagt_til) <= til) for person, til in ledelsen)


def stengte(sak: Sak) -> frozenset[int]:
    """Those one sak is closed to now. Nine queries."""
    return frozenset(person for _sak, person in stengte_par([sak]))


def hadde_sett(sak: Sak) -> list[HaddeSett]:
    """What each of those the sak is closed to had looked at, by name; also those who had seen nothing.

    For the one who leads the sak for the municipality. Ten queries at most.
    """
    lukket = stengte(sak)
    rader = (
        oppslag_i(sak, bare_saken=True)
        .filter(bruker__in=lukket)
        .order_by()
        .values("bruker")
        .annotate(
            antall=Count("pk", filter=~Q(hva=Oppslag.Hva.LISTE)),
            i_lister=Count("pk", filter=Q(hva=Oppslag.Hva.LISTE)),
            sist=Max("tid", filter=~Q(hva=Oppslag.Hva.LISTE)),
            deler=ArrayAgg("hva", distinct=True, filter=~Q(hva=Oppslag.Hva.LISTE), default=[]),
        )
    )
    intet: dict[str, Any] = {"antall": 0, "i_lister": 0, "sist": None, "deler": []}
    funnet = {rad["bruker"]: rad for rad in rader}
    return [
        HaddeSett(
            navn=person.navn,
            antall=rad["antall"],
            hva=[str(hva.label) for hva in Oppslag.Hva if hva.value in rad["deler"]],
            sist=rad["sist"],
            i_lister=rad["i_lister"],
        )
        for person in Bruker.objects.filter(pk__in=lukket).order_by("etternavn", "fornavn")
        for rad in (funnet.get(person.pk, intet),)
    ]
