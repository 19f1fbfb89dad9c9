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
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cases.varsling import fordeling
from cases.varsling.models import Varsel, Varselforsok
from cases.varsling.tekster import OM_FRIST
from steinkjer_skolemiljo.organisation.models import Bruker
from steinkjer_skolemiljo.organisation.sprak import spraket_til

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

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
    """Send what is due, what haster first; returns how many notices were sent."""
    fordeling.fordel(now)
    _gi_opp_avbrutte(now)
    sendt = feil_paa_rad = 0
    for _nummer in range(OM_GANGEN):
        tatt = _ta(now)
        if not tatt:
            break
        varsler = [varsel for varsel in tatt if _kan_faa(varsel, now)]
        for varsel in tatt:
            if varsel not in varsler:
                _avslutt(varsel, Varsel.Epost.INGEN, Varselforsok.Utfall.UTGIKK)
        if not varsler:
            continue
        feil = _send(*varsler)
        for varsel in varsler:
            if feil:
                _noter_feil(varsel, feil, now)
            else:
                _avslutt(varsel, Varsel.Epost.SENDT, Varselforsok.Utfall.SENDT, epost_sendt=now)
                sendt += 1
        feil_paa_rad = feil_paa_rad + 1 if feil else 0
        if feil_paa_rad == FEIL_PAA_RAD:
            break
    return sendt


def _gi_opp_avbrutte(now: datetime) -> None:
    """Give up those whose last try was never heard of again, because the worker died."""
    avbrutte = Varsel.objects.filter(epost=Varsel.Epost.VENTER, epost_forsok__gte=FORSOK, epost_neste__lte=now)
    for varsel in avbrutte:
        _avslutt(varsel, Varsel.Epost.OPPGITT, Varselforsok.Utfall.AVBRUTT, epost_feil="Avbrutt")


def _ta(now: datetime) -> list[Varsel]:
    varsel = _ta_neste(now)
    return [varsel] if varsel is not None else _ta_samling(now)


def _klare(now: datetime) -> QuerySet[Varsel]:
    return Varsel.objects.filter(epost=Varsel.Epost.VENTER, epost_neste__lte=now, epost_forsok__lt=FORSOK)


def _ta_neste(now: datetime) -> Varsel | None:
    """Claim the next one: this try is counted and nobody else may take it before the lease ends."""
    with transaction.atomic():
        varsel = (
            _klare(now)
            .select_for_update(of=("self",), skip_locked=True, no_key=True)
            .select_related("mottaker")
            .filter(samlet=False)
            .order_by("-haster", "epost_neste", "pk")
            .first()
        )
        if varsel is not None:
            _lei([varsel], now)
    return varsel


def _ta_samling(now: datetime) -> list[Varsel]:
    """Claim all that is to go in one person's morning letter; no other worker sends that person one meanwhile."""
    venter = _klare(now).filter(samlet=True)
    with transaction.atomic():
        # The person is what is locked: two workers must not share out the rows of one letter between them.
        mottaker = (
            Bruker.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
            .filter(Exists(venter.filter(mottaker=OuterRef("pk"))))
            .order_by("pk")
            .first()
        )
        if mottaker is None:
            return []
        varsler = list(
            venter.select_for_update(of=("self",), no_key=True)
            .select_related("mottaker")
            .filter(mottaker=mottaker)
            .order_by("pk")
        )
        _lei(varsler, now)
    return varsler


def _lei(varsler: list[Varsel], now: datetime) -> None:
    """Count the try, log it and hold the lease. A try nobody ended was cut off."""
    Varselforsok.objects.filter(varsel__in=varsler, utfall=Varselforsok.Utfall.BEGYNT).update(
        utfall=Varselforsok.Utfall.AVBRUTT
    )
    for varsel in varsler:
        varsel.epost_forsok += 1
        varsel.epost_neste = now + LEIE
        varsel.save(update_fields=["epost_forsok", "epost_neste"])
    Varselforsok.objects.bulk_create(Varselforsok(varsel=varsel, tid=now) for varsel in varsler)


def _kan_faa(varsel: Varsel, now: datetime) -> bool:
    """It is still to be done, the person works here and may know of it: a deny since then stops the mail as well."""
    mottaker = varsel.mottaker
    aktuelt = varsel.ordnet is None and mottaker.is_active
    return aktuelt and Varsel.objects.synlige_for(mottaker, localdate(now)).filter(pk=varsel.pk).exists()


def _send(*varsler: Varsel) -> str:
    """Send one letter; returns the kind of error, or nothing. Its text could hold an address and is not kept."""
    try:
        (brev(varsler[0]) if len(varsler) == 1 else samlebrev(varsler)).send()
    except Exception as feil:  # noqa: BLE001 - whatever is wrong with one must not silence the others
        return type(feil).__name__
    return ""


def brev(varsel: Varsel) -> EmailMessage:
    """The e-mail of a notice: the same words for every notice, so that it tells nothing (D-25)."""
    with override(spraket_til(varsel.mottaker)):
        emne = _("Du har et nytt varsel som haster") if varsel.haster else _("Du har et nytt varsel")
        tekst = _("Logg inn for å lese det:\n%(adresse)s\n\nDenne e-posten kan ikke besvares.\n")
        # That the address was changed is said at the old one too.
        return _brevet(varsel.mottaker, emne, tekst, f"varsel-{varsel.pk}", og=varsel.data.get("tidligere_epost", ""))


def samlebrev(varsler: Sequence[Varsel]) -> EmailMessage:
    """The morning's one e-mail: how many there are and how many are about a deadline, and no more (D-25)."""
    mottaker = varsler[0].mottaker
    frister = sum(varsel.type in OM_FRIST for varsel in varsler)
    with override(spraket_til(mottaker)):
        emne = _("Du har %(antall)s nye varsler") % {"antall": len(varsler)}
        tekst = _("Logg inn for å lese dem:\n%(adresse)s\n\nDenne e-posten kan ikke besvares.\n")
        if frister:
            om_frister = ngettext("%(antall)s av dem gjelder en frist.", "%(antall)s av dem gjelder frister.", frister)
            tekst = f"{om_frister % {'antall': frister}}\n\n{tekst}"
        # The same letter has the same name when it is tried again.
        navn = f"varsler-{varsler[0].pk}-{varsler[-1].pk}-{len(varsler)}"
        return _brevet(mottaker, emne, tekst, navn)


def _brevet(mottaker: Bruker, emne: str, tekst: str, navn: str, *, og: str = "") -> EmailMessage:
    """``tekst`` names ``%(adresse)s``, where the notices are read."""
    adresse = f"{settings.SITE_URL.rstrip('/')}{reverse('varsling:innboks')}"
    vert = urlsplit(settings.SITE_URL).hostname or "localhost"
    return EmailMessage(
        emne,
        tekst % {"adresse": adresse},
        to=[mottaker.email],
        # Neither is told of the other.
        bcc=[og] if og else [],
        headers={"Message-ID": f"<{navn}@{vert}>", "Auto-Submitted": "auto-generated"},
    )


def _noter_feil(varsel: Varsel, feil: str, now: datetime) -> None:
    if varsel.epost_forsok >= FORSOK:
        _avslutt(varsel, Varsel.Epost.OPPGITT, Varselforsok.Utfall.FEILET, epost_feil=feil)
    else:
        Varsel.objects.filter(pk=varsel.pk).update(epost_feil=feil, epost_neste=now + PAUSER[varsel.epost_forsok - 1])
        _noter_forsok(varsel, Varselforsok.Utfall.FEILET, feil)


def _avslutt(varsel: Varsel, epost: Varsel.Epost, utfall: Varselforsok.Utfall, **felter: object) -> None:
    Varsel.objects.filter(pk=varsel.pk, epost=Varsel.Epost.VENTER).update(
        **{"epost_feil": "", **felter, "epost": epost, "epost_neste": None}
    )
    _noter_forsok(varsel, utfall, str(felter.get("epost_feil", "")))


def _noter_forsok(varsel: Varsel, utfall: Varselforsok.Utfall, feil: str) -> None:
    Varselforsok.objects.filter(varsel=varsel, utfall=Varselforsok.Utfall.BEGYNT).update(utfall=utfall, feil=feil)
