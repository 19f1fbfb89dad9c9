"""Django finds models only here; each lives in its own room."""

from cases.arkiv.models import (
    Arkivering,
    Arkivforsok,
    Arkivkvittering,
    Fjerningsforslag,
    Fjerningsstans,
    Saksfjerning,
)
from cases.dokumenter.models import Dokument
from cases.dossier.models import Dossier, Dossieroversendelse, Redegjorelse
from cases.evaluering.models import Avslutning, Ettersjekk, Evaluering, Gjenapning, Tiltaksvurdering
from cases.framlegg.models import (
    Framlegg,
    Framleggdokument,
    Framleggmote,
    Framleggsvar,
    Framleggvurdering,
    Maskevalg,
)
from cases.inngripen.models import Inngripen, Inngripenstillegg
from cases.innstillinger.models import Omregning
from cases.innsyn.models import Innsynsavgjorelse, Innsynskrav
from cases.kartlegging.models import Klassekartlegging
from cases.klasseregler.models import Klasseregler, Regelforslag, Regelgjennomgang
from cases.leselogg.models import Innsynsutskrift, Leseloggrydding, Oppslagsvurdering
from cases.meldeplikt.models import Meldepliktvurdering
from cases.melding.models import (
    Melding,
    Meldingelev,
    Meldinginvolvert,
    Meldingsnummerserie,
    Meldingstillegg,
    Meldingsutkast,
)
from cases.melding.mottak_models import Meldingsinhabilitet, Mottak
from cases.overforing.models import Overforing
from cases.overlevering.models import Overtakelse
from cases.reaksjon.models import Avtalesamtale, Reaksjon, Reaksjonstillegg, Samarbeidsavtale
from cases.relasjonssirkel.models import Plassering, Relasjonssirkel
from cases.sak.kronologi.models import Loggnotat
from cases.sak.models import Hendelse, Inhabilitet, Involvert, Nodinnsyn, Oppslag, Sak, Saksnummerserie, Saktilgang
from cases.segl.models import Segl
from cases.skoleeier.models import Saksovertakelse, Skoleeiervarsel
from cases.sladding.models import Sladdekilde, Sladdevalg, Sladding
from cases.sok.models import Soketekst
from cases.statistikk.models import Aarsrapport, Maanedstall, Rapportdokument, TeltSak
from cases.statsforvalter.models import (
    Fristforlengelse,
    Palegg,
    Paleggoppfolging,
    Statsforvalterklage,
    Statsforvalterkrav,
    Statsforvaltersak,
    Statsforvaltersvar,
    Statsforvaltervedtak,
    Svardokument,
    Tvangsmulkt,
)
from cases.statsforvalter.mote_models import Statsforvaltermote
from cases.tiltaksplan.models import Planutsending, Tiltak, Tiltaksmerke, Tiltaksplan
from cases.undersokelse.models import (
    Aktivitetsutkast,
    Analyse,
    Kartlegging,
    Observasjon,
    Referatutsending,
    Samtale,
    Undersokelse,
)
from cases.varsling.models import Varsel, Varselforsok, Varselvalg
from cases.vedlegg.models import Utkastvedlegg, Vedlegg, Vedleggsdel, Vedleggskontroll

__all__ = [
    "Aarsrapport",
    "Aktivitetsutkast",
    "Analyse",
    "Arkivering",
    "Arkivforsok",
    "Arkivkvittering",
    "Avslutning",
    "Avtalesamtale",
    "Dokument",
    "Dossier",
    "Dossieroversendelse",
    "Ettersjekk",
    "Evaluering",
    "Fjerningsforslag",
    "Fjerningsstans",
    "Framlegg",
    "Framleggdokument",
    "Framleggmote",
    "Framleggsvar",
    "Framleggvurdering",
    "Fristforlengelse",
    "Gjenapning",
    "Hendelse",
    "Inhabilitet",
    "Inngripen",
    "Inngripenstillegg",
    "Innsynsavgjorelse",
    "Innsynskrav",
    "Innsynsutskrift",
    "Involvert",
    "Kartlegging",
    "Klassekartlegging",
    "Klasseregler",
    "Leseloggrydding",
    "Loggnotat",
    "Maanedstall",
    "Maskevalg",
    "Meldepliktvurdering",
    "Melding",
    "Meldingelev",
    "Meldinginvolvert",
    "Meldingsinhabilitet",
    "Meldingsnummerserie",
    "Meldingstillegg",
    "Meldingsutkast",
    "Mottak",
    "Nodinnsyn",
    "Observasjon",
    "Omregning",
    "Oppslag",
    "Oppslagsvurdering",
    "Overforing",
    "Overtakelse",
    "Palegg",
    "Paleggoppfolging",
    "Planutsending",
    "Plassering",
    "Rapportdokument",
    "Reaksjon",
    "Reaksjonstillegg",
    "Redegjorelse",
    "Referatutsending",
    "Regelforslag",
    "Regelgjennomgang",
    "Relasjonssirkel",
    "Sak",
    "Saksfjerning",
    "Saksnummerserie",
    "Saksovertakelse",
    "Saktilgang",
    "Samarbeidsavtale",
    "Samtale",
    "Segl",
    "Skoleeiervarsel",
    "Sladdekilde",
    "Sladdevalg",
    "Sladding",
    "Soketekst",
    "Statsforvalterklage",
    "Statsforvalterkrav",
    "Statsforvaltermote",
    "Statsforvaltersak",
    "Statsforvaltersvar",
    "Statsforvaltervedtak",
    "Svardokument",
    "TeltSak",
    "Tiltak",
    "Tiltaksmerke",
    "Tiltaksplan",
    "Tiltaksvurdering",
    "Tvangsmulkt",
    "Undersokelse",
    "Utkastvedlegg",
    "Varsel",
    "Varselforsok",
    "Varselvalg",
    "Vedlegg",
    "Vedleggsdel",
    "Vedleggskontroll",
]
