"""The row that lets one person into one sak, as the doors write it (django-guardian's object grant)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission

from cases.sak.access import ALLE_DELER
from cases.sak.models import Del, Saktilgang

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

# A grant on one sak lasts at most this long (role table, section 4 of the law note). Leading one has a date instead.
LENGSTE_TILGANG = timedelta(days=90)


def skriv_tilgang(
    sak: Sak,
    bruker: Bruker,
    kodenavn: str,
    formaal: str,
    gyldig_til: date,
    aktor: Bruker,
    now: datetime,
    *,
    deler: frozenset[Del] = ALLE_DELER,
) -> Saktilgang:
    """Write the grant, in place of any the person has on the sak."""
    for gammel in Saktilgang.objects.filter(user=bruker, content_object=sak):
        gammel.delete()
    tilgang: Saktilgang = Saktilgang.objects.create(
        user=bruker,
        content_object=sak,
        permission=Permission.objects.get(codename=kodenavn, content_type__app_label="cases"),
        formaal=formaal,
        gyldig_til=gyldig_til,
        gitt_av=aktor,
        gitt=now,
        deler=[del_.value for del_ in Del if del_ in deler],
    )
    return tilgang
