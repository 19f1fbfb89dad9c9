"""The words of the case log: what kinds of acts there are, and how each says itself. Asks nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise


class Hendelsestype(StrEnum):
    """Every kind of act that leaves a line in the log."""

    SAK_OPPRETTET = "sak_opprettet"
    MELDING_LAGT_TIL = "melding_lagt_til"
    TILLEGG_TIL_MELDING = "tillegg_til_melding"
    STRAKSTILTAK = "strakstiltak"
    UNDERSOKELSE_STARTET = "undersokelse_startet"
    UNDERSOKELSE_PLANLAGT = "undersokelse_planlagt"
    SAMTALE = "samtale"
    SAMTALE_TAKKET_NEI = "samtale_takket_nei"
    SAMTALE_RETTET = "samtale_rettet"
    REFERAT_SENDT_HJEM = "referat_sendt_hjem"
    OBSERVASJON = "observasjon"
    OBSERVASJON_RETTET = "observasjon_rettet"
    KARTLEGGING = "kartlegging"
    ANALYSE = "analyse"
    PLAN_PAABEGYNT = "plan_paabegynt"
    PLAN_VEDTATT = "plan_vedtatt"
    PLAN_SENDT_HJEM = "plan_sendt_hjem"
    TILTAK_STATUS = "tiltak_status"
    TILTAK_MERKET = "tiltak_merket"
    EVALUERING = "evaluering"
    AVSLUTTET = "avsluttet"
    GJENAPNET = "gjenapnet"
    ETTERSJEKK = "ettersjekk"
    ALVORLIGHET_VURDERT = "alvorlighet_vurdert"
    SKOLEEIER_VARSLET = "skoleeier_varslet"
    SKOLEEIER_LESTE = "skoleeier_leste"
    SKOLEEIER_VURDERTE = "skoleeier_vurderte"
    VARSEL_GRUNNLOST = "varsel_grunnlost"
    SKJERPET = "skjerpet"
    INVOLVERT_LAGT_TIL = "involvert_lagt_til"
    INHABIL = "inhabil"
    LEDELSE_FLYTTET = "ledelse_flyttet"
    SAK_OVERTATT = "sak_overtatt"
    SAK_GITT_TILBAKE = "sak_gitt_tilbake"
    FORESATTE_INFORMERT = "foresatte_informert"
    FORESATT_ENDRET = "foresatt_endret"
    IKKE_SEND_HJEM = "ikke_send_hjem"
    SEND_HJEM_IGJEN = "send_hjem_igjen"
    OVERLEVERT = "overlevert"
    TATT_OPP_MED_REKTOR = "tatt_opp_med_rektor"
    DELT_MED_KONTAKTLARER = "delt_med_kontaktlarer"
    IKKE_DELT_MED_KONTAKTLARER = "ikke_delt_med_kontaktlarer"
    TILGANG_GITT = "tilgang_gitt"
    TILGANG_FORLENGET = "tilgang_forlenget"
    TILGANG_TRUKKET = "tilgang_trukket"
    SETTESAKSBEHANDLER = "settesaksbehandler"
    NODINNSYN = "nodinnsyn"
    SPERRET = "sperret"
    IKKE_SPERRET = "ikke_sperret"
    ANSVARLIG_BYTTET = "ansvarlig_byttet"
    DOKUMENT_LAGET = "dokument_laget"
    FRIST_REGNET_OM = "frist_regnet_om"
    FRAMLEGG_PAABEGYNT = "framlegg_paabegynt"
    FRAMLEGG_KASTET = "framlegg_kastet"
    FRAMLEGG_MASKERT = "framlegg_maskert"
    FRAMLEGG_TIL_GODKJENNING = "framlegg_til_godkjenning"
    FRAMLEGG_SENDT_TILBAKE = "framlegg_sendt_tilbake"
    FRAMLEGG_FRIGITT = "framlegg_frigitt"
    FRAMLEGG_LEST = "framlegg_lest"
    FRAMLEGG_SVAR = "framlegg_svar"
    FRAMLEGG_NY_FRIST = "framlegg_ny_frist"
    FRAMLEGG_MOTE = "framlegg_mote"
    FRAMLEGG_VURDERT = "framlegg_vurdert"
    INNSYNSLOGG_UTSKRIFT = "innsynslogg_utskrift"
    INNGRIPEN = "inngripen"
    INNGRIPEN_TILLEGG = "inngripen_tillegg"
    REAKSJON = "reaksjon"
    REAKSJON_TILLEGG = "reaksjon_tillegg"
    SAMARBEIDSAVTALE = "samarbeidsavtale"
    AVTALESAMTALE = "avtalesamtale"
    MELDEPLIKT_VURDERT = "meldeplikt_vurdert"
    # Written by hand; what was written stands in cases/sak/kronologi.
    NOTAT_TELEFON = "notat_telefon"
    NOTAT_MOTE = "notat_mote"
    NOTAT_MELDING_HJEM = "notat_melding_hjem"
    NOTAT_AVTALE = "notat_avtale"
    NOTAT_HENDELSE = "notat_hendelse"
    NOTAT_RETTET = "notat_rettet"
    NOTAT_FOR_LEDERE = "notat_for_ledere"
    STATSFORVALTER_MELDT = "statsforvalter_meldt"
    STATSFORVALTER_KRAV = "statsforvalter_krav"
    STATSFORVALTER_FRIST = "statsforvalter_frist"
    STATSFORVALTER_SVAR = "statsforvalter_svar"
    STATSFORVALTER_VEDTAK = "statsforvalter_vedtak"
    STATSFORVALTER_PALEGG = "statsforvalter_palegg"
    STATSFORVALTER_PALEGG_FULGT = "statsforvalter_palegg_fulgt"
    STATSFORVALTER_PALEGG_FRIST = "statsforvalter_palegg_frist"
    STATSFORVALTER_KLAGE = "statsforvalter_klage"
    STATSFORVALTER_MULKT = "statsforvalter_mulkt"
    STATSFORVALTER_MULKT_STANSET = "statsforvalter_mulkt_stanset"
    STATSFORVALTER_MOTE = "statsforvalter_mote"
    STATSFORVALTER_SLUTT = "statsforvalter_slutt"
    VEDLEGG = "vedlegg"
    VEDLEGG_SPERRET = "vedlegg_sperret"
    REDEGJORELSE = "redegjorelse"
    DOSSIER_SENDT = "dossier_sendt"
    # Out of the sak: what was looked over, what was let out, and what was asked for.
    SLADDING_SETT_OVER = "sladding_sett_over"
    SLADDING_TIL_GODKJENNING = "sladding_til_godkjenning"
    SLADDING_SENDT_TILBAKE = "sladding_sendt_tilbake"
    SLADDING_FRIGITT = "sladding_frigitt"
    INNSYN_KREVD = "innsyn_krevd"
    INNSYN_BESVART = "innsyn_besvart"
    OVERFORT_TIL_SKOLE = "overfort_til_skole"
    OVERFORT_FRA_SKOLE = "overfort_fra_skole"
    DOKUMENT_ARKIVERT = "dokument_arkivert"
    SAKSMAPPE_ARKIVERT = "saksmappe_arkivert"
    ANDRES_PAPIRER_LAGT = "andres_papirer_lagt"
    FJERNING_STANSET = "fjerning_stanset"
    FJERNING_IKKE_STANSET = "fjerning_ikke_stanset"
    FJERNING_FORESLATT = "fjerning_foreslatt"
    FJERNING_GODKJENT = "fjerning_godkjent"
    FJERNING_AVVIST = "fjerning_avvist"


@dataclass(frozen=True)
class Talemaate:
    """How one kind of act says itself, which duty it serves, and whether it may go to the home as it stands."""

    setning: _StrPromise
    delplikt: str
    til_hjemmet: bool = True
    # Shown only to those who lead the sak or follow it up: not to kontaktlærer, nor to one who has been let in.
    for_ledere: bool = False


TALEMAATER: Mapping[Hendelsestype, Talemaate] = {
    Hendelsestype.SAK_OPPRETTET: Talemaate(_("Saken ble opprettet."), "melde_fra"),
    Hendelsestype.MELDING_LAGT_TIL: Talemaate(
        _("Melding %(melding)s ble lagt til saken."), "melde_fra", til_hjemmet=False
    ),
    Hendelsestype.TILLEGG_TIL_MELDING: Talemaate(
        _("Det kom et tillegg til melding %(melding)s."), "melde_fra", til_hjemmet=False
    ),
    Hendelsestype.STRAKSTILTAK: Talemaate(
        _("Det ble notert hva skolen gjør med en gang."), "sette_inn_tiltak", til_hjemmet=False
    ),
    Hendelsestype.UNDERSOKELSE_STARTET: Talemaate(_("Undersøkelsen ble startet."), "undersoke"),
    Hendelsestype.UNDERSOKELSE_PLANLAGT: Talemaate(_("Planen for undersøkelsen ble endret."), "undersoke"),
    Hendelsestype.SAMTALE: Talemaate(_("Samtale med %(hvem)s."), "undersoke"),
    Hendelsestype.SAMTALE_TAKKET_NEI: Talemaate(_("Samtale tilbudt: %(hvem)s takket nei."), "undersoke"),
    Hendelsestype.REFERAT_SENDT_HJEM: Talemaate(_("Referat fra samtale ble sendt hjem."), "dokumentere"),
    Hendelsestype.SAMTALE_RETTET: Talemaate(
        _("Referatet fra en samtale ble rettet: %(hvem)s."), "dokumentere", til_hjemmet=False
    ),
    Hendelsestype.OBSERVASJON: Talemaate(_("Observasjon."), "folge_med"),
    Hendelsestype.OBSERVASJON_RETTET: Talemaate(_("En observasjon ble rettet."), "dokumentere", til_hjemmet=False),
    Hendelsestype.KARTLEGGING: Talemaate(_("Kartlegging."), "undersoke"),
    Hendelsestype.ANALYSE: Talemaate(_("Undersøkelsen ble vurdert."), "undersoke"),
    Hendelsestype.PLAN_PAABEGYNT: Talemaate(
        _("Arbeidet med tiltaksplan, versjon %(versjon)s, ble påbegynt."), "sette_inn_tiltak"
    ),
    Hendelsestype.PLAN_VEDTATT: Talemaate(_("Tiltaksplan, versjon %(versjon)s, ble vedtatt."), "sette_inn_tiltak"),
    Hendelsestype.PLAN_SENDT_HJEM: Talemaate(
        _("Tiltaksplan, versjon %(versjon)s, ble gitt til %(hvem)s."), "sette_inn_tiltak"
    ),
    Hendelsestype.TILTAK_STATUS: Talemaate(
        _("Tiltak %(rekkefolge)s i versjon %(versjon)s: %(status)s."), "sette_inn_tiltak"
    ),
    Hendelsestype.TILTAK_MERKET: Talemaate(
        _("Tiltak %(rekkefolge)s i versjon %(versjon)s ble fulgt opp: %(hva)s."), "sette_inn_tiltak"
    ),
    Hendelsestype.EVALUERING: Talemaate(
        _("Tiltaksplan, versjon %(versjon)s, ble evaluert. Eleven svarte: %(svar)s."), "sette_inn_tiltak"
    ),
    Hendelsestype.AVSLUTTET: Talemaate(_("Saken ble avsluttet: %(grunn)s."), "dokumentere"),
    Hendelsestype.GJENAPNET: Talemaate(_("Saken ble gjenåpnet."), "undersoke"),
    Hendelsestype.ETTERSJEKK: Talemaate(_("Ettersjekk med eleven. Eleven svarte: %(svar)s."), "folge_med"),
    Hendelsestype.ALVORLIGHET_VURDERT: Talemaate(
        _("Alvorlighet ble vurdert: %(utfall)s."), "melde_fra", til_hjemmet=False
    ),
    Hendelsestype.SKOLEEIER_VARSLET: Talemaate(_("Skoleeier ble varslet."), "melde_fra"),
    Hendelsestype.SKOLEEIER_LESTE: Talemaate(_("Skoleeier leste varselet."), "melde_fra", til_hjemmet=False),
    Hendelsestype.SKOLEEIER_VURDERTE: Talemaate(_("Skoleeier vurderte varselet."), "melde_fra", til_hjemmet=False),
    Hendelsestype.VARSEL_GRUNNLOST: Talemaate(
        _("Varselet til skoleeier om en ansatt ble vurdert som åpenbart grunnløst, og ikke sendt."),
        "skjerpet_plikt",
        til_hjemmet=False,
    ),
    Hendelsestype.SKJERPET: Talemaate(
        _("Saken ble en § 12-5-sak: en som arbeider på skolen, kan ha krenket eleven."),
        "skjerpet_plikt",
        til_hjemmet=False,
    ),
    Hendelsestype.INVOLVERT_LAGT_TIL: Talemaate(_("En person ble lagt til i saken."), "undersoke", til_hjemmet=False),
    Hendelsestype.INHABIL: Talemaate(_("Inhabilitet ble registrert."), "dokumentere", til_hjemmet=False),
    Hendelsestype.LEDELSE_FLYTTET: Talemaate(
        _("Ledelsen av saken gikk over til %(til)s."), "dokumentere", til_hjemmet=False
    ),
    Hendelsestype.SAK_OVERTATT: Talemaate(_("Skoleeier overtok saken fra skolen."), "dokumentere", til_hjemmet=False),
    Hendelsestype.SAK_GITT_TILBAKE: Talemaate(
        _("Skoleeier ga saken tilbake til skolen."), "dokumentere", til_hjemmet=False
    ),
    Hendelsestype.FORESATTE_INFORMERT: Talemaate(_("Foresatte ble informert."), "dokumentere"),
    # Nothing of this goes home, least of all to the one it is about.
    Hendelsestype.FORESATT_ENDRET: Talemaate(
        _("Opplysningene om en foresatt ble endret."), "dokumentere", til_hjemmet=False
    ),
    Hendelsestype.IKKE_SEND_HJEM: Talemaate(
        _("Det ble stoppet at noe sendes hjem i saken."), "dokumentere", til_hjemmet=False
    ),
    Hendelsestype.SEND_HJEM_IGJEN: Talemaate(_("Det kan sendes hjem igjen."), "dokumentere", til_hjemmet=False),
    Hendelsestype.OVERLEVERT: Talemaate(_("Overlevert til en annen: %(hva)s."), "dokumentere", til_hjemmet=False),
    Hendelsestype.TATT_OPP_MED_REKTOR: Talemaate(_("Saken ble registrert som tatt opp med rektor."), "dokumentere"),
    Hendelsestype.DELT_MED_KONTAKTLARER: Talemaate(
        _("Saken ble delt med kontaktlærer."), "dokumentere", til_hjemmet=False
    ),
    Hendelsestype.IKKE_DELT_MED_KONTAKTLARER: Talemaate(
        _("Saken er ikke lenger delt med kontaktlærer."), "dokumentere", til_hjemmet=False
    ),
    Hendelsestype.TILGANG_GITT: Talemaate(_("En person fikk tilgang til saken."), "dokumentere", til_hjemmet=False),
    Hendelsestype.TILGANG_FORLENGET: Talemaate(
        _("En persons tilgang til saken ble forlenget."), "dokumentere", til_hjemmet=False
    ),
    Hendelsestype.SETTESAKSBEHANDLER: Talemaate(_("Saken fikk settesaksbehandler."), "dokumentere", til_hjemmet=False),
    Hendelsestype.NODINNSYN: Talemaate(
        _("Sektorleder åpnet saken med nødinnsyn, til %(til)s."), "dokumentere", til_hjemmet=False
    ),
    Hendelsestype.SPERRET: Talemaate(
        _("Saken ble sperret for andre enn rektor og navngitte personer."), "dokumentere", til_hjemmet=False
    ),
    Hendelsestype.IKKE_SPERRET: Talemaate(_("Saken er ikke lenger sperret."), "dokumentere", til_hjemmet=False),
    Hendelsestype.TILGANG_TRUKKET: Talemaate(
        _("En persons tilgang til saken ble avsluttet."), "dokumentere", til_hjemmet=False
    ),
    Hendelsestype.ANSVARLIG_BYTTET: Talemaate(_("Saken fikk ny saksansvarlig."), "dokumentere", til_hjemmet=False),
    # A row from before there were other papers than the plan does not say which.
    Hendelsestype.DOKUMENT_LAGET: Talemaate(_("%(dokumentnavn)s ble lagret som dokument."), "dokumentere"),
    Hendelsestype.FRIST_REGNET_OM: Talemaate(
        _("Fristen ble regnet på nytt fordi %(grunn)s ble endret. %(frister)s."), "dokumentere"
    ),
    **{
        type_: Talemaate(setning, "skjerpet_plikt", til_hjemmet=False, for_ledere=True)
        for type_, setning in {
            Hendelsestype.FRAMLEGG_PAABEGYNT: _("Et framlegg til en ansatt ble påbegynt."),
            Hendelsestype.FRAMLEGG_KASTET: _("Et utkast til framlegg ble kastet."),
            Hendelsestype.FRAMLEGG_MASKERT: _(
                "Navnene i framlegget ble gjennomgått: %(maskert)s skjult, %(beholdt)s beholdt med grunn."
            ),
            Hendelsestype.FRAMLEGG_TIL_GODKJENNING: _("Framlegget ble sendt til en annen for godkjenning."),
            Hendelsestype.FRAMLEGG_SENDT_TILBAKE: _("Framlegget ble sendt tilbake for å endres."),
            Hendelsestype.FRAMLEGG_FRIGITT: _("Framlegget ble gitt til den ansatte. Svarfrist %(frist)s."),
            Hendelsestype.FRAMLEGG_LEST: _("Den ansatte leste framlegget."),
            Hendelsestype.FRAMLEGG_SVAR: _("Den ansatte om framlegget: %(hva)s."),
            Hendelsestype.FRAMLEGG_NY_FRIST: _("Den ansatte fikk ny svarfrist: %(frist)s."),
            Hendelsestype.FRAMLEGG_MOTE: _("Møte med den ansatte om framlegget."),
            Hendelsestype.FRAMLEGG_VURDERT: _(
                "Elevens opplevelse ble beskrevet, og handlingen ble vurdert for seg: %(utfall)s."
            ),
        }.items()
    },
    # About another pupil, or for nobody at home to know of: never named, for leaders only (A-6, L-N.2).
    **{
        type_: Talemaate(setning, delplikt, til_hjemmet=False, for_ledere=True)
        for type_, (setning, delplikt) in {
            Hendelsestype.INNGRIPEN: (_("En fysisk inngripen ble skrevet ned."), "gripe_inn"),
            Hendelsestype.INNGRIPEN_TILLEGG: (_("Det kom et tillegg om en fysisk inngripen."), "gripe_inn"),
            Hendelsestype.REAKSJON: (_("En reaksjon etter skolereglene ble skrevet ned."), "gripe_inn"),
            Hendelsestype.REAKSJON_TILLEGG: (_("Det kom et tillegg om en reaksjon."), "gripe_inn"),
            Hendelsestype.SAMARBEIDSAVTALE: (_("En samarbeidsavtale ble skrevet ned."), "sette_inn_tiltak"),
            Hendelsestype.AVTALESAMTALE: (_("Samtale om en samarbeidsavtale."), "sette_inn_tiltak"),
            Hendelsestype.MELDEPLIKT_VURDERT: (_("En personlig meldeplikt ble vurdert."), "melde_fra"),
        }.items()
    },
    # A parent who did not report has a limited right to know of it (L-6.8): nothing of this goes home by itself.
    **{
        type_: Talemaate(setning, delplikt, til_hjemmet=False, for_ledere=True)
        for type_, (setning, delplikt) in {
            Hendelsestype.STATSFORVALTER_MELDT: (_("Saken ble meldt til Statsforvalteren."), "dokumentere"),
            Hendelsestype.STATSFORVALTER_KRAV: (
                _("Statsforvalteren ba om opplysninger. Frist %(frist)s."),
                "dokumentere",
            ),
            Hendelsestype.STATSFORVALTER_FRIST: (
                _("Statsforvalteren ga mer tid til å svare: %(frist)s."),
                "dokumentere",
            ),
            Hendelsestype.STATSFORVALTER_SVAR: (_("Svar ble sendt til Statsforvalteren: %(hva)s."), "dokumentere"),
            Hendelsestype.STATSFORVALTER_VEDTAK: (_("Avgjørelse etter § 12-6: %(utfall)s."), "dokumentere"),
            Hendelsestype.STATSFORVALTER_PALEGG: (
                _("Statsforvalteren påla skolen noe: pålegg %(nummer)s, med frist %(frist)s."),
                "sette_inn_tiltak",
            ),
            Hendelsestype.STATSFORVALTER_PALEGG_FULGT: (
                _("Pålegg %(nummer)s ble fulgt opp: %(status)s."),
                "sette_inn_tiltak",
            ),
            Hendelsestype.STATSFORVALTER_PALEGG_FRIST: (
                _("Statsforvalteren ga mer tid til pålegg %(nummer)s: %(frist)s."),
                "sette_inn_tiltak",
            ),
            Hendelsestype.STATSFORVALTER_KLAGE: (_("Det ble klaget på Statsforvalterens avgjørelse."), "dokumentere"),
            Hendelsestype.STATSFORVALTER_MULKT: (_("Kommunen fikk tvangsmulkt."), "dokumentere"),
            Hendelsestype.STATSFORVALTER_MULKT_STANSET: (_("Tvangsmulkten stanset."), "dokumentere"),
            Hendelsestype.STATSFORVALTER_MOTE: (_("Møte med Statsforvalteren."), "dokumentere"),
            Hendelsestype.STATSFORVALTER_SLUTT: (
                _("Registeret over saken hos Statsforvalteren ble lukket: %(hvordan)s."),
                "dokumentere",
            ),
        }.items()
    },
    # To whom it was given stands on the copy itself: the other parent may read this log.
    Hendelsestype.INNSYNSLOGG_UTSKRIFT: Talemaate(
        _("En oversikt over hvem som har åpnet saken fra %(fra)s til %(til)s, ble laget til en foresatt."),
        "dokumentere",
        til_hjemmet=False,
    ),
    # The duty a row written by hand serves is the writer's to say: it stands in ``data``.
    **{
        type_: Talemaate(setning, "dokumentere", til_hjemmet=False, for_ledere=type_ is Hendelsestype.NOTAT_FOR_LEDERE)
        for type_, setning in {
            Hendelsestype.NOTAT_TELEFON: _("Telefonsamtale."),
            Hendelsestype.NOTAT_MOTE: _("Møte."),
            Hendelsestype.NOTAT_MELDING_HJEM: _("Melding til hjemmet."),
            Hendelsestype.NOTAT_AVTALE: _("Avtale."),
            Hendelsestype.NOTAT_HENDELSE: _("Noe som hendte."),
            Hendelsestype.NOTAT_RETTET: _("En rad i loggen ble rettet."),
            Hendelsestype.NOTAT_FOR_LEDERE: _("Notat for dem som leder saken."),
        }.items()
    },
    Hendelsestype.VEDLEGG: Talemaate(_("Filer ble lagt ved: %(antall)s."), "dokumentere"),
    Hendelsestype.REDEGJORELSE: Talemaate(
        _("Skolens redegjørelse ble skrevet eller endret."), "dokumentere", til_hjemmet=False, for_ledere=True
    ),
    # To whom stands on the row: the line is read by more than the dossier is.
    Hendelsestype.DOSSIER_SENDT: Talemaate(
        _("Saksmappa, versjon %(versjon)s, ble sendt."), "dokumentere", til_hjemmet=False, for_ledere=True
    ),
    Hendelsestype.VEDLEGG_SPERRET: Talemaate(_("Et vedlegg ble sperret."), "dokumentere", til_hjemmet=False),
    Hendelsestype.DOKUMENT_ARKIVERT: Talemaate(
        _("Et dokument ble arkivert i elevmappa: %(arkiv)s."), "dokumentere", til_hjemmet=False
    ),
    # What happens with the sak after its life is for those who lead it.
    **{
        type_: Talemaate(setning, "dokumentere", til_hjemmet=False, for_ledere=True)
        for type_, setning in {
            Hendelsestype.SAKSMAPPE_ARKIVERT: _("Saksmappa ble arkivert, i en egen mappe: %(arkiv)s."),
            Hendelsestype.ANDRES_PAPIRER_LAGT: _(
                "Det som er skrevet her om en annen elev, ble lagt i den elevens mappe."
            ),
            Hendelsestype.FJERNING_STANSET: _("Det ble bestemt at saken ikke skal fjernes herfra: %(grunn)s."),
            Hendelsestype.FJERNING_IKKE_STANSET: _("Stansen i å fjerne saken herfra ble opphevet: %(grunn)s."),
            Hendelsestype.FJERNING_FORESLATT: _("Det ble foreslått at saken kan fjernes herfra."),
            Hendelsestype.FJERNING_GODKJENT: _("Det ble godkjent at saken kan fjernes herfra."),
            Hendelsestype.FJERNING_AVVIST: _("Forslaget om å fjerne saken herfra fikk nei."),
        }.items()
    },
    # Who asked for innsyn, and what was let out to whom, is not for the other parent to read in a log.
    **{
        type_: Talemaate(setning, "dokumentere", til_hjemmet=False, for_ledere=True)
        for type_, setning in {
            Hendelsestype.SLADDING_SETT_OVER: _(
                "Navnene i det som skal ut til %(formaal)s, ble sett over: %(maskert)s skjult, "
                "%(beholdt)s beholdt med grunn."
            ),
            Hendelsestype.SLADDING_TIL_GODKJENNING: _("Det som skal ut, ble sendt til en annen som skal se over det."),
            Hendelsestype.SLADDING_SENDT_TILBAKE: _("Det som skal ut, ble sendt tilbake for å ses over på nytt."),
            Hendelsestype.SLADDING_FRIGITT: _(
                "Frigitt til %(formaal)s: %(antall)s dokument, %(maskert)s skjult, %(beholdt)s beholdt med grunn."
            ),
            Hendelsestype.INNSYN_KREVD: _("Et krav om innsyn kom %(kommet)s. Svar innen %(maal)s, senest %(senest)s."),
            Hendelsestype.INNSYN_BESVART: _("Et krav om innsyn ble besvart: %(utfall)s."),
        }.items()
    },
    Hendelsestype.OVERFORT_TIL_SKOLE: Talemaate(
        _("Det den nye skolen trenger, ble overført: %(antall)s dokument."), "dokumentere", til_hjemmet=False
    ),
    Hendelsestype.OVERFORT_FRA_SKOLE: Talemaate(
        _("Saken bygger på det som ble overført fra elevens forrige skole."), "melde_fra", til_hjemmet=False
    ),
}
# What a line may hold beside the words of a choice.
SVAR = (_("alvorlig"), _("ikke alvorlig"), _("alt de ba om"), _("en del, mer følger"), _("eleven"), _("foresatt"))

# Each kind of paper, as it begins a line of the log.
DOKUMENTNAVN: Mapping[str, _StrPromise] = {
    "melding": _("Meldingen"),
    "referat": _("Et referat"),
    "tiltaksplan": _("Tiltaksplan, versjon %(versjon)s,"),
    "evaluering": _("En evaluering"),
    "avslutning": _("Avslutningen"),
    "varsel_skoleeier": _("Varselet til skoleeier"),
    "dossier": _("Saksmappa"),
    "saksmappe_arkiv": _("Saksmappa for arkivet, versjon %(versjon)s,"),
    "overforing": _("Overføringen til ny skole"),
    "innsyn": _("En utgave til innsyn"),
}
FOR_LEDERE = frozenset(type_.value for type_, talemaate in TALEMAATER.items() if talemaate.for_ledere)
