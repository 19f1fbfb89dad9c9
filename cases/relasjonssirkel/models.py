"""The relasjonssirkel: how near a kontaktlærer is to each pupil of the class. Its maker's alone, and no document (R-3).

No history, and nothing that points here: what its maker throws away is gone.
"""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LENGSTE_NOTAT = 4000


class Ring(models.IntegerChoices):
    """How near the pupil is to the one in the middle."""

    NAER = 1, _("Nær")
    MIDT = 2, _("Midt i")
    YTTERST = 3, _("Ytterst")


class Relasjonssirkel(models.Model):
    """One class as its kontaktlærer saw it one day."""

    # The address names it by this: a running number would tell how many there are.
    nokkel = models.UUIDField(default=uuid4, unique=True, editable=False)
    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="relasjonssirkler")
    klasse = models.ForeignKey("organisation.Klasse", models.CASCADE, related_name="+")
    dato = models.DateField(_("dato"))
    notat = models.TextField(_("notat til deg selv"), max_length=LENGSTE_NOTAT, blank=True)
    versjon = models.PositiveIntegerField(default=1, validators=[MinValueValidator(1)])
    endret = models.DateTimeField()

    class Meta:
        verbose_name = _("relasjonssirkel")
        verbose_name_plural = _("relasjonssirkler")
        ordering = ("-dato", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["bruker", "klasse", "dato"],
                name="en_relasjonssirkel_om_dagen",
                violation_error_message=_(
                    "Du har alt en sirkel for klassen denne datoen. Endre den, eller velg en annen dato."
                ),
            ),
        )
        # The night's tidying asks for the old ones.
        indexes = (models.Index(fields=["dato"], name="relasjonssirkel_alder"),)

    def __str__(self) -> str:
        return f"{self.dato:%d.%m.%Y}"


class Plassering(models.Model):
    """Where one pupil stands. A pupil without a row has not been placed."""

    sirkel = models.ForeignKey(Relasjonssirkel, models.CASCADE, related_name="plasseringer")
    elev = models.ForeignKey("organisation.Elev", models.CASCADE, related_name="+")
    ring = models.PositiveSmallIntegerField(_("ring"), choices=Ring)
    # Another adult of the school is near the pupil: then it need not be the kontaktlærer.
    annen_voksen = models.BooleanField(_("en annen voksen på skolen er nær eleven"), default=False)

    class Meta:
        verbose_name = _("plassering")
        verbose_name_plural = _("plasseringer")
        constraints = (
            models.UniqueConstraint(fields=["sirkel", "elev"], name="elev_en_gang_i_sirkelen"),
            models.CheckConstraint(condition=Q(ring__in=Ring.values), name="plassering_i_en_kjent_ring"),
        )

    def __str__(self) -> str:
        return self.get_ring_display()
