"""Django finds models only here; each lives in its own room."""

from cases.dokumenter.models import Dokument
from cases.evaluering.models import Avslutning, Ettersjekk, Evaluering, Gjenapning, Tiltaksvurdering
from cases.framlegg.models import (
    Framlegg,
    Framleggdokument,
    Framleggmote,
    Framleggsvar,
    Framleggvurdering,
    Maskevalg,
)
from cases.innstillinger.models import Omregning
from cases.leselogg.models import Innsynsutskrift, Leseloggrydding, Oppslagsvurdering
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
from cases.skoleeier.models import Overtakelse, Skoleeiervarsel
from cases.statistikk.models import Aarsrapport, Maanedstall, Rapportdokument, TeltSak
from cases.tiltaksplan.models import Planutsending, Tiltak, Tiltaksplan
from cases.undersokelse.models import Analyse, Kartlegging, Observasjon, Samtale, Undersokelse
from cases.varsling.models import Varsel

__all__ = [
    "Aarsrapport",
    "Analyse",
    "Avslutning",
    "Dokument",
    "Ettersjekk",
    "Evaluering",
    "Framlegg",
    "Framleggdokument",
    "Framleggmote",
    "Framleggsvar",
    "Framleggvurdering",
    "Gjenapning",
    "Hendelse",
    "Inhabilitet",
    "Innsynsutskrift",
    "Involvert",
    "Kartlegging",
    "Leseloggrydding",
    "Maanedstall",
    "Maskevalg",
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
    "Oppslagsvurdering",
    "Overtakelse",
    "Planutsending",
    "Rapportdokument",
    "Sak",
    "Saksnummerserie",
    "Saktilgang",
    "Samtale",
    "Segl",
    "Skoleeiervarsel",
    "TeltSak",
    "Tiltak",
    "Tiltaksplan",
    "Tiltaksvurdering",
    "Undersokelse",
    "Varsel",
]
