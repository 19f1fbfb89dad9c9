"""The municipality's targets as dated parameters with unit, label and reference. The act sets none of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from cases.lov.begreper import Styrke
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Enhet(StrEnum):
    """What a target is counted in."""

    TIME = "time"
    SKOLEDAG = "skoledag"
    ARBEIDSDAG = "arbeidsdag"
    KALENDERDAG = "kalenderdag"
    ANTALL = "antall"


class Maal(StrEnum):
    """Every target; the value is the key of the municipality's setting."""

    TA_IMOT = "D-2"
    TA_IMOT_HASTER = "D-2-haster"
    FORSTE_HANDLING = "D-3"
    FORSTE_HANDLING_SKJERPET = "D-3-12-5"
    FORESATTE_INFORMERT = "D-4"
    TILTAKSPLAN = "D-5"
    EVALUERING_LENGST = "D-7"
    NY_PLANVERSJON = "D-7-ny"
    SAMTALE_MED_ELEVEN = "D-8"
    REFERAT_HJEM = "D-9"
    SKOLEEIERVARSEL = "D-10"
    SKOLEEIER_LESER = "D-11"
    ETTERSJEKK = "D-13"
    VERSJONER_UTEN_TRYGG = "D-15"
    VARSLE_FOR = "D-23-for"
    VARSLE_REKTOR = "D-23-rektor"
    VARSLE_SKOLEEIER = "D-23-skoleeier"
    VARSLE_KOMMUNALSJEF = "D-23-kommunalsjef"


# No target is longer than this, in any unit: what is longer is a slip of the finger, and is not used.
HOYEST = 999


@dataclass(frozen=True)
class Parameter:
    """One target: its default, what it is counted in, how it is named to people, and where it comes from.

    ``minst`` is the lowest value that means anything, ``hoyst`` the highest that a municipality may set: what is higher
    is a slip of the finger. ``i_skoletid`` says that calendar days which end on a day
    without school end on the next school day instead, so that nothing falls due in a holiday (D-21).
    """

    maal: Maal
    standard: int
    enhet: Enhet
    navn: str
    styrke: Styrke
    kilde: str
    minst: int = 0
    hoyst: int = 60
    i_skoletid: bool = False


PARAMETRE: Mapping[Maal, Parameter] = {
    p.maal: p
    for p in (
        Parameter(Maal.TA_IMOT, 1, Enhet.SKOLEDAG, _("Rektor leser meldingen"), Styrke.DESIGN, "D-2"),
        Parameter(
            Maal.TA_IMOT_HASTER,
            2,
            Enhet.TIME,
            _("Rektor leser en melding som haster"),
            Styrke.DESIGN,
            "D-2",
            minst=1,
            hoyst=24,
        ),
        Parameter(Maal.FORSTE_HANDLING, 2, Enhet.SKOLEDAG, _("Første handling i saken"), Styrke.DESIGN, "D-3"),
        Parameter(
            # Working days: straks does not wait for the end of a holiday (D-21).
            Maal.FORSTE_HANDLING_SKJERPET,
            1,
            Enhet.ARBEIDSDAG,
            _("Første handling i en § 12-5-sak"),
            Styrke.DESIGN,
            "D-3",
            hoyst=10,
        ),
        Parameter(Maal.FORESATTE_INFORMERT, 2, Enhet.SKOLEDAG, _("Foresatte får vite"), Styrke.PROSEDYRE, "D-4"),
        Parameter(Maal.TILTAKSPLAN, 5, Enhet.SKOLEDAG, _("Tiltaksplanen er vedtatt"), Styrke.PRAKSIS, "D-5"),
        Parameter(
            Maal.EVALUERING_LENGST,
            42,
            Enhet.KALENDERDAG,
            _("Lengste tid mellom evalueringer"),
            Styrke.PRAKSIS,
            "D-7",
            minst=1,
            hoyst=180,
        ),
        Parameter(Maal.NY_PLANVERSJON, 3, Enhet.SKOLEDAG, _("Ny versjon etter evaluering"), Styrke.DESIGN, "D-7"),
        Parameter(
            Maal.SAMTALE_MED_ELEVEN,
            7,
            Enhet.KALENDERDAG,
            _("Samtale med eleven"),
            Styrke.DESIGN,
            "D-8",
            minst=1,
            i_skoletid=True,
        ),
        Parameter(Maal.REFERAT_HJEM, 3, Enhet.SKOLEDAG, _("Referat sendes hjem"), Styrke.PROSEDYRE, "D-9"),
        Parameter(
            Maal.SKOLEEIERVARSEL, 0, Enhet.KALENDERDAG, _("Skoleeier varsles"), Styrke.PROSEDYRE, "D-10", hoyst=7
        ),
        Parameter(
            Maal.SKOLEEIER_LESER, 1, Enhet.ARBEIDSDAG, _("Skoleeier leser varselet"), Styrke.DESIGN, "D-11", hoyst=10
        ),
        Parameter(
            Maal.ETTERSJEKK, 30, Enhet.KALENDERDAG, _("Ettersjekk med eleven"), Styrke.PRAKSIS, "D-13", hoyst=365
        ),
        Parameter(
            Maal.VERSJONER_UTEN_TRYGG,
            3,
            Enhet.ANTALL,
            _("Planversjoner uten at eleven er trygg"),
            Styrke.PRAKSIS,
            "D-15",
            minst=1,
            hoyst=10,
        ),
        Parameter(Maal.VARSLE_FOR, 1, Enhet.SKOLEDAG, _("Påminnelse før fristen"), Styrke.DESIGN, "D-23"),
        Parameter(Maal.VARSLE_REKTOR, 1, Enhet.SKOLEDAG, _("Rektor varsles etter fristen"), Styrke.DESIGN, "D-23"),
        Parameter(
            Maal.VARSLE_SKOLEEIER,
            3,
            Enhet.SKOLEDAG,
            _("Skoleeier varsles etter fristen"),
            Styrke.DESIGN,
            "D-23",
        ),
        Parameter(
            Maal.VARSLE_KOMMUNALSJEF,
            10,
            Enhet.SKOLEDAG,
            _("Kommunalsjef varsles etter fristen"),
            Styrke.DESIGN,
            "D-23",
        ),
    )
}


@dataclass(frozen=True)
class Parametre:
    """The targets with the municipality's own changes, each from a date on (D-22)."""

    overstyringer: Mapping[Maal, tuple[tuple[date, int], ...]] = field(default_factory=dict)

    @classmethod
    def med_overstyringer(cls, rader: Iterable[tuple[str, str, date]]) -> Self:
        """From settings rows (key, value, valid from), in the order they were written: of two from one day, the last.

        Rows with other keys, no whole number, or a number outside the parameter's bounds are not ours.
        """
        samlet: dict[Maal, list[tuple[date, int]]] = {}
        kjente = {maal.value for maal in Maal}
        for nokkel, verdi, fra in rader:
            if nokkel not in kjente or not verdi.isdecimal() or len(verdi) > len(str(HOYEST)):
                continue
            maal, antall = Maal(nokkel), int(verdi)
            if PARAMETRE[maal].minst <= antall:
                samlet.setdefault(maal, []).append((fra, antall))
        return cls({maal: tuple(sorted(verdier, key=lambda v: v[0])) for maal, verdier in samlet.items()})

    def verdi(self, maal: Maal, dag: date) -> int:
        """The target in force on this day, in the parameter's own unit."""
        gjeldende = [verdi for fra, verdi in self.overstyringer.get(maal, ()) if fra <= dag]
        return gjeldende[-1] if gjeldende else PARAMETRE[maal].standard

    def etter(self, maal: Maal, dag: date) -> tuple[tuple[date, int], ...]:
        """The changes that take effect after this day, in order: from when, and to what."""
        return tuple((fra, verdi) for fra, verdi in self.overstyringer.get(maal, ()) if fra > dag)

    def paa(self, dag: date) -> Parametre:
        """The targets as they are on this day: a change that is only planned moves nothing yet (D-22)."""
        return self._der(lambda _maal, fra: fra <= dag)

    def uten(self, maal: Maal, fra: date) -> Parametre:
        """The targets as if this one change had not been made."""
        return self._der(lambda m, f: (m, f) != (maal, fra))

    def med(self, maal: Maal, fra: date, verdi: int) -> Parametre:
        """The targets as if this change were made too, instead of what may be said from that day."""
        uten = self.uten(maal, fra).overstyringer
        return Parametre({**uten, maal: tuple(sorted((*uten.get(maal, ()), (fra, verdi))))})

    def senket(self, maal: Maal, dag: date) -> date | None:
        """Since when the target is what it is today, where it was higher before; else None."""
        endringer = [(fra, verdi) for fra, verdi in self.overstyringer.get(maal, ()) if fra <= dag]
        if not endringer:
            return None
        fra, verdi = endringer[-1]
        forrige = endringer[-2][1] if len(endringer) > 1 else PARAMETRE[maal].standard
        return fra if verdi < forrige else None

    def _der(self, beholdes: Callable[[Maal, date], bool]) -> Parametre:
        return Parametre(
            {maal: tuple(rad for rad in rader if beholdes(maal, rad[0])) for maal, rader in self.overstyringer.items()}
        )


# The steps of the ladder, from the bottom: nobody higher up is told before those below (D-23).
STIGEN = (Maal.VARSLE_REKTOR, Maal.VARSLE_SKOLEEIER, Maal.VARSLE_KOMMUNALSJEF)


def stigen_stiger(parametre: Parametre, fra: date) -> bool:
    """Whether the ladder climbs from this day on, also after what is planned later."""
    dager = {fra, *(dag for maal in STIGEN for dag, _verdi in parametre.etter(maal, fra))}
    trinn = ([parametre.verdi(maal, dag) for maal in STIGEN] for dag in dager)
    return all(verdier == sorted(verdier) for verdier in trinn)
