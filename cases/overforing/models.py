"""What one school gives another when the pupil moves: chosen, masked, given, and perhaps taken on in a new sak."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import FRITEKST, Sak
from cases.sladding.models import Sladding
from steinkjer_skolemiljo.organisation.sporing import Sporet


class Overforing(Sporet):
    """One giving over, from one sak to one school. The new school sees its papers, and never the sak."""

    # In the new school's address: a running number would tell how many there are.
    nokkel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sak = models.ForeignKey(Sak, models.PROTECT, related_name="overforinger")
    til_skole = models.ForeignKey("organisation.Skole", models.PROTECT, related_name="overforinger")
    sladding = models.OneToOneField(Sladding, models.PROTECT, related_name="overforing")
    hvorfor = models.TextField(_("hva trenger den nye skolen å vite, og hvorfor?"), max_length=FRITEKST)
    # Their view does not decide, but it is asked for (§ 10-2).
    foresatte_informert = models.CharField(_("hvem er informert, og når"), max_length=200)
    opprettet = models.DateTimeField()
    opprettet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sendt = models.DateTimeField(_("overført"), null=True, blank=True)
    sendt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ny_sak = models.OneToOneField(Sak, models.PROTECT, null=True, blank=True, related_name="overfort_fra")

    class Meta:
        verbose_name = _("overføring til ny skole")
        verbose_name_plural = _("overføringer til ny skole")
        ordering = ("-opprettet", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(sendt__isnull=True, sendt_av__isnull=True, ny_sak__isnull=True)
                | Q(sendt__isnull=False, sendt_av__isnull=False),
                name="overforing_er_sendt_av_noen",
            ),
            models.CheckConstraint(
                condition=Q(ny_sak__isnull=True) | ~Q(ny_sak=F("sak")), name="ny_sak_er_ikke_den_gamle"
            ),
        )
        indexes = (
            models.Index(fields=["sak", "-opprettet"], name="overforing_sak"),
            # The new school's list.
            models.Index(fields=["til_skole", "-sendt"], name="overforing_til", condition=Q(sendt__isnull=False)),
        )
        triggers = (
            pgtrigger.Protect(
                name="sendt_overforing_slettes_aldri",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__sendt__isnull=False),
            ),
            # The sak that was opened from it is all that is written afterwards, once.
            pgtrigger.Protect(
                name="sendt_overforing_er_fryst",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.sendt IS NOT NULL AND ((to_jsonb(OLD) - 'ny_sak_id') IS DISTINCT FROM "
                    "(to_jsonb(NEW) - 'ny_sak_id') OR (OLD.ny_sak_id IS NOT NULL "
                    "AND NEW.ny_sak_id IS DISTINCT FROM OLD.ny_sak_id))"
                ),
            ),
        )

    def __str__(self) -> str:
        return str(self.nokkel)
