"""Reads for the årshjul: the wheel, its months, and how far the schools have come. A constant number of queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.dates import MONTHS_3
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from annual_wheel.access import synlige_skoler
from annual_wheel.actions import hjul_kan_lukkes
from annual_wheel.forslag import forslag_til
from annual_wheel.hjul import MAANEDSREKKE, kakestykke, merke, merkeplass, navplass
from annual_wheel.models import (
    MAANEDENE,
    Aktivitet,
    Kategori,
    Skoleaktivitet,
    Skolehjul,
    Status,
    Tid,
    skolear_for,
)
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from annual_wheel.hjul import Kakestykke, Merke
    from steinkjer_skolemiljo.organisation.models import Bruker, Skole

FERIE = "juli"
# Each kind of work has a shape of its own in the drawing.
FORMER: dict[str, str] = {
    Kategori.ANSATTE: "runding",
    Kategori.ELEVER: "trekant",
    Kategori.HJEM: "firkant",
    Kategori.KARTLEGGING: "rute",
    Kategori.ORGANISERING: "femkant",
}
# Which list each month of the calendar belongs to; July has none.
MAANEDENS_TID: dict[int, Tid] = {
    8: Tid.AUGUST,
    9: Tid.SEPTEMBER,
    10: Tid.OKTOBER,
    11: Tid.NOV_DES,
    12: Tid.NOV_DES,
    1: Tid.JANUAR,
    2: Tid.FEBRUAR,
    3: Tid.MARS,
    4: Tid.APRIL,
    5: Tid.MAI_JUNI,
    6: Tid.MAI_JUNI,
}


@dataclass
class Linje:
    """One activity, and how it stands: at the chosen school, or at how many of all schools.

    ``aktivitet`` is the municipality's row, or the school's own copy when the year is started.
    """

    aktivitet: Aktivitet | Skoleaktivitet
    dag: date
    skoler_gjort: int = 0

    @property
    def rad(self) -> Skoleaktivitet | None:
        """The school's own copy."""
        return self.aktivitet if isinstance(self.aktivitet, Skoleaktivitet) else None

    @property
    def teller(self) -> bool:
        """Whether it is to be done at all."""
        return self.rad is None or self.rad.teller

    @property
    def gjort(self) -> bool:
        """Done."""
        return self.rad is not None and self.rad.status == Status.GJORT

    @property
    def sen(self) -> bool:
        """The date has passed, and nobody has said how it went."""
        return self.rad is not None and self.rad.er_sen(self.dag)

    @property
    def tilstand(self) -> str:
        """How it stands, as a class of the drawing."""
        if self.rad is None:
            return Status.PLANLAGT.value
        return "sen" if self.sen else self.rad.status


@dataclass(frozen=True)
class Gruppe:
    """The activities of one time of the year."""

    tid: Tid
    linjer: Sequence[Linje]
    gjort: int
    av: int
    er_naa: bool
    sene: int = 0

    @property
    def anker(self) -> str:
        """Where on the page it stands."""
        return self.tid.value.replace("_", "-")

    @property
    def navn(self) -> str:
        """Its heading: a month is written small in Norwegian, but not first in a line."""
        return capfirst(str(self.tid.label))

    @property
    def ferdig(self) -> bool:
        """Everything is done."""
        return self.av > 0 and self.gjort == self.av


@dataclass(frozen=True)
class Plassert:
    """One activity in the drawing."""

    tilstand: str
    merke: Merke


@dataclass(frozen=True)
class Segment:
    """One month of the drawn wheel."""

    kort: str
    anker: str
    gruppe: Gruppe | None
    er_naa: bool
    form: Kakestykke
    merker: Sequence[Plassert] = ()


@dataclass(frozen=True)
class Celle:
    """How much is done of how much."""

    gjort: int
    av: int

    @property
    def ferdig(self) -> bool:
        """Everything is done."""
        return self.av > 0 and self.gjort == self.av


@dataclass(frozen=True)
class Skolerad:
    """One school in the municipality's overview: a cell for each time of the year, and the sum."""

    skole: Skole
    celler: Sequence[Celle]
    sum: Celle


@dataclass(frozen=True)
class Arshjul:
    """Everything the page shows."""

    skolear: int
    skole: Skole | None
    skoler: Sequence[Skole]
    grupper: Sequence[Gruppe]
    segmenter: Sequence[Segment]
    gjort: int
    av: int
    med_merker: bool
    kan_lede: bool
    oversikt: Sequence[Skolerad]
    skolehjul: Skolehjul | None = None
    forslag: int = 0
    navmerker: Sequence[Plassert] = ()
    kan_lukkes: bool = False

    @property
    def skolear_navn(self) -> str:
        """The school year as people say it."""
        return skolear_navn(self.skolear)

    @property
    def sene(self) -> int:
        """How many activities are late."""
        return sum(gruppe.sene for gruppe in self.grupper)

    @property
    def kan_starte(self) -> bool:
        """Whether this person may start the year."""
        return self.kan_lede and self.skolehjul is None

    @property
    def kan_endre(self) -> bool:
        """Whether this person may change the school's wheel now."""
        return self.kan_lede and self.skolehjul is not None and self.skolehjul.lukket is None

    @property
    def hele_aret(self) -> Gruppe:
        """The activities that belong to no month, in the hub of the wheel."""
        return self.grupper[0]

    @property
    def naa(self) -> Gruppe | None:
        """This month's activities."""
        return next((gruppe for gruppe in self.grupper if gruppe.er_naa), None)


def skolear_navn(skolear: int) -> str:
    """2026 is 2026/27."""
    return f"{skolear}/{(skolear + 1) % 100:02d}"


def _velg_skole(bruker: Bruker, skoler: Sequence[Skole], kortnavn: str, dag: date) -> Skole | None:
    """The school asked for; else one's own, first one that one leads; none means all schools together.

    Raises:
        Http404: the school asked for is not one this person may see.

    """
    if kortnavn:
        valgt = next((skole for skole in skoler if skole.kortnavn == kortnavn), None)
        if valgt is None:
            raise Http404
        return valgt
    roller = roller_for(bruker, dag)
    if roller.sektorleder or roller.kommunalsjef or not skoler:
        return None
    return next((skole for skole in skoler if skole.pk in roller.leder_skoler), skoler[0])


def _grupper(linjer: Sequence[Linje], *, naa: Tid | None, skoler: int) -> list[Gruppe]:
    """The lines by time of year. ``skoler`` is how many schools each line counts for: one, or all of them."""
    grupper = []
    for tid in Tid:
        egne = [linje for linje in linjer if linje.aktivitet.tid == tid]
        gjort = sum(1 if linje.gjort else linje.skoler_gjort for linje in egne)
        av = sum(1 for linje in egne if linje.teller) * skoler
        sene = sum(1 for linje in egne if linje.sen)
        grupper.append(Gruppe(tid=tid, linjer=egne, gjort=gjort, av=av, er_naa=tid == naa, sene=sene))
    return grupper


def _maaned(linje: Linje) -> int:
    """The month an activity stands at in the drawing: its deadline's, where that is one of the month it belongs to."""
    maanedene = MAANEDENE[linje.aktivitet.tid]
    if linje.rad is not None and linje.rad.frist.month in maanedene:
        return linje.rad.frist.month
    return maanedene[-1]


def _plassert(linje: Linje, x: float, y: float) -> Plassert:
    return Plassert(linje.tilstand, merke(x, y, FORMER[linje.aktivitet.kategori]))


def _segmenter(grupper: Sequence[Gruppe], maaned_naa: int | None) -> list[Segment]:
    etter_tid = {gruppe.tid: gruppe for gruppe in grupper}
    segmenter = []
    for plass, maaned in enumerate(MAANEDSREKKE):
        tid = MAANEDENS_TID.get(maaned)
        gruppe = etter_tid[tid] if tid else None
        andel = gruppe.gjort / gruppe.av if gruppe and gruppe.av else 0.0
        her = [linje for linje in gruppe.linjer if _maaned(linje) == maaned] if gruppe else []
        segmenter.append(
            Segment(
                kort=str(MONTHS_3[maaned]).rstrip("."),
                anker=gruppe.anker if gruppe else FERIE,
                gruppe=gruppe,
                er_naa=maaned == maaned_naa,
                form=kakestykke(plass, andel),
                merker=[_plassert(linje, *merkeplass(plass, n, len(her))) for n, linje in enumerate(her)],
            )
        )
    return segmenter


def _oversikt(rader: Sequence[Skoleaktivitet], skoler: Sequence[Skole]) -> list[Skolerad]:
    per_skole: dict[int, list[Skoleaktivitet]] = {skole.pk: [] for skole in skoler}
    for rad in rader:
        per_skole[rad.hjul.skole_id].append(rad)
    oversikt = []
    for skole in skoler:
        egne = [rad for rad in per_skole[skole.pk] if rad.teller]
        av = Counter(rad.tid for rad in egne)
        gjort = Counter(rad.tid for rad in egne if rad.status == Status.GJORT)
        celler = [Celle(gjort=gjort[tid], av=av[tid]) for tid in Tid]
        oversikt.append(Skolerad(skole=skole, celler=celler, sum=Celle(gjort=gjort.total(), av=av.total())))
    return oversikt


def rader_i_aret(skoler: Sequence[Skole], skolear: int) -> list[Skoleaktivitet]:
    """Every row of these schools' wheels of one year. One query."""
    return list(
        Skoleaktivitet.objects.filter(hjul__skolear=skolear, hjul__skole__in=skoler)
        .select_related("hjul")
        .defer("beskrivelse", "hvordan", "notat", "begrunnelse", "lenker")
    )


def arshjul(bruker: Bruker, *, skolear: int, kortnavn: str, dag: date) -> Arshjul:
    """The wheel of one school year, for one school or, for those who oversee the schools, for all.

    Args:
        bruker: who looks.
        skolear: 2026 is 2026/27.
        kortnavn: the school asked for, or empty.
        dag: today in Norway.

    Raises:
        Http404: the person has no role today, or asks for a school that is not theirs to see.

    """
    roller = roller_for(bruker, dag)
    if not roller.finnes:
        raise Http404
    skoler = list(synlige_skoler(bruker, dag))
    skole = _velg_skole(bruker, skoler, kortnavn, dag)
    naa = dag.month if skolear == skolear_for(dag) else None
    oversikt: list[Skolerad] = []
    skolehjul = (
        Skolehjul.objects.select_related("lukket_av").filter(skole=skole, skolear=skolear).first() if skole else None
    )
    forslag = 0
    if skolehjul is not None:
        rader = Skoleaktivitet.objects.filter(hjul=skolehjul).select_related("ansvarlig", "merket_av")
        linjer = [Linje(rad, dag) for rad in rader]
        forslag = len(forslag_til(skolehjul))
    else:
        linjer = [Linje(rad, dag) for rad in Aktivitet.objects.i_skolear(skolear)]
        if skole is None and skoler:
            alle = rader_i_aret(skoler, skolear)
            per_mal = Counter(rad.mal_id for rad in alle if rad.status == Status.GJORT)
            for linje in linjer:
                linje.skoler_gjort = per_mal[linje.aktivitet.pk]
            oversikt = _oversikt(alle, skoler)
    grupper = _grupper(linjer, naa=MAANEDENS_TID.get(naa) if naa else None, skoler=1 if skole else len(skoler))
    nav = grupper[0].linjer
    return Arshjul(
        skolear=skolear,
        skole=skole,
        skoler=skoler,
        grupper=grupper,
        segmenter=_segmenter(grupper, naa),
        gjort=sum(gruppe.gjort for gruppe in grupper),
        av=sum(gruppe.av for gruppe in grupper),
        med_merker=bool(skoler),
        kan_lede=skole is not None and skole.pk in roller.leder_skoler,
        oversikt=oversikt,
        skolehjul=skolehjul,
        forslag=forslag,
        navmerker=[_plassert(linje, *navplass(n, len(nav))) for n, linje in enumerate(nav)],
        kan_lukkes=dag >= hjul_kan_lukkes(skolear),
    )


def skolevalg(hjul: Arshjul, *, kan_se_alle: bool) -> list[tuple[str, str]]:
    """The schools to choose among; empty when there is nothing to choose."""
    valg = [(skole.kortnavn, skole.navn) for skole in hjul.skoler]
    if kan_se_alle:
        return [("", _("Alle skoler")), *valg]
    return valg if len(valg) > 1 else []


def forfaller(dag: date, til: date) -> QuerySet[Skoleaktivitet]:
    """What is planned and has its deadline from ``dag`` to ``til``, at all schools: for the reminders. One query."""
    return Skoleaktivitet.objects.filter(
        status=Status.PLANLAGT, hjul__lukket__isnull=True, frist__range=(dag, til)
    ).select_related("hjul__skole", "ansvarlig")
