"""Who may have what of a sak when they ask, and by when they are answered (A-6, A-8 to A-14, A-19, D-14).

Rights are a person's own and never a household's: what one guardian may have says nothing about the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from cases.lov.kilder import Kilde
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from cases.lov.kalender import Skolekalender

# D-14: our target in working days, and the month that may not be passed.
SVAR_INNEN = 3
SVAR_SENEST = 30
# Days before the last day on which those who answer are told again.
PAAMINN_FOR = 3
# below this age the maturity of the pupil who asks is weighed; from it the pupil is asked before a guardian is
# answered. Never a hard rule: what stands about someone is no secret from that one (forvaltningsloven § 13 a).
EGEN_RETT_FRA = 15
# From this age nobody has foreldreansvar, and a guardian is one among others.
MYNDIG_FRA = 18


class Hvem(StrEnum):
    """Who asks."""

    ELEV = "elev"
    FORESATT = "foresatt"
    TIDLIGERE_ELEV = "tidligere_elev"
    PRESSE = "presse"
    ANDRE = "andre"


class Informasjon(StrEnum):
    """What was decided about telling a guardian (A-8)."""

    JA = "ja"
    NEI = "nei"
    FORESPORSEL = "paa_foresporsel"


@dataclass(frozen=True)
class Sporsmaal:
    """Who asks, and what the school knows that bears on it."""

    hvem: Hvem
    alder: int
    gradert: bool = False
    ikke_send_hjem: bool = False
    # Of the guardian who asks, and of no other; None where they are nothing to the pupil.
    foreldreansvar: bool | None = None
    informasjon: Informasjon = Informasjon.JA
    besoksforbud: bool = False
    bor_hos: bool = True


@dataclass(frozen=True)
class Rett:
    """Whether they may have the pupil's papers; why not; what must be thought of first."""

    kan_gis: bool
    grunn: Tekst | None = None
    hjemler: tuple[Kilde, ...] = ()
    husk: tuple[Tekst, ...] = ()
    # Even that there is a sak is kept from them.
    bekreftes: bool = True


_TAUSHET = (Kilde.TAUSHET, Kilde.UNNTATT_INNSYN)


def rett(sporsmaal: Sporsmaal) -> Rett:
    """What the one who asks may have."""
    match sporsmaal.hvem:
        case Hvem.PRESSE | Hvem.ANDRE:
            grunn = Tekst(_("Opplysninger om enkeltelever er underlagt taushetsplikt, og gis ikke til andre."))
            return Rett(kan_gis=False, grunn=grunn, hjemler=_TAUSHET, bekreftes=False)
        case Hvem.FORESATT:
            return _foresatt(sporsmaal)
        case Hvem.ELEV | Hvem.TIDLIGERE_ELEV:
            return _elev(sporsmaal)


def _elev(sporsmaal: Sporsmaal) -> Rett:
    husk = []
    if sporsmaal.alder < EGEN_RETT_FRA:
        tekst = _(
            "Eleven er under %(alder)s år. Vurder om eleven er moden nok til å få papirene selv, og gå gjennom dem "
            "sammen."
        )
        husk.append(Tekst(tekst, {"alder": EGEN_RETT_FRA}))
    if sporsmaal.ikke_send_hjem or sporsmaal.gradert:
        husk.append(Tekst(_("Gi papirene til eleven på skolen. Ingenting skal sendes hjem.")))
    return Rett(kan_gis=True, hjemler=(Kilde.EGNE_OPPLYSNINGER,), husk=tuple(husk))


def _foresatt(s: Sporsmaal) -> Rett:
    """Each guardian by what is known of that one (A-8 to A-11); a stop on sending home beats all (A-10)."""
    nei = (
        (s.foreldreansvar is None, _("Den som spør, er ikke registrert som foresatt til eleven."), _TAUSHET),
        (
            s.alder >= MYNDIG_FRA,
            _("Eleven er myndig. Da er det eleven selv som kan be om innsyn."),
            _TAUSHET,
        ),
        (s.ikke_send_hjem, _("Det er bestemt at ingenting skal sendes hjem i denne saken."), (Kilde.FORELDRE,)),
        (s.besoksforbud, _("Den som spør, har besøksforbud."), (Kilde.FORELDRE,)),
        (
            s.informasjon is Informasjon.NEI,
            _("Det er bestemt at denne foresatte ikke skal ha informasjon om eleven."),
            (Kilde.FORELDRE,),
        ),
        (
            s.gradert and not s.bor_hos,
            _("Elevens adresse er gradert. Opplysninger som kan vise hvor eleven er, gis ikke."),
            _TAUSHET,
        ),
    )
    for gjelder, grunn, hjemler in nei:
        if gjelder:
            return Rett(kan_gis=False, grunn=Tekst(grunn), hjemler=hjemler)
    husk = []
    if not s.foreldreansvar:
        husk.append(Tekst(_("Den som spør, har ikke foreldreansvar. Det kan bare nektes hvis det kan skade barnet.")))
    if s.alder >= EGEN_RETT_FRA:
        husk.append(Tekst(_("Eleven er %(alder)s år eller eldre. Spør eleven først."), {"alder": EGEN_RETT_FRA}))
    return Rett(kan_gis=True, hjemler=(Kilde.FORELDRE,), husk=tuple(husk))


@dataclass(frozen=True)
class Svarfrist:
    """By when an answer is wanted, and the last day there is."""

    maal: date
    senest: date


def frister(kommet: date, kalender: Skolekalender) -> Svarfrist:
    """Counted from the day it was asked; neither pauses in a holiday (D-14, D-21)."""
    senest = kommet + timedelta(days=SVAR_SENEST)
    return Svarfrist(min(kalender.pluss_arbeidsdager(kommet, SVAR_INNEN), senest), senest)


def paaminnelse(frist: Svarfrist, dag: date, kalender: Skolekalender) -> str:
    """Which word is due on this day: before the target, after it, before the last day, after it; or none."""
    if dag > frist.senest:
        return "over"
    if dag >= frist.senest - timedelta(days=PAAMINN_FOR):
        return "senest"
    if dag > frist.maal:
        return "forsinket"
    return "for" if kalender.pluss_arbeidsdager(dag, 1) >= frist.maal else ""
