"""Schools, classes, pupils, parents, users and their roles in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

# Django finds models only here.
from steinkjer_skolemiljo.organisation.innlogging.models import (  # noqa: F401 - found, not used
    Kontohendelse,
    Passordlenke,
    Sesjon,
    Tekstgjemme,
)
from steinkjer_skolemiljo.organisation.sporing import Sporet

if TYPE_CHECKING:
    from datetime import date


class Gradering(models.TextChoices):
    """How a person's address is protected (A-13). Only the grade is stored, never the address."""

    INGEN = "ingen", _("Ingen")
    FORTROLIG = "fortrolig", _("Fortrolig adresse")
    STRENGT = "strengt_fortrolig", _("Strengt fortrolig adresse")


class Maalform(models.TextChoices):
    """The school's hovudmål, used in what goes home (U-7)."""

    BOKMAAL = "nb", _("Bokmål")
    NYNORSK = "nn", _("Nynorsk")


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
    sokenavn = models.CharField(max_length=250, editable=False, db_index=True)
    # Folded words of the name and their sound keys, for a search that forgives spelling.
    sokenokler = ArrayField(models.CharField(max_length=80), default=list, editable=False)

    class Meta:
        verbose_name = _("elev")
        verbose_name_plural = _("elever")
        ordering = ("etternavn", "fornavn")
        indexes = (models.Index(fields=["skole", "sokenavn"], name="elev_skole_navn"),)

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


class Foresatt(Sporet):
    """A parent or other guardian, one by one and never by household (A-8)."""

    fornavn = models.CharField(_("fornavn"), max_length=80)
    etternavn = models.CharField(_("etternavn"), max_length=80)
    telefon = models.CharField(_("telefon"), max_length=20, blank=True)
    epost = models.EmailField(_("e-post"), blank=True)
    sprak = models.CharField(_("språk"), max_length=40, default="norsk")
    trenger_tolk = models.BooleanField(_("trenger tolk"), default=False)
    gradering = models.CharField(_("adressegradering"), max_length=20, choices=Gradering, default=Gradering.INGEN)
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


class Innstilling(Sporet):
    """A municipal setting from a date on, such as a target in school days. Older rows are never changed (D-22).

    Who set it, when and why is empty only in rows that came in some other way than through the settings' page.
    """

    nokkel = models.CharField(_("innstilling"), max_length=40)
    verdi = models.CharField(_("verdi"), max_length=200)
    gjelder_fra = models.DateField(_("gjelder fra"))
    begrunnelse = models.CharField(_("begrunnelse"), max_length=500, blank=True)
    satt_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    satt = models.DateTimeField(_("satt"), null=True, blank=True)

    class Meta:
        verbose_name = _("innstilling")
        verbose_name_plural = _("innstillinger")
        constraints = (models.UniqueConstraint(fields=["nokkel", "gjelder_fra"], name="en_verdi_per_dag"),)

    def __str__(self) -> str:
        return f"{self.nokkel} = {self.verdi}"
