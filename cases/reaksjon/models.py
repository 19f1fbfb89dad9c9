"""What is done with a pupil who may have offended: a reaction under skolereglene § 9, and an agreement (L-N.1).

The rows lie in the sak they came of and are about the *other* pupil: they are no part of what the sak's own pupil or
their parents are given, and nothing of the sak's pupil goes with them into the other pupil's file (A-6). Nothing is
changed; what comes later is a new row.
"""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import FRITEKST, Sak
from steinkjer_skolemiljo.organisation.sporing import Sporet

BARE_LEGGES_TIL = pgtrigger.Update | pgtrigger.Delete


class Registrert(Sporet):
    """Who wrote it down, and when."""

    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Reaksjon(Registrert):
    """One reaction: which rule, which reaction, who decided, that the pupil was heard and the parents told."""

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="reaksjoner")
    elev = models.ForeignKey("organisation.Elev", models.PROTECT, related_name="reaksjoner")
    dato = models.DateField(_("dato"))
    regel = models.CharField(_("hvilken regel"), max_length=300)
    hendelse = models.TextField(_("hva eleven gjorde"), max_length=FRITEKST)
    reaksjon = models.TextField(_("reaksjon"), max_length=FRITEKST)
    bestemt_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("hvem som bestemte")
    )
    elev_hort = models.BooleanField(_("eleven fikk forklare seg først"))
    elevens_forklaring = models.TextField(_("elevens forklaring"), max_length=FRITEKST, blank=True)
    ikke_hort_grunn = models.CharField(_("hvorfor ikke"), max_length=300, blank=True)
    foresatte_informert = models.DateField(_("foresatte informert"), null=True, blank=True)
    foresatte_informert_av = models.CharField(_("av hvem"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("reaksjon")
        verbose_name_plural = _("reaksjoner")
        ordering = ("-dato", "-id")
        constraints = (
            models.CheckConstraint(
                condition=(Q(elev_hort=True) & ~Q(elevens_forklaring=""))
                | (Q(elev_hort=False) & ~Q(ikke_hort_grunn="")),
                name="reaksjon_eleven_hort_eller_grunn",
                violation_error_message=_("Skriv hva eleven sier, eller hvorfor eleven ikke fikk forklare seg først."),
            ),
        )
        indexes = (models.Index(fields=["sak", "-dato"], name="reaksjon_sak"),)
        triggers = (pgtrigger.Protect(name="reaksjon_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return f"{self.dato:%d.%m.%Y}"


class Reaksjonstillegg(Registrert):
    """What is added to a reaction later: that the parents have been told, or a correction."""

    reaksjon = models.ForeignKey(Reaksjon, models.PROTECT, related_name="tillegg")
    tekst = models.TextField(_("tillegg"), max_length=FRITEKST, blank=True)
    foresatte_informert = models.DateField(_("foresatte informert"), null=True, blank=True)

    class Meta:
        verbose_name = _("tillegg til reaksjon")
        verbose_name_plural = _("tillegg til reaksjon")
        ordering = ("registrert", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(tekst="") | Q(foresatte_informert__isnull=False),
                name="reaksjonstillegg_sier_noe",
                violation_error_message=_("Skriv noe, eller når foresatte fikk vite det."),
            ),
        )
        triggers = (pgtrigger.Protect(name="reaksjonstillegg_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return f"{self.registrert:%d.%m.%Y}"


class Samarbeidsavtale(Registrert):
    """What the school and a pupil who may have offended have agreed, who follows it up, and when they talk next."""

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="samarbeidsavtaler")
    elev = models.ForeignKey("organisation.Elev", models.PROTECT, related_name="samarbeidsavtaler")
    dato = models.DateField(_("dato"))
    avtalt = models.TextField(_("hva som er avtalt"), max_length=FRITEKST)
    folges_opp_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("hvem som følger opp")
    )
    deltakere = models.CharField(_("hvem var med"), max_length=500)
    neste_samtale = models.DateField(_("neste samtale"))

    class Meta:
        verbose_name = _("samarbeidsavtale")
        verbose_name_plural = _("samarbeidsavtaler")
        ordering = ("-dato", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(neste_samtale__gt=F("dato")),
                name="avtale_neste_samtale_er_etter",
                violation_error_message=_("Neste samtale må være etter at avtalen ble gjort."),
            ),
        )
        indexes = (models.Index(fields=["sak", "-dato"], name="avtale_sak"),)
        triggers = (pgtrigger.Protect(name="avtale_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return f"{self.dato:%d.%m.%Y}"


class Avtalesamtale(Registrert):
    """A talk about the agreement: how it goes, and the next talk, or that the agreement has ended."""

    avtale = models.ForeignKey(Samarbeidsavtale, models.PROTECT, related_name="samtaler")
    dato = models.DateField(_("dato"))
    hvordan_gaar_det = models.TextField(_("hvordan går det"), max_length=FRITEKST)
    neste_samtale = models.DateField(_("neste samtale"), null=True, blank=True)
    ferdig = models.BooleanField(_("avtalen er ferdig"), default=False)

    class Meta:
        verbose_name = _("samtale om avtalen")
        verbose_name_plural = _("samtaler om avtalen")
        ordering = ("dato", "id")
        constraints = (
            models.CheckConstraint(
                condition=(Q(ferdig=True) & Q(neste_samtale__isnull=True))
                | (Q(ferdig=False) & Q(neste_samtale__isnull=False) & Q(neste_samtale__gt=F("dato"))),
                name="avtalesamtale_har_neste_eller_er_ferdig",
                violation_error_message=_("Velg dato for neste samtale, eller kryss av for at avtalen er ferdig."),
            ),
        )
        triggers = (pgtrigger.Protect(name="avtalesamtale_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return f"{self.dato:%d.%m.%Y}"
