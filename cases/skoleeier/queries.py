"""Reads for skoleeier's pages. A constant number of queries, however many saker and schools."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.lov import skoleeier as lov
from cases.lov.alvorlighet import forslag
from cases.lov.begreper import Ansvarlig, Fristtype
from cases.lov.frister import Regnemester
from cases.lov.parametre import Maal
from cases.sak import access, kalender
from cases.sak.access import Handling
from cases.sak.fakta import fakta_for
from cases.sak.hendelse import Hendelsestype
from cases.sak.models import Eier, Hendelse, Kriterium, Sak
from cases.sak.vurdering import Fristlinje, fristnavn, linjer, setning
from cases.skoleeier.models import Skoleeiervarsel
from cases.skoleeier.statistikk import Visning, skjerm
from steinkjer_skolemiljo.organisation.models import Skole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from django.core.paginator import Page
    from django.utils.functional import _StrPromise

    from cases.sak.models import SakQuerySet
    from cases.sak.vurdering import Sakslinje
    from cases.skoleeier.statistikk import Celle
    from steinkjer_skolemiljo.organisation.models import Bruker

PER_SIDE = 25
# So many of the oldest are shown; the rest come up as these are read.
VARSLER_VIST = 25

VISNINGER: Mapping[str, _StrPromise] = {
    "alle": _("Alle"),
    "alvorlige": _("Alvorlige"),
    "skjerpet": _("§ 12-5"),
    "ledes": _("Ledes av kommunen"),
}
# The condition of the partial index sak_skoleeier, word for word.
FOLGES = Q(alvorlig=True) | Q(skjerpet=True) | ~Q(eier=Eier.SKOLE)


@dataclass(frozen=True)
class Utvalg:
    """What the overview's list is asked for; each is kept in the address."""

    q: str = ""
    vis: str = "alle"
    avsluttede: bool = False


@dataclass(frozen=True)
class Grunnlag:
    """What the law says of a sak before anyone decides or warns: what points to it, and what is closed."""

    # The criteria the facts point to, each with why: «fordi …».
    foreslaatt: Mapping[str, str]
    stengt: str
    kan_vaere_grunnlos: bool


@dataclass(frozen=True)
class Varsellinje:
    """A notice that waits for skoleeier: since when, and when it should have been read."""

    varsel: Skoleeiervarsel
    frist: Fristlinje


@dataclass(frozen=True)
class Varsler:
    """What waits for skoleeier: unread, oldest first; then read and not assessed, or to be looked at again."""

    uleste: list[Varsellinje]
    antall_uleste: int
    til_oppfolging: list[Skoleeiervarsel]


@dataclass(frozen=True)
class Tallcelle:
    """One number as it is written on the page."""

    tekst: str
    skjult: bool


@dataclass(frozen=True)
class Skolerad:
    """One school's numbers."""

    navn: str
    # Each with its column's title, which a phone shows beside the number.
    navngitte: tuple[tuple[str, Tallcelle], ...]


@dataclass(frozen=True)
class Skoletall:
    """The numbers of all schools, small ones hidden (A-21)."""

    kolonner: tuple[str, ...]
    rader: tuple[Skolerad, ...]
    navngitt_sum: tuple[tuple[str, Tallcelle], ...]
    fra: date


def varsler(bruker: Bruker, *, dag: date, now: datetime) -> Varsler:
    """The notices that wait for this person as skoleeier. A constant number of queries."""
    mine = Skoleeiervarsel.objects.filter(sak__in=Sak.objects.visible_to(bruker, dag, Handling.FOLGE_OPP))
    mine = mine.select_related("sak", "sak__skole", "sak__elev", "sak__elev__klasse")
    uleste = mine.filter(lest__isnull=True).order_by("varslet", "id")
    viste = list(uleste[:VARSLER_VIST])
    return Varsler(
        uleste=_med_frist(viste, now),
        antall_uleste=uleste.count(),
        til_oppfolging=list(
            mine.filter(lest__isnull=False, sak__avsluttet__isnull=True)
            .filter(Q(vurdert__isnull=True) | Q(oppfolging_dato__lte=dag))
            .order_by(F("oppfolging_dato").asc(nulls_first=True), "varslet")[:VARSLER_VIST]
        ),
    )


def _med_frist(viste: Sequence[Skoleeiervarsel], now: datetime) -> list[Varsellinje]:
    """Each notice with the day it should have been read by (D-11), on its school's calendar."""
    if not viste:
        return []
    kalendere = kalender.kalendere(varsel.sak.skole_id for varsel in viste)
    parametre = kalender.parametre().paa(localdate(now))
    ut = []
    for varsel in viste:
        mester = Regnemester(kalendere[varsel.sak.skole_id], parametre)
        frist = mester.etter(Fristtype.SKOLEEIER_LESER, Maal.SKOLEEIER_LESER, varsel.varslet, Ansvarlig.SKOLEEIER)
        dato = localdate(frist.forfall)
        ut.append(
            Varsellinje(
                varsel=varsel,
                frist=Fristlinje(
                    navn=fristnavn(frist.type),
                    dato=dato,
                    forsinket=frist.forsinket(now),
                    i_dag=dato == localdate(now),
                    utregning=setning(frist.utregning),
                ),
            )
        )
    return ut


def saker(bruker: Bruker, utvalg: Utvalg, *, side: int, dag: date, now: datetime) -> tuple[Page[Sak], list[Sakslinje]]:
    """One page of the saker skoleeier follows, what is due first.

    A search looks among closed saker too: who asks for a number wants that sak.
    """
    fulgte = _i_visning(Sak.objects.visible_to(bruker, dag).filter(FOLGES), utvalg.vis)
    if utvalg.q:
        fulgte = fulgte.filter(nummer__icontains=utvalg.q.strip())
    elif not utvalg.avsluttede:
        fulgte = fulgte.filter(avsluttet__isnull=True)
    fulgte = (
        fulgte.annotate(
            grunnlos_fra=Subquery(
                Hendelse.objects.filter(sak=OuterRef("pk"), type=Hendelsestype.VARSEL_GRUNNLOST)
                .order_by("-registrert")
                .values("registrert")[:1]
            )
        )
        .select_related("elev", "elev__klasse", "skole", "ansvarlig")
        .order_by(F("avsluttet").asc(nulls_first=True), F("neste_frist").asc(nulls_last=True), "id")
    )
    ark = Paginator(fulgte, PER_SIDE).get_page(side)
    return ark, linjer(list(ark.object_list), now)


def _i_visning(fulgte: SakQuerySet, vis: str) -> SakQuerySet:
    match vis:
        case "alvorlige":
            return fulgte.filter(alvorlig=True)
        case "skjerpet":
            return fulgte.filter(skjerpet=True)
        case "ledes":
            return fulgte.exclude(eier=Eier.SKOLE)
        case _:
            return fulgte


def skolear_fra(dag: date) -> date:
    """The first day of the school year this day belongs to: 1 August."""
    fra = date(dag.year, 8, 1)
    return fra if dag >= fra else date(dag.year - 1, 8, 1)


def skoletall(bruker: Bruker, *, dag: date, now: datetime) -> Skoletall:
    """How many saker each school has, of each kind. Two queries, and one or two for the person's roles.

    What is denied this person is not counted either (A-2). Small numbers are hidden (A-21).
    """
    fra = skolear_fra(dag)
    aapen = Q(avsluttet__isnull=True)
    kolonner: Mapping[str, tuple[str, Q]] = {
        "aapne": (gettext("Åpne"), aapen),
        "nye": (gettext("Nye i år"), Q(opprettet__date__gte=fra)),
        "forsinket": (gettext("Forsinket"), aapen & Q(neste_frist__lt=now)),
        "alvorlige": (gettext("Alvorlige"), aapen & Q(alvorlig=True)),
        "skjerpet": (gettext("§ 12-5"), aapen & Q(skjerpet=True)),
        "avsluttet": (gettext("Avsluttet i år"), Q(avsluttet__date__gte=fra)),
        "grunnlos": (gettext("Åpenbart grunnløse varsler"), ~Q(apenbart_grunnlos="")),
    }
    rader: Iterable[Any] = (
        access.tellbare(bruker, dag)
        .values("skole")
        .annotate(**{navn: Count("pk", filter=betingelse) for navn, (_tittel, betingelse) in kolonner.items()})
    )
    tall: dict[int, dict[str, int]] = {rad["skole"]: rad for rad in rader}
    # A closed school is there as long as it has something to show.
    skoler = [skole for skole in Skole.objects.order_by("navn") if skole.nedlagt is None or skole.pk in tall]
    skjermet = [skjerm([tall[skole.pk][navn] if skole.pk in tall else 0 for skole in skoler]) for navn in kolonner]
    titler = tuple(tittel for tittel, _betingelse in kolonner.values())
    return Skoletall(
        kolonner=titler,
        rader=tuple(
            Skolerad(
                navn=skole.navn,
                navngitte=tuple(
                    (tittel, _celle(kolonne.celler[plass])) for tittel, kolonne in zip(titler, skjermet, strict=True)
                ),
            )
            for plass, skole in enumerate(skoler)
        ),
        navngitt_sum=tuple((tittel, _celle(kolonne.sum)) for tittel, kolonne in zip(titler, skjermet, strict=True)),
        fra=fra,
    )


def _celle(celle: Celle) -> Tallcelle:
    match celle.visning:
        case Visning.NOYAKTIG:
            return Tallcelle(str(celle.tall), skjult=False)
        case Visning.UNDER:
            return Tallcelle(gettext("under %(tall)s") % {"tall": celle.tall}, skjult=True)
        case Visning.MINST:
            return Tallcelle(gettext("minst %(tall)s") % {"tall": celle.tall}, skjult=True)


def grunnlag(sak: Sak, *, dag: date) -> Grunnlag:
    """Ask the law about the sak, for the forms that decide and warn."""
    fakta = fakta_for(sak)
    mangel = lov.stengt(fakta)
    foreslaatt = forslag(fakta, dag=dag, parametre=kalender.parametre())
    return Grunnlag(
        foreslaatt={f.kriterium.value: setning(f.fordi) for f in foreslaatt},
        stengt=setning(mangel.tekst) if mangel is not None else "",
        kan_vaere_grunnlos=not fakta.apenbart_grunnlos and not lov.kan_vaere_grunnlos(fakta, begrunnet=True),
    )


def kriterienavn(kriterier: Sequence[str]) -> list[str]:
    """The criteria in words."""
    return [str(Kriterium(kriterium).label) for kriterium in kriterier]


def varsler_i(sak: Sak) -> list[Skoleeiervarsel]:
    """The sak's notices to skoleeier, newest first."""
    return list(Skoleeiervarsel.objects.filter(sak=sak).select_related("varslet_av", "lest_av"))


def varsel_i(sak: Sak, varsel_id: int) -> Skoleeiervarsel | None:
    """One notice of this sak."""
    return Skoleeiervarsel.objects.filter(sak=sak, pk=varsel_id).select_related("varslet_av", "lest_av").first()
