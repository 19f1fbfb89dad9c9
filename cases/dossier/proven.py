"""The rehearsal made ready for its page: sentences, days, and the way to each row and to each door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from cases.lov.begreper import Steg
from cases.lov.generalprove import Bevis, Bevisslag, Punkt, generalprove
from cases.melding.models import Melding
from cases.sak.access import Handling
from cases.sak.vurdering import DELPLIKTNAVN, STEGADRESSE, STEGANKER, for_leser, setning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from cases.lov.generalprove import Prove
    from cases.sak.models import Sak
    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.models import Bruker

# What only those who lead the sak, or follow it up, have a page for.
FOR_LEDERE = frozenset({Bevisslag.FRAMLEGG, Bevisslag.INNGRIPEN})
STEDER: Mapping[Bevisslag, str] = {
    Bevisslag.SAMTALE: "undersokelse:vis",
    Bevisslag.OBSERVASJON: "undersokelse:vis",
    Bevisslag.KARTLEGGING: "undersokelse:vis",
    Bevisslag.ANALYSE: "undersokelse:vis",
    Bevisslag.EVALUERING: "evaluering:vis",
    Bevisslag.AVSLUTNING: "evaluering:vis",
    Bevisslag.FRAMLEGG: "framlegg:oversikt",
    Bevisslag.INNGRIPEN: "inngripen:i_sak",
}
MED_ANKER = frozenset({Bevisslag.SAMTALE, Bevisslag.OBSERVASJON})


@dataclass(frozen=True)
class Bevislinje:
    """What the sak can show: a day, a sentence, and where it can be read."""

    dato: date | None
    tekst: str
    adresse: str


@dataclass(frozen=True)
class Punktlinje:
    """What the sak cannot show, and the door, for one who may open it."""

    tekst: str
    adresse: str
    knapp: str


@dataclass(frozen=True)
class Provelinje:
    """One duty of the page."""

    kode: str
    navn: str
    gjelder: bool
    hvorfor_ikke: tuple[str, ...]
    hjemmel: str
    regel: str
    beviser: tuple[Bevislinje, ...]
    mangler: tuple[Punktlinje, ...]
    sporsmal: tuple[Punktlinje, ...]

    @property
    def i_orden(self) -> bool:
        """The sak shows it, and nothing more is asked."""
        return not self.mangler and not self.sporsmal


@dataclass(frozen=True)
class Generalproveside:
    """The whole page."""

    prover: tuple[Provelinje, ...]

    @property
    def mangler(self) -> bool:
        """Whether the law misses anything."""
        return any(prove.mangler for prove in self.prover)

    @property
    def kan_rettes(self) -> bool:
        """Whether the one who reads may open the door to any of it."""
        return any(punkt.adresse for prove in self.prover for punkt in prove.mangler)

    @property
    def sporsmal(self) -> bool:
        """Whether anything will be asked that the sak does not answer."""
        return any(prove.sporsmal for prove in self.prover)


def les(apnet: Apnet, leser: Bruker) -> Generalproveside:
    """Rehearse a sak for the one who reads it: what is not theirs to see is not there. A constant number of queries."""
    leses = for_leser(apnet.sak, apnet.handlinger, apnet.stengte_meldinger)
    prover = generalprove(leses.fakta, now=apnet.tid.now, kalender=leses.kalender, parametre=leses.parametre)
    vises, adresse = _vises(apnet), _adresser(apnet, leser)
    return Generalproveside(tuple(_linje(prove, apnet, vises, adresse) for prove in prover))


def _vises(apnet: Apnet) -> Callable[[Bevis | Punkt], bool]:
    """Some sentences, and some rows, are those who lead the sak or follow it up's own."""

    def vises(rad: Bevis | Punkt) -> bool:
        if rad.tekst.for_ledere and not apnet.for_ledere:
            return False
        if not isinstance(rad, Bevis):
            return True
        return apnet.for_ledere or rad.slag not in FOR_LEDERE

    return vises


def _adresser(apnet: Apnet, leser: Bruker) -> Callable[[Bevis], str]:
    """Where each kind of row is read; a melding only for one who receives it."""
    nummer = apnet.sak.nummer
    synlige = Melding.objects.visible_to(leser, apnet.tid.dag).filter(elever__sak=apnet.sak)
    meldinger = dict(synlige.values_list("pk", "nummer"))

    def adresse(bevis: Bevis) -> str:
        if bevis.slag is Bevisslag.MELDING:
            return reverse("melding:ta_imot", args=[meldinger[bevis.nr]]) if bevis.nr in meldinger else ""
        if bevis.slag is Bevisslag.PLAN:
            return reverse("dokumenter:versjon", args=[nummer, bevis.nr])
        if bevis.slag not in STEDER:
            return ""
        anker = f"#{bevis.slag}-{bevis.nr}" if bevis.slag in MED_ANKER and bevis.nr else ""
        return reverse(STEDER[bevis.slag], args=[nummer]) + anker

    return adresse


def _linje(
    prove: Prove, apnet: Apnet, vises: Callable[[Bevis | Punkt], bool], adresse: Callable[[Bevis], str]
) -> Provelinje:
    def punkter(rader: Iterable[Punkt]) -> tuple[Punktlinje, ...]:
        return tuple(_punkt(rad, apnet.sak, apnet.handlinger) for rad in rader if vises(rad))

    return Provelinje(
        kode=prove.plikt.delplikt.value,
        navn=str(DELPLIKTNAVN[prove.plikt.delplikt]),
        gjelder=prove.gjelder,
        hvorfor_ikke=() if prove.gjelder else tuple(setning(mangel) for mangel in prove.plikt.mangler),
        hjemmel=prove.plikt.hjemmel.henvisning,
        regel=prove.plikt.regel,
        beviser=tuple(Bevislinje(b.dato, setning(b.tekst), adresse(b)) for b in prove.beviser if vises(b)),
        mangler=punkter(prove.mangler),
        sporsmal=punkter(prove.sporsmal),
    )


def _punkt(punkt: Punkt, sak: Sak, handlinger: frozenset[Handling]) -> Punktlinje:
    navn, knapp, handling = STEGADRESSE.get(punkt.steg, ("", "", Handling.LESE))
    if (
        not navn
        or handling not in handlinger
        or (punkt.steg is Steg.NOTER_TATT_OPP and Handling.LEDE not in handlinger)
    ):
        return Punktlinje(setning(punkt.tekst), "", "")
    return Punktlinje(
        setning(punkt.tekst), reverse(navn, args=[sak.nummer]) + STEGANKER.get(punkt.steg, ""), str(knapp)
    )
