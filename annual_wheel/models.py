"""The year's preventive work: what is to be done when and by whom, and each school's own copy of it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import URLValidator
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


ER_HTTPS = URLValidator(schemes=["https"])

# The month(s) of each time of the year; the whole year is due when it ends.
MAANEDENE: dict[str, tuple[int, ...]] = {
    "hele_aret": (6,),
    "august": (8,),
    "september": (9,),
    "oktober": (10,),
    "nov_des": (11, 12),
    "januar": (1,),
    "februar": (2,),
    "mars": (3,),
    "april": (4,),
    "mai_juni": (5, 6),
}


def vanlig_frist(tid: str, skolear: int) -> date:
    """The last day of the month an activity belongs to, in that school year."""
    maaned = MAANEDENE[tid][-1]
    aar = skolear if maaned >= FORSTE_MAANED else skolear + 1
    return date(aar, maaned, monthrange(aar, maaned)[1])


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


class Kategori(models.TextChoices):
    """What kind of preventive work it is; each has a shape of its own in the drawn wheel."""

    ANSATTE = "ansatte", _("Ansatte og kompetanse")
    ELEVER = "elever", _("Elever og klasse")
    HJEM = "hjem", _("Hjem, råd og utvalg")
    KARTLEGGING = "kartlegging", _("Kartlegging og vurdering")
    ORGANISERING = "organisering", _("Organisering og planer")


class AktivitetQuerySet(SporetQuerySet["Aktivitet"]):
    """The wheel's rows."""

    def i_skolear(self, skolear: int) -> Self:
        """Those that are, or were, in force some time in this school year."""
        fra, til = skolearets_dager(skolear)
        return self.filter(gjelder_fra__lte=til).filter(Q(gjelder_til__isnull=True) | Q(gjelder_til__gte=fra))

    def gjelder_for(self, skolear: int) -> Self:
        """Those a school that starts the year is given: not what has been taken out."""
        return self.i_skolear(skolear).filter(gjelder_til__isnull=True)


class Aktivitet(Sporet):
    """One row of the årshjul, the same for every school. ``nokkel`` is its lasting name, also in addresses."""

    nokkel = models.SlugField(_("nøkkel"), max_length=60, unique=True)
    tid = models.CharField(_("når"), max_length=12, choices=Tid)
    rekkefolge = models.PositiveSmallIntegerField(_("rekkefølge"))
    kategori = models.CharField(_("kategori"), max_length=12, choices=Kategori, default=Kategori.ORGANISERING)
    # Goes up when the row is changed or ended, so that a school is asked about it once.
    versjon = models.PositiveIntegerField(default=1)
    # Written by the sektorleder: the catalogue leaves it alone.
    egen_for_kommunen = models.BooleanField(default=False)
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


class Status(models.TextChoices):
    """How an activity stands at a school."""

    PLANLAGT = "planlagt", _("Planlagt")
    GJORT = "gjort", _("Gjennomført")
    DELVIS = "delvis", _("Delvis gjennomført")
    IKKE_AKTUELT = "ikke_aktuelt", _("Ikke aktuelt")
    # Set when the year is closed; next year's wheel tells of it.
    IKKE_GJORT = "ikke_gjort", _("Ikke gjennomført")


class Opphav(models.TextChoices):
    """Where a school's activity came from."""

    KOMMUNEN = "kommunen", _("Kommunens årshjul")
    SKOLEN = "skolen", _("Skolens egen")
    MELDINGENE = "meldingene", _("Forslag fra meldingene")


class Skolehjul(Sporet):
    """A school's own wheel of one school year: started by its leader, worked in, and closed."""

    skole = models.ForeignKey(Skole, models.PROTECT, related_name="skolehjul")
    skolear = models.PositiveSmallIntegerField(_("skoleår"))
    startet = models.DateTimeField()
    startet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lukket = models.DateTimeField(null=True, blank=True)
    lukket_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    oppsummering = models.TextField(_("hva året har lært oss"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("skolens årshjul")
        verbose_name_plural = _("skolenes årshjul")
        constraints = (
            models.UniqueConstraint(
                fields=["skole", "skolear"],
                name="ett_hjul_per_skole_og_aar",
                violation_error_message=_("Skoleåret er allerede startet."),
            ),
            models.CheckConstraint(
                condition=Q(lukket__isnull=True, lukket_av__isnull=True)
                | Q(lukket__isnull=False, lukket_av__isnull=False),
                name="lukket_hjul_har_tid_og_hvem",
            ),
        )
        # The whole municipality's year; one school's is served by the unique index.
        indexes = (models.Index(fields=["skolear"], name="hjul_skolear"),)

    def __str__(self) -> str:
        return f"{self.skole} {self.skolear}"


class Skoleaktivitet(Sporet):
    """One row of a school's wheel: the plan for it, and how it went. Texts are the school's own copy."""

    hjul = models.ForeignKey(Skolehjul, models.PROTECT, related_name="aktiviteter")
    mal = models.ForeignKey(Aktivitet, models.PROTECT, null=True, blank=True, related_name="ved_skolene")
    # The version of the municipality's row the school has last taken a stand on.
    mal_versjon = models.PositiveIntegerField(default=0)
    nokkel = models.SlugField(_("nøkkel"), max_length=60)
    opphav = models.CharField(max_length=12, choices=Opphav)
    tid = models.CharField(_("når"), max_length=12, choices=Tid)
    kategori = models.CharField(_("kategori"), max_length=12, choices=Kategori)
    rekkefolge = models.PositiveSmallIntegerField(_("rekkefølge"), default=1000)
    tittel = models.CharField(_("hva"), max_length=120)
    beskrivelse = models.TextField(_("mer om hva"), max_length=1000, blank=True)
    hvordan = models.TextField(_("hvordan"), max_length=1000, blank=True)
    ansvar = ArrayField(
        models.CharField(max_length=20, choices=Ansvar), verbose_name=_("hvem"), default=list, blank=True
    )
    lenker = models.JSONField(_("lenker"), default=list, blank=True, validators=[sjekk_lenker])
    ansvarlig = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ansvarlig"),
    )
    frist = models.DateField(_("frist"))
    flyttet_fra = models.CharField(_("flyttet fra"), max_length=12, choices=Tid, blank=True)
    mangler_fra_i_fjor = models.BooleanField(default=False)

    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.PLANLAGT)
    gjort = models.DateField(_("dato"), null=True, blank=True)
    merket_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    fra_lenke = models.BooleanField(default=False)
    begrunnelse = models.TextField(_("begrunnelse"), max_length=500, blank=True)
    notat = models.TextField(_("notat"), max_length=500, blank=True)
    bevis_url = models.URLField(_("lenke til dokumentasjon"), max_length=500, blank=True, validators=[ER_HTTPS])
    bevis_referanse = models.CharField(_("dokumentasjon i arkivet"), max_length=120, blank=True)
    versjon = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("aktivitet ved skolen")
        verbose_name_plural = _("aktiviteter ved skolene")
        ordering = ("rekkefolge", "id")
        constraints = (
            models.UniqueConstraint(fields=["hjul", "nokkel"], name="aktivitet_en_gang_i_hjulet"),
            models.CheckConstraint(
                condition=Q(status__in=["gjort", "delvis"], gjort__isnull=False)
                | (~Q(status__in=["gjort", "delvis"]) & Q(gjort__isnull=True)),
                name="gjennomfort_har_dato",
                violation_error_message=_("Skriv hvilken dato det ble gjort."),
            ),
            models.CheckConstraint(
                condition=~Q(status="ikke_aktuelt") | ~Q(begrunnelse=""),
                name="ikke_aktuelt_har_begrunnelse",
                violation_error_message=_("Skriv hvorfor det ikke er aktuelt hos dere."),
            ),
            models.CheckConstraint(condition=Q(tid__in=Tid.values), name="skoleaktivitet_har_en_kjent_tid"),
        )
        # The reminders ask for what is due, of all schools.
        indexes = (models.Index(fields=["frist"], name="hjul_frist_planlagt", condition=Q(status="planlagt")),)

    def __str__(self) -> str:
        return self.tittel

    @property
    def hvem(self) -> str:
        """Who sees to it, in words."""
        return capfirst(", ".join(str(Ansvar(verdi).label) for verdi in self.ansvar))

    @property
    def teller(self) -> bool:
        """Whether it is one of those that were to be done."""
        return self.status != Status.IKKE_AKTUELT

    def er_sen(self, dag: date) -> bool:
        """Not done, and the date has passed."""
        return self.status == Status.IKKE_GJORT or (self.status == Status.PLANLAGT and self.frist < dag)


class Fullforlenke(Sporet):
    """A link by which one without an account says that one activity is done. Only its hash is kept."""

    aktivitet = models.ForeignKey(Skoleaktivitet, models.PROTECT, related_name="lenker_ut")
    avtrykk = models.CharField(max_length=64, unique=True)
    laget = models.DateTimeField()
    laget_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    utloper = models.DateTimeField()
    brukt = models.DateTimeField(null=True, blank=True)
    trukket = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lenke til å fullføre")
        verbose_name_plural = _("lenker til å fullføre")

    def __str__(self) -> str:
        return str(self.aktivitet_id)


class Kalenderlenke(Sporet):
    """A secret address a calendar program reads: a school's wheel, or one person's work. Only its hash is kept."""

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="kalenderlenker")
    # None: what the person is responsible for.
    skole = models.ForeignKey(Skole, models.PROTECT, null=True, blank=True, related_name="+")
    avtrykk = models.CharField(max_length=64, unique=True)
    laget = models.DateTimeField()
    trukket = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kalenderlenke")
        verbose_name_plural = _("kalenderlenker")

    def __str__(self) -> str:
        return str(self.pk)
