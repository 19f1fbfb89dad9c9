"""Doors of the årshjul: read in the municipality's catalogue, mark an activity as done, and take the mark back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from annual_wheel.access import apne_for_merking
from annual_wheel.katalog import GJELDER_FRA, RADER
from annual_wheel.models import Aktivitet, Gjennomforing, skolearets_dager
from steinkjer_skolemiljo.organisation.models import Skole
from steinkjer_skolemiljo.organisation.sporing import lagre, slett

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from annual_wheel.katalog import Rad
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Merkedata:
    """When an activity was done, and perhaps a few words about it."""

    gjennomfort: date
    notat: str = ""


def _felter(rad: Rad, plass: int) -> dict[str, object]:
    return {
        "tid": rad.tid.value,
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

    A row gone from the catalogue is ended from today, so that last year's wheel still shows it.

    Raises:
        django.core.exceptions.ValidationError: the catalogue itself is wrong.

    """
    endret = 0
    with transaction.atomic():
        finnes = {aktivitet.nokkel: aktivitet for aktivitet in Aktivitet.objects.select_for_update()}
        for plass, rad in enumerate(rader, start=1):
            aktivitet = finnes.pop(rad.nokkel, None) or Aktivitet(nokkel=rad.nokkel, gjelder_fra=GJELDER_FRA)
            nytt = _felter(rad, plass)
            if aktivitet.pk is None or any(getattr(aktivitet, felt) != verdi for felt, verdi in nytt.items()):
                for felt, verdi in nytt.items():
                    setattr(aktivitet, felt, verdi)
                lagre(aktivitet, aktor=aktor, now=now)
                endret += 1
        for aktivitet in finnes.values():
            if aktivitet.gjelder_til is None:
                aktivitet.gjelder_til = max(localdate(now), aktivitet.gjelder_fra)
                lagre(aktivitet, aktor=aktor, now=now)
                endret += 1
    return endret


def _laas(skole: Skole) -> None:
    """One mark at a time at a school."""
    Skole.objects.select_for_update(of=("self",)).get(pk=skole.pk)


def merk_gjort(
    *, aktor: Bruker, skole: str, skolear: int, nokkel: str, data: Merkedata, now: datetime
) -> Gjennomforing:
    """Mark that the school has done an activity this school year.

    Raises:
        Http404: the activity is not in that year's wheel, or the school is not one this person may see.
        PermissionDenied: the person does not lead the school.
        django.core.exceptions.ValidationError: already marked, in the future, or outside the school year.

    """
    dag = localdate(now)
    with transaction.atomic():
        rad, aktivitet = apne_for_merking(aktor, skole=skole, skolear=skolear, nokkel=nokkel, dag=dag)
        _laas(rad)
        if data.gjennomfort > dag:
            raise ValidationError({"gjennomfort": _("Datoen kan ikke være fram i tid. Merk av når det er gjort.")})
        fra, til = skolearets_dager(skolear)
        if not fra <= data.gjennomfort <= til:
            raise ValidationError({"gjennomfort": _("Datoen må ligge i det skoleåret du merker for.")})
        return lagre(
            Gjennomforing(
                aktivitet=aktivitet,
                skole=rad,
                skolear=skolear,
                gjennomfort=data.gjennomfort,
                av=aktor,
                notat=data.notat,
            ),
            aktor=aktor,
            now=now,
        )


def fjern_merke(*, aktor: Bruker, skole: str, skolear: int, nokkel: str, now: datetime) -> Aktivitet:
    """Take back a mark that was a slip; one already gone is no fault.

    Raises:
        Http404: the activity is not in that year's wheel, or the school is not one this person may see.
        PermissionDenied: the person does not lead the school.

    """
    with transaction.atomic():
        rad, aktivitet = apne_for_merking(aktor, skole=skole, skolear=skolear, nokkel=nokkel, dag=localdate(now))
        _laas(rad)
        merke = Gjennomforing.objects.filter(aktivitet=aktivitet, skole=rad, skolear=skolear).first()
        if merke is not None:
            slett(merke, aktor=aktor, now=now)
        return aktivitet
