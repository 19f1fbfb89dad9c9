"""The drawn wheel as numbers: twelve months round a hub. Knows nothing of the database.

Numbers leave here as text with a full stop, for a drawing must not follow the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

SIDE = 400
MIDTEN = SIDE / 2
YTRE = 162.0
INDRE = 74.0
# The activities stand outside their month, in two rows.
MERKERADER = (186.0, 171.0)
MERKER_I_RAD = 5
MERKEBREDDE = 16.0
MERKE = 5.6
MELLOMROM = 1.2  # on each side of a segment
MAANEDER = 12
# August is at the top, and the year goes with the clock.
MAANEDSREKKE = (8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7)


@dataclass(frozen=True)
class Kakestykke:
    """One month's shape: its outline, how far it is filled, and where its words stand."""

    bane: str
    fyll: str
    x: str
    y: str
    y_tall: str


def _tall(verdi: float) -> str:
    return f"{verdi:.1f}"


def _punkt(radius: float, vinkel: float, forskyvning: float = 0.0) -> str:
    """A point on a circle, pushed sideways so that the gap between two segments is equally wide all the way."""
    x = MIDTEN + radius * sin(vinkel) + forskyvning * cos(vinkel)
    y = MIDTEN - radius * cos(vinkel) + forskyvning * sin(vinkel)
    return f"{_tall(x)} {_tall(y)}"


def _ring(fra: float, til: float, indre: float, ytre: float) -> str:
    """The outline of a part of a ring between two angles."""
    return (
        f"M{_punkt(indre, fra, MELLOMROM)}L{_punkt(ytre, fra, MELLOMROM)}"
        f"A{_tall(ytre)} {_tall(ytre)} 0 0 1 {_punkt(ytre, til, -MELLOMROM)}"
        f"L{_punkt(indre, til, -MELLOMROM)}"
        f"A{_tall(indre)} {_tall(indre)} 0 0 0 {_punkt(indre, fra, MELLOMROM)}Z"
    )


def _mangekant(x: float, y: float, hjorner: int, vri: float = 0.0) -> str:
    punkter = [
        f"{_tall(x + MERKE * sin(2 * pi * n / hjorner + vri))} {_tall(y - MERKE * cos(2 * pi * n / hjorner + vri))}"
        for n in range(hjorner)
    ]
    return f"M{'L'.join(punkter)}Z"


@dataclass(frozen=True)
class Merke:
    """One activity in the drawing: its shape says what kind of work it is, and signs on it how it stands."""

    bane: str
    # Through the shape: not relevant. Beside it: late.
    strek: str
    utrop: str


def merke(x: float, y: float, form: str) -> Merke:
    """The shape of an activity with its middle in a point.

    Args:
        x: across.
        y: down.
        form: ``runding``, ``trekant``, ``firkant``, ``rute`` or ``femkant``.

    """
    match form:
        case "trekant":
            bane = _mangekant(x, y, 3)
        case "firkant":
            bane = _mangekant(x, y, 4, pi / 4)
        case "rute":
            bane = _mangekant(x, y, 4)
        case "femkant":
            bane = _mangekant(x, y, 5)
        case _:
            r = _tall(MERKE - 0.6)
            bane = f"M{_tall(x)} {_tall(y - MERKE + 0.6)}A{r} {r} 0 1 1 {_tall(x - 0.1)} {_tall(y - MERKE + 0.6)}Z"
    return Merke(
        bane=bane,
        strek=f"M{_tall(x - 7)} {_tall(y + 7)}L{_tall(x + 7)} {_tall(y - 7)}",
        utrop=f"M{_tall(x)} {_tall(y - 2.8)}V{_tall(y + 0.6)}M{_tall(x)} {_tall(y + 2)}V{_tall(y + 3)}",
    )


def merkeplass(plass: int, nummer: int, antall: int) -> tuple[float, float]:
    """Where activity ``nummer`` of ``antall`` stands outside the month at ``plass`` (0 is August)."""
    rader = len(MERKERADER)
    per_rad = MERKER_I_RAD if antall <= MERKER_I_RAD * rader else -(-antall // rader)
    rad, sted = divmod(nummer, per_rad)
    i_raden = min(per_rad, antall - rad * per_rad)
    radius = MERKERADER[min(rad, rader - 1)]
    vinkel = plass * 2 * pi / MAANEDER + (sted - (i_raden - 1) / 2) * MERKEBREDDE / radius
    return MIDTEN + radius * sin(vinkel), MIDTEN - radius * cos(vinkel)


def navplass(nummer: int, antall: int) -> tuple[float, float]:
    """Where an activity of the whole year stands in the hub."""
    return MIDTEN + (nummer - (antall - 1) / 2) * min(MERKEBREDDE, 100 / max(antall, 1)), MIDTEN + 36


def kakestykke(plass: int, andel: float) -> Kakestykke:
    """The shape of the month at ``plass`` (0 is August), filled from the hub outwards by ``andel`` (0–1)."""
    bredde = 2 * pi / MAANEDER
    # Half a step back, so that August stands straight up.
    fra = (plass - 0.5) * bredde
    til = fra + bredde
    tekstradius = (INDRE + YTRE) / 2 + 4
    x = MIDTEN + tekstradius * sin(plass * bredde)
    y = MIDTEN - tekstradius * cos(plass * bredde)
    fylt = INDRE + (YTRE - INDRE) * min(max(andel, 0.0), 1.0)
    return Kakestykke(
        bane=_ring(fra, til, INDRE, YTRE),
        fyll=_ring(fra, til, INDRE, fylt) if andel > 0 else "",
        x=_tall(x),
        y=_tall(y),
        y_tall=_tall(y + 19),
    )
