"""Reads for the plan's pages, with a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.lov.avslutning import kan_vedtas
from cases.lov.frister import foreslaatt_evaluering
from cases.overlevering.gjelder import overtatt_av
from cases.overlevering.models import Overtakelse
from cases.sak import kalender
from cases.sak.fakta import plan_fakta
from cases.sak.vurdering import brudd_av
from cases.tiltaksplan.access import egne_tiltak
from cases.tiltaksplan.models import Planutsending, Tiltak, Tiltaksmerke, Tiltaksplan
from cases.tiltaksplan.sammenligning import sammenlign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from cases.sak.feil import Brudd
    from cases.sak.models import Sak
    from cases.tiltaksplan.sammenligning import Sammenligning
    from steinkjer_skolemiljo.organisation.models import Bruker

MED_TILTAK = Prefetch("tiltak", Tiltak.objects.select_related("ansvarlig", "forrige"))
# Weeks to the first, the second and later evaluations (D-7).
UKER = (1, 2, 4)


@dataclass(frozen=True)
class Versjoner:
    """The versions of a sak's plan: the one in force, the draft if there is one, and those it replaced."""

    gjeldende: Tiltaksplan | None
    utkast: Tiltaksplan | None
    tidligere: tuple[Tiltaksplan, ...]


@dataclass(frozen=True)
class Mangelvisning:
    """One of the law's points that is not there yet, and where on the page it is written."""

    tekst: str
    peker: str
    hjemmel: str


@dataclass(frozen=True)
class Merking:
    """The marks of one tiltak, newest first, through all the versions it has stood in."""

    merker: tuple[Tiltaksmerke, ...] = ()

    @property
    def gjort(self) -> int:
        """How many times it was done."""
        return sum(merke.hva == Tiltaksmerke.Hva.GJORT for merke in self.merker)

    @property
    def ikke_gjort(self) -> int:
        """How many times somebody noted that it was not done."""
        return sum(merke.hva == Tiltaksmerke.Hva.IKKE_GJORT for merke in self.merker)

    @property
    def sist_gjort(self) -> date | None:
        """The last day it was done."""
        return next((merke.dato for merke in self.merker if merke.hva == Tiltaksmerke.Hva.GJORT), None)


def versjoner(sak: Sak) -> Versjoner:
    """All versions of the plan, with their tiltak and to whom they were given. Three queries."""
    planer = list(
        Tiltaksplan.objects.filter(sak=sak)
        .select_related("vedtatt_av")
        .prefetch_related(MED_TILTAK, Prefetch("utsendinger", Planutsending.objects.select_related("foresatt")))
    )
    return Versjoner(
        gjeldende=next((p for p in planer if p.status == Tiltaksplan.Status.VEDTATT), None),
        utkast=next((p for p in planer if p.status == Tiltaksplan.Status.UTKAST), None),
        tidligere=tuple(p for p in planer if p.status == Tiltaksplan.Status.ERSTATTET),
    )


def med_overtakere(rader: Iterable[Tiltak]) -> list[Tiltak]:
    """The same tiltak, each with who took it over since it was written. One query."""
    liste = list(rader)
    nye = overtatt_av(Overtakelse.Hva.TILTAK, [rad.pk for rad in liste])
    for rad in liste:
        rad.overtatt_av = nye.get(rad.pk)
    return liste


def utkast(sak: Sak) -> Tiltaksplan | None:
    """The draft, with its tiltak. Two queries."""
    return Tiltaksplan.objects.filter(sak=sak, status=Tiltaksplan.Status.UTKAST).prefetch_related(MED_TILTAK).first()


def siste(sak: Sak) -> Tiltaksplan | None:
    """The newest version, with its tiltak. Two queries."""
    return Tiltaksplan.objects.filter(sak=sak).order_by("-versjon").prefetch_related(MED_TILTAK).first()


def gjeldende_tiltak(sak: Sak) -> QuerySet[Tiltak]:
    """The tiltak of the sak's plan in force."""
    return Tiltak.objects.filter(plan__sak=sak, plan__status=Tiltaksplan.Status.VEDTATT)


def i_kraft(tiltak: int, blant: QuerySet[Tiltak]) -> int:
    """The tiltak as it stands in a newer version of the plan, where that is what these are; else itself."""
    naa: int | None = tiltak
    while naa is not None and not blant.filter(pk=naa).exists():
        naa = Tiltak.objects.filter(forrige=naa).values_list("pk", flat=True).first()
    return naa or tiltak


def mine(bruker: Bruker, dag: date) -> list[Tiltak]:
    """The person's own tiltak, what comes first on top. The sak itself is not read."""
    return list(
        egne_tiltak(bruker, dag).select_related("plan__sak__elev", "plan__sak__skole").order_by("til", "fra", "id")
    )


def merking_i_saken(sak: Sak) -> dict[int, Merking]:
    """The marks of each tiltak in the sak's plan, whoever made them. Two queries."""
    return _merking(Tiltaksmerke.objects.filter(tiltak__plan__sak=sak).select_related("av"), [sak.pk])


def egen_merking(bruker: Bruker, rader: Sequence[Tiltak]) -> dict[int, Merking]:
    """The person's own marks on their own tiltak; another's are the sak's. Two queries."""
    saker = {rad.plan.sak_id for rad in rader}
    return _merking(Tiltaksmerke.objects.filter(tiltak__plan__sak__in=saker, av=bruker), saker)


def _merking(merker: Iterable[Tiltaksmerke], saker: Iterable[int]) -> dict[int, Merking]:
    """By tiltak, each with the marks of the same tiltak in the versions before."""
    forrige = dict(Tiltak.objects.filter(plan__sak__in=saker).values_list("pk", "forrige"))
    paa: dict[int, list[Tiltaksmerke]] = {}
    for merke in merker if forrige else ():
        paa.setdefault(merke.tiltak_id, []).append(merke)
    return {pk: Merking(tuple(_gjennom_versjonene(pk, forrige, paa))) for pk in forrige}


def _gjennom_versjonene(
    pk: int | None, forrige: Mapping[int, int | None], paa: Mapping[int, Sequence[Tiltaksmerke]]
) -> list[Tiltaksmerke]:
    samlet: list[Tiltaksmerke] = []
    while pk is not None:
        samlet += paa.get(pk, ())
        pk = forrige.get(pk)
    return sorted(samlet, key=lambda merke: (merke.dato, merke.pk), reverse=True)


def mangler(plan: Tiltaksplan, dag: date, peker: Callable[[str], str]) -> list[Mangelvisning]:
    """What the law still misses in a stored draft before it can be adopted. Two queries."""
    rader = list(plan.tiltak.all())
    brudd = brudd_av(kan_vedtas(plan_fakta(plan, rader), dag=dag, parametre=kalender.parametre()), dag)
    return [Mangelvisning(_i_rad(b), peker(b.felt), b.hjemmel) for b in brudd]


def _i_rad(brudd: Brudd) -> str:
    start, _strek, resten = brudd.felt.partition("-")
    if start != "tiltak" or not resten:
        return brudd.tekst
    nummer = int(resten.partition("-")[0]) + 1
    return _("Tiltak %(nummer)s: %(hva)s") % {"nummer": nummer, "hva": brudd.tekst}


def forslag_til_dato(plan: Tiltaksplan, dag: date) -> list[tuple[date, str, bool]]:
    """When the tiltak may be evaluated, and which day fits this version (D-7). One query, or two."""
    return datoforslag(plan.sak, dag, passer=UKER[min(plan.versjon, len(UKER)) - 1])


def datoforslag(sak: Sak, dag: date, *, passer: int) -> list[tuple[date, str, bool]]:
    """The school days 1, 2 and 4 weeks ahead, how long it is till each, and which fits. One query.

    After a holiday two of them may be the same day.
    """
    skolens, _maal = kalender.grunnlag(sak.skole_id)
    dager: dict[date, bool] = {}
    for uker in UKER:
        dato = foreslaatt_evaluering(dag, uker, kalender=skolens)
        dager[dato] = dager.get(dato, False) or uker == passer
    return [(dato, _uker_til((dato - dag).days), er_den) for dato, er_den in dager.items()]


def _uker_til(dager: int) -> str:
    uker = round(dager / 7)
    return ngettext("%(uker)s uke", "%(uker)s uker", uker) % {"uker": uker}


def to_versjoner(
    sak: Sak, fra: int | None, til: int | None, *, med_utkast: bool
) -> tuple[list[Tiltaksplan], Sammenligning | None]:
    """All versions, newest first, and the two that are asked for compared: the two newest, if none is. Two queries.

    What a draft says is for those who lead (``med_utkast``): it holds for nobody, and may never be adopted.
    """
    rader = Tiltaksplan.objects.filter(sak=sak).prefetch_related(MED_TILTAK)
    planer = list(rader if med_utkast else rader.exclude(status=Tiltaksplan.Status.UTKAST))
    etter = {plan.versjon: plan for plan in planer}
    if fra is None and til is None and len(planer) > 1:
        til, fra = (plan.versjon for plan in planer[:2])
    if fra not in etter or til not in etter or fra == til:
        return planer, None
    eldst, nyest = sorted((etter[fra], etter[til]), key=lambda plan: plan.versjon)
    return planer, sammenlign(eldst, nyest)
