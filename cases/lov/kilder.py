"""Hjemler as dated data: statutes are renumbered now and then, and a question about last year is answered by then's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Kilde(StrEnum):
    """A provision by what it is about, whatever its number."""

    VERKEOMRAADE = "verkeomraade"
    RETTEN = "retten"
    FOLGE_MED = "folge_med"
    MELDE_FRA = "melde_fra"
    UNDERSOKE = "undersoke"
    TILTAK = "tiltak"
    PLAN = "plan"
    DOKUMENTERE = "dokumentere"
    SKJERPET = "skjerpet"
    HANDHEVING = "handheving"
    BARNETS_BESTE = "barnets_beste"
    HORT = "hort"
    TAUSHET = "taushet"
    UNNTATT_INNSYN = "unntatt_innsyn"
    HABILITET = "habilitet"
    FOREBYGGE = "forebygge"
    FYSISK_MILJO = "fysisk_miljo"
    TVANGSMULKT = "tvangsmulkt"
    STRAFFANSVAR = "straffansvar"
    BEVISBYRDE = "bevisbyrde"
    SKOLEREGLAR = "skolereglar"
    SKOLEBYTTE = "skolebytte"
    FYSISK_INNGRIPEN = "fysisk_inngripen"
    FORELDRE = "foreldre"
    EGNE_OPPLYSNINGER = "egne_opplysninger"


@dataclass(frozen=True)
class Hjemmel:
    """One provision as it is cited from a date on; the quotation only where it has been checked against the act."""

    kilde: Kilde
    henvisning: str
    gjelder_fra: date
    sitat: str = ""


_LOV_2024 = date(2024, 8, 1)

HJEMLER: tuple[Hjemmel, ...] = (
    Hjemmel(Kilde.VERKEOMRAADE, "opplæringslova § 12-1", _LOV_2024),
    Hjemmel(
        Kilde.RETTEN,
        "opplæringslova § 12-2",
        _LOV_2024,
    ),
    Hjemmel(
        Kilde.FOLGE_MED,
        "opplæringslova § 12-4 første ledd",
        _LOV_2024,
        "Alle som arbeider på skolen, skal følgje med på korleis elevane har det, og om mogleg gripe inn dersom "
        "nokon krenkjer ein elev.",
    ),
    Hjemmel(
        Kilde.MELDE_FRA,
        "opplæringslova § 12-4 andre ledd",
        _LOV_2024,
        "Alle som arbeider på skolen, skal melde frå til rektor dersom dei får mistanke om eller kjennskap til at "
        "ein elev ikkje har eit trygt og godt skolemiljø.",
    ),
    Hjemmel(
        Kilde.UNDERSOKE,
        "opplæringslova § 12-4 andre ledd",
        _LOV_2024,
        "Skolen skal snarast undersøkje saka og rette opp situasjonen med eigna tiltak.",
    ),
    Hjemmel(
        Kilde.TILTAK,
        "opplæringslova § 12-4 andre ledd",
        _LOV_2024,
        "Skolen skal snarast undersøkje saka og rette opp situasjonen med eigna tiltak.",
    ),
    Hjemmel(
        Kilde.PLAN,
        "opplæringslova § 12-4 tredje ledd",
        _LOV_2024,
        "Skolen skal lage ein skriftleg plan for tiltaka i ei sak.",
    ),
    Hjemmel(
        Kilde.DOKUMENTERE,
        "opplæringslova § 12-4 fjerde ledd",
        _LOV_2024,
        "Skolen skal dokumentere kva som blir gjort for å oppfylle aktivitetsplikta etter første til andre ledd, i "
        "den forma og det omfanget som er nødvendig.",
    ),
    Hjemmel(Kilde.SKJERPET, "opplæringslova § 12-5", _LOV_2024),
    Hjemmel(Kilde.HANDHEVING, "opplæringslova § 12-6", _LOV_2024),
    Hjemmel(Kilde.BARNETS_BESTE, "opplæringslova § 10-1", _LOV_2024),
    Hjemmel(Kilde.HORT, "opplæringslova § 10-2", _LOV_2024),
    Hjemmel(Kilde.TAUSHET, "forvaltningsloven § 13", date(1970, 1, 1)),
    Hjemmel(Kilde.UNNTATT_INNSYN, "offentleglova § 13", date(2009, 1, 1)),
    Hjemmel(Kilde.FOREBYGGE, "opplæringslova § 12-3", _LOV_2024),
    Hjemmel(Kilde.FYSISK_MILJO, "opplæringslova § 12-7", _LOV_2024),
    Hjemmel(Kilde.TVANGSMULKT, "opplæringslova § 12-8", _LOV_2024),
    Hjemmel(Kilde.STRAFFANSVAR, "opplæringslova § 12-9", _LOV_2024),
    Hjemmel(Kilde.BEVISBYRDE, "opplæringslova § 12-10", _LOV_2024),
    Hjemmel(Kilde.SKOLEREGLAR, "opplæringslova § 10-7", _LOV_2024),
    Hjemmel(Kilde.SKOLEBYTTE, "opplæringslova §§ 13-1 og 13-2", _LOV_2024),
    Hjemmel(Kilde.FYSISK_INNGRIPEN, "opplæringslova kapittel 13", _LOV_2024),
    Hjemmel(Kilde.FORELDRE, "barnelova §§ 47 og 50", date(1982, 1, 1)),
    Hjemmel(Kilde.EGNE_OPPLYSNINGER, "personvernforordningen artikkel 15", date(2018, 7, 20)),
    Hjemmel(Kilde.HABILITET, "forvaltningsloven §§ 6–10", date(1970, 1, 1)),
)


def hjemmel(kilde: Kilde, dag: date, *, tabell: Sequence[Hjemmel] = HJEMLER) -> Hjemmel:
    """The provision as it is cited on this day; before the first known date, the first known.

    Raises:
        KeyError: the provision is not in the table.

    """
    kandidater = sorted((h for h in tabell if h.kilde is kilde), key=lambda h: h.gjelder_fra)
    if not kandidater:
        raise KeyError(kilde)
    gjeldende = [h for h in kandidater if h.gjelder_fra <= dag]
    return gjeldende[-1] if gjeldende else kandidater[0]
