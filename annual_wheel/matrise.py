"""All schools side by side: a small wheel for each, and a table of school and activity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from annual_wheel.access import synlige_skoler
from annual_wheel.hjul import MAANEDSREKKE, kakestykke
from annual_wheel.models import Aktivitet, Status
from annual_wheel.queries import MAANEDENS_TID, rader_i_aret

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from annual_wheel.hjul import Kakestykke
    from annual_wheel.models import Skoleaktivitet
    from steinkjer_skolemiljo.organisation.models import Bruker, Skole


@dataclass(frozen=True)
class Bit:
    """One month of a small wheel."""

    form: Kakestykke
    sen: bool
    ferdig: bool


@dataclass(frozen=True)
class LiteHjul:
    """One school's wheel, small."""

    skole: Skole
    startet: bool
    gjort: int
    av: int
    sene: int
    biter: Sequence[Bit]


@dataclass(frozen=True)
class Rute:
    """How one activity stands at one school: a sign and a word."""

    tegn: str
    ord: str
    tilstand: str


@dataclass(frozen=True)
class Matriserad:
    """One activity across the schools."""

    aktivitet: Aktivitet
    ruter: Sequence[Rute]


@dataclass(frozen=True)
class Skolene:
    """The whole page."""

    hjul: Sequence[LiteHjul]
    rader: Sequence[Matriserad]


def _rute(rad: Skoleaktivitet | None, dag: date) -> Rute:
    if rad is None:
        return Rute("·", _("Ikke i skolens årshjul"), "ingen")
    if rad.er_sen(dag):
        return Rute("!", _("Forsinket"), "sen")
    tegn = {Status.GJORT: "✓", Status.DELVIS: "◐", Status.IKKE_AKTUELT: "–", Status.PLANLAGT: "○"}
    return Rute(tegn[Status(rad.status)], rad.get_status_display(), rad.status)


def _lite_hjul(skole: Skole, rader: Sequence[Skoleaktivitet], dag: date) -> LiteHjul:
    teller = [rad for rad in rader if rad.teller]
    biter = []
    for plass, maaned in enumerate(MAANEDSREKKE):
        tid = MAANEDENS_TID.get(maaned)
        egne = [rad for rad in teller if rad.tid == tid]
        gjort = sum(rad.status == Status.GJORT for rad in egne)
        biter.append(
            Bit(
                form=kakestykke(plass, gjort / len(egne) if egne else 0.0),
                sen=any(rad.er_sen(dag) for rad in egne),
                ferdig=bool(egne) and gjort == len(egne),
            )
        )
    return LiteHjul(
        skole=skole,
        startet=bool(rader),
        gjort=sum(rad.status == Status.GJORT for rad in teller),
        av=len(teller),
        sene=sum(rad.er_sen(dag) for rad in teller),
        biter=biter,
    )


def skolene(bruker: Bruker, *, skolear: int, dag: date) -> Skolene:
    """Every school's year. Three queries, whatever the number of schools."""
    skoler = list(synlige_skoler(bruker, dag))
    per_skole: dict[int, list[Skoleaktivitet]] = {skole.pk: [] for skole in skoler}
    per_rute: dict[tuple[int | None, int], Skoleaktivitet] = {}
    for rad in rader_i_aret(skoler, skolear):
        per_skole[rad.hjul.skole_id].append(rad)
        per_rute[rad.mal_id, rad.hjul.skole_id] = rad
    return Skolene(
        hjul=[_lite_hjul(skole, per_skole[skole.pk], dag) for skole in skoler],
        rader=[
            Matriserad(aktivitet, [_rute(per_rute.get((aktivitet.pk, skole.pk)), dag) for skole in skoler])
            for aktivitet in Aktivitet.objects.i_skolear(skolear)
        ],
    )
