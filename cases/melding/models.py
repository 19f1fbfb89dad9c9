"""The melding: what someone saw or heard. Immutable once sent; additions are new rows (L-4.8)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import FRITEKST, Involvert, Sak
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.organisation.sporing import Sporet, SporetQuerySet

if TYPE_CHECKING:
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Bruker


class Arena(models.TextChoices):
    """Where it happened (§ 12-1, L-1.1)."""

    KLASSEROM = "klasserom", _("Klasserom")
    GANG = "gang", _("Gang eller garderobe")
    FRIMINUTT = "friminutt", _("Friminutt ute")
    GYMSAL = "gymsal", _("Gymsal eller dusj")
    TOALETT = "toalett", _("Toalett")
    SFO = "sfo", _("SFO")
    LEKSEHJELP = "leksehjelp", _("Leksehjelp")
    SKOLEVEI = "skolevei", _("Skolevei")
    TUR = "tur", _("Tur")
    DIGITALT = "digitalt", _("På nett eller telefon")
    FRITID = "fritid", _("Fritid som virker inn på skoledagen")
    ANNET = "annet", _("Et annet sted")
    VET_IKKE = "vet_ikke", _("Vet ikke")


class Kilde(models.TextChoices):
    """How it came to be known (L-4.6)."""

    OBSERVASJON = "observasjon", _("Jeg så eller hørte det selv")
    ELEVEN = "eleven", _("Eleven sa det")
    FORESATTE = "foresatte", _("Foresatte sa det")
    MEDELEV = "medelev", _("En annen elev sa det")
    UNDERSOKELSE = "undersokelse", _("En undersøkelse, for eksempel Elevundersøkelsen")
    SOSIALE_MEDIER = "sosiale_medier", _("Sosiale medier")
    FRAVAER = "fravaer", _("Fravær")
    ANNET = "annet", _("På en annen måte")


class Krenkelse(models.TextChoices):
    """Kind of krenkelse: optional information, several may be chosen (L-2.3)."""

    FYSISK = "fysisk", _("Fysisk")
    VERBAL = "verbal", _("Ord og ytringer")
    UTESTENGING = "utestenging", _("Utestenging eller isolering")
    BAKSNAKKING = "baksnakking", _("Baksnakking")
    DIGITAL = "digital", _("Digitalt")
    TRUSLER = "trusler", _("Trusler")
    DISKRIMINERING = "diskriminering", _("Diskriminering")
    SEKSUELL = "seksuell", _("Seksuelt")
    HAERVERK = "haerverk", _("Ødelegger eller tar ting")
    VOKSEN = "voksen", _("En voksen krenker")
    MISTRIVSEL = "mistrivsel", _("Mistrivsel uten kjent årsak")
    VET_IKKE = "vet_ikke", _("Vet ikke")


class JaNeiUsikker(models.TextChoices):
    """Yes, no, or not sure."""

    JA = "ja", _("Ja")
    NEI = "nei", _("Nei")
    USIKKER = "usikker", _("Usikker")


class Mottaker(models.TextChoices):
    """Whose inbox it reaches: decided by the law's routing (L-4.5, L-5.3, L-5.8)."""

    REKTOR = "rektor", _("Rektor")
    SKOLEEIER = "skoleeier", _("Skoleeier")
    KOMMUNALSJEF = "kommunalsjef", _("Kommunalsjef")


class Behandling(models.TextChoices):
    """What the receiver did with it (2.2)."""

    NY = "ny", _("Ikke behandlet")
    SAK = "sak", _("Sak")
    IKKE_KAP12 = "ikke_kap12", _("Gjelder ikke kapittel 12")


class Meldingsnummerserie(models.Model):
    """The last melding number given out in a year."""

    aar = models.PositiveSmallIntegerField(primary_key=True)
    siste = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("meldingsnummerserie")
        verbose_name_plural = _("meldingsnummerserier")

    def __str__(self) -> str:
        return str(self.aar)


class Meldingsutkast(models.Model):
    """What someone has begun to write. Only its writer sees it; gone when sent or after 14 days.

    ``nokkel`` follows the form, so that a melding pressed twice is sent once.
    """

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="meldingsutkast")
    nokkel = models.UUIDField(default=uuid.uuid4, unique=True)
    # The form's raw fields: name → list of values.
    felter = models.JSONField(default=dict)
    # What the writer's browser encrypts its own copy with while the network is away. It lies nowhere but here, and goes
    # with the draft: what is left in the browser is then noise. Empty until the form is first opened.
    nettlesernokkel = models.BinaryField(max_length=32, default=bytes)
    endret = models.DateTimeField()

    class Meta:
        verbose_name = _("meldingsutkast")
        verbose_name_plural = _("meldingsutkast")
        constraints = (models.UniqueConstraint(fields=["bruker"], name="ett_utkast_per_bruker"),)
        indexes = (models.Index(fields=["endret"], name="utkast_alder"),)

    def __str__(self) -> str:
        return str(self.nokkel)


class FraBehandling(models.TextChoices):
    """What a helsepersonell answers about where they have it from (A-5). «Without consent» cannot be stored at all."""

    NEI = "nei", _("Nei, jeg har sett eller hørt det utenom behandling")
    SAMTYKKE = "samtykke", _("Ja, og jeg har samtykke til å melde det")


# The answer that stops: it is a choice in the form, and never a value in a table.
UTEN_SAMTYKKE = "uten_samtykke"


class MedSamtykke(models.Model):
    """What a helsepersonell learned in treatment is told with consent, or not at all (A-5)."""

    # Empty: the writer is not helsepersonell and was not asked.
    fra_behandling = models.CharField(_("fra behandling av eleven"), max_length=12, choices=FraBehandling, blank=True)
    samtykke_fra = models.CharField(_("hvem har samtykket"), max_length=120, blank=True)
    samtykke_dato = models.DateField(_("når ble samtykket gitt"), null=True, blank=True)

    class Meta:
        abstract = True


def samtykke_er_notert(navn: str) -> models.CheckConstraint:
    """Told from treatment means a consent with a name and a date; anything else means neither."""
    return models.CheckConstraint(
        condition=(Q(fra_behandling="samtykke") & ~Q(samtykke_fra="") & Q(samtykke_dato__isnull=False))
        | (Q(fra_behandling__in=["", "nei"]) & Q(samtykke_fra="") & Q(samtykke_dato__isnull=True)),
        name=navn,
        violation_error_message=_("Skriv hvem som har samtykket, og når."),
    )


INNHOLD = (
    "nummer",
    "nokkel",
    "melder",
    "skole",
    "sendt",
    "hva_skjedde",
    "naar_dato",
    "naar_klokkeslett",
    "naar_beskrivelse",
    "oppdaget",
    "arenaer",
    "kilde",
    "sagt_dato",
    "typer",
    "grep_inn",
    "grep_inn_beskrivelse",
    "fysisk_inngripen",
    "strakstiltak",
    "trygg_naa",
    "foresatte_varslet",
    "foresatte_varslet_beskrivelse",
    "vitner",
    "haster",
    "fra_behandling",
    "samtykke_fra",
    "samtykke_dato",
)


class MeldingQuerySet(SporetQuerySet["Melding"]):
    """Two looks at meldinger: as the one who receives them, and as the one who wrote them."""

    def visible_to(self, bruker: Bruker, dag: date) -> MeldingQuerySet:
        """The meldinger this person receives (L-4.5, L-5.3), minus every deny."""
        from cases.melding import access  # noqa: PLC0415 - access knows the models, not the other way at import

        return self.filter(access.mottakerbetingelse(bruker, dag))

    def skrevet_av(self, bruker: Bruker, dag: date) -> MeldingQuerySet:
        """The meldinger this person sent: own words and status, nothing about the sak; none once they have left."""
        return self.filter(melder=bruker) if roller_for(bruker, dag).finnes else self.none()


class Melding(MedSamtykke, Sporet):
    """A sent melding (section 2.1 of the law note). Only its handling may change after sending."""

    nummer = models.CharField(_("meldingsnummer"), max_length=16, unique=True)
    nokkel = models.UUIDField(unique=True, editable=False)
    melder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="meldinger")
    # The pupil's school; for an unknown pupil the one the reporter chose.
    skole = models.ForeignKey("organisation.Skole", models.PROTECT, related_name="meldinger")
    sendt = models.DateTimeField(_("sendt"))

    hva_skjedde = models.TextField(_("hva har du sett, hørt eller fått vite?"), max_length=FRITEKST)
    naar_dato = models.DateField(_("dato"), null=True, blank=True)
    naar_klokkeslett = models.TimeField(_("klokkeslett"), null=True, blank=True)
    naar_beskrivelse = models.CharField(_("når, med egne ord"), max_length=200, blank=True)
    oppdaget = models.DateField(_("når du fikk vite det"))
    arenaer = ArrayField(models.CharField(max_length=20, choices=Arena), default=list, blank=True)
    kilde = models.CharField(_("hvordan ble det kjent"), max_length=20, choices=Kilde, blank=True)
    sagt_dato = models.DateField(_("når ble det sagt"), null=True, blank=True)
    typer = ArrayField(models.CharField(max_length=20, choices=Krenkelse), default=list, blank=True)
    vitner = models.TextField(_("andre som vet noe"), max_length=FRITEKST, blank=True)
    grep_inn = models.BooleanField(_("grep noen inn"), null=True, blank=True)
    grep_inn_beskrivelse = models.TextField(_("hvem og hvordan, eller hvorfor ikke"), max_length=FRITEKST, blank=True)
    fysisk_inngripen = models.BooleanField(_("fysisk inngripen"), default=False)
    strakstiltak = models.TextField(_("hva er gjort med en gang"), max_length=FRITEKST, blank=True)
    trygg_naa = models.CharField(_("er eleven trygg nå"), max_length=8, choices=JaNeiUsikker, blank=True)
    foresatte_varslet = models.BooleanField(_("er foresatte fortalt"), null=True, blank=True)
    foresatte_varslet_beskrivelse = models.CharField(_("av hvem og når"), max_length=200, blank=True)
    haster = models.BooleanField(_("haster"), default=False)

    # Where it went (the law's routing).
    mottaker = models.CharField(_("mottaker"), max_length=12, choices=Mottaker, default=Mottaker.REKTOR)
    skjerpet = models.BooleanField(_("§ 12-5"), default=False)

    # What the receiver did.
    lest = models.DateTimeField(_("lest"), null=True, blank=True)
    lest_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    behandling = models.CharField(_("behandling"), max_length=12, choices=Behandling, default=Behandling.NY)
    behandlet = models.DateTimeField(null=True, blank=True)
    behandlet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ikke_kap12_begrunnelse = models.TextField(_("begrunnelse"), max_length=FRITEKST, blank=True)

    objects = MeldingQuerySet.as_manager()  # type: ignore[misc]  # a manager that knows visible_to

    class Meta:
        verbose_name = _("melding")
        verbose_name_plural = _("meldinger")
        constraints = (
            models.CheckConstraint(
                condition=Q(behandling="ny") | (Q(behandlet__isnull=False) & Q(behandlet_av__isnull=False)),
                name="behandlet_melding_har_tid_og_hvem",
            ),
            models.CheckConstraint(
                condition=~Q(behandling="ikke_kap12") | ~Q(ikke_kap12_begrunnelse=""),
                name="ikke_kap12_har_begrunnelse",
                violation_error_message=_("Skriv hvorfor meldingen ikke gjelder kapittel 12."),
            ),
            # L-4.9: a pupil's own word is never turned away.
            models.CheckConstraint(
                condition=~Q(behandling="ikke_kap12") | ~Q(kilde__in=["eleven", "foresatte"]),
                name="elevens_eget_ord_avvises_ikke",
                violation_error_message=_("Når eleven eller foresatte selv har sagt fra, skal det bli en sak."),
            ),
            samtykke_er_notert("melding_fra_behandling_har_samtykke"),
        )
        indexes = (
            models.Index(fields=["melder", "-sendt"], name="melding_melder"),
            models.Index(
                fields=["skole", "mottaker", "sendt"], name="melding_ubehandlet", condition=Q(behandling="ny")
            ),
        )
        triggers = (
            pgtrigger.Protect(name="melding_slettes_aldri", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="sendt_melding_er_uforanderlig", fields=list(INNHOLD)),
        )

    def __str__(self) -> str:
        return self.nummer

    @property
    def hvor(self) -> str:
        """The school for a list, unless a pupil's address is protected. Asks the pupils; a list has them fetched."""
        gradert = any(rad.elev is not None and rad.elev.er_gradert for rad in self.elever.all())
        return str(_("Adressen er gradert")) if gradert else self.skole.navn

    @property
    def arenanavn(self) -> list[str]:
        """Where it happened, in words."""
        return [str(Arena(arena).label) for arena in self.arenaer]

    @property
    def typenavn(self) -> list[str]:
        """Which kinds of krenkelse, in words."""
        return [str(Krenkelse(type_).label) for type_ in self.typer]


class Meldingelev(Sporet):
    """A pupil the melding is about, or words for one the reporter cannot name; and the sak it led to."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="elever")
    elev = models.ForeignKey("organisation.Elev", models.PROTECT, null=True, blank=True, related_name="meldinger")
    beskrivelse = models.CharField(_("beskrivelse"), max_length=300, blank=True)
    sak = models.ForeignKey(Sak, models.PROTECT, null=True, blank=True, related_name="meldingselever")

    class Meta:
        verbose_name = _("elev i melding")
        verbose_name_plural = _("elever i melding")
        constraints = (
            models.CheckConstraint(
                condition=Q(elev__isnull=False) | ~Q(beskrivelse=""),
                name="melding_gjelder_noen",
                violation_error_message=_("Velg en elev, eller beskriv hvem det gjelder."),
            ),
            models.UniqueConstraint(fields=["melding", "elev"], name="elev_en_gang_per_melding"),
        )
        triggers = (
            pgtrigger.Protect(name="meldingelev_slettes_aldri", operation=pgtrigger.Delete),
            # The receiver may name an unknown pupil, never rename a known one.
            pgtrigger.ReadOnly(name="meldingelev_er_uforanderlig", fields=["melding", "beskrivelse"]),
        )

    def __str__(self) -> str:
        return str(self.elev or self.beskrivelse)


class Meldinginvolvert(Sporet):
    """Who may have offended, as the reporter told it."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="involverte")
    kategori = models.CharField(_("hvem"), max_length=20, choices=Involvert.Kategori)
    elev = models.ForeignKey("organisation.Elev", models.PROTECT, null=True, blank=True, related_name="+")
    ansatt = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="meldt_i")
    beskrivelse = models.CharField(_("beskrivelse"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("involvert i melding")
        verbose_name_plural = _("involverte i melding")
        indexes = (models.Index(fields=["ansatt", "melding"], name="meldt_ansatt", condition=Q(ansatt__isnull=False)),)
        triggers = (
            pgtrigger.Protect(name="meldinginvolvert_er_uforanderlig", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.get_kategori_display()


class Meldingstillegg(MedSamtykke, Sporet):
    """Something the reporter remembered later: a new row, never a change (L-4.8)."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="tillegg")
    tekst = models.TextField(_("tillegg"), max_length=FRITEKST)
    skrevet = models.DateTimeField()
    skrevet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("tillegg til melding")
        verbose_name_plural = _("tillegg til melding")
        ordering = ("skrevet", "id")
        constraints = (samtykke_er_notert("tillegg_fra_behandling_har_samtykke"),)
        triggers = (pgtrigger.Protect(name="tillegg_er_uforanderlig", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.melding}: {self.skrevet:%d.%m.%Y}"
