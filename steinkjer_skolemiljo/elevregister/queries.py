"""What the register's pages show. Asked only after access.py has let the person in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from cases.lov.kalender import skolear_for
from steinkjer_skolemiljo.elevregister.actions import endringer_i
from steinkjer_skolemiljo.elevregister.csvfil import OVERSKRIFTER
from steinkjer_skolemiljo.organisation.models import Elevliste, Gradering, Skole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.elevregister.endringer import Elevendring, Endringer
    from steinkjer_skolemiljo.organisation.models import Elev

# A list is read through by a person: those beyond are counted.
VISES = 200
TIDLIGERE = 10
# Who the pupil is.
PERSON = frozenset({"fornavn", "etternavn", "kallenavn", "fodselsdato"})


def skoler(dag: date) -> QuerySet[Skole]:
    """The schools with how many pupils and classes they have today; those that are closed come last. One query.

    Without those at protected addresses: the number before and after a list would tell where one of them was.
    """
    aapne = Q(elever__sluttet__isnull=True, elever__gradering=Gradering.INGEN)
    return Skole.objects.annotate(
        antall_elever=Count("elever", filter=aapne, distinct=True),
        antall_klasser=Count("klasser", filter=Q(klasser__skolear=skolear_for(dag)), distinct=True),
    ).order_by(F("nedlagt").asc(nulls_first=True), "navn")


def lister() -> tuple[Elevliste | None, list[Elevliste]]:
    """The list that waits or is being taken in, and the last that were answered."""
    alle = list(Elevliste.objects.select_related("lagt_fram_av", "svart_av").defer("innhold")[: TIDLIGERE + 1])
    aapen = next((liste for liste in alle if not liste.ferdig), None)
    return aapen, [liste for liste in alle if liste.ferdig][:TIDLIGERE]


@dataclass(frozen=True)
class Linje:
    """One pupil in the list that is shown: the name, and what happens in words."""

    navn: str
    hva: str


@dataclass(frozen=True)
class Gruppe:
    """The pupils to whom the same happens."""

    tittel: str
    linjer: tuple[Linje, ...]
    flere: int


@dataclass(frozen=True)
class Forhandsvisning:
    """What a list would do, as the page shows it."""

    endringer: Endringer
    grupper: tuple[Gruppe, ...]
    viste_elever: tuple[int, ...]
    avtrykk: str


def forhandsvisning(liste: Elevliste, dag: date) -> Forhandsvisning:
    """Work out what a list that waits would change today, as far as it is for the page to tell."""
    alt = endringer_i(liste, dag)
    endringer = alt.vist
    nytt_navn = [e for e in endringer.endret if not e.felter.keys().isdisjoint(PERSON)]
    annet = [e for e in endringer.endret if e.felter.keys().isdisjoint(PERSON)]
    navn = dict(Skole.objects.values_list("pk", "navn"))
    grupper = tuple(
        gruppe
        for gruppe in (
            _gruppe(_("Slutter"), endringer.sluttet, navn),
            _gruppe(_("Bytter skole"), endringer.flyttet, navn),
            _gruppe(_("Er tilbake"), endringer.tilbake, navn),
            # What a hostile or a broken file would hide among a whole school's new classes.
            _gruppe(_("Får nytt navn eller ny fødselsdato"), nytt_navn, navn),
            _nye(endringer, navn),
            _gruppe(_("Får ny klasse eller annet"), annet, navn),
        )
        if gruppe.linjer
    )
    viste = [
        endring.elev.pk
        for gruppe in (endringer.sluttet, endringer.flyttet, endringer.tilbake, nytt_navn, annet)
        for endring in gruppe[:VISES]
        if endring.elev is not None and not endring.vises_uten_navn
    ]
    return Forhandsvisning(endringer, grupper, tuple(viste), alt.avtrykk())


def _nye(endringer: Endringer, skoler_: dict[int, str]) -> Gruppe:
    """New pupils are counted, school by school and class by class, and not named.

    One at a protected address is here as a new one too, each time: their names beside a few who really are new would
    tell who they are.
    """
    antall = Counter(
        _sted(skoler_[endring.felter["skole_id"]], endring.rad.klasse)
        for endring in endringer.nye
        if endring.rad is not None and not endring.vises_uten_navn
    )
    linjer = [Linje(sted, str(antall[sted])) for sted in sorted(antall)]
    if uten_navn := sum(endring.vises_uten_navn for endring in endringer.nye):
        linjer.append(Linje(_("En elev med beskyttet adresse"), str(uten_navn)))
    tittel = _("Nye elever")
    return Gruppe(f"{tittel} ({len(endringer.nye)})", tuple(linjer), 0)


def _gruppe(tittel: str, endringer: list[Elevendring], skoler_: dict[int, str]) -> Gruppe:
    linjer = tuple(Linje(endring.navn, ", ".join(_hva(endring, skoler_))) for endring in endringer[:VISES])
    return Gruppe(f"{tittel} ({len(endringer)})", linjer, max(0, len(endringer) - VISES))


def _hva(endring: Elevendring, skoler_: dict[int, str]) -> Iterable[str]:
    """What happens to a pupil, in words; of one at a protected address nothing: the school would tell where."""
    elev, felter = endring.elev, endring.felter
    if endring.vises_uten_navn or elev is None:
        return
    if felter.get("sluttet") is not None:
        yield _sted(elev.skole.navn, elev.klasse.navn if elev.klasse else "")
    else:
        yield from _flytting(endring, elev, skoler_)
        yield from _person(endring, elev)


def _flytting(endring: Elevendring, elev: Elev, skoler_: dict[int, str]) -> Iterable[str]:
    if "skole_id" in endring.felter:
        yield _("fra %(fra)s til %(til)s") % {"fra": elev.skole.navn, "til": skoler_[endring.felter["skole_id"]]}
    if endring.klasse is not None:
        fra = elev.klasse.navn if elev.klasse else _("ingen klasse")
        yield _("klasse %(fra)s blir %(til)s") % {"fra": fra, "til": endring.klasse[1]}
    elif "klasse_id" in endring.felter:
        yield _("er ikke lenger i en klasse")


def _person(endring: Elevendring, elev: Elev) -> Iterable[str]:
    felter = endring.felter
    for felt in ("fornavn", "etternavn", "kallenavn"):
        if felt in felter:
            ord_ = {"felt": OVERSKRIFTER[felt].lower(), "fra": getattr(elev, felt), "til": felter[felt]}
            yield _("%(felt)s «%(fra)s» blir «%(til)s»") % ord_
    if "fodselsdato" in felter:
        yield _("fødselsdatoen er rettet")
    if "kilde_id" in felter:
        yield _("er kjent igjen på navn og fødselsdato, og får id")


def _sted(skole: str, klasse: str) -> str:
    return f"{skole}, {klasse}" if klasse else skole


def kolonnehjelp() -> list[tuple[str, str]]:
    """The columns of a list and what they are for."""
    hjelp: dict[str, Any] = {
        "id": _("Elevens id i det skoleadministrative systemet. Aldri fødselsnummer. Må være der."),
        "fornavn": _("Må være der."),
        "etternavn": _("Må være der."),
        "kallenavn": _("Navnet eleven blir kalt til vanlig."),
        "fodselsdato": _("Som 24.12.2015. Må være der."),
        "skole": _("Skolens navn eller kortnavn, slik det står lenger nede på siden. Må være der."),
        "klasse": _("For eksempel 5A. Klasser som ikke finnes, blir laget."),
        "trinn": _("Et tall fra 1 til 10. Må være der når klassen er der."),
        "gradering": " / ".join(str(g.label).lower() for g in Gradering),
    }
    return [(OVERSKRIFTER[felt], tekst) for felt, tekst in hjelp.items()]
