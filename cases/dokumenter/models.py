"""What has become a document: its bytes as they were made, with their SHA-256, for ever."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import Sak
from cases.tiltaksplan.models import Tiltaksplan


class Dokument(models.Model):
    """A frozen document of a sak. The database refuses every change of it."""

    class Type(models.TextChoices):
        TILTAKSPLAN = "tiltaksplan", _("Tiltaksplan")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="dokumenter")
    type = models.CharField(_("type"), max_length=20, choices=Type)
    plan = models.ForeignKey(Tiltaksplan, models.PROTECT, null=True, blank=True, related_name="dokumenter")
    filnavn = models.CharField(_("filnavn"), max_length=120)
    innhold = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    laget = models.DateTimeField()
    laget_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        ordering = ("-laget", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "type"], condition=Q(plan__isnull=False), name="ett_dokument_per_planversjon"
            ),
        )
        indexes = (models.Index(fields=["sak", "-laget"], name="dokument_sak"),)
        triggers = (pgtrigger.Protect(name="dokument_er_fryst", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.filnavn
