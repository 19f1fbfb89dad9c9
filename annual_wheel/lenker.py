"""Secret links: one activity marked as done without an account, and a calendar that a calendar program reads.

The secret is shown once and only its hash is kept: who reads the database can use none of them.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from annual_wheel.access import apne_aktivitet, kan_lede, synlige_skoler
from annual_wheel.models import Fullforlenke, Kalenderlenke, Skoleaktivitet, Status, skolear_for, skolearets_dager
from steinkjer_skolemiljo.organisation.models import Skole
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Bruker

VARIGHET = timedelta(days=30)
FLEST_KALENDERE = 10


def avtrykk(hemmelighet: str) -> str:
    """What is kept of a secret."""
    return sha256(hemmelighet.encode()).hexdigest()


def lag_fullforlenke(
    *, aktor: Bruker, skole: str, skolear: int, nokkel: str, now: datetime
) -> tuple[Fullforlenke, str]:
    """Make a link for one activity; those made before for it stop working. Returns the row, and the secret once.

    Raises:
        Http404: the activity does not exist, or not for this person.
        PermissionDenied: the person does not lead the school.
        django.core.exceptions.ValidationError: the year is closed, or the activity is marked already.

    """
    with transaction.atomic():
        rad = apne_aktivitet(aktor, skole=skole, skolear=skolear, nokkel=nokkel, dag=localdate(now))
        Skole.objects.select_for_update(of=("self",)).get(pk=rad.hjul.skole_id)
        rad.refresh_from_db()
        _krev_leder(aktor, rad, now)
        if rad.status != Status.PLANLAGT:
            raise ValidationError(_("Aktiviteten er allerede merket."))
        _trekk_alle(rad, aktor, now)
        hemmelighet = token_urlsafe(32)
        lenke = Fullforlenke(
            aktivitet=rad, avtrykk=avtrykk(hemmelighet), laget=now, laget_av=aktor, utloper=now + VARIGHET
        )
        return lagre(lenke, aktor=aktor, now=now), hemmelighet


def trekk_fullforlenke(*, aktor: Bruker, skole: str, skolear: int, nokkel: str, now: datetime) -> Skoleaktivitet:
    """Stop every link of one activity.

    Raises:
        Http404: the activity does not exist, or not for this person.
        PermissionDenied: the person does not lead the school.

    """
    with transaction.atomic():
        rad = apne_aktivitet(aktor, skole=skole, skolear=skolear, nokkel=nokkel, dag=localdate(now))
        Skole.objects.select_for_update(of=("self",)).get(pk=rad.hjul.skole_id)
        _krev_leder(aktor, rad, now)
        _trekk_alle(rad, aktor, now)
        return rad


def _krev_leder(aktor: Bruker, rad: Skoleaktivitet, now: datetime) -> None:
    if rad.hjul.lukket is not None:
        raise ValidationError(_("Skoleåret er lukket, og kan bare leses."))
    if not kan_lede(aktor, rad.hjul, localdate(now)):
        raise PermissionDenied(_("Det er rektor, eller en leder med fullmakt fra rektor, som styrer skolens årshjul."))


def _trekk_alle(rad: Skoleaktivitet, aktor: Bruker, now: datetime) -> None:
    for lenke in Fullforlenke.objects.filter(aktivitet=rad, brukt__isnull=True, trukket__isnull=True):
        lenke.trukket = now
        lagre(lenke, aktor=aktor, now=now)


def apne_fullforlenke(hemmelighet: str, now: datetime) -> Fullforlenke:
    """The link, while it may be used.

    Raises:
        Http404: unknown, used, stopped or expired, or the year is closed: they all look the same.

    """
    lenke = (
        Fullforlenke.objects.select_related("aktivitet__hjul__skole", "laget_av")
        .filter(
            avtrykk=avtrykk(hemmelighet),
            brukt__isnull=True,
            trukket__isnull=True,
            utloper__gt=now,
            aktivitet__status=Status.PLANLAGT,
            aktivitet__hjul__lukket__isnull=True,
        )
        .first()
    )
    if lenke is None:
        raise Http404
    return lenke


def fullfor(*, hemmelighet: str, gjort: date, now: datetime) -> Skoleaktivitet:
    """Mark the link's one activity as done. The one who made the link stands for it in history; no free text comes in.

    Raises:
        Http404: the link may not be used, or has just been used.
        django.core.exceptions.ValidationError: a date that cannot be.

    """
    with transaction.atomic():
        lenke = apne_fullforlenke(hemmelighet, now)
        # The school's lock is what every door of the wheel takes: of two presses, the second finds the link used.
        Skole.objects.select_for_update(of=("self",)).get(pk=lenke.aktivitet.hjul.skole_id)
        lenke = apne_fullforlenke(hemmelighet, now)
        rad = lenke.aktivitet
        fra, til = skolearets_dager(rad.hjul.skolear)
        if gjort > localdate(now):
            raise ValidationError({"gjort": _("Datoen kan ikke være fram i tid.")})
        if not fra <= gjort <= til:
            raise ValidationError({"gjort": _("Datoen må ligge i skoleåret.")})
        rad.status, rad.gjort, rad.merket_av, rad.fra_lenke = Status.GJORT, gjort, lenke.laget_av, True
        rad.versjon += 1
        lagre(rad, aktor=lenke.laget_av, now=now)
        lenke.brukt = now
        lagre(lenke, aktor=lenke.laget_av, now=now)
        return rad


def lag_kalenderlenke(*, aktor: Bruker, skole: str, now: datetime) -> tuple[Kalenderlenke, str]:
    """Make a calendar address: of a school the person belongs to or oversees, or with no ``skole`` of their own work.

    Raises:
        Http404: not a school this person may see, or one without any role.
        django.core.exceptions.ValidationError: the person has too many.

    """
    dag = localdate(now)
    with transaction.atomic():
        if not roller_for(aktor, dag).finnes:
            raise Http404
        sted = synlige_skoler(aktor, dag).filter(kortnavn=skole).first() if skole else None
        if skole and sted is None:
            raise Http404
        if Kalenderlenke.objects.filter(bruker=aktor, trukket__isnull=True).count() >= FLEST_KALENDERE:
            raise ValidationError(_("Du har mange kalenderlenker. Slett en du ikke bruker, og prøv igjen."))
        hemmelighet = token_urlsafe(32)
        lenke = Kalenderlenke(bruker=aktor, skole=sted, avtrykk=avtrykk(hemmelighet), laget=now)
        return lagre(lenke, aktor=aktor, now=now), hemmelighet


def trekk_kalenderlenke(*, aktor: Bruker, lenke_id: int, now: datetime) -> None:
    """Stop one of one's own calendar addresses.

    Raises:
        Http404: it is another's, or does not exist.

    """
    with transaction.atomic():
        lenke = Kalenderlenke.objects.select_for_update().filter(bruker=aktor, pk=lenke_id).first()
        if lenke is None:
            raise Http404
        if lenke.trukket is None:
            lenke.trukket = now
            lagre(lenke, aktor=aktor, now=now)


def kalenderens_rader(hemmelighet: str, dag: date) -> tuple[Kalenderlenke, list[Skoleaktivitet]]:
    """What a calendar shows, from last year's on: asks the owner's roles each time, so that a leaver's is empty.

    Raises:
        Http404: unknown or stopped, or its owner may no longer see it.

    """
    lenke = (
        Kalenderlenke.objects.select_related("bruker", "skole")
        .filter(avtrykk=avtrykk(hemmelighet), trukket__isnull=True)
        .first()
    )
    if lenke is None or not roller_for(lenke.bruker, dag).finnes:
        raise Http404
    skoler = synlige_skoler(lenke.bruker, dag)
    rader = Skoleaktivitet.objects.filter(hjul__skolear__gte=skolear_for(dag) - 1, hjul__skole__in=skoler)
    if lenke.skole_id is None:
        rader = rader.filter(ansvarlig=lenke.bruker)
    elif not skoler.filter(pk=lenke.skole_id).exists():
        raise Http404
    else:
        rader = rader.filter(hjul__skole=lenke.skole_id)
    return lenke, list(
        rader.exclude(status=Status.IKKE_AKTUELT).select_related("hjul__skole").order_by("frist", "rekkefolge", "id")
    )
