"""The gates: what the law forbids. Adopting a plan, concluding, evaluating, closing, reopening, turning away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from cases.lov import alvorlighet
from cases.lov.begreper import Avslutningsgrunn, Elevsvar, Konklusjon
from cases.lov.fakta import IKKE_TRYGG
from cases.lov.kalender import OSLO
from cases.lov.kilder import Kilde
from cases.lov.parametre import Maal
from cases.lov.tekst import Tekst, Verdi
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


@dataclass(frozen=True)
class TiltakVurdert:
    """How one tiltak was evaluated, for the law: what the form calls it, and what is asked of it."""

    nokkel: str
    # Neither the pupil nor the adults may have found that it helps, and it goes on all the same.
    fortsetter_uten_virkning: bool = False
    begrunnet: bool = False
    endrer_planen: bool = False


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
    if tiltak.fra is None and tiltak.til is None and not tiltak.hyppighet:
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
                Tekst(_("Tiltaket krever et eget enkeltvedtak. Skriv vedtakets nummer og dato.")),
            )
        )
    if tiltak.flytter_eleven and not tiltak.samtykke_til_flytting:
        mangler.append(
            Mangel(
                "L-4.26",
                f"tiltak-{nummer}-flytting_samtykke",
                Tekst(_("Eleven saken gjelder, kan ikke flyttes uten samtykke. Skriv hvem som har samtykket, og når.")),
            )
        )
    return mangler


def _evalueringsdato_mangler(plan: PlanFakta, dag: date, parametre: Parametre) -> list[Mangel]:
    if plan.evalueringsdato is None:
        return [Mangel("L-4.19", "evalueringsdato", Tekst(_("Velg datoen tiltakene skal evalueres.")))]
    if plan.evalueringsdato <= dag:
        return [Mangel("L-4.19", "evalueringsdato", Tekst(_("Datoen for evaluering må være fram i tid.")))]
    if plan.evaluering_begrunnet:
        return []
    return _for_lenge_til(plan.evalueringsdato, dag, parametre, "evalueringsdato")


def _for_lenge_til(dato: date, dag: date, parametre: Parametre, felt: str) -> list[Mangel]:
    """A date further away than the municipality's longest, for one who has not said why (D-7)."""
    lengst = parametre.verdi(Maal.EVALUERING_LENGST, dag)
    senest = dag + timedelta(days=lengst)
    if dato <= senest:
        return []
    tekst = _("Det er lenge til evaluering. Velg %(senest)s eller en tidligere dato, eller skriv hvorfor.")
    return [Mangel("D-7", felt, Tekst(tekst, {"senest": senest}))]


def kan_evalueres(
    fakta: SakFakta,
    *,
    svar: Elevsvar,
    konklusjon: Konklusjon,
    begrunnet: bool,
    ny_evalueringsdato: date | None,
    dag: date,
    parametre: Parametre,
    tiltak: tuple[TiltakVurdert, ...] = (),
) -> tuple[Mangel, ...]:
    """What stands in the way of an evaluation with this answer and conclusion (L-4.22, D-7).

    Going on unchanged when the pupil is not safe needs a reason, and so does each tiltak that goes on without helping;
    ending needs the pupil's own yes; and the sak cannot rest without a coming evaluation.
    """
    if fakta.avsluttet is not None:
        return (Mangel("L-4.22", "", Tekst(_("Saken er avsluttet. Gjenåpne den før du evaluerer.")), Kilde.TILTAK),)
    mangler: list[Mangel] = []
    if fakta.gjeldende_plan is None:
        mangler.append(Mangel("L-4.22", "", Tekst(_("Det finnes ingen vedtatt tiltaksplan å evaluere."))))
    mangler.extend(_tiltak_uten_grunn(tiltak))
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
                        Tekst(
                            _("Eleven har ikke svart at det er trygt. Skriv hvorfor de samme tiltakene skal fortsette.")
                        ),
                        Kilde.TILTAK,
                    )
                )
            if any(rad.endrer_planen for rad in tiltak):
                tekst = _("Du har valgt å endre tiltak. Da må planen få en ny versjon: velg det her.")
                mangler.append(Mangel("L-4.22", "konklusjon", Tekst(tekst)))
        case Konklusjon.JUSTERE:
            pass
        case _:
            assert_never(konklusjon)
    if konklusjon is not Konklusjon.AVSLUTTE:
        mangler.extend(_neste_dato_mangler(ny_evalueringsdato, begrunnet=begrunnet, dag=dag, parametre=parametre))
    return tuple(mangler)


def _tiltak_uten_grunn(tiltak: tuple[TiltakVurdert, ...]) -> list[Mangel]:
    """What does not help is kept, changed or strengthened for a written reason (L-4.22)."""
    tekst = _("Tiltaket hjelper ikke. Skriv hvorfor dere velger dette.")
    return [
        Mangel("L-4.22", f"tiltak-{rad.nokkel}-kommentar", Tekst(tekst), Kilde.TILTAK)
        for rad in tiltak
        if rad.fortsetter_uten_virkning and not rad.begrunnet
    ]


def _neste_dato_mangler(dato: date | None, *, begrunnet: bool, dag: date, parametre: Parametre) -> list[Mangel]:
    """A sak that goes on has a coming evaluation (L-4.22)."""
    felt = "ny_evalueringsdato"
    if dato is None:
        return [Mangel("L-4.22", felt, Tekst(_("Velg dato for neste evaluering.")))]
    if dato <= dag:
        return [Mangel("L-4.22", felt, Tekst(_("Neste evaluering må være fram i tid.")))]
    return [] if begrunnet else _for_lenge_til(dato, dag, parametre, felt)


def kan_avsluttes(
    fakta: SakFakta,
    *,
    grunn: Avslutningsgrunn,
    begrunnet: bool,
    dag: date,
    parametre: Parametre,
    svar_uten_plan: Elevsvar | None = None,
) -> tuple[Mangel, ...]:
    """What stands in the way of closing for this reason (L-4.27).

    Safe means the pupil said so, asked after the plan in force was evaluated. Closing over another answer needs the
    reason «no further suitable tiltak», written, that the plan in force has been evaluated, and that skoleeier has
    seen the sak. That the pupil has moved or left needs no more than a reason where the register says so too.
    Whatever the reason, what skoleeier must know is sent first (L-4.11, L-5.2): a closed sak asks no more. In a
    reopened sak only what was done since counts.

    Args:
        fakta: the sak.
        grunn: why it is to be closed.
        begrunnet: whether a reason has been written.
        dag: today in Norway.
        parametre: the municipality's targets.
        svar_uten_plan: the pupil's own answer now, where no plan was needed; another answer than yes always stops
            closing as safe.

    """
    mangler: list[Mangel] = []
    if fakta.avsluttet is not None:
        return (Mangel("L-4.27", "", Tekst(_("Saken er alt avsluttet.")), Kilde.TILTAK),)
    if grunn is not Avslutningsgrunn.TRYGG and not begrunnet:
        mangler.append(Mangel("L-4.27", "begrunnelse", Tekst(_("Skriv begrunnelsen.")), Kilde.TILTAK))
    match grunn:
        case Avslutningsgrunn.TRYGG:
            mangler.extend(_trygg_mangler(fakta, svar_uten_plan))
        case Avslutningsgrunn.INGEN_EGNEDE_TILTAK:
            mangler.extend(_ingen_egnede_mangler(fakta))
        case Avslutningsgrunn.FLYTTET | Avslutningsgrunn.FERDIG_GRUNNSKOLE:
            mangler.extend(_fortsatt_her_mangler(fakta, dag))
        case _:
            assert_never(grunn)
    mangler.extend(_paleggsmangler(fakta))
    mangler.extend(_varselmangler(fakta, dag, parametre))
    return tuple(mangler)


def _paleggsmangler(fakta: SakFakta) -> list[Mangel]:
    """What Statsforvalteren has ordered is done before the sak ends, whatever the reason (L-6.5)."""
    runde = fakta.hos_statsforvalter
    if runde is None or all(palegg.ferdig is not None for palegg in runde.palegg):
        return []
    tekst = _("Et pålegg fra Statsforvalteren gjenstår. Gjennomfør det, eller skriv inn at det er tatt bort, først.")
    return [Mangel("L-6.5", "", Tekst(tekst), Kilde.HANDHEVING)]


def avslutningens_punkter(*, elevens_syn: bool, barnets_beste: bool) -> tuple[Mangel, ...]:
    """What every closing says, whatever its reason: the pupil's view (§ 10-2) and barnets beste (§ 10-1), L-4.23."""
    mangler = []
    if not elevens_syn:
        tekst = _("Skriv hva eleven mener om at saken avsluttes, eller at eleven ikke ønsket å si noe.")
        mangler.append(Mangel("L-4.23", "elevens_syn", Tekst(tekst), Kilde.HORT))
    if not barnets_beste:
        tekst = _("Skriv hvordan barnets beste er vurdert.")
        mangler.append(Mangel("L-4.23", "barnets_beste", Tekst(tekst), Kilde.BARNETS_BESTE))
    return tuple(mangler)


def _varselmangler(fakta: SakFakta, dag: date, parametre: Parametre) -> list[Mangel]:
    """What skoleeier must know before anything ends."""
    if alvorlighet.maa_vurderes(fakta, dag=dag, parametre=parametre):
        tekst = (
            _("Det er krysset av for noe som kan gjøre saken alvorlig. Ta stilling til det først.")
            if fakta.alvorlighet.kriterier
            else _("Noe i saken peker mot at den er alvorlig. Ta stilling til det først.")
        )
        return [Mangel("L-4.11", "", Tekst(tekst), Kilde.MELDE_FRA)]
    if alvorlighet.varsel_om_ansatt_mangler(fakta):
        tekst = _("Skoleeier må få vite at en ansatt kan ha krenket eleven. Send varselet først.")
        return [Mangel("L-5.2", "", Tekst(tekst), Kilde.SKJERPET)]
    if alvorlighet.varsel_om_alvor_mangler(fakta):
        return [Mangel("L-4.10", "", Tekst(_("Saken er alvorlig. Varsle skoleeier først.")), Kilde.MELDE_FRA)]
    return []


def _ingen_egnede_mangler(fakta: SakFakta) -> list[Mangel]:
    mangler = []
    if fakta.evaluering_av_gjeldende is None:
        tekst = _("Den siste tiltaksplanen må være evaluert før saken kan avsluttes av denne grunnen.")
        mangler.append(Mangel("L-4.27", "grunn", Tekst(tekst), Kilde.TILTAK))
    if not _skoleeier_har_lest(fakta):
        tekst = _(
            "Skoleeier må ha lest et varsel om saken før den kan avsluttes uten at eleven har sagt at det er trygt."
        )
        mangler.append(Mangel("L-4.27", "grunn", Tekst(tekst), Kilde.MELDE_FRA))
    return mangler


def _skoleeier_har_lest(fakta: SakFakta) -> bool:
    """Skoleeier leads the sak, or has read a notice about it since it was last reopened."""
    fra = fakta.gjenapnet
    lest = (varsel.lest for varsel in fakta.varsler if varsel.lest is not None)
    return fakta.ledes_av_skoleeier or any(fra is None or tid >= fra for tid in lest)


def _fortsatt_her_mangler(fakta: SakFakta, dag: date) -> list[Mangel]:
    """A pupil who has said that it is not safe, and whom the register still has here, is not closed over in silence.

    The register may be late, and a leaver is still a pupil in June: therefore it does not stop the closing, but
    skoleeier has seen the sak, as for every closing over such an answer.
    """
    if not fakta.elev_er_her(dag) or not _sist_ikke_trygg(fakta) or _skoleeier_har_lest(fakta):
        return []
    tekst = _(
        "Eleven er fortsatt registrert på skolen, og det siste som er sagt, er ikke at det er trygt. Da må skoleeier "
        "ha lest et varsel om saken før den avsluttes."
    )
    return [Mangel("L-4.27", "grunn", Tekst(tekst), Kilde.MELDE_FRA)]


def _sist_ikke_trygg(fakta: SakFakta) -> bool:
    """What was last said is that it is not safe: asked, told since, or what the sak was opened or reopened for."""
    siste = fakta.siste_evaluering
    if siste is not None:
        return siste.svar in IKKE_TRYGG or fakta.sagt_fra_igjen is not None
    runden = (m for m in fakta.meldinger if m.sendt >= fakta.rundens_start)
    return any(m.eleven_selv or m.trygg_naa is False for m in runden) or fakta.ettersjekket_utrygg


def _trygg_mangler(fakta: SakFakta, svar_uten_plan: Elevsvar | None) -> list[Mangel]:
    if svar_uten_plan is not None and svar_uten_plan is not Elevsvar.JA:
        tekst = _(
            "Eleven har ikke svart ja. Da kan ikke saken avsluttes som trygg. Skriv ned hva eleven sier, og vurder på "
            "nytt om det trengs tiltak."
        )
        return [Mangel("L-4.27", "elevens_svar", Tekst(tekst), Kilde.HORT)]
    plan, siste = fakta.gjeldende_plan, fakta.siste_evaluering
    analyse, evaluering = fakta.siste_analyse, fakta.evaluering_av_gjeldende
    # A plan from before a reopening that nobody has taken up again is no plan the pupil can be asked after.
    uten_plan = fakta.virksom_plan is None and analyse is not None and not analyse.behov_for_tiltak
    if uten_plan and not fakta.eleven_har_meldt:
        if svar_uten_plan is Elevsvar.JA:
            return []
        tekst = _("Spør eleven. Saken kan avsluttes når eleven selv sier ja.")
        return [Mangel("L-4.27", "elevens_svar", Tekst(tekst), Kilde.HORT)]
    if plan is None:
        tekst = _("Det finnes ingen vedtatt tiltaksplan som er evaluert.")
        return [Mangel("L-4.27", "grunn", Tekst(tekst), Kilde.PLAN)]
    if evaluering is None or siste is None:
        ikke_evaluert = (
            _("Tiltaksplanen (versjon %(versjon)s) er ikke evaluert ennå.")
            if fakta.virksom_plan is not None
            else _("Tiltaksplanen (versjon %(versjon)s) er ikke evaluert etter at saken ble gjenåpnet.")
        )
        return [Mangel("L-4.27", "grunn", Tekst(ikke_evaluert, {"versjon": plan.versjon}), Kilde.TILTAK)]
    if plan.vedtatt is not None and evaluering.dato < plan.vedtatt.astimezone(OSLO).date():
        tekst = _("Eleven er ikke spurt etter at tiltaksplanen (versjon %(versjon)s) ble vedtatt.")
        return [Mangel("L-4.27", "grunn", Tekst(tekst, {"versjon": plan.versjon}), Kilde.HORT)]
    for svar in (siste, evaluering):
        if svar.svar is not Elevsvar.JA:
            tekst = _(
                "Da eleven sist ble spurt (%(dato)s), svarte eleven ikke ja. Plikten varer til eleven har det trygt."
            )
            return [Mangel("L-4.27", "grunn", Tekst(tekst, {"dato": svar.dato}), Kilde.TILTAK)]
    igjen = fakta.sagt_fra_igjen
    if igjen is not None:
        tekst = _(
            "Etter at eleven svarte ja %(svart)s, er det meldt at eleven ikke har det trygt (%(meldt)s). Evaluer på "
            "nytt sammen med eleven."
        )
        verdier: dict[str, Verdi] = {"svart": siste.dato, "meldt": igjen.astimezone(OSLO).date()}
        return [Mangel("L-4.27", "grunn", Tekst(tekst, verdier), Kilde.HORT)]
    return []


def kan_gjenapnes(fakta: SakFakta) -> tuple[Mangel, ...]:
    """A closed sak can always be taken up again: the duty lasts as long as the need (L-4.22). An open one cannot."""
    if fakta.avsluttet is None:
        return (Mangel("L-4.22", "", Tekst(_("Saken er ikke avsluttet.")), Kilde.TILTAK),)
    return ()


def kan_konkludere_uten_tiltak(fakta: SakFakta) -> tuple[Mangel, ...]:
    """Whether the investigation may end with «no need for tiltak».

    Never when the pupil or parents said so themselves (L-4.7), nor before the pupil is heard or has declined (L-4.14).
    """
    if fakta.eleven_har_meldt:
        return (
            Mangel(
                "L-4.7",
                "behov_for_tiltak",
                Tekst(
                    _(
                        "Eleven eller foresatte har selv sagt fra. "
                        "Da skal skolen sette inn tiltak, uansett hva undersøkelsen viser."
                    )
                ),
                Kilde.TILTAK,
            ),
        )
    if not fakta.eleven_hort:
        tekst = _("Eleven er ikke hørt. Tilby en samtale før dere konkluderer med at det ikke trengs tiltak.")
        return (Mangel("L-4.14", "behov_for_tiltak", Tekst(tekst), Kilde.HORT),)
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
