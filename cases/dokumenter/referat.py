"""A referat as it goes home: without the internal part, other pupils' names masked (L-4.17, A-6, A-15, A-20)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cases.dokumenter.maskering import maskerer
from cases.dokumenter.pdf import andre_elever, navn_paa
from cases.undersokelse.models import Samtale
from cases.undersokelse.queries import EGNE_ORD, HVA_SIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Elev

# Eight digits as people write a number, and a word that ends as the names of streets and roads do, with its number.
TELEFON = re.compile(r"(?<!\d)(?:\+47\s?)?\d(?:[\s.]?\d){7}(?!\d)")
GATE = re.compile(
    r"\b\w*(?:veien|vegen|vei|veg|gata|gate|gaten|svingen|bakken|haugen|lia|tunet|plassen)\s+\d+\s?[a-h]?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Punkt:
    """One labelled text of the paper; ``egne_ord`` is what the other said."""

    navn: str
    tekst: str
    egne_ord: bool = False


@dataclass(frozen=True)
class Hjemreferat:
    """The paper: whose home it goes to, its points, and what a human must look at before it goes."""

    elev: Elev
    samtale: Samtale
    punkter: tuple[Punkt, ...]
    skjult: bool
    ligner_adresse: tuple[str, ...]


def adresser_i(tekster: Iterable[str]) -> tuple[str, ...]:
    """What looks like a street with a number, or a telephone number (A-15). Pure; a human decides."""
    funnet = (treff.group(0) for tekst in tekster for moenster in (GATE, TELEFON) for treff in moenster.finditer(tekst))
    return tuple(dict.fromkeys(funnet))


def hjemreferat(sak: Sak, samtale: Samtale, elev: Elev) -> Hjemreferat:
    """Write the paper for one pupil's home, in the language that is active. Four queries.

    Args:
        sak: the sak.
        samtale: a conversation whose referat may go home.
        elev: whose home: the sak's pupil, or the other one it was with or about.

    """
    andre = [annen for annen in (sak.elev, *andre_elever(sak)) if annen.pk != elev.pk]
    masker = maskerer(navn_paa(elev), [navn_paa(annen) for annen in andre], elev=_("Elev"))
    felter: list[tuple[str, str]] = [(_("Hvem var med"), "deltakere"), (_("Trygghetsperson"), "trygghetsperson")]
    felter += [(str(HVA_SIES[Samtale.Type(samtale.type)]), "hva_sies")]
    felter += [
        (_("Hvordan eleven ønsker at det skal bli"), "onsker"),
        (_("Hva eleven tror hjelper, og hva eleven er redd for"), "hjelper_eller_frykter"),
        (_("Det den voksne la merke til"), "voksnes_beskrivelse"),
        (_("Hva ble avtalt"), "avtalt"),
    ]
    skrevet = [(navn, felt, getattr(samtale, felt)) for navn, felt in felter if getattr(samtale, felt)]
    return Hjemreferat(
        elev=elev,
        samtale=samtale,
        punkter=tuple(Punkt(navn, masker(tekst), felt in EGNE_ORD) for navn, felt, tekst in skrevet),
        skjult=any(masker(tekst) != tekst for _navn_, _felt, tekst in skrevet),
        ligner_adresse=adresser_i(tekst for _navn_, _felt, tekst in skrevet) if elev.er_gradert else (),
    )
