"""Who receives a melding, and who will not see it (L-4.5, L-5.1–L-5.3, L-5.8)."""

from __future__ import annotations

from dataclasses import dataclass

from cases.lov.begreper import Mottaker
from cases.lov.kilder import Kilde
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _


@dataclass(frozen=True)
class Rutingsfakta:
    """Who the melding says may have offended."""

    ansatt: bool = False
    ledelse: bool = False
    sektorleder: bool = False
    # Someone else in the municipality's own office, and kommunalsjefen (L-5.8).
    kommunens_egne: bool = False
    kommunalsjef: bool = False


@dataclass(frozen=True)
class Ruting:
    """Where it goes, whether it is § 12-5, and in plain words who sees it and who does not."""

    mottaker: Mottaker
    skjerpet: bool
    ser: tuple[Tekst, ...]
    ser_ikke: tuple[Tekst, ...]
    kilde: Kilde


def rut(fakta: Rutingsfakta) -> Ruting:
    """Route one melding.

    § 12-4: to rektor. § 12-5 (someone who works there): to rektor, and skoleeier sees it at once. Someone in the
    leadership: straight to skoleeier, past the whole leadership. Sektorleder or another in the municipality's own
    office accused: to kommunalsjef. Kommunalsjef accused: to whoever is appointed instead.
    """
    if fakta.kommunalsjef:
        return Ruting(
            Mottaker.KOMMUNALSJEF,
            skjerpet=True,
            ser=(Tekst(_("Meldingen går til den kommunen setter inn i stedet for kommunalsjefen.")),),
            ser_ikke=(
                Tekst(_("Kommunalsjefen får ikke se den.")),
                Tekst(_("Sektorleder får ikke se den.")),
                Tekst(_("Skolens ledelse får ikke se den.")),
            ),
            kilde=Kilde.SKJERPET,
        )
    if fakta.sektorleder:
        return Ruting(
            Mottaker.KOMMUNALSJEF,
            skjerpet=True,
            ser=(Tekst(_("Kommunalsjefen får meldingen med en gang.")),),
            ser_ikke=(
                Tekst(_("Sektorleder får ikke se den.")),
                Tekst(_("Skolens ledelse får ikke se den.")),
            ),
            kilde=Kilde.SKJERPET,
        )
    if fakta.kommunens_egne:
        return Ruting(
            Mottaker.KOMMUNALSJEF,
            skjerpet=True,
            ser=(Tekst(_("Kommunalsjefen får meldingen med en gang.")),),
            ser_ikke=(
                Tekst(_("Den ansatte du melder om, får ikke se den.")),
                Tekst(_("Skolens ledelse får ikke se den.")),
            ),
            kilde=Kilde.SKJERPET,
        )
    if fakta.ledelse:
        return Ruting(
            Mottaker.SKOLEEIER,
            skjerpet=True,
            ser=(Tekst(_("Skoleeier (sektorleder skole) får meldingen med en gang.")),),
            ser_ikke=(
                Tekst(_("Rektor og resten av ledelsen ved skolen får ikke se den, og får ikke vite at den finnes.")),
            ),
            kilde=Kilde.SKJERPET,
        )
    if fakta.ansatt:
        return Ruting(
            Mottaker.REKTOR,
            skjerpet=True,
            ser=(Tekst(_("Rektor og skoleeier (sektorleder skole) får meldingen med en gang.")),),
            ser_ikke=(Tekst(_("Den ansatte du melder om, får ikke se den.")),),
            kilde=Kilde.SKJERPET,
        )
    return Ruting(
        Mottaker.REKTOR,
        skjerpet=False,
        ser=(Tekst(_("Rektor ved elevens skole får meldingen.")),),
        ser_ikke=(),
        kilde=Kilde.MELDE_FRA,
    )
