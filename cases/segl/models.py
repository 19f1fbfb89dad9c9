"""Seals over the append-only tables: what was there, row by row, when the seal was set. Chained and append-only."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.kjede import BYTES, TEKST, TID, lenkes

# One lock for all who seal, so that the chain has no branches.
SEGLLAAS = 7_212_026
SEGLFELTER = {
    "nummer": TEKST,
    "tabell": TEKST,
    "etter_id": TEKST,
    "til_id": TEKST,
    "ider": TEKST,
    "saker": TEKST,
    "summer": BYTES,
    "kolonner": TEKST,
    "laget": TID,
    "forrige": TEKST,
}


class Segl(models.Model):
    """The rows of one table with ids above ``etter_id`` up to ``til_id``: which there were, and the sum of each.

    A row in that range that is not among ``ider`` has been put in since; one that is and is gone, has been removed.
    """

    nummer = models.PositiveBigIntegerField(_("nummer"), default=0, editable=False)
    tabell = models.CharField(_("tabell"), max_length=80)
    etter_id = models.BigIntegerField()
    til_id = models.BigIntegerField()
    ider = ArrayField(models.BigIntegerField())
    # The sak each row belongs to, so that one that is gone can be named; null where it belongs to none.
    saker = ArrayField(models.BigIntegerField(null=True))
    # SHA-256 of each row's content, 32 bytes each, in the order of the ids.
    summer = models.BinaryField()
    # The columns the sums cover: a column added later does not break an old seal.
    kolonner = ArrayField(models.CharField(max_length=63))
    laget = models.DateTimeField(_("laget"))
    forrige = models.CharField(max_length=64, blank=True, default="", editable=False)
    sum = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("segl")
        verbose_name_plural = _("segl")
        ordering = ("nummer",)
        constraints = (
            models.UniqueConstraint(fields=["nummer"], name="segl_nummer_en_gang"),
            models.UniqueConstraint(fields=["tabell", "etter_id"], name="segl_rad_en_gang"),
            models.CheckConstraint(condition=Q(etter_id__lt=F("til_id")), name="segl_dekker_noe"),
        )
        triggers = (
            pgtrigger.Protect(name="segl_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
            lenkes(
                navn="segl_lenkes",
                tabell="cases_segl",
                nummer="nummer",
                felter=SEGLFELTER,
                laas=f"pg_advisory_xact_lock({SEGLLAAS})",
            ),
        )

    def __str__(self) -> str:
        return f"{self.nummer}: {self.tabell}"
