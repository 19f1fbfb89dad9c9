"""What the forms of the register give and its doors take. No database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from cases.dokumenter.models import Dokument
    from cases.statsforvalter.models import (
        Palegg,
        Statsforvalterklage,
        Statsforvaltersak,
        Statsforvaltersvar,
        Statsforvaltervedtak,
        Tvangsmulkt,
    )
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Meldtdata:
    """That the sak has been reported, as far as it is known."""

    meldt: date
    mottatt: date
    meldt_av: Statsforvaltersak.MeldtAv
    meldt_av_hvem: str = ""
    referanse: str = ""
    saksbehandler: str = ""


@dataclass(frozen=True)
class Kravdata:
    """A request for information; their number and who has the sak there, if the letter says it."""

    mottatt: date
    frist: date
    punkter: tuple[str, ...]
    referanse: str = ""
    saksbehandler: str = ""


@dataclass(frozen=True)
class Forlengelsedata:
    """A new deadline, and why it was given."""

    dato: date
    til_frist: date
    grunn: str


@dataclass(frozen=True)
class Svardata:
    """What was sent; ``hele`` when it was all they asked for."""

    sendt: date
    kanal: Statsforvaltersvar.Kanal
    sendt_av: str
    hele: bool
    gjenstaar: str = ""
    dokumenter: tuple[Dokument, ...] = ()
    andre_dokumenter: str = ""


@dataclass(frozen=True)
class Vedtaksdata:
    """A decision; ``klage`` when it decides an appeal. Without ``klagefrist`` the usual term is meant."""

    utfall: Statsforvaltervedtak.Utfall
    dato: date
    mottatt: date
    hovedpunkter: str
    klagefrist: date | None = None
    klage: Statsforvalterklage | None = None


@dataclass(frozen=True)
class Paleggdata:
    """One order of a decision."""

    vedtak: Statsforvaltervedtak
    tekst: str
    frist: date
    ansvarlig: Bruker | None = None
    ansvarlig_rolle: str = ""


@dataclass(frozen=True)
class Oppfolgingsdata:
    """How an order went on."""

    dato: date
    status: Palegg.Status
    gjort: str
    bevis: str = ""
    meldt_tilbake: date | None = None


@dataclass(frozen=True)
class Klagedata:
    """An appeal of a decision."""

    vedtak: Statsforvaltervedtak
    dato: date
    hvem: Statsforvalterklage.Hvem
    gjelder: str


@dataclass(frozen=True)
class Mulktdata:
    """A tvangsmulkt."""

    satt: date
    belop: int
    hvor_ofte: Tvangsmulkt.Hvor
    fra: date
    gjelder: str


@dataclass(frozen=True)
class Stansdata:
    """That a mulkt has stopped."""

    stanset: date
    stanset_hvorfor: str


@dataclass(frozen=True)
class Sluttdata:
    """That a round is over, and how."""

    slutt: Statsforvaltersak.Slutt
    avsluttet: date
    slutt_merknad: str = ""
