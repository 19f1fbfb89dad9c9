"""What a section is about, and beside which form its words are shown. Chosen by whoever edits the procedure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Delplikt(models.TextChoices):
    """The seven duties, by the law module's codes, which this floor may not import; a test holds them equal."""

    FOLGE_MED = "folge_med", _("Følge med")
    GRIPE_INN = "gripe_inn", _("Gripe inn")
    MELDE_FRA = "melde_fra", _("Melde fra")
    SKJERPET_PLIKT = "skjerpet_plikt", _("Skjerpet plikt")
    UNDERSOKE = "undersoke", _("Undersøke")
    SETTE_INN_TILTAK = "sette_inn_tiltak", _("Sette inn tiltak")
    DOKUMENTERE = "dokumentere", _("Dokumentere")


class Sted(models.TextChoices):
    """A form of the house. ``samtale_…`` ends with the kind of conversation."""

    MELDE = "melde", _("Meld fra")
    TA_IMOT = "ta_imot", _("Ta imot en melding")
    SKOLEEIERVARSEL = "skoleeiervarsel", _("Varsle skoleeier")
    INNGRIPEN = "inngripen", _("Fysisk inngripen")
    UNDERSOKELSESPLAN = "undersokelsesplan", _("Plan for undersøkelsen")
    SAMTALE_ELEV = "samtale_elev", _("Samtale med eleven")
    SAMTALE_FORESATTE = "samtale_foresatte", _("Samtale med foresatte")
    SAMTALE_MULIG_KRENKER = "samtale_elev_mulig_krenker", _("Samtale med elev som kan ha krenket")
    SAMTALE_FORESATTE_ANNEN = "samtale_foresatte_annen_elev", _("Samtale med foresatte til en annen elev")
    OBSERVASJON = "observasjon", _("Observasjon")
    KARTLEGGING = "kartlegging", _("Kartlegging")
    ANALYSE = "analyse", _("Analyse")
    TILTAKSPLAN = "tiltaksplan", _("Tiltaksplan")
    EVALUERING = "evaluering", _("Evaluering")
    AVSLUTNING = "avslutning", _("Avslutte saken")
    REAKSJON = "reaksjon", _("Reaksjon")
    STATSFORVALTER = "statsforvalter", _("Sak hos Statsforvalteren")
