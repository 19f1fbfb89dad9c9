"""The register of surveys of the class environment: which, when, of whom, what it showed, and what is done with it."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import FRITEKST
from steinkjer_skolemiljo.organisation.models import Klasse, Skole
from steinkjer_skolemiljo.organisation.sporing import Sporet

# Answers from fewer say who answered.
FAA = 5


class Klassekartlegging(Sporet):
    """One survey of a class, a trinn or a whole school. It names no pupil."""

    class Slag(models.TextChoices):
        ELEVUNDERSOKELSEN = "elevundersokelsen", _("Elevundersøkelsen")
        KLASSETRIVSEL = "klassetrivsel", _("Klassetrivsel")
        SOSIOMETRISK = "sosiometrisk", _("Sosiometrisk undersøkelse")
        OBSERVASJON = "observasjon", _("Observasjon")
        ANNET = "annet", _("Annet")

    skole = models.ForeignKey(Skole, models.PROTECT, related_name="klassekartlegginger")
    skolear = models.PositiveSmallIntegerField(_("skoleår"))
    # One class, or one trinn, or neither: the whole school.
    klasse = models.ForeignKey(Klasse, models.PROTECT, null=True, blank=True, related_name="kartlegginger")
    trinn = models.PositiveSmallIntegerField(_("trinn"), null=True, blank=True)
    slag = models.CharField(_("verktøy"), max_length=20, choices=Slag)
    navn = models.CharField(_("hva heter den"), max_length=80, blank=True)
    dato = models.DateField(_("dato"))
    utfort_av = models.CharField(_("hvem gjorde den"), max_length=120)
    antall_svar = models.PositiveSmallIntegerField(
        _("hvor mange svarte"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    funn = models.TextField(_("hva viste den"), max_length=FRITEKST)
    oppfolging = models.TextField(_("hva gjør vi med det"), max_length=FRITEKST, blank=True)
    # What it was a part of in the school's wheel; the wheel does not know it.
    aktivitet = models.ForeignKey(
        "annual_wheel.Skoleaktivitet",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("aktivitet i årshjulet"),
    )
    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    versjon = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("kartlegging av klassemiljøet")
        verbose_name_plural = _("kartlegginger av klassemiljøet")
        ordering = ("-dato", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(klasse__isnull=True) | Q(trinn__isnull=True), name="kartlegging_av_klasse_eller_trinn"
            ),
            models.CheckConstraint(
                condition=~Q(slag="annet") | ~Q(navn=""),
                name="annen_kartlegging_har_navn",
                violation_error_message=_("Skriv hva kartleggingen heter."),
            ),
        )
        indexes = (
            models.Index(fields=["skole", "-dato", "-id"], name="klassekartlegging_skole"),
            models.Index(fields=["klasse", "-dato", "-id"], name="klassekartlegging_klasse"),
        )

    def __str__(self) -> str:
        return f"{self.hva} {self.dato:%d.%m.%Y}"

    @property
    def hva(self) -> str:
        """What it is called."""
        return self.navn if self.slag == self.Slag.ANNET else str(self.get_slag_display())

    @property
    def omfang(self) -> str:
        """Whom it covers, in words that point to no class: safe to say in a sak."""
        if self.klasse_id is not None:
            return str(_("klassen"))
        return str(_("trinnet")) if self.trinn is not None else str(_("skolen"))

    @property
    def hvem(self) -> str:
        """Whom it covers. Asks for the class, where it is one."""
        if self.klasse is not None:
            return self.klasse.navn
        return str(_("%(trinn)s. trinn") % {"trinn": self.trinn}) if self.trinn is not None else str(_("Hele skolen"))

    @property
    def faa_svar(self) -> bool:
        """So few answered that how many is not shown."""
        return self.antall_svar is not None and self.antall_svar < FAA
