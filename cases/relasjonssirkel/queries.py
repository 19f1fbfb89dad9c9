"""Reads of the relasjonssirkel: one's own, and none other. A constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.relasjonssirkel.access import egne_klasser, egne_sirkler, elever_i
from cases.relasjonssirkel.models import Plassering, Relasjonssirkel, Ring
from cases.relasjonssirkel.sirkel import Plass, i_ord, tegn
from cases.sak.access import Handling
from cases.sak.models import Del, Sak

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from django.utils.functional import _StrPromise

    from cases.relasjonssirkel.sirkel import Tegning
    from steinkjer_skolemiljo.organisation.models import Bruker, Elev, Klasse

STO: Mapping[Ring, _StrPromise] = {
    Ring.NAER: _("Den %(dato)s sto eleven nær."),
    Ring.MIDT: _("Den %(dato)s sto eleven midt i."),
    Ring.YTTERST: _("Den %(dato)s sto eleven ytterst."),
}
# A circle is made a few times a year; the list shows no more than these.
VISES = 20


@dataclass(frozen=True)
class Klassens:
    """One class, and the circles its kontaktlærer has made of it."""

    klasse: Klasse
    sirkler: tuple[Relasjonssirkel, ...]


@dataclass(frozen=True)
class Bilde:
    """One circle as it is shown."""

    sirkel: Relasjonssirkel
    plasser: tuple[Plass, ...]
    elever: tuple[Elev, ...]
    tegning: Tegning


def oversikt(bruker: Bruker, dag: date) -> list[Klassens]:
    """One's own classes, each with its circles. Two queries."""
    sirkler = list(egne_sirkler(bruker, dag))
    return [
        Klassens(klasse, tuple(s for s in sirkler if s.klasse_id == klasse.pk)[:VISES])
        for klasse in egne_klasser(bruker, dag)
    ]


def plasser_i(sirkel: Relasjonssirkel, elever: Sequence[Elev]) -> tuple[Plass, ...]:
    """Where those who may still be placed stand, in the order of the pupils. One query."""
    rader = {rad.elev_id: rad for rad in Plassering.objects.filter(sirkel=sirkel)}
    return tuple(
        Plass(elev, Ring(rader[elev.pk].ring), rader[elev.pk].annen_voksen) for elev in elever if elev.pk in rader
    )


def bilde(sirkel: Relasjonssirkel, dag: date, *, for_: Relasjonssirkel | None = None) -> Bilde:
    """A circle with its drawing; beside an older one, with where each has come from. At most three queries."""
    elever = tuple(elever_i(sirkel.klasse_id, dag))
    plasser = plasser_i(sirkel, elever)
    sto = {plass.elev.pk: plass.ring for plass in plasser_i(for_, elever)} if for_ is not None else {}
    return Bilde(sirkel, plasser, elever, tegn(plasser, elever, for_=sto))


def eldre(bruker: Bruker, sirkel: Relasjonssirkel, dag: date) -> list[Relasjonssirkel]:
    """The other circles of the same class this one may be compared with, newest first. One query."""
    return list(egne_sirkler(bruker, dag).filter(klasse=sirkel.klasse_id).exclude(pk=sirkel.pk)[:VISES])


def saker_for(bruker: Bruker, elev: Elev, dag: date) -> list[Sak]:
    """The open saker about a pupil in whose investigation this person may write. One query."""
    return list(
        Sak.objects.visible_to(bruker, dag, Handling.SKRIVE, Del.UNDERSOKELSE)
        .filter(elev=elev, avsluttet__isnull=True)
        .order_by("nummer")
    )


def forslag(sirkel: Relasjonssirkel, plass: Plass, tidligere: Iterable[Relasjonssirkel]) -> str:
    """One pupil's placement in words, and where they stood the time before. One query."""
    tekst = i_ord(plass)
    for eldre_ in tidligere:
        if eldre_.dato < sirkel.dato:
            rad = Plassering.objects.filter(sirkel=eldre_, elev=plass.elev).first()
            if rad is not None:
                sto = STO[Ring(rad.ring)] % {"dato": date_format(eldre_.dato, "j. F Y")}
                return f"{tekst} {sto}"
            break
    return tekst
