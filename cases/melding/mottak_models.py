"""What the receiver decided, as it was decided; and those who stepped aside from a melding."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.melding.models import Melding
from cases.sak.models import FRITEKST


class Mottak(models.Model):
    """The reception of one melding (law note 2.2): asked about habilitet, what was done at once, who is told.

    Append-only: one for each melding, and never changed.
    """

    class Avvisning(models.TextChoices):
        """Why a melding is not about chapter 12, and what is to be done instead."""

        FYSISK = "fysisk_miljo", _("Det gjelder bygningen, inneluften eller uteområdet (§ 12-7)")
        ANNET = "annet", _("Det gjelder noe annet enn hvordan elever har det på skolen")

    melding = models.OneToOneField(Melding, models.PROTECT, related_name="mottak")
    # The receiver has answered that neither they nor anyone near them is involved.
    habil = models.BooleanField(_("ikke selv eller noen nær involvert"))
    avvisning = models.CharField(_("hvorfor ikke kapittel 12"), max_length=16, choices=Avvisning, blank=True)
    strakstiltak = models.TextField(_("hva gjør dere med en gang"), max_length=FRITEKST, blank=True)
    hvem_faar_vite = models.TextField(_("hvem får vite hva, og når"), max_length=FRITEKST, blank=True)
    tid = models.DateTimeField()
    av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("mottak av melding")
        verbose_name_plural = _("mottak av meldinger")
        constraints = (
            models.CheckConstraint(
                condition=Q(habil=True),
                name="mottak_av_en_habil",
                violation_error_message=_("Den som er involvert, tar ikke imot meldingen."),
            ),
        )
        triggers = (pgtrigger.Protect(name="mottak_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return str(self.melding)


class Meldingsinhabilitet(models.Model):
    """Someone who has stepped aside from a melding (fvl. §§ 6–10, L-N.5): loses it, and what it leads to, at once."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="inhabile")
    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    grunn = models.CharField(_("grunn"), max_length=300)
    fra = models.DateTimeField()

    class Meta:
        verbose_name = _("inhabilitet ved mottak")
        verbose_name_plural = _("inhabilitet ved mottak")
        constraints = (models.UniqueConstraint(fields=["bruker", "melding"], name="inhabil_til_melding_en_gang"),)
        triggers = (
            pgtrigger.Protect(name="inhabil_til_melding_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return str(self.melding)
