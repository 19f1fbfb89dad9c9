"""The framlegg to an accused employee: what is alleged, masked; their own answer; and what the leader makes of it.

It is no part of the pupil's elevmappe (R-3), and the employee never comes nearer the sak than this (A-3).
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import FRITEKST, Sak
from steinkjer_skolemiljo.organisation.sporing import Sporet, SporetQuerySet

if TYPE_CHECKING:
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Bruker

BARE_LEGGES_TIL = pgtrigger.Update | pgtrigger.Delete


class FramleggQuerySet(SporetQuerySet["Framlegg"]):
    """The employee's look at framlegg. Leaders come to them through the sak, by the sak's own rule."""

    def for_ansatt(self, bruker: Bruker, dag: date) -> FramleggQuerySet:
        """What has been given to this person, and nothing else in the world. May cost a query for roles."""
        from cases.framlegg import access  # noqa: PLC0415 - access knows the models, not the other way at import

        return self.filter(access.egne(bruker, dag))

    def uten_svar(self) -> FramleggQuerySet:
        """What the employee has not been heard on, in writing or in a meeting."""
        return self.filter(
            ~Exists(Framleggsvar.objects.filter(framlegg=OuterRef("pk"), type__in=Framleggsvar.ER_SVAR)),
            ~Exists(Framleggmote.objects.filter(framlegg=OuterRef("pk"))),
        )


class Framlegg(Sporet):
    """One framlegg to one named employee: written, masked, perhaps seen by a second pair of eyes, then given."""

    class Status(models.TextChoices):
        UTKAST = "utkast", _("Utkast")
        TIL_GODKJENNING = "til_godkjenning", _("Venter på godkjenning")
        FRIGITT = "frigitt", _("Gitt til den ansatte")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="framlegg")
    ansatt = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="framlegg")
    # Its name in the employee's address: a running number would tell how many there are.
    nokkel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.UTKAST)

    paastander = models.TextField(_("hva som er kommet fram"), max_length=FRITEKST)
    trenger = models.TextField(_("hva du trenger svar på"), max_length=FRITEKST)
    svarfrist = models.DateField(_("svarfrist"))
    # A choice made on purpose: the rule is that the pupil is not named.
    vis_elev = models.BooleanField(_("navngi eleven"), default=False)
    vis_elev_grunn = models.CharField(_("hvorfor eleven må navngis"), max_length=300, blank=True)

    opprettet = models.DateTimeField()
    skrevet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Counts saves of the draft; the second of two who save at once is told.
    revisjon = models.PositiveIntegerField(default=1)

    # What the masking check looked at: the text, and the names it was searched for.
    maskert = models.DateTimeField(null=True, blank=True)
    maskert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    kontrollsum = models.CharField(max_length=64, blank=True)

    sendt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sendt_tilbake_grunn = models.CharField(_("hva må endres"), max_length=1000, blank=True)

    krevde_to = models.BooleanField(default=False)
    frigitt = models.DateTimeField(_("gitt til den ansatte"), null=True, blank=True)
    frigitt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    lest = models.DateTimeField(_("lest av den ansatte"), null=True, blank=True)

    objects = FramleggQuerySet.as_manager()  # type: ignore[misc]  # a manager that knows for_ansatt

    class Meta:
        verbose_name = _("framlegg til ansatt")
        verbose_name_plural = _("framlegg til ansatte")
        ordering = ("-opprettet", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(vis_elev=False) | ~Q(vis_elev_grunn=""),
                name="navngitt_elev_har_grunn",
                violation_error_message=_("Skriv hvorfor den ansatte må få vite hvem eleven er."),
            ),
            models.CheckConstraint(
                condition=~Q(status="frigitt")
                | (Q(frigitt__isnull=False) & Q(frigitt_av__isnull=False) & Q(maskert__isnull=False)),
                name="frigitt_framlegg_er_maskert",
            ),
            models.CheckConstraint(
                condition=Q(status="frigitt") | (Q(frigitt__isnull=True) & Q(lest__isnull=True)),
                name="bare_frigitt_framlegg_er_lest",
            ),
            # The second pair of eyes is another person's.
            models.CheckConstraint(
                condition=Q(krevde_to=False)
                | (~Q(frigitt_av=F("skrevet_av")) & ~Q(frigitt_av=F("maskert_av")) & Q(sendt_av__isnull=False)),
                name="to_har_sett_framlegget",
                violation_error_message=_("En annen enn den som skrev framlegget, må se over det."),
            ),
            models.UniqueConstraint(
                fields=["sak", "ansatt"], condition=~Q(status="frigitt"), name="ett_framleggsutkast_om_gangen"
            ),
        )
        indexes = (
            # The employee's own page.
            models.Index(fields=["ansatt", "-frigitt"], name="framlegg_ansatt", condition=Q(status="frigitt")),
            models.Index(fields=["sak"], name="framlegg_sak"),
            # The sweep: whose answer is due?
            models.Index(fields=["svarfrist"], name="framlegg_svarfrist", condition=Q(status="frigitt")),
        )
        triggers = (
            pgtrigger.Protect(
                name="frigitt_framlegg_slettes_aldri",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__status="frigitt"),
            ),
            # When it was read, and more time, is all that may change afterwards.
            pgtrigger.Protect(
                name="frigitt_framlegg_er_fryst",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status = 'frigitt' AND ((to_jsonb(OLD) - 'lest' - 'svarfrist') "
                    "IS DISTINCT FROM (to_jsonb(NEW) - 'lest' - 'svarfrist') "
                    "OR (OLD.lest IS NOT NULL AND NEW.lest IS DISTINCT FROM OLD.lest))"
                ),
            ),
        )

    def __str__(self) -> str:
        return self.get_status_display()

    @property
    def er_frigitt(self) -> bool:
        """Whether the employee has it."""
        return self.status == self.Status.FRIGITT


class Maskevalg(Sporet):
    """What was decided about one written form of a name in the text: masked, or kept for a reason (A-7, A-20)."""

    framlegg = models.ForeignKey(Framlegg, models.CASCADE, related_name="maskevalg")
    form = models.CharField(max_length=200)
    erstatning = models.CharField(max_length=60)
    beholdes = models.BooleanField(default=False)
    grunn = models.CharField(_("grunn"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("maskevalg")
        verbose_name_plural = _("maskevalg")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["framlegg", "form"], name="ett_maskevalg_per_form"),
            models.CheckConstraint(
                condition=Q(beholdes=False) | ~Q(grunn=""),
                name="navn_som_blir_staaende_har_grunn",
                violation_error_message=_("Skriv hvorfor ordet kan stå."),
            ),
        )

    def __str__(self) -> str:
        return self.form


class Framleggdokument(models.Model):
    """What the employee was given: the masked text and its PDF as they were, with SHA-256. Never changed.

    It stands apart from the sak's documents, so that nothing that gathers those for an elevmappe can take it along.
    """

    framlegg = models.OneToOneField(Framlegg, models.PROTECT, related_name="dokument")
    elev = models.CharField(max_length=200)
    paastander = models.TextField()
    trenger = models.TextField()
    innhold = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    laget = models.DateTimeField()

    class Meta:
        verbose_name = _("framlegg som dokument")
        verbose_name_plural = _("framlegg som dokumenter")
        triggers = (pgtrigger.Protect(name="framleggdokument_er_fryst", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return self.sha256


class Framleggsvar(Sporet):
    """What the employee says: an answer, that they will not, a wish for more time, whom they bring. Append-only."""

    class Type(models.TextChoices):
        SVAR = "svar", _("Svar")
        UTTALER_SEG_IKKE = "uttaler_seg_ikke", _("Ønsker ikke å uttale seg")
        MER_TID = "mer_tid", _("Ber om mer tid")
        BISTAND = "bistand", _("Tar med noen")

    # With one of these the employee has been heard.
    ER_SVAR = (Type.SVAR, Type.UTTALER_SEG_IKKE)

    framlegg = models.ForeignKey(Framlegg, models.PROTECT, related_name="svar")
    type = models.CharField(max_length=20, choices=Type)
    tekst = models.TextField(_("tekst"), max_length=FRITEKST, blank=True)
    onsket_frist = models.DateField(_("når kan du svare"), null=True, blank=True)
    skrevet = models.DateTimeField()
    skrevet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("svar på framlegg")
        verbose_name_plural = _("svar på framlegg")
        ordering = ("skrevet", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(type="uttaler_seg_ikke") | ~Q(tekst=""),
                name="framleggsvar_har_tekst",
                violation_error_message=_("Skriv noe før du sender."),
            ),
            models.CheckConstraint(
                condition=(Q(type="mer_tid") & Q(onsket_frist__isnull=False))
                | (~Q(type="mer_tid") & Q(onsket_frist__isnull=True)),
                name="mer_tid_har_dato",
                violation_error_message=_("Skriv når du kan svare."),
            ),
        )
        indexes = (models.Index(fields=["framlegg", "skrevet"], name="framleggsvar_framlegg"),)
        triggers = (pgtrigger.Protect(name="framleggsvar_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return self.get_type_display()


class Framleggmote(Sporet):
    """A meeting with the employee (section 2.4): when, who was there, and what the employee told. Append-only."""

    framlegg = models.ForeignKey(Framlegg, models.PROTECT, related_name="moter")
    dato = models.DateField(_("dato"))
    sted = models.CharField(_("sted"), max_length=120, blank=True)
    deltakere = models.CharField(_("hvem var med"), max_length=500)
    tillitsvalgt = models.BooleanField(_("tillitsvalgt var med"), default=False)
    verneombud = models.BooleanField(_("verneombud var med"), default=False)
    redegjorelse = models.TextField(_("hva den ansatte fortalte"), max_length=FRITEKST)
    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("møte med den ansatte")
        verbose_name_plural = _("møter med den ansatte")
        ordering = ("dato", "id")
        indexes = (models.Index(fields=["framlegg", "dato"], name="framleggmote_framlegg"),)
        triggers = (pgtrigger.Protect(name="framleggmote_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return f"{self.dato:%d.%m.%Y}"


class Framleggvurdering(Sporet):
    """Two assessments, side by side and apart (L-5.4). A new one replaces the last; none is changed.

    The pupil's experience leads to tiltak and is never judged. Whether the act was a krenkelse is judged objectively.
    Of a personalsak nothing is written here but that it is handled elsewhere (L-5.7).
    """

    class Utfall(models.TextChoices):
        KRENKELSE = "krenkelse", _("Handlingen var en krenkelse")
        IKKE_KRENKELSE = "ikke_krenkelse", _("Handlingen var ikke en krenkelse")
        IKKE_MULIG = "ikke_mulig", _("Det er ikke mulig å avgjøre")

    framlegg = models.ForeignKey(Framlegg, models.PROTECT, related_name="vurderinger")
    elevens_opplevelse = models.TextField(_("hvordan eleven opplever det"), max_length=FRITEKST)
    utfall = models.CharField(_("var handlingen en krenkelse"), max_length=16, choices=Utfall)
    begrunnelse = models.TextField(_("begrunnelse"), max_length=FRITEKST)
    personaloppfolging = models.BooleanField(_("personaloppfølging skjer i eget system"), default=False)
    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("vurdering etter framlegg")
        verbose_name_plural = _("vurderinger etter framlegg")
        ordering = ("-registrert", "-id")
        indexes = (models.Index(fields=["framlegg", "-registrert"], name="framleggvurdering_nyest"),)
        triggers = (pgtrigger.Protect(name="framleggvurdering_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return self.get_utfall_display()
