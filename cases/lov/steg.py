"""The one next step in a sak: which door, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.lov import alvorlighet, frister
from cases.lov.begreper import Fristtype, Steg
from cases.lov.fakta import IKKE_TRYGG
from cases.lov.frister import AV_STATSFORVALTEREN
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from cases.lov.fakta import AvslutningFakta
    from cases.lov.frister import Frist
    from cases.lov.lesning import Lesning

NEVNT_ETTERPAA = Tekst(
    _("En ansatt er nevnt etter at dere vurderte undersøkelsen. Undersøk det straks, og vurder på nytt.")
)
MELDT_ETTERPAA = Tekst(
    _("Det kom en melding etter at dere vurderte at det ikke trengs tiltak. Undersøk den, og vurder på nytt.")
)
VURDER_FUNN = Tekst(_("Vurder det dere har funnet: hva skjer, og trengs det tiltak?"))
# The pupil's own word has settled that (L-4.7): what is left to find out is which.
VURDER_HVA_SOM_TRENGS = Tekst(_("Vurder det dere har funnet: hva skjer, og hva trenger eleven?"))


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
    for finn in (
        _utrygg,
        _varsling,
        _statsforvalter_naa,
        _flyttet,
        _undersokelse,
        _tiltak,
        _etterslep,
        _papir,
        _statsforvalter,
    ):
        steg = finn(lest)
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
    steg = _statsforvalter(lest)
    if steg is not None and (frist is None or steg.frist is None or steg.frist.forfall <= frist.forfall):
        return steg
    if frist is not None:
        return NesteSteg(Steg.ETTERSJEKK, Tekst(_("Snakk med eleven: er det fortsatt trygt og godt?")), frist)
    return NesteSteg(Steg.INGEN, Tekst(_("Saken er avsluttet. Ingenting gjenstår.")))


def _utrygg(lest: Lesning) -> NesteSteg | None:
    """A pupil who is not safe now is made safe before anybody is written to."""
    if not lest.utrygg() or not lest.elev_er_her():
        return None
    tekst = Tekst(_("Eleven er ikke trygg nå. Sett inn et strakstiltak, og skriv det i tiltaksplanen."))
    return NesteSteg(plansteg(lest), tekst, lest.frist(Fristtype.FORSTE_HANDLING))


def _varsling(lest: Lesning) -> NesteSteg | None:
    f = lest.fakta
    frist = lest.frist(Fristtype.SKOLEEIERVARSEL)
    if lest.maa_vurderes():
        return NesteSteg(Steg.VURDER_ALVORLIGHET, Tekst(_("Ta stilling til om saken er alvorlig.")), frist)
    if alvorlighet.varselet_mangler(f):
        return NesteSteg(Steg.VARSLE_SKOLEEIER, Tekst(_("Varsle skoleeier.")), frist)
    return None


def _statsforvalter(lest: Lesning) -> NesteSteg | None:
    """What Statsforvalteren has asked for or ordered, and is not sent or done (§ 12-6, D-12): the first to be due."""
    frist = lest.frist(*AV_STATSFORVALTEREN)
    if frist is None:
        return None
    tekst = (
        _("Svar Statsforvalteren.")
        if frist.type is Fristtype.STATSFORVALTER_SVAR
        else _("Gjennomfør pålegget fra Statsforvalteren, og skriv inn at det er gjort.")
    )
    return NesteSteg(Steg.STATSFORVALTEREN, Tekst(tekst), frist)


def _statsforvalter_naa(lest: Lesning) -> NesteSteg | None:
    """What is due today, or was before, comes before the school's own work."""
    steg = _statsforvalter(lest)
    return steg if steg is not None and steg.frist is not None and steg.frist.dag <= lest.dag else None


def _avslutt(lest: Lesning, tekst: str) -> NesteSteg:
    """The closing; or what Statsforvalteren has ordered, which the gate asks for first (L-6.5)."""
    frist = lest.frist(Fristtype.STATSFORVALTER_PALEGG)
    if frist is None:
        # Not to be closed by then, but to have asked the pupil anew where it is not.
        igjen = lest.frist(Fristtype.SAMTALE_MED_ELEVEN) if frister.er_ferdig(lest.fakta) else None
        return NesteSteg(Steg.AVSLUTT_SAK, Tekst(tekst), igjen)
    gjenstaar = _("Et pålegg fra Statsforvalteren gjenstår. Gjennomfør det før saken avsluttes.")
    return NesteSteg(Steg.STATSFORVALTEREN, Tekst(gjenstaar), frist)


def _flyttet(lest: Lesning) -> NesteSteg | None:
    """The right belongs to the one who is a pupil here now (L-1.3): elsewhere the duty is another school's."""
    if lest.elev_er_her():
        return None
    tekst = _(
        "Eleven går ikke lenger på denne skolen. Sørg for at den nye skolen vet det den trenger, og avslutt saken her."
    )
    return _avslutt(lest, tekst)


def plansteg(lest: Lesning) -> Steg:
    """Where the plan is written now: the draft, a new version of the one in force, or the first one."""
    f = lest.fakta
    if f.utkast is not None:
        return Steg.VEDTA_TILTAKSPLAN
    return Steg.LAG_TILTAKSPLAN if f.gjeldende_plan is None else Steg.NY_PLANVERSJON


def _vurder_funn(lest: Lesning) -> Tekst:
    return VURDER_HVA_SOM_TRENGS if lest.fakta.eleven_har_meldt else VURDER_FUNN


def _undersokelse(lest: Lesning) -> NesteSteg | None:
    f = lest.fakta
    if f.rundens_analyser and not lest.funnene_vurdert():
        return NesteSteg(Steg.REGISTRER_ANALYSE, NEVNT_ETTERPAA)
    if f.virksom_plan is not None:
        return None
    frist = lest.frist(Fristtype.FORSTE_HANDLING, Fristtype.TILTAKSPLAN)
    if not lest.eleven_hort():
        return NesteSteg(Steg.REGISTRER_SAMTALE, Tekst(_("Snakk med eleven, og skriv ned hva eleven sier.")), frist)
    if not f.rundens_analyser and f.utkast is None:
        return NesteSteg(Steg.REGISTRER_ANALYSE, _vurder_funn(lest), frist)
    return None


def _tiltak(lest: Lesning) -> NesteSteg | None:
    f = lest.fakta
    dato = frister.neste_evaluering(f)
    evalueres = dato is not None and dato <= lest.dag and not frister.venter_ny_versjon(f)
    # What is in force is evaluated before it is replaced: they will ask what it did for the pupil (L-4.30).
    if f.utkast is not None and not evalueres:
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
        if lest.kom_etterpaa() is not None:
            return NesteSteg(Steg.REGISTRER_ANALYSE, MELDT_ETTERPAA)
        return _avslutt(lest, _("Det trengs ikke tiltak. Spør eleven, og avslutt saken."))
    if frister.venter_ny_versjon(f):
        return NesteSteg(
            Steg.NY_PLANVERSJON,
            Tekst(_("Lag en ny versjon av planen.")),
            lest.frist(Fristtype.NY_PLANVERSJON),
        )
    if evalueres:
        return NesteSteg(
            Steg.EVALUER,
            Tekst(_("Evaluer tiltakene sammen med eleven.")),
            lest.frist(Fristtype.EVALUERING),
        )
    if frister.kan_avsluttes_naa(f):
        # What is not written before the closing is not written: nobody weighs the findings of a closed sak.
        return _etterslep(lest) or _avslutt(lest, _("Eleven har det trygt og godt. Saken kan avsluttes."))
    return None


def _etterslep(lest: Lesning) -> NesteSteg | None:
    """What a plan that came first has left behind: the pupil heard, and what the school makes of it (L-4.18)."""
    if not lest.eleven_hort():
        return NesteSteg(Steg.REGISTRER_SAMTALE, Tekst(_("Snakk med eleven, og skriv ned hva eleven sier.")))
    if not lest.fakta.rundens_analyser:
        return NesteSteg(Steg.REGISTRER_ANALYSE, _vurder_funn(lest))
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
    if frist is not None and frist.dag <= lest.dag:
        return NesteSteg(Steg.REGISTRER_SAMTALE, Tekst(_("Hold den avtalte samtalen, og skriv den ned.")), frist)
    return None
