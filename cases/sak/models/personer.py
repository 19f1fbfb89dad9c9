"""Who the sak says something about, and who may have nothing to do with it."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models.sak import Sak
from steinkjer_skolemiljo.organisation.sporing import Sporet


class Involvert(Sporet):
    """Someone the sak says something about. An employee here never sees the sak (A-3)."""

    class Rolle(models.TextChoices):
        MULIG_KRENKER = "mulig_krenker", _("Kan ha krenket")
        VITNE = "vitne", _("Vitne")

    class Kategori(models.TextChoices):
        ELEV = "elev", _("Elev")
        ANSATT = "ansatt", _("Ansatt")
        LEDER = "leder", _("Leder ved skolen")
        UTENFOR = "utenforstaende", _("Noen utenfor skolen")
        UKJENT = "ukjent", _("Ukjent")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="involverte")
    rolle = models.CharField(_("rolle"), max_length=20, choices=Rolle, default=Rolle.MULIG_KRENKER)
    kategori = models.CharField(_("hvem"), max_length=20, choices=Kategori)
    elev = models.ForeignKey("organisation.Elev", models.PROTECT, null=True, blank=True, related_name="involvert_i")
    ansatt = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="involvert_i"
    )
    beskrivelse = models.CharField(_("beskrivelse"), max_length=200, blank=True)
    lagt_til = models.DateTimeField()

    class Meta:
        verbose_name = _("involvert")
        verbose_name_plural = _("involverte")
        constraints = (
            models.CheckConstraint(
                condition=(Q(elev__isnull=True) | Q(kategori="elev"))
                & (Q(ansatt__isnull=True) | Q(kategori__in=["ansatt", "leder"])),
                name="involvert_person_passer_kategori",
            ),
            models.UniqueConstraint(fields=["sak", "rolle", "elev"], name="involvert_elev_en_gang"),
            models.UniqueConstraint(fields=["sak", "rolle", "ansatt"], name="involvert_ansatt_en_gang"),
        )
        indexes = (
            # The deny: is this user accused in that sak?
            models.Index(fields=["ansatt", "sak"], name="involvert_deny", condition=Q(ansatt__isnull=False)),
        )
        triggers = (
            # Asked when the transaction ends: the door names the leader first and takes the sak from the school after.
            pgtrigger.Trigger(
                name="meldt_leder_merker_saken",
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__rolle="mulig_krenker", new__kategori="leder"),
                func=(
                    "IF EXISTS (SELECT FROM cases_sak WHERE id = NEW.sak_id AND NOT ledelse_innmeldt) THEN"
                    " RAISE check_violation USING CONSTRAINT = 'meldt_leder_merker_saken',"
                    " MESSAGE = 'a leader is accused in a sak that does not say so'; END IF; RETURN NULL;"
                ),
            ),
        )

    def __str__(self) -> str:
        return self.get_kategori_display()

    @property
    def skjult_for_medarbeidere(self) -> bool:
        """Who works at the school and may have offended is named only for those who lead or follow up (§ 12-5)."""
        ansatt = self.kategori in {self.Kategori.ANSATT, self.Kategori.LEDER}
        return ansatt and self.rolle == self.Rolle.MULIG_KRENKER


class Inhabilitet(Sporet):
    """A person who has declared, or evidently is, disqualified in this sak (L-N.5): loses it at once."""

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="inhabile")
    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="inhabil_i")
    grunn = models.CharField(_("grunn"), max_length=300)
    fra = models.DateTimeField()

    class Meta:
        verbose_name = _("inhabilitet")
        verbose_name_plural = _("inhabilitet")
        constraints = (models.UniqueConstraint(fields=["bruker", "sak"], name="inhabil_en_gang"),)

    def __str__(self) -> str:
        return self.grunn
