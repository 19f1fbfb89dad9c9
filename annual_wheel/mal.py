"""Doors of the municipality's årshjul: read in the catalogue, and the sektorleder's own changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from annual_wheel.access import krev_sektorleder
from annual_wheel.katalog import GJELDER_FRA, RADER, kategori_for
from annual_wheel.models import Aktivitet
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from annual_wheel.katalog import Rad
    from steinkjer_skolemiljo.organisation.models import Bruker


NORSKE = str.maketrans("øæå", "oea")


@dataclass(frozen=True)
class Maldata:
    """A row of the municipality's årshjul."""

    tittel: str
    tid: str
    kategori: str
    ansvar: tuple[str, ...]
    beskrivelse: str = ""
    hvordan: str = ""


def _felter(rad: Rad, plass: int) -> dict[str, object]:
    return {
        "tid": rad.tid.value,
        "kategori": kategori_for(rad.nokkel).value,
        "rekkefolge": plass,
        "tittel": rad.tittel,
        "beskrivelse": rad.beskrivelse,
        "hvordan": rad.hvordan,
        "ansvar": [ansvar.value for ansvar in rad.ansvar],
        "lenker": [{"tekst": tekst, "url": url} for tekst, url in rad.lenker],
        "gjelder_til": None,
    }


def les_inn_katalog(*, aktor: Bruker, now: datetime, rader: Iterable[Rad] = RADER) -> int:
    """Bring the wheel in line with the catalogue, and say how many rows were changed; a second time none are.

    A row gone from the catalogue is ended from today, so that last year's wheel still shows it. What the sektorleder
    has written is left alone.

    Raises:
        django.core.exceptions.ValidationError: the catalogue itself is wrong.

    """
    endret = 0
    with transaction.atomic():
        finnes = {aktivitet.nokkel: aktivitet for aktivitet in Aktivitet.objects.select_for_update()}
        for plass, rad in enumerate(rader, start=1):
            aktivitet = finnes.pop(rad.nokkel, None) or Aktivitet(nokkel=rad.nokkel, gjelder_fra=GJELDER_FRA)
            if aktivitet.egen_for_kommunen:
                continue
            nytt = _felter(rad, plass)
            if aktivitet.pk is None or any(getattr(aktivitet, felt) != verdi for felt, verdi in nytt.items()):
                # A new place in the list is nothing to ask the schools about.
                if aktivitet.pk is not None and any(
                    getattr(aktivitet, felt) != verdi for felt, verdi in nytt.items() if felt != "rekkefolge"
                ):
                    aktivitet.versjon += 1
                for felt, verdi in nytt.items():
                    setattr(aktivitet, felt, verdi)
                lagre(aktivitet, aktor=aktor, now=now)
                endret += 1
        for aktivitet in finnes.values():
            if aktivitet.gjelder_til is None and not aktivitet.egen_for_kommunen:
                _avslutt(aktivitet, aktor, now)
                endret += 1
    return endret


def _avslutt(aktivitet: Aktivitet, aktor: Bruker, now: datetime) -> None:
    aktivitet.gjelder_til = max(localdate(now), aktivitet.gjelder_fra)
    aktivitet.versjon += 1
    lagre(aktivitet, aktor=aktor, now=now)


def _mal(nokkel: str) -> Aktivitet:
    aktivitet = Aktivitet.objects.select_for_update().filter(nokkel=nokkel, gjelder_til__isnull=True).first()
    if aktivitet is None:
        raise Http404
    return aktivitet


def _ny_nokkel(tittel: str) -> str:
    grunn = slugify(tittel.lower().translate(NORSKE))[:50] or "aktivitet"
    # A school's own rows are named egen-1, egen-2 …
    grunn = f"kommunens-{grunn}" if grunn.startswith("egen-") else grunn
    brukt = set(Aktivitet.objects.filter(nokkel__startswith=grunn).values_list("nokkel", flat=True))
    navn = (grunn, *(f"{grunn}-{n}" for n in range(2, len(brukt) + 3)))
    return next(n for n in navn if n not in brukt)


def skriv_mal(*, aktor: Bruker, nokkel: str, data: Maldata, versjon: int, now: datetime) -> Aktivitet:
    """Write a row of the municipality's årshjul; an empty ``nokkel`` makes a new one. The schools get it as a proposal.

    Raises:
        Http404: no such row, or one who does not oversee the schools.
        PermissionDenied: one who oversees the schools, but is not sektorleder.
        django.core.exceptions.ValidationError: a text is missing, or somebody has changed it meanwhile.

    """
    dag = localdate(now)
    with transaction.atomic():
        krev_sektorleder(aktor, dag)
        if nokkel:
            aktivitet = _mal(nokkel)
            if aktivitet.versjon != versjon:
                raise ValidationError(_("Noen andre har endret aktiviteten mens du skrev."))
            aktivitet.versjon += 1
        else:
            plass = Aktivitet.objects.aggregate(siste=Max("rekkefolge"))["siste"] or 0
            aktivitet = Aktivitet(nokkel=_ny_nokkel(data.tittel), gjelder_fra=dag, rekkefolge=plass + 1)
        aktivitet.egen_for_kommunen = True
        aktivitet.tittel, aktivitet.tid, aktivitet.kategori = data.tittel, data.tid, data.kategori
        aktivitet.ansvar, aktivitet.beskrivelse, aktivitet.hvordan = list(data.ansvar), data.beskrivelse, data.hvordan
        return lagre(aktivitet, aktor=aktor, now=now)


def ta_ut_mal(*, aktor: Bruker, nokkel: str, now: datetime) -> Aktivitet:
    """End a row of the municipality's årshjul from today. The schools are asked whether they go on with it.

    Raises:
        Http404: no such row, or one who does not oversee the schools.
        PermissionDenied: one who oversees the schools, but is not sektorleder.

    """
    with transaction.atomic():
        krev_sektorleder(aktor, localdate(now))
        aktivitet = _mal(nokkel)
        aktivitet.egen_for_kommunen = True
        _avslutt(aktivitet, aktor, now)
        return aktivitet
