"""Saker as a table and as a board, filtered and searched. A constant number of queries, however many rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import (
    Count,
    F,
    OuterRef,
    Q,
    Subquery,
    Window,
)
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from cases.melding.models import Meldingelev
from cases.sak import access
from cases.sak.kjent_frist import innen, med_kjent_frist, passert
from cases.sak.models import Fase, Sak, Saktilgang
from cases.sak.queries import klasse_kan_vises, klassen_kan_velges
from cases.sak.vurdering import linjer
from cases.sok.queries import Sok, elev_passer, nummer_passer, ord_i, plass, sok_i_tekst, utdrag
from steinkjer_skolemiljo.organisation.models import Bruker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.core.paginator import Page
    from django.utils.functional import _StrPromise

    from cases.sak.models import SakQuerySet
    from cases.sak.vurdering import Sakslinje
    from cases.sok.queries import Utdrag

PER_SIDE = 25
PER_KOLONNE = 8
# How long a closed sak stays on the board.
NYLIG = timedelta(days=60)

VISNINGER = {
    "aapne": _("Åpne saker"),
    "forsinket": _("Forsinket"),
    "uka": _("Frist de neste sju dagene"),
    "mine": _("Saker jeg har ansvar for"),
    "avsluttet": _("Avsluttede saker"),
    "alle": _("Alle saker"),
}
KOLONNENAVN: dict[str, _StrPromise] = {
    Fase.NY: _("Ny"),
    Fase.UNDERSOKELSE: _("Undersøkelse"),
    Fase.TILTAK: _("Tiltak"),
    Fase.EVALUERING: _("Evaluering"),
    Fase.AVSLUTTET: _("Avsluttet nylig"),
}


@dataclass(frozen=True)
class Utvalg:
    """What the list is asked for; all of it is kept in the address, and read in one place (``forms.Utvalgsskjema``)."""

    q: str = ""
    vis: str = "aapne"
    fase: str = ""
    klasse: int | None = None
    ansvarlig: int | None = None
    arena: str = ""
    type: str = ""
    alvorlig: bool = False
    skjerpet: bool = False
    som: str = "tabell"


@dataclass(frozen=True)
class Spor:
    """Who asks, and when."""

    bruker: Bruker
    dag: date
    now: datetime

    @property
    def om_en_uke(self) -> datetime:
        """A week from now."""
        return self.now + timedelta(days=7)


@dataclass(frozen=True)
class Listelinje:
    """One row: the sak and its next step, who else may see it, and where what was searched for stands."""

    linje: Sakslinje
    tilganger: int
    utdrag: Utdrag | None


@dataclass(frozen=True)
class Liste:
    """One page of the table."""

    ark: Page[Sak]
    linjer: list[Listelinje]
    avkortet: bool


@dataclass(frozen=True)
class Kolonne:
    """One phase on the board: its first cards, and how many there are."""

    fase: str
    navn: _StrPromise
    antall: int
    linjer: list[Sakslinje]

    @property
    def flere(self) -> int:
        """How many are not shown."""
        return self.antall - len(self.linjer)


def _synlige(spor: Spor) -> SakQuerySet:
    return med_kjent_frist(Sak.objects.visible_to(spor.bruker, spor.dag), spor.bruker, spor.dag)


def _i_visning(saker: SakQuerySet, vis: str, spor: Spor) -> SakQuerySet:
    match vis:
        case "forsinket":
            return saker.filter(passert(spor.now), avsluttet__isnull=True)
        case "uka":
            return saker.filter(innen(spor.now, spor.om_en_uke))
        case "mine":
            return saker.filter(avsluttet__isnull=True, ansvarlig=spor.bruker)
        case "avsluttet":
            return saker.filter(avsluttet__isnull=False)
        case "alle":
            return saker
        case _:
            return saker.filter(avsluttet__isnull=True)


def _filtrert(saker: SakQuerySet, utvalg: Utvalg, spor: Spor) -> SakQuerySet:
    """The filters, without the search and without the view."""
    if utvalg.fase:
        saker = saker.filter(fase=utvalg.fase)
    if utvalg.klasse is not None:
        saker = saker.filter(klassen_kan_velges(spor.bruker, spor.dag), elev__klasse=utvalg.klasse)
    if utvalg.ansvarlig is not None:
        # The list does not say who leads the sak of a pupil whose address is protected: it would tell the school.
        saker = saker.filter(klasse_kan_vises(spor.bruker, spor.dag), ansvarlig=utvalg.ansvarlig)
    if utvalg.arena:
        saker = saker.filter(pk__in=_meldt(Q(melding__arenaer__contains=[utvalg.arena]), spor))
    if utvalg.type:
        saker = saker.filter(pk__in=_meldt(Q(melding__typer__contains=[utvalg.type]), spor))
    if utvalg.alvorlig:
        saker = saker.filter(alvorlig=True)
    if utvalg.skjerpet:
        saker = saker.filter(skjerpet=True)
    return saker


def _meldt(betingelse: Q, spor: Spor) -> Any:
    """The saker with such a melding, of those that are not closed to the one who asks."""
    rader = Meldingelev.objects.filter(betingelse, sak__isnull=False)
    return rader.exclude(melding__in=access.nektede_meldinger(spor.bruker)).values("sak")


def _sokt(saker: SakQuerySet, utvalg: Utvalg, spor: Spor) -> tuple[SakQuerySet, Sok]:
    """Those whose number or pupil it is first, then those where it stands in a text, the best first."""
    ord_ = ord_i(utvalg.q)
    if not ord_:
        return saker, Sok()
    sok = sok_i_tekst(spor.bruker, spor.dag, utvalg.q, saker)
    er_saken = Q()
    for ett in ord_:
        er_saken &= nummer_passer(ett) | elev_passer(ett)
    return saker.filter(er_saken | Q(pk__in=sok.ider)).annotate(plass=plass(er_saken, sok)), sok


def _rekkefolge(utvalg: Utvalg) -> tuple[Any, ...]:
    if utvalg.vis in {"avsluttet", "alle"}:
        return ("-opprettet", "-id")
    return (F("kjent_frist").asc(nulls_last=True), "id")


def _med_navn(saker: SakQuerySet) -> SakQuerySet:
    return saker.select_related("elev", "elev__klasse", "skole", "ansvarlig")


def liste(utvalg: Utvalg, spor: Spor, *, side: int) -> Liste:
    """One page of the saker this person may see, in the order a rektor needs them: what is due first.

    Args:
        utvalg: the filters and the search.
        spor: who asks, and when.
        side: page number, from 1.

    """
    saker = _filtrert(_i_visning(_synlige(spor), utvalg.vis, spor), utvalg, spor)
    saker, sok = _sokt(saker, utvalg, spor)
    ark = Paginator(
        _med_navn(saker)
        .annotate(andre_med_tilgang=_tilganger(spor.dag))
        .order_by(*(["plass"] if sok.ord else []), *_rekkefolge(utvalg)),
        PER_SIDE,
    ).get_page(side)
    vist = list(ark.object_list)
    kan = access.handlinger_i(spor.bruker, [sak.pk for sak in vist], spor.dag)
    # Who else has been let in is not shown to all who have been.
    deler = access.deler_i(spor.bruker, [sak.pk for sak in vist], spor.dag)
    funnet = utdrag(sok, {sak.pk: sak.nummer for sak in vist})
    return Liste(
        ark=ark,
        linjer=[
            Listelinje(
                linje=linje,
                tilganger=(access.Del.PERSONER in deler[linje.sak.pk] and linje.sak.andre_med_tilgang) or 0,  # type: ignore[attr-defined]  # annotated above
                utdrag=funnet.get(linje.sak.pk),
            )
            for linje in linjer(vist, spor.now, kan, deler=deler)
        ],
        avkortet=sok.avkortet,
    )


def _tilganger(dag: date) -> Subquery:
    """How many have been let in to the sak one by one."""
    rader = Saktilgang.objects.filter(content_object=OuterRef("pk"), gyldig_til__gte=dag).order_by()
    return Subquery(rader.values("content_object").annotate(n=Count("user", distinct=True)).values("n"))


def tavle(utvalg: Utvalg, spor: Spor) -> list[Kolonne]:
    """The board: the open saker by phase, and those closed lately. Never more than eight cards in a column."""
    synlige = _synlige(spor)
    if utvalg.vis in {"aapne", "alle"}:
        saker = synlige.filter(Q(avsluttet__isnull=True) | Q(avsluttet__gte=spor.now - NYLIG))
    else:
        saker = _i_visning(synlige, utvalg.vis, spor)
    saker, _sok = _sokt(_filtrert(saker, utvalg, spor), utvalg, spor)
    antall = dict(saker.order_by().values_list("fase").annotate(n=Count("pk")))
    orden = (F("kjent_frist").asc(nulls_last=True), F("avsluttet").desc(nulls_last=True), F("pk").asc())
    rekke = Window(RowNumber(), partition_by=F("fase"), order_by=list(orden))
    kort = list(_med_navn(saker).annotate(rekke=rekke).filter(rekke__lte=PER_KOLONNE).order_by("rekke"))
    kan = access.handlinger_i(spor.bruker, [sak.pk for sak in kort], spor.dag)
    alle = linjer(kort, spor.now, kan)
    return [
        Kolonne(fase=fase, navn=navn, antall=antall.get(fase, 0), linjer=[lin for lin in alle if lin.sak.fase == fase])
        for fase, navn in KOLONNENAVN.items()
        if not utvalg.fase or utvalg.fase == fase
    ]


def ansvarligvalg(spor: Spor) -> list[Bruker]:
    """Those who lead the saker this person may see."""
    synlige = Sak.objects.visible_to(spor.bruker, spor.dag).filter(klasse_kan_vises(spor.bruker, spor.dag))
    return list(
        Bruker.objects.filter(pk__in=synlige.values("ansvarlig"), er_systemet=False).order_by("etternavn", "fornavn")
    )


def fasevalg() -> Sequence[tuple[str, str]]:
    """The phases to filter by."""
    return [(verdi, str(navn)) for verdi, navn in Fase.choices]
