"""The law's question about one krav, with what is known of the one who asks and nobody else (A-8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.lov import innsyn as lov
from steinkjer_skolemiljo.organisation.models import Foresattforhold

if TYPE_CHECKING:
    from datetime import date

    from cases.innsyn.models import Innsynskrav


def alder(fodt: date, dag: date) -> int:
    """Whole years on a day."""
    return dag.year - fodt.year - ((dag.month, dag.day) < (fodt.month, fodt.day))


def rett_til(krav: Innsynskrav, dag: date) -> lov.Rett:
    """What the one who asks may have today. One query where it is a guardian."""
    sak = krav.sak
    felles = {
        "hvem": lov.Hvem(krav.hvem),
        "alder": alder(sak.elev.fodselsdato, dag),
        "gradert": sak.elev.er_gradert,
        "ikke_send_hjem": sak.ikke_send_hjem,
    }
    if krav.foresatt_id is None:
        return lov.rett(lov.Sporsmaal(**felles))  # type: ignore[arg-type]  # by name, each of its own type
    forhold = Foresattforhold.objects.filter(elev=sak.elev_id, foresatt=krav.foresatt_id).first()
    if forhold is None:
        return lov.rett(lov.Sporsmaal(**felles, foreldreansvar=None))  # type: ignore[arg-type]  # as above
    return lov.rett(
        lov.Sporsmaal(
            **felles,  # type: ignore[arg-type]  # as above
            foreldreansvar=forhold.foreldreansvar,
            informasjon=lov.Informasjon(forhold.informasjon),
            besoksforbud=forhold.besoksforbud,
            bor_hos=forhold.bor_hos,
        )
    )
