"""What a dossier is made from besides the sak itself: the school's own account, the order, and that it was sent."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.dokumenter.models import Dokument
from cases.sak.models import FRITEKST, Sak
from steinkjer_skolemiljo.organisation.sporing import Sporet

# The duties of the account, in the law's order; each is a field of the same name.
PLIKTFELT = (
    "folge_med",
    "gripe_inn",
    "melde_fra",
    "skjerpet_plikt",
    "undersoke",
    "sette_inn_tiltak",
    "dokumentere",
)
SYNSFELT = ("elevens_syn", "foresattes_syn", "videre")
FELTER = (*PLIKTFELT, *SYNSFELT)


class Redegjorelse(Sporet):
    """The school's own account of the sak, one for each sak: written before the dossier is made, and kept in history.

    The numbered documents are the sak's own and are not written here; only this may be edited (section 2.11).
    """

    sak = models.OneToOneField(Sak, models.PROTECT, related_name="redegjorelse")
    folge_med = models.TextField(_("følge med"), max_length=FRITEKST, blank=True)
    gripe_inn = models.TextField(_("gripe inn"), max_length=FRITEKST, blank=True)
    melde_fra = models.TextField(_("melde fra"), max_length=FRITEKST, blank=True)
    skjerpet_plikt = models.TextField(_("skjerpet plikt"), max_length=FRITEKST, blank=True)
    undersoke = models.TextField(_("undersøke"), max_length=FRITEKST, blank=True)
    sette_inn_tiltak = models.TextField(_("sette inn tiltak"), max_length=FRITEKST, blank=True)
    dokumentere = models.TextField(_("dokumentere"), max_length=FRITEKST, blank=True)
    elevens_syn = models.TextField(_("elevens syn"), max_length=FRITEKST, blank=True)
    foresattes_syn = models.TextField(_("foresattes syn"), max_length=FRITEKST, blank=True)
    videre = models.TextField(_("hva som skjer videre"), max_length=FRITEKST, blank=True)
    # Counts saves, so that the second of two who save at once is told.
    revisjon = models.PositiveIntegerField(default=0)
    endret = models.DateTimeField()
    endret_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("redegjørelse")
        verbose_name_plural = _("redegjørelser")

    def __str__(self) -> str:
        return str(self.sak)


class DossierQuerySet(models.QuerySet["Dossier"]):
    """By whom it is made for: the two are never mixed."""

    def til_statsforvalteren(self, sak: Sak, versjon: int | None = None) -> DossierQuerySet:
        """Those that are opened here, and may be sent when they are finished; or one of them."""
        egne = self.filter(sak=sak, formaal=Dossier.Formaal.STATSFORVALTER)
        return egne if versjon is None else egne.filter(versjon=versjon, status=Dossier.Status.FERDIG)

    def til_arkivet(self) -> DossierQuerySet:
        """Those nobody opens here."""
        return self.filter(formaal=Dossier.Formaal.ARKIV)


class Dossier(models.Model):
    """One making of a dossier: asked for, taken up by a worker, and in the end one frozen document.

    Until it is done nothing of it exists but this row; a worker that dies leaves it to be taken up by the next.
    """

    class Formaal(models.TextChoices):
        """Who it is made for: it decides what is in it, and who may open it."""

        STATSFORVALTER = "statsforvalter", _("Statsforvalteren")
        # All that is kept of a closed sak. Nobody opens it here: it is the archive's.
        ARKIV = "arkiv", _("Arkivet")

    class Status(models.TextChoices):
        BESTILT = "bestilt", _("Blir laget")
        FERDIG = "ferdig", _("Ferdig")
        FEILET = "feilet", _("Kunne ikke lages")

    class Steg(models.TextChoices):
        VENTER = "venter", _("Venter på tur")
        LESER = "leser", _("Leser saken")
        TEGNER = "tegner", _("Skriver sidene og legger ved filene")
        LAGRER = "lagrer", _("Lagrer")

    class Feil(models.TextChoices):
        TILGANG = "tilgang", _("Den som ba om saksmappa, kan ikke lenger lese alt i saken.")
        FORSOK = "forsok", _("Det gikk galt flere ganger.")
        AAPEN = "aapen", _("Saken ble gjenåpnet før saksmappa var laget.")

    # A making that has been begun this many times is not begun again by itself.
    FLEST_FORSOK = 3

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="dossierer")
    formaal = models.CharField(_("for hvem"), max_length=16, choices=Formaal, default=Formaal.STATSFORVALTER)
    versjon = models.PositiveIntegerField(_("versjon"))
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.BESTILT)
    steg = models.CharField(_("hvor langt"), max_length=8, choices=Steg, default=Steg.VENTER)
    forsok = models.PositiveSmallIntegerField(default=0)
    feil = models.CharField(max_length=8, choices=Feil, blank=True)
    bestilt = models.DateTimeField(_("bestilt"))
    bestilt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The one moment everything in it was read at.
    oyeblikk = models.DateTimeField(_("slik saken var"), null=True, blank=True)
    ferdig = models.DateTimeField(null=True, blank=True)
    sider = models.PositiveIntegerField(_("sider"), default=0)
    bilag = models.PositiveIntegerField(_("bilag"), default=0)
    # How many lines the sak's log had then: more lines since, and it is no longer all of the sak.
    lenker = models.PositiveIntegerField(default=0)
    # For the archive: which rows are in it and the sum of each (cases/dossier/bevis.py); a removal is held against it.
    rader = models.JSONField(default=dict, blank=True)
    dokument = models.OneToOneField(Dokument, models.PROTECT, null=True, blank=True, related_name="dossier")

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("saksmappe")
        verbose_name_plural = _("saksmapper")
        ordering = ("-versjon",)
        constraints = (
            models.UniqueConstraint(fields=["sak", "formaal", "versjon"], name="dossier_versjon_en_gang"),
            models.UniqueConstraint(
                fields=["sak", "formaal"], condition=Q(status="bestilt"), name="ett_dossier_lages_om_gangen"
            ),
            models.CheckConstraint(
                condition=Q(status="ferdig", dokument__isnull=False, ferdig__isnull=False, oyeblikk__isnull=False)
                | (~Q(status="ferdig") & Q(dokument__isnull=True, ferdig__isnull=True)),
                name="ferdig_dossier_har_dokument",
            ),
            models.CheckConstraint(
                condition=~Q(formaal="arkiv", status="ferdig") | ~Q(rader={}),
                name="arkivets_saksmappe_sier_hva_den_har",
            ),
            models.CheckConstraint(condition=Q(status="feilet") | Q(feil=""), name="bare_feilet_dossier_har_feil"),
        )
        indexes = (
            # What a worker has to do, oldest first.
            models.Index(fields=["bestilt"], name="dossier_venter", condition=Q(status="bestilt")),
        )
        triggers = (
            pgtrigger.Protect(name="dossier_slettes_aldri", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="ferdig_dossier_er_fryst",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=["ferdig", "feilet"]),
            ),
            pgtrigger.ReadOnly(
                name="dossierets_bestilling_staar", fields=["sak", "formaal", "versjon", "bestilt", "bestilt_av"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.sak}: {self.versjon}"


class Dossieroversendelse(models.Model):
    """That a dossier was sent: when, to whom, how, by whom. Nothing here is changed later."""

    class Kanal(models.TextChoices):
        EFORMIDLING = "eformidling", _("eFormidling")
        SVARUT = "svarut", _("SvarUt")
        OPPLASTING = "opplasting", _("Lagt inn i Statsforvalterens løsning")
        PAPIR = "papir", _("På papir")
        ANNET = "annet", _("På en annen sikker måte")

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="oversendelser")
    dato = models.DateField(_("dato"))
    kanal = models.CharField(_("hvordan"), max_length=12, choices=Kanal)
    mottaker = models.CharField(_("til hvem"), max_length=120)
    referanse = models.CharField(_("mottakerens referanse"), max_length=80, blank=True)
    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("oversendelse av saksmappe")
        verbose_name_plural = _("oversendelser av saksmapper")
        ordering = ("dato", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(mottaker=""),
                name="oversendelse_har_mottaker",
                violation_error_message=_("Skriv hvem den ble sendt til."),
            ),
        )
        indexes = (models.Index(fields=["dossier", "dato"], name="dossieroversendelse"),)
        triggers = (
            pgtrigger.Protect(name="dossieroversendelse_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.dossier}: {self.dato:%d.%m.%Y}"
