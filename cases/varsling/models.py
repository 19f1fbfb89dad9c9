"""The outbox: a notice is a row, written with what caused it and delivered by a worker."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypedDict

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from cases.sak.models import Sak

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Bruker


class NyttVarsel(TypedDict):
    """What differs between the notices of one moment: to whom, about what, and the key that lets it be told once."""

    mottaker: int
    sak: int | None
    type: str
    nokkel: str
    # Ids and dates the text is made from; never free text about people.
    data: dict[str, Any]
    haster: bool


# The columns of ``NyttVarsel`` come as one document: a sweep writes very many, and to make each into a row of the ORM
# took longer than all else it does (script/bench sweep).
_SKRIV = """
INSERT INTO cases_varsel (mottaker_id, sak_id, type, nokkel, data, haster, opprettet, epost_neste,
    epost, epost_forsok, epost_feil, samlet)
SELECT ny.mottaker, ny.sak, ny.type, ny.nokkel, ny.data, ny.haster, %(naa)s, %(naa)s, 'venter', 0, '', false
FROM json_to_recordset(%(nye)s) AS ny
    (mottaker bigint, sak bigint, type varchar, nokkel varchar, data jsonb, haster boolean)
ON CONFLICT DO NOTHING
"""


# What asks for something and belongs to no sak, found by its key when it is done: as ``tekster.BER_OM_NOE_UTEN_SAK``.
UTEN_SAK = (
    "melding_uten_mottaker",
    "rolleforslag",
    "framlegg_til_deg",
    "framlegg_ny_frist",
    "framlegg_paaminnelse",
    "framlegg_frist_ute",
    "overforing_kommet",
    "arshjul_frist",
    "arshjul_forsinket",
    "prosedyre_les",
    "prosedyre_minn",
    "prosedyre_forsinket",
    "prosedyre_mangler",
    "prosedyre_revisjon",
    "prosedyre_revisjon_passert",
    "ressurs_virker_ikke",
    "arkivet_tar_ikke_imot",
    "klasseregler_frist",
    "klasseregler_forsinket",
)


class VarselQuerySet(models.QuerySet["Varsel"]):
    """The inbox, its count in the menu and the e-mail ask the same: what this person may still be told."""

    def synlige_for(self, bruker: Bruker, dag: date) -> VarselQuerySet:
        """A person's own notices, less those about something that has since been closed to them."""
        from cases.varsling import access  # noqa: PLC0415 - access knows the models, not the other way at import

        return self.annotate(meldingsnummer=KT("data__melding")).filter(access.synlig(bruker, dag))

    def ikke_levert(self, bruker: Bruker, dag: date) -> VarselQuerySet:
        """The notices whose e-mail was given up, for systemforvalter; nothing for others."""
        from cases.varsling import access  # noqa: PLC0415 - as above

        return self.filter(epost=Varsel.Epost.OPPGITT) if access.kan_se_ikke_levert(bruker, dag) else self.none()

    def skriv(self, nye: Sequence[NyttVarsel], now: datetime) -> None:
        """Queue these notices; one whose key the person has had already is not written again. One statement."""
        with connection.cursor() as peker:
            peker.execute(_SKRIV, {"naa": now, "nye": json.dumps(nye)})


class Varsel(models.Model):
    """One notice to one person: always in the inbox, and by e-mail as a number and a link (D-25).

    ``nokkel`` names the fact and the step, so that a person is told once and only once, ever.
    """

    class Epost(models.TextChoices):
        VENTER = "venter", _("Venter")
        SENDT = "sendt", _("Sendt")
        INGEN = "ingen", _("Sendes ikke")
        OPPGITT = "oppgitt", _("Kunne ikke sendes")

    mottaker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="varsler")
    sak = models.ForeignKey(Sak, models.PROTECT, null=True, blank=True, related_name="varsler")
    type = models.CharField(max_length=40)
    nokkel = models.CharField(max_length=120)
    # Ids and dates the text is made from; never free text about people.
    data = models.JSONField(default=dict, blank=True)
    haster = models.BooleanField(default=False)
    opprettet = models.DateTimeField()
    lest = models.DateTimeField(null=True, blank=True)
    # What it is about has been done: it asks for nothing more, and is not sent.
    ordnet = models.DateTimeField(null=True, blank=True)

    epost = models.CharField(max_length=8, choices=Epost, default=Epost.VENTER)
    epost_forsok = models.PositiveSmallIntegerField(default=0)
    epost_neste = models.DateTimeField(null=True, blank=True)
    epost_sendt = models.DateTimeField(null=True, blank=True)
    epost_feil = models.CharField(max_length=200, blank=True)
    # Goes in one letter with the person's others, in the morning.
    samlet = models.BooleanField(default=False)

    objects = VarselQuerySet.as_manager()

    class Meta:
        verbose_name = _("varsel")
        verbose_name_plural = _("varsler")
        ordering = ("-opprettet", "-id")
        constraints = (models.UniqueConstraint(fields=["mottaker", "nokkel"], name="ett_varsel_per_sak_og_steg"),)
        indexes = (
            models.Index(fields=["mottaker", "-opprettet"], name="varsel_innboks"),
            models.Index(fields=["epost_neste"], name="varsel_epost_venter", condition=Q(epost="venter")),
            models.Index(
                KT("data__melding"),
                name="varsel_melding_venter",
                condition=Q(type__in=("melding_ikke_avgjort", "melding_ikke_lest", "ny_melding"), ordnet__isnull=True),
            ),
            models.Index(fields=["-opprettet"], name="varsel_ikke_levert", condition=Q(epost="oppgitt")),
            models.Index(
                fields=["nokkel"],
                name="varsel_ber_om_noe",
                condition=Q(type__in=UTEN_SAK, ordnet__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.type


class Varselforsok(models.Model):
    """One try at sending a notice by e-mail, and how it went; the kind of error and never its text."""

    class Utfall(models.TextChoices):
        BEGYNT = "begynt", _("Begynt")
        SENDT = "sendt", _("Sendt")
        FEILET = "feilet", _("Feilet")
        AVBRUTT = "avbrutt", _("Avbrutt")
        UTGIKK = "utgikk", _("Ikke lenger aktuelt")
        BESTILT = "bestilt", _("Sendes på nytt")

    varsel = models.ForeignKey(Varsel, models.PROTECT, related_name="forsok")
    tid = models.DateTimeField()
    utfall = models.CharField(max_length=8, choices=Utfall, default=Utfall.BEGYNT)
    feil = models.CharField(max_length=200, blank=True)
    # Who asked for it to be tried again.
    av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("forsøk på å sende varsel")
        verbose_name_plural = _("forsøk på å sende varsler")
        ordering = ("-tid", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["varsel"], condition=Q(utfall="begynt"), name="ett_paabegynt_forsok_per_varsel"
            ),
            models.CheckConstraint(
                condition=Q(utfall="bestilt") ^ Q(av__isnull=True), name="bare_den_som_bestiller_er_nevnt"
            ),
        )

    def __str__(self) -> str:
        return self.utfall


class Varselvalg(models.Model):
    """How a person wants their e-mail. What haster is sent at once whatever they choose."""

    class Epost(models.TextChoices):
        STRAKS = "straks", _("Med en gang, på dagtid")
        SAMLET = "samlet", _("Samlet i én e-post hver morgen")
        INGEN = "ingen", _("Bare når noe haster")

    bruker = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="varselvalg")
    epost = models.CharField(_("når du får e-post"), max_length=8, choices=Epost)
    endret = models.DateTimeField()

    class Meta:
        verbose_name = _("valg for varsler")
        verbose_name_plural = _("valg for varsler")
        constraints = (
            models.CheckConstraint(
                condition=Q(epost__in=["straks", "samlet", "ingen"]),
                name="varselvalg_er_et_av_tre",
                violation_error_message=_("Velg ett av alternativene."),
            ),
        )

    def __str__(self) -> str:
        return self.epost
