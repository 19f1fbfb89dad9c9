"""What the municipality has changed since a school took its copy: read from the two, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from annual_wheel.models import Aktivitet, Skoleaktivitet

if TYPE_CHECKING:
    from annual_wheel.models import Skolehjul


@dataclass(frozen=True)
class Forslag:
    """One change the school has not taken a stand on."""

    mal: Aktivitet
    rad: Skoleaktivitet | None

    @property
    def utgaar(self) -> bool:
        """The municipality has taken it out."""
        return self.mal.gjelder_til is not None

    @property
    def er_ny(self) -> bool:
        """The municipality has put it in."""
        return self.rad is None


def forslag_til(hjul: Skolehjul) -> list[Forslag]:
    """The proposals to a school's wheel; none when the year is closed. Two queries."""
    if hjul.lukket is not None:
        return []
    egne = {rad.mal_id: rad for rad in Skoleaktivitet.objects.filter(hjul=hjul, mal__isnull=False)}
    funnet = []
    for mal in Aktivitet.objects.i_skolear(hjul.skolear):
        rad = egne.get(mal.pk)
        if rad is None and mal.gjelder_til is not None:
            continue
        if rad is None or rad.mal_versjon != mal.versjon:
            funnet.append(Forslag(mal, rad))
    return funnet


def finn_forslag(hjul: Skolehjul, nokkel: str) -> Forslag:
    """One proposal.

    Raises:
        Http404: there is none, or it has been answered.

    """
    for forslag in forslag_til(hjul):
        if forslag.mal.nokkel == nokkel:
            return forslag
    raise Http404
