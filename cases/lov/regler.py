"""The rules this house holds, as a table: what each says, how strong it is, where it comes from, where it is kept.

The ids are those of the law note the house was built from. ``python manage.py vis_lov`` prints the table with the
tests that prove each rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cases.lov.begreper import Styrke
from cases.lov.kilder import Kilde
from cases.lov.parametre import Maal
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from collections.abc import Mapping


class Opphav(StrEnum):
    """Where we have a rule from."""

    LOVTEKST = "UDIR124"
    PROSEDYRE = "SEED"
    RUNDSKRIV = "UDIR-R6"
    UDIR3 = "UDIR3"
    STATSFORVALTER = "SF-VL"
    TILSYN = "TILSYN"
    FAGBOK = "FAGB"
    FUG = "FUG"
    MILJOLOYPER = "ML"
    EGET = "EGET"


OPPHAVSNAVN: Mapping[Opphav, str] = {
    Opphav.LOVTEKST: _("opplæringslova § 12-4 med Udirs tolkning"),
    Opphav.PROSEDYRE: _("Steinkjer kommunes veileder og prosedyre nr. 1"),
    Opphav.RUNDSKRIV: _("Udirs rundskriv om skolemiljø, kapittel 6"),
    Opphav.UDIR3: _("Udir-3-2017"),
    Opphav.STATSFORVALTER: _("statsforvalternes sider om håndhevingsordningen"),
    Opphav.TILSYN: _("statsforvalternes tilsynsrapporter og Barneombudet 2018"),
    Opphav.FAGBOK: _("oversikt over paragrafene i kapittel 12"),
    Opphav.FUG: _("Foreldreutvalget for grunnopplæringen"),
    Opphav.MILJOLOYPER: _("miljoloyper.no"),
    Opphav.EGET: _("vår egen slutning av reglene"),
}


@dataclass(frozen=True)
class Regel:
    """One rule. ``haandheves`` holds dotted names of what keeps it; ``maal`` the targets that belong to it."""

    id: str
    setning: str
    styrke: Styrke
    opphav: Opphav
    haandheves: tuple[str, ...]
    hjemmel: Kilde | None = None
    maal: tuple[Maal, ...] = ()


LOV, PROSEDYRE, PRAKSIS, DESIGN = Styrke.LOV, Styrke.PROSEDYRE, Styrke.PRAKSIS, Styrke.DESIGN
_AVSLUTNING = "cases.lov.avslutning."
_PLIKT = "cases.lov.delplikter."
_FRIST = "cases.lov.frister."
_GRAD = "cases.lov.alvorlighet."

L_REGLER: tuple[Regel, ...] = (
    Regel(
        "L-1.1",
        _("En melding kan gjelde alt kapittelet dekker: timer, friminutt, SFO, leksehjelp, tur, skolevei og nett."),
        LOV,
        Opphav.PROSEDYRE,
        ("cases.melding.models.Arena",),
        Kilde.VERKEOMRAADE,
    ),
    Regel(
        "L-1.3",
        _("Retten gjelder den som er elev på skolen nå; flytter eleven, kan saken avsluttes, men den slettes ikke."),
        LOV,
        Opphav.UDIR3,
        (f"{_AVSLUTNING}kan_avsluttes", "cases.sak.models.Sak"),
        Kilde.RETTEN,
    ),
    Regel(
        "L-2.1",
        _("Ingen skal bevise noe før det settes inn tiltak: elevens egen opplevelse avgjør."),
        LOV,
        Opphav.PROSEDYRE,
        (f"{_AVSLUTNING}kan_vedtas", f"{_FRIST}trenger_plan"),
        Kilde.RETTEN,
    ),
    Regel(
        "L-2.2",
        _("Ingen elevs opplevelse kan få utfallet «grunnløs» eller «ikke medhold»."),
        LOV,
        Opphav.PROSEDYRE,
        ("cases.lov.begreper.Konklusjon", "cases.lov.begreper.Avslutningsgrunn", "cases.melding.models.Behandling"),
        Kilde.RETTEN,
    ),
    Regel(
        "L-2.3",
        _("Hva slags krenkelse det er, er frivillig å svare på; flere kan velges, og «vet ikke» er et svar."),
        LOV,
        Opphav.EGET,
        ("cases.melding.models.Krenkelse",),
        Kilde.RETTEN,
    ),
    Regel(
        "L-4.1",
        _("Den som er til stede, griper inn om det er mulig; «nei, fordi …» er et lovlig svar."),
        LOV,
        Opphav.LOVTEKST,
        (f"{_PLIKT}gripe_inn",),
        Kilde.FOLGE_MED,
    ),
    Regel(
        "L-4.4",
        _("Det er nok å skrive hvem det gjelder, og hva en har sett, hørt eller fått vite."),
        LOV,
        Opphav.LOVTEKST,
        ("cases.melding.models.Melding",),
        Kilde.MELDE_FRA,
    ),
    Regel(
        "L-4.5",
        _("Meldingen går til rektor ved elevens skole."),
        LOV,
        Opphav.LOVTEKST,
        ("cases.lov.ruting.rut",),
        Kilde.MELDE_FRA,
    ),
    Regel(
        "L-4.6",
        _("Det eleven eller foresatte sier muntlig, teller fullt ut."),
        PROSEDYRE,
        Opphav.PROSEDYRE,
        ("cases.melding.models.Kilde",),
        Kilde.MELDE_FRA,
    ),
    Regel(
        "L-4.7",
        _("Sier eleven eller foresatte fra selv, skal skolen sette inn tiltak uansett hva undersøkelsen viser."),
        LOV,
        Opphav.LOVTEKST,
        (f"{_AVSLUTNING}kan_konkludere_uten_tiltak", f"{_FRIST}trenger_plan"),
        Kilde.TILTAK,
    ),
    Regel(
        "L-4.8",
        _("En sendt melding endres aldri; det som kommer til, er et tillegg."),
        DESIGN,
        Opphav.EGET,
        ("cases.melding.models.Melding", "cases.melding.models.Meldingstillegg"),
        Kilde.DOKUMENTERE,
    ),
    Regel(
        "L-4.9",
        _("En melding kan ikke legges bort når eleven selv har sagt fra, eller når den gjelder en ansatt."),
        DESIGN,
        Opphav.EGET,
        (f"{_AVSLUTNING}kan_avvises_som_ikke_kap12", "cases.melding.models.Melding"),
        Kilde.MELDE_FRA,
    ),
    Regel(
        "L-4.10",
        _("Rektor varsler skoleeier i alvorlige saker, og saken kan ikke avsluttes før det er gjort."),
        LOV,
        Opphav.LOVTEKST,
        (f"{_GRAD}skal_varsles", f"{_AVSLUTNING}kan_avsluttes"),
        Kilde.MELDE_FRA,
        (Maal.SKOLEEIERVARSEL,),
    ),
    Regel(
        "L-4.11",
        _("Er det krysset av for noe alvorlig, må rektor ta stilling og skrive hvorfor; taushet er en mangel."),
        PROSEDYRE,
        Opphav.PROSEDYRE,
        (f"{_GRAD}maa_vurderes", f"{_AVSLUTNING}kan_avsluttes"),
        Kilde.MELDE_FRA,
    ),
    Regel(
        "L-4.12",
        _("Flere planversjoner uten virkning foreslår at saken er alvorlig; rektor avgjør."),
        DESIGN,
        Opphav.EGET,
        (f"{_GRAD}foreslaatte_kriterier",),
        Kilde.MELDE_FRA,
        (Maal.VERSJONER_UTEN_TRYGG,),
    ),
    Regel(
        "L-4.13",
        _("Saken undersøkes snarast, og terskelen er lavere enn bevis."),
        LOV,
        Opphav.LOVTEKST,
        (f"{_PLIKT}undersoke",),
        Kilde.UNDERSOKE,
        (Maal.FORSTE_HANDLING,),
    ),
    Regel(
        "L-4.14",
        _("Eleven skal bli hørt; en samtale som er tilbudt og takket nei til, er nok."),
        LOV,
        Opphav.LOVTEKST,
        ("cases.lov.lesning.Lesning.eleven_hort",),
        Kilde.HORT,
    ),
    Regel(
        "L-4.15",
        _("Undersøkelsen bør bygge på flere kilder; bare én er en merknad, ikke en mangel."),
        PROSEDYRE,
        Opphav.PROSEDYRE,
        ("cases.lov.merknader.merknader",),
        Kilde.UNDERSOKE,
    ),
    Regel(
        "L-4.16",
        _("Skolen snakker med én om gangen av elevene som kan ha krenket."),
        PROSEDYRE,
        Opphav.PROSEDYRE,
        ("cases.undersokelse.models.Samtale",),
        Kilde.UNDERSOKE,
    ),
    Regel(
        "L-4.18",
        _("Fasene overlapper: planen kan komme før undersøkelsen er ferdig, men undersøkelsen glemmes ikke."),
        PROSEDYRE,
        Opphav.PROSEDYRE,
        ("cases.lov.steg.neste_steg", "cases.lov.plikter.fase"),
        Kilde.TILTAK,
    ),
    Regel(
        "L-4.19",
        _("En plan vedtas bare med problem, tiltak, tid, ansvarlig og evalueringsdato."),
        LOV,
        Opphav.LOVTEKST,
        (f"{_AVSLUTNING}kan_vedtas", "cases.tiltaksplan.models.Tiltaksplan"),
        Kilde.PLAN,
    ),
    Regel(
        "L-4.20",
        _("Saken og planen gjelder én elev."),
        LOV,
        Opphav.UDIR3,
        ("cases.sak.models.Sak",),
        Kilde.PLAN,
    ),
    Regel(
        "L-4.22",
        _("Plikten varer til eleven har det trygt: saken hviler ikke uten en kommende evaluering."),
        LOV,
        Opphav.PROSEDYRE,
        (f"{_AVSLUTNING}kan_evalueres", f"{_AVSLUTNING}kan_gjenapnes", f"{_FRIST}neste_evaluering"),
        Kilde.TILTAK,
        (Maal.NY_PLANVERSJON,),
    ),
    Regel(
        "L-4.23",
        _("Barnets beste og elevens syn står i hver plan."),
        LOV,
        Opphav.PROSEDYRE,
        (f"{_AVSLUTNING}kan_vedtas", "cases.tiltaksplan.models.Tiltaksplan"),
        Kilde.BARNETS_BESTE,
    ),
    Regel(
        "L-4.26",
        _("Et tiltak som krever enkeltvedtak, har vedtakets nummer og dato før planen vedtas."),
        LOV,
        Opphav.UDIR3,
        (f"{_AVSLUTNING}kan_vedtas",),
        Kilde.TILTAK,
    ),
    Regel(
        "L-4.27",
        _("Saken avsluttes når eleven selv sier at det er trygt, eller når plikten er slutt og det står hvorfor."),
        DESIGN,
        Opphav.EGET,
        (f"{_AVSLUTNING}kan_avsluttes", "cases.evaluering.models.Avslutning"),
        Kilde.TILTAK,
    ),
    Regel(
        "L-4.29",
        _("For hver delplikt skal det kunne vises hva som er gjort, og når; loggen skrives av handlingene selv."),
        LOV,
        Opphav.LOVTEKST,
        (f"{_PLIKT}de_sju", "cases.sak.models.Hendelse"),
        Kilde.DOKUMENTERE,
    ),
    Regel(
        "L-4.30",
        _("Det tilsyn oftest finner, vises som mangler mens det ennå kan rettes."),
        PRAKSIS,
        Opphav.TILSYN,
        (f"{_PLIKT}de_sju",),
        Kilde.DOKUMENTERE,
    ),
    Regel(
        "L-5.1",
        _("Kan en som arbeider på skolen ha krenket eleven, er det en § 12-5-sak, også når ingen er navngitt."),
        LOV,
        Opphav.RUNDSKRIV,
        ("cases.lov.ruting.rut", "cases.sak.actions.skjerp"),
        Kilde.SKJERPET,
    ),
    Regel(
        "L-5.2",
        _("Rektor varsler skoleeier straks, med mindre meldingen er åpenbart grunnløs og det er skrevet hvorfor."),
        LOV,
        Opphav.RUNDSKRIV,
        (f"{_GRAD}skal_varsles_om_ansatt", f"{_PLIKT}skjerpet", f"{_AVSLUTNING}kan_avsluttes"),
        Kilde.SKJERPET,
        (Maal.SKOLEEIERVARSEL,),
    ),
    Regel(
        "L-5.3",
        _("Gjelder det noen i skolens ledelse, går meldingen rett til skoleeier, forbi hele ledelsen."),
        LOV,
        Opphav.RUNDSKRIV,
        ("cases.lov.ruting.rut", "cases.sak.models.Sak"),
        Kilde.SKJERPET,
    ),
    Regel(
        "L-5.4",
        _("I en § 12-5-sak begynner undersøkelse og tiltak straks."),
        LOV,
        Opphav.PROSEDYRE,
        (f"{_PLIKT}undersoke", f"{_FRIST}aapne_frister"),
        Kilde.SKJERPET,
        (Maal.FORSTE_HANDLING_SKJERPET,),
    ),
    Regel(
        "L-5.5",
        _("Blir en ansatt nevnt senere, gjelder § 12-5 fra den stunden."),
        LOV,
        Opphav.EGET,
        ("cases.sak.actions.skjerp", f"{_GRAD}varselgrunn"),
        Kilde.SKJERPET,
    ),
    Regel(
        "L-5.6",
        _("Den ansatte får snart vite hva som er kommet fram, og blir hørt, men ser aldri saken."),
        PRAKSIS,
        Opphav.FAGBOK,
        ("cases.lov.framlegg.merknad", "cases.lov.framlegg.kan_vurderes", "cases.framlegg.actions.frigi_framlegg"),
        Kilde.SKJERPET,
    ),
    Regel(
        "L-5.7",
        _("En personalsak hører hjemme i et annet system: her står bare om den finnes."),
        PRAKSIS,
        Opphav.FAGBOK,
        ("cases.framlegg.models.Framleggvurdering",),
        Kilde.SKJERPET,
    ),
    Regel(
        "L-5.8",
        _("Gjelder det sektorleder, går meldingen til kommunalsjefen."),
        DESIGN,
        Opphav.EGET,
        ("cases.lov.ruting.rut",),
        Kilde.SKJERPET,
    ),
    Regel(
        "L-6.1",
        _("Statsforvalteren tar imot en sak når det er gått en uke siden den ble tatt opp med rektor."),
        LOV,
        Opphav.STATSFORVALTER,
        (f"{_FRIST}kan_meldes_fra",),
        Kilde.HANDHEVING,
    ),
    Regel(
        "L-6.2",
        _("Når saken ble tatt opp med rektor, er en dato i saken, og den vises med når den kan meldes videre."),
        LOV,
        Opphav.EGET,
        ("cases.sak.actions.registrer_tatt_opp", "cases.lov.merknader.merknader"),
        Kilde.HANDHEVING,
    ),
    Regel(
        "L-N.5",
        _("En inhabil rektor kan ikke overlate saken til sine egne: skoleeier overtar."),
        LOV,
        Opphav.EGET,
        ("cases.sak.actions.erklaer_inhabil",),
        Kilde.HABILITET,
    ),
)

D_REGLER: tuple[Regel, ...] = (
    Regel(
        "D-2",
        _("Rektor leser en melding innen en skoledag; haster den, innen timer eller neste morgen."),
        DESIGN,
        Opphav.EGET,
        (f"{_FRIST}ta_imot_melding",),
        maal=(Maal.TA_IMOT, Maal.TA_IMOT_HASTER),
    ),
    Regel(
        "D-3",
        _("Noe er gjort kort tid etter at skolen fikk vite: en samtale, et strakstiltak eller en begynt undersøkelse."),
        DESIGN,
        Opphav.EGET,
        (f"{_FRIST}aapne_frister", f"{_FRIST}har_handlet"),
        maal=(Maal.FORSTE_HANDLING, Maal.FORSTE_HANDLING_SKJERPET),
    ),
    Regel(
        "D-4",
        _("Foresatte får raskt vite om saken, og om at den er gjenåpnet."),
        PROSEDYRE,
        Opphav.PROSEDYRE,
        (f"{_FRIST}aapne_frister",),
        maal=(Maal.FORESATTE_INFORMERT,),
    ),
    Regel(
        "D-5",
        _("Tiltaksplanen er vedtatt kort tid etter at skolen fikk vite; loven sier snarast, kommunen et antall dager."),
        PRAKSIS,
        Opphav.FUG,
        (f"{_FRIST}aapne_frister",),
        Kilde.TILTAK,
        (Maal.TILTAKSPLAN,),
    ),
    Regel(
        "D-6",
        _("Uken før Statsforvalteren regnes både som sju dager og fem arbeidsdager, og den tidligste gjelder for oss."),
        LOV,
        Opphav.STATSFORVALTER,
        (f"{_FRIST}kan_meldes_fra",),
        Kilde.HANDHEVING,
    ),
    Regel(
        "D-7",
        _("Det går ikke for lenge mellom evalueringer uten at det er skrevet hvorfor."),
        PRAKSIS,
        Opphav.MILJOLOYPER,
        (f"{_AVSLUTNING}kan_vedtas", f"{_AVSLUTNING}kan_evalueres", f"{_FRIST}aapne_frister"),
        Kilde.PLAN,
        (Maal.EVALUERING_LENGST, Maal.NY_PLANVERSJON),
    ),
    Regel(
        "D-8",
        _("Noen snakker jevnlig med eleven så lenge planen varer og eleven ikke er trygg."),
        DESIGN,
        Opphav.EGET,
        (f"{_FRIST}sist_snakket", f"{_PLIKT}folge_med"),
        Kilde.FOLGE_MED,
        (Maal.SAMTALE_MED_ELEVEN,),
    ),
    Regel(
        "D-9",
        _("Referat fra samtaler med foresatte sendes hjem."),
        PROSEDYRE,
        Opphav.PROSEDYRE,
        (f"{_FRIST}aapne_frister", f"{_PLIKT}dokumentere"),
        maal=(Maal.REFERAT_HJEM,),
    ),
    Regel(
        "D-10",
        _("Skoleeier varsles samme dag som grunnen til det er kjent."),
        PROSEDYRE,
        Opphav.PROSEDYRE,
        (f"{_FRIST}aapne_frister", f"{_GRAD}varselgrunn"),
        Kilde.MELDE_FRA,
        (Maal.SKOLEEIERVARSEL,),
    ),
    Regel(
        "D-11",
        _("Skoleeier leser et varsel innen en arbeidsdag."),
        DESIGN,
        Opphav.EGET,
        (f"{_FRIST}aapne_frister",),
        maal=(Maal.SKOLEEIER_LESER,),
    ),
    Regel(
        "D-13",
        _("Noen uker etter at saken er avsluttet, blir eleven spurt igjen; er det ikke trygt, gjenåpnes saken."),
        PRAKSIS,
        Opphav.MILJOLOYPER,
        (f"{_FRIST}aapne_frister", "cases.lov.steg.neste_steg"),
        Kilde.FOLGE_MED,
        (Maal.ETTERSJEKK,),
    ),
    Regel(
        "D-15",
        _("Har flere planversjoner ikke gjort eleven trygg, vurderes hjelp utenfra."),
        PRAKSIS,
        Opphav.MILJOLOYPER,
        (f"{_GRAD}uten_virkning", "cases.lov.merknader.merknader"),
        maal=(Maal.VERSJONER_UTEN_TRYGG,),
    ),
    Regel(
        "D-20",
        _("Klokka går fra skolen fikk vite, eller fra gjenåpningen; det som kommer i helg, telles fra neste skoledag."),
        DESIGN,
        Opphav.EGET,
        ("cases.lov.fakta.SakFakta.rundens_start", "cases.lov.kalender.Skolekalender.pluss_skoledager"),
    ),
    Regel(
        "D-21",
        _("Skoledager følger skolens egen skolerute; § 12-5, varsel til skoleeier og uken i § 12-6 hviler aldri."),
        DESIGN,
        Opphav.EGET,
        ("cases.lov.kalender.Skolekalender.er_skoledag", "cases.lov.kalender.Skolekalender.er_arbeidsdag"),
    ),
    Regel(
        "D-22",
        _("Et endret mål gjelder det som begynner fra da av; ingen frist som alt løper, flyttes."),
        DESIGN,
        Opphav.EGET,
        ("cases.lov.parametre.Parametre.verdi", f"{_FRIST}Regnemester.etter"),
    ),
    Regel(
        "D-23",
        _("Det som er forsinket, når den ansvarlige, så rektor, så skoleeier, så kommunalsjefen."),
        DESIGN,
        Opphav.EGET,
        ("cases.lov.stige.forfalte_trinn", "cases.varsling.stige.utsendinger"),
        maal=(Maal.VARSLE_FOR, Maal.VARSLE_REKTOR, Maal.VARSLE_SKOLEEIER, Maal.VARSLE_KOMMUNALSJEF),
    ),
    Regel(
        "D-25",
        _("Et varsel sier nummer og frist, aldri hvem det gjelder eller hva som har skjedd."),
        DESIGN,
        Opphav.EGET,
        ("cases.varsling.tekster.TEKSTER", "cases.varsling.epost.brev"),
        Kilde.TAUSHET,
    ),
    Regel(
        "D-26",
        _("En frist på en dato varer til midnatt norsk tid, også når klokka stilles."),
        DESIGN,
        Opphav.EGET,
        ("cases.lov.kalender.slutt_paa",),
    ),
)

REGLER: Mapping[str, Regel] = {regel.id: regel for regel in (*L_REGLER, *D_REGLER)}
