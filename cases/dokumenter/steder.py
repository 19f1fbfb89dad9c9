"""The names of classes and schools that would tell where a pupil is, to be found in what goes out (A-13, A-15).

Where the address is protected they are everybody's: that one name was found and another not would tell whoever looks
over a text, and may write in it, where the child goes now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from steinkjer_skolemiljo.organisation.models import Klasse, Skole

if TYPE_CHECKING:
    from cases.sak.models import Sak


def klassene(sak: Sak) -> list[Klasse]:
    """The pupil's classes, now and when the sak began; at another school now, not where the address is protected."""
    naa = sak.klassen if sak.elev.er_gradert else sak.elev.klasse
    return [klasse for klasse in (naa, sak.klasse) if klasse is not None]


def klassenavn(sak: Sak) -> tuple[str, ...]:
    """The classes that would point the pupil out. At most one query.

    Of other schools' those with a letter in them: a bare number stands in every text.
    """
    navn = {klasse.navn for klasse in klassene(sak)}
    if sak.elev.er_gradert:
        navn |= set(Klasse.objects.filter(navn__regex="[[:alpha:]]").values_list("navn", flat=True))
    return tuple(sorted(navn))


def skolenavn(sak: Sak) -> tuple[str, ...]:
    """The schools that would, where the address is protected; else none. At most one query."""
    return tuple(Skole.objects.order_by("navn").values_list("navn", flat=True)) if sak.elev.er_gradert else ()
