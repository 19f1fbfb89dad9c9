"""Where each document is on its way to the archive, what the archive answered, and what may be removed afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.dokumenter.models import Dokument
from cases.sak.models import Sak
from steinkjer_skolemiljo.organisation.sporing import Sporet

if TYPE_CHECKING:
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Bruker

BARE_LEGGES_TIL = pgtrigger.Update | pgtrigger.Delete


class ArkiveringQuerySet(models.QuerySet["Arkivering"]):
    """What waits for the archive; who may see which row stands in cases/arkiv/access.py."""

    def synlige_for(self, bruker: Bruker, dag: date) -> ArkiveringQuerySet:
        """The rows of saker this person leads, or all that may be told to one who runs the archive."""
        from cases.arkiv import access  # noqa: PLC0415 - access knows the models, not the other way at import

        return self.filter(access.synlige(bruker, dag)).exclude(access.stengt(bruker))


class Arkivering(models.Model):
    """One document on its way to the archive (R-7): where it is now. Each try and each answer has a row of its own."""

    class Status(models.TextChoices):
        # Something in it may be a name: it is not sent before a person has let it out.
        VENTER = "venter", _("Må ses over")
        IKKE_SENDT = "ikke_sendt", _("Ikke sendt")
        SENDT = "sendt", _("Sendt, ikke kvittert")
        KVITTERT = "kvittert", _("Arkivert")
        FEILET = "feilet", _("Feilet")
        ERSTATTET = "erstattet", _("Erstattet av en nyere")

    dokument = models.OneToOneField(Dokument, models.PROTECT, related_name="arkivering")
    sak = models.ForeignKey(Sak, models.PROTECT, related_name="arkiveringer")
    # Our name for the document in the archive, for ever: sent twice it is one.
    nokkel = models.CharField(max_length=40, unique=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.IKKE_SENDT)
    # The message as it was first made: a later try sends the same bytes.
    melding = models.BinaryField(null=True, blank=True)
    opprettet = models.DateTimeField()
    forsok = models.PositiveSmallIntegerField(default=0)
    # When it may be tried (again); none when nothing more is done by itself.
    neste = models.DateTimeField(null=True, blank=True)
    sendt = models.DateTimeField(_("sendt"), null=True, blank=True)
    # When the archive said that it has the message in hand. Only some channels are told.
    bekreftet = models.DateTimeField(_("bekreftet"), null=True, blank=True)
    kvittert = models.DateTimeField(_("kvittert"), null=True, blank=True)
    arkiv_id = models.CharField(_("arkivets id"), max_length=100, blank=True)
    # A code: what was wrong, and nothing about anyone.
    feil = models.CharField(_("feil"), max_length=300, blank=True)

    objects = ArkiveringQuerySet.as_manager()

    class Meta:
        verbose_name = _("arkivering")
        verbose_name_plural = _("arkiveringer")
        ordering = ("opprettet", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(status="kvittert") | (Q(kvittert__isnull=False) & ~Q(arkiv_id="")),
                name="arkivert_har_kvittering",
            ),
            models.CheckConstraint(
                condition=~Q(status="sendt") | Q(sendt__isnull=False, melding__isnull=False),
                name="sendt_til_arkivet_har_melding",
            ),
        )
        indexes = (
            models.Index(fields=["neste", "id"], name="arkivering_venter", condition=Q(neste__isnull=False)),
            models.Index(
                fields=["opprettet", "id"],
                name="arkivering_ikke_arkivert",
                condition=~Q(status__in=["kvittert", "erstattet"]),
            ),
            models.Index(fields=["sak", "status"], name="arkivering_sak"),
        )
        triggers = (
            # What has been archived stays so, and no row goes before its sak does.
            pgtrigger.Protect(name="arkivering_slettes_ikke", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="arkivert_endres_ikke",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="kvittert"),
            ),
        )

    def __str__(self) -> str:
        return self.nokkel

    @property
    def oppgitt(self) -> bool:
        """Nothing more is tried by itself: somebody must look at it."""
        return self.status == self.Status.FEILET and self.neste is None


class Arkivforsok(models.Model):
    """One try at sending a document, and how it went: a code, never the archive's own words."""

    class Utfall(models.TextChoices):
        BEGYNT = "begynt", _("Begynt")
        SENDT = "sendt", _("Sendt")
        FEILET = "feilet", _("Feilet")
        AVBRUTT = "avbrutt", _("Avbrutt")
        BESTILT = "bestilt", _("Sendes på nytt")

    arkivering = models.ForeignKey(Arkivering, models.PROTECT, related_name="tidligere_forsok")
    tid = models.DateTimeField()
    kanal = models.CharField(max_length=20, blank=True)
    utfall = models.CharField(max_length=8, choices=Utfall, default=Utfall.BEGYNT)
    feil = models.CharField(max_length=300, blank=True)
    # What the channel called the message: an answer may say no more than which message it is about.
    melding_id = models.CharField(max_length=36, blank=True)
    # Who asked for it to be tried again.
    av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("forsøk på å arkivere")
        verbose_name_plural = _("forsøk på å arkivere")
        ordering = ("-tid", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["arkivering"], condition=Q(utfall="begynt"), name="ett_paabegynt_forsok_per_arkivering"
            ),
            models.CheckConstraint(
                condition=Q(utfall="bestilt") ^ Q(av__isnull=True), name="bare_den_som_sender_igjen_er_nevnt"
            ),
        )
        indexes = (models.Index(fields=["melding_id"], name="arkivforsok_melding_id", condition=~Q(melding_id="")),)
        triggers = (pgtrigger.Protect(name="arkivforsok_slettes_ikke", operation=pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.utfall


class Arkivkvittering(models.Model):
    """What the archive answered, as it came. Append-only: without it nothing may ever be removed (R-8)."""

    arkivering = models.ForeignKey(Arkivering, models.PROTECT, related_name="kvitteringer")
    mottatt = models.DateTimeField()
    arkivert = models.BooleanField(_("arkivert"))
    arkiv_id = models.CharField(max_length=100, blank=True)
    feilkode = models.CharField(max_length=60, blank=True)
    innhold = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("kvittering fra arkivet")
        verbose_name_plural = _("kvitteringer fra arkivet")
        ordering = ("mottatt", "id")
        constraints = (
            # The same answer read twice is one.
            models.UniqueConstraint(fields=["arkivering", "sha256"], name="samme_kvittering_en_gang"),
            models.CheckConstraint(
                condition=Q(arkivert=True) & ~Q(arkiv_id="") | Q(arkivert=False) & ~Q(feilkode=""),
                name="kvittering_sier_hvor_eller_hvorfor_ikke",
            ),
        )
        triggers = (pgtrigger.Protect(name="arkivkvittering_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return self.arkiv_id or self.feilkode


class Fjerningsstans(Sporet):
    """Nothing of this sak may be removed until somebody says otherwise (R-10)."""

    class Grunn(models.TextChoices):
        STATSFORVALTER = "statsforvalter", _("Statsforvalteren har saken (§ 12-6)")
        ERSTATNING = "erstatning", _("Krav om erstatning")
        POLITI = "politi", _("Politiet eller påtalemyndigheten")
        ANNET = "annet", _("Annet")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="fjerningsstanser")
    grunn = models.CharField(_("grunn"), max_length=16, choices=Grunn)
    notat = models.CharField(_("notat"), max_length=300, blank=True)
    satt = models.DateTimeField()
    satt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opphevet = models.DateTimeField(null=True, blank=True)
    opphevet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    opphevet_fordi = models.CharField(_("hvorfor den er opphevet"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("stans i fjerning")
        verbose_name_plural = _("stanser i fjerning")
        ordering = ("-satt", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["sak", "grunn"],
                condition=Q(opphevet__isnull=True),
                name="en_stans_per_grunn",
                violation_error_message=_("Saken er alt stanset av den grunnen."),
            ),
            models.CheckConstraint(
                condition=Q(opphevet__isnull=True, opphevet_av__isnull=True)
                | (Q(opphevet__isnull=False, opphevet_av__isnull=False) & ~Q(opphevet_fordi="")),
                name="opphevet_stans_har_grunn",
                violation_error_message=_("Skriv hvorfor stansen oppheves."),
            ),
            models.CheckConstraint(
                condition=~Q(grunn="annet") | ~Q(notat=""),
                name="annen_stans_har_notat",
                violation_error_message=_("Skriv hva det gjelder."),
            ),
        )

    def __str__(self) -> str:
        return self.get_grunn_display()


class Fjerningsforslag(Sporet):
    """That a sak may be removed: said by one person, decided by another, carried out by a third (R-8).

    Decided once; after a no, or when something has changed, a new proposal is a new row.
    """

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="fjerningsforslag")
    foreslatt = models.DateTimeField()
    foreslatt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    godkjent = models.BooleanField(null=True, blank=True)
    avgjort = models.DateTimeField(null=True, blank=True)
    avgjort_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    begrunnelse = models.CharField(_("begrunnelse"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("forslag om fjerning")
        verbose_name_plural = _("forslag om fjerning")
        ordering = ("foreslatt", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["sak"],
                condition=Q(godkjent__isnull=True) | Q(godkjent=True),
                name="ett_fjerningsforslag_om_gangen",
                violation_error_message=_("Det er alt foreslått at saken kan fjernes."),
            ),
            models.CheckConstraint(
                condition=Q(godkjent__isnull=True, avgjort__isnull=True, avgjort_av__isnull=True)
                | Q(godkjent__isnull=False, avgjort__isnull=False, avgjort_av__isnull=False),
                name="fjerning_avgjort_av_noen",
            ),
            # The point of it: a sign of one hand removes nothing. Taking one's own proposal back is a no.
            models.CheckConstraint(
                condition=~Q(avgjort_av=F("foreslatt_av")) | Q(avgjort_av__isnull=True) | Q(godkjent=False),
                name="fjerning_avgjores_av_en_annen",
                violation_error_message=_("Den som foreslo at saken kan fjernes, kan ikke godkjenne det."),
            ),
            models.CheckConstraint(
                condition=~Q(godkjent=False) | ~Q(begrunnelse=""),
                name="nei_til_fjerning_har_grunn",
                violation_error_message=_("Skriv hvorfor saken ikke skal fjernes."),
            ),
        )
        indexes = (models.Index(fields=["foreslatt"], name="fjerning_venter", condition=Q(godkjent__isnull=True)),)

    def __str__(self) -> str:
        return f"{self.sak_id}"


class Saksfjerning(models.Model):
    """That a sak was removed: its number, who decided it, what the archive calls its documents. No names (R-8).

    ``ider`` says which rows went, table by table: what the seals look for and do not find, they find here.
    """

    saksnummer = models.CharField(max_length=12, unique=True)
    # The id the sak had: rows of logs that still speak of it say this number.
    sak_id = models.BigIntegerField(unique=True)
    avsluttet = models.DateTimeField()
    foreslatt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    godkjent_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    godkjent = models.DateTimeField()
    utfort = models.DateTimeField()
    # How many lines the sak's log had, and the sum of the last: what it ended with.
    lenker = models.PositiveIntegerField()
    hode = models.CharField(max_length=64)
    # [our key, the archive's id, sha256 of the document], one for each.
    arkivert = models.JSONField()
    # The sum of each paper there was → its day, its version, and whether a newer one stood in its place: whoever holds
    # one can still be told that the school made it.
    papirer = models.JSONField(default=dict, blank=True)
    # Table → pairs of first and last id.
    ider = models.JSONField()

    class Meta:
        verbose_name = _("fjernet sak")
        verbose_name_plural = _("fjernede saker")
        ordering = ("-utfort", "-id")
        constraints = (
            models.CheckConstraint(condition=~Q(godkjent_av=F("foreslatt_av")), name="fjernet_av_to"),
            models.CheckConstraint(condition=~Q(arkivert=[]), name="fjernet_sak_er_arkivert"),
        )
        # A paper that is asked for by its sum.
        indexes = (GinIndex(fields=["papirer"], name="saksfjerning_papirer"),)
        triggers = (pgtrigger.Protect(name="saksfjerning_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return self.saksnummer
