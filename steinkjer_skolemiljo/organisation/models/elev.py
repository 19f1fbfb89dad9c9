"""The pupils, their classes and guardians, and who on the staff is near to one."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.organisation.models.bruker import Bruker
from steinkjer_skolemiljo.organisation.models.skole import Skole
from steinkjer_skolemiljo.organisation.sporing import Sporet


class Gradering(models.TextChoices):
    """How a person's address is protected (A-13). Only the grade is stored, never the address."""

    INGEN = "ingen", _("Ingen")
    FORTROLIG = "fortrolig", _("Fortrolig adresse")
    STRENGT = "strengt_fortrolig", _("Strengt fortrolig adresse")


class Klasse(Sporet):
    """A class in one school year. ``skolear`` 2026 means 2026/27."""

    skole = models.ForeignKey(Skole, models.PROTECT, related_name="klasser")
    navn = models.CharField(_("navn"), max_length=20)
    trinn = models.PositiveSmallIntegerField(_("trinn"))
    skolear = models.PositiveSmallIntegerField(_("skoleår"))

    class Meta:
        verbose_name = _("klasse")
        verbose_name_plural = _("klasser")
        ordering = ("skole", "trinn", "navn")
        constraints = (
            models.UniqueConstraint(
                fields=["skole", "skolear", "navn"],
                name="klassenavn_er_eget_paa_skolen",
                violation_error_message=_("Skolen har allerede en klasse med dette navnet dette skoleåret."),
            ),
            models.CheckConstraint(condition=Q(trinn__range=(1, 10)), name="klassetrinn_1_til_10"),
        )

    def __str__(self) -> str:
        return self.navn


class Kontaktlarer(Sporet):
    """Who is kontaktlærer for a class, from when to when."""

    klasse = models.ForeignKey(Klasse, models.PROTECT, related_name="kontaktlarere")
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="kontaktlarer_for")
    fra = models.DateField(_("fra og med"))
    til = models.DateField(_("til og med"), null=True, blank=True)

    class Meta:
        verbose_name = _("kontaktlærer")
        verbose_name_plural = _("kontaktlærere")
        constraints = (
            models.CheckConstraint(
                condition=Q(til__isnull=True) | Q(fra__lte=F("til")), name="kontaktlarer_begynner_for_slutt"
            ),
            models.UniqueConstraint(fields=["klasse", "bruker", "fra"], name="kontaktlarer_en_gang"),
        )
        indexes = (models.Index(fields=["bruker", "klasse"], name="kontaktlarer_bruker"),)

    def __str__(self) -> str:
        return f"{self.bruker}: {self.klasse}"


class Elev(Sporet):
    """A pupil. Own school and class as they are now; a sak keeps what they were when it was opened.

    No fødselsnummer, no address (A-13, A-22). ``sokenavn`` is the folded name that the name search asks.
    """

    fornavn = models.CharField(_("fornavn"), max_length=80)
    etternavn = models.CharField(_("etternavn"), max_length=80)
    kallenavn = models.CharField(_("kallenavn"), max_length=80, blank=True)
    fodselsdato = models.DateField(_("fødselsdato"))
    skole = models.ForeignKey(Skole, models.PROTECT, related_name="elever")
    klasse = models.ForeignKey(Klasse, models.PROTECT, null=True, blank=True, related_name="elever")
    gradering = models.CharField(_("adressegradering"), max_length=20, choices=Gradering, default=Gradering.INGEN)
    sluttet = models.DateField(_("sluttet"), null=True, blank=True)
    # The pupil's own id in the school administration system, by which the next list knows them again.
    kilde_id = models.CharField(_("id i skoleadministrativt system"), max_length=64, blank=True)
    sokenavn = models.CharField(max_length=250, editable=False, db_index=True)
    # Folded words of the name and their sound keys, for a search that forgives spelling.
    sokenokler = ArrayField(models.CharField(max_length=80), default=list, editable=False)

    class Meta:
        verbose_name = _("elev")
        verbose_name_plural = _("elever")
        ordering = ("etternavn", "fornavn")
        constraints = (
            models.UniqueConstraint(fields=["kilde_id"], condition=~Q(kilde_id=""), name="elev_kilde_id_en_gang"),
        )
        indexes = (
            models.Index(fields=["skole", "sokenavn"], name="elev_skole_navn"),
            # The few whose address is protected: asked for with every list of saker.
            models.Index(fields=["id"], name="elev_gradert", condition=~Q(gradering=Gradering.INGEN)),
        )

    def __str__(self) -> str:
        return self.navn

    @property
    def navn(self) -> str:
        """First and last name."""
        return f"{self.fornavn} {self.etternavn}"

    @property
    def er_gradert(self) -> bool:
        """Whether the address is protected (A-13): then the sak is closed to all but named persons."""
        return self.gradering != Gradering.INGEN

    def klasse_ved(self, skole_id: int) -> Klasse | None:
        """The class now, if it is this school's: another school's would tell where a pupil who has moved is (A-13)."""
        return self.klasse if self.klasse is not None and self.klasse.skole_id == skole_id else None


class Foresatt(Sporet):
    """A parent or other guardian, one by one and never by household (A-8)."""

    fornavn = models.CharField(_("fornavn"), max_length=80)
    etternavn = models.CharField(_("etternavn"), max_length=80)
    telefon = models.CharField(_("telefon"), max_length=20, blank=True)
    epost = models.EmailField(_("e-post"), blank=True)
    sprak = models.CharField(_("språk"), max_length=40, default="norsk")
    trenger_tolk = models.BooleanField(_("trenger tolk"), default=False)
    gradering = models.CharField(_("adressegradering"), max_length=20, choices=Gradering, default=Gradering.INGEN)
    kilde_id = models.CharField(_("id i skoleadministrativt system"), max_length=64, blank=True)
    # An employee who is a parent too: own child's sak is denied.
    bruker = models.OneToOneField(Bruker, models.PROTECT, null=True, blank=True, related_name="foresatt")

    class Meta:
        verbose_name = _("foresatt")
        verbose_name_plural = _("foresatte")
        ordering = ("etternavn", "fornavn")
        constraints = (
            models.CheckConstraint(
                condition=Q(gradering=Gradering.INGEN) | (Q(telefon="") & Q(epost="")),
                name="gradert_foresatt_har_ingen_kontaktinfo",
                violation_error_message=_("En person med gradert adresse kontaktes gjennom rektor."),
            ),
            models.UniqueConstraint(fields=["kilde_id"], condition=~Q(kilde_id=""), name="foresatt_kilde_id_en_gang"),
        )

    def __str__(self) -> str:
        return self.navn

    @property
    def navn(self) -> str:
        """First and last name."""
        return f"{self.fornavn} {self.etternavn}"


class Foresattforhold(Sporet):
    """What one guardian is to one pupil, and what they are to be told (A-8 to A-11)."""

    class Type(models.TextChoices):
        FORELDER = "forelder", _("Forelder")
        FOSTERFORELDER = "fosterforelder", _("Fosterforelder")
        VERGE = "verge", _("Verge")
        BARNEVERN = "barnevern", _("Barnevernstjenesten")

    class Informasjon(models.TextChoices):
        JA = "ja", _("Ja")
        NEI = "nei", _("Nei")
        FORESPORSEL = "paa_foresporsel", _("På forespørsel")

    elev = models.ForeignKey(Elev, models.PROTECT, related_name="foresatteforhold")
    foresatt = models.ForeignKey(Foresatt, models.PROTECT, related_name="forhold")
    type = models.CharField(_("type"), max_length=20, choices=Type, default=Type.FORELDER)
    foreldreansvar = models.BooleanField(_("foreldreansvar"), default=True)
    bor_hos = models.BooleanField(_("eleven bor her"), default=True)
    informasjon = models.CharField(_("informasjon"), max_length=20, choices=Informasjon, default=Informasjon.JA)
    grunn = models.CharField(_("grunn"), max_length=200, blank=True)
    besoksforbud = models.BooleanField(_("besøksforbud"), default=False)

    class Meta:
        verbose_name = _("foresattforhold")
        verbose_name_plural = _("foresattforhold")
        constraints = (
            models.UniqueConstraint(fields=["elev", "foresatt"], name="ett_forhold_per_elev_og_foresatt"),
            models.CheckConstraint(
                condition=~Q(informasjon="nei") | ~Q(grunn=""),
                name="nei_til_informasjon_har_grunn",
                violation_error_message=_("Skriv grunnen til at denne foresatte ikke skal ha informasjon."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.foresatt} – {self.elev}"

    @property
    def uten_rett_til_informasjon(self) -> bool:
        """Not to be told unasked: then never suggested as a receiver where the address is protected (A-14)."""
        return not self.foreldreansvar or self.besoksforbud or self.informasjon != self.Informasjon.JA


class Naerstaende(Sporet):
    """An employee's near relation to a pupil other than as guardian: evident inhabilitet (L-N.5, A-2)."""

    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="naerstaende")
    elev = models.ForeignKey(Elev, models.PROTECT, related_name="naerstaende")
    relasjon = models.CharField(_("relasjon"), max_length=80)

    class Meta:
        verbose_name = _("nærstående")
        verbose_name_plural = _("nærstående")
        constraints = (models.UniqueConstraint(fields=["bruker", "elev"], name="naerstaende_en_gang"),)

    def __str__(self) -> str:
        return f"{self.bruker} – {self.elev}"
