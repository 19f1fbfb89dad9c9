"""Doors of the collection: kept by the sektorleder, reported on by everyone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from procedures.access import krev_leser, krev_redaktor
from procedures.innhold.ressurser import RESSURSER
from procedures.models import Ressurs, Ressursmelding
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from procedures.innhold.ressurser import Ressursrad
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Ressursdata:
    """What is kept of a page."""

    tittel: str
    url: str
    utgiver: str
    beskrivelse: str
    for_hvem: tuple[str, ...]
    tema: tuple[str, ...]
    delplikter: tuple[str, ...]


def les_inn_ressurser(*, aktor: Bruker, now: datetime, rader: Iterable[Ressursrad] = RESSURSER) -> int:
    """Read in the pages that have never been in the collection, and say how many they were; a second time none.

    What the sektorleder has changed or taken out is left as it is.

    Raises:
        django.core.exceptions.ValidationError: the catalogue itself is wrong.

    """
    nye = 0
    with transaction.atomic():
        kjente = set(Ressurs.history.values_list("url", flat=True))
        for rad in rader:
            if rad.url in kjente:
                continue
            lister = {"for_hvem": list(rad.for_hvem), "tema": list(rad.tema), "delplikter": list(rad.delplikter)}
            ny = Ressurs(tittel=rad.tittel, url=rad.url, utgiver=rad.utgiver, beskrivelse=rad.beskrivelse, **lister)
            lagre(ny, aktor=aktor, now=now)
            nye += 1
    return nye


def _laas(ressurs: int) -> Ressurs:
    rad = Ressurs.objects.select_for_update(of=("self",), no_key=True).filter(pk=ressurs, tatt_ut__isnull=True).first()
    if rad is None:
        raise Http404
    return rad


def skriv(*, aktor: Bruker, ressurs: int | None, data: Ressursdata, versjon: int, now: datetime) -> Ressurs:
    """Write a page of the collection, or a new one. A new address has not been checked.

    Raises:
        Http404: no such page, or the person is no editor.
        django.core.exceptions.ValidationError: the address is there already, or another has changed it meanwhile.

    """
    krev_redaktor(aktor, localdate(now))
    with transaction.atomic():
        if ressurs is None:
            rad = Ressurs()
        else:
            rad = _laas(ressurs)
            if rad.versjon != versjon:
                raise ValidationError(_("Noen andre har endret den mens du skrev."))
            rad.versjon += 1
        if rad.url != data.url:
            rad.sjekk, rad.sjekket, rad.sjekket_av = "", None, None
        rad.tittel, rad.url, rad.utgiver, rad.beskrivelse = data.tittel, data.url, data.utgiver, data.beskrivelse
        rad.for_hvem, rad.tema, rad.delplikter = list(data.for_hvem), list(data.tema), list(data.delplikter)
        return lagre(rad, aktor=aktor, now=now)


def ta_ut(*, aktor: Bruker, ressurs: int, now: datetime) -> Ressurs:
    """Take a page out of the collection; what was reported on it is answered by that.

    Raises:
        Http404: no such page, or the person is no editor.

    """
    krev_redaktor(aktor, localdate(now))
    with transaction.atomic():
        rad = _laas(ressurs)
        rad.tatt_ut = now
        rad.versjon += 1
        lagre(rad, aktor=aktor, now=now)
        _lukk(rad, aktor=aktor, now=now)
        return rad


def virker_ikke(*, aktor: Bruker, ressurs: int, now: datetime) -> Ressurs:
    """Report that a page does not work. Again, before it is answered, changes nothing.

    Raises:
        Http404: no such page, or the person has no role today.

    """
    krev_leser(aktor, localdate(now))
    with transaction.atomic():
        rad = _laas(ressurs)
        if not rad.meldinger.filter(av=aktor, lukket__isnull=True).exists():
            lagre(Ressursmelding(ressurs=rad, av=aktor, tid=now), aktor=aktor, now=now)
        return rad


def noter_sjekket(*, aktor: Bruker, ressurs: int, virker: bool, now: datetime) -> Ressurs:
    """Note that an editor has looked at a page and how it was; that it works answers what was reported.

    Raises:
        Http404: no such page, or the person is no editor.

    """
    krev_redaktor(aktor, localdate(now))
    with transaction.atomic():
        rad = _laas(ressurs)
        sett(rad, aktor=aktor, virker=virker, now=now)
        if virker:
            _lukk(rad, aktor=aktor, now=now)
        return rad


def sett(rad: Ressurs, *, aktor: Bruker, virker: bool, now: datetime) -> None:
    """Write on a locked row how the page was."""
    rad.sjekk = Ressurs.Sjekk.VIRKER if virker else Ressurs.Sjekk.VIRKER_IKKE
    rad.sjekket, rad.sjekket_av = now, aktor
    rad.versjon += 1
    lagre(rad, aktor=aktor, now=now)


def _lukk(rad: Ressurs, *, aktor: Bruker, now: datetime) -> None:
    for melding in rad.meldinger.filter(lukket__isnull=True):
        melding.lukket, melding.lukket_av = now, aktor
        lagre(melding, aktor=aktor, now=now)
