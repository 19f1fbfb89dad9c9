"""That a person has gone through the questions. What they answered is kept nowhere."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.organisation.sporing import Sporet


class Sporsmaalsrunde(Sporet):
    """A person has answered the questions of a version once, rightly or wrongly."""

    versjon = models.ForeignKey("procedures.Prosedyreversjon", models.PROTECT, related_name="sporsmaalsrunder")
    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sporsmaalsrunder")
    tid = models.DateTimeField(_("gjennomgått"))

    class Meta:
        verbose_name = _("gjennomgåtte spørsmål")
        verbose_name_plural = _("gjennomgåtte spørsmål")
        constraints = (models.UniqueConstraint(fields=["versjon", "bruker"], name="sporsmaal_gjennomgaatt_en_gang"),)
        triggers = (pgtrigger.Protect(name="sporsmaalsrunde_fast", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.bruker}: {self.versjon}"
