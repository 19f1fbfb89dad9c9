"""A class's own rules for one school year: made by the pupils, counted in numbers, followed up. It names no pupil."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.organisation.models import Klasse
from steinkjer_skolemiljo.organisation.sporing import Sporet

# Few rules are remembered.
FLEST = 6
LENGSTE_REGEL = 120
LENGSTE_TEKST = 2000
# No school class is larger; a number above it is a slip of the finger.
FLEST_ELEVER = 120


class Steg(models.TextChoices):
    """What is done in the classroom, in order; the rest of the method shows by what has been written here."""

    ALENE = "alene", _("Én og én")
    LESE = "lese", _("Les hverandres")
    PAR = "par", _("To og to")
    GRUPPE = "gruppe", _("Fire og fire")
    LEGGE_FRAM = "legge_fram", _("Legg fram for klassen")


class Klasseregler(Sporet):
    """The plan of one class. A class is a class in one school year, so it is one a year."""

    klasse = models.OneToOneField(Klasse, models.PROTECT, related_name="klasseregler")
    steg = ArrayField(models.CharField(max_length=12, choices=Steg), default=list, blank=True)
    avtalt = models.TextField(_("dette gjør vi når noen glemmer reglene"), max_length=LENGSTE_TEKST, blank=True)
    # When the class looks at how it goes.
    oppfolging = models.DateField(_("når ser dere på det igjen"), null=True, blank=True)
    opprettet = models.DateTimeField()
    opprettet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    versjon = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("klasseregler")
        verbose_name_plural = _("klasseregler")
        # The reminders ask for what is due, of all classes.
        indexes = (
            models.Index(fields=["oppfolging"], name="klasseregler_oppfolging", condition=Q(oppfolging__isnull=False)),
        )

    def __str__(self) -> str:
        return str(self.klasse)


class Regelforslag(Sporet):
    """One proposal from the class, how many voted for it, and whether it became a rule. Never who."""

    plan = models.ForeignKey(Klasseregler, models.PROTECT, related_name="forslag")
    tekst = models.CharField(_("forslag"), max_length=LENGSTE_REGEL)
    stemmer = models.PositiveSmallIntegerField(
        _("stemmer"), null=True, blank=True, validators=[MaxValueValidator(FLEST_ELEVER)]
    )
    valgt = models.BooleanField(_("er blitt en regel"), default=False)
    # Put together with another like it, or taken away: it is in the history, and nowhere else.
    fjernet = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("forslag til klasseregel")
        verbose_name_plural = _("forslag til klasseregler")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(valgt=False) | Q(fjernet=False), name="klasseregel_er_ikke_fjernet"),
        )

    def __str__(self) -> str:
        return self.tekst


class Regelgjennomgang(Sporet):
    """One look at how it goes: how many think what, in numbers, and what the class agreed. Never who."""

    plan = models.ForeignKey(Klasseregler, models.PROTECT, related_name="gjennomganger")
    dato = models.DateField(_("dato"))
    bra = models.PositiveSmallIntegerField(_("går bra"), null=True, blank=True)
    delvis = models.PositiveSmallIntegerField(_("går sånn passe"), null=True, blank=True)
    darlig = models.PositiveSmallIntegerField(_("går ikke bra"), null=True, blank=True)
    notat = models.TextField(_("hva klassen ble enig om"), max_length=LENGSTE_TEKST, blank=True)
    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("gjennomgang av klassereglene")
        verbose_name_plural = _("gjennomganger av klassereglene")
        ordering = ("-dato", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(bra__isnull=False, delvis__isnull=False, darlig__isnull=False)
                | Q(bra__isnull=True, delvis__isnull=True, darlig__isnull=True),
                name="gjennomgang_har_alle_tallene",
                violation_error_message=_(
                    "Skriv alle tre tallene, også når noen av dem er 0, eller la alle stå tomme."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.dato:%d.%m.%Y}"

    @property
    def svarte(self) -> int:
        """How many answered."""
        return (self.bra or 0) + (self.delvis or 0) + (self.darlig or 0)
