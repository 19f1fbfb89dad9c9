"""The steps that the investigation's doors share: fetch with lock, begin, write, and what a date may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.sak import access
from cases.sak.feil import Brudd, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Del
from cases.sak.tilstand import krev_aapen
from cases.undersokelse.models import Aktivitetsutkast, Undersokelse
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.sak.access import Handling
    from cases.sak.models import Sak
    from cases.undersokelse.models import Aktivitet
    from steinkjer_skolemiljo.organisation.models import Bruker

    A = TypeVar("A", bound=Aktivitet)
    U = TypeVar("U", bound="Undersokelse | Aktivitet")


@dataclass(frozen=True)
class Undersokelsesplandata:
    """What the school wants to find out, and from whom."""

    hva_finne_ut: str = ""
    kilder: str = ""
    # ``siste_lagring`` when the form was shown.
    sett: int = 0


def laas(aktor: Bruker, sak_id: int, handling: Handling, now: datetime) -> Sak:
    """Fetch an open sak to write in its investigation."""
    sak = access.laas(aktor, handling, sak_id, localdate(now), Del.UNDERSOKELSE)
    krev_aapen(sak)
    return sak


def start(sak: Sak, data: Undersokelsesplandata, *, aktor: Bruker, now: datetime) -> Undersokelse:
    """Begin the investigation, and say so in the log."""
    undersokelse = Undersokelse(sak=sak, startet=now, hva_finne_ut=data.hva_finne_ut, kilder=data.kilder)
    lagre_rad(undersokelse, aktor=aktor, now=now)
    logg(sak, Hendelsestype.UNDERSOKELSE_STARTET, aktor=aktor, now=now, objekt=undersokelse)
    return undersokelse


def ny(rad: A, sak: Sak, *, aktor: Bruker, now: datetime) -> A:
    """Write a new activity. The first one begins the investigation: nobody should have to press «start» first."""
    if not Undersokelse.objects.filter(sak=sak).exists():
        start(sak, Undersokelsesplandata(), aktor=aktor, now=now)
    return lagre_rad(rad, aktor=aktor, now=now)


def lagre_rad(rad: U, *, aktor: Bruker, now: datetime) -> U:
    """Write one row; what it does not allow is a refusal."""
    try:
        return lagre(rad, aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil


def dato_brudd(dato: date, now: datetime) -> list[Brudd]:
    """What is written down has been done."""
    if dato > localdate(now):
        return [Brudd(_("Datoen kan ikke være fram i tid."), felt="dato")]
    return []


def fjern_utkast(aktor: Bruker, sak: Sak, slag: str, retter: int = 0) -> None:
    """The draft has become a row: it goes in the same transaction."""
    Aktivitetsutkast.objects.filter(bruker=aktor, sak=sak, slag=slag, retter=retter).delete()
