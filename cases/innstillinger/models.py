"""Work that a changed setting leaves behind: open saker whose deadlines must be reckoned anew."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.organisation.models import Skole


class Omregning(models.Model):
    """One change whose saker are to be reckoned anew, from the day it takes effect.

    Written in the transaction of the change; a worker does it, batch by batch, and remembers how far it has come, so
    that one who dies in the middle loses nothing.
    """

    class Grunn(models.TextChoices):
        MAAL = "maal", _("Et av kommunens mål")
        SKOLERUTE = "skolerute", _("Skoleruta")
        AFTENENE = "aftenene", _("Julaften og nyttårsaften")

    grunn = models.CharField(max_length=10, choices=Grunn)
    # Which target, by its key.
    maal = models.CharField(max_length=40, blank=True)
    # Which school's skolerute; none is the common one, or a setting for all schools.
    skole = models.ForeignKey(Skole, models.PROTECT, null=True, blank=True, related_name="+")
    fra = models.DateField(_("gjelder fra"))
    opprettet = models.DateTimeField()
    # A worker has it until then; one that has died has it no longer.
    leid_til = models.DateTimeField(null=True, blank=True)
    # Every sak up to this one is done.
    siste_sak = models.BigIntegerField(default=0)
    flyttet = models.PositiveIntegerField(default=0)
    ferdig = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("omregning")
        verbose_name_plural = _("omregninger")
        ordering = ("opprettet", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(grunn="maal") & ~Q(maal="") & Q(skole__isnull=True) | ~Q(grunn="maal") & Q(maal=""),
                name="omregning_har_det_grunnen_trenger",
            ),
        )
        indexes = (
            # Asked every minute: what is to be done now?
            models.Index(fields=["fra"], condition=Q(ferdig__isnull=True), name="omregning_venter"),
        )

    def __str__(self) -> str:
        return f"{self.grunn} {self.maal}".strip()
