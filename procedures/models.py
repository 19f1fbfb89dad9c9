"""The municipality's procedures in versions, and who has read which."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.lenker import sjekk_lenker
from steinkjer_skolemiljo.organisation.sporing import Sporet

FRITEKST = 20_000


class Prosedyre(Sporet):
    """A procedure or a guide, whatever its version. Only procedures are numbered."""

    nummer = models.PositiveSmallIntegerField(_("prosedyrenummer"), null=True, blank=True, unique=True)
    slug = models.SlugField(_("adresse"), max_length=60, unique=True)
    tittel = models.CharField(_("tittel"), max_length=160)
    formaal = models.TextField(_("formål"), max_length=FRITEKST)
    omfang = models.TextField(_("omfang"), max_length=FRITEKST)
    ansvar = models.TextField(_("ansvar"), max_length=FRITEKST)

    class Meta:
        verbose_name = _("prosedyre")
        verbose_name_plural = _("prosedyrer")
        # The numbered ones first.
        ordering = (models.F("nummer").asc(nulls_last=True), "tittel")

    def __str__(self) -> str:
        return self.tittel


class Prosedyreversjon(Sporet):
    """One approved wording of a procedure. A new wording is a new version, never a change of the old.

    ``deltitler`` are the names of its parts, in order; an Avsnitt says which part it stands in by number.
    """

    class Status(models.TextChoices):
        KOMMENDE = "kommende", _("Kommende")
        GJELDENDE = "gjeldende", _("Gjeldende")
        ERSTATTET = "erstattet", _("Erstattet")

    prosedyre = models.ForeignKey(Prosedyre, models.PROTECT, related_name="versjoner")
    versjon = models.PositiveSmallIntegerField(_("versjon"))
    godkjent = models.DateField(_("godkjent"))
    godkjent_av = models.CharField(_("godkjent av"), max_length=120)
    gjelder_fra = models.DateField(_("gjelder fra"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.KOMMENDE)
    deltitler = ArrayField(models.CharField(max_length=160), verbose_name=_("deler"))

    class Meta:
        verbose_name = _("prosedyreversjon")
        verbose_name_plural = _("prosedyreversjoner")
        ordering = ("prosedyre", "-versjon")
        constraints = (
            models.UniqueConstraint(fields=["prosedyre", "versjon"], name="prosedyreversjon_en_gang"),
            models.UniqueConstraint(
                fields=["prosedyre"],
                condition=Q(status="gjeldende"),
                name="en_gjeldende_versjon",
                violation_error_message=_("Prosedyren har allerede en gjeldende versjon."),
            ),
            models.CheckConstraint(condition=Q(versjon__gte=1), name="prosedyreversjon_fra_en"),
        )

    def __str__(self) -> str:
        return f"{self.prosedyre} {self.versjon}"


class Avsnitt(Sporet):
    """One section of a version. Fixed once written, for people have confirmed that they read it.

    In ``tekst`` each line is a paragraph, a point when it begins with ``- ``, or a small heading when it begins
    with ``# ``. ``anker`` is its lasting name in addresses.
    """

    versjon = models.ForeignKey(Prosedyreversjon, models.PROTECT, related_name="avsnitt")
    delnummer = models.PositiveSmallIntegerField(_("del"))
    rekkefolge = models.PositiveSmallIntegerField(_("rekkefølge"))
    anker = models.SlugField(_("anker"), max_length=60)
    tittel = models.CharField(_("tittel"), max_length=120)
    hjemmel = models.CharField(_("hjemmel"), max_length=160, blank=True)
    ansvarlig = models.CharField(_("ansvarlig"), max_length=200, blank=True)
    tekst = models.TextField(_("tekst"), max_length=FRITEKST)
    lenker = models.JSONField(_("lenker"), default=list, blank=True, validators=[sjekk_lenker])

    class Meta:
        verbose_name = _("avsnitt")
        verbose_name_plural = _("avsnitt")
        ordering = ("versjon", "rekkefolge")
        constraints = (
            models.UniqueConstraint(fields=["versjon", "rekkefolge"], name="avsnitt_har_egen_plass"),
            models.UniqueConstraint(fields=["versjon", "anker"], name="avsnitt_har_eget_anker"),
            models.CheckConstraint(condition=Q(delnummer__gte=1), name="avsnitt_star_i_en_del"),
        )
        triggers = (pgtrigger.Protect(name="avsnitt_staar_fast", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.tittel


class Lesebekreftelse(Sporet):
    """A person's word that they have read one version. Given once, never taken back."""

    versjon = models.ForeignKey(Prosedyreversjon, models.PROTECT, related_name="lesebekreftelser")
    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="lesebekreftelser")
    tid = models.DateTimeField(_("bekreftet"))

    class Meta:
        verbose_name = _("lesebekreftelse")
        verbose_name_plural = _("lesebekreftelser")
        constraints = (
            models.UniqueConstraint(
                fields=["versjon", "bruker"],
                name="bekreftet_en_gang",
                violation_error_message=_("Du har allerede bekreftet at du har lest denne versjonen."),
            ),
        )
        triggers = (pgtrigger.Protect(name="bekreftelse_staar_fast", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.bruker}: {self.versjon}"
