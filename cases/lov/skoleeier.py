"""What the law asks when a school decides whether a sak is serious, and when it warns skoleeier (L-4.10–L-5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.lov.alvorlighet import PARAGRAF_12_5, varslet_om_ansatt
from cases.lov.avslutning import Mangel
from cases.lov.begreper import Kriterium, Varselgrunn
from cases.lov.kilder import Kilde
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cases.lov.fakta import SakFakta


__all__ = [
    "PARAGRAF_12_5",
    "Varselgrunn",
    "kan_gis_tilbake",
    "kan_overtas",
    "kan_vaere_grunnlos",
    "kan_varsles",
    "kan_vurderes",
    "kriterier_for",
    "stengt",
]

# Some facts make the sak serious by themselves (L-4.12).
GJOR_ALVORLIG: Mapping[Varselgrunn, Kriterium] = {
    Varselgrunn.STATSFORVALTER: Kriterium.STATSFORVALTER_INVOLVERT,
    Varselgrunn.FORESATTE: Kriterium.FORESATTE_KONTAKTET_SKOLEEIER,
}


def kriterier_for(grunn: Varselgrunn, kriterier: frozenset[Kriterium]) -> frozenset[Kriterium]:
    """The criteria a notice carries: those ticked, and the one that its reason is by itself."""
    return kriterier | {GJOR_ALVORLIG[grunn]} if grunn in GJOR_ALVORLIG else kriterier


def kan_vurderes(
    fakta: SakFakta,
    *,
    alvorlig: bool,
    kriterier: frozenset[Kriterium],
    foreslaatt: frozenset[Kriterium],
    begrunnet: bool,
) -> tuple[Mangel, ...]:
    """What stands in the way of a decision on seriousness (L-4.10, L-4.11).

    A «no» needs its reason when anything points the other way: a criterion ticked now, ticked before, or that
    follows from the facts. What skoleeier has been told is serious is not taken back by the school alone: it would
    leave skoleeier's sight without anyone having looked.

    Args:
        fakta: the sak as it stands.
        alvorlig: the decision.
        kriterier: what is ticked.
        foreslaatt: what follows from the facts.
        begrunnet: whether a reason is written.

    """
    if fakta.avsluttet is not None:
        return (_mangel("L-4.10", "", _("Saken er avsluttet. Gjenåpne den før du vurderer alvorlighet.")),)
    if alvorlig:
        if kriterier:
            return ()
        return (_mangel("L-4.10", "kriterier", _("Kryss av for hva som gjør saken alvorlig.")),)
    if fakta.alvorlighet.alvorlig and fakta.varsler and not fakta.skjerpet and not fakta.ledes_av_skoleeier:
        return (
            _mangel(
                "L-4.10",
                "alvorlig",
                _("Skoleeier er varslet om at saken er alvorlig, og følger den. Det kan ikke trekkes tilbake."),
            ),
        )
    if kriterier | foreslaatt | fakta.alvorlighet.kriterier and not begrunnet:
        return (
            _mangel(
                "L-4.11",
                "begrunnelse",
                _("Noe i saken peker mot at den er alvorlig. Skriv hvorfor du mener at den ikke er det."),
            ),
        )
    return ()


def kan_varsles(fakta: SakFakta, *, grunn: Varselgrunn, kriterier: frozenset[Kriterium]) -> tuple[Mangel, ...]:
    """What stands in the way of a notice to skoleeier."""
    if (mangel := stengt(fakta)) is not None:
        return (mangel,)
    if grunn in PARAGRAF_12_5 and not fakta.skjerpet:
        return (
            _mangel(
                "L-5.1",
                "type",
                _("Saken er ikke en § 12-5-sak. Legg til den ansatte under «Personer» først."),
                Kilde.SKJERPET,
            ),
        )
    if grunn is Varselgrunn.ALVORLIG and not kriterier:
        return (_mangel("L-4.10", "kriterier", _("Kryss av for hva som gjør saken alvorlig.")),)
    return ()


def kan_vaere_grunnlos(fakta: SakFakta, *, begrunnet: bool) -> tuple[Mangel, ...]:
    """What stands in the way of leaving a § 12-5 notice unsent as obviously groundless (L-5.2).

    It concerns the notice only, never the pupil's experience (L-2.2), and is never for a leadership to decide about
    itself.
    """
    if (mangel := stengt(fakta)) is not None:
        return (mangel,)
    if not fakta.skjerpet:
        tekst = _("Bare et varsel om en ansatt (§ 12-5) kan være åpenbart grunnløst.")
        return (_mangel("L-5.2", "", tekst, Kilde.SKJERPET),)
    if fakta.ledelse_innmeldt:
        tekst = _("Når noen i ledelsen er meldt, går varselet alltid til skoleeier.")
        return (_mangel("L-5.3", "", tekst, Kilde.SKJERPET),)
    if varslet_om_ansatt(fakta):
        return (_mangel("L-5.2", "", _("Skoleeier er alt varslet i denne saken."), Kilde.SKJERPET),)
    if not begrunnet:
        tekst = _("Skriv hvorfor varselet er åpenbart grunnløst, og hvordan eleven følges opp.")
        return (_mangel("L-5.2", "grunn", tekst, Kilde.SKJERPET),)
    return ()


def kan_overtas(fakta: SakFakta, *, begrunnet: bool) -> tuple[Mangel, ...]:
    """What stands in the way of skoleeier, who answers for the duty (§ 12-4), taking over a sak from the school."""
    if fakta.ledes_av_skoleeier:
        return (_mangel("L-4.10", "", _("Kommunen leder denne saken alt.")),)
    if fakta.avsluttet is not None:
        return (_mangel("L-4.10", "", _("Saken er avsluttet. Gjenåpne den før du overtar den.")),)
    if not begrunnet:
        return (_mangel("L-4.10", "grunn", _("Skriv hvorfor skoleeier overtar saken. Skolen får lese det.")),)
    return ()


def kan_gis_tilbake(fakta: SakFakta, *, overtatt: bool, begrunnet: bool) -> tuple[Mangel, ...]:
    """What stands in the way of giving it back. Only what was taken over: never a sak the law took from the school.

    Args:
        fakta: the sak as it stands.
        overtatt: whether skoleeier took it over by own choice, and has not given it back.
        begrunnet: whether a reason is written.

    """
    if fakta.ledelse_innmeldt:
        tekst = _("Noen i skolens ledelse er meldt i denne saken. Da kan ikke skolen lede den.")
        return (_mangel("L-5.3", "", tekst, Kilde.SKJERPET),)
    if not overtatt:
        return (_mangel("L-5.3", "", _("Bare en sak skoleeier har overtatt, kan gis tilbake til skolen.")),)
    if fakta.avsluttet is not None:
        return (_mangel("L-4.10", "", _("Saken er avsluttet. Gjenåpne den før du gir den tilbake.")),)
    if not begrunnet:
        return (_mangel("L-4.10", "grunn", _("Skriv hvorfor saken gis tilbake, og hva skolen skal gjøre videre.")),)
    return ()


def stengt(fakta: SakFakta) -> Mangel | None:
    """Why no notice can be sent at all: nobody is warned of a sak they lead themselves, or of one that is closed."""
    if fakta.ledes_av_skoleeier:
        return _mangel("L-5.3", "", _("Kommunen leder denne saken selv. Da er det ingen å varsle."))
    if fakta.avsluttet is not None:
        return _mangel("L-4.10", "", _("Saken er avsluttet. Gjenåpne den før du varsler skoleeier."))
    return None


def _mangel(regel: str, felt: str, tekst: str, kilde: Kilde = Kilde.MELDE_FRA) -> Mangel:
    return Mangel(regel, felt, Tekst(tekst), kilde)
