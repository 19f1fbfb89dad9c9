"""Reads for the list of saker and the sak page. A constant number of queries, however many rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from cases.sak import access
from cases.sak.hendelse import FOR_LEDERE, linje
from cases.sak.models import Fase, Hendelse, Involvert, Nodinnsyn, Sak, Saktilgang
from cases.sak.vurdering import Sakslinje, linjer
from steinkjer_skolemiljo.organisation.models import Gradering, Klasse
from steinkjer_skolemiljo.organisation.navnesok import fold
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from cases.sak.hendelse import Logglinje
    from cases.sak.models import SakQuerySet
    from steinkjer_skolemiljo.organisation.models import Bruker

PER_SIDE = 25

VISNINGER = {
    "aapne": _("Åpne saker"),
    "forsinket": _("Forsinket"),
    "uka": _("Frist de neste sju dagene"),
    "mine": _("Saker jeg har ansvar for"),
    "avsluttet": _("Avsluttede saker"),
    "alle": _("Alle saker"),
}


@dataclass(frozen=True)
class Utvalg:
    """What the list is asked for; each is kept in the address."""

    q: str = ""
    vis: str = "aapne"
    fase: str = ""
    klasse: int | None = None
    alvorlig: bool = False
    skjerpet: bool = False


@dataclass(frozen=True)
class Nokkeltall:
    """The numbers above the list."""

    aapne: int
    forsinket: int
    uka: int
    avsluttet: int


def _i_visning(saker: SakQuerySet, vis: str, bruker: Bruker, now: datetime, om_en_uke: datetime) -> SakQuerySet:
    match vis:
        case "forsinket":
            return saker.filter(avsluttet__isnull=True, neste_frist__lt=now)
        case "uka":
            return saker.filter(neste_frist__gte=now, neste_frist__lt=om_en_uke)
        case "mine":
            return saker.filter(avsluttet__isnull=True, ansvarlig=bruker)
        case "avsluttet":
            return saker.filter(avsluttet__isnull=False)
        case "alle":
            return saker
        case _:
            return saker.filter(avsluttet__isnull=True)


def liste(
    bruker: Bruker, utvalg: Utvalg, *, side: int, dag: date, now: datetime, om_en_uke: datetime
) -> tuple[Page[Sak], list[Sakslinje]]:
    """One page of the saker this person may see, in the order a rektor needs them: what is due first.

    Args:
        bruker: who asks.
        utvalg: the filters.
        side: page number, from 1.
        dag: today in Norway.
        now: the moment.
        om_en_uke: a week from now.

    """
    saker = _i_visning(Sak.objects.visible_to(bruker, dag), utvalg.vis, bruker, now, om_en_uke)
    if utvalg.fase:
        saker = saker.filter(fase=utvalg.fase)
    if utvalg.klasse is not None:
        saker = saker.filter(_klasse_kan_vises(bruker, dag), elev__klasse=utvalg.klasse)
    if utvalg.alvorlig:
        saker = saker.filter(alvorlig=True)
    if utvalg.skjerpet:
        saker = saker.filter(skjerpet=True)
    for ord_ in fold(utvalg.q).split():
        saker = saker.filter(Q(nummer__startswith=ord_) | Q(elev__sokenavn__contains=ord_))
    rekkefolge = (
        ("-opprettet", "-id") if utvalg.vis in {"avsluttet", "alle"} else (F("neste_frist").asc(nulls_last=True), "id")
    )
    saker = saker.select_related("elev", "elev__klasse", "skole", "ansvarlig").order_by(*rekkefolge)
    ark = Paginator(saker, PER_SIDE).get_page(side)
    return ark, linjer(list(ark.object_list), now)


def nokkeltall(bruker: Bruker, dag: date, now: datetime, om_en_uke: datetime) -> Nokkeltall:
    """The numbers above the list, in one query."""
    tall = Sak.objects.visible_to(bruker, dag).aggregate(
        aapne=Count("pk", filter=Q(avsluttet__isnull=True)),
        forsinket=Count("pk", filter=Q(avsluttet__isnull=True, neste_frist__lt=now)),
        uka=Count("pk", filter=Q(neste_frist__gte=now, neste_frist__lt=om_en_uke)),
        avsluttet=Count("pk", filter=Q(avsluttet__isnull=False)),
    )
    return Nokkeltall(**tall)


def _klasse_kan_vises(bruker: Bruker, dag: date) -> Q:
    """Outside the school, the class of a pupil whose address is protected is neither shown nor searched (A-13)."""
    return Q(elev__gradering=Gradering.INGEN) | Q(skole__in=sorted(roller_for(bruker, dag).alle_skoler))


def klassevalg(bruker: Bruker, dag: date) -> list[Klasse]:
    """The classes that occur in the saker this person may see."""
    synlige = Sak.objects.visible_to(bruker, dag).filter(_klasse_kan_vises(bruker, dag))
    return list(
        Klasse.objects.filter(pk__in=synlige.values("elev__klasse"))
        .select_related("skole")
        .order_by("skole__navn", "trinn", "navn")
    )


def fasevalg() -> Sequence[tuple[str, str]]:
    """The phases to filter by."""
    return [(verdi, str(navn)) for verdi, navn in Fase.choices]


@dataclass(frozen=True)
class HvaSaken:
    """What the meldinger of a sak say it is about, in their own words' order."""

    typer: tuple[str, ...] = ()
    arenaer: tuple[str, ...] = ()


def hva_den_gjelder(sak: Sak) -> HvaSaken:
    """What kinds of krenkelse and which places the sak's meldinger name; what nobody knows is left out. One query."""
    meldinger = [rad.melding for rad in sak.meldingselever.select_related("melding").order_by("melding__sendt")]

    def ord_(felt: str) -> tuple[str, ...]:
        verdier = dict.fromkeys(verdi for melding in meldinger for verdi in getattr(melding, felt))
        kolonne: Any = meldinger[0]._meta.get_field(felt) if meldinger else None
        navn: dict[str, str] = dict(kolonne.base_field.choices) if kolonne is not None else {}
        return tuple(str(navn[verdi]) for verdi in verdier if verdi != "vet_ikke")

    return HvaSaken(typer=ord_("typer"), arenaer=ord_("arenaer"))


def _hendelser(sak: Sak, *, for_ledere: bool) -> QuerySet[Hendelse]:
    """The lines of the log; some are for those who lead the sak or follow it up, and leave no gap for others."""
    hendelser = Hendelse.objects.filter(sak=sak).select_related("aktor")
    return hendelser if for_ledere else hendelser.exclude(type__in=FOR_LEDERE)


def siste_hendelser(sak: Sak, antall: int = 6, *, for_ledere: bool = False) -> list[Logglinje]:
    """The newest lines of the log, for the sak's front page."""
    return [linje(h) for h in _hendelser(sak, for_ledere=for_ledere)[:antall]]


def tilganger(sak: Sak, dag: date) -> list[Saktilgang]:
    """The grants in force on the sak."""
    return list(
        Saktilgang.objects.filter(content_object=sak, gyldig_til__gte=dag)
        .select_related("user", "permission", "gitt_av")
        .order_by("gyldig_til")
    )


def nodinnsyn_i(sak: Sak, siden: datetime) -> list[Nodinnsyn]:
    """Skoleeier's emergency looks into this sak since then, newest first. One query."""
    return list(Nodinnsyn.objects.filter(sak=sak, fra__gte=siden).select_related("bruker"))


def nodinnsyn_siden(dato: date, leser: Bruker | None = None) -> QuerySet[Nodinnsyn]:
    """All emergency looks since a day, newest first: for kommunalsjef and personvernombud to go through.

    Args:
        dato: the first day.
        leser: who reads the list; what they are denied is left out, as if it were not (A-2).

    """
    siden = make_aware(datetime.combine(dato, time()))
    alle = Nodinnsyn.objects.filter(fra__gte=siden).select_related("bruker", "sak")
    return alle.filter(~access.nektet(leser, "sak__")) if leser is not None else alle


def involverte(sak: Sak) -> list[Involvert]:
    """The persons the sak is said to concern."""
    return list(
        Involvert.objects.filter(sak=sak).select_related("elev", "elev__klasse", "ansatt").order_by("rolle", "id")
    )
