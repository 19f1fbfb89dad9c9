"""The collection: where a page is, who made it, for whom, and when somebody last saw that it is there."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from procedures.steder import Delplikt
from steinkjer_skolemiljo.organisation.sporing import Sporet


class ForHvem(models.TextChoices):
    """Who will have use of it."""

    ANSATTE = "ansatte", _("Ansatte")
    LEDERE = "ledere", _("Ledere")
    SFO = "sfo", _("SFO")
    ELEVER = "elever", _("Elever")
    FORESATTE = "foresatte", _("Foresatte")


class Tema(models.TextChoices):
    """What it is about, beside the duties: the guide's six areas, and what comes up most."""

    LEDELSE = "ledelse", _("Skoleledelse og skolekultur")
    RELASJONER = "relasjoner", _("Relasjoner")
    KLASSELEDELSE = "klasseledelse", _("Klasseledelse")
    FELLESSKAP = "fellesskap", _("Inkluderende fellesskap")
    MEDVIRKNING = "medvirkning", _("Elevmedvirkning")
    HJEM = "hjem", _("Samarbeid mellom hjem og skole")
    NULLTOLERANSE = "nulltoleranse", _("Mobbing og krenkelser")
    RASISME = "rasisme", _("Rasisme og fordommer")
    VENNSKAP = "vennskap", _("Vennskap")
    NETT = "nett", _("Nettvett")
    SARBARHET = "sarbarhet", _("Særskilt sårbare elever")
    REGELVERK = "regelverk", _("Lov og regler")


class Ressurs(Sporet):
    """One page or package out there. Taken out, it stays in the history and in no list."""

    class Sjekk(models.TextChoices):
        UKJENT = "", _("Ikke sjekket")
        VIRKER = "virker", _("Virker")
        VIRKER_IKKE = "virker_ikke", _("Virker ikke")

    tittel = models.CharField(_("tittel"), max_length=160)
    url = models.URLField(
        _("adresse"), max_length=500, validators=[URLValidator(schemes=["https"])], help_text=_("Begynner med https://")
    )
    utgiver = models.CharField(_("hvem som har laget den"), max_length=120)
    beskrivelse = models.CharField(_("kort om den"), max_length=400, blank=True)
    for_hvem = ArrayField(models.CharField(max_length=12, choices=ForHvem), verbose_name=_("for hvem"))
    tema = ArrayField(models.CharField(max_length=16, choices=Tema), verbose_name=_("tema"), default=list, blank=True)
    delplikter = ArrayField(
        models.CharField(max_length=20, choices=Delplikt), verbose_name=_("delplikt"), default=list, blank=True
    )
    sjekk = models.CharField(_("sist sjekket"), max_length=12, choices=Sjekk, blank=True, default="")
    sjekket = models.DateTimeField(null=True, blank=True)
    # The system, where a worker looked.
    sjekket_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="sjekkede_ressurser"
    )
    tatt_ut = models.DateTimeField(null=True, blank=True)
    versjon = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("ressurs")
        verbose_name_plural = _("ressurser")
        ordering = ("tittel", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["url"],
                condition=Q(tatt_ut__isnull=True),
                name="ressurs_en_gang",
                violation_error_message=_("Denne adressen er i samlingen fra før."),
            ),
            models.CheckConstraint(
                condition=Q(sjekk="", sjekket__isnull=True) | (~Q(sjekk="") & Q(sjekket__isnull=False)),
                name="sjekket_ressurs_har_tid",
            ),
        )
        indexes = (
            # What the worker looks at next: those never looked at, then the oldest.
            models.Index(fields=["sjekket"], name="ressurs_sjekkes", condition=Q(tatt_ut__isnull=True)),
        )

    def __str__(self) -> str:
        return self.tittel

    @property
    def for_hvem_i_ord(self) -> list[str]:
        """For whom, in words."""
        return [str(ForHvem(verdi).label) for verdi in self.for_hvem]

    @property
    def emner(self) -> list[str]:
        """Duties and themes, in words."""
        return [str(Delplikt(verdi).label) for verdi in self.delplikter] + [
            str(Tema(verdi).label) for verdi in self.tema
        ]


class Ressursmelding(Sporet):
    """Somebody says that a page does not work. Answered when the sektorleder has looked."""

    ressurs = models.ForeignKey(Ressurs, models.PROTECT, related_name="meldinger")
    av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tid = models.DateTimeField()
    lukket = models.DateTimeField(null=True, blank=True)
    lukket_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("melding om ressurs")
        verbose_name_plural = _("meldinger om ressurser")
        ordering = ("-tid",)
        constraints = (
            models.UniqueConstraint(
                fields=["ressurs", "av"], condition=Q(lukket__isnull=True), name="ressurs_meldt_en_gang"
            ),
            models.CheckConstraint(
                condition=Q(lukket__isnull=True, lukket_av__isnull=True)
                | Q(lukket__isnull=False, lukket_av__isnull=False),
                name="lukket_ressursmelding_har_navn",
            ),
        )

    def __str__(self) -> str:
        return str(self.ressurs)
