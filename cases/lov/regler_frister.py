"""The D-rules: what is due when, how days are counted, and who is told. The act itself counts no days."""

from __future__ import annotations

from cases.lov.kilder import Kilde
from cases.lov.parametre import Maal
from cases.lov.regel import DESIGN, LOV, PRAKSIS, PROSEDYRE, Opphav, Regel
from cases.lov.tekst import gettext_noop as _

_AVSLUTNING = "cases.lov.avslutning."
_PLIKT = "cases.lov.delplikter."
_FRIST = "cases.lov.frister."
_GRAD = "cases.lov.alvorlighet."

D_REGLER: tuple[Regel, ...] = (
    Regel(
        "D-1",
        _("En melding sendes samme dag som noen fikk vite det; den som kommer senere, tas imot likevel."),
        PROSEDYRE,
        Opphav.PROSEDYRE,
        ("cases.lov.merknader.merknader", "cases.melding.models.Melding.oppdaget"),
    ),
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
        (f"{_FRIST}aapne_frister", f"{_FRIST}har_handlet", f"{_FRIST}avgjore_melding"),
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
        (f"{_FRIST}aapne_frister", f"{_FRIST}planens_start"),
        Kilde.TILTAK,
        (Maal.TILTAKSPLAN,),
    ),
    Regel(
        "D-6",
        _("Uken før Statsforvalteren regnes både som sju dager og fem arbeidsdager, og den tidligste gjelder for oss."),
        LOV,
        Opphav.STATSFORVALTER,
        (f"{_FRIST}kan_meldes_fra", "cases.lov.statsforvalter.kan_komme_tilbake"),
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
        ("cases.lov.samtaler.sist_snakket", f"{_PLIKT}folge_med"),
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
        "D-12",
        _("Statsforvalterens frister holdes, med påminnelse tre dager før, dagen før og samme dag."),
        LOV,
        Opphav.PROSEDYRE,
        (f"{_FRIST}aapne_frister", "cases.lov.stige.forfalte_trinn", "cases.varsling.stige.utsendinger"),
        Kilde.HANDHEVING,
    ),
    Regel(
        "D-13",
        _(
            "Noen uker etter at saken er avsluttet, blir eleven spurt igjen; er det ikke trygt, gjenåpnes saken. Det "
            "samme gjelder en sak som er ferdig, og som ingen har avsluttet."
        ),
        PRAKSIS,
        Opphav.MILJOLOYPER,
        (f"{_FRIST}aapne_frister", f"{_FRIST}foreslaatt_ettersjekk", "cases.lov.steg.neste_steg"),
        Kilde.FOLGE_MED,
        (Maal.ETTERSJEKK,),
    ),
    Regel(
        "D-14",
        _("Den som ber om innsyn, får svar uten ugrunnet opphold, og senest etter en måned."),
        LOV,
        Opphav.EGET,
        ("cases.lov.innsyn.frister", "cases.innsyn.paaminnelse.paaminn"),
        Kilde.EGNE_OPPLYSNINGER,
    ),
    Regel(
        "D-15",
        _("Har flere planversjoner ikke gjort eleven trygg, vurderes hjelp utenfra."),
        PRAKSIS,
        Opphav.MILJOLOYPER,
        (f"{_GRAD}uten_virkning", f"{_GRAD}svar_uten_trygg", "cases.lov.merknader.merknader"),
        maal=(Maal.VERSJONER_UTEN_TRYGG,),
    ),
    Regel(
        "D-16",
        _(
            "Ansatte bekrefter at de har lest prosedyren, på nytt for hver versjon; skolens ledere ser hvem som "
            "mangler."
        ),
        PROSEDYRE,
        Opphav.PROSEDYRE,
        (
            "procedures.actions.bekreft_lest",
            "procedures.lesing.skolestatus",
            "cases.varsling.prosedyrer.minn_om_prosedyrene",
        ),
    ),
    Regel(
        "D-20",
        _(
            "Klokka går fra skolen fikk vite, også om det som gjorde at saken ble gjenåpnet; det som kommer i helg, "
            "telles fra neste skoledag."
        ),
        DESIGN,
        Opphav.EGET,
        ("cases.lov.fakta.SakFakta.rundens_start", "cases.lov.kalender.Skolekalender.pluss_skoledager"),
    ),
    Regel(
        "D-21",
        _(
            "Skoledager følger skolens egen skolerute; § 12-5, varsel til skoleeier, uken i § 12-6 og "
            "Statsforvalterens frister hviler aldri."
        ),
        DESIGN,
        Opphav.EGET,
        ("cases.lov.kalender.Skolekalender.er_skoledag", "cases.lov.kalender.Skolekalender.er_arbeidsdag"),
    ),
    Regel(
        "D-22",
        _("Et endret mål flytter åpne frister, men aldri en som er holdt eller passert, og ingen bakover i tid."),
        DESIGN,
        Opphav.EGET,
        ("cases.lov.parametre.Parametre.paa", f"{_FRIST}Regnemester.etter", "cases.innstillinger.omregning.regn_om"),
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
        "D-24",
        _("Et varsel om en frist går forbi den som ikke skal se saken, til den neste som lovlig kan få det."),
        DESIGN,
        Opphav.EGET,
        ("cases.varsling.stige.utsendinger", "cases.varsling.access.kan_varsles"),
        Kilde.TAUSHET,
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
