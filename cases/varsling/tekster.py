"""What each kind of notice says in the inbox. The e-mail says only that there is one (D-25)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.sak.vurdering import fristnavn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    from cases.varsling.models import Varsel


class Varseltype(StrEnum):
    """Every kind of notice."""

    NY_MELDING = "ny_melding"
    MELDING_IKKE_LEST = "melding_ikke_lest"
    MELDING_IKKE_AVGJORT = "melding_ikke_avgjort"
    MELDING_TILLEGG = "melding_tillegg"
    MELDING_LEST = "melding_lest"
    MELDING_FOLGES_OPP = "melding_folges_opp"
    MELDING_AVSLUTTET = "melding_avsluttet"
    MELDING_FERDIG = "melding_ferdig"
    SAK_TILDELT = "sak_tildelt"
    SAK_DELT = "sak_delt"
    TILGANG_GITT = "tilgang_gitt"
    TILTAK_TILDELT = "tiltak_tildelt"
    FRIST_NAERMER_SEG = "frist_naermer_seg"
    FRIST_I_DAG = "frist_i_dag"
    FRIST_PASSERT = "frist_passert"
    FRIST_PASSERT_REKTOR = "frist_passert_rektor"
    FRIST_PASSERT_SKOLEEIER = "frist_passert_skoleeier"
    FRIST_PASSERT_KOMMUNALSJEF = "frist_passert_kommunalsjef"
    SKOLEEIER_VARSLET = "skoleeier_varslet"
    SKOLEEIER_HAR_VURDERT = "skoleeier_har_vurdert"
    SKOLEEIER_OPPFOLGING = "skoleeier_oppfolging"
    SKOLEEIER_OPPFOLGING_PASSERT = "skoleeier_oppfolging_passert"
    ROLLEFORSLAG = "rolleforslag"
    ROLLEFORSLAG_AVGJORT = "rolleforslag_avgjort"
    ROLLE_GITT = "rolle_gitt"
    SETTESAKSBEHANDLER = "settesaksbehandler"
    SAK_OVERTATT = "sak_overtatt"
    SAK_GITT_TILBAKE = "sak_gitt_tilbake"
    NODINNSYN = "nodinnsyn"
    INGEN_LEDER = "ingen_leder"
    SAK_UTEN_ANSVARLIG = "sak_uten_ansvarlig"
    OVERTATT = "overtatt"
    MELDING_UTEN_MOTTAKER = "melding_uten_mottaker"
    BRUDD_I_LOGGENE = "brudd_i_loggene"
    FRISTER_RETTET = "frister_rettet"
    KONTO_TOFAKTOR_SATT_OPP = "konto_tofaktor_satt_opp"
    KONTO_TOFAKTOR_SLAATT_AV = "konto_tofaktor_slaatt_av"
    KONTO_TOFAKTOR_FJERNET = "konto_tofaktor_fjernet"
    KONTO_TOFAKTOR_FJERNET_AV_DEG = "konto_tofaktor_fjernet_av_deg"
    KONTO_RESERVEKODER = "konto_reservekoder"
    KONTO_RESERVEKODE_BRUKT = "konto_reservekode_brukt"
    KONTO_FEIL_KODER = "konto_feil_koder"
    KONTO_PASSORDLENKE = "konto_passordlenke"
    KONTO_PASSORD_ENDRET = "konto_passord_endret"
    KONTO_EPOST_ENDRET = "konto_epost_endret"
    FRAMLEGG_TIL_DEG = "framlegg_til_deg"
    FRAMLEGG_NY_FRIST = "framlegg_ny_frist"
    FRAMLEGG_PAAMINNELSE = "framlegg_paaminnelse"
    FRAMLEGG_FRIST_UTE = "framlegg_frist_ute"
    FRAMLEGG_GODKJENNES = "framlegg_godkjennes"
    FRAMLEGG_TILBAKE = "framlegg_tilbake"
    FRAMLEGG_SVAR = "framlegg_svar"
    FRAMLEGG_UTEN_SVAR = "framlegg_uten_svar"
    STATSFORVALTER_MELDT = "statsforvalter_meldt"
    STATSFORVALTER_KRAV = "statsforvalter_krav"
    STATSFORVALTER_FRIST = "statsforvalter_frist"
    STATSFORVALTER_SVAR = "statsforvalter_svar"
    STATSFORVALTER_VEDTAK = "statsforvalter_vedtak"
    STATSFORVALTER_PALEGG = "statsforvalter_palegg"
    STATSFORVALTER_KLAGE = "statsforvalter_klage"
    STATSFORVALTER_MULKT = "statsforvalter_mulkt"
    STATSFORVALTER_SLUTT = "statsforvalter_slutt"
    SLADDING_GODKJENNES = "sladding_godkjennes"
    SLADDING_TILBAKE = "sladding_tilbake"
    INNSYN_FRIST = "innsyn_frist"
    INNSYN_OVER = "innsyn_over"
    OVERFORING_KOMMET = "overforing_kommet"
    INNGRIPEN_NY = "inngripen_ny"
    INNGRIPEN_TILLEGG = "inngripen_tillegg"
    ARSHJUL_FRIST = "arshjul_frist"
    ARSHJUL_FORSINKET = "arshjul_forsinket"
    PROSEDYRE_LES = "prosedyre_les"
    PROSEDYRE_MINN = "prosedyre_minn"
    PROSEDYRE_FORSINKET = "prosedyre_forsinket"
    PROSEDYRE_MANGLER = "prosedyre_mangler"
    PROSEDYRE_REVISJON = "prosedyre_revisjon"
    PROSEDYRE_REVISJON_PASSERT = "prosedyre_revisjon_passert"
    RESSURS_VIRKER_IKKE = "ressurs_virker_ikke"
    IKKE_ARKIVERT = "ikke_arkivert"
    ARKIVET_TAR_IKKE_IMOT = "arkivet_tar_ikke_imot"
    KLASSEREGLER_FRIST = "klasseregler_frist"
    KLASSEREGLER_FORSINKET = "klasseregler_forsinket"


# About a deadline of a sak: off when it is met.
OM_FRIST = frozenset(
    {
        Varseltype.FRIST_NAERMER_SEG,
        Varseltype.FRIST_I_DAG,
        Varseltype.FRIST_PASSERT,
        Varseltype.FRIST_PASSERT_REKTOR,
        Varseltype.FRIST_PASSERT_SKOLEEIER,
        Varseltype.FRIST_PASSERT_KOMMUNALSJEF,
    }
)
# These reach one who may not open the sak. Their text is its number, the kind of deadline and the date: keep it so.
UTEN_INNSYN = frozenset(
    {Varseltype.FRIST_PASSERT_SKOLEEIER, Varseltype.FRIST_PASSERT_KOMMUNALSJEF, Varseltype.SAK_UTEN_ANSVARLIG}
)
# What has climbed to skoleeier or kommunalsjef because nobody below has done it.
GAATT_VIDERE = UTEN_INNSYN | {Varseltype.MELDING_IKKE_LEST, Varseltype.MELDING_IKKE_AVGJORT}
# This reaches systemforvalter, who gives roles and sees no sak. Its text is the number: keep it so.
UTEN_LEDER = frozenset({Varseltype.INGEN_LEDER})
# This reaches one who runs the archive without seeing any sak. Its text is the number and how many: keep it so.
OM_ARKIVET = frozenset({Varseltype.IKKE_ARKIVERT})
# These are for the one who receives a melding, and go when the melding is closed to them.
OM_MELDING = frozenset(
    {
        Varseltype.NY_MELDING,
        Varseltype.MELDING_IKKE_LEST,
        Varseltype.MELDING_IKKE_AVGJORT,
        Varseltype.MELDING_TILLEGG,
        Varseltype.MELDING_UTEN_MOTTAKER,
    }
)
# These tell the reporter how it goes with their own melding, as long as they work here.
OM_EGEN_MELDING = frozenset(
    {
        Varseltype.MELDING_LEST,
        Varseltype.MELDING_FOLGES_OPP,
        Varseltype.MELDING_AVSLUTTET,
        Varseltype.MELDING_FERDIG,
    }
)
# To an accused employee: that there is something to read, no number and no sak. They lead to their own page.
TIL_DEN_ANSATTE = frozenset(
    {
        Varseltype.FRAMLEGG_TIL_DEG,
        Varseltype.FRAMLEGG_NY_FRIST,
        Varseltype.FRAMLEGG_PAAMINNELSE,
        Varseltype.FRAMLEGG_FRIST_UTE,
    }
)
# To those who lead the sak of a framlegg.
OM_FRAMLEGG = frozenset(
    {
        Varseltype.FRAMLEGG_GODKJENNES,
        Varseltype.FRAMLEGG_TILBAKE,
        Varseltype.FRAMLEGG_SVAR,
        Varseltype.FRAMLEGG_UTEN_SVAR,
    }
)
# To those who lead the sak or follow it up: about what is on its way out of it.
OM_UTLEVERING = frozenset({Varseltype.SLADDING_GODKJENNES, Varseltype.SLADDING_TILBAKE})
OM_INNSYN = frozenset({Varseltype.INNSYN_FRIST, Varseltype.INNSYN_OVER})
# The day skoleeier set for looking at a notice again.
OM_OPPFOLGING = frozenset({Varseltype.SKOLEEIER_OPPFOLGING, Varseltype.SKOLEEIER_OPPFOLGING_PASSERT})

# To those who lead a sak that lies at Statsforvalteren, and to those above them.
OM_STATSFORVALTER = frozenset(type_ for type_ in Varseltype if type_.startswith("statsforvalter_"))

# What asks somebody to do something: «Ordnet» when it is done (cases/varsling/ordnet.py). The others only tell.
# First what belongs to no sak; these are found by their key alone, and have an index for it (``Varsel.Meta``).
BER_OM_NOE_UTEN_SAK = frozenset(
    {
        Varseltype.MELDING_UTEN_MOTTAKER,
        Varseltype.ROLLEFORSLAG,
        Varseltype.FRAMLEGG_TIL_DEG,
        Varseltype.FRAMLEGG_NY_FRIST,
        Varseltype.FRAMLEGG_PAAMINNELSE,
        Varseltype.FRAMLEGG_FRIST_UTE,
        Varseltype.OVERFORING_KOMMET,
        Varseltype.ARSHJUL_FRIST,
        Varseltype.ARSHJUL_FORSINKET,
        Varseltype.PROSEDYRE_LES,
        Varseltype.PROSEDYRE_MINN,
        Varseltype.PROSEDYRE_FORSINKET,
        Varseltype.PROSEDYRE_MANGLER,
        Varseltype.PROSEDYRE_REVISJON,
        Varseltype.PROSEDYRE_REVISJON_PASSERT,
        Varseltype.RESSURS_VIRKER_IKKE,
        Varseltype.ARKIVET_TAR_IKKE_IMOT,
        Varseltype.KLASSEREGLER_FRIST,
        Varseltype.KLASSEREGLER_FORSINKET,
    }
)
BER_OM_NOE = (
    BER_OM_NOE_UTEN_SAK
    | OM_FRIST
    | OM_INNSYN
    | {
        # These three are found by the number of the melding.
        Varseltype.NY_MELDING,
        Varseltype.MELDING_IKKE_LEST,
        Varseltype.MELDING_IKKE_AVGJORT,
        Varseltype.SKOLEEIER_VARSLET,
        *OM_OPPFOLGING,
        Varseltype.INGEN_LEDER,
        Varseltype.SAK_UTEN_ANSVARLIG,
        Varseltype.FRAMLEGG_GODKJENNES,
        Varseltype.FRAMLEGG_TILBAKE,
        Varseltype.FRAMLEGG_UTEN_SVAR,
        Varseltype.SLADDING_GODKJENNES,
        Varseltype.SLADDING_TILBAKE,
        Varseltype.STATSFORVALTER_KRAV,
        Varseltype.STATSFORVALTER_FRIST,
        Varseltype.STATSFORVALTER_PALEGG,
        Varseltype.IKKE_ARKIVERT,
    }
)


@dataclass(frozen=True)
class Varseltekst:
    """The inbox sentence. ``%(...)s`` names come from the notice's data, and ``sak`` from its sak."""

    setning: _StrPromise


TEKSTER: Mapping[Varseltype, Varseltekst] = {
    Varseltype.NY_MELDING: Varseltekst(_("Ny melding %(melding)s venter på deg.")),
    Varseltype.MELDING_IKKE_LEST: Varseltekst(_("Melding %(melding)s er ikke lest ennå.")),
    Varseltype.MELDING_IKKE_AVGJORT: Varseltekst(
        _("Melding %(melding)s er lest, men ingen har tatt stilling til den.")
    ),
    Varseltype.MELDING_TILLEGG: Varseltekst(_("Den som sendte melding %(melding)s, har lagt til noe i den.")),
    Varseltype.MELDING_FOLGES_OPP: Varseltekst(_("Meldingen din %(melding)s er lest og blir fulgt opp.")),
    Varseltype.MELDING_LEST: Varseltekst(_("Meldingen din %(melding)s er lest.")),
    Varseltype.MELDING_AVSLUTTET: Varseltekst(_("Meldingen din %(melding)s er lest og avsluttet.")),
    Varseltype.MELDING_FERDIG: Varseltekst(_("Meldingen din %(melding)s er fulgt opp, og arbeidet er avsluttet.")),
    Varseltype.SAK_TILDELT: Varseltekst(_("Du er saksansvarlig for sak %(sak)s.")),
    Varseltype.SAK_DELT: Varseltekst(_("Sak %(sak)s er delt med deg.")),
    Varseltype.TILGANG_GITT: Varseltekst(_("Du har fått tilgang til sak %(sak)s til og med %(til)s.")),
    Varseltype.TILTAK_TILDELT: Varseltekst(_("Du er ansvarlig for et tiltak.")),
    Varseltype.FRIST_NAERMER_SEG: Varseltekst(_("Sak %(sak)s: «%(frist)s» har frist %(dato)s.")),
    Varseltype.FRIST_I_DAG: Varseltekst(_("Sak %(sak)s: «%(frist)s» har frist i dag, %(dato)s.")),
    Varseltype.FRIST_PASSERT: Varseltekst(_("Sak %(sak)s: «%(frist)s» hadde frist %(dato)s.")),
    Varseltype.FRIST_PASSERT_REKTOR: Varseltekst(
        _("Sak %(sak)s: «%(frist)s» hadde frist %(dato)s, og gjenstår fortsatt.")
    ),
    Varseltype.FRIST_PASSERT_SKOLEEIER: Varseltekst(
        _("Sak %(sak)s trenger skoleeiers oppmerksomhet: «%(frist)s» hadde frist %(dato)s.")
    ),
    Varseltype.FRIST_PASSERT_KOMMUNALSJEF: Varseltekst(
        _("Sak %(sak)s trenger kommunalsjefens oppmerksomhet: «%(frist)s» hadde frist %(dato)s.")
    ),
    Varseltype.SKOLEEIER_VARSLET: Varseltekst(_("Varsel til skoleeier i sak %(sak)s.")),
    Varseltype.SKOLEEIER_HAR_VURDERT: Varseltekst(_("Skoleeier har vurdert varselet i sak %(sak)s.")),
    Varseltype.SKOLEEIER_OPPFOLGING: Varseltekst(_("I dag skulle du følge opp varselet i sak %(sak)s.")),
    Varseltype.SKOLEEIER_OPPFOLGING_PASSERT: Varseltekst(
        _("Varselet i sak %(sak)s skulle vært fulgt opp %(dato)s. Skriv en ny vurdering, eller velg en ny dag.")
    ),
    Varseltype.ROLLEFORSLAG: Varseltekst(_("Et forslag om en rolle venter på at du tar stilling.")),
    Varseltype.ROLLEFORSLAG_AVGJORT: Varseltekst(_("Det er tatt stilling til rollen du foreslo.")),
    Varseltype.ROLLE_GITT: Varseltekst(_("Du har fått en ny rolle.")),
    Varseltype.SETTESAKSBEHANDLER: Varseltekst(_("Du er satt til å lede sak %(sak)s til og med %(til)s.")),
    Varseltype.SAK_OVERTATT: Varseltekst(
        _("Skoleeier har overtatt sak %(sak)s. Du kan fortsatt lese og skrive i den til og med %(til)s.")
    ),
    Varseltype.SAK_GITT_TILBAKE: Varseltekst(_("Sak %(sak)s er gitt tilbake til skolen, og du leder den.")),
    Varseltype.NODINNSYN: Varseltekst(_("Sektorleder har åpnet sak %(sak)s med nødinnsyn, til %(til)s.")),
    Varseltype.SAK_UTEN_ANSVARLIG: Varseltekst(
        _("Saksansvarlig i sak %(sak)s har ikke lenger tilgang til saken. Noen må overta den.")
    ),
    Varseltype.OVERTATT: Varseltekst(_("Du har overtatt arbeid i sak %(sak)s.")),
    Varseltype.INGEN_LEDER: Varseltekst(
        _("Sak %(sak)s har ingen mottaker: ingen i kommunen kan lede den i dag. Gi noen rollen kommunalsjef.")
    ),
    Varseltype.MELDING_UTEN_MOTTAKER: Varseltekst(
        _("Melding %(melding)s har ingen mottaker i kommunen i dag. Gi noen rollen som mangler.")
    ),
    # What and where stands in the server's log, not here.
    Varseltype.BRUDD_I_LOGGENE: Varseltekst(
        _("Nattens kontroll fant noe i loggene som er endret eller fjernet. Den som drifter systemet, kan se hva.")
    ),
    Varseltype.FRISTER_RETTET: Varseltekst(
        _("Nattens kontroll fant %(antall)s lagrede frister som var feil, og rettet dem. Si fra til den som drifter.")
    ),
    Varseltype.KONTO_TOFAKTOR_SATT_OPP: Varseltekst(
        _("Totrinnsinnlogging er satt opp for kontoen din. Var det ikke deg, si fra til systemforvalter med en gang.")
    ),
    Varseltype.KONTO_TOFAKTOR_SLAATT_AV: Varseltekst(
        _("Totrinnsinnlogging er slått av for kontoen din. Var det ikke deg, si fra til systemforvalter med en gang.")
    ),
    Varseltype.KONTO_TOFAKTOR_FJERNET: Varseltekst(
        _(
            "En systemforvalter har fjernet totrinnsinnloggingen din, og du er logget ut overalt. "
            "Har du ikke bedt om det, si fra til lederen din med en gang."
        )
    ),
    Varseltype.KONTO_TOFAKTOR_FJERNET_AV_DEG: Varseltekst(
        _("Du har fjernet totrinnsinnloggingen til en annen. Var det ikke deg, bytt passord med en gang.")
    ),
    Varseltype.KONTO_RESERVEKODER: Varseltekst(_("Det er laget nye reservekoder for kontoen din.")),
    Varseltype.KONTO_RESERVEKODE_BRUKT: Varseltekst(
        _("En reservekode ble brukt for å logge inn som deg. Var det ikke deg, bytt passord med en gang.")
    ),
    Varseltype.KONTO_FEIL_KODER: Varseltekst(
        _(
            "Noen har skrevet passordet ditt riktig, men koden feil mange ganger. "
            "Var det ikke deg, bytt passord med en gang."
        )
    ),
    Varseltype.KONTO_PASSORDLENKE: Varseltekst(
        _("Det er laget en lenke for å velge nytt passord for kontoen din. Har du ikke bedt om det, si fra.")
    ),
    Varseltype.KONTO_PASSORD_ENDRET: Varseltekst(
        _("Passordet ditt er endret. Var det ikke deg, si fra til systemforvalter med en gang.")
    ),
    Varseltype.KONTO_EPOST_ENDRET: Varseltekst(
        _(
            "E-posten du logger inn med, er endret av en som registrerer brukere. "
            "Har du ikke bedt om det, si fra til lederen din med en gang."
        )
    ),
    Varseltype.STATSFORVALTER_MELDT: Varseltekst(_("Sak %(sak)s er meldt til Statsforvalteren.")),
    Varseltype.STATSFORVALTER_KRAV: Varseltekst(_("Sak %(sak)s: Statsforvalteren ber om opplysninger innen %(dato)s.")),
    Varseltype.STATSFORVALTER_FRIST: Varseltekst(_("Sak %(sak)s: ny frist hos Statsforvalteren, %(dato)s.")),
    Varseltype.STATSFORVALTER_SVAR: Varseltekst(_("Sak %(sak)s: svar er sendt til Statsforvalteren.")),
    Varseltype.STATSFORVALTER_VEDTAK: Varseltekst(_("Sak %(sak)s: det er kommet en avgjørelse fra Statsforvalteren.")),
    Varseltype.STATSFORVALTER_PALEGG: Varseltekst(
        _("Sak %(sak)s: Statsforvalteren har gitt et pålegg med frist %(dato)s.")
    ),
    Varseltype.STATSFORVALTER_KLAGE: Varseltekst(_("Sak %(sak)s: det er klaget på Statsforvalterens avgjørelse.")),
    Varseltype.STATSFORVALTER_MULKT: Varseltekst(_("Sak %(sak)s: tvangsmulkt er skrevet inn eller stanset.")),
    Varseltype.STATSFORVALTER_SLUTT: Varseltekst(_("Sak %(sak)s er ikke lenger hos Statsforvalteren.")),
    # No pupil, no school and no sak: whoever may read it finds it on the page.
    Varseltype.INNGRIPEN_NY: Varseltekst(_("En fysisk inngripen er skrevet ned, og venter på at du leser den.")),
    Varseltype.INNGRIPEN_TILLEGG: Varseltekst(_("Det har kommet et tillegg om en fysisk inngripen.")),
    Varseltype.IKKE_ARKIVERT: Varseltekst(
        _("Sak %(sak)s er avsluttet, men ikke alt er kommet til arkivet. Antall dokumenter: %(antall)s.")
    ),
    Varseltype.ARKIVET_TAR_IKKE_IMOT: Varseltekst(
        _("Antall dokumenter som ikke kom til arkivet: %(antall)s. Noen må se på dem.")
    ),
    Varseltype.ARSHJUL_FRIST: Varseltekst(_("En aktivitet i årshjulet har frist %(dato)s.")),
    Varseltype.ARSHJUL_FORSINKET: Varseltekst(
        _("En aktivitet i årshjulet hadde frist %(dato)s. Merk den, eller flytt den.")
    ),
    Varseltype.PROSEDYRE_LES: Varseltekst(_("Det ligger en prosedyre du skal lese. Bekreft innen %(dato)s.")),
    Varseltype.PROSEDYRE_MINN: Varseltekst(_("Du har en prosedyre igjen å lese. Bekreft innen %(dato)s.")),
    Varseltype.PROSEDYRE_FORSINKET: Varseltekst(
        _("Du skulle ha lest en prosedyre innen %(dato)s. Les den, og bekreft.")
    ),
    Varseltype.PROSEDYRE_MANGLER: Varseltekst(
        _("Noen ved skolen har ikke bekreftet at de har lest en prosedyre. Se hvem det er.")
    ),
    Varseltype.PROSEDYRE_REVISJON: Varseltekst(_("En prosedyre skal revideres innen %(dato)s.")),
    Varseltype.PROSEDYRE_REVISJON_PASSERT: Varseltekst(_("En prosedyre skulle vært revidert innen %(dato)s.")),
    Varseltype.RESSURS_VIRKER_IKKE: Varseltekst(_("Noen har meldt at en ressurs ikke virker.")),
    Varseltype.KLASSEREGLER_FRIST: Varseltekst(_("%(dato)s skal klassen se på hvordan det går med klassereglene.")),
    Varseltype.KLASSEREGLER_FORSINKET: Varseltekst(
        _("Klassen skulle se på klassereglene %(dato)s. Skriv inn hvordan det går, eller velg en ny dag.")
    ),
    Varseltype.FRAMLEGG_TIL_DEG: Varseltekst(_("Det ligger noe til deg som du må lese.")),
    Varseltype.FRAMLEGG_NY_FRIST: Varseltekst(_("Du har fått mer tid til å svare: til og med %(dato)s.")),
    Varseltype.FRAMLEGG_PAAMINNELSE: Varseltekst(_("Det ligger noe til deg med svarfrist %(dato)s.")),
    Varseltype.FRAMLEGG_FRIST_UTE: Varseltekst(
        _("Det ligger noe til deg som hadde svarfrist %(dato)s. Du kan fortsatt svare.")
    ),
    Varseltype.FRAMLEGG_GODKJENNES: Varseltekst(_("Sak %(sak)s: et framlegg venter på at du ser over det.")),
    Varseltype.FRAMLEGG_TILBAKE: Varseltekst(_("Sak %(sak)s: framlegget er sendt tilbake for å endres.")),
    Varseltype.SLADDING_GODKJENNES: Varseltekst(
        _("Sak %(sak)s: noe som skal ut av saken, venter på at du ser over det.")
    ),
    Varseltype.SLADDING_TILBAKE: Varseltekst(_("Sak %(sak)s: det som skulle ut av saken, er sendt tilbake til deg.")),
    Varseltype.INNSYN_FRIST: Varseltekst(_("Sak %(sak)s: et krav om innsyn skal besvares innen %(dato)s.")),
    Varseltype.INNSYN_OVER: Varseltekst(_("Sak %(sak)s: et krav om innsyn skulle vært besvart %(dato)s.")),
    # No pupil and no school: whoever may read it finds it on the page.
    Varseltype.OVERFORING_KOMMET: Varseltekst(_("En annen skole har overført noe til skolen din.")),
    Varseltype.FRAMLEGG_SVAR: Varseltekst(_("Sak %(sak)s: den ansatte har skrevet noe om framlegget.")),
    Varseltype.FRAMLEGG_UTEN_SVAR: Varseltekst(
        _("Sak %(sak)s: den ansatte har ikke svart på framlegget innen %(dato)s.")
    ),
}


class _Verdier(dict[str, str]):
    """What a sentence may ask for; a notice from before a word was added says nothing in its place."""

    def __missing__(self, navn: str) -> str:
        return ""


def setning(varsel: Varsel) -> str:
    """The inbox sentence of a notice, its deadline and date in words. Costs a query unless the sak is fetched."""
    verdier = _Verdier(varsel.data)
    if varsel.sak is not None:
        verdier["sak"] = varsel.sak.nummer
    if "frist" in verdier:
        verdier["frist"] = fristnavn(verdier["frist"])
    if "dato" in verdier:
        verdier["dato"] = date_format(date.fromisoformat(verdier["dato"]), "j. F Y")
    return str(TEKSTER[Varseltype(varsel.type)].setning) % verdier


def slag(type_: str) -> str:
    """The rough kind of a notice, for systemforvalter: a framlegg to somebody must not be read from it."""
    if type_ in OM_FRIST:
        return gettext("Frist")
    if type_.startswith("konto_"):
        return gettext("Innlogging")
    return gettext("Annet varsel")
