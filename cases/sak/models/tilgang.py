"""Who has been let in to one sak, one by one: by a grant with an end, or in an emergency."""

from __future__ import annotations

from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from cases.sak.models.sak import Sak


class Del(models.TextChoices):
    """A part of a sak that one who is let in by name may be shown, or not. The frame is always theirs."""

    UNDERSOKELSE = "undersokelse", _("Undersøkelse")
    TILTAKSPLAN = "tiltaksplan", _("Tiltaksplan")
    EVALUERING = "evaluering", _("Evaluering")
    PERSONER = "personer", _("Personer")
    DOKUMENTER = "dokumenter", _("Dokumenter")
    LOGG = "logg", _("Logg")


def alle_deler() -> list[str]:
    """Every part: a grant of the whole sak."""
    return list(Del.values)


class Saktilgang(UserObjectPermissionBase):
    """django-guardian's grant on a single sak, with purpose and end (at most 90 days). Read only by access.py."""

    content_object = models.ForeignKey(Sak, models.CASCADE, related_name="tilganger")
    formaal = models.CharField(_("formål"), max_length=200)
    gyldig_til = models.DateField(_("gyldig til og med"))
    gitt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    gitt = models.DateTimeField()
    # Which parts of the sak it opens; the frame always. One who leads the sak by it sees all, whatever stands here.
    deler = ArrayField(models.CharField(max_length=16, choices=Del), default=alle_deler, blank=True)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("tilgang")
        verbose_name_plural = _("tilganger")
        constraints = (
            models.CheckConstraint(
                condition=Q(deler__contained_by=Del.values),
                name="tilgang_har_kjente_deler",
                violation_error_message=_("En del av saken som ikke finnes, kan ikke deles."),
            ),
        )
        indexes = (models.Index(fields=["user", "content_object", "gyldig_til"], name="tilgang_bruker"),)


class Nodinnsyn(models.Model):
    """Skoleeier's emergency look into one sak: compulsory reason, 24 hours, told to rektor at once. Append-only."""

    class Gjelder(models.TextChoices):
        FARE = "fare", _("Fare for liv eller helse")
        HENVENDELSE = "henvendelse", _("Foresatte eller andre har kontaktet skoleeier")
        STATSFORVALTER = "statsforvalter", _("Statsforvalteren spør om saken")
        TILSYN = "tilsyn", _("Mistanke om at saken ikke følges opp")
        ANNET = "annet", _("Annet")

    KORTESTE_GRUNN = 20  # characters

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="nodinnsyn")
    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    gjelder = models.CharField(_("hva gjelder det?"), max_length=16, choices=Gjelder)
    grunn = models.CharField(_("grunn"), max_length=500)
    fra = models.DateTimeField()
    til = models.DateTimeField()

    class Meta:
        verbose_name = _("nødinnsyn")
        verbose_name_plural = _("nødinnsyn")
        ordering = ("-fra", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(grunn__regex=".{20}"),
                name="nodinnsyn_har_grunn",
                violation_error_message=_("Skriv grunnen med minst 20 tegn."),
            ),
            models.CheckConstraint(
                condition=Q(til__gt=models.F("fra")) & Q(til__lte=models.F("fra") + timedelta(hours=24)),
                name="nodinnsyn_varer_hoyst_et_dogn",
            ),
        )
        indexes = (
            models.Index(fields=["bruker", "til"], name="nodinnsyn_bruker"),
            models.Index(fields=["sak", "-fra"], name="nodinnsyn_sak"),
            models.Index(fields=["-fra"], name="nodinnsyn_nyest"),
        )
        triggers = (pgtrigger.Protect(name="nodinnsyn_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.get_gjelder_display()
