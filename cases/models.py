"""Django finds models only here; each lives in its own room."""

from cases.dokumenter.models import Dokument
from cases.evaluering.models import Avslutning, Ettersjekk, Evaluering, Gjenapning, Tiltaksvurdering
from cases.innstillinger.models import Omregning
from cases.melding.models import (
    Melding,
    Meldingelev,
    Meldinginvolvert,
    Meldingsnummerserie,
    Meldingstillegg,
    Meldingsutkast,
)
from cases.sak.models import Hendelse, Inhabilitet, Involvert, Nodinnsyn, Oppslag, Sak, Saksnummerserie, Saktilgang
from cases.segl.models import Segl
from cases.skoleeier.models import Skoleeiervarsel
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from cases.undersokelse.models import Analyse, Kartlegging, Observasjon, Samtale, Undersokelse
from cases.varsling.models import Varsel

__all__ = [
    "Analyse",
    "Avslutning",
    "Dokument",
    "Ettersjekk",
    "Evaluering",
    "Gjenapning",
    "Hendelse",
    "Inhabilitet",
    "Involvert",
    "Kartlegging",
    "Melding",
    "Meldingelev",
    "Meldinginvolvert",
    "Meldingsnummerserie",
    "Meldingstillegg",
    "Meldingsutkast",
    "Nodinnsyn",
    "Observasjon",
    "Omregning",
    "Oppslag",
    "Sak",
    "Saksnummerserie",
    "Saktilgang",
    "Samtale",
    "Segl",
    "Skoleeiervarsel",
    "Tiltak",
    "Tiltaksplan",
    "Tiltaksvurdering",
    "Undersokelse",
    "Varsel",
]
