"""The rules of § 12-5 and after: employees, Statsforvalteren, liability, and the neighbouring provisions."""

from __future__ import annotations

from cases.lov.kilder import Kilde
from cases.lov.parametre import Maal
from cases.lov.regel import DESIGN, LOV, PRAKSIS, PROSEDYRE, Opphav, Regel
from cases.lov.tekst import gettext_noop as _

_AVSLUTNING = "cases.lov.avslutning."
_PLIKT = "cases.lov.delplikter."
_FRIST = "cases.lov.frister."
_GRAD = "cases.lov.alvorlighet."
_SF = "cases.lov.statsforvalter."
_DOR = "cases.statsforvalter.actions."
_VEDTAK = "cases.statsforvalter.vedtak."

VIDERE: tuple[Regel, ...] = (
    Regel(
        "L-5.1",
        _("Kan en som arbeider på skolen ha krenket eleven, er det en § 12-5-sak, også når ingen er navngitt."),
        LOV,
        Opphav.RUNDSKRIV,
        ("cases.lov.ruting.rut", "cases.sak.actions.skjerp", "cases.lov.merknader.merknader"),
        Kilde.SKJERPET,
    ),
    Regel(
        "L-5.2",
        _("Rektor varsler skoleeier straks, med mindre meldingen er åpenbart grunnløs og det er skrevet hvorfor."),
        LOV,
        Opphav.RUNDSKRIV,
        (f"{_GRAD}varsel_om_ansatt_mangler", f"{_PLIKT}skjerpet", f"{_AVSLUTNING}kan_avsluttes"),
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
        _(
            "I en § 12-5-sak begynner undersøkelse og tiltak straks. Om handlingen var en krenkelse, vurderes for seg, "
            "og endrer ikke det eleven skal ha."
        ),
        LOV,
        Opphav.PROSEDYRE,
        (f"{_PLIKT}undersoke", f"{_FRIST}aapne_frister", "cases.framlegg.models.Framleggvurdering"),
        Kilde.SKJERPET,
        (Maal.FORSTE_HANDLING_SKJERPET,),
        uten=_(
            "Vurderingen av handlingen skrives ved framlegget. For en ansatt som ikke er navngitt, har den ikke "
            "noe felt."
        ),
    ),
    Regel(
        "L-5.5",
        _("Blir en ansatt nevnt senere, gjelder § 12-5 fra den stunden."),
        LOV,
        Opphav.EGET,
        ("cases.sak.actions.skjerp", f"{_GRAD}varselgrunn", "cases.lov.lesning.Lesning.funnene_vurdert"),
        Kilde.SKJERPET,
    ),
    Regel(
        "L-5.6",
        _("Den ansatte får snart vite hva som er kommet fram, og blir hørt, men ser aldri saken."),
        PRAKSIS,
        Opphav.FAGFORENINGENE,
        ("cases.lov.framlegg.merknad", "cases.lov.framlegg.kan_vurderes", "cases.framlegg.actions.frigi_framlegg"),
        Kilde.SKJERPET,
    ),
    Regel(
        "L-5.7",
        _("En personalsak hører hjemme i et annet system: her står bare om den finnes."),
        PRAKSIS,
        Opphav.FAGFORENINGENE,
        ("cases.framlegg.models.Framleggvurdering",),
        Kilde.SKJERPET,
    ),
    Regel(
        "L-5.8",
        _("Gjelder det sektorleder eller en annen på kommunens kontor, går meldingen til kommunalsjefen."),
        DESIGN,
        Opphav.EGET,
        ("cases.lov.ruting.rut", "cases.sak.ruting.ruting_for", "cases.sak.actions.oppnevn_settesaksbehandler"),
        Kilde.SKJERPET,
    ),
    Regel(
        "L-5.9",
        _("Krenker en som ikke arbeider på skolen, er det en vanlig sak etter § 12-4."),
        LOV,
        Opphav.RUNDSKRIV,
        ("cases.lov.ruting.rut", "cases.sak.ruting.ruting_for"),
        Kilde.MELDE_FRA,
    ),
    Regel(
        "L-6.1",
        _("Statsforvalteren tar imot en sak når det er gått en uke siden den ble tatt opp med rektor."),
        LOV,
        Opphav.STATSFORVALTER,
        (f"{_FRIST}kan_meldes_fra", f"{_SF}kan_komme_tilbake"),
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
        "L-6.3",
        _("Skolen og kommunen legger fram alt Statsforvalteren trenger, uten hinder av taushetsplikten."),
        LOV,
        Opphav.PROSEDYRE,
        (
            "cases.dossier.dokumentet.skriv",
            "cases.dossier.utelatt.setninger",
            f"{_DOR}registrer_krav",
            f"{_DOR}registrer_svar",
            f"{_SF}gjenstaar",
        ),
        Kilde.HANDHEVING,
        uten=_("Framlegg til ansatte og det som gjelder andre elever, sendes for seg når det blir bedt om."),
    ),
    Regel(
        "L-6.4",
        _("Når Statsforvalteren ber om opplysninger, får sektorleder og kommunalsjefen vite det med en gang."),
        PROSEDYRE,
        Opphav.PROSEDYRE,
        (f"{_DOR}registrer_krav", "cases.statsforvalter.varsler.si_fra"),
        Kilde.HANDHEVING,
    ),
    Regel(
        "L-6.5",
        _(
            "Statsforvalteren avgjør om plikten er oppfylt. Et pålegg blir et tiltak skolen ikke kan fjerne eller "
            "skrive om, med Statsforvalterens frist."
        ),
        LOV,
        Opphav.PROSEDYRE,
        (
            f"{_VEDTAK}registrer_vedtak",
            f"{_VEDTAK}registrer_palegg",
            "cases.tiltaksplan.palegg.brudd",
            f"{_AVSLUTNING}kan_avsluttes",
            "cases.lov.steg.neste_steg",
        ),
        Kilde.HANDHEVING,
    ),
    Regel(
        "L-6.6",
        _("Avgjørelsen er et enkeltvedtak; eleven og foresatte kan klage, skolen og kommunen kan ikke."),
        LOV,
        Opphav.UDIR3,
        (f"{_SF}klagefrist", f"{_VEDTAK}registrer_klage"),
        Kilde.HANDHEVING,
    ),
    Regel(
        "L-6.7",
        _("Skolens plikter gjelder fullt ut mens Statsforvalteren behandler saken; ingen frist hviler av den grunn."),
        LOV,
        Opphav.PROSEDYRE,
        (f"{_PLIKT}de_sju", f"{_FRIST}aapne_frister"),
        Kilde.HANDHEVING,
    ),
    Regel(
        "L-6.8",
        _("Eleven selv og foresatte med foreldreansvar kan melde saken; hvem som meldte, står i registeret."),
        LOV,
        Opphav.UDIR3,
        ("cases.statsforvalter.models.Statsforvaltersak", f"{_DOR}registrer_melding"),
        Kilde.HANDHEVING,
        uten=_("Hvem som har rett til å melde, og hvem som er part, avgjør Statsforvalteren."),
    ),
    Regel(
        "L-7.1",
        _(
            "En melding som bare gjelder bygning, inneklima eller uteområde, går ut av kapittel 12-sporet med en "
            "skriftlig grunn."
        ),
        LOV,
        Opphav.EGET,
        ("cases.melding.actions.avvis_som_ikke_kap12", f"{_AVSLUTNING}kan_avvises_som_ikke_kap12"),
        Kilde.FYSISK_MILJO,
    ),
    Regel(
        "L-8.1",
        _(
            "Holdes ikke fristen i Statsforvalterens vedtak, kan kommunen få en mulkt, og den løper til vedtaket er "
            "fulgt."
        ),
        LOV,
        Opphav.PROSEDYRE,
        (f"{_VEDTAK}registrer_mulkt", f"{_SF}paalopt"),
        Kilde.TVANGSMULKT,
    ),
    Regel(
        "L-9.1",
        _("Når noen fikk vite noe, og når det ble gjort, lagres med klokkeslett og kan ikke endres etterpå."),
        LOV,
        Opphav.FAGBOK,
        ("cases.sak.hendelse.logg", "cases.sak.models.Hendelse", "cases.melding.models.Melding"),
        Kilde.STRAFFANSVAR,
    ),
    Regel(
        "L-10.1",
        _(
            "Det som ikke er dokumentert, regnes som ikke gjort: ingenting i en sak slettes, og det som kommer til, "
            "er nye rader."
        ),
        LOV,
        Opphav.FAGBOK,
        ("cases.sak.models.Hendelse", "cases.sak.models.Sak", "cases.melding.models.Melding"),
        Kilde.BEVISBYRDE,
    ),
    Regel(
        "L-13.1",
        _("Bortvisning og pålagt skolebytte er enkeltvedtak som fattes utenfor saken; her står bare nummer og dato."),
        LOV,
        Opphav.UDIR3,
        (f"{_AVSLUTNING}kan_vedtas", "cases.tiltaksplan.models.Tiltak.enkeltvedtak_referanse"),
        Kilde.SKOLEBYTTE,
    ),
    Regel(
        "L-13.3",
        _(
            "Fysisk inngripen dokumenteres for seg: hva som var faren, hva som ble prøvd først, hva som ble gjort, "
            "og hva eleven sier. Rektor får vite det."
        ),
        LOV,
        Opphav.FORARBEID_2024,
        ("cases.inngripen.actions.skriv_inngripen", "cases.inngripen.models.Inngripen"),
        Kilde.FYSISK_INNGRIPEN,
    ),
    Regel(
        "L-N.1",
        _("En reaksjon etter skolereglene skrives ned for seg: hvilken regel, hvilken reaksjon, og at eleven er hørt."),
        LOV,
        Opphav.PROSEDYRE,
        ("cases.reaksjon.actions.registrer_reaksjon", "cases.reaksjon.models.Reaksjon"),
        Kilde.SKOLEREGLAR,
    ),
    Regel(
        "L-N.2",
        _("Er et barn i fare, har den enkelte ansatte plikt til å melde til barnevernet av eget tiltak."),
        LOV,
        Opphav.BARNEVERN,
        ("cases.meldeplikt.actions.noter_meldeplikt", "cases.meldeplikt.models.Meldepliktvurdering"),
        uten=_(
            "Plikten er personlig, og meldingen sendes i barnevernets egen løsning. Her står bare når det ble vurdert "
            "og sendt, for dem som leder saken."
        ),
    ),
    Regel(
        "L-N.3",
        _("Eleven og foresatte får vite hvilke rettigheter de har, i hver plan som sendes hjem."),
        LOV,
        Opphav.UDIR3,
        ("cases.dokumenter.pdf.tiltaksplan_pdf",),
        Kilde.RETTEN,
    ),
    Regel(
        "L-N.5",
        _(
            "Er en leder inhabil, avgjør ingen under heller: "
            "skoleeier overtar for rektor, og kommunalsjefen for skoleeier."
        ),
        LOV,
        Opphav.EGET,
        ("cases.sak.actions.erklaer_inhabil", "cases.sak.leder.sikre_leder"),
        Kilde.HABILITET,
    ),
)
