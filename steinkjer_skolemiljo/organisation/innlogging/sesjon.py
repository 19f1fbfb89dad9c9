"""The session store: knows whose a session is, keeps its key as a fingerprint, and ends it after a working day.

Django's own database store with the documented additions (a model of one's own, ``create_model_instance``).
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Databaselager
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

    from steinkjer_skolemiljo.organisation.innlogging.models import Sesjon
    from steinkjer_skolemiljo.organisation.models import Bruker

# A session is at most this old, however much it is used (U-1).
LENGST = timedelta(hours=10)
# Whose the session is and since when; set by the store itself at the first save after login.
BEGYNT = "begynt"
MASKIN = "maskin"


def avtrykk(nokkel: str) -> str:
    """What stands in the database for a session key. The key has 165 random bits, so it needs no salt."""
    return hashlib.sha256(nokkel.encode()).hexdigest()[:40]


class SessionStore(Databaselager):
    """Sessions in PostgreSQL, by fingerprint."""

    @classmethod
    def get_model_class(cls) -> type[Sesjon]:
        """Our own model."""
        from steinkjer_skolemiljo.organisation.innlogging.models import Sesjon  # noqa: PLC0415 - apps are loaded by now

        return Sesjon

    def _get_session_from_db(self) -> Any:
        rad = self.model.objects.filter(
            session_key=avtrykk(self.session_key or ""), expire_date__gt=timezone.now()
        ).first()
        if rad is None:
            self._session_key = None
        return rad

    def exists(self, session_key: str) -> bool:
        """Whether the key is taken."""
        return super().exists(avtrykk(session_key))

    def delete(self, session_key: str | None = None) -> None:
        """End the session."""
        nokkel = session_key or self.session_key
        if nokkel is not None:
            super().delete(avtrykk(nokkel))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row: ends after thirty minutes without use, and never later than ten hours after login."""
        naa = timezone.now()
        utloper = self.get_expiry_date()
        bruker = data.get(SESSION_KEY)
        begynt = None
        if bruker is not None:
            if data.get(BEGYNT, [None])[0] != bruker:
                data[BEGYNT] = [bruker, naa.timestamp()]
            begynt = datetime.fromtimestamp(data[BEGYNT][1], UTC)
            utloper = min(utloper, begynt + LENGST)
        return self.get_model_class()(
            session_key=avtrykk(self._get_or_create_session_key()),  # type: ignore[attr-defined]  # not in the stubs
            session_data=self.encode(data),
            expire_date=utloper,
            bruker_id=bruker,
            begynt=begynt,
            sist_brukt=naa,
            maskin=str(data.get(MASKIN, ""))[:60],
        )


def begynt(sesjon: SessionBase) -> datetime | None:
    """When the person logged in."""
    verdi = sesjon.get(BEGYNT)
    return datetime.fromtimestamp(verdi[1], UTC) if verdi else None


def sekunder_igjen(sesjon: SessionBase, now: datetime) -> int:
    """How long this session lives if nothing more is asked for."""
    siden = begynt(sesjon)
    ubrukt = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return int(min(ubrukt, siden + LENGST - now if siden else ubrukt).total_seconds())


def avslutt(bruker: Bruker, *, unntatt: str | None = None) -> int:
    """End this person's sessions at once, all or all but the one with this key; returns how many."""
    from steinkjer_skolemiljo.organisation.innlogging.models import Sesjon  # noqa: PLC0415 - apps are loaded by now

    andre = Sesjon.objects.filter(bruker=bruker)
    if unntatt is not None:
        andre = andre.exclude(session_key=avtrykk(unntatt))
    return andre.delete()[0]
