"""Attachments: what was laid beside the words, as it was stored, for ever.

The bytes lie in rows of their own, in pieces, so that no list ever reads them and a download never holds a whole file.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import Sak

if TYPE_CHECKING:
    from collections.abc import Iterator

# A piece is what a download holds at a time.
DEL = 512 * 1024
NAVN = 120


class Filtype(models.TextChoices):
    """The kinds of file there may be; which one it is, is read from the content (``filtype.py``)."""

    JPEG = "jpeg", _("Bilde")
    PNG = "png", _("Bilde (PNG)")
    WEBP = "webp", _("Bilde (WebP)")
    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word-dokument")
    ODT = "odt", _("Tekstdokument (ODT)")
    TXT = "txt", _("Ren tekst")


class Status(models.TextChoices):
    """Whether a file can be opened."""

    KLAR = "klar", _("Klar")
    VENTER = "venter", _("Blir kontrollert")
    STOPPET = "stoppet", _("Stoppet av viruskontrollen")
    SPERRET = "sperret", _("Sperret")


class VedleggQuerySet(models.QuerySet["Vedlegg"]):
    """Attachments are reached through the sak or the melding they lie in; that is where the rule is asked."""

    def med_status(self) -> VedleggQuerySet:
        """Annotate what the control and the leaders have said of each, and fetch who laid it there."""
        kontroller = Vedleggskontroll.objects.filter(vedlegg=OuterRef("pk"))
        return self.select_related("lagt_ved_av").annotate(
            **{utfall.value: Exists(kontroller.filter(utfall=utfall)) for utfall in Vedleggskontroll.Utfall}
        )

    def i_saken(self, sak: Sak) -> VedleggQuerySet:
        """What has been laid in the sak itself, its samtaler and observasjoner; the meldinger have their own."""
        return self.filter(sak=sak).med_status()


class Vedlegg(models.Model):
    """One file, in exactly one melding or one sak. The database refuses every change of it."""

    # In addresses: a running number would tell how many there are.
    nokkel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    melding = models.ForeignKey("cases.Melding", models.PROTECT, null=True, blank=True, related_name="vedlegg")
    tillegg = models.ForeignKey("cases.Meldingstillegg", models.PROTECT, null=True, blank=True, related_name="vedlegg")
    sak = models.ForeignKey(Sak, models.PROTECT, null=True, blank=True, related_name="vedlegg")
    samtale = models.ForeignKey("cases.Samtale", models.PROTECT, null=True, blank=True, related_name="vedlegg")
    observasjon = models.ForeignKey("cases.Observasjon", models.PROTECT, null=True, blank=True, related_name="vedlegg")
    navn = models.CharField(_("filnavn"), max_length=NAVN)
    type = models.CharField(_("type"), max_length=8, choices=Filtype)
    storrelse = models.PositiveIntegerField(_("størrelse"))
    sha256 = models.CharField(max_length=64)
    beskrivelse = models.CharField(_("hva filen viser"), max_length=200, blank=True)
    lagt_ved = models.DateTimeField(_("lagt ved"))
    lagt_ved_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = VedleggQuerySet.as_manager()

    class Meta:
        verbose_name = _("vedlegg")
        verbose_name_plural = _("vedlegg")
        ordering = ("lagt_ved", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(melding__isnull=False, sak__isnull=True) | Q(melding__isnull=True, sak__isnull=False),
                name="vedlegg_ligger_ett_sted",
            ),
            models.CheckConstraint(
                condition=Q(tillegg__isnull=True) | Q(melding__isnull=False), name="vedlegg_i_tillegg_har_melding"
            ),
            models.CheckConstraint(
                condition=Q(samtale__isnull=True, observasjon__isnull=True)
                | (Q(sak__isnull=False) & (Q(samtale__isnull=True) | Q(observasjon__isnull=True))),
                name="vedlegg_til_ett_i_saken",
            ),
            models.CheckConstraint(condition=Q(storrelse__gt=0), name="vedlegg_har_innhold"),
        )
        indexes = (
            models.Index(fields=["sak", "lagt_ved"], name="vedlegg_sak", condition=Q(sak__isnull=False)),
            models.Index(fields=["melding", "lagt_ved"], name="vedlegg_melding", condition=Q(melding__isnull=False)),
        )
        triggers = (pgtrigger.Protect(name="vedlegg_er_fryst", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return str(self.nokkel)

    @property
    def status(self) -> Status:
        """Whether it can be opened. A row fetched without ``med_status`` costs two queries."""
        for utfall, status in (
            (Vedleggskontroll.Utfall.SPERRET, Status.SPERRET),
            (Vedleggskontroll.Utfall.FUNN, Status.STOPPET),
        ):
            if self._har(utfall):
                return status
        # A scanner that is set up later has every file before it again.
        return Status.VENTER if settings.VIRUSKONTROLL and not self._har(Vedleggskontroll.Utfall.REN) else Status.KLAR

    @property
    def er_klar(self) -> bool:
        """Whether it can be opened now."""
        return self.status == Status.KLAR

    def _har(self, utfall: Vedleggskontroll.Utfall) -> bool:
        if utfall.value in self.__dict__:
            return bool(self.__dict__[utfall.value])
        return self.kontroller.filter(utfall=utfall).exists()

    def biter(self) -> Iterator[bytes]:
        """The content, piece by piece, one query each."""
        for pk in self.deler.order_by("nummer").values_list("pk", flat=True):
            yield bytes(Vedleggsdel.objects.values_list("innhold", flat=True).get(pk=pk))


class Vedleggsdel(models.Model):
    """One piece of a file's content."""

    vedlegg = models.ForeignKey(Vedlegg, models.PROTECT, related_name="deler")
    nummer = models.PositiveSmallIntegerField()
    innhold = models.BinaryField()

    class Meta:
        verbose_name = _("del av vedlegg")
        verbose_name_plural = _("deler av vedlegg")
        constraints = (models.UniqueConstraint(fields=["vedlegg", "nummer"], name="vedleggsdel_en_gang"),)
        triggers = (pgtrigger.Protect(name="vedleggsdel_er_fryst", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.vedlegg_id}: {self.nummer}"


class Vedleggskontroll(models.Model):
    """What is known of a file after it was stored: clean, something found, or closed by a leader. Append-only."""

    class Utfall(models.TextChoices):
        REN = "ren", _("Ingenting funnet")
        FUNN = "funn", _("Stoppet av viruskontrollen")
        SPERRET = "sperret", _("Sperret")

    vedlegg = models.ForeignKey(Vedlegg, models.PROTECT, related_name="kontroller")
    utfall = models.CharField(max_length=8, choices=Utfall)
    tid = models.DateTimeField()
    av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    grunn = models.CharField(_("grunn"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kontroll av vedlegg")
        verbose_name_plural = _("kontroller av vedlegg")
        constraints = (
            models.UniqueConstraint(
                fields=["vedlegg"], condition=~Q(utfall="sperret"), name="vedlegg_kontrolleres_en_gang"
            ),
            models.UniqueConstraint(fields=["vedlegg"], condition=Q(utfall="sperret"), name="vedlegg_sperres_en_gang"),
            models.CheckConstraint(
                condition=~Q(utfall="sperret") | ~Q(grunn=""),
                name="sperret_vedlegg_har_grunn",
                violation_error_message=_("Skriv hvorfor filen skal sperres."),
            ),
        )
        triggers = (
            pgtrigger.Protect(name="vedleggskontroll_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.vedlegg_id}: {self.utfall}"


class Utkastvedlegg(models.Model):
    """A file that waits in a person's draft of a melding; it is sent with it, or goes with it."""

    utkast = models.ForeignKey("cases.Meldingsutkast", models.CASCADE, related_name="vedlegg")
    navn = models.CharField(max_length=NAVN)
    type = models.CharField(max_length=8, choices=Filtype)
    storrelse = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    innhold = models.BinaryField()
    lagt_ved = models.DateTimeField()

    class Meta:
        verbose_name = _("vedlegg i utkast")
        verbose_name_plural = _("vedlegg i utkast")
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["utkast", "sha256"], name="utkastvedlegg_en_gang"),)

    def __str__(self) -> str:
        return str(self.pk)
