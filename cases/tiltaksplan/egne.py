"""One's own tiltak as the pages show them: each with its forms, and what one has noted oneself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.tiltaksplan import queries
from cases.tiltaksplan.actions import staar_som
from cases.tiltaksplan.forms import Merkeskjema, Statusskjema

if TYPE_CHECKING:
    from datetime import date

    from cases.tiltaksplan.models import Tiltak
    from cases.tiltaksplan.queries import Merking
    from steinkjer_skolemiljo.organisation.models import Bruker

# What a form says when it stood on the class's page, and goes back there.
FRA_KLASSEN = "klassen"


@dataclass(frozen=True)
class Tiltaksrad:
    """One tiltak on a page where it is followed up."""

    rad: Tiltak
    status: Statusskjema
    merke: Merkeskjema
    merking: Merking


def statusskjema(tiltak: Tiltak) -> Statusskjema:
    """The form of a tiltak's status, with ids of its own."""
    return Statusskjema(
        initial={"status": tiltak.status, "notat": tiltak.status_notat, "sett": staar_som(tiltak)},
        auto_id=f"tiltak-{tiltak.pk}-%s",
    )


def merkeskjema(tiltak: Tiltak, dag: date, fra: str = "") -> Merkeskjema:
    """The form of a mark, with ids of its own."""
    return Merkeskjema(initial={"dato": dag, "fra": fra}, auto_id=f"merke-{tiltak.pk}-%s")


def egne_rader(
    bruker: Bruker,
    dag: date,
    *,
    fra: str = "",
    status: tuple[int, Statusskjema] | None = None,
    merke: tuple[int, Merkeskjema] | None = None,
) -> list[Tiltaksrad]:
    """The person's own tiltak; a form that was refused stands where it was sent from. Three queries."""
    rader = queries.mine(bruker, dag)
    merking = queries.egen_merking(bruker, rader)
    return [
        Tiltaksrad(
            rad=rad,
            status=status[1] if status and status[0] == rad.pk else statusskjema(rad),
            merke=merke[1] if merke and merke[0] == rad.pk else merkeskjema(rad, dag, fra),
            merking=merking[rad.pk],
        )
        for rad in rader
    ]
