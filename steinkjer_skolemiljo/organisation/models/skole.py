"""The schools, and the days of their year."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.organisation.sporing import Sporet


class Maalform(models.TextChoices):
    """The school's hovudmål, used in what goes home (U-7)."""

    BOKMAAL = "nb", _("Bokmål")
    NYNORSK = "nn", _("Nynorsk")


class Skole(Sporet):
    """One school of the municipality. A closed school keeps its history (``nedlagt``)."""

    navn = models.CharField(_("navn"), max_length=120, unique=True)
    kortnavn = models.SlugField(_("kortnavn"), max_length=40, unique=True)
    maalform = models.CharField(_("målform"), max_length=2, choices=Maalform, default=Maalform.BOKMAAL)
    trinn_fra = models.PositiveSmallIntegerField(_("fra trinn"), default=1)
    trinn_til = models.PositiveSmallIntegerField(_("til trinn"), default=7)
    har_sfo = models.BooleanField(_("har SFO"), default=True)
    nedlagt = models.DateField(_("nedlagt"), null=True, blank=True)

    class Meta:
        verbose_name = _("skole")
        verbose_name_plural = _("skoler")
        ordering = ("navn",)
        constraints = (
            models.CheckConstraint(
                condition=Q(trinn_fra__gte=1) & Q(trinn_til__lte=10) & Q(trinn_fra__lte=F("trinn_til")),
                name="skole_trinn_henger_sammen",
                violation_error_message=_("Trinnene må være mellom 1 og 10, og fra kan ikke være etter til."),
            ),
        )

    def __str__(self) -> str:
        return self.navn


class Skolerute(Sporet):
    """A school's year: first and last day of school. ``skolear`` 2026 means 2026/27. No school = all schools."""

    skole = models.ForeignKey(Skole, models.PROTECT, null=True, blank=True, related_name="skoleruter")
    skolear = models.PositiveSmallIntegerField(_("skoleår"))
    forste_skoledag = models.DateField(_("første skoledag"))
    siste_skoledag = models.DateField(_("siste skoledag"))

    class Meta:
        verbose_name = _("skolerute")
        verbose_name_plural = _("skoleruter")
        constraints = (
            models.UniqueConstraint(
                fields=["skole", "skolear"],
                nulls_distinct=False,
                name="en_skolerute_per_skole_og_aar",
                violation_error_message=_("Skolen har allerede en skolerute for dette skoleåret."),
            ),
            models.CheckConstraint(
                condition=Q(forste_skoledag__lt=F("siste_skoledag")),
                name="skolerute_begynner_for_den_slutter",
                violation_error_message=_("Første skoledag må være før siste skoledag."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.skolear}/{(self.skolear + 1) % 100:02d}"


class Skolefri(Sporet):
    """Days without school inside a skolerute: autumn break, planning day, and the like (both ends included)."""

    skolerute = models.ForeignKey(Skolerute, models.CASCADE, related_name="fridager")
    fra = models.DateField(_("fra og med"))
    til = models.DateField(_("til og med"))
    grunn = models.CharField(_("hva"), max_length=60)

    class Meta:
        verbose_name = _("skolefri")
        verbose_name_plural = _("skolefri")
        ordering = ("fra",)
        constraints = (
            models.CheckConstraint(
                condition=Q(fra__lte=F("til")),
                name="skolefri_begynner_for_den_slutter",
                violation_error_message=_("Fra kan ikke være etter til."),
            ),
        )

    def __str__(self) -> str:
        return self.grunn
