"""Those who work here: who logs in, and which role each has, where, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.organisation.models.skole import Maalform, Skole
from steinkjer_skolemiljo.organisation.sporing import Sporet

if TYPE_CHECKING:
    from datetime import date


class Rolle(models.TextChoices):
    """What a person may be, at a school or in the municipality, for a time."""

    ANSATT = "ansatt", _("Ansatt")
    REKTOR = "rektor", _("Rektor")
    AVDELINGSLEDER = "avdelingsleder", _("Avdelingsleder")
    SFO_LEDER = "sfo_leder", _("SFO-leder")
    SEKTORLEDER = "sektorleder", _("Sektorleder skole")
    KOMMUNALSJEF = "kommunalsjef", _("Kommunalsjef")
    SYSTEMFORVALTER = "systemforvalter", _("Systemforvalter")
    # Reads the read-log, never a sak.
    PERSONVERNOMBUD = "personvernombud", _("Personvernombud")
    # PPT, helsesykepleier, miljøterapeut: files as everyone, and is let into one sak at a time.
    STOTTETJENESTE = "stottetjeneste", _("Støttetjeneste")


# L-5.3: who counts as the school's leadership.
LEDELSESROLLER = (Rolle.REKTOR, Rolle.AVDELINGSLEDER, Rolle.SFO_LEDER)
KOMMUNEROLLER = (
    Rolle.SEKTORLEDER,
    Rolle.KOMMUNALSJEF,
    Rolle.SYSTEMFORVALTER,
    Rolle.PERSONVERNOMBUD,
    Rolle.STOTTETJENESTE,
)


def gjelder(dag: date, *, prefix: str = "") -> Q:
    """The condition that a row with ``fra`` and ``til`` is in force on ``dag`` (both ends included)."""
    return Q(**{f"{prefix}fra__lte": dag}) & (Q(**{f"{prefix}til__isnull": True}) | Q(**{f"{prefix}til__gte": dag}))


class BrukerManager(BaseUserManager["Bruker"]):
    """Makes users; e-mail is the login name, compared without regard to case."""

    def create_user(self, email: str, password: str | None = None, **felter: Any) -> Bruker:
        """Make a user. Without a password the account can only be entered through the login provider."""
        bruker = self.model(email=self.normalize_email(email).lower(), **felter)
        bruker.set_password(password)
        bruker.save(using=self._db)
        return bruker

    def create_superuser(self, email: str, password: str | None = None, **felter: Any) -> Bruker:
        """Make a user of the technical admin. It opens no case: access.py knows no superuser."""
        return self.create_user(email, password, er_teknisk=True, is_superuser=True, **felter)

    def get_by_natural_key(self, username: str | None) -> Bruker:
        """Find by e-mail, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class Bruker(AbstractBaseUser, PermissionsMixin, Sporet):
    """A person who logs in. Deactivated when they leave, never deleted: history points here."""

    email = models.EmailField(_("e-post"), unique=True)
    fornavn = models.CharField(_("fornavn"), max_length=80)
    etternavn = models.CharField(_("etternavn"), max_length=80)
    stilling = models.CharField(_("stilling"), max_length=80, blank=True)
    telefon = models.CharField(_("telefon"), max_length=20, blank=True)
    # Empty until the person chooses: then the machine's choice, or the browser's, holds (sprak.py).
    sprak = models.CharField(_("språk på sidene"), max_length=2, choices=Maalform, blank=True)
    er_helsepersonell = models.BooleanField(_("helsepersonell"), default=False)
    er_teknisk = models.BooleanField(_("teknisk bruker"), default=False)
    is_active = models.BooleanField(_("aktiv"), default=True)
    # The system itself, who acts in tasks.
    er_systemet = models.BooleanField(default=False, editable=False)

    # Logging in is not a change of the user, and who logged in when is the server log's business.
    last_login = None

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["fornavn", "etternavn"]
    objects: ClassVar[BrukerManager] = BrukerManager()  # type: ignore[assignment]  # users are made, not queried, by it

    class Meta:
        verbose_name = _("bruker")
        verbose_name_plural = _("brukere")
        ordering = ("etternavn", "fornavn")
        # The list of users.
        indexes = (models.Index(fields=["etternavn", "fornavn"], name="bruker_navn"),)
        constraints = (
            models.CheckConstraint(condition=Q(email=Lower("email")), name="epost_med_smaa_bokstaver"),
            models.UniqueConstraint(fields=["er_systemet"], condition=Q(er_systemet=True), name="ett_system"),
        )

    def __str__(self) -> str:
        return self.navn

    @property
    def navn(self) -> str:
        """First and last name."""
        return f"{self.fornavn} {self.etternavn}"

    @property
    def is_staff(self) -> bool:
        """Whether Django's admin opens; it shows no case content to anyone."""
        return self.er_teknisk

    def get_full_name(self) -> str:
        """First and last name (Django's own name for it)."""
        return self.navn

    def get_short_name(self) -> str:
        """First name (Django's own name for it)."""
        return self.fornavn


class Rolletildeling(Sporet):
    """A role for a person, at a school or in the municipality, from one date to another.

    ``fullmakt`` is delegated authority: an avdelingsleder or SFO-leder who may act as rektor (adopt, warn, close).
    ``stedfortreder_for`` says whose stand-in it is: the stand-in gets the rektor's notices too (D-23).
    """

    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="roller")
    rolle = models.CharField(_("rolle"), max_length=20, choices=Rolle)
    skole = models.ForeignKey(Skole, models.PROTECT, null=True, blank=True, related_name="roller")
    fra = models.DateField(_("fra og med"))
    til = models.DateField(_("til og med"), null=True, blank=True)
    fullmakt = models.BooleanField(_("fullmakt fra rektor"), default=False)
    stedfortreder_for = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="stedfortredere")

    class Meta:
        verbose_name = _("rolletildeling")
        verbose_name_plural = _("rolletildelinger")
        constraints = (
            models.CheckConstraint(
                condition=Q(til__isnull=True) | Q(fra__lte=F("til")),
                name="rolle_begynner_for_den_slutter",
                violation_error_message=_("Rollen kan ikke slutte før den begynner."),
            ),
            models.CheckConstraint(
                condition=Q(rolle__in=KOMMUNEROLLER, skole__isnull=True)
                | (~Q(rolle__in=KOMMUNEROLLER) & Q(skole__isnull=False)),
                name="skolerolle_har_skole",
                violation_error_message=_("En rolle ved en skole må ha en skole, og en kommunerolle har ingen."),
            ),
            models.CheckConstraint(
                condition=Q(fullmakt=False) | Q(rolle__in=LEDELSESROLLER),
                name="fullmakt_er_for_ledere",
                violation_error_message=_("Bare ledere kan ha fullmakt fra rektor."),
            ),
        )
        indexes = (
            # Asked by every page: which roles has this person today?
            models.Index(fields=["bruker", "rolle", "skole"], name="rolle_bruker"),
            # Asked by every notice: who leads this school today?
            models.Index(fields=["skole", "rolle"], name="rolle_skole"),
        )

    def __str__(self) -> str:
        return f"{self.bruker}: {self.get_rolle_display()}"


class Rolleforslag(Sporet):
    """A role that opens saker, proposed by one person and decided by another (two persons, role table of the law note).

    Decided once: after that the row is history, and a new proposal is a new row.
    """

    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="rolleforslag")
    rolle = models.CharField(_("rolle"), max_length=20, choices=Rolle)
    skole = models.ForeignKey(Skole, models.PROTECT, null=True, blank=True, related_name="rolleforslag")
    fra = models.DateField(_("fra og med"))
    til = models.DateField(_("til og med"), null=True, blank=True)
    fullmakt = models.BooleanField(_("fullmakt fra rektor"), default=False)
    stedfortreder_for = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    begrunnelse = models.CharField(_("hvorfor"), max_length=300)
    foreslatt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    foreslatt = models.DateTimeField()
    godkjent = models.BooleanField(_("godkjent"), null=True, blank=True)
    avgjort_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    avgjort = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("rolleforslag")
        verbose_name_plural = _("rolleforslag")
        ordering = ("foreslatt", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(til__isnull=True) | Q(fra__lte=F("til")),
                name="forslag_begynner_for_det_slutter",
                violation_error_message=_("Rollen kan ikke slutte før den begynner."),
            ),
            models.CheckConstraint(
                condition=Q(godkjent__isnull=True, avgjort__isnull=True, avgjort_av__isnull=True)
                | Q(godkjent__isnull=False, avgjort__isnull=False, avgjort_av__isnull=False),
                name="forslag_avgjort_av_noen",
            ),
            # The point of it all: nobody decides on what they proposed, nor proposes or decides on their own role.
            models.CheckConstraint(
                condition=~Q(avgjort_av=F("foreslatt_av")) | Q(avgjort_av__isnull=True),
                name="forslag_avgjores_av_en_annen",
                violation_error_message=_("Den som foreslo rollen, kan ikke avgjøre forslaget."),
            ),
            models.CheckConstraint(
                condition=~Q(foreslatt_av=F("bruker")),
                name="ingen_foreslaar_seg_selv",
                violation_error_message=_("Du kan ikke foreslå en rolle for deg selv."),
            ),
            models.CheckConstraint(
                condition=~Q(avgjort_av=F("bruker")) | Q(avgjort_av__isnull=True),
                name="ingen_avgjor_sin_egen_rolle",
                violation_error_message=_("Du kan ikke avgjøre en rolle for deg selv."),
            ),
        )
        indexes = (models.Index(fields=["foreslatt"], name="forslag_venter", condition=Q(godkjent__isnull=True)),)

    def __str__(self) -> str:
        return f"{self.bruker}: {self.get_rolle_display()}"
