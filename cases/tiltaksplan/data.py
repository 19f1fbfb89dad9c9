"""The plan as it is typed: what forms give and doors take. No database."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from cases.tiltaksplan.models import Tiltak

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cases.tiltaksplan.models import Tiltaksplan
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Tiltaksdata:
    """One tiltak as it is written: what, when, who. ``id`` is the draft's own row, if it is one already."""

    beskrivelse: str
    id: int | None = None
    nivaa: Tiltak.Nivaa = Tiltak.Nivaa.INDIVID
    strakstiltak: bool = False
    funn: str = ""
    grunnlag: str = ""
    fra: date | None = None
    til: date | None = None
    hyppighet: str = ""
    ansvarlig: Bruker | None = None
    ansvarlig_rolle: str = ""
    krever_enkeltvedtak: bool = False
    enkeltvedtak_referanse: str = ""
    enkeltvedtak_dato: date | None = None
    flytter_eleven: bool = False
    flytting_samtykke: str = ""
    palegg: bool = False
    palegg_referanse: str = ""
    synlig_for_hjem: bool = True


@dataclass(frozen=True)
class Sett:
    """What the writer's page was shown, as fingerprints: enough to tell a change of theirs from one they never saw.

    ``utdatert`` says that the page still shows something older than what is stored: another's change was taken in.
    """

    felt: Mapping[str, str]
    rader: Mapping[int, str]
    utdatert: bool = False


@dataclass(frozen=True)
class Plandata:
    """A whole draft as it is written; ``revisjon`` is the one the form was shown with, ``fane`` the open page."""

    revisjon: int
    utfordring: str = ""
    bakgrunn: str = ""
    maal: str = ""
    tegn: str = ""
    elevens_syn: str = ""
    foresattes_syn_hver: list[dict[str, Any]] = field(default_factory=list)
    foresattes_syn: str = ""
    barnets_beste: str = ""
    evalueringsdato: date | None = None
    evaluering_begrunnelse: str = ""
    evaluering_deltakere: str = ""
    oppfolgingssamtaler: str = ""
    trygghetsperson: str = ""
    samarbeid: str = ""
    samarbeid_grunnlag: str = ""
    samarbeid_grunnlag_tekst: str = ""
    uenighet: str = ""
    tiltak: tuple[Tiltaksdata, ...] = ()
    fane: str = ""
    sett: Sett | None = None
    # Which version the page was opened on; 0 where nobody says. A page left open writes in no later version.
    versjon: int = 0


# The plan's own fields, in the order of the form, and those of a tiltak.
PLANFELT = tuple(f.name for f in fields(Plandata) if f.name not in {"revisjon", "tiltak", "fane", "sett", "versjon"})
RADFELT = tuple(f.name for f in fields(Tiltaksdata) if f.name != "id")


def som_skrevet(plan: Tiltaksplan) -> Plandata:
    """The stored draft as if it had just been typed. Its tiltak must be fetched, or they cost a query."""
    rader = tuple(Tiltaksdata(id=rad.pk, **{navn: getattr(rad, navn) for navn in RADFELT}) for rad in plan.tiltak.all())
    return Plandata(revisjon=plan.revisjon, **{navn: getattr(plan, navn) for navn in PLANFELT}, tiltak=rader)
