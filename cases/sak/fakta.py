"""From rows to the law's facts: the one place that turns a sak into ``SakFakta``.

Everything is read through the sak's reverse relations with a fixed number of queries, for one sak or for many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.timezone import localtime

from cases.lov.begreper import Avslutningsgrunn, Elevsvar, Konklusjon, Kriterium, Samtaletype
from cases.lov.fakta import (
    AlvorlighetFakta,
    AnalyseFakta,
    EvalueringFakta,
    KartleggingFakta,
    MeldingFakta,
    ObservasjonFakta,
    PlanFakta,
    SakFakta,
    SamtaleFakta,
    TiltakFakta,
    VarselFakta,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cases.sak.models import Sak
