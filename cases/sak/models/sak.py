"""The sak itself, and what is chosen among in it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.organisation.sporing import Sporet, SporetQuerySet

if TYPE_CHECKING:
    from datetime import date

    from cases.sak.access import Handling
    from cases.sak.models.tilgang import Del
    from steinkjer_skolemiljo.organisation.models import Bruker, Klasse

FRITEKST = 20_000  # characters: generous, and bounded (law note, section 2)


class Fase(models.TextChoices):
    """Where the sak is, read from its facts by the law; stored only so that lists can filter."""

    NY = "ny", _("Ny")
    UNDERSOKELSE = "undersokelse", _("Undersøkelse")
    TILTAK = "tiltak", _("Tiltak")
    EVALUERING = "evaluering", _("Evaluering")
    AVSLUTTET = "avsluttet", _("Avsluttet")


class Kriterium(models.TextChoices):
    """What makes a sak serious (L-4.10): the procedure's examples, then our own additions."""

    SAERLIG_VOLDELIG = "saerlig_voldelig", _("Krenkelsene er særlig voldelige")
    FLERE_MOT_EN = "flere_mot_en", _("Flere elever mot én")
    LANG_TID = "lang_tid", _("Har pågått lenge uten at skolen har løst det")
    DIGITAL_PAA_TVERS = (
        "digital_paa_tvers",
        _("Digital mobbing på tvers av skoler eller grove trusler på nett"),
    )
    STATSFORVALTER = "statsforvalter_involvert", _("Statsforvalteren er involvert")
    FORESATTE_SKOLEEIER = "foresatte_kontaktet_skoleeier", _("Foresatte har kontaktet skoleeier direkte")
    SEKSUELL = "seksuell_krenkelse", _("Seksuell krenkelse")
    SELVSKADE = "selvskade_skolevegring", _("Selvskade eller skolevegring")
    HATMOTIVERT = "hatmotivert", _("Hatmotivert")
    VAAPEN = "vaapen", _("Våpen")


class Eier(models.TextChoices):
    """Who leads the sak: the school, or skoleeier when leadership is accused (L-5.3), or kommunalsjef (L-5.8)."""

    SKOLE = "skole", _("Skolen")
    SKOLEEIER = "skoleeier", _("Skoleeier")
    KOMMUNALSJEF = "kommunalsjef", _("Kommunalsjef")


# What makes a sak one that skoleeier sees in full: serious, § 12-5, § 12-6, or not led by the school.
SKOLEEIER_SER = Q(alvorlig=True) | Q(skjerpet=True) | Q(meldt_statsforvalter=True) | ~Q(eier="skole")


class SakQuerySet(SporetQuerySet["Sak"]):
    """The only way to saker is ``visible_to``; the rule itself stands in cases/sak/access.py."""

    def visible_to(
        self, bruker: Bruker, dag: date, handling: Handling | None = None, del_: Del | None = None
    ) -> SakQuerySet:
        """The saker this person may see (or do ``handling`` to) on this day; deny beats every grant.

        With ``del_``, those in which they may do it in that part. May cost two queries for the person's roles.
        """
        from cases.sak import access  # noqa: PLC0415 - access knows the models, not the other way at import

        return self.filter(access.betingelse(bruker, handling or access.Handling.LESE, dag, del_))


_Saker = models.Manager.from_queryset(SakQuerySet)


class Saker(_Saker["Sak"]):
    """All saker; what a person may see of them is composed once a request."""

    def visible_to(
        self, bruker: Bruker, dag: date, handling: Handling | None = None, del_: Del | None = None
    ) -> SakQuerySet:
        """As the queryset's own, of which it is a copy; the saker of one pupil or school are asked anew."""
        from cases.sak.nektelser import husk  # noqa: PLC0415 - as above

        alle = self.all()
        if type(self) is not Saker:
            return alle.visible_to(bruker, dag, handling, del_)
        synlige = husk(bruker, ("synlige", dag, handling, del_), lambda: alle.visible_to(bruker, dag, handling, del_))
        return synlige.all()


class Saksnummerserie(models.Model):
    """The last number given out in a year, for the whole municipality: no school can read a gap in its own."""

    aar = models.PositiveSmallIntegerField(primary_key=True)
    siste = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("saksnummerserie")
        verbose_name_plural = _("saksnummerserier")

    def __str__(self) -> str:
        return str(self.aar)


class Sak(Sporet):
    """A kapittel 12-sak: one pupil whose school environment is not safe (L-4.20)."""

    nummer = models.CharField(_("saksnummer"), max_length=12, unique=True)
    elev = models.ForeignKey("organisation.Elev", models.PROTECT, related_name="saker")
    skole = models.ForeignKey("organisation.Skole", models.PROTECT, related_name="saker")
    # The class when the sak was opened; the pupil may change class since.
    klasse = models.ForeignKey("organisation.Klasse", models.PROTECT, null=True, blank=True, related_name="saker")
    ansvarlig = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="ansvarlig_for_saker",
        verbose_name=_("saksansvarlig"),
    )
    eier = models.CharField(_("ledes av"), max_length=12, choices=Eier, default=Eier.SKOLE)
    opprettet = models.DateTimeField(_("opprettet"))
    # When the school knew (D-20): the first melding's arrival, or an oral report before it.
    mottatt = models.DateTimeField(_("skolen fikk vite"))
    # Several pupils in one melding give several saker, tied together by this.
    gruppe = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)

    # The wording of the procedure in force the day the sak was opened; none where none was read in.
    prosedyreversjon = models.ForeignKey(
        "procedures.Prosedyreversjon", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    # Facts that carry law (L-4.7, L-6.2).
    eleven_har_meldt = models.BooleanField(_("eleven eller foresatte har sagt fra selv"), default=False)
    eleven_har_meldt_dato = models.DateField(_("sagt fra den"), null=True, blank=True)
    tatt_opp_med_rektor = models.DateField(_("tatt opp med rektor"), null=True, blank=True)
    tatt_opp_av = models.CharField(_("tatt opp av"), max_length=120, blank=True)
    foresatte_informert = models.DateField(_("foresatte informert"), null=True, blank=True)
    ikke_send_hjem = models.BooleanField(_("ikke send noe hjem"), default=False)

    # § 12-5 and routing (L-5.1, L-5.3).
    skjerpet = models.BooleanField(_("skjerpet aktivitetsplikt"), default=False)
    ledelse_innmeldt = models.BooleanField(_("noen i ledelsen er meldt"), default=False)
    apenbart_grunnlos = models.TextField(_("hvorfor varselet ikke sendes"), max_length=FRITEKST, blank=True)
    # When that was last decided, also where it ended with another being named since: it answered what was known then.
    grunnlos_avgjort = models.DateTimeField(_("når det sist ble avgjort"), null=True, blank=True)

    # L-4.10–L-4.12: null is «not decided», which is a missing duty when a criterion is ticked.
    alvorlig = models.BooleanField(_("alvorlig"), null=True, blank=True)
    alvorlig_kriterier = ArrayField(models.CharField(max_length=40, choices=Kriterium), default=list, blank=True)
    alvorlig_begrunnelse = models.TextField(_("begrunnelse"), max_length=FRITEKST, blank=True)
    alvorlig_vurdert = models.DateTimeField(null=True, blank=True)

    # § 12-6, kept by the register in cases/statsforvalter: a round is open there now, and one has ever been.
    hos_statsforvalter = models.BooleanField(_("hos Statsforvalteren"), default=False)
    meldt_statsforvalter = models.BooleanField(_("meldt til Statsforvalteren"), default=False)

    # Access.
    delt_med_kontaktlarer = models.BooleanField(_("delt med kontaktlærer"), default=False)
    sperret = models.BooleanField(_("sperret for andre enn navngitte"), default=False)

    avsluttet = models.DateTimeField(_("avsluttet"), null=True, blank=True)

    # Read from the facts by cases.lov, written by doors only, checked by a nightly recompute.
    fase = models.CharField(_("fase"), max_length=16, choices=Fase, default=Fase.NY)
    neste_frist = models.DateTimeField(_("neste frist"), null=True, blank=True)
    neste_frist_type = models.CharField(max_length=40, blank=True)
    # Counts the writes, so that the second of two who save at once is told.
    versjon = models.PositiveIntegerField(default=1)

    objects: ClassVar[Saker] = Saker()

    class Meta:
        verbose_name = _("sak")
        verbose_name_plural = _("saker")
        permissions = (
            ("les_sak", _("Kan lese saken")),
            ("skriv_i_sak", _("Kan lese saken og skrive samtaler og observasjoner")),
            ("led_sak", _("Leder saken som settesaksbehandler")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(alvorlig__isnull=True) | Q(alvorlig_vurdert__isnull=False),
                name="alvorlighet_vurdert_har_tid",
            ),
            models.CheckConstraint(
                condition=Q(ledelse_innmeldt=False) | (Q(skjerpet=True) & ~Q(eier="skole")),
                name="ledelsen_leder_ikke_sak_mot_seg_selv",
                violation_error_message=_("En sak der noen i ledelsen er meldt, ledes ikke av skolen."),
            ),
            models.CheckConstraint(
                condition=Q(eleven_har_meldt=False) | Q(eleven_har_meldt_dato__isnull=False),
                name="eleven_har_meldt_har_dato",
            ),
            models.CheckConstraint(
                condition=Q(avsluttet__isnull=True)
                | Q(neste_frist_type__in=["", "ettersjekk", "statsforvalter_svar", "statsforvalter_palegg"]),
                name="avsluttet_sak_har_faa_frister",
            ),
            models.CheckConstraint(
                condition=Q(hos_statsforvalter=False) | Q(meldt_statsforvalter=True),
                name="hos_statsforvalter_er_meldt",
            ),
        )
        indexes = (
            # Rektor's list: own school, open first, by what is due.
            models.Index(fields=["skole", "avsluttet", "neste_frist"], name="sak_skole_frist"),
            models.Index(fields=["skole", "-opprettet", "-id"], name="sak_skole_nyest"),
            models.Index(fields=["elev"], name="sak_elev_dato"),
            # The sweep: what must somebody look at now?
            models.Index(fields=["neste_frist"], name="sak_forfall", condition=Q(neste_frist__isnull=False)),
            # Few among many. All that skoleeier's list and its count ask of a sak stands in the index.
            models.Index(fields=["-opprettet", "-id"], name="sak_skoleeier", condition=SKOLEEIER_SER, include=["eier"]),
            models.Index(
                fields=["-opprettet", "-id"], name="sak_statsforvalter", condition=Q(meldt_statsforvalter=True)
            ),
            models.Index(fields=["-opprettet", "-id"], name="sak_nyest"),
            # The deny of a whole leadership; very few.
            models.Index(fields=["skole"], name="sak_ledelse_meldt", condition=Q(ledelse_innmeldt=True)),
        )
        triggers = (
            pgtrigger.Protect(name="sak_slettes_aldri", operation=pgtrigger.Delete),
            # With the trigger on those named, this is what lets the denials ask the sak alone.
            pgtrigger.Protect(
                name="meldt_ledelse_tas_aldri_tilbake",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ledelse_innmeldt=True, new__ledelse_innmeldt=False),
            ),
        )

    def __str__(self) -> str:
        return self.nummer

    @property
    def hvor(self) -> str:
        """Class and school for a list; for a pupil whose address is protected it says neither (A-13, A-14)."""
        if self.elev.er_gradert:
            return str(_("Adressen er gradert"))
        return f"{self.klassen.navn}, {self.skole.navn}" if self.klassen else self.skole.navn

    @property
    def klassen(self) -> Klasse | None:
        """The pupil's class now, if it is the sak's school's."""
        return self.elev.klasse_ved(self.skole_id)

    @property
    def leder(self) -> str:
        """Who is saksansvarlig, in words; nobody where no lawful leader is found."""
        return str(_("ingen mottaker")) if self.ansvarlig.er_systemet else self.ansvarlig.navn
