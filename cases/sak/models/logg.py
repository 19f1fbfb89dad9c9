"""What has been done in a sak, and who has looked at it: rows that are only added."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models.sak import Sak
from steinkjer_skolemiljo.kjede import TEKST, TID, lenkes

# What the chain of a sak's log covers, and how each value is written: everything but the sum itself.
HENDELSESFELTER = {
    "id": TEKST,
    "sak_id": TEKST,
    "type": TEKST,
    "aktor_id": TEKST,
    "skjedde": TID,
    "registrert": TID,
    "objekt_type": TEKST,
    "objekt_id": TEKST,
    "data": TEKST,
    "handling": TEKST,
    "lenke": TEKST,
    "forrige": TEKST,
}


class Hendelse(models.Model):
    """One line of the case log: who did what, when it was done and when it was written (L-4.29). Append-only.

    The text is made from ``type`` when shown (cases/sak/hendelse.py); ``data`` holds ids, dates and field names,
    never free text about people.
    """

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="hendelser")
    type = models.CharField(max_length=40)
    aktor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    skjedde = models.DateTimeField(_("gjort"))
    registrert = models.DateTimeField(_("registrert"))
    objekt_type = models.CharField(max_length=40, blank=True)
    objekt_id = models.BigIntegerField(null=True, blank=True)
    data = models.JSONField(default=dict, blank=True)
    # What belongs to one act of one person.
    handling = models.UUIDField(default=uuid.uuid4)
    # The chain of the sak: the line's number, the sum of the line before, and the sum of this one. Filled by the
    # database alone, whatever is sent; an instance that has just been made does not have them.
    lenke = models.PositiveIntegerField(default=0, editable=False)
    forrige = models.CharField(max_length=64, blank=True, default="", editable=False)
    sum = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("hendelse")
        verbose_name_plural = _("hendelser")
        ordering = ("-registrert", "-id")
        constraints = (models.UniqueConstraint(fields=["sak", "lenke"], name="hendelse_lenke_en_gang"),)
        indexes = (models.Index(fields=["sak", "-registrert", "-id"], name="hendelse_sak_nyest"),)
        triggers = (
            pgtrigger.Protect(name="hendelse_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
            lenkes(
                navn="hendelse_lenkes",
                tabell="cases_hendelse",
                nummer="lenke",
                innenfor="sak_id",
                felter=HENDELSESFELTER,
                # The doors hold it already; a tillegg to a melding does not.
                laas="1 FROM public.cases_sak WHERE id = NEW.sak_id FOR NO KEY UPDATE",
            ),
        )

    def __str__(self) -> str:
        return self.type


class Oppslag(models.Model):
    """The read-log: who looked at what, in which role, when (A-16). Append-only.

    Either one sak (or a melding) that was opened, or a list with names: then one row with how many there were and
    which, never what was searched for.
    """

    class Hva(models.TextChoices):
        SAK = "sak", _("Saken")
        UNDERSOKELSE = "undersokelse", _("Undersøkelsen")
        PLAN = "tiltaksplan", _("Tiltaksplanen")
        EVALUERING = "evaluering", _("Evalueringen")
        PERSONER = "personer", _("Personene i saken")
        LOGG = "logg", _("Loggen")
        MELDING = "melding", _("Meldingen")
        DOKUMENT = "dokument", _("Dokument")
        VEDLEGG = "vedlegg", _("Vedlegg")
        EKSPORT = "eksport", _("Kopi til andre")
        LISTE = "liste", _("Liste med navn")
        LESELOGG = "leselogg", _("Leseloggen")

    class Liste(models.TextChoices):
        FORSIDE = "forside", _("Forsiden")
        SAKER = "saker", _("Saker")
        SKOLEEIER = "skoleeier", _("Skoleeiers oversikt")
        INNBOKS = "innboks", _("Nye meldinger")
        ELEVSOK = "elevsok", _("Søk etter elev")
        EGNE_TILTAK = "egne_tiltak", _("Mine tiltak")
        MIN_KLASSE = "min_klasse", _("Min klasse")
        LESELOGG = "leselogg", _("Leseloggen")
        OVERLEVERING = "overlevering", _("Overlevering")
        INNGRIPEN = "inngripen", _("Fysisk inngripen")
        INNSYN = "innsyn", _("Krav om innsyn")
        OVERFORING = "overforing", _("Overført fra en annen skole")
        ARKIV = "arkiv", _("Arkivet")
        RELASJONSSIRKEL = "relasjonssirkel", _("Elevene i egen klasse")
        ELEVREGISTER = "elevregister", _("Elevliste som tas inn")

    sak = models.ForeignKey(Sak, models.PROTECT, null=True, blank=True, related_name="oppslag")
    # A melding that has no sak yet is logged by its own number.
    melding_nummer = models.CharField(max_length=16, blank=True)
    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tid = models.DateTimeField()
    hva = models.CharField(max_length=20, choices=Hva)
    rolle = models.CharField(max_length=40, blank=True)
    # Why, where it had to be said: an opening that had to be reasoned, or names given in a copy.
    grunn = models.CharField(max_length=300, blank=True)
    # A list with names: which list, how many rows, and the ids that were shown.
    liste = models.CharField(max_length=20, choices=Liste, blank=True)
    antall = models.PositiveIntegerField(default=0)
    viste_saker = ArrayField(models.BigIntegerField(), default=list, blank=True)
    viste_meldinger = ArrayField(models.BigIntegerField(), default=list, blank=True)
    viste_elever = ArrayField(models.BigIntegerField(), default=list, blank=True)
    # Which file was fetched, where it was one (cases/vedlegg).
    vedlegg = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("oppslag")
        verbose_name_plural = _("oppslag")
        ordering = ("-tid", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(sak__isnull=False) | ~Q(melding_nummer="") | ~Q(liste=""), name="oppslag_gjelder_noe"
            ),
            models.CheckConstraint(
                condition=~Q(hva="liste") | (~Q(liste="") & Q(antall__gte=1) & Q(sak__isnull=True)),
                name="oppslag_i_liste_har_antall",
            ),
        )
        indexes = (
            models.Index(fields=["sak", "-tid"], name="oppslag_sak"),
            models.Index(fields=["bruker", "-tid"], name="oppslag_bruker"),
            # The monthly reading, and what is older than the limit.
            models.Index(fields=["tid"], name="oppslag_tid"),
            models.Index(fields=["melding_nummer"], name="oppslag_melding", condition=~Q(melding_nummer="")),
            # In which lists did this sak, or a melding that led to it, stand?
            GinIndex(fields=["viste_saker"], name="oppslag_viste_saker", condition=Q(hva="liste")),
            GinIndex(fields=["viste_meldinger"], name="oppslag_viste_meldinger", condition=Q(hva="liste")),
        )
        triggers = (pgtrigger.Protect(name="oppslag_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.hva
