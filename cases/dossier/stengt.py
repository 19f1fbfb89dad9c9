"""A file that is closed is closed for everybody: also where it was put into a dossier before it was closed."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.sak.hendelse import Hendelsestype
from cases.sak.models import Hendelse
from cases.vedlegg.models import Vedleggskontroll

Utfall = Vedleggskontroll.Utfall
STENGT_SIDEN = _(
    "En fil i denne saksmappa er sperret etter at den ble laget, og den kan ikke åpnes. Lag en ny versjon."
)


def har_stengt_fil() -> Exists:
    """Whether a file the dossier may hold was closed or stopped after the dossier was read; for a query of dossiers.

    A closing is told by its line in the log, which the dossier has read or has not: no clock can say which came first.
    """
    sperret = Hendelse.objects.filter(
        sak=OuterRef(OuterRef("sak")),
        lenke__gt=OuterRef(OuterRef("lenker")),
        type=Hendelsestype.VEDLEGG_SPERRET,
        objekt_id=OuterRef("vedlegg"),
    )
    return Exists(
        Vedleggskontroll.objects.filter(
            Q(vedlegg__sak=OuterRef("sak")) | Q(vedlegg__melding__elever__sak=OuterRef("sak")),
            Q(utfall=Utfall.FUNN, tid__gt=OuterRef("oyeblikk")) | Q(Exists(sperret), utfall=Utfall.SPERRET),
            vedlegg__lagt_ved__lte=OuterRef("oyeblikk"),
        )
    )
