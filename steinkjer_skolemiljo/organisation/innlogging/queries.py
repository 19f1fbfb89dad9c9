"""Reads for one's own page and for those who help others with logging in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.utils.timezone import localdate

from steinkjer_skolemiljo.organisation.innlogging import tofaktor
from steinkjer_skolemiljo.organisation.innlogging.models import Kontohendelse, Sesjon
from steinkjer_skolemiljo.organisation.innlogging.sesjon import avtrykk
from steinkjer_skolemiljo.organisation.models import Kontaktlarer, Rolletildeling
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Bruker

VIST_HISTORIE = 10


@dataclass(frozen=True)
class Konto:
    """A person's roles and how they log in."""

    roller: list[Rolletildeling]
    klasser: list[Kontaktlarer]
    tofaktor: Authenticator | None
    maa_ha: bool
    koder_igjen: int


@dataclass(frozen=True)
class Sesjonslinje:
    """One place a person is logged in."""

    maskin: str
    begynt: datetime | None
    sist_brukt: datetime
    denne: bool


def konto(bruker: Bruker, dag: date) -> Konto:
    """Roles that are in force or will be, and the second factor."""
    ikke_over = Q(til__isnull=True) | Q(til__gte=dag)
    rader = {rad.type: rad for rad in Authenticator.objects.filter(user=bruker)}
    koder = rader.get(Authenticator.Type.RECOVERY_CODES)
    return Konto(
        roller=list(Rolletildeling.objects.filter(ikke_over, bruker=bruker).select_related("skole").order_by("fra")),
        klasser=list(
            Kontaktlarer.objects.filter(ikke_over, bruker=bruker)
            .select_related("klasse", "klasse__skole")
            .order_by("fra")
        ),
        tofaktor=rader.get(Authenticator.Type.TOTP),
        maa_ha=tofaktor.maa_ha(bruker),
        koder_igjen=len(koder.wrap().get_unused_codes()) if koder is not None else 0,
    )


def sesjoner(bruker: Bruker, nokkel: str | None, now: datetime) -> list[Sesjonslinje]:
    """Where this person is logged in now; this browser first."""
    denne = avtrykk(nokkel) if nokkel else ""
    linjer = [
        Sesjonslinje(rad.maskin, rad.begynt, rad.sist_brukt, rad.session_key == denne)
        for rad in Sesjon.objects.filter(bruker=bruker, expire_date__gt=now).order_by("-sist_brukt")
    ]
    return sorted(linjer, key=lambda linje: not linje.denne)


def hendelser(bruker: Bruker) -> list[Kontohendelse]:
    """The latest that was done with this account."""
    return list(Kontohendelse.objects.filter(bruker=bruker).select_related("aktor")[:VIST_HISTORIE])


@dataclass(frozen=True)
class Person:
    """One person as the one who helps sees them."""

    bruker: Bruker
    konto: Konto
    hendelser: list[Kontohendelse]
    kan_fjerne_tofaktor: bool


def person(aktor: Bruker, bruker: Bruker, now: datetime) -> Person:
    """Roles, second factor and history of one who may be helped."""
    kontoen = konto(bruker, localdate(now))
    forvalter = roller_for(aktor, localdate(now)).systemforvalter
    return Person(
        bruker=bruker,
        konto=kontoen,
        hendelser=hendelser(bruker),
        kan_fjerne_tofaktor=forvalter and kontoen.tofaktor is not None,
    )
