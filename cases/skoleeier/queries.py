"""Reads for skoleeier's pages. A constant number of queries, however many saker and schools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.lov import skoleeier as lov
from cases.lov.alvorlighet import forslag
from cases.lov.begreper import Ansvarlig, Fristtype
from cases.lov.frister import Regnemester
from cases.lov.parametre import Maal
from cases.melding.models import JaNeiUsikker
from cases.sak import kalender
from cases.sak.access import Handling
from cases.sak.fakta import fakta_for
from cases.sak.hendelse import Hendelsestype
from cases.sak.models import SKOLEEIER_SER, Eier, Hendelse, Kriterium, Sak
from cases.sak.vurdering import fristlinje, linjer, setning
from cases.skoleeier.models import Skoleeiervarsel
from steinkjer_skolemiljo.organisation.models import Gradering, Rolle, Rolletildeling, Skole, gjelder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from cases.sak.models import SakQuerySet
    from cases.sak.vurdering import Fristlinje, Sakslinje
    from steinkjer_skolemiljo.organisation.models import Bruker

PER_SIDE = 25
# So many of the oldest are shown; the rest come up as these are read.
VARSLER_VIST = 25

VISNINGER: Mapping[str, _StrPromise] = {
    "alle": _("Alle"),
    "alvorlige": _("Alvorlige"),
    "skjerpet": _("§ 12-5"),
    "ledes": _("Ledes av kommunen"),
    "statsforvalter": _("Hos Statsforvalteren"),
    "uleste": _("Varsel ingen har lest"),
    "utrygge": _("Eleven er ikke trygg nå"),
    "forsinket": _("Forsinket"),
    "grunnlose": _("Ikke varslet: åpenbart grunnløst"),
}
# What the register says; and what rektor has told of and nobody has registered yet.
STATSFORVALTER = Q(hos_statsforvalter=True) | Q(
    meldt_statsforvalter=False, alvorlig_kriterier__contains=[Kriterium.STATSFORVALTER]
)


@dataclass(frozen=True)
class Utvalg:
    """What the overview's list is asked for; each is kept in the address."""

    q: str = ""
    vis: str = "alle"
    skole: int | None = None
    avsluttede: bool = False


@dataclass(frozen=True)
class Grunnlag:
    """What the law says of a sak before anyone decides or warns: what points to it, and what is closed."""

    # The criteria the facts point to, each with why: «fordi …».
    foreslaatt: Mapping[str, str]
    stengt: str
    kan_vaere_grunnlos: bool
    # Since when the school has known what there is to warn of now: of the employee, or else of the sak.
    visste: datetime


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
    # What skoleeier has promised to look at again, the nearest day first.
    kommer: list[Skoleeiervarsel]


@dataclass(frozen=True)
class Venter:
    """Where a child waits now, at a glance: among the saker this person follows, and no others."""

    uleste: int
    utrygge: int
    forsinket: int
    statsforvalter: int


def _mine(bruker: Bruker, dag: date) -> QuerySet[Skoleeiervarsel]:
    return Skoleeiervarsel.objects.filter(sak__in=Sak.objects.visible_to(bruker, dag, Handling.FOLGE_OPP))


def _venter_paa_vurdering(dag: date) -> Q:
    """Read, and not assessed; or the day that was set for looking again has come."""
    return Q(lest__isnull=False, sak__avsluttet__isnull=True) & (Q(vurdert__isnull=True) | Q(oppfolging_dato__lte=dag))


def antall_til_vurdering(bruker: Bruker, dag: date) -> int:
    """How many notices wait for this person's own assessment, for the front page. One query."""
    return _mine(bruker, dag).filter(_venter_paa_vurdering(dag)).count()


def varsler(bruker: Bruker, *, dag: date, now: datetime) -> Varsler:
    """The notices that wait for this person as skoleeier. A constant number of queries."""
    mine = _mine(bruker, dag).select_related("sak", "sak__skole", "sak__elev", "sak__elev__klasse")
    uleste = mine.filter(lest__isnull=True).order_by("varslet", "id")
    viste = list(uleste[:VARSLER_VIST])
    return Varsler(
        uleste=_med_frist(viste, now),
        antall_uleste=uleste.count(),
        til_oppfolging=list(
            mine.filter(_venter_paa_vurdering(dag)).order_by(F("oppfolging_dato").asc(nulls_first=True), "varslet")[
                :VARSLER_VIST
            ]
        ),
        kommer=list(
            mine.filter(vurdert__isnull=False, sak__avsluttet__isnull=True, oppfolging_dato__gt=dag).order_by(
                "oppfolging_dato", "id"
            )[:VARSLER_VIST]
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
        ut.append(Varsellinje(varsel=varsel, frist=fristlinje(frist, now)))
    return ut


def saker(bruker: Bruker, utvalg: Utvalg, *, side: int, dag: date, now: datetime) -> tuple[Page[Sak], list[Sakslinje]]:
    """One page of the saker skoleeier follows, what is due first.

    A search looks among closed saker too: who asks for a number wants that sak.
    """
    fulgte = _i_visning(Sak.objects.visible_to(bruker, dag).filter(SKOLEEIER_SER), utvalg.vis, now)
    if utvalg.skole is not None:
        # A pupil whose address is protected is found by no school.
        fulgte = fulgte.filter(skole=utvalg.skole, elev__gradering=Gradering.INGEN)
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


def _i_visning(fulgte: SakQuerySet, vis: str, now: datetime) -> SakQuerySet:
    match vis:
        case "alvorlige":
            return fulgte.filter(alvorlig=True)
        case "skjerpet":
            return fulgte.filter(skjerpet=True)
        case "ledes":
            return fulgte.exclude(eier=Eier.SKOLE)
        case "statsforvalter":
            return fulgte.filter(STATSFORVALTER)
        case "utrygge":
            nyeste = Skoleeiervarsel.objects.filter(sak=OuterRef("pk")).order_by("-varslet", "-id")
            return fulgte.annotate(trygg=Subquery(nyeste.values("trygg_naa")[:1])).filter(trygg=JaNeiUsikker.NEI)
        case "forsinket":
            return fulgte.filter(neste_frist__lt=now)
        case "grunnlose":
            return fulgte.exclude(apenbart_grunnlos="")
        case "uleste":
            return fulgte.filter(Exists(Skoleeiervarsel.objects.filter(sak=OuterRef("pk"), lest__isnull=True)))
        case _:
            return fulgte


def venter(bruker: Bruker, *, dag: date, now: datetime) -> Venter:
    """The numbers above the overview. One query, and one or two for the person's roles.

    ``utrygge`` are saker whose newest notice says that the pupil is not safe now.
    """
    nyeste = Skoleeiervarsel.objects.filter(sak=OuterRef("pk")).order_by("-varslet", "-id")
    ulest = Skoleeiervarsel.objects.filter(sak=OuterRef("pk"), lest__isnull=True)
    tall = (
        Sak.objects.visible_to(bruker, dag, Handling.FOLGE_OPP)
        .filter(SKOLEEIER_SER, avsluttet__isnull=True)
        .annotate(trygg=Subquery(nyeste.values("trygg_naa")[:1]), har_ulest=Exists(ulest))
        .aggregate(
            uleste=Count("pk", filter=Q(har_ulest=True)),
            utrygge=Count("pk", filter=Q(trygg=JaNeiUsikker.NEI)),
            forsinket=Count("pk", filter=Q(neste_frist__lt=now)),
            statsforvalter=Count("pk", filter=STATSFORVALTER),
        )
    )
    return Venter(**tall)


def skoler_uten_leder(dag: date) -> list[Skole]:
    """The schools nobody leads today: what is reported there comes to skoleeier (D-23). One query."""
    ledere = Rolletildeling.objects.filter(gjelder(dag), skole=OuterRef("pk"), bruker__is_active=True)
    return list(
        Skole.objects.filter(
            ~Exists(ledere.filter(Q(rolle=Rolle.REKTOR) | Q(fullmakt=True))), nedlagt__isnull=True
        ).order_by("navn")
    )


def grunnlag(sak: Sak, *, dag: date) -> Grunnlag:
    """Ask the law about the sak, for the forms that decide and warn."""
    fakta = fakta_for(sak)
    mangel = lov.stengt(fakta)
    foreslaatt = forslag(fakta, dag=dag, parametre=kalender.parametre())
    return Grunnlag(
        foreslaatt={f.kriterium.value: setning(f.fordi) for f in foreslaatt},
        stengt=setning(mangel.tekst) if mangel is not None else "",
        kan_vaere_grunnlos=not fakta.apenbart_grunnlos and not lov.kan_vaere_grunnlos(fakta, begrunnet=True),
        visste=fakta.skjerpet_siden if fakta.skjerpet else fakta.mottatt,
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
