"""The rules of §§ 12-1 to 12-4: the right, prevention, and the duty to act."""

from __future__ import annotations

from cases.lov.kilder import Kilde
from cases.lov.parametre import Maal
from cases.lov.regel import DESIGN, LOV, PRAKSIS, PROSEDYRE, Opphav, Regel
from cases.lov.tekst import gettext_noop as _

_AVSLUTNING = "cases.lov.avslutning."
_PLIKT = "cases.lov.delplikter."
_FRIST = "cases.lov.frister."
_GRAD = "cases.lov.alvorlighet."

AKTIVITETSPLIKT: tuple[Regel, ...] = (
    Regel(
        "L-1.1",
        _("En melding kan gjelde alt kapittelet dekker: timer, friminutt, SFO, leksehjelp, tur, skolevei og nett."),
        LOV,
        Opphav.PROSEDYRE,
        ("cases.melding.models.Arena",),
        Kilde.VERKEOMRAADE,
    ),
    Regel(
        "L-1.2",
        _("Alle som arbeider på skolen, kan melde, også den som har en annen arbeidsgiver enn kommunen."),
        LOV,
        Opphav.FAGBOK,
        ("cases.melding.actions.send_melding",),
        Kilde.VERKEOMRAADE,
    ),
    Regel(
        "L-1.3",
        _(
            "Retten gjelder den som er elev på skolen nå; flytter eleven, sier saken fra og kan avsluttes, men den "
            "slettes ikke."
        ),
        LOV,
        Opphav.UDIR3,
        (f"{_AVSLUTNING}kan_avsluttes", "cases.lov.lesning.Lesning.elev_er_her"),
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
        "L-3.1",
        _(
            "Skolen godtar ikke krenkelser, og forebygger jevnlig og planmessig: årshjulet, prosedyrene og "
            "kartleggingene."
        ),
        LOV,
        Opphav.FAGBOK,
        (
            "annual_wheel.models.Aktivitet",
            "procedures.models.Prosedyreversjon",
            "cases.kartlegging.models.Klassekartlegging",
            "cases.klasseregler.models.Klasseregler",
        ),
        Kilde.FOREBYGGE,
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
        "L-4.2",
        _("Griper noen inn fysisk, skrives det ned for seg; saken minner om det til det er gjort."),
        LOV,
        Opphav.FORARBEID_2024,
        ("cases.lov.merknader.merknader", "cases.inngripen.actions.skriv_inngripen"),
        Kilde.FYSISK_INNGRIPEN,
    ),
    Regel(
        "L-4.3",
        _("Plikten ligger på alle som arbeider på skolen; ingen trenger en bestemt rolle for å melde fra."),
        LOV,
        Opphav.PROSEDYRE,
        (f"{_PLIKT}folge_med", "cases.melding.actions.send_melding"),
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
        ("cases.lov.kriterier.KRITERIEREGLER", f"{_GRAD}varsel_om_alvor_mangler", f"{_AVSLUTNING}kan_avsluttes"),
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
        _("Det saken selv viser, foreslås som grunn til at den er alvorlig, og det står hvorfor; rektor avgjør."),
        DESIGN,
        Opphav.EGET,
        (f"{_GRAD}forslag", "cases.lov.kriterier.pekere"),
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
        ("cases.lov.fakta.SakFakta.eleven_hort", "cases.lov.avslutning.kan_konkludere_uten_tiltak"),
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
        "L-4.17",
        _(
            "Det en familie forteller, går ikke videre til en annen: referatet har en intern del, og andre elevers "
            "navn dekkes til."
        ),
        LOV,
        Opphav.PROSEDYRE,
        ("cases.undersokelse.models.Samtale.internt_notat", "cases.dokumenter.maskering.maskerer"),
        Kilde.TAUSHET,
    ),
    Regel(
        "L-4.18",
        _("Fasene overlapper: planen kan komme før undersøkelsen er ferdig, men undersøkelsen glemmes ikke."),
        PROSEDYRE,
        Opphav.PROSEDYRE,
        ("cases.lov.steg.neste_steg", "cases.lov.lesning.Lesning.utrygg", "cases.lov.plikter.fase"),
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
        "L-4.21",
        _("Hvert tiltak bygger på meldingen eller på det skolen har funnet; mangler det, sier saken fra."),
        PROSEDYRE,
        Opphav.PROSEDYRE,
        ("cases.lov.merknader.merknader", "cases.tiltaksplan.models.Tiltak.grunnlag"),
        Kilde.TILTAK,
        uten=_(
            "At tiltakene retter seg mot det de voksne gjør, og ikke legger ansvaret på eleven, må skolen vurdere selv."
        ),
    ),
    Regel(
        "L-4.22",
        _("Plikten varer til eleven har det trygt: saken hviler ikke uten en kommende evaluering."),
        LOV,
        Opphav.PROSEDYRE,
        (
            f"{_AVSLUTNING}kan_evalueres",
            f"{_AVSLUTNING}kan_gjenapnes",
            f"{_FRIST}neste_evaluering",
            f"{_FRIST}aapne_frister",
        ),
        Kilde.TILTAK,
        (Maal.NY_PLANVERSJON,),
    ),
    Regel(
        "L-4.23",
        _("Barnets beste og elevens syn står i hver plan og i hver avslutning."),
        LOV,
        Opphav.PROSEDYRE,
        (f"{_AVSLUTNING}kan_vedtas", f"{_AVSLUTNING}avslutningens_punkter", "cases.evaluering.models.Avslutning"),
        Kilde.BARNETS_BESTE,
    ),
    Regel(
        "L-4.24",
        _("Foresatte får si sitt om planen; at de er uenige, skrives ned og stanser ingenting."),
        PROSEDYRE,
        Opphav.PROSEDYRE,
        (
            "cases.lov.merknader.merknader",
            "cases.tiltaksplan.models.Tiltaksplan.foresattes_syn",
            "cases.tiltaksplan.models.Tiltaksplan.uenighet",
        ),
        Kilde.PLAN,
    ),
    Regel(
        "L-4.25",
        _(
            "Planen er ikke et enkeltvedtak; den forteller eleven og foresatte hvordan de kan melde saken til "
            "Statsforvalteren."
        ),
        LOV,
        Opphav.UDIR3,
        ("cases.dokumenter.pdf.tiltaksplan_pdf",),
        Kilde.HANDHEVING,
    ),
    Regel(
        "L-4.26",
        _(
            "Et tiltak som krever enkeltvedtak, har vedtakets nummer og dato før planen vedtas, og et som flytter "
            "eleven saken gjelder, sier hvem som har samtykket."
        ),
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
        "L-4.28",
        _("Bytter eleven skole, flytter ansvaret med, og den nye skolen kan få det den trenger å vite."),
        LOV,
        Opphav.FORARBEID,
        ("cases.overforing.actions.overfor", "cases.overforing.access.mottatte"),
        Kilde.RETTEN,
    ),
    Regel(
        "L-4.29",
        _("For hver delplikt skal det kunne vises hva som er gjort, og når; loggen skrives av handlingene selv."),
        LOV,
        Opphav.LOVTEKST,
        (f"{_PLIKT}de_sju", "cases.lov.generalprove.generalprove", "cases.sak.models.Hendelse"),
        Kilde.DOKUMENTERE,
    ),
    Regel(
        "L-4.30",
        _("Det tilsyn oftest finner, vises som mangler mens det ennå kan rettes."),
        PRAKSIS,
        Opphav.TILSYN,
        (f"{_PLIKT}de_sju", "cases.lov.generalprove.generalprove"),
        Kilde.DOKUMENTERE,
        uten=_("Skoleeiers eget tilsyn med skolene dokumenteres ikke her."),
    ),
)
