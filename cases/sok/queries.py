"""Searching the texts of saker: ranked, with the piece where it stands; never from what the reader may not see.

The meldinger that have led to no sak are searched in ``meldinger.py``, with what is shared here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Value,
    When,
)
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.timezone import localtime

from cases.melding.models import Melding
from cases.sak.access import Handling
from cases.sak.models import Sak
from cases.sak.oppslag import KREVER_DELER
from cases.sak.situasjoner import GJESTER, tilganger_for
from cases.sok.kilder import KILDER, Nivaa, paa_nivaa
from cases.sok.models import Soketekst
from cases.undersokelse.models import Samtale
from steinkjer_skolemiljo.organisation.navnesok import fold, treffer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from django.db.models import Model, QuerySet

    from cases.sak.models import SakQuerySet
    from cases.sok.kilder import Kilde
    from steinkjer_skolemiljo.organisation.models import Bruker

FLEST_ORD = 6
# Beyond this a search has found too much to be of use; the page says so.
FLEST_TREFF = 400
KORTESTE_BEGYNNELSE = 3
# Marks around what was found, taken apart again before anything is shown: never markup from a text.
START, SLUTT = "\x02", "\x03"
UTDRAG = f"StartSel={START}, StopSel={SLUTT}, MaxFragments=1, MaxWords=24, MinWords=10, FragmentDelimiter=…"


@dataclass(frozen=True)
class Tekstbit:
    """A piece of a text; ``funnet`` where it is what was searched for."""

    tekst: str
    funnet: bool = False


@dataclass(frozen=True)
class Utdrag:
    """Where in a sak the words stand: which text, when, the piece, and the page."""

    navn: str
    dato: date | None
    biter: tuple[Tekstbit, ...]
    adresse: str


@dataclass(frozen=True)
class Sok:
    """What a search found, best first: for each sak (or melding) the text it was found best in.

    ``avkortet``: there was more.
    """

    ord: tuple[str, ...] = ()
    tekster: Mapping[int, Soketekst] = field(default_factory=dict)
    avkortet: bool = False

    @property
    def ider(self) -> list[int]:
        """The saker (or meldinger) where the words stand in a text, best first."""
        return list(self.tekster)


def ord_i(sok: str) -> tuple[str, ...]:
    """The words of what was typed, at most six; words in quotation marks belong together."""
    funnet = (del_.strip("\"«»“”' ") for del_ in re.findall(r'["«“][^"»”]+["»”]|\S+', sok))
    return tuple(del_ for del_ in funnet if re.search(r"\w", del_))[:FLEST_ORD]


def _sporring(ord_: str) -> SearchQuery:
    """The words one after the other, each as it is stemmed; long enough, also as the beginning of a longer word."""
    return SearchQuery(" <-> ".join(_ledd(ord_)), config="norwegian", search_type="raw")


def _ledd(ord_: str) -> list[str]:
    # Each in quotes for PostgreSQL; nothing but letters, figures and low line can be in it.
    return [f"'{del_}'" + (":*" if len(del_) >= KORTESTE_BEGYNNELSE else "") for del_ in re.findall(r"\w+", ord_)]


def _sier_ingenting(sporring: SearchQuery) -> Q:
    """The word is one of those that stand in every text, such as «og»."""
    return Q(Exact(Func(sporring, function="numnode", output_field=IntegerField()), 0))


def nummer_passer(ord_: str, sti: str = "") -> Q:
    """The saksnummer begins so, or it is the number within the year."""
    q = Q(**{f"{sti}nummer__startswith": ord_.upper()})
    return q | Q(**{f"{sti}nummer__endswith": f"-{int(ord_):04d}"}) if re.fullmatch("[0-9]{1,4}", ord_) else q


def elev_passer(ord_: str, sti: str = "") -> Q:
    """The pupil is called so, or something that sounds like it."""
    return treffer(ord_, f"{sti}elev__") if fold(ord_) else Q(pk__in=())


def sok_i_tekst(bruker: Bruker, dag: date, sok: str, saker: SakQuerySet) -> Sok:
    """Find the words in the texts of these saker that this person may read. Two queries at most.

    Every word must stand in the text, or be the pupil's name or the number; one of them must stand in the text.
    """
    ord_ = ord_i(sok)
    if not ord_:
        return Sok()
    tekster = Soketekst.objects.filter(_kan_finnes_av(bruker, dag), sak__in=saker)
    return finn(
        ord_,
        tekster,
        lambda ett: elev_passer(ett, "sak__") | nummer_passer(ett, "sak__"),
        lambda rad: rad.sak_id,
    )


def finn(
    ord_: Sequence[str],
    tekster: QuerySet[Soketekst],
    i_navnet: Callable[[str], Q],
    gjelder: Callable[[Soketekst], int | None],
) -> Sok:
    """Find the words in these texts, best first. One query.

    Args:
        ord_: what is searched for, at least one word.
        tekster: the texts the reader may find something in.
        i_navnet: the condition that what a text belongs to is called so, or has that number.
        gjelder: what a text belongs to: its sak, or its melding.

    """
    sporringer = [_sporring(o) for o in ord_]
    noen = reduce(or_, sporringer)
    funn = tekster.filter(vektor=noen)
    if len(ord_) > 1:
        for ett, sporring in zip(ord_, sporringer, strict=True):
            funn = funn.filter(Q(vektor=sporring) | i_navnet(ett) | _sier_ingenting(sporring))
    funn = funn.annotate(rang=SearchRank(F("vektor"), noen)).order_by("-rang", "-pk")
    funn = funn.select_related("melding").only("sak_id", "kilde", "objekt", "melding__nummer")
    rader = list(funn[: FLEST_TREFF + 1])
    beste: dict[int, Soketekst] = {}
    for rad in rader[:FLEST_TREFF]:
        beste.setdefault(gjelder(rad) or 0, rad)
    return Sok(ord=tuple(ord_), tekster=beste, avkortet=len(rader) > FLEST_TREFF)


def plass(er_den: Q, sok: Sok) -> Case:
    """Where it stands in the list: 0 for those whose number or name it is, then where it stands best in a text."""
    i_teksten = Func(
        Value(sok.ider, output_field=ArrayField(BigIntegerField())),
        F("pk"),
        function="array_position",
        output_field=IntegerField(),
    )
    return Case(When(er_den, then=Value(0)), default=i_teksten, output_field=IntegerField())


def _kan_finnes_av(bruker: Bruker, dag: date) -> Q:
    """The texts this person may find something in, within the saker they may read."""
    ledede = Sak.objects.visible_to(bruker, dag, Handling.LEDE) | Sak.objects.visible_to(
        bruker, dag, Handling.FOLGE_OPP
    )
    # What an employee said where an employee is named is for those who lead (role table: internal § 12-5 parts). So
    # is what has been corrected there: it may have stood as a conversation with another.
    ansattes = Q(
        Exists(
            Samtale.objects.filter(
                Q(type=Samtale.Type.ANSATT) | Q(rettet_av__isnull=False), pk=OuterRef("objekt"), sak__skjerpet=True
            )
        ),
        kilde="samtale",
    )
    for_alle = Q(kilde__in=paa_nivaa(Nivaa.LESE)) & ~_ikke_delt_med(bruker, dag)
    return (
        for_alle & (~ansattes | Q(sak__in=ledede))
        | Q(kilde__in=paa_nivaa(Nivaa.LEDERE), sak__in=ledede)
        | Q(kilde__in=paa_nivaa(Nivaa.MOTTAKERE), melding__in=Melding.objects.visible_to(bruker, dag))
    )


def _ikke_delt_med(bruker: Bruker, dag: date) -> Q:
    """The texts in parts of a sak that one let in by name was not given, and does not see in another role."""
    gitt: dict[int, frozenset[str]] = {}
    for kodenavn in GJESTER.values():
        for sak_id, deler in tilganger_for(bruker, dag).get(kodenavn, {}).items():
            gitt[sak_id] = gitt.get(sak_id, frozenset()) | deler
    ikke_delt = Q(pk__in=())
    for navn in paa_nivaa(Nivaa.LESE):
        (del_,) = KREVER_DELER[KILDER[navn].side.partition(":")[0]]
        if uten := sorted(sak_id for sak_id, deler in gitt.items() if del_ not in deler):
            ser_delen = Sak.objects.visible_to(bruker, dag, del_=del_).filter(pk__in=uten)
            ikke_delt |= Q(kilde=navn, sak__in=uten) & ~Q(sak__in=ser_delen)
    return ikke_delt


def utdrag(sok: Sok, numre: Mapping[int, str]) -> dict[int, Utdrag]:
    """For what one page shows, the piece of text with what was found. At most two queries for each kind of text.

    Args:
        sok: what the search found.
        numre: the id of each sak (or melding) on the page, and its number.

    """
    rader = [(pk, nummer, sok.tekster[pk]) for pk, nummer in numre.items() if pk in sok.tekster]
    if not rader:
        return {}
    objekter = _objekter(rad for _pk, _nummer, rad in rader)
    tekster = [_tekst(objekter[rad.kilde, rad.objekt], KILDER[rad.kilde]) for _pk, _nummer, rad in rader]
    biter = _med_merker(tekster, sok.ord)
    return {
        pk: Utdrag(
            navn=str(KILDER[rad.kilde].navn),
            dato=_dato(objekter[rad.kilde, rad.objekt], KILDER[rad.kilde]),
            biter=bit,
            adresse=_adresse(nummer, rad),
        )
        for (pk, nummer, rad), bit in zip(rader, biter, strict=True)
    }


def _objekter(rader: Iterable[Soketekst]) -> dict[tuple[str, int], Any]:
    ider: dict[str, set[int]] = {}
    for rad in rader:
        ider.setdefault(rad.kilde, set()).add(rad.objekt)
    funnet: dict[tuple[str, int], Any] = {}
    for navn, hvilke in ider.items():
        kilde = KILDER[navn]
        sporring = kilde.modell._default_manager.filter(pk__in=hvilke)
        if kilde.rader is not None:
            sporring = sporring.prefetch_related(Prefetch(kilde.rader[0]))
        funnet |= {(navn, objekt.pk): objekt for objekt in sporring}
    return funnet


def _tekst(objekt: Model, kilde: Kilde) -> str:
    deler = [str(getattr(objekt, felt)) for felt in kilde.felter]
    if kilde.rader is not None:
        relasjon, felter = kilde.rader
        deler += [str(getattr(rad, felt)) for rad in getattr(objekt, relasjon).all() for felt in felter]
    return "\n".join(del_ for del_ in deler if del_)


def _med_merker(tekster: Sequence[str], ord_: Sequence[str]) -> list[tuple[Tekstbit, ...]]:
    """Ask the database for the best piece of each text, and take its marks apart."""
    ledd = [del_ for ett in ord_ for del_ in _ledd(ett)]
    rene = [tekst.replace(START, "").replace(SLUTT, "") for tekst in tekster]
    with connection.cursor() as peker:
        peker.execute(
            "SELECT ts_headline('pg_catalog.norwegian', t, to_tsquery('pg_catalog.norwegian', %s), %s)"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS u(t, plass) ORDER BY plass",
            [" | ".join(ledd), UTDRAG, rene],
        )
        return [_biter(rad[0]) for rad in peker.fetchall()]


def _biter(tekst: str) -> tuple[Tekstbit, ...]:
    biter = []
    for nummer, del_ in enumerate(re.split(f"[{START}{SLUTT}]", " ".join(tekst.split()))):
        if del_:
            biter.append(Tekstbit(del_, funnet=nummer % 2 == 1))
    return tuple(biter)


def _dato(objekt: Model, kilde: Kilde) -> date | None:
    verdi = getattr(objekt, kilde.dato) if kilde.dato else None
    return localtime(verdi).date() if isinstance(verdi, datetime) else verdi


def _adresse(nummer: str, rad: Soketekst) -> str:
    side = KILDER[rad.kilde].side
    if side:
        return reverse(side, args=[nummer])
    return reverse("melding:ta_imot", args=[rad.melding.nummer]) if rad.melding is not None else ""
