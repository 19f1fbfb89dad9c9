"""The municipality's procedures in versions, and who has read which. The rooms' own models are named at the end."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from procedures.sporsmaal.form import sjekk_sporsmaal
from procedures.steder import Delplikt, Sted
from steinkjer_skolemiljo.lenker import sjekk_lenker
from steinkjer_skolemiljo.organisation.sporing import Sporet

FRITEKST = 20_000


class Prosedyre(Sporet):
    """A procedure or a guide, whatever its version. Only procedures are numbered.

    ``formaal``, ``omfang`` and ``ansvar`` are those of the version in force; each version keeps its own.
    """

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

    ``deltitler`` are the names of its parts, in order; an Avsnitt says which part it stands in by number. Only
    ``status`` ever changes: people have confirmed that they read the rest.
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
    neste_revisjon = models.DateField(_("neste revisjon"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.KOMMENDE)
    deltitler = ArrayField(models.CharField(max_length=160), verbose_name=_("deler"))
    formaal = models.TextField(_("formål"), max_length=FRITEKST, blank=True, default="")
    omfang = models.TextField(_("omfang"), max_length=FRITEKST, blank=True, default="")
    ansvar = models.TextField(_("ansvar"), max_length=FRITEKST, blank=True, default="")
    nytt = models.TextField(_("hva som er nytt"), max_length=2000, blank=True, default="")
    sporsmaal = models.JSONField(_("spørsmål"), default=list, blank=True, validators=[sjekk_sporsmaal])
    # When it came into the system: nobody is asked to have read it before that. And who pressed the button.
    publisert = models.DateTimeField(_("publisert"), default=now)
    publisert_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="publiserte_prosedyrer"
    )

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
            models.CheckConstraint(
                condition=Q(neste_revisjon__isnull=True) | Q(neste_revisjon__gt=F("gjelder_fra")),
                name="revisjon_etter_at_den_gjelder",
                violation_error_message=_("Neste revisjon må være etter at versjonen begynner å gjelde."),
            ),
        )
        triggers = (
            pgtrigger.ReadOnly(name="versjonen_staar_fast", exclude=["status"]),
            pgtrigger.Protect(name="versjonen_slettes_aldri", operation=pgtrigger.Delete),
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
    delplikt = models.CharField(_("delplikt"), max_length=20, choices=Delplikt, blank=True, default="")
    # The forms beside which it is shown.
    steder = ArrayField(
        models.CharField(max_length=40, choices=Sted), verbose_name=_("ved siden av"), default=list, blank=True
    )

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


class Gjennomgang(Sporet):
    """A rektor's note that the school has gone through a version together. A line is added, never changed."""

    versjon = models.ForeignKey(Prosedyreversjon, models.PROTECT, related_name="gjennomganger")
    skole = models.ForeignKey("organisation.Skole", models.PROTECT, related_name="gjennomganger")
    dato = models.DateField(_("dato"))
    hvordan = models.CharField(_("hvordan"), max_length=300)
    av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tid = models.DateTimeField(_("notert"))

    class Meta:
        verbose_name = _("gjennomgang")
        verbose_name_plural = _("gjennomganger")
        ordering = ("-dato", "-id")
        indexes = (models.Index(fields=["skole", "versjon", "-dato"], name="gjennomgang_skole"),)
        triggers = (pgtrigger.Protect(name="gjennomgang_staar_fast", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.skole}: {self.versjon}"


class Prosedyredokument(models.Model):
    """A version as PDF/A, made once: whoever asks again gets the same bytes."""

    versjon = models.OneToOneField(Prosedyreversjon, models.PROTECT, related_name="dokument")
    innhold = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    laget = models.DateTimeField()

    class Meta:
        verbose_name = _("prosedyre som PDF")
        verbose_name_plural = _("prosedyrer som PDF")
        triggers = (pgtrigger.Protect(name="prosedyredokument_fast", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.sha256


from procedures.ressurser.models import Ressurs, Ressursmelding  # noqa: E402 - Django finds them here
from procedures.sporsmaal.models import Sporsmaalsrunde  # noqa: E402 - as above
from procedures.utkast.models import Prosedyreutkast, Utkastavsnitt  # noqa: E402 - as above

__all__ = [
    "Avsnitt",
    "Gjennomgang",
    "Lesebekreftelse",
    "Prosedyre",
    "Prosedyredokument",
    "Prosedyreutkast",
    "Prosedyreversjon",
    "Ressurs",
    "Ressursmelding",
    "Sporsmaalsrunde",
    "Utkastavsnitt",
]
