"""Reads for the pages, the files and the report: published steps put into tables, and never anything else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.lov.kalender import skolear_for
from cases.statistikk.kube import (
    FORSINKET,
    KOMMUNEN,
    NYE,
    PLANTID,
    SVAR,
    TRINN,
    andel,
    midterste,
    nokkel,
)
from cases.statistikk.models import Aarsrapport, Maanedstall
from cases.statistikk.telling import ARENAER, KLOKKA, TYPER
from steinkjer_skolemiljo.organisation.models import Skole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# August first: the school year's order.
SKOLEARETS_MAANEDER = (8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7)
BREDDE = 100
BITER = 20
# Where all are few, no bar is to look like many.
MINSTE_BREDDE = 4 * TRINN - 1


@dataclass(frozen=True)
class Tall:
    """One number as it may be shown: the lowest it can be, and the highest."""

    fra: int

    @property
    def til(self) -> int:
        """The highest it can be."""
        return self.fra + TRINN - 1

    @property
    def tekst(self) -> str:
        """In words: «under 5», or «15–19»."""
        return f"{self.fra}–{self.til}" if self.fra else _("under %(tall)s") % {"tall": TRINN}


@dataclass(frozen=True)
class Rad:
    """One row of a table, with its bar."""

    navn: str
    tall: Tall
    # In per cent of the widest in the table: what is certain, and what it may be.
    sikker: int
    mulig: int
    # More columns after the first number.
    mer: tuple[str, ...] = ()
    skole: int | None = None

    @property
    def biter(self) -> tuple[int, int]:
        """The bar on paper, in twentieths: what is certain, and what may come beside it."""
        sikker = round(self.sikker * BITER / BREDDE)
        return sikker, max(1, round(self.mulig * BITER / BREDDE) - sikker)


@dataclass(frozen=True)
class Tabell:
    """One table, which is its own chart."""

    id: str
    tittel: str
    forste: str
    kolonner: tuple[str, ...]
    rader: tuple[Rad, ...]
    forklaring: str = ""
    # The one sentence that says what stands in it.
    utsagn: str = ""

    @property
    def linjer(self) -> list[tuple[Rad, list[tuple[str, str]]]]:
        """Each row, and what it has after the first number with its column's title, which a phone shows beside it."""
        return [(rad, list(zip(self.kolonner[1:], rad.mer, strict=True))) for rad in self.rader]


@dataclass(frozen=True)
class Bilde:
    """All the tables of one school year, as they were when a month had ended."""

    skolear: int
    navn: str
    maaned: str
    skoler: Tabell
    saker: Tabell
    plantid: Tabell
    evaluering: Tabell
    svar: Tabell
    arena: Tabell
    type: Tabell
    maaneder: Tabell
    klokka: Tabell
    aar: Tabell

    @property
    def alle(self) -> tuple[Tabell, ...]:
        """In the order they are read."""
        return (
            self.skoler,
            self.saker,
            self.plantid,
            self.evaluering,
            self.svar,
            self.arena,
            self.type,
            self.maaneder,
            self.klokka,
            self.aar,
        )


def skolearnavn(skolear: int) -> str:
    """A school year as it is said: 2026/27."""
    return f"{skolear}/{(skolear + 1) % 100:02d}"


def siste() -> Maanedstall | None:
    """The newest published numbers. One query."""
    return Maanedstall.objects.order_by("-maaned").first()


def aarene(tall: Maanedstall) -> list[int]:
    """The school years there are numbers of, newest first; the running one always."""
    funnet = {int(navn.split("/")[1]) for navn in tall.trinn if navn.startswith(f"{NYE}/")}
    return sorted(funnet | {skolear_for(tall.maaned)}, reverse=True)


def skolevalg(tall: Maanedstall) -> list[Skole]:
    """The schools shown by themselves. One query."""
    return list(Skole.objects.filter(pk__in=tall.skoler).order_by("navn"))


def rapporter() -> list[Aarsrapport]:
    """The reports, newest first, with their documents but not the bytes. One query."""
    return list(Aarsrapport.objects.select_related("dokument").defer("dokument__innhold"))


def bilde(tall: Maanedstall, skolear: int, skole: int | None = None) -> Bilde:
    """Put the published steps into tables. One query, for the schools' names.

    Args:
        tall: the month's published numbers.
        skolear: which school year.
        skole: show only this school beside the municipality.

    """
    b = _Leser(tall, skolear)
    return Bilde(
        skolear=skolear,
        navn=skolearnavn(skolear),
        maaned=date_format(tall.maaned, "F Y"),
        skoler=b.skoler([s for s in skolevalg(tall) if skole in {None, s.pk}]),
        saker=b.saker(),
        plantid=b.plantid(),
        evaluering=b.evaluering(),
        svar=b.svar(),
        arena=b.enkel("arena", _("Hvor det skjer"), _("Sted"), [(a.value, str(a.label)) for a in ARENAER]),
        type=b.enkel("type", _("Hva det handler om"), _("Hva"), [(t.value, str(t.label)) for t in TYPER]),
        maaneder=b.enkel(
            "maaned",
            _("Når på året"),
            _("Måned"),
            [(f"{m:02d}", str(MONTHS[m]).capitalize()) for m in _maaneder(tall, skolear)],
            sortert=False,
        ),
        klokka=b.enkel("klokka", _("Når på dagen"), _("Klokka"), _klokka(), sortert=False),
        aar=b.aar(aarene(tall)),
    )


def _maaneder(tall: Maanedstall, skolear: int) -> tuple[int, ...]:
    """Of a year that is running, the months that have been: nothing was few in a month that has not come."""
    if skolear_for(tall.maaned) != skolear:
        return SKOLEARETS_MAANEDER
    return SKOLEARETS_MAANEDER[: SKOLEARETS_MAANEDER.index(tall.maaned.month) + 1]


def _klokka() -> list[tuple[str, str]]:
    navn = {"for_8": _("Før klokka 8"), "etter_14": _("Etter klokka 14")}
    return [(kode, navn.get(kode) or f"{fra}–{til}") for kode, fra, til in KLOKKA]


def skoletabell() -> Tabell | None:
    """The schools' numbers for the overview: the newest there is. Two queries."""
    tall = siste()
    if tall is None:
        return None
    tabell = _Leser(tall, skolear_for(tall.maaned)).skoler(skolevalg(tall))
    # Away from the page of all numbers, the table itself says which year it is of.
    naar = _("Skoleåret %(aar)s, til og med %(maaned)s.") % {
        "aar": skolearnavn(skolear_for(tall.maaned)),
        "maaned": date_format(tall.maaned, "F Y"),
    }
    return replace(tabell, forklaring=f"{naar} {tabell.forklaring}")


class _Leser:
    """Looks up one school year's steps."""

    def __init__(self, tall: Maanedstall, skolear: int) -> None:
        self.tall = tall
        self.skolear = skolear

    def les(self, tabell: str, hva: str | int, aar: int | str | None = None) -> Tall:
        return Tall(int(self.tall.trinn.get(nokkel(tabell, self.skolear if aar is None else aar, hva), 0)))

    def skoler(self, skoler: Sequence[Skole]) -> Tabell:
        maaned = f"{self.tall.maaned:%Y-%m}"
        denne = skolear_for(self.tall.maaned) == self.skolear
        hvem: list[tuple[str | int, str]] = [(KOMMUNEN, _("Hele kommunen")), *((s.pk, s.navn) for s in skoler)]
        rader = [
            (
                navn,
                self.les(NYE, kode),
                (self.les(FORSINKET, kode, maaned).tekst,) if denne else (),
                kode if isinstance(kode, int) else None,
            )
            for kode, navn in hvem
        ]
        return Tabell(
            id="skolene",
            tittel=_("Skolene"),
            forste=_("Skole"),
            kolonner=(_("Nye saker"), *((_("Forsinket ved månedsslutt"),) if denne else ())),
            rader=_rader(rader),
            forklaring=_(
                "Den minste skolen, og skoler med svært få elever, vises ikke for seg. De er med i tallet for kommunen."
            ),
        )

    def saker(self) -> Tabell:
        nye = self.les(NYE, KOMMUNEN)
        hva = (
            ("sagt_fra_selv", _("Eleven eller foresatte sa fra selv")),
            ("varslet", _("Skoleeier er varslet")),
            ("skjerpet", _("§ 12-5: en som arbeider på skolen")),
            ("avsluttet", _("Avsluttet")),
        )
        rader = [(_("Nye saker"), nye, ("",), None)]
        for kode, navn in hva:
            tall = self.les("trekk", kode)
            rader.append((navn, tall, (_prosent(andel(tall.fra, nye.fra)),), None))
        return Tabell(
            id="sakene",
            tittel=_("Sakene i kommunen"),
            forste=_("Hva"),
            kolonner=(_("Saker"), _("Omtrent andel")),
            rader=_rader(rader),
        )

    def plantid(self) -> Tabell:
        navn = {
            "0-5": _("0–5 skoledager"),
            "6-10": _("6–10 skoledager"),
            "11-20": _("11–20 skoledager"),
            "over_20": _("Mer enn 20 skoledager"),
        }
        tall = [(kode, self.les("plantid", kode)) for kode in PLANTID]
        midt = midterste((kode, t.fra) for kode, t in tall)
        utsagn = _("Den midterste saken fikk plan etter omtrent %(tid)s.") % {"tid": navn[midt].lower()} if midt else ""
        return Tabell(
            id="plantid",
            tittel=_("Fra skolen fikk vite til tiltaksplan"),
            forste=_("Tid"),
            kolonner=(_("Saker"),),
            rader=_rader([(navn[kode], t, (), None) for kode, t in tall]),
            forklaring=_("Loven sier snarest. Kommunens mål er fem skoledager."),
            utsagn=utsagn,
        )

    def evaluering(self, aar: int | None = None) -> Tabell:
        forfalt, i_tide = (self.les("evaluering", hva, aar) for hva in ("forfalt", "i_tide"))
        return Tabell(
            id="evaluering",
            tittel=_("Evaluering av tiltaksplanene"),
            forste=_("Hva"),
            kolonner=(_("Planer"), _("Omtrent andel")),
            rader=_rader(
                [
                    (_("Skulle vært evaluert"), forfalt, ("",), None),
                    (_("Evaluert innen datoen i planen"), i_tide, (_prosent(andel(i_tide.fra, forfalt.fra)),), None),
                ]
            ),
        )

    def svar(self) -> Tabell:
        navn = {"ja": _("Ja, jeg har det trygt"), "delvis": _("Delvis"), "nei": _("Nei, jeg har det ikke trygt")}
        return Tabell(
            id="svar",
            tittel=_("Hva elevene svarer"),
            forste=_("Svar"),
            kolonner=(_("Svar i evalueringer"),),
            rader=_rader([(navn[kode], self.les("svar", kode), (), None) for kode in SVAR]),
            forklaring=_("En elev som blir spurt flere ganger, er med flere ganger."),
        )

    def enkel(
        self, tabell: str, tittel: str, forste: str, hva: Iterable[tuple[str, str]], *, sortert: bool = True
    ) -> Tabell:
        rader = [(navn, self.les(tabell, kode), (), None) for kode, navn in hva]
        if sortert:
            rader.sort(key=lambda rad: -rad[1].fra)
        return Tabell(id=tabell, tittel=tittel, forste=forste, kolonner=(_("Meldinger"),), rader=_rader(rader))

    def aar(self, aarene_: Sequence[int]) -> Tabell:
        rader = []
        for aar in aarene_:
            nye = self.les(NYE, KOMMUNEN, aar)
            planer = [self.les("plantid", kode, aar).fra for kode in PLANTID]
            forfalt, i_tide = (self.les("evaluering", hva, aar).fra for hva in ("forfalt", "i_tide"))
            rader.append(
                (
                    skolearnavn(aar),
                    nye,
                    (
                        self.les("trekk", "avsluttet", aar).tekst,
                        _prosent(andel(planer[0], sum(planer))),
                        _prosent(andel(i_tide, forfalt)),
                    ),
                    None,
                )
            )
        return Tabell(
            id="aar",
            tittel=_("År for år"),
            forste=_("Skoleår"),
            kolonner=(_("Nye saker"), _("Avsluttet"), _("Plan innen fem skoledager"), _("Evaluert i tide")),
            rader=_rader(rader),
            forklaring=""
            if self.tall.maaned.month == SKOLEARETS_MAANEDER[-1]
            else _("Det siste skoleåret er ikke over, og tallene der øker ennå."),
        )


def _prosent(verdi: int | None) -> str:
    return _("for få") if verdi is None else f"{verdi} %"


def _rader(rader: Sequence[tuple[str, Tall, tuple[str, ...], int | None]]) -> tuple[Rad, ...]:
    storst = max((tall.til for _navn, tall, _mer, _skole in rader), default=1)
    storst = max(storst, MINSTE_BREDDE)
    return tuple(
        Rad(
            navn=navn,
            tall=tall,
            sikker=round(BREDDE * tall.fra / storst),
            mulig=round(BREDDE * tall.til / storst),
            mer=mer,
            skole=skole,
        )
        for navn, tall, mer, skole in rader
    )
