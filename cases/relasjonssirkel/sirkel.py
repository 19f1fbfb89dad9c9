"""What a relasjonssirkel shows: the drawing, who needs an adult, who has moved. Pure: placements in, answers out.

Positions are texts with a point in them: a number would be written with a comma in Norwegian, which no browser draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.relasjonssirkel.models import Ring

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.functional import _StrPromise

    from steinkjer_skolemiljo.organisation.models import Elev

# The picture is a square of this size; the kontaktlærer stands in the middle of it.
SIDE = 400
MIDTEN = SIDE / 2
GRENSER = (82, 140, 194)
AVSTAND: Mapping[int, float] = {Ring.NAER: 56, Ring.MIDT: 111, Ring.YTTERST: 167}
# Two rows where one is too tight, so far to each side.
FORSKYVNING = 13
MERKETS_BREDDE = 25

HVA: Mapping[Ring, _StrPromise] = {
    Ring.NAER: gettext_lazy(
        "Vi kjenner hverandre godt. Eleven kommer til meg når noe er fint, og når noe er vanskelig."
    ),
    Ring.MIDT: gettext_lazy("Vi har det greit sammen, men jeg vet ikke så mye om hvordan eleven har det."),
    Ring.YTTERST: gettext_lazy("Vi har lite kontakt, eller kontakten er vanskelig."),
}


@dataclass(frozen=True)
class Plass:
    """One pupil in the circle."""

    elev: Elev
    ring: Ring
    annen_voksen: bool = False

    @property
    def trenger_voksen(self) -> bool:
        """Far from the kontaktlærer, and no other adult near: nobody at school is this pupil's adult."""
        return self.ring == Ring.YTTERST and not self.annen_voksen


@dataclass(frozen=True)
class Merke:
    """One pupil in the drawing: a number, where it stands, and where it stood before."""

    nummer: int
    navn: str
    x: str
    y: str
    fra_x: str = ""
    fra_y: str = ""
    trenger_voksen: bool = False
    retning: str = ""


@dataclass(frozen=True)
class Navnelinje:
    """One pupil in the list beside the drawing."""

    nummer: int
    plass: Plass


@dataclass(frozen=True)
class Ringliste:
    """The pupils of one ring, with their numbers in the drawing."""

    ring: Ring
    linjer: tuple[Navnelinje, ...]

    @property
    def navn(self) -> str:
        """What the ring is called."""
        return str(self.ring.label)

    @property
    def hva(self) -> str:
        """What it means to stand there."""
        return str(HVA[self.ring])


@dataclass(frozen=True)
class Tegning:
    """All a template needs to draw it, and to say the same in lists."""

    merker: tuple[Merke, ...]
    ringer: tuple[Ringliste, ...]
    uplassert: tuple[Elev, ...]
    beskrivelse: str
    side: int = SIDE
    midten: int = int(MIDTEN)
    grenser: tuple[int, ...] = tuple(reversed(GRENSER))

    @property
    def trenger_voksen(self) -> tuple[Plass, ...]:
        """Those nobody at school is near."""
        return tuple(linje.plass for liste in self.ringer for linje in liste.linjer if linje.plass.trenger_voksen)


@dataclass(frozen=True)
class Flytting:
    """One pupil on two days."""

    elev: Elev
    fra: Ring
    til: Ring


@dataclass(frozen=True)
class Sammenligning:
    """What has changed from one day to another."""

    naermere: tuple[Flytting, ...]
    lenger_ut: tuple[Flytting, ...]
    uendret: tuple[Flytting, ...]
    # Placed on one of the two days only.
    bare_en_gang: tuple[Elev, ...]
    ingen_naer: tuple[Plass, ...]


def tegn(plasser: Sequence[Plass], elever: Sequence[Elev], *, for_: Mapping[int, Ring] | None = None) -> Tegning:
    """The drawing of one day.

    Args:
        plasser: who stands where.
        elever: the pupils of the class, in the order they are numbered.
        for_: where each stood before, when two days are compared.

    """
    for_ = for_ or {}
    etter_elev = {plass.elev.pk: plass for plass in plasser}
    numre = {elev.pk: nummer for nummer, elev in enumerate((e for e in elever if e.pk in etter_elev), start=1)}
    ringer, merker = [], []
    for ring in Ring:
        her = [etter_elev[pk] for pk in numre if etter_elev[pk].ring == ring]
        ringer.append(Ringliste(ring, tuple(Navnelinje(numre[plass.elev.pk], plass) for plass in her)))
        merker += [
            _merke(plass, numre[plass.elev.pk], n, len(her), for_.get(plass.elev.pk)) for n, plass in enumerate(her)
        ]
    return Tegning(
        merker=tuple(merker),
        ringer=tuple(ringer),
        uplassert=tuple(elev for elev in elever if elev.pk not in etter_elev),
        beskrivelse=_beskriv(ringer),
    )


def _merke(plass: Plass, nummer: int, n: int, av: int, sto: Ring | None) -> Merke:
    avstand = AVSTAND[plass.ring]
    trangt = 2 * pi * avstand < av * MERKETS_BREDDE
    if trangt:
        avstand += FORSKYVNING if n % 2 else -FORSKYVNING
    # The rings do not all begin at the top: numbers above each other would be hard to tell apart.
    vinkel = 2 * pi * n / av - pi / 2 + plass.ring * pi / 9
    x, y = _punkt(avstand, vinkel)
    flyttet = sto is not None and sto != plass.ring
    fra = _punkt(AVSTAND[sto], vinkel) if sto is not None and flyttet else ("", "")
    retning = "" if sto is None or not flyttet else ("naermere" if plass.ring < sto else "lenger_ut")
    return Merke(nummer, plass.elev.navn, x, y, *fra, trenger_voksen=plass.trenger_voksen, retning=retning)


def _punkt(avstand: float, vinkel: float) -> tuple[str, str]:
    return f"{MIDTEN + avstand * cos(vinkel):.1f}", f"{MIDTEN + avstand * sin(vinkel):.1f}"


def _beskriv(ringer: Sequence[Ringliste]) -> str:
    """The drawing in words, for one who hears it."""
    return " ".join(
        ngettext("%(ring)s: %(antall)s elev.", "%(ring)s: %(antall)s elever.", len(liste.linjer))
        % {"ring": liste.navn, "antall": len(liste.linjer)}
        for liste in ringer
    )


def sammenlign(gammel: Sequence[Plass], ny: Sequence[Plass]) -> Sammenligning:
    """Who has come nearer and who has moved away, and who has nobody near now."""
    sto = {plass.elev.pk: plass for plass in gammel}
    staar = {plass.elev.pk: plass for plass in ny}
    begge = [Flytting(plass.elev, sto[pk].ring, plass.ring) for pk, plass in staar.items() if pk in sto]
    return Sammenligning(
        naermere=tuple(f for f in begge if f.til < f.fra),
        lenger_ut=tuple(f for f in begge if f.til > f.fra),
        uendret=tuple(f for f in begge if f.til == f.fra),
        bare_en_gang=tuple(plass.elev for pk, plass in {**sto, **staar}.items() if (pk in sto) != (pk in staar)),
        ingen_naer=tuple(plass for plass in ny if plass.trenger_voksen),
    )


def i_ord(plass: Plass) -> str:
    """One pupil's placement as a sentence that says nothing of the others."""
    naer = {
        Ring.NAER: _("Eleven står nær kontaktlærer i relasjonssirkelen."),
        Ring.MIDT: _("Eleven står midt i relasjonssirkelen."),
        Ring.YTTERST: _("Eleven står ytterst i relasjonssirkelen."),
    }[plass.ring]
    if plass.annen_voksen:
        return f"{naer} {_('En annen voksen på skolen er nær eleven.')}"
    return f"{naer} {_('Ingen annen voksen på skolen er notert som nær eleven.')}"
