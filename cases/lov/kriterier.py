"""What makes a sak serious: one rule for each criterion (L-4.10), and what in the facts points to it (L-4.12).

A pointer is a proposal with its reason. The rektor decides; nothing here makes a sak serious by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cases.lov.begreper import Elevsvar, Krenkelse, Kriterium, Styrke, Varselgrunn
from cases.lov.kalender import OSLO
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from cases.lov.fakta import EvalueringFakta, MeldingFakta, SakFakta


@dataclass(frozen=True)
class Forslag:
    """A criterion that the facts point to: «because …», and since when they have."""

    kriterium: Kriterium
    fordi: Tekst
    siden: datetime | date

    @property
    def dag(self) -> date:
        """The day in Norway since when the facts point to it."""
        return self.siden.astimezone(OSLO).date() if isinstance(self.siden, datetime) else self.siden


@dataclass(frozen=True)
class Kriterieregel:
    """One criterion: what it means, whose it is, and what points to it; None where only people can see it."""

    kriterium: Kriterium
    setning: str
    styrke: Styrke
    peker: Callable[[SakFakta, int], Forslag | None] | None = None


def flere_mot_en(fakta: SakFakta, _grense: int) -> Forslag | None:
    """Two pupils or more are named as possible offenders against one."""
    siden = sorted(elev.siden for elev in fakta.elever_som_kan_ha_krenket)
    match len(siden):
        case 0 | 1:
            return None
        case 2:
            fordi = Tekst(_("fordi to elever er nevnt som mulige krenkere"))
        case 3:
            fordi = Tekst(_("fordi tre elever er nevnt som mulige krenkere"))
        case antall:
            fordi = Tekst(_("fordi %(antall)s elever er nevnt som mulige krenkere"), {"antall": antall})
    return Forslag(Kriterium.FLERE_MOT_EN, fordi, siden[1])


def lang_tid(fakta: SakFakta, grense: int) -> Forslag | None:
    """So many plan versions have ended, or stand, without the pupil saying it is safe (D-15)."""
    uten = versjoner_uten_trygg(fakta)
    if len(uten) < grense:
        return None
    fordi = (
        Tekst(_("fordi tiltakene ikke har gjort eleven trygg"))
        if len(uten) == 1
        else Tekst(_("fordi %(antall)s versjoner av planen ikke har gjort eleven trygg"), {"antall": len(uten)})
    )
    return Forslag(Kriterium.LANG_TID, fordi, uten[grense - 1].dato)


def digital_paa_tvers(fakta: SakFakta, _grense: int) -> Forslag | None:
    """On the net, by a pupil of another school; or threats on the net."""
    paa_nett = [m for m in fakta.meldinger if _paa_nett(m)]
    andre = [elev.siden for elev in fakta.elever_som_kan_ha_krenket if elev.annen_skole]
    forslag = []
    if paa_nett and andre:
        siden = max(min(m.sendt for m in paa_nett), min(andre))
        fordi = Tekst(_("fordi det har skjedd på nett eller telefon, og en elev fra en annen skole er nevnt"))
        forslag.append(Forslag(Kriterium.DIGITAL_PAA_TVERS, fordi, siden))
    trusler = [m.sendt for m in paa_nett if Krenkelse.TRUSLER in m.typer]
    if trusler:
        fordi = Tekst(_("fordi en melding forteller om trusler på nett eller telefon"))
        forslag.append(Forslag(Kriterium.DIGITAL_PAA_TVERS, fordi, min(trusler)))
    return min(forslag, key=lambda f: f.dag, default=None)


def _paa_nett(melding: MeldingFakta) -> bool:
    return melding.paa_nett or Krenkelse.DIGITAL in melding.typer


def statsforvalter_involvert(fakta: SakFakta, _grense: int) -> Forslag | None:
    """It stands in the register (L-4.12), or skoleeier has been told that Statsforvalteren has taken it up."""
    if fakta.statsforvalter:
        meldt = Tekst(_("fordi saken er meldt til Statsforvalteren"))
        return Forslag(
            Kriterium.STATSFORVALTER_INVOLVERT, meldt, min(runde.registrert for runde in fakta.statsforvalter)
        )
    fordi = Tekst(_("fordi skoleeier er varslet om at Statsforvalteren er koblet inn"))
    return _av_varsel(fakta, Varselgrunn.STATSFORVALTER, Kriterium.STATSFORVALTER_INVOLVERT, fordi)


def foresatte_kontaktet_skoleeier(fakta: SakFakta, _grense: int) -> Forslag | None:
    """Skoleeier has been told that the parents turned to skoleeier."""
    fordi = Tekst(_("fordi det er varslet at foresatte har kontaktet skoleeier"))
    return _av_varsel(fakta, Varselgrunn.FORESATTE, Kriterium.FORESATTE_KONTAKTET_SKOLEEIER, fordi)


def _av_varsel(fakta: SakFakta, grunn: Varselgrunn, kriterium: Kriterium, fordi: Tekst) -> Forslag | None:
    sendt = [varsel.varslet for varsel in fakta.varsler if varsel.grunn is grunn]
    return Forslag(kriterium, fordi, min(sendt)) if sendt else None


def seksuell_krenkelse(fakta: SakFakta, _grense: int) -> Forslag | None:
    """A melding says that it was sexual."""
    sendt = [m.sendt for m in fakta.meldinger if Krenkelse.SEKSUELL in m.typer]
    fordi = Tekst(_("fordi en melding forteller om noe seksuelt"))
    return Forslag(Kriterium.SEKSUELL_KRENKELSE, fordi, min(sendt)) if sendt else None


# The procedure's six first, then the municipality's own additions. What only people can judge has no pointer: how
# violent it was, harm to oneself, hatred and weapons are not read out of a tick for «physical» or «threats».
KRITERIEREGLER: Mapping[Kriterium, Kriterieregel] = {
    regel.kriterium: regel
    for regel in (
        Kriterieregel(Kriterium.SAERLIG_VOLDELIG, _("Krenkelsene er særlig voldelige."), Styrke.PROSEDYRE),
        Kriterieregel(
            Kriterium.FLERE_MOT_EN, _("Flere elever er sammen om det mot én."), Styrke.PROSEDYRE, flere_mot_en
        ),
        Kriterieregel(
            Kriterium.LANG_TID,
            _("Det har pågått lenge uten at skolens ledelse har klart å løse det."),
            Styrke.PROSEDYRE,
            lang_tid,
        ),
        Kriterieregel(
            Kriterium.DIGITAL_PAA_TVERS,
            _("Det skjer digitalt på tvers av skoler, eller som grove trusler på nett."),
            Styrke.PROSEDYRE,
            digital_paa_tvers,
        ),
        Kriterieregel(
            Kriterium.STATSFORVALTER_INVOLVERT,
            _("Statsforvalteren er involvert i saken."),
            Styrke.PROSEDYRE,
            statsforvalter_involvert,
        ),
        Kriterieregel(
            Kriterium.FORESATTE_KONTAKTET_SKOLEEIER,
            _("Foresatte har kontaktet skoleeier direkte."),
            Styrke.PROSEDYRE,
            foresatte_kontaktet_skoleeier,
        ),
        Kriterieregel(Kriterium.SEKSUELL_KRENKELSE, _("Det gjelder noe seksuelt."), Styrke.DESIGN, seksuell_krenkelse),
        Kriterieregel(
            Kriterium.SELVSKADE_SKOLEVEGRING, _("Eleven skader seg selv, eller kommer ikke på skolen."), Styrke.DESIGN
        ),
        Kriterieregel(Kriterium.HATMOTIVERT, _("Det bygger på hat mot en gruppe eleven hører til."), Styrke.DESIGN),
        Kriterieregel(Kriterium.VAAPEN, _("Våpen er brukt, vist eller truet med."), Styrke.DESIGN),
    )
}


def pekere(fakta: SakFakta, grense: int) -> Iterable[Forslag]:
    """Everything the facts point to, ticked or not, in the criteria's order.

    Args:
        fakta: the sak.
        grense: how many plan versions without effect point to «lang tid».

    """
    for regel in KRITERIEREGLER.values():
        if regel.peker is not None and (forslag := regel.peker(fakta, grense)) is not None:
            yield forslag


def versjoner_uten_trygg(fakta: SakFakta) -> list[EvalueringFakta]:
    """The newest evaluation of each version whose newest answer is not yes, in the order the versions were made."""
    nyeste: dict[int, EvalueringFakta] = {}
    for evaluering in fakta.evalueringer:
        kjent = nyeste.get(evaluering.planversjon)
        if kjent is None or evaluering.dato > kjent.dato:
            nyeste[evaluering.planversjon] = evaluering
    return [nyeste[versjon] for versjon in sorted(nyeste) if nyeste[versjon].svar is not Elevsvar.JA]
