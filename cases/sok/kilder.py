"""Which texts of a sak are searched, who may find something in each, and the page where it stands.

The words are put in the index by the database itself (triggers of the migration that made it). A test writes a word in
every field named here and finds it again, so the two cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cases.evaluering.models import Avslutning, Evaluering
from cases.melding.models import Melding, Meldingstillegg
from cases.melding.mottak_models import Mottak
from cases.tiltaksplan.models import Tiltaksplan
from cases.undersokelse.models import Analyse, Kartlegging, Observasjon, Samtale, Undersokelse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model
    from django.utils.functional import _StrPromise


class Nivaa(StrEnum):
    """Who may find something in a text."""

    # Everyone who may read the sak.
    LESE = "lese"
    # Those who lead the sak or follow it up: what is internal, and what is not decided yet.
    LEDERE = "ledere"
    # Those who receive the melding.
    MOTTAKERE = "mottakere"


@dataclass(frozen=True)
class Kilde:
    """One kind of text."""

    navn: _StrPromise
    modell: type[Model]
    felter: tuple[str, ...]
    nivaa: Nivaa
    # The page of the sak where it stands; empty for a melding, which has a page of its own.
    side: str = ""
    dato: str = ""
    # Texts of rows below it: the relation, and its fields.
    rader: tuple[str, tuple[str, ...]] | None = None


_PLANFELTER = (
    "utfordring",
    "bakgrunn",
    "maal",
    "tegn",
    "elevens_syn",
    "foresattes_syn",
    "barnets_beste",
    "trygghetsperson",
    "samarbeid",
    "uenighet",
)
_TILTAK = ("tiltak", ("beskrivelse", "grunnlag", "status_notat"))

KILDER: Mapping[str, Kilde] = {
    "melding": Kilde(
        _("Melding"),
        Melding,
        ("hva_skjedde", "naar_beskrivelse", "vitner", "grep_inn_beskrivelse", "strakstiltak"),
        Nivaa.MOTTAKERE,
        dato="sendt",
    ),
    "tillegg": Kilde(_("Tillegg til melding"), Meldingstillegg, ("tekst",), Nivaa.MOTTAKERE, dato="skrevet"),
    "mottak": Kilde(_("Mottak av melding"), Mottak, ("strakstiltak", "hvem_faar_vite"), Nivaa.MOTTAKERE, dato="tid"),
    "undersokelse": Kilde(
        _("Undersøkelsen"),
        Undersokelse,
        ("hva_finne_ut", "kilder"),
        Nivaa.LESE,
        side="undersokelse:vis",
        dato="startet",
    ),
    "samtale": Kilde(
        _("Samtale"),
        Samtale,
        ("deltakere", "hva_sies", "onsker", "hjelper_eller_frykter", "avtalt"),
        Nivaa.LESE,
        side="undersokelse:vis",
        dato="dato",
    ),
    "samtale_internt": Kilde(
        _("Internt notat"), Samtale, ("internt_notat",), Nivaa.LEDERE, side="undersokelse:vis", dato="dato"
    ),
    "observasjon": Kilde(
        _("Observasjon"),
        Observasjon,
        ("arena", "observator", "beskrivelse", "tolkning"),
        Nivaa.LESE,
        side="undersokelse:vis",
        dato="dato",
    ),
    "kartlegging": Kilde(_("Kartlegging"), Kartlegging, ("funn",), Nivaa.LESE, side="undersokelse:vis", dato="dato"),
    "analyse": Kilde(
        _("Vurdering"),
        Analyse,
        ("hva_skjer", "elevens_opplevelse", "opprettholder", "andre_forstaaelser", "begrunnelse"),
        Nivaa.LESE,
        side="undersokelse:vis",
        dato="dato",
    ),
    "plan": Kilde(
        _("Tiltaksplan"),
        Tiltaksplan,
        _PLANFELTER,
        Nivaa.LESE,
        side="tiltaksplan:vis",
        dato="vedtatt",
        rader=_TILTAK,
    ),
    "planutkast": Kilde(
        _("Utkast til tiltaksplan"),
        Tiltaksplan,
        _PLANFELTER,
        Nivaa.LEDERE,
        side="tiltaksplan:rediger",
        dato="opprettet",
        rader=_TILTAK,
    ),
    "evaluering": Kilde(
        _("Evaluering"),
        Evaluering,
        ("elevens_ord", "foresattes_syn", "nye_hendelser", "voksnes_vurdering", "begrunnelse"),
        Nivaa.LESE,
        side="evaluering:vis",
        dato="dato",
    ),
    "avslutning": Kilde(
        _("Avslutning"),
        Avslutning,
        ("begrunnelse", "elevens_syn", "foresattes_syn", "barnets_beste", "videre_arbeid"),
        Nivaa.LESE,
        side="evaluering:vis",
        dato="tid",
    ),
}


def paa_nivaa(nivaa: Nivaa) -> list[str]:
    """The kinds of text that are open to that circle."""
    return [navn for navn, kilde in KILDER.items() if kilde.nivaa is nivaa]
