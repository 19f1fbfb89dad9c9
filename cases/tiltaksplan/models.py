"""The written plan (§ 12-4 third paragraph): versions, each frozen when adopted, and their tiltak."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import FRITEKST, Sak
from steinkjer_skolemiljo.organisation.sporing import Sporet


class Tiltaksplan(Sporet):
    """One version of a sak's plan. The newest adopted one is in force; at most one draft at a time."""

    class Status(models.TextChoices):
        UTKAST = "utkast", _("Utkast")
        VEDTATT = "vedtatt", _("Vedtatt")
        ERSTATTET = "erstattet", _("Erstattet")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="tiltaksplaner")
    versjon = models.PositiveSmallIntegerField(_("versjon"))
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.UTKAST)

    utfordring = models.TextField(_("hvilket problem skal tiltakene løse?"), max_length=FRITEKST, blank=True)
    bakgrunn = models.TextField(_("bakgrunn"), max_length=FRITEKST, blank=True)
    maal = models.TextField(_("mål"), max_length=FRITEKST, blank=True)
    elevens_syn = models.TextField(_("elevens syn"), max_length=FRITEKST, blank=True)
    foresattes_syn = models.TextField(_("foresattes syn"), max_length=FRITEKST, blank=True)
    barnets_beste = models.TextField(_("barnets beste"), max_length=FRITEKST, blank=True)
    evalueringsdato = models.DateField(_("når skal tiltakene evalueres?"), null=True, blank=True)
    evaluering_begrunnelse = models.TextField(_("hvorfor så lenge til evaluering"), max_length=2000, blank=True)
    evaluering_deltakere = models.CharField(_("hvem er med på evalueringen"), max_length=200, blank=True)
    oppfolgingssamtaler = models.CharField(_("oppfølgingssamtaler med eleven"), max_length=200, blank=True)
    trygghetsperson = models.CharField(_("elevens trygghetsperson"), max_length=120, blank=True)
    samarbeid = models.TextField(_("samarbeid med andre"), max_length=FRITEKST, blank=True)
    uenighet = models.TextField(_("det eleven eller foresatte er uenig i"), max_length=FRITEKST, blank=True)

    opprettet = models.DateTimeField()
    opprettet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Counts saves of the draft; the second of two who save at once is told.
    revisjon = models.PositiveIntegerField(default=1)
    vedtatt = models.DateTimeField(_("vedtatt"), null=True, blank=True)
    vedtatt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("tiltaksplan")
        verbose_name_plural = _("tiltaksplaner")
        ordering = ("-versjon",)
        constraints = (
            models.UniqueConstraint(fields=["sak", "versjon"], name="planversjon_er_unik"),
            models.UniqueConstraint(fields=["sak"], condition=Q(status="utkast"), name="ett_planutkast_om_gangen"),
            models.UniqueConstraint(fields=["sak"], condition=Q(status="vedtatt"), name="en_gjeldende_plan"),
            # The law's points cannot be missing from an adopted plan, whoever writes it.
            models.CheckConstraint(
                condition=Q(status="utkast")
                | (
                    ~Q(utfordring="")
                    & ~Q(elevens_syn="")
                    & ~Q(barnets_beste="")
                    & Q(evalueringsdato__isnull=False)
                    & Q(vedtatt__isnull=False)
                    & Q(vedtatt_av__isnull=False)
                ),
                name="vedtatt_plan_har_lovens_punkter",
                violation_error_message=_("Planen mangler noe loven krever før den kan vedtas."),
            ),
        )
        indexes = (models.Index(fields=["sak", "-versjon"], name="plan_sak_versjon"),)
        triggers = (
            pgtrigger.Protect(
                name="vedtatt_plan_slettes_aldri",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__status__in=["vedtatt", "erstattet"]),
            ),
            # Only vedtatt → erstattet may happen to an adopted version.
            pgtrigger.Protect(
                name="vedtatt_plan_er_fryst",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status IN ('vedtatt', 'erstattet') AND "
                    "((to_jsonb(OLD) - 'status') IS DISTINCT FROM (to_jsonb(NEW) - 'status') "
                    "OR NEW.status <> 'erstattet')"
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.sak} v{self.versjon}"


class Tiltak(Sporet):
    """One measure: what, when, who (L-4.19). Its status follows the work; the rest is frozen with its plan."""

    class Nivaa(models.TextChoices):
        INDIVID = "individ", _("Individ")
        KLASSE = "klasse", _("Klasse")
        SKOLE = "skole", _("Skole")

    class Status(models.TextChoices):
        PLANLAGT = "planlagt", _("Planlagt")
        I_GANG = "i_gang", _("I gang")
        GJENNOMFORT = "gjennomfort", _("Gjennomført")
        IKKE_GJENNOMFORT = "ikke_gjennomfort", _("Ikke gjennomført")
        AVSLUTTET = "avsluttet", _("Avsluttet")

    plan = models.ForeignKey(Tiltaksplan, models.CASCADE, related_name="tiltak")
    rekkefolge = models.PositiveSmallIntegerField(default=1)
    beskrivelse = models.TextField(_("tiltak"), max_length=4000)
    nivaa = models.CharField(_("nivå"), max_length=8, choices=Nivaa, default=Nivaa.INDIVID)
    strakstiltak = models.BooleanField(_("strakstiltak"), default=False)
    grunnlag = models.TextField(_("bygger på"), max_length=2000, blank=True)
    fra = models.DateField(_("fra"), null=True, blank=True)
    til = models.DateField(_("til"), null=True, blank=True)
    hyppighet = models.CharField(_("hvor ofte"), max_length=120, blank=True)
    ansvarlig = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="tiltak"
    )
    ansvarlig_rolle = models.CharField(_("ansvarlig (rolle eller navn)"), max_length=120, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PLANLAGT)
    status_notat = models.TextField(_("notat"), max_length=2000, blank=True)
    krever_enkeltvedtak = models.BooleanField(_("krever eget enkeltvedtak"), default=False)
    enkeltvedtak_referanse = models.CharField(_("vedtakets nummer"), max_length=80, blank=True)
    enkeltvedtak_dato = models.DateField(_("vedtakets dato"), null=True, blank=True)
    synlig_for_hjem = models.BooleanField(_("vises for eleven og foresatte"), default=True)

    class Meta:
        verbose_name = _("tiltak")
        verbose_name_plural = _("tiltak")
        ordering = ("rekkefolge", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(fra__isnull=True) | Q(til__isnull=True) | Q(fra__lte=F("til")),
                name="tiltak_begynner_for_det_slutter",
                violation_error_message=_("Tiltaket kan ikke slutte før det begynner."),
            ),
            models.CheckConstraint(
                condition=~Q(status="ikke_gjennomfort") | ~Q(status_notat=""),
                name="ikke_gjennomfort_har_grunn",
                violation_error_message=_("Skriv hvorfor tiltaket ikke ble gjennomført."),
            ),
        )
        indexes = (models.Index(fields=["ansvarlig", "status"], name="tiltak_ansvarlig"),)
        triggers = (
            pgtrigger.Trigger(
                name="vedtatt_tiltak_er_fryst",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                declare=[("planstatus", "text")],
                func=(
                    "SELECT status INTO planstatus FROM cases_tiltaksplan WHERE id = OLD.plan_id;"
                    " IF planstatus IS NOT NULL AND planstatus <> 'utkast' THEN"
                    "   IF TG_OP = 'DELETE' THEN"
                    "     RAISE EXCEPTION 'pgtrigger: tiltak in an adopted plan cannot be deleted';"
                    "   END IF;"
                    "   IF (to_jsonb(OLD) - 'status' - 'status_notat')"
                    "     IS DISTINCT FROM (to_jsonb(NEW) - 'status' - 'status_notat') THEN"
                    "     RAISE EXCEPTION 'pgtrigger: tiltak in an adopted plan is frozen';"
                    "   END IF;"
                    " END IF;"
                    " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan}: {self.rekkefolge}"
