"""What has become a document: its bytes as they were made, with their SHA-256, for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import Sak
from cases.tiltaksplan.models import Tiltaksplan

if TYPE_CHECKING:
    from typing import Self

SHA256 = 64


class DokumentQuerySet(models.QuerySet["Dokument"]):
    """Documents, mostly looked at without their bytes."""

    def uten_innhold(self) -> Self:
        """As rows to list: the bytes stay in the database."""
        return self.defer("innhold")

    def av(self, objekt: models.Model) -> Self:
        """The documents of one row, in every edition and version."""
        return self.filter(objekt_type=objekt._meta.label_lower, objekt_id=objekt.pk)

    def sakens_egne(self, sak: Sak) -> Self:
        """A sak's documents, but what was made for the archive alone: that goes nowhere else."""
        return self.filter(sak=sak).exclude(type=Dokument.Type.SAKSMAPPE_ARKIV)


class Dokument(models.Model):
    """A frozen document of a sak. The database refuses every change of it."""

    class Type(models.TextChoices):
        MELDING = "melding", _("Melding")
        REFERAT = "referat", _("Referat")
        TILTAKSPLAN = "tiltaksplan", _("Tiltaksplan")
        EVALUERING = "evaluering", _("Evaluering")
        AVSLUTNING = "avslutning", _("Avslutning")
        VARSEL_SKOLEEIER = "varsel_skoleeier", _("Varsel til skoleeier")
        FRAMLEGG = "framlegg", _("Framlegg til ansatt")
        DOSSIER = "dossier", _("Saksmappe")
        # The sak whole, as the archive keeps it: in a folder of its own, and in no pupil's.
        SAKSMAPPE_ARKIV = "saksmappe_arkiv", _("Saksmappe for arkivet")
        OVERFORING = "overforing", _("Overføring til ny skole")
        INNSYN = "innsyn", _("Innsyn")

    class Utgave(models.TextChoices):
        # Everything, for those who lead the sak.
        INTERN = "intern", _("Full utgave")
        # For one pupil's folder and home: everybody else masked, nothing internal.
        ELEVMAPPE = "elevmappe", _("Utgave til elevmappa og hjemmet")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="dokumenter")
    type = models.CharField(_("type"), max_length=20, choices=Type)
    utgave = models.CharField(_("utgave"), max_length=12, choices=Utgave)
    # Whose folder it belongs in; the full edition belongs in none.
    elev = models.ForeignKey("organisation.Elev", models.PROTECT, null=True, blank=True, related_name="dokumenter")
    # What it is the paper of: the model's label in small letters, and the row.
    objekt_type = models.CharField(max_length=60)
    objekt_id = models.BigIntegerField()
    versjon = models.PositiveIntegerField(_("versjon"), default=1)
    # So that the database keeps the plan too; what is of something else has none.
    plan = models.ForeignKey(Tiltaksplan, models.PROTECT, null=True, blank=True, related_name="dokumenter")
    filnavn = models.CharField(_("filnavn"), max_length=120)
    mime = models.CharField(max_length=80, default="application/pdf")
    innhold = models.BinaryField()
    sha256 = models.CharField(max_length=SHA256)
    laget = models.DateTimeField()
    laget_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = DokumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        ordering = ("-laget", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["objekt_type", "objekt_id", "type", "utgave", "versjon"], name="dokument_lages_en_gang"
            ),
            models.CheckConstraint(
                condition=Q(utgave="elevmappe", elev__isnull=False) | Q(utgave="intern", elev__isnull=True),
                name="elevmappens_dokument_har_elev",
            ),
            # neither what is said to an employee or to skoleeier, nor the whole sak, belongs in a pupil's folder.
            models.CheckConstraint(
                condition=~Q(type__in=["framlegg", "varsel_skoleeier", "dossier", "saksmappe_arkiv"])
                | Q(utgave="intern"),
                name="ikke_alt_kan_i_elevmappa",
            ),
            models.CheckConstraint(
                condition=Q(plan__isnull=True) | Q(objekt_type="cases.tiltaksplan", objekt_id=F("plan")),
                name="dokument_peker_paa_en_plan",
            ),
        )
        indexes = (
            models.Index(fields=["sak", "-laget"], name="dokument_sak"),
            # Whoever holds the paper asks by its sum.
            models.Index(fields=["sha256"], name="dokument_sha256"),
        )
        triggers = (pgtrigger.Protect(name="dokument_er_fryst", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.filnavn
