"""One letting out: which papers of a sak, where they go, what was found in them, and what was decided about it."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.dokumenter.models import Dokument
from cases.sak.models import Sak
from steinkjer_skolemiljo.organisation.sporing import Sporet


def _fryst(navn: str) -> pgtrigger.Trigger:
    """Refuse every change of what belongs to something that has been let out; but that its paper is noted, once."""
    return pgtrigger.Trigger(
        name=navn,
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        declare=[("stand", "text")],
        func=(
            "SELECT status INTO stand FROM cases_sladding WHERE id = OLD.sladding_id;"
            " IF stand = 'frigitt' THEN"
            "   RAISE EXCEPTION 'pgtrigger: what has been let out is frozen';"
            " END IF;"
            " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
        ),
    )


class Kilde(models.TextChoices):
    """The kinds of paper that may be let out."""

    PLAN = "plan", _("Tiltaksplan")
    REFERAT = "referat", _("Referat fra samtale")
    AVTALT = "avtalt", _("Det som er avtalt i en samtale")
    EVALUERING = "evaluering", _("Evaluering")
    AVSLUTNING = "avslutning", _("Avslutning")
    MELDING = "melding", _("Melding")
    OBSERVASJON = "observasjon", _("Observasjon")
    KARTLEGGING = "kartlegging", _("Kartlegging")
    ANALYSE = "analyse", _("Vurdering av undersøkelsen")


class Sladding(Sporet):
    """Papers on their way out of a sak: searched, looked over, perhaps by two, and let out. Then never changed."""

    class Formaal(models.TextChoices):
        ELEVMAPPE = "elevmappe", _("Elevmappa og hjemmet")
        INNSYN = "innsyn", _("Krav om innsyn")
        OVERFORING = "overforing", _("Ny skole")

    class Status(models.TextChoices):
        UTKAST = "utkast", _("Ikke frigitt")
        TIL_GODKJENNING = "til_godkjenning", _("Venter på en til")
        FRIGITT = "frigitt", _("Frigitt")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="sladdinger")
    formaal = models.CharField(_("hvor det skal"), max_length=12, choices=Formaal)
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.UTKAST)
    opprettet = models.DateTimeField()
    opprettet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Words the one who looked has marked to be hidden, beside what was found (A-20: no machine finds them).
    egne_ord = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    # What was looked at: a sum of the texts and of everybody they were searched for.
    gjennomgatt = models.DateTimeField(_("sett over"), null=True, blank=True)
    gjennomgatt_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    kontrollsum = models.CharField(max_length=64, blank=True)

    sendt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sendt_tilbake_grunn = models.CharField(_("hva må endres"), max_length=1000, blank=True)
    krevde_to = models.BooleanField(default=False)
    frigitt = models.DateTimeField(_("frigitt"), null=True, blank=True)
    frigitt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("utlevering")
        verbose_name_plural = _("utleveringer")
        ordering = ("-opprettet", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(status="frigitt")
                | (
                    Q(frigitt__isnull=False)
                    & Q(frigitt_av__isnull=False)
                    & Q(gjennomgatt__isnull=False)
                    & ~Q(kontrollsum="")
                ),
                name="frigitt_sladding_er_sett_over",
            ),
            models.CheckConstraint(
                condition=Q(status="frigitt") | Q(frigitt__isnull=True), name="ufrigitt_sladding_er_ikke_ute"
            ),
            # The second pair of eyes is another person's.
            models.CheckConstraint(
                condition=Q(krevde_to=False)
                | (~Q(frigitt_av=F("gjennomgatt_av")) & ~Q(frigitt_av=F("sendt_av")) & Q(sendt_av__isnull=False)),
                name="to_har_sett_sladdingen",
                violation_error_message=_("En annen enn den som gikk gjennom navnene, må se over det."),
            ),
        )
        indexes = (models.Index(fields=["sak", "formaal", "-opprettet"], name="sladding_sak"),)
        triggers = (
            pgtrigger.Protect(
                name="frigitt_sladding_er_fryst",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__status="frigitt"),
            ),
        )

    def __str__(self) -> str:
        return self.get_formaal_display()

    @property
    def er_frigitt(self) -> bool:
        """Whether it has been let out."""
        return self.status == self.Status.FRIGITT


class Sladdekilde(Sporet):
    """One paper of a letting out, and what it was frozen as."""

    sladding = models.ForeignKey(Sladding, models.CASCADE, related_name="kilder")
    kilde = models.CharField(max_length=12, choices=Kilde)
    objekt_id = models.BigIntegerField()
    rekkefolge = models.PositiveSmallIntegerField(default=1)
    dokument = models.ForeignKey(Dokument, models.PROTECT, null=True, blank=True, related_name="sladdekilder")

    class Meta:
        verbose_name = _("papir som skal ut")
        verbose_name_plural = _("papirer som skal ut")
        ordering = ("rekkefolge", "id")
        constraints = (
            models.UniqueConstraint(fields=["sladding", "kilde", "objekt_id"], name="papir_en_gang_per_sladding"),
        )
        indexes = (models.Index(fields=["kilde", "objekt_id"], name="sladdekilde_objekt"),)
        triggers = (_fryst("sladdekilde_er_fryst"),)

    def __str__(self) -> str:
        return self.get_kilde_display()


class Sladdevalg(Sporet):
    """What was decided about one way of writing: masked, or kept for a reason (A-7, A-20)."""

    sladding = models.ForeignKey(Sladding, models.CASCADE, related_name="valg")
    form = models.CharField(max_length=250)
    erstatning = models.CharField(max_length=80)
    slag = models.CharField(max_length=12)
    antall = models.PositiveIntegerField(default=1)
    beholdes = models.BooleanField(default=False)
    grunn = models.CharField(_("grunn"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("sladdevalg")
        verbose_name_plural = _("sladdevalg")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["sladding", "form"], name="ett_sladdevalg_per_form"),
            models.CheckConstraint(
                condition=Q(beholdes=False) | ~Q(grunn=""),
                name="det_som_staar_i_sladding_har_grunn",
                violation_error_message=_("Skriv hvorfor ordet kan stå."),
            ),
        )
        triggers = (_fryst("sladdevalg_er_fryst"),)

    def __str__(self) -> str:
        return self.form
