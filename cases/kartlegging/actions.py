"""Doors of the register: write a survey down, and change what was written."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from annual_wheel.models import skolear_for
from cases.kartlegging.access import apne, kan_endre
from cases.kartlegging.models import Klassekartlegging
from cases.sak.access import laasen_paa, ta_laasen
from cases.sak.feil import Brudd, Foreldet, Regelbrudd
from cases.verktoy.navnesjekk import SMAATALL, Kontrollert, krev_sett_over
from steinkjer_skolemiljo.organisation.models import Elev
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from annual_wheel.models import Skoleaktivitet
    from steinkjer_skolemiljo.organisation.models import Bruker, Klasse, Skole

# Whoever made the survey is named, and is no pupil; but a pupil may have the same name as a teacher.
LAAS_KARTLEGGING = laasen_paa("cases_klassekartlegging", "id")
SJEKKES = ("navn", "funn", "oppfolging")


@dataclass(frozen=True)
class Omfang:
    """Whom a survey covers: a class, a trinn of a school, or the school."""

    skole: Skole
    klasse: Klasse | None = None
    trinn: int | None = None


@dataclass(frozen=True)
class Registerdata:
    """A survey as it is written down. ``sett_over``: the writer has looked at what may be names or small numbers."""

    omfang: Omfang
    slag: Klassekartlegging.Slag
    dato: date
    utfort_av: str
    funn: str
    navn: str = ""
    antall_svar: int | None = None
    oppfolging: str = ""
    aktivitet: Skoleaktivitet | None = None
    sett_over: bool = False


def registrer(*, aktor: Bruker, data: Registerdata, now: datetime) -> Klassekartlegging:
    """Write a survey in the register.

    Raises:
        PermissionDenied: it covers more than the actor's own class, and they do not lead the school.
        Regelbrudd: the day has not come, the activity is another school's, or a pupil may be named.

    """
    with transaction.atomic():
        return _lagre(Klassekartlegging(registrert=now, registrert_av=aktor), data, aktor=aktor, now=now)


def endre(*, aktor: Bruker, kartlegging_id: int, data: Registerdata, versjon: int, now: datetime) -> Klassekartlegging:
    """Change what was written; its history keeps what stood there.

    Raises:
        IkkeFunnet, PermissionDenied: not the actor's to change.
        Foreldet: somebody has saved it meanwhile.
        Regelbrudd: as for a new one.

    """
    with transaction.atomic():
        ta_laasen(aktor, LAAS_KARTLEGGING, kartlegging_id)
        rad = apne(aktor, kartlegging_id, localdate(now), endre=True)
        if rad.versjon != versjon:
            raise Foreldet.etter(rad)
        rad.versjon += 1
        return _lagre(rad, data, aktor=aktor, now=now)


def elever_i(omfang: Omfang) -> QuerySet[Elev]:
    """The pupils whose names a survey of this extent might hold."""
    elever = Elev.objects.filter(skole=omfang.skole)
    if omfang.klasse is not None:
        return elever.filter(klasse=omfang.klasse)
    return elever.filter(klasse__trinn=omfang.trinn) if omfang.trinn is not None else elever


def _lagre(rad: Klassekartlegging, data: Registerdata, *, aktor: Bruker, now: datetime) -> Klassekartlegging:
    rad.skole, rad.klasse, rad.trinn = data.omfang.skole, data.omfang.klasse, data.omfang.trinn
    if not kan_endre(aktor, rad, localdate(now)):
        raise PermissionDenied(_("Det er rektor som skriver inn det som gjelder mer enn din klasse."))
    brudd = []
    if data.dato > localdate(now):
        brudd.append(Brudd(_("Datoen kan ikke være fram i tid."), felt="dato"))
    if data.aktivitet is not None and data.aktivitet.hjul.skole_id != rad.skole.pk:
        brudd.append(Brudd(_("Aktiviteten hører til en annen skole."), felt="aktivitet"))
    if brudd:
        raise Regelbrudd(brudd)
    krev_sett_over(
        [Kontrollert(felt, getattr(data, felt)) for felt in SJEKKES],
        elever_i(data.omfang).filter(Q(sluttet__isnull=True) | Q(sluttet__gt=data.dato)),
        sett_over=data.sett_over,
        tall=SMAATALL,
    )
    for felt in fields(data):
        if felt.name not in {"omfang", "sett_over"}:
            setattr(rad, felt.name, getattr(data, felt.name))
    rad.skolear = data.omfang.klasse.skolear if data.omfang.klasse is not None else skolear_for(data.dato)
    try:
        return lagre(rad, aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil
