"""The accused employee is told quickly and is heard, without ever seeing the sak (L-5.4, L-5.6, A-3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.lov.avslutning import Mangel
from cases.lov.begreper import Steg
from cases.lov.kalender import OSLO
from cases.lov.kilder import Kilde
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from datetime import date

    from cases.lov.kalender import Skolekalender
    from cases.lov.lesning import Lesning

# Our design, in working days: a § 12-5-sak never pauses (D-21).
FRAMLEGG_INNEN = 5
SVARFRIST = 5
PAAMINNELSE_FOR = 1


@dataclass(frozen=True)
class Kontradiksjon:
    """How far an employee has been heard about one framlegg."""

    svarfrist: date
    svart: bool = False
    uttaler_seg_ikke: bool = False
    moter: int = 0

    @property
    def hort(self) -> bool:
        """Has answered, has said they will not, or has told it in a meeting."""
        return self.svart or self.uttaler_seg_ikke or self.moter > 0


def svarfrist(dag: date, kalender: Skolekalender) -> date:
    """When an answer is asked for, unless the leader sets another day."""
    return kalender.pluss_arbeidsdager(dag, SVARFRIST)


def krever_to(*, ledes_av_skoleeier: bool, gradert: bool) -> bool:
    """Whether another person must look at it before it is given (A-19)."""
    return ledes_av_skoleeier or gradert


def kan_frigis(*, svarfrist: date, dag: date) -> tuple[Mangel, ...]:
    """What stands in the way of giving it now: there must be time to answer (L-5.6)."""
    if svarfrist > dag:
        return ()
    return (
        Mangel(
            "L-5.6", "svarfrist", Tekst(_("Sett en svarfrist som gir den ansatte tid til å svare.")), Kilde.SKJERPET
        ),
    )


def kan_vurderes(kontradiksjon: Kontradiksjon, *, dag: date) -> tuple[Mangel, ...]:
    """What stands in the way of judging whether the act was a krenkelse (L-5.6): the employee is heard first.

    It never stands in the way of tiltak for the pupil (L-5.4): nothing else asks this.
    """
    if kontradiksjon.hort or kontradiksjon.svarfrist < dag:
        return ()
    return (
        Mangel(
            "L-5.6",
            "utfall",
            Tekst(
                _("Den ansatte har ikke svart, og har frist til %(dato)s. Hør den ansatte før du vurderer handlingen."),
                {"dato": kontradiksjon.svarfrist},
            ),
            Kilde.SKJERPET,
        ),
    )


def merknad(lest: Lesning) -> Tekst | None:
    """Remark that an employee is named and has got no framlegg within our target; nobody but the leaders sees it."""
    f = lest.fakta
    if not f.skjerpet or f.avsluttet is not None:
        return None
    venter = [a.navngitt for a in f.framlegg if a.frigitt is None]
    forsinket = [
        dag
        for dag in (tid.astimezone(OSLO).date() for tid in venter)
        if lest.kalender.pluss_arbeidsdager(dag, FRAMLEGG_INNEN) < lest.dag
    ]
    if not forsinket:
        return None
    return Tekst(
        _(
            "En ansatt ble navngitt %(dato)s og er ikke hørt ennå. Gi den ansatte et framlegg. "
            "Målet er innen %(antall)s arbeidsdager."
        ),
        {"dato": min(forsinket), "antall": FRAMLEGG_INNEN},
        for_ledere=True,
        steg=Steg.GI_FRAMLEGG,
    )
