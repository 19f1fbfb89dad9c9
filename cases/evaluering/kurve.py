"""The pupil's own safety over time, drawn, beside what the adults think: two series that never become one.

Positions are texts with a point in them: a number would be written with a comma in Norwegian, which no browser draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.evaluering.models import Avslutning, Elevsvar, Evaluering, Voksensvar
from cases.tiltaksplan.models import Tiltaksplan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cases.sak.models import Sak

# From the top: the rows an answer stands in. What says neither yes nor no has a row of its own, outside the line.
RADER = ("ja", "delvis", "nei", "uten")
RADHOYDE = 40
TOPP = 30
# How far in from the sides the first and the last stand, in per cent.
MARG = 9.0


@dataclass(frozen=True)
class Maaling:
    """One day the pupil was asked: the answer, the pupil's number, and what the adults thought then."""

    dato: date
    svar: str
    anledning: str
    tall: int | None = None
    voksne: str = ""

    @property
    def svar_ord(self) -> str:
        """The pupil's answer in words."""
        return str(Elevsvar(self.svar).label)

    @property
    def voksne_ord(self) -> str:
        """The adults' answer in words, or nothing."""
        return str(Voksensvar(self.voksne).label) if self.voksne else ""


@dataclass(frozen=True)
class Punkt:
    """Where a mark stands, and which."""

    x: str
    y: int
    kode: str
    dato: date


@dataclass(frozen=True)
class Strek:
    """A line between two marks."""

    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True)
class Versjonsmerke:
    """When a plan version was adopted."""

    x: str
    versjon: int
    dato: date


@dataclass(frozen=True)
class Rad:
    """A row of the drawing: its words, and its height from the top."""

    navn: str
    y: int


@dataclass(frozen=True)
class Kurve:
    """All a template needs to draw it, and to say the same in a table."""

    maalinger: tuple[Maaling, ...]
    eleven: tuple[Punkt, ...]
    elevens_linje: tuple[Strek, ...]
    voksne: tuple[Punkt, ...]
    voksnes_linje: tuple[Strek, ...]
    planer: tuple[Versjonsmerke, ...]
    rader: tuple[Rad, ...]
    hoyde: int
    beskrivelse: str

    @property
    def forste(self) -> date:
        """Where the time begins: the first plan or the first answer."""
        return min([self.maalinger[0].dato, *(plan.dato for plan in self.planer)])

    @property
    def siste(self) -> date:
        """Where it ends."""
        return max([self.maalinger[-1].dato, *(plan.dato for plan in self.planer)])


def maalinger(evalueringer: Iterable[Evaluering], avslutninger: Iterable[Avslutning]) -> tuple[Maaling, ...]:
    """Every time the pupil was asked, oldest first; on one day the evaluations come first."""
    funnet = [
        (e.dato, e.pk, Maaling(e.dato, e.elevens_svar, _("Evaluering"), e.trygghetstall, e.voksnes_svar))
        for e in sorted(evalueringer, key=lambda e: e.pk)
    ]
    sist = max((pk for _dato, pk, _m in funnet), default=0)
    for rad in avslutninger:
        spurt, ettersjekk = rad.elevens_svar_dato, getattr(rad, "ettersjekk", None)
        # Asked at the closing itself, where no plan was needed; else it is the evaluation's answer once more.
        if rad.elevens_svar and spurt is not None and not any(dato == spurt for dato, _pk, _m in funnet):
            funnet.append((spurt, sist + 1, Maaling(spurt, rad.elevens_svar, _("Avslutning"))))
        if ettersjekk is not None:
            maaling = Maaling(ettersjekk.dato, ettersjekk.elevens_svar, _("Ettersjekk"), ettersjekk.trygghetstall)
            funnet.append((ettersjekk.dato, sist + 2, maaling))
    return tuple(maaling for _dato, _pk, maaling in sorted(funnet, key=lambda rad: rad[:2]))


def tegn(malte: Sequence[Maaling], planer: Iterable[tuple[int, date]]) -> Kurve | None:
    """The drawing, or nothing before the pupil has been asked. No database."""
    if not malte:
        return None
    vedtatt = list(planer)
    datoer = [m.dato for m in malte] + [dato for _versjon, dato in vedtatt]
    forste, siste = min(datoer), max(datoer)

    def x(dato: date) -> str:
        bredde = (siste - forste).days
        del_av = (dato - forste).days / bredde if bredde else 0.5
        return f"{MARG + del_av * (100 - 2 * MARG):.2f}%"

    def punkt(dato: date, kode: str) -> Punkt:
        rad = RADER.index(kode if kode in RADER else "uten")
        return Punkt(x(dato), TOPP + rad * RADHOYDE, kode, dato)

    eleven = tuple(punkt(m.dato, m.svar) for m in malte)
    voksne = tuple(punkt(m.dato, m.voksne) for m in malte if m.voksne)
    return Kurve(
        maalinger=tuple(malte),
        eleven=eleven,
        elevens_linje=_linje(eleven),
        voksne=voksne,
        voksnes_linje=_linje(voksne),
        planer=tuple(Versjonsmerke(x(dato), versjon, dato) for versjon, dato in vedtatt),
        rader=tuple(Rad(navn, TOPP + nummer * RADHOYDE) for nummer, navn in enumerate(_radnavn())),
        hoyde=TOPP + (len(RADER) - 1) * RADHOYDE + 20,
        beskrivelse=_beskriv(malte, vedtatt),
    )


def _radnavn() -> tuple[str, ...]:
    return (_("Ja"), _("Delvis"), _("Nei"), _("Uten svar"))


def _linje(punkter: Sequence[Punkt]) -> tuple[Strek, ...]:
    """From answer to answer; one who did not answer breaks no line and stands outside it."""
    svarte = [p for p in punkter if p.kode in RADER]
    return tuple(Strek(a.x, a.y, b.x, b.y) for a, b in pairwise(svarte))


def _beskriv(malte: Sequence[Maaling], planer: Sequence[tuple[int, date]]) -> str:
    """The drawing in words, for one who hears it."""
    setninger = [
        _("%(dato)s: eleven svarte «%(svar)s».") % {"dato": date_format(m.dato, "j. F Y"), "svar": m.svar_ord}
        if not m.voksne
        else _("%(dato)s: eleven svarte «%(svar)s», de voksne «%(voksne)s».")
        % {"dato": date_format(m.dato, "j. F Y"), "svar": m.svar_ord, "voksne": m.voksne_ord}
        for m in malte
    ]
    setninger += [
        _("Plan versjon %(versjon)s ble vedtatt %(dato)s.") % {"versjon": versjon, "dato": date_format(dato, "j. F Y")}
        for versjon, dato in planer
    ]
    return " ".join(setninger)


def kurve_for(sak: Sak) -> Kurve | None:
    """The drawing of one sak. Three queries."""
    malte = maalinger(
        Evaluering.objects.filter(sak=sak), Avslutning.objects.filter(sak=sak).select_related("ettersjekk")
    )
    vedtatte = (
        Tiltaksplan.objects.filter(sak=sak, vedtatt__isnull=False).order_by("versjon").values_list("versjon", "vedtatt")
    )
    return tegn(malte, [(versjon, localdate(vedtatt)) for versjon, vedtatt in vedtatte]) if malte else None
