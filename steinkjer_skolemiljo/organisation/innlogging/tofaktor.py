"""The second factor: who must have it, and whether a code is right.

The rows are django-allauth's ``Authenticator``. What is our own is counted in the row itself, under lock: the last
period a code was used from, and the wrong guesses. A cache per process could be guessed past, or replayed past.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from steinkjer_skolemiljo.organisation.innlogging import totp

if TYPE_CHECKING:
    from django.http import HttpRequest

    from steinkjer_skolemiljo.organisation.models import Bruker

FEIL_PAA_RAD = 5
STENGT_I = timedelta(minutes=15)
# In the session of one who has shown the second factor: whose it was.
BEKREFTET = "tofaktor"


class Utfall(StrEnum):
    """What became of a code."""

    GODTATT = "godtatt"
    RESERVEKODE = "reservekode"
    FEIL = "feil"
    # The wrong guess that closed the door, and those after it.
    STENGTE = "stengte"
    STENGT = "stengt"


def maa_ha(bruker: Bruker) -> bool:
    """Whether this person must have a second factor: everyone who can see a sak, and the technical user."""
    if not settings.TOFAKTOR_KREVES:
        return False
    # The floor above knows who sees a sak; this floor does not know the floor above.
    ser_saker = import_string(settings.INNLOGGING_SER_SAKER)
    return bruker.er_teknisk or bool(ser_saker(bruker, timezone.localdate()))


def har(bruker: Bruker) -> bool:
    """Whether this person has set it up."""
    return bool(Authenticator.objects.filter(user=bruker, type=Authenticator.Type.TOTP).exists())


def er_bekreftet(request: HttpRequest) -> bool:
    """Whether this session has shown the second factor."""
    return bool(request.session.get(BEKREFTET) == request.user.pk)


def mangler(request: HttpRequest) -> bool:
    """Whether this session must show a second factor and has not. Asks nothing of one that has."""
    return request.user.is_authenticated and not er_bekreftet(request) and maa_ha(request.user)


def rens(gitt: str) -> str:
    """A code as it was read aloud or copied: without spaces and hyphens."""
    return "".join(tegn for tegn in gitt if not tegn.isspace() and tegn != "-")


def godta(bruker: Bruker, gitt: str, now: datetime) -> Utfall:
    """Try a code from the app, or a recovery code. Each works once; five wrong in a row close for a quarter."""
    gitt = rens(gitt)
    with transaction.atomic():
        rader = {rad.type: rad for rad in Authenticator.objects.select_for_update().filter(user=bruker).order_by("pk")}
        app = rader.get(Authenticator.Type.TOTP)
        if app is None:
            return Utfall.FEIL
        if _er_stengt(app, now):
            return Utfall.STENGT
        utfall = _prov(app, rader.get(Authenticator.Type.RECOVERY_CODES), gitt, now)
        if utfall is Utfall.FEIL:
            app.data["feil"] = app.data.get("feil", 0) + 1
            app.data["feil_sist"] = now.isoformat()
            if app.data["feil"] >= FEIL_PAA_RAD:
                utfall = Utfall.STENGTE
        else:
            app.data["feil"] = 0
            app.last_used_at = now
        app.save()
    return utfall


def er_stengt(bruker: Bruker, now: datetime) -> bool:
    """Whether too many wrong codes have been tried lately."""
    app = Authenticator.objects.filter(user=bruker, type=Authenticator.Type.TOTP).first()
    return app is not None and _er_stengt(app, now)


def _er_stengt(app: Authenticator, now: datetime) -> bool:
    sist = app.data.get("feil_sist")
    if not sist or now - datetime.fromisoformat(sist) >= STENGT_I:
        # A quarter without a wrong guess: the count begins again.
        app.data["feil"] = 0
        return False
    return bool(app.data["feil"] >= FEIL_PAA_RAD)


def _prov(app: Authenticator, koder: Authenticator | None, gitt: str, now: datetime) -> Utfall:
    if len(gitt) == totp.SIFFER:
        teller = totp.finn_teller(decrypt(app.data["secret"]), gitt, now, etter=app.data.get("sist", -1))
        if teller is None:
            return Utfall.FEIL
        app.data["sist"] = teller
        return Utfall.GODTATT
    if koder is not None and gitt and koder.wrap().validate_code(gitt):
        return Utfall.RESERVEKODE
    return Utfall.FEIL
