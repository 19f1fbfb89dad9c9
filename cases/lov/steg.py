"""The one next step in a sak: which door, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.lov import alvorlighet, frister
from cases.lov.begreper import Fristtype, Steg
from cases.lov.fakta import IKKE_TRYGG
from cases.lov.kalender import OSLO
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from cases.lov.fakta import AvslutningFakta
    from cases.lov.frister import Frist
    from cases.lov.lesning import Lesning

VURDER_FUNN = Tekst(_("Vurder det dere har funnet: hva skjer, og trengs det tiltak?"))


@dataclass(frozen=True)
class NesteSteg:
    """The one thing to do now: which door, and why."""

    steg: Steg
    tekst: Tekst
    frist: Frist | None = None


def neste_steg(lest: Lesning) -> NesteSteg:
    """The one next step, in the order the law puts them: the child's safety first, paper last."""
    if lest.fakta.avsluttet is not None:
        return _etter_avslutning(lest, lest.fakta.avsluttet)
    for steg in (_varsling(lest), _flyttet(lest), _undersokelse(lest), _tiltak(lest), _etterslep(lest), _papir(lest)):
        if steg is not None:
            return steg
    frist = lest.frist(Fristtype.EVALUERING)
    return NesteSteg(Steg.FOLG_PLANEN, Tekst(_("Følg planen, og snakk jevnlig med eleven.")), frist)


def _etter_avslutning(lest: Lesning, avsluttet: AvslutningFakta) -> NesteSteg:
    """A closed sak rests, unless someone is named in it, or the pupil says afterwards that it is not safe."""
    if alvorlighet.varselet_mangler(lest.fakta):
        # Whoever was named afterwards has changed what the sak is: it must be looked into, not only reported.
        return NesteSteg(Steg.GJENAPNE, Tekst(_("Gjenåpne saken. Skoleeier må varsles.")))
    if avsluttet.ettersjekk_svar in IKKE_TRYGG:
        return NesteSteg(Steg.GJENAPNE, Tekst(_("Eleven har ikke svart at det er trygt. Gjenåpne saken.")))
    frist = lest.frist(Fristtype.ETTERSJEKK)
    if frist is not None:
        return NesteSteg(Steg.ETTERSJEKK, Tekst(_("Snakk med eleven: er det fortsatt trygt og godt?")), frist)
    return NesteSteg(Steg.INGEN, Tekst(_("Saken er avsluttet. Ingenting gjenstår.")))


def _varsling(lest: Lesning) -> NesteSteg | None:
    f = lest.fakta
    frist = lest.frist(Fristtype.SKOLEEIERVARSEL)
    if lest.maa_vurderes():
        return NesteSteg(Steg.VURDER_ALVORLIGHET, Tekst(_("Ta stilling til om saken er alvorlig.")), frist)
    if alvorlighet.varselet_mangler(f):
        return NesteSteg(Steg.VARSLE_SKOLEEIER, Tekst(_("Varsle skoleeier.")), frist)
    return None


def _flyttet(lest: Lesning) -> NesteSteg | None:
    """The right belongs to the one who is a pupil here now (L-1.3): elsewhere the duty is another school's."""
    if lest.elev_er_her():
        return None
    return NesteSteg(Steg.AVSLUTT_SAK, Tekst(_("Eleven går ikke lenger på denne skolen. Avslutt saken her.")))


def plansteg(lest: Lesning) -> Steg:
    """Where the plan is written now: the draft, a new version of the one in force, or the first one."""
    f = lest.fakta
    if f.utkast is not None:
        return Steg.VEDTA_TILTAKSPLAN
    return Steg.LAG_TILTAKSPLAN if f.gjeldende_plan is None else Steg.NY_PLANVERSJON


def _undersokelse(lest: Lesning) -> NesteSteg | None:
    f = lest.fakta
    if f.virksom_plan is not None:
        return None
    frist = lest.frist(Fristtype.FORSTE_HANDLING, Fristtype.TILTAKSPLAN)
    if not frister.har_handlet(f) or not lest.eleven_hort():
        return NesteSteg(Steg.REGISTRER_SAMTALE, Tekst(_("Snakk med eleven, og skriv ned hva eleven sier.")), frist)
    if not f.rundens_analyser and f.utkast is None:
        return NesteSteg(Steg.REGISTRER_ANALYSE, VURDER_FUNN, frist)
    return None


def _tiltak(lest: Lesning) -> NesteSteg | None:
    f = lest.fakta
    if f.utkast is not None:
        frist = lest.frist(Fristtype.TILTAKSPLAN, Fristtype.NY_PLANVERSJON)
        return NesteSteg(Steg.VEDTA_TILTAKSPLAN, Tekst(_("Gjør tiltaksplanen ferdig, og vedta den.")), frist)
    if frister.trenger_plan(f) and f.gjeldende_plan is not None:
        return NesteSteg(
            Steg.NY_PLANVERSJON,
            Tekst(_("Saken er gjenåpnet. Lag en ny versjon av tiltaksplanen, eller evaluer den dere har.")),
            lest.frist(Fristtype.TILTAKSPLAN),
        )
    if frister.trenger_plan(f):
        return NesteSteg(Steg.LAG_TILTAKSPLAN, Tekst(_("Lag en tiltaksplan.")), lest.frist(Fristtype.TILTAKSPLAN))
    if f.virksom_plan is None:
        return NesteSteg(Steg.AVSLUTT_SAK, Tekst(_("Det trengs ikke tiltak. Spør eleven, og avslutt saken.")))
    if frister.venter_ny_versjon(f):
        return NesteSteg(
            Steg.NY_PLANVERSJON,
            Tekst(_("Lag en ny versjon av planen.")),
            lest.frist(Fristtype.NY_PLANVERSJON),
        )
    dato = frister.neste_evaluering(f)
    if dato is not None and dato <= lest.dag:
        return NesteSteg(
            Steg.EVALUER,
            Tekst(_("Evaluer tiltakene sammen med eleven.")),
            lest.frist(Fristtype.EVALUERING),
        )
    if frister.kan_avsluttes_naa(f):
        return NesteSteg(Steg.AVSLUTT_SAK, Tekst(_("Eleven har det trygt og godt. Saken kan avsluttes.")))
    return None


def _etterslep(lest: Lesning) -> NesteSteg | None:
    """What a plan that came first has left behind: the pupil heard, and what the school makes of it (L-4.18)."""
    if not lest.eleven_hort():
        return NesteSteg(Steg.REGISTRER_SAMTALE, Tekst(_("Snakk med eleven, og skriv ned hva eleven sier.")))
    if not lest.fakta.rundens_analyser:
        return NesteSteg(Steg.REGISTRER_ANALYSE, VURDER_FUNN)
    return None


def _papir(lest: Lesning) -> NesteSteg | None:
    frist = lest.frist(Fristtype.FORESATTE_INFORMERT)
    if frist is not None:
        return NesteSteg(Steg.INFORMER_FORESATTE, Tekst(_("Informer foresatte, og noter datoen.")), frist)
    frist = lest.frist(Fristtype.REFERAT_HJEM)
    if frist is not None:
        return NesteSteg(Steg.SEND_REFERAT, Tekst(_("Send referatet fra samtalen hjem.")), frist)
    frist = lest.frist(Fristtype.SAMTALE_MED_ELEVEN)
    if frist is not None and frist.forsinket(lest.now):
        return NesteSteg(Steg.REGISTRER_SAMTALE, Tekst(_("Det er en stund siden sist: snakk med eleven.")), frist)
    frist = lest.frist(Fristtype.AVTALT_SAMTALE)
    if frist is not None and frist.forfall.astimezone(OSLO).date() <= lest.dag:
        return NesteSteg(Steg.REGISTRER_SAMTALE, Tekst(_("Hold den avtalte samtalen, og skriv den ned.")), frist)
    return None
