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
from annual_wheel.hjul import MAANEDSREKKE, kakestykke
from annual_wheel.models import Aktivitet, Gjennomforing, Tid, skolear_for
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.forms import BaseForm

    from annual_wheel.hjul import Kakestykke
    from steinkjer_skolemiljo.organisation.models import Bruker, Skole

FERIE = "juli"
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
    """One activity, and how it stands: at the chosen school, or at how many of all schools."""

    aktivitet: Aktivitet
    gjort: Gjennomforing | None = None
    skoler_gjort: int = 0
    # Set by the view for those who may mark.
    skjema: BaseForm | None = None


@dataclass(frozen=True)
class Gruppe:
    """The activities of one time of the year."""

    tid: Tid
    linjer: Sequence[Linje]
    gjort: int
    av: int
    er_naa: bool

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
class Segment:
    """One month of the drawn wheel."""

    kort: str
    anker: str
    gruppe: Gruppe | None
    er_naa: bool
    form: Kakestykke


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
    kan_merke: bool
    oversikt: Sequence[Skolerad]

    @property
    def skolear_navn(self) -> str:
        """The school year as people say it."""
        return skolear_navn(self.skolear)

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


def _linjer_for_skole(aktiviteter: Sequence[Aktivitet], skole: Skole, skolear: int) -> list[Linje]:
    gjort = {
        merke.aktivitet_id: merke
        for merke in Gjennomforing.objects.filter(skole=skole, skolear=skolear).select_related("av")
    }
    return [Linje(aktivitet, gjort=gjort.get(aktivitet.pk)) for aktivitet in aktiviteter]


def _grupper(linjer: Sequence[Linje], *, naa: Tid | None, skoler: int) -> list[Gruppe]:
    """The lines by time of year. ``skoler`` is how many schools each line counts for: one, or all of them."""
    grupper = []
    for tid in Tid:
        egne = [linje for linje in linjer if linje.aktivitet.tid == tid]
        gjort = sum(1 if linje.gjort else linje.skoler_gjort for linje in egne)
        grupper.append(Gruppe(tid=tid, linjer=egne, gjort=gjort, av=len(egne) * skoler, er_naa=tid == naa))
    return grupper


def _segmenter(grupper: Sequence[Gruppe], maaned_naa: int | None) -> list[Segment]:
    etter_tid = {gruppe.tid: gruppe for gruppe in grupper}
    segmenter = []
    for plass, maaned in enumerate(MAANEDSREKKE):
        tid = MAANEDENS_TID.get(maaned)
        gruppe = etter_tid[tid] if tid else None
        andel = gruppe.gjort / gruppe.av if gruppe and gruppe.av else 0.0
        segmenter.append(
            Segment(
                kort=str(MONTHS_3[maaned]).rstrip("."),
                anker=gruppe.anker if gruppe else FERIE,
                gruppe=gruppe,
                er_naa=maaned == maaned_naa,
                form=kakestykke(plass, andel),
            )
        )
    return segmenter


def _oversikt(aktiviteter: Sequence[Aktivitet], skoler: Sequence[Skole], gjort: set[tuple[int, int]]) -> list[Skolerad]:
    per_tid = Counter(aktivitet.tid for aktivitet in aktiviteter)
    tid_av = {aktivitet.pk: aktivitet.tid for aktivitet in aktiviteter}
    gjort_per = Counter((skole, tid_av[aktivitet]) for skole, aktivitet in gjort)
    rader = []
    for skole in skoler:
        celler = [Celle(gjort=gjort_per[skole.pk, tid], av=per_tid[tid]) for tid in Tid]
        sum_ = Celle(gjort=sum(celle.gjort for celle in celler), av=len(aktiviteter))
        rader.append(Skolerad(skole=skole, celler=celler, sum=sum_))
    return rader


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
    aktiviteter = list(Aktivitet.objects.i_skolear(skolear).order_by("rekkefolge", "id"))
    naa = dag.month if skolear == skolear_for(dag) else None
    oversikt: list[Skolerad] = []
    if skole is not None:
        linjer = _linjer_for_skole(aktiviteter, skole, skolear)
    else:
        gjelder = {aktivitet.pk for aktivitet in aktiviteter}
        merker = Gjennomforing.objects.filter(skolear=skolear, skole__in=skoler) if skoler else []
        gjort = {(m.skole_id, m.aktivitet_id) for m in merker if m.aktivitet_id in gjelder}
        per_aktivitet = Counter(aktivitet for _skole, aktivitet in gjort)
        linjer = [Linje(aktivitet, skoler_gjort=per_aktivitet[aktivitet.pk]) for aktivitet in aktiviteter]
        oversikt = _oversikt(aktiviteter, skoler, gjort)
    grupper = _grupper(linjer, naa=MAANEDENS_TID.get(naa) if naa else None, skoler=1 if skole else len(skoler))
    return Arshjul(
        skolear=skolear,
        skole=skole,
        skoler=skoler,
        grupper=grupper,
        segmenter=_segmenter(grupper, naa),
        gjort=sum(gruppe.gjort for gruppe in grupper),
        av=sum(gruppe.av for gruppe in grupper),
        med_merker=bool(skoler),
        kan_merke=skole is not None and skole.pk in roller.leder_skoler,
        oversikt=oversikt,
    )


def skolevalg(hjul: Arshjul, *, kan_se_alle: bool) -> list[tuple[str, str]]:
    """The schools to choose among; empty when there is nothing to choose."""
    valg = [(skole.kortnavn, skole.navn) for skole in hjul.skoler]
    if kan_se_alle:
        return [("", _("Alle skoler")), *valg]
    return valg if len(valg) > 1 else []
