"""Which papers wait for somebody's eyes before they go into a pupil's elevmappe, and which were let out instead.

What is drawn by itself has the names masked that are certain. Where the search that a person goes through finds
anything at all in the free text, it waits for that person (A-20): nothing with a doubtful name goes home unseen. When
a paper has been let out by ``cases/sladding``, that edition is the archive's, and the one drawn by itself is not sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from cases.arkiv.models import Arkivering
from cases.sladding.gjennomgang import har_funn
from cases.sladding.models import Kilde, Sladdekilde, Sladding
from cases.undersokelse.models import Samtale

if TYPE_CHECKING:
    from cases.dokumenter.models import Dokument

# The papers a person may let out to the elevmappe, by the model they are of. The others have no such page.
KILDER = {
    "cases.tiltaksplan": Kilde.PLAN,
    "cases.samtale": Kilde.REFERAT,
    "cases.evaluering": Kilde.EVALUERING,
    "cases.avslutning": Kilde.AVSLUTNING,
}


def maa_ses_over(dokument: Dokument) -> bool:
    """Whether a person must go through this paper before it may be sent. A constant number of queries."""
    kilde = KILDER.get(dokument.objekt_type)
    return kilde is not None and har_funn(dokument.sak, kilde, dokument.objekt_id)


def er_frigitt() -> Q:
    """The rows whose paper somebody has let out by hand."""
    q = Q()
    for modell, kilde in KILDER.items():
        frigitt = Sladdekilde.objects.filter(
            kilde=kilde,
            objekt_id=OuterRef("dokument__objekt_id"),
            sladding__formaal=Sladding.Formaal.ELEVMAPPE,
            sladding__status=Sladding.Status.FRIGITT,
        )
        q |= Q(dokument__objekt_type=modell) & Q(Exists(frigitt))
    return q


def er_rettet() -> Q:
    """The rows that wait for eyes and whose referat has been corrected since: now the correction is looked over."""
    rettelse = Samtale.objects.filter(rettelse_av=OuterRef("dokument__objekt_id"))
    return Q(status=Arkivering.Status.VENTER, dokument__objekt_type="cases.samtale") & Q(Exists(rettelse))
