"""Sending notices by e-mail: that there is one, and where to read it. Never what it is about (D-25).

**Once or twice?** A mail server's yes and our own note of it cannot be one act. What is claimed is therefore written
down and committed before the sending, as a lease: while it lasts nobody else sends it. A worker that dies before the
server said yes costs a delay of ``LEIE``, not a mail; one that dies in the moment between the yes and our note costs a
second mail, with the same Message-ID, which many mail systems show once. The other way round, a note before the
sending, would lose the mail for good, and a mail about a child's deadline is worth more than a rare repetition. No
lock is held while the mail server takes its time, so a reader who marks the notice as read never waits for it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.lov.stige import tidligst_epost
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.sprak import spraket_til

if TYPE_CHECKING:
    from datetime import datetime

# Longer than a task may live (CELERY_TASK_TIME_LIMIT): a lease never ends while its holder still works.
LEIE = timedelta(minutes=10)
# After each failed try; when they are used up the mail is given up. The notice itself is in the inbox all the time.
PAUSER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)
FORSOK = len(PAUSER) + 1
OM_GANGEN = 100
# When so many fail in a row the mail server is down: the rest keep their tries for later.
FEIL_PAA_RAD = 3


def send_epost(now: datetime) -> int:
    """Send what is due, what haster first; returns how many were sent."""
    _vent_til_dagtid(now)
    _gi_opp_avbrutte(now)
    sendt = feil_paa_rad = 0
    for _nummer in range(OM_GANGEN):
        varsel = _ta_neste(now)
        if varsel is None:
            break
        if not _kan_faa(varsel, now):
            _avslutt(varsel, Varsel.Epost.INGEN)
            continue
        feil = _send(varsel)
        if not feil:
            _avslutt(varsel, Varsel.Epost.SENDT, epost_sendt=now)
            sendt += 1
            feil_paa_rad = 0
            continue
        _noter_feil(varsel, feil, now)
        feil_paa_rad += 1
        if feil_paa_rad == FEIL_PAA_RAD:
            break
    return sendt


def _vent_til_dagtid(now: datetime) -> None:
    """Leave what does not haster to the next working morning, at night and in weekends and holidays."""
    tidligst = tidligst_epost(now, haster=False)
    if tidligst > now:
        Varsel.objects.filter(epost=Varsel.Epost.VENTER, haster=False, epost_neste__lte=now).update(
            epost_neste=tidligst
        )


def _gi_opp_avbrutte(now: datetime) -> None:
    """Give up those whose last try was never heard of again, because the worker died."""
    Varsel.objects.filter(epost=Varsel.Epost.VENTER, epost_forsok__gte=FORSOK, epost_neste__lte=now).update(
        epost=Varsel.Epost.OPPGITT, epost_feil="Avbrutt", epost_neste=None
    )


def _ta_neste(now: datetime) -> Varsel | None:
    """Claim the next one: this try is counted and nobody else may take it before the lease ends."""
    with transaction.atomic():
        varsel = (
            Varsel.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
            .select_related("mottaker")
            .filter(epost=Varsel.Epost.VENTER, epost_neste__lte=now, epost_forsok__lt=FORSOK)
            .order_by("-haster", "epost_neste", "pk")
            .first()
        )
        if varsel is not None:
            varsel.epost_forsok += 1
            varsel.epost_neste = now + LEIE
            varsel.save(update_fields=["epost_forsok", "epost_neste"])
    return varsel


def _kan_faa(varsel: Varsel, now: datetime) -> bool:
    """The person still works here, and may still know of it: a deny since then stops the mail as well."""
    mottaker = varsel.mottaker
    return mottaker.is_active and Varsel.objects.synlige_for(mottaker, localdate(now)).filter(pk=varsel.pk).exists()


def _send(varsel: Varsel) -> str:
    """Send one; returns the kind of error, or nothing. Its text could hold an address and is not kept."""
    try:
        brev(varsel).send()
    except Exception as feil:  # noqa: BLE001 - whatever is wrong with one must not silence the others
        return type(feil).__name__
    return ""


def brev(varsel: Varsel) -> EmailMessage:
    """The e-mail of a notice: the same words for every notice, so that it tells nothing (D-25)."""
    with override(spraket_til(varsel.mottaker)):
        emne = _("Du har et nytt varsel som haster") if varsel.haster else _("Du har et nytt varsel")
        tekst = _("Logg inn for å lese det:\n%(adresse)s\n\nDenne e-posten kan ikke besvares.\n") % {
            "adresse": f"{settings.SITE_URL.rstrip('/')}{reverse('varsling:innboks')}"
        }
    vert = urlsplit(settings.SITE_URL).hostname or "localhost"
    return EmailMessage(
        emne,
        tekst,
        to=[varsel.mottaker.email],
        headers={"Message-ID": f"<varsel-{varsel.pk}@{vert}>", "Auto-Submitted": "auto-generated"},
    )


def _noter_feil(varsel: Varsel, feil: str, now: datetime) -> None:
    if varsel.epost_forsok >= FORSOK:
        _avslutt(varsel, Varsel.Epost.OPPGITT, epost_feil=feil)
    else:
        Varsel.objects.filter(pk=varsel.pk).update(epost_feil=feil, epost_neste=now + PAUSER[varsel.epost_forsok - 1])


def _avslutt(varsel: Varsel, epost: Varsel.Epost, **felter: object) -> None:
    Varsel.objects.filter(pk=varsel.pk, epost=Varsel.Epost.VENTER).update(
        **{"epost_feil": "", **felter, "epost": epost, "epost_neste": None}
    )
