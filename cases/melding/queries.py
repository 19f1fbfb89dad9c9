"""Reads for the melding's pages. A constant number of queries, however many rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import BooleanField, Case, Count, ExpressionWrapper, Max, Min, Q, When
from django.utils.translation import gettext_lazy as _

from cases.melding import access as meldingsadgang
from cases.melding.models import Behandling, Melding, Meldingelev, Meldinginvolvert, Meldingsutkast, Mottaker
from steinkjer_skolemiljo.organisation.models import (
    KOMMUNEROLLER,
    Bruker,
    Elev,
    Gradering,
    Rolletildeling,
    gjelder,
)
from steinkjer_skolemiljo.organisation.navnesok import begynner_med, fold, treffer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from cases.melding.models import MeldingQuerySet
    from steinkjer_skolemiljo.organisation.roller import Roller

PER_SIDE = 25
TREFF = 8
# Digits: one more, and the database has no room for it.
LENGSTE_ID = 18

MOTTAKERNAVN = {
    Mottaker.REKTOR: _("Rektor"),
    Mottaker.SKOLEEIER: _("Skoleeier (sektorleder skole)"),
    Mottaker.KOMMUNALSJEF: _("Kommunalsjefen"),
}


def elever_for(roller: Roller) -> QuerySet[Elev]:
    """The pupils this person may look up: those of own schools; the municipality's people see every school's.

    A pupil whose address is strictly protected is found at their own school only (A-13).
    """
    elever = Elev.objects.filter(sluttet__isnull=True).select_related("klasse", "skole")
    egne = Q(skole__in=sorted(roller.alle_skoler))
    if roller.sektorleder or roller.kommunalsjef:
        return elever.filter(egne | ~Q(gradering=Gradering.STRENGT))
    return elever.filter(egne)


def ansatte_for(roller: Roller, dag: date) -> QuerySet[Bruker]:
    """The employees this person may name: those of own schools today; the municipality's people may name anyone."""
    tildelinger = Rolletildeling.objects.filter(gjelder(dag))
    if not (roller.sektorleder or roller.kommunalsjef):
        # L-5.8: someone in the municipality's office can be named by anyone.
        tildelinger = tildelinger.filter(Q(skole__in=sorted(roller.alle_skoler)) | Q(rolle__in=KOMMUNEROLLER))
    return Bruker.objects.filter(pk__in=tildelinger.values("bruker"), is_active=True).order_by("etternavn", "fornavn")


@dataclass(frozen=True)
class Elevtreff:
    """What the name search shows: those valgt already, then those found."""

    navn: str
    valgte: list[Elev]
    funnet: list[Elev]
    sokte: bool


def _passer(sok: str) -> Q:
    """Every word is a part of the name, or the class: «nora 5a». Or all of it is a class."""
    # To find a protected pupil by the class would tell the class.
    uskjermet = Q(gradering=Gradering.INGEN)
    betingelse = Q()
    for ord_ in sok.split()[:6]:
        betingelse &= treffer(ord_) | (Q(klasse__navn__iexact=ord_) & uskjermet) if fold(ord_) else Q()
    return betingelse | (Q(klasse__navn__iexact=sok) & uskjermet)


def elevsok(roller: Roller, navn: str, sok: str, valgte: Sequence[str]) -> Elevtreff:
    """Find pupils by name or class among those this person may look up; those valgt stay valgt.

    Args:
        roller: the searcher's roles.
        navn: the form field the pupils are valgt for.
        sok: what was typed.
        valgte: ids valgt already, as they came from the form.

    """
    mulige = elever_for(roller)
    # As they came: a digit that is no number, or a number no row has, chooses nobody.
    ider = [int(v) for v in valgte if v.isdecimal() and len(v) <= LENGSTE_ID]
    valgt = list(mulige.filter(pk__in=ider)) if ider else []
    sok = sok.strip()
    funnet: list[Elev] = []
    if len(sok) > 1:
        funnet = list(
            mulige.filter(_passer(sok))
            .exclude(pk__in=ider)
            # Own school first, then those spelt as typed before those that only sound so.
            .annotate(
                fremmed=Case(When(skole__in=sorted(roller.alle_skoler), then=0), default=1),
                ulik=Case(When(begynner_med(sok), then=0), default=1),
            )
            .order_by("fremmed", "ulik", "etternavn", "fornavn", "pk")[:TREFF]
        )
    return Elevtreff(navn=navn, valgte=valgt, funnet=funnet, sokte=len(sok) > 1)


@dataclass(frozen=True)
class Statussteg:
    """One step on the way of a melding, and when it was reached, as far as the reporter may know."""

    navn: _StrPromise
    naadd: bool
    naar: datetime | None = None


@dataclass(frozen=True)
class EgenMelding:
    """One's own melding with what may be told about how it goes: no content of any sak (role table).

    ``bare_status``: the reporter is denied a sak it led to. Then it is followed up, and nothing more is told (A-4).
    """

    melding: Melding
    status: _StrPromise
    bare_status: bool = False
    steg: tuple[Statussteg, ...] = ()

    @property
    def gjelder(self) -> list[str]:
        """Whom it is about, in the reporter's words: who an unknown pupil turned out to be is not theirs to know."""
        return [rad.beskrivelse or str(rad.elev) for rad in self.melding.elever.all()]


# The fields that make a draft somebody's words, and not only an opened form.
SKREVET = ("elever", "ukjent_elev", "hva_skjedde", "strakstiltak")
SENDT, LEST, FOLGES_OPP, AVSLUTTET = _("Sendt"), _("Lest"), _("Følges opp"), _("Avsluttet")
UNDERSOKES = _("Undersøkelse startet")


def _med_saker(meldinger: MeldingQuerySet, melder: Bruker) -> QuerySet[Any]:
    return meldinger.select_related("skole", "melder").annotate(
        stengt=ExpressionWrapper(meldingsadgang.nektet(melder), output_field=BooleanField()),
        antall_saker=Count("elever__sak"),
        undersokelse_startet=Min("elever__sak__undersokelse__startet"),
        siste_avsluttet=Max("elever__sak__avsluttet"),
        antall_aapne=Count("elever__sak", filter=Q(elever__sak__avsluttet__isnull=True)),
    )


def _egen(melding: Any) -> EgenMelding:
    return EgenMelding(
        melding=melding, status=_status(melding), bare_status=melding.stengt, steg=_stegene(melding, _status(melding))
    )


def _stegene(melding: Any, status: _StrPromise) -> tuple[Statussteg, ...]:
    sendt = Statussteg(SENDT, naadd=True, naar=melding.sendt)
    if melding.stengt:
        return (sendt, Statussteg(FOLGES_OPP, naadd=True))
    lest = Statussteg(LEST, naadd=melding.lest is not None, naar=melding.lest)
    if melding.behandling == Behandling.IKKE_KAP12:
        return (sendt, lest, Statussteg(AVSLUTTET, naadd=True, naar=melding.behandlet))
    ferdig = status is AVSLUTTET
    startet = melding.undersokelse_startet
    steg = [sendt, lest, Statussteg(FOLGES_OPP, naadd=melding.behandling == Behandling.SAK, naar=melding.behandlet)]
    if startet or not ferdig:
        steg.append(Statussteg(UNDERSOKES, naadd=startet is not None, naar=startet))
    return (*steg, Statussteg(AVSLUTTET, naadd=ferdig, naar=melding.siste_avsluttet if ferdig else None))


def _status(melding: Any) -> _StrPromise:
    if melding.stengt:
        return FOLGES_OPP
    if melding.behandling == Behandling.NY:
        return LEST if melding.lest else SENDT
    if melding.behandling == Behandling.IKKE_KAP12:
        return AVSLUTTET
    if melding.antall_saker and not melding.antall_aapne:
        return AVSLUTTET
    return UNDERSOKES if melding.undersokelse_startet else FOLGES_OPP


def egne(bruker: Bruker, dag: date, *, side: int) -> tuple[Page[Melding], list[EgenMelding]]:
    """One page of the meldinger this person sent, newest first."""
    meldinger = (
        _med_saker(Melding.objects.skrevet_av(bruker, dag), bruker)
        .prefetch_related("elever__elev")
        .order_by("-sendt", "-id")
    )
    ark = Paginator(meldinger, PER_SIDE).get_page(side)
    return ark, [_egen(melding) for melding in ark.object_list]


def siste_egne(bruker: Bruker, dag: date, *, antall: int) -> list[EgenMelding]:
    """The newest meldinger this person sent, and how it goes with each. One query."""
    meldinger = _med_saker(Melding.objects.skrevet_av(bruker, dag), bruker).order_by("-sendt", "-id")
    return [_egen(melding) for melding in meldinger[:antall]]


def utkast_med_noe_i(bruker: Bruker) -> Meldingsutkast | None:
    """What this person has begun to write and not sent; a form that was only opened is nothing. One query."""
    utkast = Meldingsutkast.objects.filter(bruker=bruker).defer("nettlesernokkel").first()
    skrevet = utkast is not None and any(
        verdi.strip() for navn in SKREVET for verdi in utkast.felter.get(navn, ()) if isinstance(verdi, str)
    )
    return utkast if skrevet else None


def egen(bruker: Bruker, nummer: str, dag: date) -> EgenMelding | None:
    """One's own melding, or nothing."""
    for melding in _med_saker(Melding.objects.skrevet_av(bruker, dag).filter(nummer=nummer), bruker):
        return _egen(melding)
    return None


def inngripen_gjenstaar(melding: Melding) -> bool:
    """Whether the reporter told of a fysisk inngripen and has not written the record of it (L-4.2)."""
    return melding.fysisk_inngripen and not melding.inngripener.filter(registrert_av=melding.melder_id).exists()


def elever_i(melding: Melding) -> list[Meldingelev]:
    """The pupils of a melding, with their class and sak."""
    return list(
        Meldingelev.objects.filter(melding=melding)
        .select_related("elev", "elev__klasse", "elev__skole", "sak")
        .order_by("pk")
    )


def involverte_i(melding: Melding) -> list[Meldinginvolvert]:
    """Who may have offended, as the reporter told it."""
    return list(
        Meldinginvolvert.objects.filter(melding=melding).select_related("elev", "elev__klasse", "ansatt").order_by("pk")
    )
