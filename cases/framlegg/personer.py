"""Everybody a sak knows by name, and what each becomes in what an accused employee reads (A-3, A-7, A-20)."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.dokumenter.maskering import FORSTE, Navn, bokstav
from cases.dokumenter.navnefunn import Funn, Person, finn, masker, normalisert, samle
from cases.dokumenter.steder import klassenavn
from cases.melding.models import Melding, Meldinginvolvert
from cases.sak.models import Involvert
from steinkjer_skolemiljo.organisation.models import Bruker, Foresatt

if TYPE_CHECKING:
    from collections.abc import Collection

    from cases.framlegg.models import Framlegg
    from cases.sak.models import Sak


@dataclass(frozen=True)
class Gjennomgang:
    """What the search for names found in a framlegg, and a sum that changes when text or names do."""

    funn: tuple[Funn, ...]
    kontrollsum: str


@dataclass(frozen=True)
class Masket:
    """The text as the employee will read it."""

    elev: str
    paastander: str
    trenger: str


def _navn(person: Bruker | Foresatt) -> Navn:
    return Navn(person.fornavn, person.etternavn)


def personer_i(sak: Sak, ansatt: Bruker, *, vis_elev: bool) -> list[Person]:
    """Pupil, other pupils, parents and employees of a sak. A constant number of queries.

    The one who reported is «en annen ansatt» like every other: a word of its own would point to them.
    """
    from cases.dokumenter.pdf import andre_elever  # noqa: PLC0415 - most of a second, which few processes need

    andre = andre_elever(sak)
    elev = sak.elev
    funnet = [
        Person(_navn(ansatt), "", "", beholdes=True),
        Person(
            Navn(elev.fornavn, elev.etternavn, elev.kallenavn),
            _("eleven saken gjelder"),
            _("elevens"),
            beholdes=vis_elev,
        ),
    ]
    for nummer, annen in enumerate(andre, start=FORSTE):
        ord_ = _("Elev %(bokstav)s") % {"bokstav": bokstav(nummer)}
        funnet.append(Person(Navn(annen.fornavn, annen.etternavn, annen.kallenavn), ord_, f"{ord_}s"))
    foresatte = (
        Foresatt.objects.filter(forhold__elev__in=[elev, *andre]).exclude(bruker=ansatt.pk).distinct().order_by("pk")
    )
    funnet += [Person(_navn(f), _("en foresatt"), _("en foresatts")) for f in foresatte]
    meldinger = Melding.objects.filter(elever__sak=sak).values("pk")
    ansatte = (
        Bruker.objects.filter(
            Q(pk__in=Melding.objects.filter(pk__in=meldinger).values("melder"))
            | Q(pk__in=Involvert.objects.filter(sak=sak, ansatt__isnull=False).values("ansatt"))
            | Q(pk__in=Meldinginvolvert.objects.filter(melding__in=meldinger, ansatt__isnull=False).values("ansatt"))
        )
        .exclude(pk=ansatt.pk)
        .order_by("pk")
    )
    funnet += [Person(_navn(b), _("en annen ansatt"), _("en annen ansatts")) for b in ansatte]
    return funnet


def _klasser(framlegg: Framlegg) -> tuple[str, ...]:
    return () if framlegg.vis_elev else klassenavn(framlegg.sak)


def gjennomga(framlegg: Framlegg) -> Gjennomgang:
    """Search the framlegg for every name that is not meant to be there."""
    personer = personer_i(framlegg.sak, framlegg.ansatt, vis_elev=framlegg.vis_elev)
    klasser = _klasser(framlegg)
    tekster = [normalisert(framlegg.paastander), normalisert(framlegg.trenger)]
    sum_ = sha256(repr((tekster, framlegg.vis_elev, list(klasser), personer)).encode()).hexdigest()
    return Gjennomgang(
        funn=tuple(samle((tekst, finn(tekst, personer, klasser=klasser)) for tekst in tekster)), kontrollsum=sum_
    )


def masket(framlegg: Framlegg, behold: Collection[str]) -> Masket:
    """The framlegg as the employee will read it, with what was decided to stand."""
    personer = personer_i(framlegg.sak, framlegg.ansatt, vis_elev=framlegg.vis_elev)
    klasser = _klasser(framlegg)

    def uten_navn(tekst: str) -> str:
        tekst = normalisert(tekst)
        return masker(tekst, finn(tekst, personer, klasser=klasser), behold=behold)

    return Masket(
        elev=framlegg.sak.elev.navn if framlegg.vis_elev else "",
        paastander=uten_navn(framlegg.paastander),
        trenger=uten_navn(framlegg.trenger),
    )
