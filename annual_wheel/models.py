"""The year's preventive work: what is to be done when and by whom, and each school's mark that it was done."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.lenker import sjekk_lenker
from steinkjer_skolemiljo.organisation.models import Skole
from steinkjer_skolemiljo.organisation.sporing import Sporet, SporetQuerySet

# A school year runs from August to July; 2026 is 2026/27, as everywhere in the house.
FORSTE_MAANED = 8
# The first school year of the municipality's wheel.
FORSTE_SKOLEAR = 2025


def skolear_for(dag: date) -> int:
    """The school year a day belongs to."""
    return dag.year if dag.month >= FORSTE_MAANED else dag.year - 1


def skolearets_dager(skolear: int) -> tuple[date, date]:
    """First and last day of a school year."""
    return date(skolear, FORSTE_MAANED, 1), date(skolear + 1, FORSTE_MAANED - 1, 31)


def skolear_valg(dag: date) -> list[int]:
    """The school years one may look at: from the first wheel to next year's, newest first."""
    return list(range(skolear_for(dag) + 1, FORSTE_SKOLEAR - 1, -1))


class Tid(models.TextChoices):
    """When in the school year an activity belongs, in the wheel's own order."""

    HELE_ARET = "hele_aret", _("Hele året")
    AUGUST = "august", _("August")
    SEPTEMBER = "september", _("September")
    OKTOBER = "oktober", _("Oktober")
    NOV_DES = "nov_des", _("November og desember")
    JANUAR = "januar", _("Januar")
    FEBRUAR = "februar", _("Februar")
    MARS = "mars", _("Mars")
    APRIL = "april", _("April")
    MAI_JUNI = "mai_juni", _("Mai og juni")


class Ansvar(models.TextChoices):
    """Who sees to it."""

    REKTOR = "rektor", _("rektor")
    LEDERGRUPPE = "ledergruppe", _("ledergruppe")
    ANSATTE = "ansatte", _("alle ansatte")
    KONTAKTLARER = "kontaktlarer", _("kontaktlærer")
    FAGLARER = "faglarer", _("faglærer")
    LEKELEDER = "lekeleder", _("ansatt lekeleder")
    ELEVRADSKONTAKT = "elevradskontakt", _("elevrådskontakt")
    ELEVRAD = "elevrad", _("elevråd")
    TILLITSELEVER = "tillitselever", _("tillitsvalgte i klassene")
    ELEVER = "elever", _("elevene")
    FORESATTE = "foresatte", _("foresatte")
    PPT = "ppt", _("PPT")
    HELSESYKEPLEIER = "helsesykepleier", _("helsesykepleier")
    VERNEOMBUD = "verneombud", _("verneombud")
    SEKTORLEDER = "sektorleder", _("sektorleder skole")
    REKTORGRUPPA = "rektorgruppa", _("rektorgruppa")


class AktivitetQuerySet(SporetQuerySet["Aktivitet"]):
    """The wheel's rows."""

    def i_skolear(self, skolear: int) -> Self:
        """Those that are, or were, in force some time in this school year."""
        fra, til = skolearets_dager(skolear)
        return self.filter(gjelder_fra__lte=til).filter(Q(gjelder_til__isnull=True) | Q(gjelder_til__gte=fra))


class Aktivitet(Sporet):
    """One row of the årshjul, the same for every school. ``nokkel`` is its lasting name, also in addresses."""

    nokkel = models.SlugField(_("nøkkel"), max_length=60, unique=True)
    tid = models.CharField(_("når"), max_length=12, choices=Tid)
    rekkefolge = models.PositiveSmallIntegerField(_("rekkefølge"))
    tittel = models.CharField(_("hva"), max_length=120)
    beskrivelse = models.TextField(_("mer om hva"), max_length=1000, blank=True)
    hvordan = models.TextField(_("hvordan"), max_length=1000, blank=True)
    ansvar = ArrayField(models.CharField(max_length=20, choices=Ansvar), verbose_name=_("hvem"))
    lenker = models.JSONField(_("lenker"), default=list, blank=True, validators=[sjekk_lenker])
    gjelder_fra = models.DateField(_("gjelder fra"))
    gjelder_til = models.DateField(_("gjelder til og med"), null=True, blank=True)

    objects = AktivitetQuerySet.as_manager()  # type: ignore[misc]  # a manager of its own

    class Meta:
        verbose_name = _("aktivitet i årshjulet")
        verbose_name_plural = _("aktiviteter i årshjulet")
        ordering = ("rekkefolge", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(gjelder_til__isnull=True) | Q(gjelder_fra__lte=F("gjelder_til")),
                name="aktivitet_begynner_for_den_slutter",
                violation_error_message=_("Aktiviteten kan ikke slutte før den begynner."),
            ),
            models.CheckConstraint(condition=Q(tid__in=Tid.values), name="aktivitet_har_en_kjent_tid"),
        )

    def __str__(self) -> str:
        return self.tittel

    @property
    def hvem(self) -> str:
        """Who sees to it, in words."""
        return capfirst(", ".join(str(Ansvar(verdi).label) for verdi in self.ansvar))


class Gjennomforing(Sporet):
    """A school's mark that an activity was done in a school year. Removed when it was a slip; history keeps it."""

    aktivitet = models.ForeignKey(Aktivitet, models.PROTECT, related_name="gjennomforinger")
    skole = models.ForeignKey(Skole, models.PROTECT, related_name="gjennomforinger")
    skolear = models.PositiveSmallIntegerField(_("skoleår"))
    gjennomfort = models.DateField(_("gjort"))
    av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("merket av"))
    notat = models.TextField(_("notat"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("gjennomføring")
        verbose_name_plural = _("gjennomføringer")
        constraints = (
            models.UniqueConstraint(
                fields=["skole", "skolear", "aktivitet"],
                name="gjort_en_gang_per_skole_og_aar",
                violation_error_message=_("Skolen har allerede merket dette som gjort dette skoleåret."),
            ),
            models.CheckConstraint(
                condition=Q(gjennomfort__year=F("skolear"), gjennomfort__month__gte=FORSTE_MAANED)
                | Q(gjennomfort__year=F("skolear") + 1, gjennomfort__month__lt=FORSTE_MAANED),
                name="gjort_i_skolearet",
                violation_error_message=_("Datoen må ligge i det skoleåret du merker for."),
            ),
        )
        # One school's year, and the whole municipality's year, are both asked by (skole, skolear): the unique index
        # serves the first, this one the second.
        indexes = (models.Index(fields=["skolear", "skole"], name="gjort_skolear"),)

    def __str__(self) -> str:
        return f"{self.skole}: {self.aktivitet}"
