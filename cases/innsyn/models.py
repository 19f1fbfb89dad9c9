"""A krav om innsyn, who asked and how that was checked; and the answer, which is never changed."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import FRITEKST, Sak
from cases.sladding.models import Sladding
from steinkjer_skolemiljo.organisation.sporing import Sporet


class Innsynskrav(Sporet):
    """One person asks for what the sak holds about the pupil."""

    class Hvem(models.TextChoices):
        ELEV = "elev", _("Eleven selv")
        FORESATT = "foresatt", _("En foresatt")
        TIDLIGERE_ELEV = "tidligere_elev", _("Eleven, etter at skolegangen er slutt")
        PRESSE = "presse", _("Presse")
        ANDRE = "andre", _("Noen andre")

    class Identitet(models.TextChoices):
        LEGITIMASJON = "legitimasjon", _("Viste legitimasjon")
        ID_PORTEN = "id_porten", _("Sendte kravet med elektronisk ID")
        KJENT = "kjent", _("Er kjent for oss, og kom selv")
        OPPRINGT = "oppringt", _("Vi ringte tilbake på et nummer vi hadde fra før")
        IKKE_KONTROLLERT = "ikke_kontrollert", _("Ikke kontrollert")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="innsynskrav")
    hvem = models.CharField(_("hvem ber om innsyn?"), max_length=16, choices=Hvem)
    foresatt = models.ForeignKey(
        "organisation.Foresatt", models.PROTECT, null=True, blank=True, related_name="innsynskrav"
    )
    # Of one who is neither the pupil nor a registered guardian.
    navn = models.CharField(_("navn"), max_length=160, blank=True)
    gjelder = models.TextField(_("hva ber de om?"), max_length=FRITEKST)
    kommet = models.DateField(_("når kom kravet?"))
    identitet = models.CharField(_("hvordan er identiteten kontrollert?"), max_length=16, choices=Identitet)
    # What the law allows, from the day it was asked (D-14).
    maal = models.DateField(_("svar innen"))
    senest = models.DateField(_("siste dag for svar"))
    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sladding = models.OneToOneField(Sladding, models.PROTECT, null=True, blank=True, related_name="krav")
    besvart = models.DateTimeField(_("besvart"), null=True, blank=True)

    class Meta:
        verbose_name = _("krav om innsyn")
        verbose_name_plural = _("krav om innsyn")
        ordering = ("-kommet", "-id")
        constraints = (
            models.CheckConstraint(
                condition=(Q(hvem="foresatt") & Q(foresatt__isnull=False)) | (~Q(hvem="foresatt") & Q(foresatt=None)),
                name="innsynskrav_fra_foresatt_har_foresatt",
                violation_error_message=_("Velg hvilken foresatt det er."),
            ),
            models.CheckConstraint(
                condition=~Q(hvem__in=["presse", "andre"]) | ~Q(navn=""),
                name="innsynskrav_fra_andre_har_navn",
                violation_error_message=_("Skriv navnet på den som ber om innsyn."),
            ),
        )
        indexes = (
            models.Index(fields=["sak", "-kommet"], name="innsynskrav_sak"),
            # What waits for an answer, the most urgent first.
            models.Index(fields=["senest"], name="innsynskrav_apne", condition=Q(besvart__isnull=True)),
        )
        triggers = (
            pgtrigger.Protect(name="innsynskrav_slettes_aldri", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="besvart_innsynskrav_er_fryst",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__besvart__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.get_hvem_display()


class Innsynsavgjorelse(models.Model):
    """The answer: given, given in part, or refused, with its grounds. Append-only."""

    class Utfall(models.TextChoices):
        INNVILGET = "innvilget", _("Innsyn er gitt")
        DELVIS = "delvis", _("Innsyn er gitt i en del av det")
        AVSLAG = "avslag", _("Innsyn er ikke gitt")

    krav = models.OneToOneField(Innsynskrav, models.PROTECT, related_name="avgjorelse")
    sak = models.ForeignKey(Sak, models.PROTECT, related_name="innsynsavgjorelser")
    utfall = models.CharField(_("svar"), max_length=10, choices=Utfall)
    # Provisions by what they are about; their numbers are read for the day of the answer.
    hjemler = ArrayField(models.CharField(max_length=24))
    begrunnelse = models.TextField(_("begrunnelse"), max_length=FRITEKST, blank=True)
    # The titles of what was given and of what was kept back.
    gitt = models.JSONField(default=list, blank=True)
    holdt_tilbake = models.JSONField(default=list, blank=True)
    avgjort = models.DateTimeField()
    avgjort_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("svar på krav om innsyn")
        verbose_name_plural = _("svar på krav om innsyn")
        ordering = ("-avgjort", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(utfall="innvilget") | ~Q(begrunnelse=""),
                name="avslag_paa_innsyn_har_begrunnelse",
                violation_error_message=_("Skriv begrunnelsen."),
            ),
        )
        triggers = (
            pgtrigger.Protect(name="innsynsavgjorelse_er_fryst", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.get_utfall_display()
