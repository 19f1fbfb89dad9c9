"""The house's own tasks: not about saker, but about whether the machinery lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celery import shared_task
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from redis import Redis

if TYPE_CHECKING:
    from typing import Final

HJERTESLAG: Final = "skolemiljo:hjerteslag"
HJERTESLAG_VARER = 120  # seconds: four beats may fail before anyone is alarmed
FRIST = 1.0  # seconds a question to the broker may take


def megler() -> Redis:
    """A connection to the broker that gives up at once rather than making somebody wait."""
    url = settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://", 1)
    return Redis.from_url(url, socket_timeout=FRIST, socket_connect_timeout=FRIST, retry=None)


@shared_task(name="steinkjer_skolemiljo.rydd_innlogging", time_limit=120)
def rydd_innlogging() -> None:
    """Remove what logging in leaves behind: ended sessions, kept text that is too old, old records of tries."""
    call_command("rydd_innlogging")


@shared_task(name="steinkjer_skolemiljo.hjerteslag", time_limit=10)
def hjerteslag() -> None:
    """Say that beat, the broker and a worker are alive. The mark fades by itself when one of them is not."""
    with megler() as forbindelse:
        forbindelse.set(HJERTESLAG, timezone.now().isoformat(), ex=HJERTESLAG_VARER)
