"""The notice from rektor to skoleeier in serious and § 12-5 saker, and what skoleeier did with it (2.3)."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.melding.models import JaNeiUsikker
from cases.sak.models import FRITEKST, Kriterium, Sak
from steinkjer_skolemiljo.organisation.sporing import Sporet


class Skoleeiervarsel(Sporet):
    """One notice to skoleeier. The rektor's part is fixed when sent; skoleeier's part is filled in after."""

    class Type(models.TextChoices):
        ALVORLIG = "alvorlig", _("Alvorlig sak")
        ANSATT = "ansatt", _("En ansatt kan ha krenket en elev (§ 12-5)")
        LEDELSE = "ledelse", _("Noen i skolens ledelse kan ha krenket en elev (§ 12-5)")
        STATSFORVALTER = "statsforvalter", _("Statsforvalteren er koblet inn")
        FORESATTE = "foresatte", _("Foresatte har kontaktet skoleeier")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="skoleeiervarsler")
    type = models.CharField(_("hva gjelder varselet?"), max_length=16, choices=Type)
    kriterier = ArrayField(models.CharField(max_length=40, choices=Kriterium), default=list, blank=True)
    redegjorelse = models.TextField(_("kort om saken"), max_length=FRITEKST)
    gjort_og_planlagt = models.TextField(_("hva er gjort, og hva er planlagt"), max_length=FRITEKST, blank=True)
    trygg_naa = models.CharField(_("er eleven trygg nå"), max_length=8, choices=JaNeiUsikker, blank=True)
    hjelp_onsket = models.TextField(_("hjelp vi ønsker fra skoleeier"), max_length=FRITEKST, blank=True)
    laert = models.DateTimeField(_("når rektor fikk vite det"))
    varslet = models.DateTimeField(_("varslet"))
    varslet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    lest = models.DateTimeField(_("lest"), null=True, blank=True)
    lest_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    vurdering = models.TextField(_("skoleeiers vurdering"), max_length=FRITEKST, blank=True)
    veiledning = models.TextField(_("veiledning gitt"), max_length=FRITEKST, blank=True)
    oppfolging_dato = models.DateField(_("følges opp"), null=True, blank=True)
    vurdert = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("varsel til skoleeier")
        verbose_name_plural = _("varsler til skoleeier")
        ordering = ("-varslet", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(lest__isnull=True) | Q(lest_av__isnull=False), name="lest_varsel_har_leser"
            ),
            models.CheckConstraint(
                condition=~Q(type="alvorlig") | ~Q(kriterier=[]),
                name="alvorlig_varsel_har_kriterier",
                violation_error_message=_("Kryss av for hva som gjør saken alvorlig."),
            ),
        )
        indexes = (
            models.Index(fields=["sak", "-varslet"], name="varsel_sak"),
            # What nobody has read, oldest first.
            models.Index(fields=["varslet"], name="varsel_ulest", condition=Q(lest__isnull=True)),
        )

    def __str__(self) -> str:
        return f"{self.sak}: {self.get_type_display()}"


class Saksovertakelse(models.Model):
    """That skoleeier took over a sak from the school, or gave it back, and why. Append-only."""

    class Retning(models.TextChoices):
        OVERTATT = "overtatt", _("Overtatt av skoleeier")
        GITT_TILBAKE = "gitt_tilbake", _("Gitt tilbake til skolen")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="saksovertakelser")
    retning = models.CharField(_("hva"), max_length=12, choices=Retning)
    grunn = models.CharField(_("grunn"), max_length=1000)
    tid = models.DateTimeField()
    av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("overtakelse av sak")
        verbose_name_plural = _("overtakelser av saker")
        ordering = ("-tid", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(grunn=""), name="saksovertakelse_har_grunn", violation_error_message=_("Skriv grunnen.")
            ),
        )
        indexes = (models.Index(fields=["sak", "-tid"], name="saksovertakelse_sak"),)
        triggers = (
            pgtrigger.Protect(name="saksovertakelse_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.get_retning_display()
