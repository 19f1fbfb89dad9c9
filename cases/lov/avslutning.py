"""The gates: what the law forbids. Adopting a plan, concluding, evaluating, closing, reopening, turning away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from cases.lov.begreper import Avslutningsgrunn, Elevsvar, Konklusjon
from cases.lov.kilder import Kilde
from cases.lov.parametre import Maal
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from datetime import date

    from cases.lov.fakta import PlanFakta, SakFakta, TiltakFakta
    from cases.lov.parametre import Parametre


@dataclass(frozen=True)
class Mangel:
    """What stands in the way: by which rule, in which field, in words a rektor uses."""

    regel: str
    felt: str
    tekst: Tekst
    kilde: Kilde = Kilde.PLAN


def kan_vedtas(plan: PlanFakta, *, dag: date, parametre: Parametre) -> tuple[Mangel, ...]:
    """What a plan version still lacks before it can be adopted: § 12-4 third paragraph's five points, §§ 10-1, 10-2.

    Rules L-4.19, L-4.23, L-4.26, D-7. All that is missing at once, in the order of the form.
    Fields of a tiltak are named ``tiltak-0-fra`` and so on, by its place in the plan.
    """
    mangler: list[Mangel] = []
    if not plan.utfordring:
        mangler.append(Mangel("L-4.19", "utfordring", Tekst(_("Skriv hvilket problem tiltakene skal løse."))))
    if not plan.elevens_syn:
        mangler.append(
            Mangel(
                "L-4.23",
                "elevens_syn",
                Tekst(_("Skriv hva eleven mener om tiltakene, eller at eleven ikke ønsket å si noe.")),
                Kilde.HORT,
            )
        )
    if not plan.barnets_beste:
        mangler.append(
            Mangel(
                "L-4.23",
                "barnets_beste",
                Tekst(_("Skriv hvordan barnets beste er vurdert.")),
                Kilde.BARNETS_BESTE,
            )
        )
    if not plan.tiltak:
        mangler.append(Mangel("L-4.19", "tiltak", Tekst(_("Legg til minst ett tiltak."))))
    for nummer, tiltak in enumerate(plan.tiltak):
        mangler.extend(_tiltak_mangler(nummer, tiltak))
    mangler.extend(_evalueringsdato_mangler(plan, dag, parametre))
    return tuple(mangler)


def _tiltak_mangler(nummer: int, tiltak: TiltakFakta) -> list[Mangel]:
    mangler = []
    if not tiltak.beskrevet:
        mangler.append(Mangel("L-4.19", f"tiltak-{nummer}-beskrivelse", Tekst(_("Skriv hva tiltaket er."))))
    if tiltak.fra is None and not tiltak.hyppighet:
        mangler.append(
            Mangel(
                "L-4.19",
                f"tiltak-{nummer}-fra",
                Tekst(_("Skriv når tiltaket skal gjennomføres: en dato, eller hvor ofte.")),
            )
        )
    if tiltak.fra is not None and tiltak.til is not None and tiltak.til < tiltak.fra:
        mangler.append(Mangel("L-4.19", f"tiltak-{nummer}-til", Tekst(_("Tiltaket kan ikke slutte før det begynner."))))
    if not tiltak.ansvarlig:
        mangler.append(
            Mangel("L-4.19", f"tiltak-{nummer}-ansvarlig", Tekst(_("Velg eller skriv hvem som er ansvarlig.")))
        )
    if tiltak.krever_enkeltvedtak and not tiltak.enkeltvedtak_referanse:
        mangler.append(
            Mangel(
                "L-4.26",
                f"tiltak-{nummer}-enkeltvedtak_referanse",
                Tekst(_("Tiltaket krever eget enkeltvedtak. Skriv vedtakets nummer og dato.")),
            )
        )
    return mangler


def _evalueringsdato_mangler(plan: PlanFakta, dag: date, parametre: Parametre) -> list[Mangel]:
    if plan.evalueringsdato is None:
        return [Mangel("L-4.19", "evalueringsdato", Tekst(_("Velg datoen tiltakene skal evalueres.")))]
    if plan.evalueringsdato <= dag:
        return [Mangel("L-4.19", "evalueringsdato", Tekst(_("Datoen for evaluering må være fram i tid.")))]
    return list(_for_lenge_til(plan.evalueringsdato, dag, parametre, plan.evaluering_begrunnet, "evalueringsdato"))


def _for_lenge_til(
    dato: date,
    dag: date,
    parametre: Parametre,
    begrunnet: bool,
    felt: str,
) -> tuple[Mangel, ...]:
    lengst = parametre.verdi(Maal.EVALUERING_LENGST, dag)
    if dato > dag + timedelta(days=lengst) and not begrunnet:
        return (
            Mangel(
                "D-7",
                felt,
                Tekst(
                    _("Det er mer enn %(uker)s uker til evaluering. Velg en tidligere dato, eller skriv hvorfor."),
                    {"uker": lengst // 7},
                ),
            ),
        )
    return ()


def kan_evalueres(
    fakta: SakFakta,
    *,
    svar: Elevsvar,
    konklusjon: Konklusjon,
    begrunnet: bool,
    ny_evalueringsdato: date | None,
    dag: date,
    parametre: Parametre,
) -> tuple[Mangel, ...]:
    """What stands in the way of an evaluation with this answer and conclusion (L-4.22, D-7).

    Going on unchanged when the pupil is not safe needs a reason; ending needs the pupil's own yes; and the sak
    cannot rest without a coming evaluation.
    """
    mangler: list[Mangel] = []
    if fakta.gjeldende_plan is None:
        mangler.append(Mangel("L-4.22", "", Tekst(_("Det finnes ingen vedtatt tiltaksplan å evaluere."))))
    match konklusjon:
        case Konklusjon.AVSLUTTE:
            if svar is not Elevsvar.JA:
                mangler.append(
                    Mangel(
                        "L-4.22",
                        "konklusjon",
                        Tekst(
                            _("Eleven har ikke svart ja. Da fortsetter skolens plikt: velg å fortsette eller endre.")
                        ),
                        Kilde.TILTAK,
                    )
                )
        case Konklusjon.FORTSETTE:
            if svar is not Elevsvar.JA and not begrunnet:
                mangler.append(
                    Mangel(
                        "L-4.22",
                        "begrunnelse",
                        Tekst(_("Eleven har det ikke trygt ennå. Skriv hvorfor de samme tiltakene skal fortsette.")),
                        Kilde.TILTAK,
                    )
                )
        case Konklusjon.JUSTERE:
            pass
        case _:
            assert_never(konklusjon)
    if konklusjon is not Konklusjon.AVSLUTTE:
        if ny_evalueringsdato is None:
            mangler.append(Mangel("L-4.22", "ny_evalueringsdato", Tekst(_("Velg dato for neste evaluering."))))
        elif ny_evalueringsdato <= dag:
            mangler.append(Mangel("L-4.22", "ny_evalueringsdato", Tekst(_("Neste evaluering må være fram i tid."))))
        else:
            mangler.extend(_for_lenge_til(ny_evalueringsdato, dag, parametre, begrunnet, "ny_evalueringsdato"))
    return tuple(mangler)


def kan_avsluttes(
    fakta: SakFakta, *, grunn: Avslutningsgrunn, begrunnet: bool, svar_uten_plan: Elevsvar | None = None
) -> tuple[Mangel, ...]:
    """What stands in the way of closing for this reason (L-4.27).

    Safe means the pupil said so, asked after the plan in force was evaluated. Closing over another answer needs the
    reason «no further suitable tiltak», written, and that skoleeier has seen the sak.

    Args:
        fakta: the sak.
        grunn: why it is to be closed.
        begrunnet: whether a reason has been written.
        svar_uten_plan: the pupil's own answer now, where no plan was ever needed.

    """
    mangler: list[Mangel] = []
    if fakta.avsluttet is not None:
        return (Mangel("L-4.27", "", Tekst(_("Saken er alt avsluttet."))),)
    if grunn is not Avslutningsgrunn.TRYGG and not begrunnet:
        mangler.append(Mangel("L-4.27", "begrunnelse", Tekst(_("Skriv begrunnelsen.")), Kilde.TILTAK))
    match grunn:
        case Avslutningsgrunn.TRYGG:
            mangler.extend(_trygg_mangler(fakta, svar_uten_plan))
        case Avslutningsgrunn.INGEN_EGNEDE_TILTAK:
            if fakta.siste_evaluering is None:
                mangler.append(
                    Mangel(
                        "L-4.27",
                        "grunn",
                        Tekst(_("Tiltakene må være evaluert før saken kan avsluttes av denne grunnen.")),
                        Kilde.TILTAK,
                    )
                )
            if not fakta.ledes_av_skoleeier and not any(varsel.lest is not None for varsel in fakta.varsler):
                mangler.append(
                    Mangel(
                        "L-4.27",
                        "grunn",
                        Tekst(_("Eleven har ikke sagt at det er trygt. Skoleeier må ha fått og lest et varsel først.")),
                        Kilde.MELDE_FRA,
                    )
                )
        case Avslutningsgrunn.FLYTTET | Avslutningsgrunn.FERDIG_GRUNNSKOLE:
            pass
        case _:
            assert_never(grunn)
    return tuple(mangler)


def _trygg_mangler(fakta: SakFakta, svar_uten_plan: Elevsvar | None) -> list[Mangel]:
    plan, evaluering = fakta.gjeldende_plan, fakta.siste_evaluering
    if plan is None:
        analyse = fakta.siste_analyse
        if analyse is not None and not analyse.behov_for_tiltak and not fakta.eleven_har_meldt:
            if svar_uten_plan is Elevsvar.JA:
                return []
            return [
                Mangel(
                    "L-4.27",
                    "elevens_svar",
                    Tekst(_("Spør eleven. Saken kan avsluttes når eleven selv sier ja.")),
                    Kilde.HORT,
                )
            ]
        return [
            Mangel(
                "L-4.27",
                "grunn",
                Tekst(_("Det finnes ingen vedtatt tiltaksplan som er evaluert.")),
                Kilde.PLAN,
            )
        ]
    if fakta.evaluering_av_gjeldende is None:
        return [
            Mangel(
                "L-4.27",
                "grunn",
                Tekst(_("Tiltaksplanen (versjon %(versjon)s) er ikke evaluert ennå."), {"versjon": plan.versjon}),
                Kilde.TILTAK,
            )
        ]
    if evaluering is not None and evaluering.svar is not Elevsvar.JA:
        return [
            Mangel(
                "L-4.27",
                "grunn",
                Tekst(
                    _(
                        "Sist eleven ble spurt (%(dato)s), svarte eleven ikke ja. Plikten varer til eleven har det trygt."
                    ),
                    {"dato": evaluering.dato},
                ),
                Kilde.TILTAK,
            )
        ]
    return []


def kan_gjenapnes(fakta: SakFakta) -> tuple[Mangel, ...]:
    """A closed sak can always be taken up again; one that is open cannot."""
    if fakta.avsluttet is None:
        return (Mangel("2.7", "", Tekst(_("Saken er ikke avsluttet."))),)
    return ()


def kan_konkludere_uten_tiltak(fakta: SakFakta) -> tuple[Mangel, ...]:
    """Whether the investigation may end with «no need for tiltak»: never when the pupil or parents said so (L-4.7)."""
    if fakta.eleven_har_meldt:
        return (
            Mangel(
                "L-4.7",
                "behov_for_tiltak",
                Tekst(
                    _(
                        "Eleven eller foresatte har selv sagt fra. Da skal skolen sette inn tiltak, uansett hva undersøkelsen viser."
                    )
                ),
                Kilde.TILTAK,
            ),
        )
    return ()


def kan_avvises_som_ikke_kap12(*, eleven_selv: bool, skjerpet: bool) -> tuple[Mangel, ...]:
    """Whether a melding may be concluded as «not chapter 12» (L-4.9): never a pupil's own word, never § 12-5."""
    if eleven_selv:
        return (
            Mangel(
                "L-4.9",
                "behandling",
                Tekst(_("Eleven eller foresatte har selv sagt fra. Da skal det bli en sak.")),
                Kilde.TILTAK,
            ),
        )
    if skjerpet:
        return (
            Mangel(
                "L-5.2",
                "behandling",
                Tekst(_("Meldingen gjelder en som arbeider på skolen. Da skal det bli en sak.")),
                Kilde.SKJERPET,
            ),
        )
    return ()
