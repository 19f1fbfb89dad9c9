"""What people write in a sak's log themselves: a call, a meeting, a message home, an agreement, an incident (2.8)."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.lov.begreper import Delplikt
from cases.sak.models import FRITEKST, Sak


class Loggnotat(models.Model):
    """One row written by hand. Append-only: a correction is a new row that points to the old."""

    class Slag(models.TextChoices):
        TELEFON = "telefon", _("Telefonsamtale")
        MOTE = "mote", _("Møte")
        MELDING_HJEM = "melding_hjem", _("Melding til hjemmet")
        AVTALE = "avtale", _("Avtale")
        HENDELSE = "hendelse", _("Hendelse")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="loggnotater")
    rettelse_av = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="rettet_av")
    slag = models.CharField(_("hva slags"), max_length=12, choices=Slag)
    skjedde = models.DateTimeField(_("når"))
    med_hvem = models.CharField(_("med hvem"), max_length=200, blank=True)
    tekst = models.TextField(_("hva skjedde"), max_length=FRITEKST)
    delplikt = models.CharField(max_length=20, choices=[(plikt.value, plikt.value) for plikt in Delplikt])
    # Read by those who lead the sak or follow it up, and by nobody else.
    for_ledere = models.BooleanField(_("bare for dem som leder saken"), default=False)
    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("notat i loggen")
        verbose_name_plural = _("notater i loggen")
        ordering = ("-skjedde", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(tekst=""),
                name="loggnotat_har_tekst",
                violation_error_message=_("Skriv hva som skjedde."),
            ),
            models.CheckConstraint(
                condition=models.Q(skjedde__lte=models.F("registrert")), name="loggnotat_er_ikke_fram_i_tid"
            ),
        )
        indexes = (models.Index(fields=["sak", "-skjedde"], name="loggnotat_sak"),)
        triggers = (pgtrigger.Protect(name="loggnotat_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.get_slag_display()
