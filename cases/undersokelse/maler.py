"""What to think of and what to ask in each kind of conversation (the procedure's part 3, in our own words).

The questions can be put into the referat as a beginning; one that nobody answered does not stay there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.sak.hjelp import PROSEDYRE
from cases.undersokelse.models import Samtale

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Mal:
    """Help for one kind of conversation: what to think of, what to ask, and where the procedure says more."""

    raad: tuple[_StrPromise, ...]
    sporsmaal: tuple[_StrPromise, ...]
    anker: str

    @property
    def prosedyre(self) -> str:
        """The address of the procedure's own section."""
        return f"{reverse('procedures:vis', args=[PROSEDYRE])}#{self.anker}"


MALER: Mapping[Samtale.Type, Mal] = {
    Samtale.Type.ELEV: Mal(
        raad=(
            _("Velg et sted der eleven kan snakke i fred. Gå gjerne en tur."),
            _("Si hvorfor dere snakker sammen, og hva som skjer videre."),
            _("Lytt mer enn du spør. Mange forteller mindre enn det som har hendt."),
            _("Trenger eleven noe allerede i dag? Da kan du sette det i gang med en gang."),
        ),
        sporsmaal=(
            _("Hvordan har du det på skolen nå?"),
            _("Når er det bra, og når er det vanskelig?"),
            _("Hvor skjer det, og hvem er i nærheten?"),
            _("Hvilke voksne vet om det?"),
            _("Hvem er det godt å være sammen med?"),
        ),
        anker="samtale-med-eleven",
    ),
    Samtale.Type.MULIG_KRENKER: Mal(
        raad=(
            _("Snakk med én elev om gangen, også når flere var med."),
            _("Si tydelig hva som ikke er greit, og at det må ta slutt nå."),
            _("Be om hjelp til å gjøre det bedre, og avtal hva eleven skal gjøre."),
            _("Fortell ikke hvem som har sagt fra, eller hva andre familier har fortalt."),
        ),
        sporsmaal=(
            _("Hvordan ser du på det som har skjedd?"),
            _("Hvordan tror du den andre har det?"),
            _("Hva kan du gjøre annerledes fra i dag?"),
            _("Hva trenger du fra oss voksne for å få det til?"),
        ),
        anker="samtale-med-elev-som-kan-ha-krenket",
    ),
    Samtale.Type.MEDELEV: Mal(
        raad=(
            _("Spør om det eleven selv har sett og hørt, ikke om hva eleven tror om andre."),
            _("Si at det er bra å fortelle, og at du ikke sier videre hvem som sa det."),
        ),
        sporsmaal=(
            _("Hvordan er det i klassen og i friminuttene for tida?"),
            _("Hva har du selv sett eller hørt?"),
            _("Hva gjorde de som sto rundt?"),
            _("Hva tror du kunne hjelpe?"),
        ),
        anker="undersoke-saken",
    ),
    Samtale.Type.FORESATTE: Mal(
        raad=(
            _("Si hvorfor dere ville møtes: det som har hendt, det eleven har vist, eller det dere er urolige for."),
            _("La foresatte fortelle ferdig før du svarer."),
            _("Fortell hva skolen har gjort, og hva dere tenker å gjøre."),
            _("Avtal når dere snakkes igjen, og send referatet hjem etterpå."),
        ),
        sporsmaal=(
            _("Hvordan har barnet det hjemme, og hva forteller barnet om skolen?"),
            _("Hva har dere lagt merke til, og siden når?"),
            _("Hva er dere mest urolige for?"),
            _("Hva tror dere kan hjelpe?"),
        ),
        anker="samtale-med-foresatte",
    ),
    Samtale.Type.ANSATT: Mal(
        raad=(
            _("Be om det den ansatte har sett og hørt selv, og hold det fra det den ansatte tror."),
            _("Kan den ansatte ha krenket eleven? Da gjelder egne regler, og den som leder saken, tar samtalen."),
        ),
        sporsmaal=(
            _("Hva har du sett og hørt, og når?"),
            _("Hvor er de voksne når det skjer?"),
            _("Hva er prøvd, og hvordan gikk det?"),
            _("Hva kan vi voksne gjøre annerledes?"),
        ),
        anker="undersoke-saken",
    ),
    Samtale.Type.FORESATTE_ANNEN: Mal(
        raad=(
            _("Snakk med hver familie for seg, om ikke de selv vil møtes."),
            _("Snakk bare om deres eget barn. Det andre familier har fortalt, sier du ikke videre."),
            _("Det er skolen som ordner opp mellom elevene, ikke foreldrene."),
        ),
        sporsmaal=(
            _("Hvordan opplever dere at barnet deres har det på skolen?"),
            _("Hva har barnet fortalt hjemme?"),
            _("Hvordan kan dere støtte det vi har avtalt med barnet?"),
        ),
        anker="samtale-med-foresatte-til-elev-som-kan-ha-krenket",
    ),
}


def sett_inn(tekst: str, type_: Samtale.Type) -> str:
    """The text with the questions of this kind of conversation after it, each with room for its answer."""
    nye = [spor for spor in (str(s) for s in MALER[type_].sporsmaal) if spor not in tekst]
    return "\n\n".join(del_ for del_ in (tekst.rstrip(), *nye) if del_) + "\n"


def uten_ubesvarte(tekst: str) -> str:
    """The text without those of our questions that nobody wrote anything under."""
    alle = {str(spor) for mal in MALER.values() for spor in mal.sporsmaal}
    beholdt: list[str] = []
    for linje in tekst.splitlines():
        if linje.strip() in alle:
            _fjern_siste_ubesvarte(beholdt, alle)
        beholdt.append(linje)
    _fjern_siste_ubesvarte(beholdt, alle)
    return "\n".join(beholdt).strip()


def _fjern_siste_ubesvarte(linjer: list[str], alle: set[str]) -> None:
    """Take away the question the lines end with, if they do."""
    siste = next((n for n in range(len(linjer) - 1, -1, -1) if linjer[n].strip()), None)
    if siste is not None and linjer[siste].strip() in alle:
        del linjer[siste:]
