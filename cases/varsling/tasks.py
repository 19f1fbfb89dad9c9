"""The tasks: read the clock, call one function. When each runs stands in steinkjer_skolemiljo/celery.py."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.varsling import arshjul, epost, oppfolging, prosedyrer, sveip, uavgjort


@shared_task(time_limit=300)
def sveip_frister() -> None:
    """Tell those who should know of deadlines that are near or have passed."""
    sveip.sveip(timezone.now())


@shared_task(time_limit=300)
def send_varsler() -> None:
    """Send the e-mails that are due."""
    epost.send_epost(timezone.now())


@shared_task(time_limit=300)
def rut_inhabile() -> None:
    """Give the saker and meldinger of those who lost them a lawful leader."""
    sveip.rut_inhabile(timezone.now())


@shared_task(time_limit=1800)
def oppdater_frister() -> None:
    """Bring stored phases and deadlines in step with the law."""
    sveip.oppdater_frister(timezone.now())


@shared_task(time_limit=300)
def rydd_utkast() -> None:
    """Remove drafts nobody has touched for 14 days."""
    sveip.rydd_utkast(timezone.now())


@shared_task(time_limit=300)
def minn_om_uavgjorte() -> None:
    """Tell of meldinger that are read and not decided on."""
    uavgjort.minn_om_uavgjorte(timezone.now())


@shared_task(time_limit=300)
def minn_om_oppfolging() -> None:
    """Tell skoleeier of what they said they would look at again."""
    oppfolging.minn_om_oppfolging(timezone.now())


@shared_task(time_limit=300)
def minn_om_arshjulet() -> None:
    """Tell of what is due in the schools' wheels."""
    arshjul.minn_om_arshjulet(timezone.now())


@shared_task(time_limit=300)
def minn_om_prosedyrene() -> None:
    """Ask those who are to read a procedure, and remind them and those who lead them."""
    prosedyrer.minn_om_prosedyrene(timezone.now())
