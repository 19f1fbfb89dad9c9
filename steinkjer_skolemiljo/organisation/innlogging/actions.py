"""Doors to how a person logs in: password, second factor, sessions. Each leaves a line, and tells whom it concerns.

They raise ``Http404``, ``PermissionDenied`` and ``ValidationError``: the floor above has its own, unknown here.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from steinkjer_skolemiljo.organisation.innlogging import access, sesjon, tofaktor, totp
from steinkjer_skolemiljo.organisation.innlogging.models import Kontohendelse, Passordlenke
from steinkjer_skolemiljo.organisation.models import Bruker
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

Type = Kontohendelse.Type
LENKEN_VARER = timedelta(hours=72)
# One person alone may not give a link and remove the second factor: together they are the account.
TO_PERSONER = timedelta(days=7)
ANTALL_RESERVEKODER = 10


def _noter(bruker: Bruker, aktor: Bruker, type_: Kontohendelse.Type, now: datetime, grunn: str = "") -> Kontohendelse:
    hendelse = Kontohendelse(bruker=bruker, aktor=aktor, type=type_, grunn=grunn, tid=now)
    hendelse.full_clean()
    hendelse.save()
    return hendelse


def _si_fra(mottaker: Bruker, hva: str, hendelse: Kontohendelse, **data: str) -> None:
    import_string(settings.INNLOGGING_SI_FRA)(mottaker, hva, hendelse.pk, now=hendelse.tid, **data)


def _laas(bruker_id: int) -> Bruker:
    # The person's row orders what happens to one account.
    return Bruker.objects.select_for_update(no_key=True).get(pk=bruker_id)


def _laas_for_hjelp(aktor: Bruker, bruker_id: int, dag: date) -> Bruker:
    """Fetch one this person may help, locked; asked behind the lock, and not of what a page remembered before it.

    Raises:
        Http404: not this person's to help.

    """
    bruker = Bruker.objects.select_for_update(no_key=True).filter(pk=bruker_id).first()
    getattr(aktor, "roller_i_foresporsel", {}).clear()
    access.den_som_hjelpes(aktor, bruker_id, dag)
    if bruker is None:
        raise Http404
    return bruker


def _nye_koder(bruker: Bruker) -> list[str]:
    # allauth makes the row of codes in its own format; the old row, if any, goes first.
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes  # noqa: PLC0415 - has no public name

    Authenticator.objects.filter(user=bruker, type=Authenticator.Type.RECOVERY_CODES).delete()
    return list(RecoveryCodes.activate(bruker).get_unused_codes())


def sett_opp_tofaktor(
    *, aktor: Bruker, hemmelighet: str, kode: str, behold_sesjon: str | None, now: datetime
) -> list[str]:
    """Begin to use an app for the second factor, or change to another; returns the recovery codes, shown once.

    Ends the person's other sessions: they have shown no second factor, or an older one.

    Raises:
        ValidationError: the code is not the app's.

    """
    teller = totp.finn_teller(hemmelighet, tofaktor.rens(kode), now)
    if teller is None:
        raise ValidationError({"kode": _("Koden stemmer ikke. Vent på neste kode i appen, og prøv igjen.")})
    with transaction.atomic():
        bruker = _laas(aktor.pk)
        Authenticator.objects.filter(user=bruker).delete()
        Authenticator.objects.create(
            user=bruker,
            type=Authenticator.Type.TOTP,
            # The code that was just shown is used.
            data={"secret": encrypt(hemmelighet), "sist": teller},
            created_at=now,
        )
        koder = _nye_koder(bruker)
        sesjon.avslutt(bruker, unntatt=behold_sesjon)
        _si_fra(bruker, "tofaktor_satt_opp", _noter(bruker, bruker, Type.TOFAKTOR_SATT_OPP, now))
    return koder


def lag_reservekoder(*, aktor: Bruker, now: datetime) -> list[str]:
    """New recovery codes; the old ones stop working. The caller has asked for password and code first.

    Raises:
        PermissionDenied: there is no second factor to be a reserve for.

    """
    with transaction.atomic():
        bruker = _laas(aktor.pk)
        if not tofaktor.har(bruker):
            raise PermissionDenied
        koder = _nye_koder(bruker)
        _si_fra(bruker, "reservekoder", _noter(bruker, bruker, Type.RESERVEKODER, now))
    return koder


def slaa_av_tofaktor(*, aktor: Bruker, behold_sesjon: str | None, now: datetime) -> None:
    """Stop using one's own second factor, where it is not demanded. Ends the other sessions.

    Raises:
        PermissionDenied: this person must have one.

    """
    with transaction.atomic():
        bruker = _laas(aktor.pk)
        if tofaktor.maa_ha(bruker):
            raise PermissionDenied(_("Du må ha totrinnsinnlogging, fordi du kan se saker."))
        Authenticator.objects.filter(user=bruker).delete()
        sesjon.avslutt(bruker, unntatt=behold_sesjon)
        _si_fra(bruker, "tofaktor_slaatt_av", _noter(bruker, bruker, Type.TOFAKTOR_SLAATT_AV, now))


def fjern_tofaktor(*, aktor: Bruker, bruker_id: int, grunn: str, now: datetime) -> Bruker:
    """Remove the second factor of one who has lost the phone. All that person's sessions end; both are told.

    Raises:
        Http404: not this person's to help.
        PermissionDenied: only a systemforvalter may.
        ValidationError: no reason, nothing to remove, or the same person has just given a password link.

    """
    dag = localdate(now)
    with transaction.atomic():
        bruker = _laas_for_hjelp(aktor, bruker_id, dag)
        if not roller_for(aktor, dag).systemforvalter:
            raise PermissionDenied(_("Dette kan bare systemforvalter gjøre."))
        if not tofaktor.har(bruker):
            raise ValidationError({"grunn": _("Denne personen har ikke satt opp totrinnsinnlogging.")})
        if not grunn.strip():
            raise ValidationError({"grunn": _("Skriv hvorfor, og hvordan du vet at det er rette person som spør.")})
        _krev_to_personer(aktor, bruker, Type.PASSORDLENKE, now)
        Authenticator.objects.filter(user=bruker).delete()
        sesjon.avslutt(bruker)
        hendelse = _noter(bruker, aktor, Type.TOFAKTOR_FJERNET, now, grunn.strip())
        _si_fra(bruker, "tofaktor_fjernet", hendelse)
        _si_fra(aktor, "tofaktor_fjernet_av_deg", hendelse)
    return bruker


def _krev_to_personer(aktor: Bruker, bruker: Bruker, den_andre: Kontohendelse.Type, now: datetime) -> None:
    if Kontohendelse.objects.filter(bruker=bruker, aktor=aktor, type=den_andre, tid__gt=now - TO_PERSONER).exists():
        raise ValidationError(
            _(
                "Du kan ikke både gi en passordlenke og fjerne totrinnsinnloggingen for samme person i løpet av sju "
                "dager. Da kunne én person alene ta over en konto. Be en annen om å gjøre det ene."
            )
        )


def _avtrykk(lenke: str) -> str:
    return hashlib.sha256(lenke.encode()).hexdigest()


def gi_passordlenke(*, aktor: Bruker, bruker_id: int, now: datetime) -> str:
    """Make a link for choosing a password, good once and for 72 hours; an older one stops working. Returns the secret.

    Raises:
        Http404: not this person's to help.
        ValidationError: the account is closed, or the same person has just removed its second factor.

    """
    with transaction.atomic():
        bruker = _laas_for_hjelp(aktor, bruker_id, localdate(now))
        if not bruker.is_active:
            raise ValidationError(_("Kontoen er stengt. Den må åpnes før personen kan få en lenke."))
        _krev_to_personer(aktor, bruker, Type.TOFAKTOR_FJERNET, now)
        return _lag_lenke(bruker, aktor=aktor, now=now)


def forste_passordlenke(*, systemet: Bruker, bruker: Bruker, now: datetime) -> str:
    """The link of one of the first people in a new installation, made on the server before anyone can give it."""
    with transaction.atomic():
        return _lag_lenke(_laas(bruker.pk), aktor=systemet, now=now)


def _lag_lenke(bruker: Bruker, *, aktor: Bruker, now: datetime) -> str:
    lenke = secrets.token_urlsafe(32)
    Passordlenke.objects.filter(bruker=bruker, oppbrukt__isnull=True).update(oppbrukt=now)
    Passordlenke.objects.create(
        bruker=bruker, avtrykk=_avtrykk(lenke), gitt_av=aktor, gitt=now, utloper=now + LENKEN_VARER
    )
    _si_fra(bruker, "passordlenke", _noter(bruker, aktor, Type.PASSORDLENKE, now))
    return lenke


def apen_lenke(lenke: str, now: datetime) -> Passordlenke:
    """The link, if it can still be used.

    Raises:
        Http404: unknown, used, replaced, too old, the account is closed, or whoever gave it could not give it now: the
            same answer.

    """
    rad = (
        Passordlenke.objects.select_related("bruker", "gitt_av")
        .filter(avtrykk=_avtrykk(lenke), oppbrukt__isnull=True, utloper__gt=now, bruker__is_active=True)
        .first()
    )
    if rad is None:
        raise Http404
    if not rad.gitt_av.er_systemet:
        # A new employee who has been given more since is no longer a rektor's to let in, with a copy of the link.
        access.den_som_hjelpes(rad.gitt_av, rad.bruker_id, localdate(now))
    return rad


def velg_passord(*, lenke: str, passord: str, now: datetime) -> Bruker:
    """Set the password through a link. The form has validated it. Logs nobody in, and ends every session.

    Raises:
        Http404: the link cannot be used (any longer).

    """
    with transaction.atomic():
        bruker = _laas(apen_lenke(lenke, now).bruker_id)
        # Asked again behind the lock: of two at once, one finds it used.
        rad = apen_lenke(lenke, now)
        rad.oppbrukt = now
        rad.save(update_fields=["oppbrukt"])
        _sett_passord(bruker, passord, Type.PASSORD_VALGT, now)
        sesjon.avslutt(bruker)
    return bruker


def bytt_passord(*, aktor: Bruker, passord: str, behold_sesjon: str | None, now: datetime) -> Bruker:
    """Change one's own password. The form has asked for the old one. Ends the other sessions."""
    with transaction.atomic():
        bruker = _laas(aktor.pk)
        _sett_passord(bruker, passord, Type.PASSORD_BYTTET, now)
        sesjon.avslutt(bruker, unntatt=behold_sesjon)
        Passordlenke.objects.filter(bruker=bruker, oppbrukt__isnull=True).update(oppbrukt=now)
    return bruker


def _sett_passord(bruker: Bruker, passord: str, type_: Kontohendelse.Type, now: datetime) -> None:
    bruker.set_password(passord)
    lagre(bruker, aktor=bruker, now=now, provd=True)
    _si_fra(bruker, "passord_endret", _noter(bruker, bruker, type_, now))


def steng(*, bruker: Bruker, now: datetime) -> None:
    """An account is closed: what would let somebody in when it is opened again, ends with it."""
    sesjon.avslutt(bruker)
    Passordlenke.objects.filter(bruker=bruker, oppbrukt__isnull=True).update(oppbrukt=now)


def noter_epost_endret(*, bruker: Bruker, aktor: Bruker, tidligere: str, now: datetime) -> None:
    """Tell a person that another has changed the e-mail they log in with, at the one they had too.

    Else whoever changes it could give a password link, or remove the second factor, and the person would hear nothing:
    all that is told of an account goes to the new address.
    """
    _si_fra(bruker, "epost_endret", _noter(bruker, aktor, Type.EPOST_ENDRET, now), tidligere_epost=tidligere)


def avslutt_andre_sesjoner(*, aktor: Bruker, behold_sesjon: str | None, now: datetime) -> int:
    """Log out everywhere else; returns how many sessions ended."""
    with transaction.atomic():
        antall = sesjon.avslutt(aktor, unntatt=behold_sesjon)
        if antall:
            _noter(aktor, aktor, Type.SESJONER_AVSLUTTET, now)
    return antall


def noter_kode(*, bruker: Bruker, utfall: tofaktor.Utfall, now: datetime) -> None:
    """What a code led to, where it should be known: a used recovery code, and the guess that closed the door."""
    if utfall is tofaktor.Utfall.RESERVEKODE:
        _si_fra(bruker, "reservekode_brukt", _noter(bruker, bruker, Type.RESERVEKODE_BRUKT, now))
    elif utfall is tofaktor.Utfall.STENGTE:
        _si_fra(bruker, "feil_koder", _noter(bruker, bruker, Type.FEIL_KODER, now))
