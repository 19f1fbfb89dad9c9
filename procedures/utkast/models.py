"""A draft of a procedure's next version, and its sections. Approved or thrown away it is gone; history keeps it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from procedures.sporsmaal.form import sjekk_sporsmaal
from procedures.steder import Delplikt, Sted
from steinkjer_skolemiljo.lenker import sjekk_lenker
from steinkjer_skolemiljo.organisation.sporing import Sporet

FRITEKST = 20_000


class Prosedyreutkast(Sporet):
    """The one draft of a procedure. ``versjon`` counts its writes: nobody approves what they have not seen."""

    prosedyre = models.OneToOneField("procedures.Prosedyre", models.PROTECT, related_name="utkast")
    # What it began as; the first version of a new procedure began as nothing.
    fra = models.ForeignKey("procedures.Prosedyreversjon", models.PROTECT, null=True, blank=True, related_name="+")
    formaal = models.TextField(_("formål"), max_length=FRITEKST, blank=True)
    omfang = models.TextField(_("hvor den gjelder"), max_length=FRITEKST, blank=True)
    ansvar = models.TextField(_("ansvar"), max_length=FRITEKST, blank=True)
    nytt = models.TextField(_("hva som er nytt"), max_length=2000, blank=True)
    deltitler = ArrayField(models.CharField(max_length=160), verbose_name=_("deler"))
    sporsmaal = models.JSONField(_("spørsmål"), default=list, blank=True, validators=[sjekk_sporsmaal])
    startet = models.DateTimeField()
    startet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    endret = models.DateTimeField()
    endret_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    versjon = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("utkast til prosedyre")
        verbose_name_plural = _("utkast til prosedyrer")

    def __str__(self) -> str:
        return str(self.prosedyre)


class Utkastavsnitt(Sporet):
    """One section of a draft; the same as an Avsnitt, and still open."""

    utkast = models.ForeignKey(Prosedyreutkast, models.PROTECT, related_name="avsnitt")
    delnummer = models.PositiveSmallIntegerField(_("del"))
    rekkefolge = models.PositiveSmallIntegerField(_("rekkefølge"))
    anker = models.SlugField(_("anker"), max_length=60)
    tittel = models.CharField(_("tittel"), max_length=120)
    hjemmel = models.CharField(_("hjemmel"), max_length=160, blank=True)
    ansvarlig = models.CharField(_("ansvarlig"), max_length=200, blank=True)
    tekst = models.TextField(_("tekst"), max_length=FRITEKST)
    lenker = models.JSONField(_("lenker"), default=list, blank=True, validators=[sjekk_lenker])
    delplikt = models.CharField(_("delplikt"), max_length=20, choices=Delplikt, blank=True)
    steder = ArrayField(
        models.CharField(max_length=40, choices=Sted), verbose_name=_("ved siden av"), default=list, blank=True
    )
    versjon = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("avsnitt i utkast")
        verbose_name_plural = _("avsnitt i utkast")
        ordering = ("delnummer", "rekkefolge", "id")
        constraints = (
            models.UniqueConstraint(fields=["utkast", "anker"], name="utkastavsnitt_har_eget_anker"),
            models.CheckConstraint(condition=Q(delnummer__gte=1), name="utkastavsnitt_star_i_en_del"),
        )

    def __str__(self) -> str:
        return self.tittel
