"""The index that text is searched in: for each text in a sak its words, and nothing else of it."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Soketekst(models.Model):
    """The stemmed words of one text. Written by the database alone, as the text is; holds no text that can be read.

    ``kilde`` says which kind of text (``cases.sok.kilder``), ``objekt`` which row. A melding that led to several saker
    has a row for each; one that has led to none has a row without a sak.
    """

    sak = models.ForeignKey("cases.Sak", models.CASCADE, null=True, blank=True, related_name="soketekster")
    # Who may read a melding is another question than who may read the sak.
    melding = models.ForeignKey("cases.Melding", models.CASCADE, null=True, blank=True, related_name="+")
    kilde = models.CharField(max_length=20)
    objekt = models.BigIntegerField()
    vektor = SearchVectorField()

    class Meta:
        verbose_name = _("søketekst")
        verbose_name_plural = _("søketekster")
        constraints = (
            models.UniqueConstraint(fields=["kilde", "objekt", "sak"], name="soketekst_en_gang", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(sak__isnull=False) | Q(melding__isnull=False), name="soketekst_i_en_sak_eller_melding"
            ),
        )
        indexes = (GinIndex(fields=["vektor"], name="soketekst_ord"),)

    def __str__(self) -> str:
        return f"{self.kilde} {self.objekt}"
