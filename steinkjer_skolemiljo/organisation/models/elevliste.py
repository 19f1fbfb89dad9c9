"""A list of pupils on its way in: shown to whoever laid it forward, and gone when it has been answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.organisation.models.bruker import Bruker


class Elevliste(models.Model):
    """One file from the school administration system, and what became of it.

    No history table: its names would stay there. The file itself is erased as soon as somebody has said yes or no and
    it has been carried out; what it changed stands in each row's own history, with this row's time.
    """

    class Status(models.TextChoices):
        VENTER = "venter", _("Venter på svar")
        GODKJENT = "godkjent", _("Tas inn nå")
        TATT_INN = "tatt_inn", _("Tatt inn")
        FORKASTET = "forkastet", _("Forkastet")
        STANSET = "stanset", _("Ble ikke tatt inn")

    status = models.CharField(max_length=10, choices=Status, default=Status.VENTER)
    filnavn = models.CharField(_("fil"), max_length=120)
    innhold = models.BinaryField(default=bytes, blank=True)
    # SHA-256 of the file: which one it was can be told after it is gone.
    sum = models.CharField(max_length=64)
    lagt_fram_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    lagt_fram = models.DateTimeField()
    svart_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    svart = models.DateTimeField(null=True, blank=True)
    # What was said yes to, as one sum: if the register has changed since, it is shown anew.
    sett = models.CharField(max_length=64, blank=True)
    ferdig = models.DateTimeField(null=True, blank=True)
    grunn = models.CharField(max_length=300, blank=True)
    # How many of each kind, by the names of ``elevregister.endringer``.
    tall = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("elevliste")
        verbose_name_plural = _("elevlister")
        ordering = ("-lagt_fram", "-id")
        constraints = (
            models.UniqueConstraint(
                models.Value(1), condition=Q(status__in=("venter", "godkjent")), name="en_elevliste_om_gangen"
            ),
            models.CheckConstraint(
                condition=Q(status__in=("venter", "godkjent")) | Q(innhold=b""), name="besvart_elevliste_er_slettet"
            ),
            models.CheckConstraint(
                condition=Q(status="venter") | Q(svart_av__isnull=False, svart__isnull=False),
                name="elevliste_har_svar",
            ),
        )

    def __str__(self) -> str:
        return self.filnavn
