"""The investigation: what the pupil experiences and what keeps it going; never proof (L-2.1, L-4.13)."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.sak.models import FRITEKST, Sak
from steinkjer_skolemiljo.organisation.sporing import Sporet


def _staar_fast(navn: str, *unntatt: str) -> pgtrigger.Protect:
    """Refuse any change of what was written; a correction is a new row. Some columns may be filled in later."""
    gammel, ny = (f"to_jsonb({rad})" + "".join(f" - '{felt}'" for felt in unntatt) for rad in ("OLD", "NEW"))
    return pgtrigger.Protect(
        name=navn, operation=pgtrigger.Update, condition=pgtrigger.Condition(f"{gammel} IS DISTINCT FROM {ny}")
    )


class Undersokelse(Sporet):
    """What the school wants to find out, from whom, by when. One per sak; it begins when it is made."""

    sak = models.OneToOneField(Sak, models.PROTECT, related_name="undersokelse")
    startet = models.DateTimeField(_("startet"))
    hva_finne_ut = models.TextField(_("hva trenger vi å finne ut?"), max_length=FRITEKST, blank=True)
    kilder = models.TextField(_("hvem spør vi, og hvem gjør hva til når?"), max_length=FRITEKST, blank=True)

    class Meta:
        verbose_name = _("undersøkelse")
        verbose_name_plural = _("undersøkelser")

    def __str__(self) -> str:
        return str(self.sak)


class Aktivitet(Sporet):
    """What all parts of an investigation share: the date it was done, who wrote it down and when."""

    dato = models.DateField(_("dato"))
    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ("-dato", "-id")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.dato:%d.%m.%Y}"


class Samtale(Aktivitet):
    """A conversation and its referat: an internal part, and a part for the home (L-4.14, L-4.16, L-4.17)."""

    class Type(models.TextChoices):
        ELEV = "elev", _("Eleven saken gjelder")
        MULIG_KRENKER = "elev_mulig_krenker", _("Elev som kan ha krenket")
        MEDELEV = "medelev", _("En annen elev")
        FORESATTE = "foresatte", _("Foresatte til eleven")
        ANSATT = "ansatt", _("Ansatt")
        FORESATTE_ANNEN = "foresatte_annen_elev", _("Foresatte til en annen elev")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="samtaler")
    # A correction is a new row that points to the one it replaces; nothing that was written is changed.
    rettelse_av = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="rettet_av")
    type = models.CharField(_("samtale med"), max_length=24, choices=Type)
    # One conversation has exactly one such pupil (L-4.16).
    elev = models.ForeignKey("organisation.Elev", models.PROTECT, null=True, blank=True, related_name="samtaler")
    sted = models.CharField(_("sted"), max_length=120, blank=True)
    deltakere = models.TextField(_("hvem var med"), max_length=2000)
    formaal_forklart = models.BooleanField(_("formålet med samtalen ble forklart"), default=False)
    taushetsplikt_forklart = models.BooleanField(_("taushetsplikten ble forklart"), default=False)
    tolk = models.BooleanField(_("tolk ble brukt"), default=False)
    trygghetsperson = models.CharField(_("trygghetsperson"), max_length=120, blank=True)
    takket_nei = models.BooleanField(_("tilbudt samtale, takket nei"), default=False)
    hva_sies = models.TextField(_("hva eleven eller foresatte sier"), max_length=FRITEKST, blank=True)
    onsker = models.TextField(_("hvordan eleven ønsker at det skal bli"), max_length=FRITEKST, blank=True)
    hjelper_eller_frykter = models.TextField(
        _("hva eleven tror hjelper, og hva eleven er redd for"), max_length=FRITEKST, blank=True
    )
    # What the adult saw and thought stands apart from what the pupil said.
    voksnes_beskrivelse = models.TextField(_("det den voksne la merke til"), max_length=FRITEKST, blank=True)
    avtalt = models.TextField(_("hva ble avtalt"), max_length=FRITEKST, blank=True)
    neste_samtale = models.DateField(_("neste samtale"), null=True, blank=True)
    internt_notat = models.TextField(_("internt notat"), max_length=FRITEKST, blank=True)
    # The first time it went home, and how. To whom, and each later time, stands in Referatutsending.
    sendt_hjem = models.DateField(_("referat sendt hjem"), null=True, blank=True)
    sendt_hjem_kanal = models.CharField(_("hvordan"), max_length=80, blank=True)

    class Meta(Aktivitet.Meta):
        verbose_name = _("samtale")
        verbose_name_plural = _("samtaler")
        constraints = (
            models.CheckConstraint(
                condition=Q(takket_nei=True) | ~Q(hva_sies=""),
                name="samtale_har_innhold_eller_takket_nei",
                violation_error_message=_("Skriv hva som ble sagt, eller kryss av for at samtalen ble takket nei til."),
            ),
            models.CheckConstraint(
                condition=Q(neste_samtale__isnull=True) | Q(neste_samtale__gte=F("dato")),
                name="neste_samtale_er_etter",
                violation_error_message=_("Neste samtale kan ikke være før denne."),
            ),
            models.CheckConstraint(
                condition=~Q(type="elev_mulig_krenker") | Q(elev__isnull=False),
                name="samtale_med_mulig_krenker_har_en_elev",
                violation_error_message=_("Velg hvilken elev samtalen var med. Én elev om gangen."),
            ),
        )
        indexes = (models.Index(fields=["sak", "-dato"], name="samtale_sak"),)
        triggers = (_staar_fast("samtale_staar_fast", "sendt_hjem", "sendt_hjem_kanal"),)

    @property
    def om_en_annen_elev(self) -> bool:
        """With, or with the family of, another pupil than the one the sak is about."""
        return self.type in OM_EN_ANNEN_ELEV


# Conversations with, or with the family of, another pupil than the one the sak is about.
OM_EN_ANNEN_ELEV = frozenset({Samtale.Type.MULIG_KRENKER, Samtale.Type.MEDELEV, Samtale.Type.FORESATTE_ANNEN})


class Referatutsending(models.Model):
    """That the home's part of a referat went home: to whom, when, how (D-9). Nothing here is changed later."""

    class Kanal(models.TextChoices):
        DIGITAL = "digital", _("Sikker digital post")
        PAPIR = "papir", _("På papir")
        SAMTALE = "samtale", _("Gjennomgått og gitt i en samtale")

    samtale = models.ForeignKey(Samtale, models.PROTECT, related_name="utsendinger")
    # None: the pupil.
    foresatt = models.ForeignKey(
        "organisation.Foresatt", models.PROTECT, null=True, blank=True, related_name="referatutsendinger"
    )
    dato = models.DateField(_("dato"))
    kanal = models.CharField(_("hvordan"), max_length=8, choices=Kanal)
    registrert = models.DateTimeField()
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("utsending av referat")
        verbose_name_plural = _("utsendinger av referater")
        ordering = ("dato", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["samtale", "foresatt"],
                nulls_distinct=False,
                name="referat_sendt_en_gang_til_hver",
                violation_error_message=_("Det er alt notert at denne personen har fått referatet."),
            ),
        )
        triggers = (
            pgtrigger.Protect(name="referatutsending_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.samtale}: {self.dato:%d.%m.%Y}"


class Aktivitetsutkast(models.Model):
    """What someone has begun to write of a samtale or an observasjon. Its writer's alone, and gone when it is saved."""

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="aktivitetsutkast")
    sak = models.ForeignKey(Sak, models.CASCADE, related_name="aktivitetsutkast")
    slag = models.CharField(max_length=12)
    # The row that is being corrected; 0 where it is a new one.
    retter = models.PositiveBigIntegerField(default=0)
    # The form's raw fields.
    felter = models.JSONField(default=dict)
    endret = models.DateTimeField()

    class Meta:
        verbose_name = _("påbegynt referat")
        verbose_name_plural = _("påbegynte referater")
        constraints = (
            models.UniqueConstraint(fields=["bruker", "sak", "slag", "retter"], name="ett_aktivitetsutkast_hver"),
        )
        indexes = (models.Index(fields=["endret"], name="aktivitetsutkast_alder"),)

    def __str__(self) -> str:
        return self.slag


class Observasjon(Aktivitet):
    """What was seen, apart from how it is understood."""

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="observasjoner")
    rettelse_av = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="rettet_av")
    fra = models.TimeField(_("fra klokka"), null=True, blank=True)
    til = models.TimeField(_("til klokka"), null=True, blank=True)
    arena = models.CharField(_("hvor"), max_length=120)
    observator = models.CharField(_("hvem observerte"), max_length=120)
    systematisk = models.BooleanField(_("planlagt observasjon"), default=False)
    beskrivelse = models.TextField(_("hva så du"), max_length=FRITEKST)
    tolkning = models.TextField(_("hvordan forstår du det"), max_length=FRITEKST, blank=True)

    class Meta(Aktivitet.Meta):
        verbose_name = _("observasjon")
        verbose_name_plural = _("observasjoner")
        constraints = (
            models.CheckConstraint(
                condition=Q(fra__isnull=True) | Q(til__isnull=True) | Q(fra__lte=F("til")),
                name="observasjon_begynner_for_den_slutter",
                violation_error_message=_("Observasjonen kan ikke slutte før den begynner."),
            ),
        )
        indexes = (models.Index(fields=["sak", "-dato"], name="observasjon_sak"),)
        triggers = (_staar_fast("observasjon_staar_fast"),)


class Kartlegging(Aktivitet):
    """A survey of the class environment, and what in it concerns this pupil only."""

    class Verktoy(models.TextChoices):
        KLASSETRIVSEL = "klassetrivsel", _("Klassetrivsel")
        ELEVUNDERSOKELSEN = "elevundersokelsen", _("Elevundersøkelsen")
        SOSIOMETRISK = "sosiometrisk", _("Sosiometrisk undersøkelse")
        RELASJONSSIRKEL = "relasjonssirkel", _("Relasjonssirkelen")
        ANNET = "annet", _("Annet")

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="kartlegginger")
    verktoy = models.CharField(_("verktøy"), max_length=20, choices=Verktoy)
    funn = models.TextField(_("hva viser den om denne eleven"), max_length=FRITEKST)
    # The survey of the class it builds on, where that is in the register.
    bygger_paa = models.ForeignKey(
        "cases.Klassekartlegging",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="i_saker",
        verbose_name=_("bygger på"),
    )

    class Meta(Aktivitet.Meta):
        verbose_name = _("kartlegging")
        verbose_name_plural = _("kartlegginger")
        indexes = (models.Index(fields=["sak", "-dato"], name="kartlegging_sak"),)


class Analyse(Aktivitet):
    """What the school makes of it all, and whether tiltak are needed. A new one replaces the last; none is changed."""

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="analyser")
    hva_skjer = models.TextField(_("hva skjer"), max_length=FRITEKST)
    elevens_opplevelse = models.TextField(_("hvordan eleven opplever det"), max_length=FRITEKST)
    opprettholder = models.TextField(_("hva holder det ved like"), max_length=FRITEKST, blank=True)
    andre_forstaaelser = models.TextField(_("hva annet kan det være"), max_length=FRITEKST, blank=True)
    nok_informasjon = models.BooleanField(_("vi vet nok til å velge tiltak"), default=True)
    behov_for_tiltak = models.BooleanField(_("behov for tiltak"))
    begrunnelse = models.TextField(_("begrunnelse"), max_length=FRITEKST, blank=True)

    class Meta(Aktivitet.Meta):
        verbose_name = _("analyse")
        verbose_name_plural = _("analyser")
        constraints = (
            models.CheckConstraint(
                condition=Q(behov_for_tiltak=True) | ~Q(begrunnelse=""),
                name="ikke_behov_har_begrunnelse",
                violation_error_message=_("Skriv hvorfor det ikke er behov for tiltak."),
            ),
        )
        indexes = (models.Index(fields=["sak", "-dato", "-id"], name="analyse_sak"),)
        triggers = (pgtrigger.Protect(name="analyse_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete),)
