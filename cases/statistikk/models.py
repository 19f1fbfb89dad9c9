"""The month's published numbers, which saker have been counted, and the yearly report made of the numbers."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import Sak
from steinkjer_skolemiljo.organisation.sporing import Sporet

BARE_LEGGES_TIL = pgtrigger.Update | pgtrigger.Delete
LENGSTE_BLOKK = 4000


class TeltSak(models.Model):
    """That a sak has entered the numbers. Never leaves them again: a number that went down would tell of it."""

    sak = models.OneToOneField(Sak, models.PROTECT, related_name="telt")
    maaned = models.DateField()

    class Meta:
        verbose_name = _("sak som er telt")
        verbose_name_plural = _("saker som er telt")
        triggers = (pgtrigger.Protect(name="telt_sak_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return str(self.sak_id)


class Maanedstall(models.Model):
    """What is published when a month has ended: the same for everyone who reads it, and never changed."""

    # The first day of the month that has ended.
    maaned = models.DateField(unique=True)
    laget = models.DateTimeField()
    # Name of a number → the lowest of its step of five (cases/statistikk/kube.py). What is not there is «under 5».
    trinn = models.JSONField(default=dict)
    # The schools shown by themselves this school year.
    skoler = models.JSONField(default=list)

    class Meta:
        verbose_name = _("månedstall")
        verbose_name_plural = _("månedstall")
        ordering = ("-maaned",)
        constraints = (models.CheckConstraint(condition=Q(maaned__day=1), name="maanedstall_begynner_forste_dag"),)
        triggers = (pgtrigger.Protect(name="maanedstall_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return f"{self.maaned:%Y-%m}"


class Aarsrapport(Sporet):
    """The year's report to the kommunestyre while it is written: comments between the numbers."""

    skolear = models.PositiveSmallIntegerField(_("skoleår"), unique=True)
    maanedstall = models.ForeignKey(Maanedstall, models.PROTECT, related_name="rapporter")
    innledning = models.TextField(_("innledning"), max_length=LENGSTE_BLOKK, blank=True)
    om_sakene = models.TextField(_("om sakene"), max_length=LENGSTE_BLOKK, blank=True)
    om_hvor_og_hva = models.TextField(_("om hvor og hva"), max_length=LENGSTE_BLOKK, blank=True)
    om_arbeidet = models.TextField(_("om skolenes arbeid"), max_length=LENGSTE_BLOKK, blank=True)
    om_elevene = models.TextField(_("om elevenes svar"), max_length=LENGSTE_BLOKK, blank=True)
    veien_videre = models.TextField(_("veien videre"), max_length=LENGSTE_BLOKK, blank=True)
    versjon = models.PositiveIntegerField(default=1)
    fryst = models.DateTimeField(_("ferdig"), null=True, blank=True)

    class Meta:
        verbose_name = _("årsrapport")
        verbose_name_plural = _("årsrapporter")
        ordering = ("-skolear",)
        triggers = (
            pgtrigger.Protect(
                name="ferdig_rapport_er_fryst",
                operation=BARE_LEGGES_TIL,
                condition=pgtrigger.Q(old__fryst__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.skolear}/{(self.skolear + 1) % 100:02d}"


class Rapportdokument(models.Model):
    """The report as it was given to the kommunestyre: its bytes with their SHA-256, for ever."""

    rapport = models.OneToOneField(Aarsrapport, models.PROTECT, related_name="dokument")
    filnavn = models.CharField(max_length=120)
    innhold = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    laget = models.DateTimeField()
    laget_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("rapport som dokument")
        verbose_name_plural = _("rapporter som dokument")
        triggers = (pgtrigger.Protect(name="rapportdokument_er_fryst", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return self.filnavn
