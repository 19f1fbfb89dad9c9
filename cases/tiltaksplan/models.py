"""The written plan (§ 12-4 third paragraph): versions, each frozen when adopted, and their tiltak."""

from __future__ import annotations

from typing import Any

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

    class Samarbeidsgrunnlag(models.TextChoices):
        SAMTYKKE = "samtykke", _("De foresatte, og eleven der det trengs, har samtykket")
        LOV = "lov", _("Loven åpner for å dele")
        ANONYMT = "anonymt", _("Drøftes uten navn")

    # What a door tells its view about the save; never stored.
    fra_evaluering: bool = False
    tatt_med: tuple[str, ...] = ()
    skrevne: tuple[int | None, ...] = ()

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="tiltaksplaner")
    versjon = models.PositiveSmallIntegerField(_("versjon"))
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.UTKAST)

    utfordring = models.TextField(_("hvilket problem skal tiltakene løse?"), max_length=FRITEKST, blank=True)
    bakgrunn = models.TextField(_("bakgrunn"), max_length=FRITEKST, blank=True)
    maal = models.TextField(_("mål"), max_length=FRITEKST, blank=True)
    tegn = models.TextField(_("tegn på at det virker"), max_length=FRITEKST, blank=True)
    elevens_syn = models.TextField(_("elevens syn"), max_length=FRITEKST, blank=True)
    foresattes_syn = models.TextField(_("foresattes syn"), max_length=FRITEKST, blank=True)
    # One for each: {"foresatt": id, "navn": as it was then, "syn": what they said}. Frozen with the plan it stands in.
    foresattes_syn_hver = models.JSONField(_("hver foresatts syn"), default=list, blank=True)
    barnets_beste = models.TextField(_("barnets beste"), max_length=FRITEKST, blank=True)
    evalueringsdato = models.DateField(_("når skal tiltakene evalueres?"), null=True, blank=True)
    evaluering_begrunnelse = models.TextField(_("hvorfor så lenge til evaluering"), max_length=2000, blank=True)
    evaluering_deltakere = models.CharField(_("hvem er med på evalueringen"), max_length=200, blank=True)
    oppfolgingssamtaler = models.CharField(_("oppfølgingssamtaler med eleven"), max_length=200, blank=True)
    trygghetsperson = models.CharField(_("elevens trygghetsperson"), max_length=120, blank=True)
    samarbeid = models.TextField(_("samarbeid med andre"), max_length=FRITEKST, blank=True)
    samarbeid_grunnlag = models.CharField(
        _("grunnlag for å dele"), max_length=10, choices=Samarbeidsgrunnlag, blank=True
    )
    samarbeid_grunnlag_tekst = models.CharField(_("samtykket eller hjemmelen"), max_length=300, blank=True)
    uenighet = models.TextField(_("det eleven eller foresatte er uenig i"), max_length=FRITEKST, blank=True)

    opprettet = models.DateTimeField()
    opprettet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Counts saves of the draft; the second of two who save at once is told.
    revisjon = models.PositiveIntegerField(default=1)
    # Which open page saved last: one's own autosave is nobody else's change.
    fane = models.CharField(max_length=36, blank=True)
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

    # Who has it now, where somebody took it over from the one it is written on; read for a page, never stored here.
    overtatt_av: Any = None

    plan = models.ForeignKey(Tiltaksplan, models.CASCADE, related_name="tiltak")
    rekkefolge = models.PositiveSmallIntegerField(default=1)
    beskrivelse = models.TextField(_("tiltak"), max_length=4000)
    nivaa = models.CharField(_("nivå"), max_length=8, choices=Nivaa, default=Nivaa.INDIVID)
    strakstiltak = models.BooleanField(_("strakstiltak"), default=False)
    # What it builds on, such as «samtale-12», and that finding in words: kind and date, never a name.
    funn = models.CharField(_("bygger på"), max_length=40, blank=True)
    funn_tekst = models.CharField(max_length=200, blank=True)
    grunnlag = models.TextField(_("hvorfor akkurat dette"), max_length=2000, blank=True)
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
    flytter_eleven = models.BooleanField(_("flytter eleven saken gjelder"), default=False)
    flytting_samtykke = models.CharField(_("hvem har samtykket, og når"), max_length=200, blank=True)
    palegg = models.BooleanField(_("pålagt av Statsforvalteren"), default=False)
    palegg_referanse = models.CharField(_("påleggets nummer"), max_length=80, blank=True)
    # The same tiltak in the version before.
    forrige = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="neste")
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
            models.UniqueConstraint(
                fields=["plan", "forrige"], condition=Q(forrige__isnull=False), name="tiltak_viderefores_en_gang"
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


class Planutsending(models.Model):
    """That an adopted version went home: to whom, when, how (section 2.5, point 14). Nothing here is changed later."""

    class Kanal(models.TextChoices):
        DIGITAL = "digital", _("Sikker digital post")
        PAPIR = "papir", _("På papir")
        SAMTALE = "samtale", _("Gjennomgått og gitt i en samtale")

    plan = models.ForeignKey(Tiltaksplan, models.PROTECT, related_name="utsendinger")
    # None: the pupil.
    foresatt = models.ForeignKey(
        "organisation.Foresatt", models.PROTECT, null=True, blank=True, related_name="planutsendinger"
    )
    dato = models.DateField(_("dato"))
    kanal = models.CharField(_("hvordan"), max_length=8, choices=Kanal)
    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("utsending av plan")
        verbose_name_plural = _("utsendinger av planer")
        ordering = ("-dato", "-id")
        indexes = (models.Index(fields=["plan", "-dato"], name="planutsending_plan"),)
        triggers = (
            pgtrigger.Protect(name="planutsending_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.plan}: {self.dato:%d.%m.%Y}"


class Tiltaksmerke(models.Model):
    """That a tiltak was done on a day, or was not, or a note about it. Nothing here is changed later.

    Written by the one responsible, who need not see the sak, or by those who write in it. Who sees the sak, sees it.
    """

    class Hva(models.TextChoices):
        GJORT = "gjort", _("Gjort")
        IKKE_GJORT = "ikke_gjort", _("Ble ikke gjort")
        NOTAT = "notat", _("Bare et notat")

    tiltak = models.ForeignKey(Tiltak, models.PROTECT, related_name="merker")
    dato = models.DateField(_("dato"))
    hva = models.CharField(_("hva"), max_length=10, choices=Hva)
    notat = models.TextField(_("notat"), max_length=2000, blank=True)
    # Of the open page: the same press twice is one mark.
    nokkel = models.UUIDField(unique=True)
    registrert = models.DateTimeField()
    av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("merke på tiltak")
        verbose_name_plural = _("merker på tiltak")
        ordering = ("-dato", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(hva="gjort") | ~Q(notat=""),
                name="merke_uten_gjort_har_notat",
                violation_error_message=_("Skriv et notat."),
            ),
        )
        indexes = (models.Index(fields=["tiltak", "-dato", "-id"], name="tiltaksmerke_tiltak"),)
        triggers = (
            pgtrigger.Protect(name="tiltaksmerke_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.get_hva_display()} {self.dato:%d.%m.%Y}"
