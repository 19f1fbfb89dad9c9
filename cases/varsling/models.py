"""The outbox: a notice is a row, written with what caused it and delivered by a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from cases.sak.models import Sak

if TYPE_CHECKING:
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Bruker


class VarselQuerySet(models.QuerySet["Varsel"]):
    """The inbox, its count in the menu and the e-mail ask the same: what this person may still be told."""

    def synlige_for(self, bruker: Bruker, dag: date) -> VarselQuerySet:
        """A person's own notices, less those about something that has since been closed to them."""
        from cases.varsling import access  # noqa: PLC0415 - access knows the models, not the other way at import

        return self.annotate(meldingsnummer=KT("data__melding")).filter(access.synlig(bruker, dag))


class Varsel(models.Model):
    """One notice to one person: always in the inbox, and by e-mail as a number and a link (D-25).

    ``nokkel`` names the fact and the step, so that a person is told once and only once, ever.
    """

    class Epost(models.TextChoices):
        VENTER = "venter", _("Venter")
        SENDT = "sendt", _("Sendt")
        INGEN = "ingen", _("Sendes ikke")
        OPPGITT = "oppgitt", _("Kunne ikke sendes")

    mottaker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="varsler")
    sak = models.ForeignKey(Sak, models.PROTECT, null=True, blank=True, related_name="varsler")
    type = models.CharField(max_length=40)
    nokkel = models.CharField(max_length=120)
    # Ids and dates the text is made from; never free text about people.
    data = models.JSONField(default=dict, blank=True)
    haster = models.BooleanField(default=False)
    opprettet = models.DateTimeField()
    lest = models.DateTimeField(null=True, blank=True)

    epost = models.CharField(max_length=8, choices=Epost, default=Epost.VENTER)
    epost_forsok = models.PositiveSmallIntegerField(default=0)
    epost_neste = models.DateTimeField(null=True, blank=True)
    epost_sendt = models.DateTimeField(null=True, blank=True)
    epost_feil = models.CharField(max_length=200, blank=True)

    objects = VarselQuerySet.as_manager()

    class Meta:
        verbose_name = _("varsel")
        verbose_name_plural = _("varsler")
        ordering = ("-opprettet", "-id")
        constraints = (models.UniqueConstraint(fields=["mottaker", "nokkel"], name="ett_varsel_per_sak_og_steg"),)
        indexes = (
            models.Index(fields=["mottaker", "-opprettet"], name="varsel_innboks"),
            models.Index(fields=["epost_neste"], name="varsel_epost_venter", condition=Q(epost="venter")),
        )

    def __str__(self) -> str:
        return self.type
