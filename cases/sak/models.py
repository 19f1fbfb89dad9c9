"""The sak itself, who is involved in it, who has been let in, its log and its read-log."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from steinkjer_skolemiljo.kjede import TEKST, TID, lenkes
from steinkjer_skolemiljo.organisation.sporing import Sporet, SporetQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cases.sak.access import Handling
    from steinkjer_skolemiljo.organisation.models import Bruker

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


class Del(models.TextChoices):
    """A part of a sak that one who is let in by name may be shown, or not. The frame is always theirs."""

    UNDERSOKELSE = "undersokelse", _("Undersøkelse")
    TILTAKSPLAN = "tiltaksplan", _("Tiltaksplan")
    EVALUERING = "evaluering", _("Evaluering")
    PERSONER = "personer", _("Personer")
    DOKUMENTER = "dokumenter", _("Dokumenter")
    LOGG = "logg", _("Logg")


def alle_deler() -> list[str]:
    """Every part: a grant of the whole sak."""
    return list(Del.values)


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

    def blant(self, ider: Iterable[int]) -> SakQuerySet:
        """Those with one of these ids. As one value: of very many, the list takes longer to write than to answer."""
        return self.filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", (list(ider),)))


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

    objects = SakQuerySet.as_manager()  # type: ignore[misc]  # a manager that knows visible_to

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
        triggers = (pgtrigger.Protect(name="sak_slettes_aldri", operation=pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.nummer

    @property
    def hvor(self) -> str:
        """Class and school for a list; for a pupil whose address is protected it says neither (A-13, A-14)."""
        if self.elev.er_gradert:
            return str(_("Adressen er gradert"))
        return f"{self.elev.klasse.navn}, {self.skole.navn}" if self.elev.klasse else self.skole.navn

    @property
    def leder(self) -> str:
        """Who is saksansvarlig, in words; nobody where no lawful leader is found."""
        return str(_("ingen mottaker")) if self.ansvarlig.er_systemet else self.ansvarlig.navn


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
            models.Index(fields=["sak"], name="involvert_leder", condition=Q(kategori="leder")),
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


class Saktilgang(UserObjectPermissionBase):
    """django-guardian's grant on a single sak, with purpose and end (at most 90 days). Read only by access.py."""

    content_object = models.ForeignKey(Sak, models.CASCADE, related_name="tilganger")
    formaal = models.CharField(_("formål"), max_length=200)
    gyldig_til = models.DateField(_("gyldig til og med"))
    gitt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    gitt = models.DateTimeField()
    # Which parts of the sak it opens; the frame always. One who leads the sak by it sees all, whatever stands here.
    deler = ArrayField(models.CharField(max_length=16, choices=Del), default=alle_deler, blank=True)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("tilgang")
        verbose_name_plural = _("tilganger")
        constraints = (
            models.CheckConstraint(
                condition=Q(deler__contained_by=Del.values),
                name="tilgang_har_kjente_deler",
                violation_error_message=_("En del av saken som ikke finnes, kan ikke deles."),
            ),
        )
        indexes = (models.Index(fields=["user", "content_object", "gyldig_til"], name="tilgang_bruker"),)


class Nodinnsyn(models.Model):
    """Skoleeier's emergency look into one sak: compulsory reason, 24 hours, told to rektor at once. Append-only."""

    class Gjelder(models.TextChoices):
        FARE = "fare", _("Fare for liv eller helse")
        HENVENDELSE = "henvendelse", _("Foresatte eller andre har kontaktet skoleeier")
        STATSFORVALTER = "statsforvalter", _("Statsforvalteren spør om saken")
        TILSYN = "tilsyn", _("Mistanke om at saken ikke følges opp")
        ANNET = "annet", _("Annet")

    KORTESTE_GRUNN = 20  # characters

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="nodinnsyn")
    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    gjelder = models.CharField(_("hva gjelder det?"), max_length=16, choices=Gjelder)
    grunn = models.CharField(_("grunn"), max_length=500)
    fra = models.DateTimeField()
    til = models.DateTimeField()

    class Meta:
        verbose_name = _("nødinnsyn")
        verbose_name_plural = _("nødinnsyn")
        ordering = ("-fra", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(grunn__regex=".{20}"),
                name="nodinnsyn_har_grunn",
                violation_error_message=_("Skriv grunnen med minst 20 tegn."),
            ),
            models.CheckConstraint(
                condition=Q(til__gt=models.F("fra")) & Q(til__lte=models.F("fra") + timedelta(hours=24)),
                name="nodinnsyn_varer_hoyst_et_dogn",
            ),
        )
        indexes = (
            models.Index(fields=["bruker", "til"], name="nodinnsyn_bruker"),
            models.Index(fields=["sak", "-fra"], name="nodinnsyn_sak"),
            models.Index(fields=["-fra"], name="nodinnsyn_nyest"),
        )
        triggers = (pgtrigger.Protect(name="nodinnsyn_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.get_gjelder_display()


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
