"""That a piece of open work was taken over: by whom, from whom, when. The work itself stays as it was written."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import Sak


class Overtakelse(models.Model):
    """One piece of work that went from one person to another. The newest of a thing says who has it. Append-only.

    A tiltak in an adopted plan is frozen with it, a conversation keeps who wrote it down, and a grant who gave it: so
    who answers for it from now stands here, and never in place of what was.
    """

    class Hva(models.TextChoices):
        SAK = "sak", _("Saken")
        TILTAK = "tiltak", _("Tiltak")
        SAMTALE = "samtale", _("Planlagt samtale")
        TILGANG = "tilgang", _("Tilgang som er gitt")
        FRAMLEGG = "framlegg", _("Framlegg")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="overtakelser")
    hva = models.CharField(max_length=10, choices=Hva)
    # The row it is about, in the table that ``hva`` names; a grant may be gone since.
    objekt_id = models.BigIntegerField()
    fra = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    til = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tid = models.DateTimeField()

    class Meta:
        verbose_name = _("overtakelse")
        verbose_name_plural = _("overtakelser")
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(fra=F("til")),
                name="overtakelse_har_to_personer",
                violation_error_message=_("Den som overtar, må være en annen."),
            ),
        )
        indexes = (
            # Who answers for this now?
            models.Index(fields=["hva", "objekt_id", "-id"], name="overtakelse_gjelder"),
            # What has this person taken over?
            models.Index(fields=["til", "hva"], name="overtakelse_til"),
        )
        triggers = (
            pgtrigger.Protect(name="overtakelse_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.get_hva_display()
