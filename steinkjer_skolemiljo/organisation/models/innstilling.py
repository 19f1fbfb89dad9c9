"""What the municipality has set for itself."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.organisation.models.bruker import Bruker
from steinkjer_skolemiljo.organisation.sporing import Sporet


class Innstilling(Sporet):
    """A municipal setting from a date on, such as a target in school days. Older rows are never changed (D-22).

    Who set it, when and why is empty only in rows that came in some other way than through the settings' page.
    """

    nokkel = models.CharField(_("innstilling"), max_length=40)
    verdi = models.CharField(_("verdi"), max_length=200)
    gjelder_fra = models.DateField(_("gjelder fra"))
    begrunnelse = models.CharField(_("begrunnelse"), max_length=500, blank=True)
    satt_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    satt = models.DateTimeField(_("satt"), null=True, blank=True)

    class Meta:
        verbose_name = _("innstilling")
        verbose_name_plural = _("innstillinger")
        constraints = (models.UniqueConstraint(fields=["nokkel", "gjelder_fra"], name="en_verdi_per_dag"),)

    def __str__(self) -> str:
        return f"{self.nokkel} = {self.verdi}"
