"""Reads for the read-log of one sak: who looked, in which role, when, at what, and which task explains it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.paginator import Paginator
from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from cases.leselogg.oppgave import NODINNSYN, NY_SKOLE, Blikk, Tilknytning, oppgave
from cases.leselogg.ord import hva_navn, klokka, oppgavetekst, rollenavn
from cases.leselogg.tilknytning import som_tid, tilknytninger
from cases.sak.hadde_sett import stengte
from cases.sak.models import Oppslag
from cases.sak.oppslag import oppslag_i
from steinkjer_skolemiljo.organisation.models import Bruker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date, datetime

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from cases.leselogg.models import Innsynsutskrift
    from cases.sak.models import Sak

PER_SIDE = 25
LISTE = Oppslag.Hva.LISTE.value


@dataclass(frozen=True)
class Innsynsutvalg:
    """What the page is asked for; each is kept in the address."""

    person: int | None = None
    uten_oppgave: bool = False
    lister: bool = False


@dataclass(frozen=True)
class Enkeltblikk:
    """One row of the log: the moment, and what was looked at."""

    tid: datetime
    hva: str


@dataclass(frozen=True)
class Innsynslinje:
    """One person's looks on one day in one role."""

    bruker_id: int
    navn: str
    stilling: str
    rolle: str
    dag: date
    forst: datetime
    sist: datetime
    antall: int
    hva: list[str]
    grunn: str
    nodinnsyn: bool
    # A copy was made for someone: then the reason is why names were given.
    er_kopi: bool
    oppgave: str
    er_liste: bool
    # May not open the sak now.
    stengt: bool
    # Who it was is not told, nor found by choosing a person.
    skjult: bool
    enkelte: list[Enkeltblikk]

    @property
    def klokka(self) -> str:
        """When on the day, and how many times."""
        return klokka(self.forst, self.sist, self.antall)

    @property
    def uten_oppgave(self) -> bool:
        """Nothing the system knows explains these looks: somebody should ask."""
        return not self.er_liste and not self.oppgave


@dataclass(frozen=True)
class Innsynsside:
    """One page, and the numbers above it."""

    ark: Page[Innsynslinje]
    antall_personer: int
    antall_uten_oppgave: int


def _grupper(oppslag: QuerySet[Oppslag]) -> list[dict[str, Any]]:
    """The looks by day, person and role, newest first. One query."""
    rader: Iterable[Any] = (
        oppslag.annotate(dag=TruncDate("tid"), er_liste=Q(hva=LISTE))
        .order_by()
        .values("dag", "bruker", "rolle", "grunn", "er_liste")
        .annotate(forst=Min("tid"), sist=Max("tid"), antall=Count("pk"), deler=ArrayAgg("hva", distinct=True))
        .order_by("-sist", "bruker")
    )
    return list(rader)


def innsynslogg(sak: Sak, utvalg: Innsynsutvalg, *, side: int, uten_meldinger: Collection[int] = ()) -> Innsynsside:
    """One page of who has looked at a sak, newest first. A fixed number of queries, however long the log is.

    Args:
        sak: the one they looked at.
        utvalg: what to show.
        side: page number, from 1.
        uten_meldinger: the meldinger that are closed to the reader.

    """
    grupper = _grupper(oppslag_i(sak, lister=utvalg.lister, uten_meldinger=uten_meldinger))
    folk = Bruker.objects.in_bulk({gruppe["bruker"] for gruppe in grupper})
    stengt = stengte(sak)
    knyttet = _knyttet(sak, grupper, folk)
    linjer = [_linje(gruppe, folk[gruppe["bruker"]], knyttet, stengt, sak) for gruppe in grupper]
    valgte = [
        linje
        for linje in linjer
        if (utvalg.person is None or (linje.bruker_id == utvalg.person and not linje.skjult))
        and (not utvalg.uten_oppgave or linje.uten_oppgave)
    ]
    ark = Paginator(valgte, PER_SIDE).get_page(side)
    _fyll_ut(sak, ark.object_list, uten_meldinger)
    return Innsynsside(
        ark=ark,
        antall_personer=len(folk),
        antall_uten_oppgave=sum(linje.uten_oppgave for linje in linjer),
    )


def _knyttet(sak: Sak, grupper: Sequence[dict[str, Any]], folk: Iterable[int]) -> dict[int, Tilknytning]:
    if not grupper:
        return {}
    fra = min(gruppe["forst"] for gruppe in grupper)
    til = max(gruppe["sist"] for gruppe in grupper)
    samlet = tilknytninger([sak.pk], list(folk), fra=fra, til=til)
    return {person: knyttet for (_sak, person), knyttet in samlet.items()}


def _linje(
    gruppe: dict[str, Any], person: Bruker, knyttet: dict[int, Tilknytning], stengt: frozenset[int], sak: Sak
) -> Innsynslinje:
    blikk = Blikk(tid=gruppe["forst"], rolle=gruppe["rolle"])
    grunn = None if gruppe["er_liste"] else oppgave(blikk, knyttet.get(person.pk, Tilknytning()))
    # Who leads the new school would tell where a pupil whose address is protected goes now.
    skjult = sak.elev.er_gradert and gruppe["rolle"] == NY_SKOLE
    return Innsynslinje(
        bruker_id=person.pk,
        navn=str(_("Navnet vises ikke")) if skjult else person.navn,
        stilling="" if skjult else person.stilling,
        rolle=rollenavn(gruppe["rolle"]),
        dag=gruppe["dag"],
        forst=gruppe["forst"],
        sist=gruppe["sist"],
        antall=gruppe["antall"],
        hva=hva_navn(gruppe["deler"]),
        grunn=gruppe["grunn"],
        nodinnsyn=gruppe["rolle"] == NODINNSYN,
        er_kopi=Oppslag.Hva.EKSPORT in gruppe["deler"],
        oppgave=oppgavetekst(grunn),
        er_liste=gruppe["er_liste"],
        stengt=person.pk in stengt and not skjult,
        skjult=skjult,
        enkelte=[],
    )


def _fyll_ut(sak: Sak, linjer: Iterable[Innsynslinje], uten_meldinger: Collection[int]) -> None:
    """Give each line of the page its single looks. Two queries."""
    viste = list(linjer)
    if not viste:
        return
    fra, _slutt = som_tid(min(linje.dag for linje in viste))
    _start, til = som_tid(max(linje.dag for linje in viste))
    plasser = {(linje.dag, linje.bruker_id, linje.rolle, linje.grunn, linje.er_liste): linje for linje in viste}
    rader = (
        oppslag_i(sak, uten_meldinger=uten_meldinger)
        .filter(tid__range=(fra, til), bruker__in={linje.bruker_id for linje in viste})
        .annotate(dag=TruncDate("tid"))
        .order_by("tid", "id")
    )
    for rad in rader:
        nokkel = (rad.dag, rad.bruker_id, rollenavn(rad.rolle), rad.grunn, rad.hva == LISTE)
        if (linje := plasser.get(nokkel)) is not None:
            hva = rad.get_liste_display() if rad.hva == LISTE else rad.get_hva_display()
            linje.enkelte.append(Enkeltblikk(tid=rad.tid, hva=hva))


def utskrifter(sak: Sak) -> list[Innsynsutskrift]:
    """The copies that have been made for the family, newest first, without their bytes."""
    return list(sak.innsynsutskrifter.defer("innhold", "linjer").select_related("foresatt", "laget_av"))


def lesere(sak: Sak, uten_meldinger: Collection[int] = ()) -> list[Bruker]:
    """Everyone who has looked at the sak itself, by name, but for meldinger closed to the reader. Two queries.

    Nor those who would tell where a pupil whose address is protected goes now.
    """
    blikk = oppslag_i(sak, lister=False, bare_saken=True, uten_meldinger=uten_meldinger)
    if sak.elev.er_gradert:
        blikk = blikk.exclude(rolle=NY_SKOLE)
    ider = blikk.order_by().values("bruker").distinct()
    return list(Bruker.objects.filter(pk__in=ider).order_by("etternavn", "fornavn"))
