"""The drawn wheel as numbers: twelve months round a hub. Knows nothing of the database.

Numbers leave here as text with a full stop, for a drawing must not follow the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

SIDE = 400
MIDTEN = SIDE / 2
YTRE = 192.0
INDRE = 88.0
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


def kakestykke(plass: int, andel: float) -> Kakestykke:
    """The shape of the month at ``plass`` (0 is August), filled from the hub outwards by ``andel`` (0–1)."""
    bredde = 2 * pi / MAANEDER
    # Half a step back, so that August stands straight up.
    fra = (plass - 0.5) * bredde
    til = fra + bredde
    tekstradius = (INDRE + YTRE) / 2 + 6
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
