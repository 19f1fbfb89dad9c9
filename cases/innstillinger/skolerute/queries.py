"""What the page of a skolerute shows: whose it is, its days, the year, what is missing, and who changed what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.innstillinger.access import FELLES, kan_endre_rute, skoler
from cases.innstillinger.skolerute.aar import aaret
from cases.innstillinger.skolerute.actions import INGEN_SKOLE
from cases.innstillinger.skolerute.sjekk import Rutedata, spenn
from cases.lov.kalender import skolear_for
from cases.sak.feil import IkkeFunnet
from cases.sak.kalender import kalendere
from steinkjer_skolemiljo.organisation.models import Skolefri, Skolerute
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.innstillinger.skolerute.aar import Maaned
    from steinkjer_skolemiljo.organisation.models import Bruker, Skole

# After this day next school year's skolerute should be there.
VARSLE_FRA = (5, 1)
ENDRINGER_VIST = 30


@dataclass(frozen=True)
class Fridager:
    """Some days off, as they are shown; those that are over can no longer be changed."""

    rad: Skolefri
    naar: str
    er_over: bool


@dataclass(frozen=True)
class Ruteendring:
    """One line of a skolerute's history."""

    naar: datetime
    hvem: str
    hva: str


@dataclass(frozen=True)
class Rutevisning:
    """One skolerute, ready for its page. ``rute`` is what counts: the school's own, else the common one, else None."""

    hvem: str
    skole: Skole | None
    skolear: int
    rute: Skolerute | None
    fridager: list[Fridager]
    maaneder: tuple[Maaned, ...]
    kan_endre: bool
    mangler: list[str]
    endringer: list[Ruteendring]
    skoler_med_egen: list[Skole]

    @property
    def navn(self) -> str:
        """Whose it is."""
        return self.skole.navn if self.skole is not None else _("Felles for alle skolene")

    @property
    def skolear_navn(self) -> str:
        """The school year as people say it."""
        return skolear_navn(self.skolear)

    @property
    def egen(self) -> bool:
        """What counts is this one itself, not the common one in a school's place."""
        return self.rute is not None and self.rute.skole_id == (self.skole.pk if self.skole is not None else None)

    @property
    def skoledager(self) -> int:
        """How many school days the year has."""
        return sum(maaned.skoledager for maaned in self.maaneder)


def skolear_navn(skolear: int) -> str:
    """2026 is «2026/27»."""
    return f"{skolear}/{(skolear + 1) % 100:02d}"


def egen_side(bruker: Bruker, dag: date) -> tuple[int, str]:
    """The skolerute this person most likely looks for: own school's this year, else the common one."""
    roller = roller_for(bruker, dag)
    egen = skoler(dag).filter(pk__in=roller.leder_skoler).first() if roller.leder_skoler else None
    return skolear_for(dag), egen.kortnavn if egen is not None else FELLES


def skolevalg(dag: date) -> list[tuple[str, str]]:
    """The skoleruter one may choose between: the common one, then the schools."""
    return [(FELLES, _("Felles for alle skolene")), *skoler(dag).values_list("kortnavn", "navn")]


def mangler(skole: Skole | None, dag: date) -> list[str]:
    """The school years that have no skolerute and should: this one, and from May on the next. One query."""
    dette = skolear_for(dag)
    ventet = [dette, dette + 1] if (dag.month, dag.day) >= VARSLE_FRA and dag.year == dette + 1 else [dette]
    finnes = set(
        Skolerute.objects.filter(Q(skole=None) | Q(skole=skole), skolear__in=ventet).values_list("skolear", flat=True)
    )
    return [skolear_navn(aar) for aar in ventet if aar not in finnes]


def rutevisning(bruker: Bruker, skole: Skole | None, skolear: int, dag: date) -> Rutevisning:
    """Everything the page shows, with the same number of queries however much there is."""
    ruter = {
        rute.skole_id: rute
        for rute in Skolerute.objects.filter(skolear=skolear).select_related("skole").order_by("skole__navn")
    }
    pk = skole.pk if skole is not None else None
    rute = ruter.get(pk) or ruter.get(None)
    fri = list(rute.fridager.all()) if rute is not None else []
    regnes = kalendere([pk or INGEN_SKOLE])[pk or INGEN_SKOLE]
    ramme = Rutedata(rute.forste_skoledag, rute.siste_skoledag) if rute is not None else None
    return Rutevisning(
        hvem=skole.kortnavn if skole is not None else FELLES,
        skole=skole,
        skolear=skolear,
        rute=rute,
        fridager=[Fridager(rad, spenn(rad.fra, rad.til), rad.til < dag) for rad in fri],
        maaneder=aaret(skolear, regnes, ramme, fri),
        kan_endre=kan_endre_rute(bruker, skole, dag) and skolear >= skolear_for(dag),
        mangler=mangler(skole, dag),
        endringer=_endringer(skole, skolear),
        skoler_med_egen=[r.skole for r in ruter.values() if r.skole is not None],
    )


def fridager(skole: Skole | None, skolear: int, pk: int) -> Skolefri:
    """Some days off of a skolerute, for changing them.

    Raises:
        IkkeFunnet: they are not in it.

    """
    rad = Skolefri.objects.filter(skolerute__skole=skole, skolerute__skolear=skolear, pk=pk).first()
    if rad is None:
        raise IkkeFunnet
    return rad


def _endringer(skole: Skole | None, skolear: int) -> list[Ruteendring]:
    """Who changed what in this skolerute, newest first; from the history, so that what was removed is there too."""
    ruter = Skolerute.history.filter(skole=skole, skolear=skolear)
    dager = Skolefri.history.filter(skolerute_id__in=ruter.values("id"))
    rader = [
        *ruter.select_related("history_user").order_by("-history_id")[:ENDRINGER_VIST],
        *dager.select_related("history_user").order_by("-history_id")[:ENDRINGER_VIST],
    ]
    rader.sort(key=lambda rad: rad.history_date, reverse=True)
    return [
        Ruteendring(
            naar=rad.history_date,
            hvem=rad.history_user.navn
            if rad.history_user is not None and not rad.history_user.er_systemet
            else _("Systemet"),
            hva=_hva(rad),
        )
        for rad in rader[:ENDRINGER_VIST]
    ]


def _hva(rad: object) -> str:
    slag: str = rad.history_type  # type: ignore[attr-defined]  # simple-history has no types
    if hasattr(rad, "grunn"):
        setning = {
            "+": _("La til «%(hva)s», %(dager)s."),
            "~": _("Endret «%(hva)s» til %(dager)s."),
            "-": _("Fjernet «%(hva)s», %(dager)s."),
        }[slag]
        return setning % {"hva": rad.grunn, "dager": spenn(rad.fra, rad.til)}  # type: ignore[attr-defined]
    setning = {
        "+": _("La inn skoleåret, fra %(fra)s til %(til)s."),
        "~": _("Endret skoleåret til %(fra)s–%(til)s."),
        "-": _("Fjernet skolens egen skolerute."),
    }[slag]
    return setning % {
        "fra": date_format(rad.forste_skoledag, "j. F Y"),  # type: ignore[attr-defined]
        "til": date_format(rad.siste_skoledag, "j. F Y"),  # type: ignore[attr-defined]
    }
