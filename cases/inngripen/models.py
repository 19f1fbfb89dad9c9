"""Fysisk inngripen: the short record of its own that the act asks for when someone stepped in with the body (L-13.3).

It is written by the one who was there, from their melding or by itself, and is never changed; what comes later is a
new row. It is not by itself a krenkelse: how the pupil experienced it may open a sak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.melding.models import Melding, Mottaker
from cases.sak.models import FRITEKST
from steinkjer_skolemiljo.organisation.sporing import Sporet, SporetQuerySet

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.organisation.models import Bruker

LENGST = 24 * 60  # minutes
# All but where it went.
INNHOLD = (
    "nokkel",
    "melding",
    "elev",
    "skole",
    "dato",
    "klokkeslett",
    "sted",
    "grep_inn",
    "andre_som_grep_inn",
    "fare",
    "provd_forst",
    "gjort",
    "minutter",
    "skader",
    "vitner",
    "elevens_syn",
    "foresatte_informert",
    "foresatte_informert_av",
    "oppfolging",
    "registrert",
    "registrert_av",
)


class InngripenQuerySet(SporetQuerySet["Inngripen"]):
    """Two looks: as one who leads where it happened or in a sak about it, and as the one who wrote it."""

    def visible_to(self, bruker: Bruker, dag: date) -> InngripenQuerySet:
        """The records this person receives or leads a sak about, minus every deny."""
        from cases.inngripen import access  # noqa: PLC0415 - access knows the models, not the other way at import

        return self.filter(access.betingelse(bruker, dag))

    def tillegg_for(self, bruker: Bruker, dag: date) -> QuerySet[Inngripenstillegg]:
        """What has been added to the records this person reads, and is theirs to read too."""
        return self.visible_to(bruker, dag).tillegg_uten_stengte(bruker)

    def tillegg_uten_stengte(self, bruker: Bruker) -> QuerySet[Inngripenstillegg]:
        """What has been added to these, which this person reads, and is theirs to read too."""
        from cases.inngripen import access  # noqa: PLC0415 - as above

        return Inngripenstillegg.objects.filter(inngripen__in=self.values("pk")).exclude(access.stengte_tillegg(bruker))

    def skrevet_av(self, bruker: Bruker) -> InngripenQuerySet:
        """The records this person wrote: own words, and nothing others have added."""
        return self.filter(registrert_av=bruker)


class Inngripen(Sporet):
    """One time somebody stepped in physically with one pupil."""

    # Its name in the address, and what lets a button be pressed twice: a running number would tell how many there are.
    nokkel = models.UUIDField(unique=True, editable=False)
    melding = models.ForeignKey(Melding, models.PROTECT, null=True, blank=True, related_name="inngripener")
    elev = models.ForeignKey("organisation.Elev", models.PROTECT, related_name="inngripener")
    skole = models.ForeignKey("organisation.Skole", models.PROTECT, related_name="inngripener")
    dato = models.DateField(_("dato"))
    klokkeslett = models.TimeField(_("klokka"), null=True, blank=True)
    sted = models.CharField(_("hvor"), max_length=120)
    grep_inn = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="inngripener", verbose_name=_("hvem grep inn")
    )
    andre_som_grep_inn = models.CharField(_("andre som grep inn"), max_length=300, blank=True)
    fare = models.TextField(_("hva var faren"), max_length=FRITEKST)
    provd_forst = models.TextField(_("hva ble prøvd først"), max_length=FRITEKST)
    gjort = models.TextField(_("hva ble gjort"), max_length=FRITEKST)
    minutter = models.PositiveSmallIntegerField(
        _("hvor mange minutter"), null=True, blank=True, validators=[MaxValueValidator(LENGST)]
    )
    skader = models.TextField(_("skader"), max_length=FRITEKST, blank=True)
    vitner = models.TextField(_("hvem så det"), max_length=FRITEKST, blank=True)
    elevens_syn = models.TextField(_("hva eleven sier"), max_length=FRITEKST, blank=True)
    foresatte_informert = models.DateField(_("foresatte informert"), null=True, blank=True)
    foresatte_informert_av = models.CharField(_("av hvem"), max_length=120, blank=True)
    oppfolging = models.TextField(_("oppfølging"), max_length=FRITEKST, blank=True)
    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Whose it is to read: decided when it is written, as for a melding.
    mottaker = models.CharField(_("mottaker"), max_length=12, choices=Mottaker, default=Mottaker.REKTOR)

    objects = InngripenQuerySet.as_manager()  # type: ignore[misc]  # a manager that knows visible_to

    class Meta:
        verbose_name = _("fysisk inngripen")
        verbose_name_plural = _("fysiske inngripener")
        ordering = ("-dato", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(foresatte_informert__isnull=True) | ~Q(foresatte_informert_av=""),
                name="inngripen_foresatte_informert_av_noen",
                violation_error_message=_("Skriv hvem som fortalte det til foresatte."),
            ),
        )
        indexes = (
            models.Index(fields=["skole", "-dato"], name="inngripen_skole"),
            models.Index(fields=["registrert_av", "-registrert"], name="inngripen_skriver"),
        )
        triggers = (
            pgtrigger.Protect(name="inngripen_slettes_aldri", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="inngripen_er_uforanderlig", fields=list(INNHOLD)),
        )

    def __str__(self) -> str:
        return f"{self.dato:%d.%m.%Y}"


class Inngripenstillegg(Sporet):
    """What is added later: the pupil's own account, an injury that showed, that the parents were told, a follow-up."""

    class Hva(models.TextChoices):
        ELEVENS_SYN = "elevens_syn", _("Hva eleven sier")
        FORESATTE = "foresatte", _("Foresatte er informert")
        SKADE = "skade", _("Skade")
        OPPFOLGING = "oppfolging", _("Oppfølging")
        ANNET = "annet", _("Annet")

    inngripen = models.ForeignKey(Inngripen, models.PROTECT, related_name="tillegg")
    hva = models.CharField(_("hva gjelder det"), max_length=12, choices=Hva)
    tekst = models.TextField(_("tillegg"), max_length=FRITEKST)
    skrevet = models.DateTimeField()
    skrevet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("tillegg til fysisk inngripen")
        verbose_name_plural = _("tillegg til fysisk inngripen")
        ordering = ("skrevet", "id")
        triggers = (
            pgtrigger.Protect(name="inngripenstillegg_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.skrevet:%d.%m.%Y}"
