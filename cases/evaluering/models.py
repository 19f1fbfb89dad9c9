"""Evaluation of a plan version, the closing of a sak through the law's gate, its reopening and the talk after."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import FRITEKST, Sak
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from steinkjer_skolemiljo.organisation.sporing import Sporet


class Elevsvar(models.TextChoices):
    """The pupil's own answer to whether school is safe now. «Will not answer» is an answer; there is no default.

    The words it was given in follow the age (``skala.py``): what is written afterwards puts no other's in the mouth.
    """

    JA = "ja", _("Ja")
    DELVIS = "delvis", _("Delvis")
    NEI = "nei", _("Nei")
    VIL_IKKE_SVARE = "vil_ikke_svare", _("Vil ikke svare")


class Voksensvar(models.TextChoices):
    """What the adults think, beside the pupil's answer and never instead of it."""

    JA = "ja", _("Ja")
    DELVIS = "delvis", _("Delvis")
    NEI = "nei", _("Nei")
    VET_IKKE = "vet_ikke", _("Vet ikke")


# How safe the pupil feels, by the pupil's own number: not asked of the youngest, and never compulsory.
TRYGGHETSTALL = (1, 2, 3, 4, 5)


def _trygghetstall() -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(
        _("elevens eget trygghetstall"), null=True, blank=True, choices=[(tall, str(tall)) for tall in TRYGGHETSTALL]
    )


def _tall_i_skalaen(navn: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(trygghetstall__isnull=True) | Q(trygghetstall__in=TRYGGHETSTALL),
        name=navn,
        violation_error_message=_("Tallet er fra 1 til 5."),
    )


class Evaluering(Sporet):
    """How one plan version worked, and what follows from it (2.6). Never changed afterwards."""

    class Konklusjon(models.TextChoices):
        FORTSETTE = "fortsette", _("Fortsette med tiltakene")
        JUSTERE = "justere", _("Endre eller legge til tiltak i en ny versjon")
        AVSLUTTE = "avslutte", _("Eleven har det trygt og godt – saken kan avsluttes")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="evalueringer")
    plan = models.ForeignKey(Tiltaksplan, models.PROTECT, related_name="evalueringer")
    dato = models.DateField(_("dato"))
    deltakere = models.TextField(_("hvem var med"), max_length=2000)
    elevens_svar = models.CharField(_("har eleven det trygt og godt nå?"), max_length=16, choices=Elevsvar)
    elevens_ord = models.TextField(_("elevens egne ord"), max_length=FRITEKST, blank=True)
    trygghetstall = _trygghetstall()
    spurt_av = models.CharField(_("hvem spurte eleven, og hvor"), max_length=200)
    foresattes_syn = models.TextField(_("foresattes syn"), max_length=FRITEKST, blank=True)
    # One for each, as in the plan: {"foresatt": id, "navn": as it was then, "syn": what they said}.
    foresattes_syn_hver = models.JSONField(_("hver foresatts syn"), default=list, blank=True)
    nye_hendelser = models.TextField(_("nye hendelser siden sist"), max_length=FRITEKST, blank=True)
    voksnes_svar = models.CharField(
        _("de voksne: har eleven det trygt og godt nå?"), max_length=10, choices=Voksensvar, blank=True
    )
    voksnes_vurdering = models.TextField(_("de voksnes vurdering"), max_length=FRITEKST, blank=True)
    vurder_alvorlighet = models.BooleanField(_("alvorligheten bør vurderes på nytt"), default=False)
    hjelp_utenfra = models.TextField(_("hjelp utenfra"), max_length=2000, blank=True)
    konklusjon = models.CharField(_("hva nå"), max_length=12, choices=Konklusjon)
    begrunnelse = models.TextField(_("begrunnelse"), max_length=FRITEKST, blank=True)
    ny_evalueringsdato = models.DateField(_("neste evaluering"), null=True, blank=True)
    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("evaluering")
        verbose_name_plural = _("evalueringer")
        ordering = ("-dato", "-id")
        constraints = (
            # L-4.22: the sak cannot rest without a coming evaluation.
            models.CheckConstraint(
                condition=Q(konklusjon="avslutte") | Q(ny_evalueringsdato__isnull=False),
                name="videre_arbeid_har_ny_evaluering",
                violation_error_message=_("Velg dato for neste evaluering."),
            ),
            _tall_i_skalaen("evalueringens_trygghetstall_i_skalaen"),
        )
        indexes = (models.Index(fields=["sak", "-dato", "-id"], name="evaluering_sak"),)
        triggers = (
            pgtrigger.Protect(name="evaluering_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.sak} {self.dato:%d.%m.%Y}"

    @property
    def gir_ny_versjon(self) -> bool:
        """Whether it asks for a new version of the plan."""
        return self.konklusjon == self.Konklusjon.JUSTERE


class Tiltaksvurdering(Sporet):
    """How one tiltak worked: as the pupil sees it, and as the adults see it."""

    class Gjennomfort(models.TextChoices):
        JA = "ja", _("Ja")
        DELVIS = "delvis", _("Delvis")
        NEI = "nei", _("Nei")

    class Virkning(models.TextChoices):
        GOD = "god", _("Hjelper")
        NOE = "noe", _("Hjelper litt")
        INGEN = "ingen", _("Hjelper ikke")
        VERRE = "verre", _("Gjør det verre")
        VET_IKKE = "vet_ikke", _("Vet ikke ennå")

    class Videre(models.TextChoices):
        FORTSETTE = "fortsette", _("Fortsette")
        JUSTERE = "justere", _("Endre")
        FORSTERKE = "forsterke", _("Forsterke")
        ERSTATTE = "erstatte", _("Bytte ut med et nytt")
        AVSLUTTE = "avslutte", _("Avslutte")

    # Carried over into the next version; the rest stays where it is.
    VIDEREFORES = (Videre.FORTSETTE, Videre.JUSTERE, Videre.FORSTERKE)
    # These are written in a plan, and so in a new version of it.
    ENDRER_PLANEN = (Videre.JUSTERE, Videre.FORSTERKE, Videre.ERSTATTE)
    UTEN_VIRKNING = (Virkning.INGEN, Virkning.VERRE)

    evaluering = models.ForeignKey(Evaluering, models.PROTECT, related_name="vurderinger")
    tiltak = models.ForeignKey(Tiltak, models.PROTECT, related_name="vurderinger")
    gjennomfort = models.CharField(_("gjennomført som planlagt"), max_length=8, choices=Gjennomfort)
    virkning_elev = models.CharField(_("virkning, slik eleven ser det"), max_length=10, choices=Virkning)
    virkning_voksne = models.CharField(_("virkning, slik de voksne ser det"), max_length=10, choices=Virkning)
    videre = models.CharField(_("videre"), max_length=10, choices=Videre)
    kommentar = models.TextField(_("kommentar"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("vurdering av tiltak")
        verbose_name_plural = _("vurderinger av tiltak")
        constraints = (
            models.UniqueConstraint(fields=["evaluering", "tiltak"], name="en_vurdering_per_tiltak"),
            # L-4.22: what does not help is kept, changed or strengthened for a reason.
            models.CheckConstraint(
                condition=(~Q(virkning_elev__in=["ingen", "verre"]) & ~Q(virkning_voksne__in=["ingen", "verre"]))
                | Q(videre="avslutte")
                | ~Q(kommentar=""),
                name="tiltak_uten_virkning_har_grunn",
                violation_error_message=_("Skriv hvorfor, når tiltaket ikke hjelper og likevel skal fortsette."),
            ),
        )
        triggers = (pgtrigger.Protect(name="vurdering_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.tiltak}"


class Avslutning(Sporet):
    """The closing of a sak (2.7). A reopened sak may be closed again: then there are several."""

    class Grunn(models.TextChoices):
        TRYGG = "trygg", _("Eleven opplever at skolemiljøet er trygt og godt")
        FLYTTET = "flyttet", _("Eleven har flyttet til en annen skole")
        FERDIG = "ferdig_grunnskole", _("Eleven er ferdig med grunnskolen")
        INGEN_EGNEDE = "ingen_egnede_tiltak", _("Det finnes ikke flere egnede tiltak")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="avslutninger")
    grunn = models.CharField(_("hvorfor avsluttes saken?"), max_length=20, choices=Grunn)
    begrunnelse = models.TextField(_("begrunnelse"), max_length=FRITEKST, blank=True)
    # The pupil's own last answer, frozen here as it was.
    elevens_svar = models.CharField(max_length=16, choices=Elevsvar, blank=True)
    elevens_svar_dato = models.DateField(null=True, blank=True)
    # § 10-2: what the pupil thinks of ending it, in own words, or that they did not wish to say (L-4.23).
    elevens_syn = models.TextField(_("elevens syn"), max_length=FRITEKST)
    foresattes_syn = models.TextField(_("foresattes syn"), max_length=FRITEKST)
    foresattes_syn_dato = models.DateField(_("når de sa det"), null=True, blank=True)
    barnets_beste = models.TextField(_("barnets beste"), max_length=FRITEKST)
    videre_arbeid = models.TextField(_("hva fortsetter som vanlig arbeid"), max_length=FRITEKST, blank=True)
    hvem_er_informert = models.CharField(_("hvem er informert"), max_length=200, blank=True)
    ettersjekk_dato = models.DateField(_("ettersjekk"), null=True, blank=True)
    tid = models.DateTimeField()
    av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("avslutning")
        verbose_name_plural = _("avslutninger")
        ordering = ("-tid",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(grunn="trygg") | Q(elevens_svar="ja"),
                name="trygg_er_elevens_eget_svar",
                violation_error_message=_("Saken kan bare avsluttes som trygg når eleven selv har sagt det."),
            ),
            models.CheckConstraint(
                condition=Q(grunn="trygg") | ~Q(begrunnelse=""),
                name="annen_slutt_har_begrunnelse",
                violation_error_message=_("Skriv begrunnelsen."),
            ),
            models.CheckConstraint(
                condition=~Q(elevens_syn="") & ~Q(barnets_beste=""),
                name="avslutning_har_elevens_syn_og_barnets_beste",
                violation_error_message=_("Skriv hva eleven mener, og hvordan barnets beste er vurdert."),
            ),
        )
        triggers = (
            pgtrigger.Protect(name="avslutning_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.sak}: {self.get_grunn_display()}"


class Gjenapning(Sporet):
    """A closed sak taken up again."""

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="gjenapninger")
    grunn = models.TextField(_("hvorfor gjenåpnes saken?"), max_length=FRITEKST)
    tid = models.DateTimeField()
    av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("gjenåpning")
        verbose_name_plural = _("gjenåpninger")
        ordering = ("-tid",)

    def __str__(self) -> str:
        return str(self.sak)


class Ettersjekk(Sporet):
    """The talk with the pupil some weeks after closing (D-13)."""

    avslutning = models.OneToOneField(Avslutning, models.PROTECT, related_name="ettersjekk")
    dato = models.DateField(_("dato"))
    elevens_svar = models.CharField(_("har eleven det fortsatt trygt og godt?"), max_length=16, choices=Elevsvar)
    elevens_ord = models.TextField(_("elevens egne ord"), max_length=FRITEKST, blank=True)
    trygghetstall = _trygghetstall()
    spurt_av = models.CharField(_("hvem spurte eleven, og hvor"), max_length=200, blank=True)
    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("ettersjekk")
        verbose_name_plural = _("ettersjekker")
        constraints = (_tall_i_skalaen("ettersjekkens_trygghetstall_i_skalaen"),)

    def __str__(self) -> str:
        return f"{self.avslutning}"
