"""The register of what Statsforvalteren does with a sak (§ 12-6, § 12-8; section 2.11 of the law note).

A round is one time the sak was reported. Under it lie the requests with their answers, the decisions with their orders,
appeals and tvangsmulkt. Nothing is removed; what may still change is a new deadline, an answer that has been sent, an
order that is done, and that a round or a mulkt is over.
"""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import FRITEKST, Sak
from steinkjer_skolemiljo.organisation.sporing import Sporet

BARE_LEGGES_TIL = pgtrigger.Update | pgtrigger.Delete


def _fryst(navn: str, *kan_endres: str) -> tuple[pgtrigger.Trigger, ...]:
    """Never deleted, and changed in these columns only."""
    uten = "".join(f" - '{kolonne}'" for kolonne in kan_endres)
    return (
        pgtrigger.Protect(name=f"{navn}_slettes_aldri", operation=pgtrigger.Delete),
        pgtrigger.Protect(
            name=f"{navn}_er_fryst",
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition(f"((to_jsonb(OLD){uten}) IS DISTINCT FROM (to_jsonb(NEW){uten}))"),
        ),
    )


class Registrert(Sporet):
    """Who wrote it down, and when."""

    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Statsforvaltersak(Registrert):
    """One time the sak was reported to Statsforvalteren: when, by whom, and their number for it."""

    class MeldtAv(models.TextChoices):
        ELEV = "elev", _("Eleven")
        FORESATT = "foresatt", _("Foresatte")
        BEGGE = "begge", _("Eleven og foresatte")
        ANDRE = "andre", _("Andre")
        UKJENT = "ukjent", _("Vi vet det ikke ennå")

    class Slutt(models.TextChoices):
        FERDIG = "ferdig", _("Statsforvalteren har avsluttet saken")
        MELDT_IGJEN = "meldt_igjen", _("Ikke behandlet eller trukket, og meldt på nytt")
        FEIL = "feil", _("Registrert ved en feil")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="statsforvaltersaker")
    runde = models.PositiveSmallIntegerField(_("runde"))
    meldt = models.DateField(_("meldt til Statsforvalteren"))
    mottatt = models.DateField(_("kommunen fikk vite det"))
    meldt_av = models.CharField(_("meldt av"), max_length=8, choices=MeldtAv)
    meldt_av_hvem = models.CharField(_("hvem"), max_length=120, blank=True)
    referanse = models.CharField(_("Statsforvalterens saksnummer"), max_length=40, blank=True)
    saksbehandler = models.CharField(_("saksbehandler hos Statsforvalteren"), max_length=120, blank=True)
    avsluttet = models.DateField(_("avsluttet hos Statsforvalteren"), null=True, blank=True)
    slutt = models.CharField(_("hvordan det sluttet"), max_length=12, choices=Slutt, blank=True)
    slutt_merknad = models.CharField(_("merknad"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("sak hos Statsforvalteren")
        verbose_name_plural = _("saker hos Statsforvalteren")
        ordering = ("-runde",)
        constraints = (
            models.UniqueConstraint(fields=["sak", "runde"], name="statsforvaltersak_runde"),
            models.UniqueConstraint(
                fields=["sak"],
                condition=Q(avsluttet__isnull=True),
                name="statsforvaltersak_en_aapen",
                violation_error_message=_("Saken er alt registrert hos Statsforvalteren."),
            ),
            models.CheckConstraint(
                condition=Q(avsluttet__isnull=True, slutt="") | (Q(avsluttet__isnull=False) & ~Q(slutt="")),
                name="statsforvaltersak_slutt_har_dato",
            ),
            models.CheckConstraint(
                condition=~Q(slutt="feil") | ~Q(slutt_merknad=""),
                name="statsforvaltersak_feil_har_grunn",
                violation_error_message=_("Skriv hva som var feil."),
            ),
        )
        triggers = _fryst("statsforvaltersak", "referanse", "saksbehandler", "avsluttet", "slutt", "slutt_merknad")

    def __str__(self) -> str:
        return self.referanse or f"{self.sak_id}-{self.runde}"

    @property
    def feil(self) -> bool:
        """It was registered by mistake, and counts for nothing."""
        return self.slutt == self.Slutt.FEIL


class Statsforvalterkrav(Registrert):
    """A request for information: what is asked for, and by when. The days are Statsforvalteren's own (D-12)."""

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="+")
    runde = models.ForeignKey(Statsforvaltersak, models.PROTECT, related_name="krav")
    mottatt = models.DateField(_("mottatt"))
    frist = models.DateField(_("frist"))
    punkter = ArrayField(models.CharField(max_length=500), verbose_name=_("hva de ber om"))
    besvart = models.DateField(_("besvart"), null=True, blank=True)

    class Meta:
        verbose_name = _("krav om opplysninger")
        verbose_name_plural = _("krav om opplysninger")
        ordering = ("-mottatt", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(frist__gte=F("mottatt")),
                name="krav_frist_er_etter_mottatt",
                violation_error_message=_("Fristen kan ikke være før brevet kom."),
            ),
            models.CheckConstraint(
                condition=Q(punkter__len__gte=1),
                name="krav_ber_om_noe",
                violation_error_message=_("Skriv hva Statsforvalteren ber om."),
            ),
        )
        indexes = (models.Index(fields=["runde", "-mottatt"], name="krav_runde"),)
        triggers = _fryst("krav", "frist", "besvart")

    def __str__(self) -> str:
        return f"{self.mottatt:%d.%m.%Y}"


class Fristforlengelse(Registrert):
    """A deadline that Statsforvalteren has moved, of a request or of an order, and why."""

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="+")
    krav = models.ForeignKey(Statsforvalterkrav, models.PROTECT, null=True, blank=True, related_name="forlengelser")
    palegg = models.ForeignKey("cases.Palegg", models.PROTECT, null=True, blank=True, related_name="forlengelser")
    dato = models.DateField(_("innvilget"))
    fra_frist = models.DateField(_("frist før"))
    til_frist = models.DateField(_("ny frist"))
    grunn = models.CharField(_("hvorfor"), max_length=500)

    class Meta:
        verbose_name = _("utsatt frist")
        verbose_name_plural = _("utsatte frister")
        ordering = ("dato", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(til_frist__gt=F("fra_frist")),
                name="fristforlengelse_gir_mer_tid",
                violation_error_message=_("Den nye fristen må være etter den gamle."),
            ),
            models.CheckConstraint(
                condition=Q(krav__isnull=True) ^ Q(palegg__isnull=True), name="fristforlengelse_er_av_ett"
            ),
        )
        triggers = (pgtrigger.Protect(name="fristforlengelse_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return f"{self.til_frist:%d.%m.%Y}"


class Statsforvaltersvar(Registrert):
    """What was sent to Statsforvalteren: when, how, by whom, and which documents."""

    class Kanal(models.TextChoices):
        EFORMIDLING = "eformidling", _("eFormidling")
        SVARUT = "svarut", _("SvarUt")
        SKJEMA = "skjema", _("Statsforvalterens sikre skjema")
        PAPIR = "papir", _("På papir")
        MOTE = "mote", _("I møte eller på telefon")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="+")
    krav = models.ForeignKey(Statsforvalterkrav, models.PROTECT, related_name="svar")
    sendt = models.DateField(_("sendt"))
    kanal = models.CharField(_("hvordan"), max_length=12, choices=Kanal)
    sendt_av = models.CharField(_("sendt av"), max_length=120)
    andre_dokumenter = models.TextField(_("andre dokumenter"), max_length=FRITEKST, blank=True)
    hele = models.BooleanField(_("alt de ba om, er sendt"))
    gjenstaar = models.CharField(_("hva som gjenstår"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("svar til Statsforvalteren")
        verbose_name_plural = _("svar til Statsforvalteren")
        ordering = ("sendt", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(hele=True) | ~Q(gjenstaar=""),
                name="svar_sier_hva_som_gjenstaar",
                violation_error_message=_("Skriv hva som gjenstår."),
            ),
        )
        triggers = (pgtrigger.Protect(name="statsforvaltersvar_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return f"{self.sendt:%d.%m.%Y}"


class Svardokument(models.Model):
    """That one of the sak's frozen documents went with an answer."""

    svar = models.ForeignKey(Statsforvaltersvar, models.PROTECT, related_name="dokumenter")
    dokument = models.ForeignKey("cases.Dokument", models.PROTECT, related_name="sendt_statsforvalteren")

    class Meta:
        verbose_name = _("dokument i svar")
        verbose_name_plural = _("dokumenter i svar")
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["svar", "dokument"], name="svardokument_en_gang"),)
        triggers = (pgtrigger.Protect(name="svardokument_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return str(self.dokument_id)


class Statsforvalterklage(Registrert):
    """An appeal of a decision, by the pupil or parents: the school and the kommune have none (L-6.6)."""

    class Hvem(models.TextChoices):
        ELEV = "elev", _("Eleven")
        FORESATT = "foresatt", _("Foresatte")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="+")
    vedtak = models.ForeignKey("cases.Statsforvaltervedtak", models.PROTECT, related_name="klager")
    dato = models.DateField(_("klaget"))
    hvem = models.CharField(_("hvem klaget"), max_length=8, choices=Hvem)
    gjelder = models.TextField(_("hva klagen gjelder"), max_length=FRITEKST)

    class Meta:
        verbose_name = _("klage på vedtak")
        verbose_name_plural = _("klager på vedtak")
        ordering = ("dato", "id")
        triggers = (pgtrigger.Protect(name="statsforvalterklage_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return f"{self.dato:%d.%m.%Y}"


class Statsforvaltervedtak(Registrert):
    """A decision, by Statsforvalteren or by the one who decides an appeal of theirs."""

    class Utfall(models.TextChoices):
        BRUDD = "brudd", _("Aktivitetsplikten er ikke oppfylt")
        IKKE_BRUDD = "ikke_brudd", _("Aktivitetsplikten er oppfylt")
        IKKE_BEHANDLET = "ikke_behandlet", _("Saken er ikke tatt til behandling")
        TRUKKET = "trukket", _("Meldingen er trukket")
        OPPHEVET = "opphevet", _("Et tidligere vedtak er opphevet")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="+")
    runde = models.ForeignKey(Statsforvaltersak, models.PROTECT, related_name="vedtak")
    utfall = models.CharField(_("utfall"), max_length=16, choices=Utfall)
    dato = models.DateField(_("vedtakets dato"))
    mottatt = models.DateField(_("mottatt"))
    hovedpunkter = models.TextField(_("hva de bygger på"), max_length=FRITEKST)
    klagefrist = models.DateField(_("klagefrist for eleven og foresatte"), null=True, blank=True)
    # The appeal it decides, when it is one.
    klage = models.ForeignKey(Statsforvalterklage, models.PROTECT, null=True, blank=True, related_name="avgjorelser")

    class Meta:
        verbose_name = _("vedtak fra Statsforvalteren")
        verbose_name_plural = _("vedtak fra Statsforvalteren")
        ordering = ("-mottatt", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(mottatt__gte=F("dato")),
                name="statsforvaltervedtak_mottatt_etter_dato",
                violation_error_message=_("Vedtaket kan ikke være mottatt før det ble fattet."),
            ),
            models.CheckConstraint(
                condition=~Q(utfall="opphevet") | Q(klage__isnull=False),
                name="statsforvaltervedtak_opphevet_etter_klage",
                violation_error_message=_("Et vedtak oppheves etter en klage. Skriv inn klagen først."),
            ),
        )
        indexes = (models.Index(fields=["runde", "-mottatt"], name="statsforvaltervedtak_runde"),)
        triggers = (pgtrigger.Protect(name="statsforvaltervedtak_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return f"{self.get_utfall_display()} {self.dato:%d.%m.%Y}"


class Palegg(Registrert):
    """One order of a decision. It is a locked tiltak of the plan, found there by its reference (L-6.5)."""

    class Status(models.TextChoices):
        IKKE_BEGYNT = "ikke_begynt", _("Ikke begynt")
        I_GANG = "i_gang", _("I gang")
        GJENNOMFORT = "gjennomfort", _("Gjennomført")
        OPPHEVET = "opphevet", _("Tatt bort av Statsforvalteren")

    FERDIGE = frozenset({Status.GJENNOMFORT, Status.OPPHEVET})

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="+")
    runde = models.ForeignKey(Statsforvaltersak, models.PROTECT, related_name="palegg")
    vedtak = models.ForeignKey(Statsforvaltervedtak, models.PROTECT, related_name="palegg")
    nummer = models.PositiveSmallIntegerField(_("nummer"))
    tekst = models.TextField(_("hva skolen skal gjøre"), max_length=4000)
    frist = models.DateField(_("frist"))
    # When the decision came, so that the law need not ask the decision for it.
    mottatt = models.DateField(_("mottatt"))
    ansvarlig = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ansvarlig")
    )
    ansvarlig_rolle = models.CharField(_("ansvarlig (rolle eller navn)"), max_length=120, blank=True)
    # What the tiltak in the plan carries; the same text in every version of it.
    referanse = models.CharField(_("påleggets nummer"), max_length=80)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.IKKE_BEGYNT)
    ferdig = models.DateField(_("ferdig"), null=True, blank=True)

    class Meta:
        verbose_name = _("pålegg")
        verbose_name_plural = _("pålegg")
        ordering = ("nummer",)
        constraints = (
            models.UniqueConstraint(fields=["runde", "nummer"], name="palegg_nummer_i_runden"),
            models.UniqueConstraint(fields=["sak", "referanse"], name="palegg_referanse_i_saken"),
            models.CheckConstraint(
                condition=Q(ansvarlig__isnull=False) | ~Q(ansvarlig_rolle=""),
                name="palegg_har_ansvarlig",
                violation_error_message=_("Velg hvem som har ansvar for pålegget."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["gjennomfort", "opphevet"], ferdig__isnull=False)
                | Q(status__in=["ikke_begynt", "i_gang"], ferdig__isnull=True),
                name="palegg_ferdig_har_dato",
            ),
        )
        triggers = _fryst("palegg", "frist", "status", "ferdig")

    def __str__(self) -> str:
        return self.referanse

    @property
    def hvem(self) -> str:
        """Who carries it, in words."""
        return self.ansvarlig.navn if self.ansvarlig is not None else self.ansvarlig_rolle


class Paleggoppfolging(Registrert):
    """How an order went on: what was done, what shows it, and when Statsforvalteren was told."""

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="+")
    palegg = models.ForeignKey(Palegg, models.PROTECT, related_name="oppfolginger")
    dato = models.DateField(_("dato"))
    status = models.CharField(_("status"), max_length=12, choices=Palegg.Status)
    gjort = models.TextField(_("hva er gjort"), max_length=FRITEKST)
    bevis = models.TextField(_("hva viser det"), max_length=FRITEKST, blank=True)
    meldt_tilbake = models.DateField(_("meldt til Statsforvalteren"), null=True, blank=True)

    class Meta:
        verbose_name = _("oppfølging av pålegg")
        verbose_name_plural = _("oppfølging av pålegg")
        ordering = ("dato", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(status="gjennomfort") | ~Q(bevis=""),
                name="palegg_gjennomfort_har_bevis",
                violation_error_message=_("Skriv hva som viser at det er gjennomført."),
            ),
        )
        triggers = (pgtrigger.Protect(name="paleggoppfolging_bare_legges_til", operation=BARE_LEGGES_TIL),)

    def __str__(self) -> str:
        return f"{self.dato:%d.%m.%Y}"


class Tvangsmulkt(Registrert):
    """A tvangsmulkt (§ 12-8): how much, how often, from when, and when it stopped."""

    class Hvor(models.TextChoices):
        DAG = "dag", _("Hver dag")
        UKE = "uke", _("Hver uke")
        EN_GANG = "en_gang", _("Én gang")

    DAGER = {Hvor.DAG: 1, Hvor.UKE: 7, Hvor.EN_GANG: 0}

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="+")
    runde = models.ForeignKey(Statsforvaltersak, models.PROTECT, related_name="mulkter")
    satt = models.DateField(_("satt"))
    belop = models.PositiveIntegerField(_("beløp i kroner"))
    hvor_ofte = models.CharField(_("hvor ofte"), max_length=8, choices=Hvor)
    fra = models.DateField(_("løper fra"))
    gjelder = models.CharField(_("hva den gjelder"), max_length=500)
    stanset = models.DateField(_("siste dag den løp"), null=True, blank=True)
    stanset_hvorfor = models.CharField(_("hvorfor den stanset"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("tvangsmulkt")
        verbose_name_plural = _("tvangsmulkter")
        ordering = ("-satt", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(belop__gt=0), name="tvangsmulkt_har_belop"),
            models.CheckConstraint(
                condition=Q(stanset__isnull=True, stanset_hvorfor="")
                | (Q(stanset__isnull=False) & ~Q(stanset_hvorfor="") & Q(stanset__gte=F("satt"))),
                name="tvangsmulkt_stanset_har_grunn",
                violation_error_message=_("Skriv når mulkten stanset, og hvorfor."),
            ),
        )
        triggers = _fryst("tvangsmulkt", "stanset", "stanset_hvorfor")

    def __str__(self) -> str:
        return f"{self.satt:%d.%m.%Y}"

    @property
    def loper(self) -> bool:
        """It goes on until somebody says it has stopped; one that was set once has nothing to stop."""
        return self.stanset is None and self.hvor_ofte != self.Hvor.EN_GANG
