"""A meeting with Statsforvalteren about a sak: who was there, what was asked and what was agreed (2.11)."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.sak.models import FRITEKST, Sak
from cases.statsforvalter.models import BARE_LEGGES_TIL, Registrert, Statsforvaltersak


class Statsforvaltermote(Registrert):
    """One meeting. Never changed: what turns out otherwise is written in the next one."""

    class Hvordan(models.TextChoices):
        MOTE = "mote", _("Møte")
        VIDEO = "video", _("På video")
        TELEFON = "telefon", _("På telefon")
        TILSYN = "tilsyn", _("De besøkte skolen")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="+")
    runde = models.ForeignKey(Statsforvaltersak, models.PROTECT, related_name="moter")
    dato = models.DateField(_("når"))
    hvordan = models.CharField(_("hvordan"), max_length=8, choices=Hvordan)
    deltakere = models.CharField(_("hvem som var med"), max_length=500)
    tatt_opp = models.TextField(_("hva som ble tatt opp"), max_length=FRITEKST)
    avtalt = models.TextField(_("hva som ble avtalt"), max_length=FRITEKST, blank=True)

    class Meta:
        verbose_name = _("møte med Statsforvalteren")
        verbose_name_plural = _("møter med Statsforvalteren")
        ordering = ("-dato", "-id")
        triggers = (pgtrigger.Protect(name="statsforvaltermote_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return f"{self.dato:%d.%m.%Y}"
