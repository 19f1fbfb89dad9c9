"""What is made of the read-log: copies for the family, assessments of single looks, and removals. All append-only."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import Sak


class Innsynsutskrift(models.Model):
    """What a guardian was told about who has looked (A-18): the lines as they were given, and the paper."""

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="innsynsutskrifter")
    foresatt = models.ForeignKey("organisation.Foresatt", models.PROTECT, related_name="+", verbose_name=_("foresatt"))
    fra = models.DateField(_("fra og med"))
    til = models.DateField(_("til og med"))
    # Those who are named, after assessment; all others by role only.
    navngitte = ArrayField(models.BigIntegerField(), default=list, blank=True)
    begrunnelse = models.CharField(_("hvorfor navn blir gitt"), max_length=300, blank=True)
    linjer = models.JSONField(default=dict)
    filnavn = models.CharField(max_length=120)
    innhold = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    laget = models.DateTimeField()
    laget_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("oversikt til foresatte")
        verbose_name_plural = _("oversikter til foresatte")
        ordering = ("-laget", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(fra__lte=F("til")),
                name="innsynsutskrift_begynner_for_den_slutter",
                violation_error_message=_("Perioden kan ikke slutte før den begynner."),
            ),
            models.CheckConstraint(
                condition=Q(navngitte=[]) | ~Q(begrunnelse=""),
                name="navn_i_utskrift_har_begrunnelse",
                violation_error_message=_("Skriv hvorfor navn blir gitt."),
            ),
        )
        indexes = (models.Index(fields=["sak", "-laget"], name="innsynsutskrift_sak"),)
        triggers = (pgtrigger.Protect(name="utskrift_er_fryst", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.filnavn


class Oppslagsvurdering(models.Model):
    """Someone has looked into one person's looks in one sak on one day (or across saker), and says what it was."""

    class Utfall(models.TextChoices):
        FORKLART = "forklart", _("Forklart: det var tjenstlig behov")
        FOLGES_OPP = "folges_opp", _("Må følges opp med den ansatte eller lederen")
        IKKE_BEHOV = "ikke_behov", _("Ikke tjenstlig behov: behandles som avvik")

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sak = models.ForeignKey(Sak, models.PROTECT, null=True, blank=True, related_name="oppslagsvurderinger")
    dag = models.DateField()
    utfall = models.CharField(_("vurdering"), max_length=12, choices=Utfall)
    notat = models.CharField(_("notat"), max_length=500)
    vurdert = models.DateTimeField()
    vurdert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("vurdering av oppslag")
        verbose_name_plural = _("vurderinger av oppslag")
        ordering = ("-vurdert", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(notat=""), name="oppslagsvurdering_har_notat", violation_error_message=_("Skriv et notat.")
            ),
            models.CheckConstraint(
                condition=~Q(vurdert_av=F("bruker")),
                name="ingen_vurderer_egne_oppslag",
                violation_error_message=_("Egne oppslag må vurderes av en annen."),
            ),
        )
        indexes = (models.Index(fields=["dag", "bruker", "sak"], name="oppslagsvurdering_dag"),)
        triggers = (
            pgtrigger.Protect(name="oppslagsvurdering_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.get_utfall_display()


class Leseloggrydding(models.Model):
    """That old rows were removed from the read-log: when, up to which moment and how many. No names (A-18)."""

    utfort = models.DateTimeField()
    eldre_enn = models.DateTimeField()
    aar = models.PositiveSmallIntegerField()
    antall = models.PositiveIntegerField()
    # The kept ones: looks in saker that are still open.
    beholdt = models.PositiveIntegerField(default=0)
    per_aar = models.JSONField(default=dict)
    # Which rows went, as pairs of first and last id: what the seals look for and do not find, they find here.
    ider = models.JSONField(default=list)

    class Meta:
        verbose_name = _("rydding i leseloggen")
        verbose_name_plural = _("ryddinger i leseloggen")
        ordering = ("-utfort", "-id")
        triggers = (pgtrigger.Protect(name="rydding_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return str(self.utfort)
