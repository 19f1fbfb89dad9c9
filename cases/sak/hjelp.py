"""What each of the seven duties means on a school day, in two sentences, and where the procedure goes through it.

The hjemmel is not written here: it stands beside the duty and is the law's own dated data (cases/lov/kilder.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.lov.begreper import Delplikt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

# The municipality's procedure no. 1, part 1: one section a duty.
PROSEDYRE = "mobbing-og-krenkelser"


@dataclass(frozen=True)
class Hjelp:
    """Two sentences, and the section of the procedure that says more."""

    tekst: _StrPromise
    anker: str

    @property
    def adresse(self) -> str:
        """Where the procedure goes through this duty."""
        return f"{reverse('procedures:vis', args=[PROSEDYRE])}#{self.anker}"


HJELP: Mapping[Delplikt, Hjelp] = {
    Delplikt.FOLGE_MED: Hjelp(
        _(
            "Alle voksne på skolen ser etter hvordan elevene har det, hele skoledagen og på nett når det virker inn. "
            "I saken betyr det at noen snakker jevnlig med eleven til eleven har det trygt."
        ),
        "folge-med",
    ),
    Delplikt.GRIPE_INN: Hjelp(
        _(
            "Den som ser en krenkelse, stanser den der og da hvis det er mulig. "
            "Ble det ikke gjort, skrives det hvorfor, så ingen trenger å lure på det senere."
        ),
        "gripe-inn",
    ),
    Delplikt.MELDE_FRA: Hjelp(
        _(
            "En mistanke er nok til å melde fra til rektor, og rektor tar stilling til om saken er alvorlig. "
            "Er den det, skal skoleeier få vite om den."
        ),
        "melde-fra",
    ),
    Delplikt.SKJERPET_PLIKT: Hjelp(
        _(
            "Kan en som arbeider på skolen ha krenket eleven, skal alt skje straks, og skoleeier varsles. "
            "Gjelder det noen i ledelsen, går saken forbi skolen og rett til skoleeier."
        ),
        "skjerpet-plikt",
    ),
    Delplikt.UNDERSOKE: Hjelp(
        _(
            "Skolen finner ut hvordan eleven opplever det, og hva som virker inn, ved å snakke med eleven først. "
            "Det er ikke en jakt på bevis: elevens egen opplevelse er nok til å hjelpe."
        ),
        "undersoke",
    ),
    Delplikt.SETTE_INN_TILTAK: Hjelp(
        _(
            "Tiltakene skal passe til det dere har funnet, og de skal virke til eleven selv sier at det er trygt. "
            "Planen sier hva problemet er, hva dere gjør, når, hvem som gjør det, og når dere ser om det virker."
        ),
        "tiltak",
    ),
    Delplikt.DOKUMENTERE: Hjelp(
        _(
            "Det skal gå an å vise hva skolen har gjort, og når. "
            "Mye skrives ned av seg selv når du gjør noe i saken; referat og begrunnelser skriver dere selv."
        ),
        "dokumentere",
    ),
}
