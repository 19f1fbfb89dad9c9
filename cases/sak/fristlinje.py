"""A deadline made ready to be shown: its name, its day, and how it was reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from cases.sak.vurdering import GRUNNLAGSNAVN, Fristlinje, fristnavn, setning

if TYPE_CHECKING:
    from datetime import datetime

    from cases.lov.frister import Frist


def fristlinje(frist: Frist, now: datetime) -> Fristlinje:
    """The deadline in the reader's language."""
    dato, i_dag = localdate(frist.forfall), localdate(now)
    return Fristlinje(
        navn=fristnavn(frist.type),
        dato=dato,
        forsinket=frist.forsinket(now),
        i_dag=dato == i_dag,
        utregning=setning(frist.utregning),
        grunnlag=str(GRUNNLAGSNAVN[frist.grunnlag]),
        annet_aar=dato.year != i_dag.year,
    )
