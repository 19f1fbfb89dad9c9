"""That somebody has weighed their personal duty to tell barnevernet, or to avert something grave (L-N.2).

Dates and nothing more: what was weighed, and what was told, stands in barnevernet's own system or with the police.
"""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import Sak
from steinkjer_skolemiljo.organisation.sporing import Sporet


class Meldepliktvurdering(Sporet):
    """The day it was weighed, and the day it was sent, where it was. No text, and no way to write one."""

    class Plikt(models.TextChoices):
        BARNEVERN = "barnevern", _("Opplysningsplikten til barnevernet")
        AVVERGING = "avverging", _("Avvergingsplikten")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="meldepliktvurderinger")
    plikt = models.CharField(_("hvilken plikt"), max_length=12, choices=Plikt)
    vurdert = models.DateField(_("vurdert"))
    sendt = models.DateField(_("sendt"), null=True, blank=True)
    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("vurdering av meldeplikt")
        verbose_name_plural = _("vurderinger av meldeplikt")
        ordering = ("-vurdert", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(sendt__isnull=True) | Q(sendt__gte=F("vurdert")),
                name="meldeplikt_sendt_etter_vurdert",
                violation_error_message=_("Det kan ikke være sendt før det ble vurdert."),
            ),
        )
        indexes = (models.Index(fields=["sak", "-vurdert"], name="meldeplikt_sak"),)
        triggers = (
            pgtrigger.Protect(name="meldeplikt_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.get_plikt_display()
