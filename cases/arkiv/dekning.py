"""What becomes of each kind of row when a sak is removed: where it is kept, or why it need not be.

Every model that hangs on a sak stands here once. One that does not stands in the way of a removal: a room built later
stops it until somebody has said what becomes of what is written there.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q

from cases.arkiv.models import Arkivering
from cases.dokumenter.models import Dokument
from cases.dossier.models import Dossier
from cases.framlegg.models import Framlegg
from cases.melding.models import Melding
from cases.sak.hendelse import Hendelsestype
from cases.sak.models import Sak
from cases.sladding.models import Sladding
from cases.tiltaksplan.models import Tiltaksplan

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import Model

# In the archive's saksmappe, row by row; held against the sum it had there before anything goes.
I_SAKSMAPPA = frozenset(
    {
        # The sak, who it is about, who had it, and all that was done.
        "sak",
        "involvert",
        "inhabilitet",
        "nodinnsyn",
        "overtakelse",
        "hendelse",
        "loggnotat",
        "redegjorelse",
        # How it was known.
        "melding",
        "meldingelev",
        "meldinginvolvert",
        "meldingstillegg",
        "meldingsinhabilitet",
        "mottak",
        "inngripen",
        "inngripenstillegg",
        # What the school found out, did, and ended with.
        "undersokelse",
        "samtale",
        "referatutsending",
        "observasjon",
        "kartlegging",
        "analyse",
        "tiltaksplan",
        "tiltak",
        "tiltaksmerke",
        "planutsending",
        "evaluering",
        "tiltaksvurdering",
        "avslutning",
        "ettersjekk",
        "gjenapning",
        # Skoleeier and Statsforvalteren.
        "skoleeiervarsel",
        "saksovertakelse",
        "statsforvaltersak",
        "statsforvalterkrav",
        "fristforlengelse",
        "statsforvaltersvar",
        "svardokument",
        "statsforvaltermote",
        "statsforvaltervedtak",
        "palegg",
        "paleggoppfolging",
        "statsforvalterklage",
        "tvangsmulkt",
        "dossieroversendelse",
        # What is about others, and is in nobody's elevmappe.
        "framlegg",
        "maskevalg",
        "framleggdokument",
        "framleggsvar",
        "framleggmote",
        "framleggvurdering",
        "reaksjon",
        "reaksjonstillegg",
        "samarbeidsavtale",
        "avtalesamtale",
        # Dates alone, as it is written here (L-N.2).
        "meldepliktvurdering",
        # What went out.
        "innsynskrav",
        "innsynsavgjorelse",
        "innsynsutskrift",
        "sladding",
        "sladdekilde",
        "sladdevalg",
        "overforing",
        # Files, byte for byte inside the PDF/A-3.
        "vedlegg",
        "vedleggsdel",
        "vedleggskontroll",
        "dokument",
    }
)
# What is no document and is kept nowhere else, each with its reason.
IKKE_BEVART = {
    # Who may open the sak: the log has every line of it.
    "saktilgang": "tilgang",
    # Who has opened it, and what was made of that: it has its own years, and stands in the way until they are over.
    "oppslag": "leselogg",
    "oppslagsvurdering": "leselogg",
    # Reminders.
    "varsel": "paaminnelse",
    "varselforsok": "paaminnelse",
    # A draft of one who writes.
    "aktivitetsutkast": "utkast",
    # Words without text, and what was counted.
    "soketekst": "indeks",
    "teltsak": "tall",
    # How it came to the archive, and that it may go: ``Saksfjerning`` says what is left of that.
    "arkivering": "arkivet",
    "arkivforsok": "arkivet",
    "arkivkvittering": "arkivet",
    "fjerningsstans": "fjerning",
    "fjerningsforslag": "fjerning",
    # That a saksmappe was made: what it was is a document.
    "dossier": "laget",
}
DEKKET = I_SAKSMAPPA | IKKE_BEVART.keys()
# Nobody but the one who wrote it has had it: it goes as drafts do, and is in no saksmappe.
UTKAST: dict[str, Q] = {
    "tiltaksplan": Q(status=Tiltaksplan.Status.UTKAST),
    "tiltak": Q(plan__status=Tiltaksplan.Status.UTKAST),
    "framlegg": ~Q(status=Framlegg.Status.FRIGITT),
    "maskevalg": ~Q(framlegg__status=Framlegg.Status.FRIGITT),
    "sladding": ~Q(status=Sladding.Status.FRIGITT),
    "sladdekilde": ~Q(sladding__status=Sladding.Status.FRIGITT),
    "sladdevalg": ~Q(sladding__status=Sladding.Status.FRIGITT),
    "overforing": Q(sendt__isnull=True),
}
# What the log tells of the archive and the removal itself, after the saksmappe was made.
ETTER_SAKSMAPPA = frozenset(
    {
        Hendelsestype.DOKUMENT_ARKIVERT,
        Hendelsestype.SAKSMAPPE_ARKIVERT,
        Hendelsestype.ANDRES_PAPIRER_LAGT,
        Hendelsestype.FJERNING_STANSET,
        Hendelsestype.FJERNING_IKKE_STANSET,
        Hendelsestype.FJERNING_FORESLATT,
        Hendelsestype.FJERNING_GODKJENT,
        Hendelsestype.FJERNING_AVVIST,
    }
)


def etter_saksmappa() -> Q:
    """The lines of a log that are about the archive itself, and make no saksmappe old."""
    om_saksmappa = Q(
        type=Hendelsestype.DOKUMENT_LAGET, data__contains={"dokument": Dokument.Type.SAKSMAPPE_ARKIV.value}
    )
    return Q(type__in=ETTER_SAKSMAPPA) | om_saksmappa


def arkivert_for_seg() -> Q:
    """The papers with a receipt of their own, and those that are drawings of the sak as a whole."""
    usendt = Q(type=Dokument.Type.DOSSIER, dossier__oversendelser=None, sendt_statsforvalteren=None)
    return Q(arkivering__status=Arkivering.Status.KVITTERT) | Q(type=Dokument.Type.SAKSMAPPE_ARKIV) | usendt


def som_skal_bevises(modell: type[Model], ider: Collection[int]) -> set[int]:
    """Those of a model's rows that must be in the archive's saksmappe. One query."""
    navn = modell._meta.model_name or ""
    rader: Any = modell._base_manager.filter(pk__in=ider)
    if navn in UTKAST:
        rader = rader.exclude(UTKAST[navn])
    elif navn == "hendelse":
        rader = rader.exclude(etter_saksmappa())
    elif navn == "dokument":
        rader = rader.exclude(pk__in=Dokument.objects.filter(arkivert_for_seg()).filter(pk__in=ider).values("pk"))
    return set(rader.values_list("pk", flat=True))


def siste_saksmappe(sak_id: int) -> Dossier | None:
    """The newest saksmappe of the sak that the archive has, with the sums of what is in it."""
    return (
        Dossier.objects.til_arkivet()
        .filter(sak=sak_id, dokument__arkivering__status=Arkivering.Status.KVITTERT)
        .order_by("-versjon")
        .first()
    )


@cache
def uten_dekning() -> tuple[tuple[type[Model], str], ...]:
    """The models that hold something of a sak or its meldinger and do not stand here, and the way to the sak."""
    funnet: list[tuple[type[Model], str]] = []
    for modell in apps.get_models(include_auto_created=True):
        if modell._meta.model_name in DEKKET or hasattr(modell, "instance_type"):
            continue
        for felt in modell._meta.concrete_fields:
            if felt.is_relation and felt.related_model is Sak:
                funnet.append((modell, felt.name))
            elif felt.is_relation and felt.related_model is Melding:
                funnet.append((modell, f"{felt.name}__elever__sak"))
    return tuple(funnet)
