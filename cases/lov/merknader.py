"""What is worth knowing about a sak, and breaks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.lov import alvorlighet, framlegg, frister, statsforvalter
from cases.lov.begreper import Krenkelse, Samtaletype, Steg
from cases.lov.kalender import OSLO
from cases.lov.parametre import Maal
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from datetime import date

    from cases.lov.lesning import Lesning


def merknader(lest: Lesning) -> tuple[Tekst, ...]:
    """What is worth knowing, and breaks nothing. A closed sak is remarked on no more."""
    if lest.fakta.avsluttet is not None:
        return ()
    return (
        *_eleven(lest),
        *_meldingene(lest),
        *_undersokelsen(lest),
        *_planen(lest),
        *_statsforvalter(lest),
        *_varslet_for(lest),
        *_uten_virkning(lest),
        *_framlegg(lest),
    )


def _eleven(lest: Lesning) -> list[Tekst]:
    """The right belongs to whoever is a pupil here now (L-1.3)."""
    if lest.elev_er_her():
        return []
    tekst = _(
        "Eleven går ikke lenger på denne skolen. Retten til et trygt skolemiljø gjelder der eleven går nå. "
        "Sørg for at den nye skolen vet det den trenger, før du avslutter saken her."
    )
    return [Tekst(tekst)]


def _meldingene(lest: Lesning) -> list[Tekst]:
    """What the meldinger leave open: which adult (L-5.1), who stepped in (L-4.1, L-4.2), how long it took (D-1)."""
    f = lest.fakta
    funn = []
    if not f.skjerpet and not f.utenforstaende and any(Krenkelse.VOKSEN in m.typer for m in f.meldinger):
        # L-5.1: it takes one who is marked, also one without a name. A tick for the kind of krenkelse marks nobody.
        tekst = _(
            "Det er meldt at en voksen krenker, men ikke hvem. Arbeider den voksne på skolen, gjelder § 12-5. Legg "
            "til den voksne under «Personer», også uten navn."
        )
        funn.append(Tekst(tekst))
    if lest.uforklart():
        funn.append(Tekst(_("Ingen grep inn, og det står ikke hvorfor. Spør den som meldte.")))
    if any(m.fysisk_inngripen and not m.inngripen_skrevet for m in f.meldinger):
        tekst = _(
            "Det er meldt at noen grep inn fysisk. Det skal skrives ned for seg: hva som var faren, hva som ble prøvd "
            "først, hva som ble gjort, og hva eleven sier."
        )
        # What is written of it is for those who lead the sak, and so that it is not written yet.
        funn.append(Tekst(tekst, steg=Steg.SKRIV_INNGRIPEN, for_ledere=True))
    funn.extend(
        Tekst(
            _("En melding ble sendt %(sendt)s. Den som meldte, fikk vite det %(oppdaget)s."),
            {"sendt": m.sendt.astimezone(OSLO).date(), "oppdaget": m.oppdaget},
        )
        for m in f.meldinger
        if m.oppdaget is not None and sendt_sent(lest, m.oppdaget, m.sendt.astimezone(OSLO).date())
    )
    if (ny := lest.kom_etterpaa()) is not None:
        tekst = _("Det kom en melding %(dato)s, etter at dere sist vurderte saken. Se om den endrer noe for eleven.")
        funn.append(Tekst(tekst, {"dato": ny}))
    return funn


def sendt_sent(lest: Lesning, oppdaget: date, sendt: date) -> bool:
    """The same day is the aim (D-1). The next school day is still not worth a word, except in § 12-5: straks."""
    return sendt > (oppdaget if lest.fakta.skjerpet else lest.kalender.pluss_skoledager(oppdaget, 1))


def _undersokelsen(lest: Lesning) -> list[Tekst]:
    """Several sources, checked against each other (L-4.15)."""
    f = lest.fakta
    samtaler = [s for s in f.samtaler if not s.takket_nei]
    kilder = sum(
        bool(del_)
        for del_ in (
            any(s.type is Samtaletype.ELEV for s in samtaler),
            any(s.type is not Samtaletype.ELEV for s in samtaler),
            f.observasjoner,
            f.kartlegginger,
        )
    )
    if not f.analyser or kilder > 1:
        return []
    if kilder:
        return [Tekst(_("Undersøkelsen bygger på bare én kilde. Flere kilder gir et sikrere bilde."))]
    return [Tekst(_("Undersøkelsen bygger bare på meldingen. Flere kilder gir et sikrere bilde."))]


def _planen(lest: Lesning) -> list[Tekst]:
    """What an adopted plan should say, and the act does not demand: what it builds on, what parents think of it."""
    plan = lest.fakta.virksom_plan
    if plan is None:
        return []
    funn = []
    uten_grunnlag = sum(not tiltak.grunnlag for tiltak in plan.tiltak)
    if uten_grunnlag == 1:
        funn.append(Tekst(_("Ett tiltak i planen sier ikke hva det bygger på: meldingen, eller det dere har funnet.")))
    elif uten_grunnlag:
        tekst = _("%(antall)s tiltak i planen sier ikke hva de bygger på: meldingen, eller det dere har funnet.")
        funn.append(Tekst(tekst, {"antall": uten_grunnlag}))
    if not plan.foresattes_syn and not lest.fakta.ikke_send_hjem:
        funn.append(Tekst(_("Det står ikke i planen hva foresatte mener om tiltakene. De skal få si sitt.")))
    return funn


def _varslet_for(lest: Lesning) -> list[Tekst]:
    """What skoleeier was told of, was told before the sak was closed and reopened (L-4.10, L-5.2).

    Nobody has said since that it is so still, so it is not a missing notice; but skoleeier believes it over.
    """
    f, fra = lest.fakta, lest.fakta.gjenapnet
    if fra is None or f.ledes_av_skoleeier or not f.varsler:
        return []
    if any(varsel.varslet >= fra for varsel in f.varsler) or alvorlighet.ledet_av_skoleeier_siden(f, fra):
        return []
    vurdert = f.alvorlighet.vurdert
    if f.alvorlighet.alvorlig and (vurdert is None or vurdert < fra):
        tekst = _(
            "Saken var alvorlig før den ble avsluttet. Skoleeier er ikke varslet etter at den ble gjenåpnet %(dato)s. "
            "Vurder å varsle på nytt."
        )
    elif alvorlighet.skal_varsles_om_ansatt(f) and alvorlighet.varslet_om_ansatt(f):
        tekst = _(
            "Skoleeier ble varslet om at en ansatt kan ha krenket eleven før saken ble avsluttet, og ikke etter at den "
            "ble gjenåpnet %(dato)s. Vurder å varsle på nytt."
        )
    else:
        return []
    return [Tekst(tekst, {"dato": fra.astimezone(OSLO).date()}, steg=Steg.VARSLE_SKOLEEIER)]


def _uten_virkning(lest: Lesning) -> list[Tekst]:
    """Version after version without the pupil being safe, or answer after answer about the same one (D-15)."""
    antall, grense = alvorlighet.uten_virkning(lest.fakta), lest.parametre.verdi(Maal.VERSJONER_UTEN_TRYGG, lest.dag)
    if antall < grense:
        svar = alvorlighet.svar_uten_trygg(lest.fakta)
        if svar < grense:
            return []
        tekst = _("Eleven er spurt %(antall)s ganger på rad uten å svare at det er trygt. Vurder hjelp utenfra.")
        return [Tekst(tekst, {"antall": svar})]
    if antall == 1:
        return [Tekst(_("Tiltakene har ikke gjort eleven trygg. Vurder hjelp utenfra."))]
    tekst = _("%(antall)s versjoner av planen har ikke gjort eleven trygg. Vurder hjelp utenfra.")
    return [Tekst(tekst, {"antall": antall})]


def _statsforvalter(lest: Lesning) -> list[Tekst]:
    """That it is there (L-6.7); before that the week of § 12-6, by both counts (L-6.1, L-6.2, D-6)."""
    der = statsforvalter.merknad(lest.fakta)
    tatt_opp = lest.fakta.tatt_opp_med_rektor
    if der is not None:
        return [der]
    if tatt_opp is None:
        return []
    meldetid = frister.kan_meldes_fra(tatt_opp, lest.kalender)
    if meldetid.sju_dager == meldetid.fem_arbeidsdager:
        return [
            Tekst(
                _("Saken ble tatt opp med rektor %(dato)s. Den kan meldes til Statsforvalteren fra %(fra)s."),
                {"dato": tatt_opp, "fra": meldetid.tidligst},
            )
        ]
    tekst = _(
        "Saken ble tatt opp med rektor %(dato)s. Den kan meldes til Statsforvalteren når det har gått en uke: "
        "sju dager er gått %(uke)s, og fem arbeidsdager %(arbeidsdager)s."
    )
    verdier = {"dato": tatt_opp, "uke": meldetid.sju_dager, "arbeidsdager": meldetid.fem_arbeidsdager}
    return [Tekst(tekst, verdier)]


def _framlegg(lest: Lesning) -> list[Tekst]:
    """An accused employee who has not been told and heard (L-5.6)."""
    uhort = framlegg.merknad(lest)
    return [] if uhort is None else [uhort]
