"""What logging in leaves in the database: sessions, one-time links, kept text, and what was done with an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.innlogging.sesjon import SessionStore


class Sesjon(AbstractBaseSession):
    """A session, findable by whose it is. Its key is a fingerprint: a copy of the database opens no session."""

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sesjoner")
    begynt = models.DateTimeField(_("logget inn"), null=True)
    sist_brukt = models.DateTimeField(_("sist brukt"))
    maskin = models.CharField(_("maskin"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("sesjon")
        verbose_name_plural = _("sesjoner")

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        """The store that reads and writes these rows."""
        from steinkjer_skolemiljo.organisation.innlogging.sesjon import SessionStore  # noqa: PLC0415 - the store needs us

        return SessionStore


class Passordlenke(models.Model):
    """A link with which one person sets a password, once. Only its fingerprint is stored."""

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="passordlenker")
    avtrykk = models.CharField(max_length=64, unique=True)
    gitt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    gitt = models.DateTimeField()
    utloper = models.DateTimeField()
    # Used, or replaced by a newer one.
    oppbrukt = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("passordlenke")
        verbose_name_plural = _("passordlenker")
        constraints = (
            models.UniqueConstraint(
                fields=["bruker"], condition=Q(oppbrukt__isnull=True), name="en_apen_passordlenke_om_gangen"
            ),
            models.CheckConstraint(condition=Q(utloper__gt=F("gitt")), name="passordlenke_utloper_etter_den_er_gitt"),
            models.CheckConstraint(
                condition=~Q(bruker=F("gitt_av")),
                name="passordlenke_gis_av_en_annen",
                violation_error_message=_("Du kan ikke gi deg selv en lenke."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.bruker}"


class Tekstgjemme(models.Model):
    """What a person had written when the session ended. Encrypted with a key only their browser has."""

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Of the browser's key and the page together.
    avtrykk = models.CharField(max_length=64, unique=True)
    innhold = models.BinaryField()
    utloper = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("tekst som venter")
        verbose_name_plural = _("tekster som venter")

    def __str__(self) -> str:
        return f"{self.utloper}"


class Kontohendelse(models.Model):
    """Something was done with how a person logs in. Only added to."""

    class Type(models.TextChoices):
        TOFAKTOR_SATT_OPP = "tofaktor_satt_opp", _("Totrinnsinnlogging ble satt opp")
        TOFAKTOR_SLAATT_AV = "tofaktor_slaatt_av", _("Totrinnsinnlogging ble slått av")
        TOFAKTOR_FJERNET = "tofaktor_fjernet", _("Totrinnsinnlogging ble fjernet av systemforvalter")
        RESERVEKODER = "reservekoder", _("Nye reservekoder ble laget")
        RESERVEKODE_BRUKT = "reservekode_brukt", _("En reservekode ble brukt")
        FEIL_KODER = "feil_koder", _("Koden var feil for mange ganger på rad")
        PASSORDLENKE = "passordlenke", _("En lenke for å velge passord ble laget")
        PASSORD_VALGT = "passord_valgt", _("Passord ble valgt med en lenke")
        PASSORD_BYTTET = "passord_byttet", _("Passordet ble byttet")
        SESJONER_AVSLUTTET = "sesjoner_avsluttet", _("Andre innlogginger ble avsluttet")
        EPOST_ENDRET = "epost_endret", _("E-posten du logger inn med, ble endret")

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="kontohendelser")
    aktor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    type = models.CharField(max_length=30, choices=Type)
    grunn = models.CharField(_("grunn"), max_length=300, blank=True)
    tid = models.DateTimeField()

    class Meta:
        verbose_name = _("kontohendelse")
        verbose_name_plural = _("kontohendelser")
        ordering = ("-tid", "-pk")
        indexes = (models.Index(fields=["bruker", "-tid"], name="kontohendelse_bruker"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(type="tofaktor_fjernet") | (~Q(grunn="") & ~Q(bruker=F("aktor"))),
                name="tofaktor_fjernes_av_en_annen_med_grunn",
                violation_error_message=_("Skriv grunnen. Din egen totrinnsinnlogging må en annen fjerne."),
            ),
        )
        triggers = (
            pgtrigger.Protect(name="kontologgen_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.get_type_display()
