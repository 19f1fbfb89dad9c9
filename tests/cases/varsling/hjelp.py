"""A sak with a plan that is to be evaluated, and what has been told about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from cases.sak.tilstand import oppdater
from cases.tiltaksplan.models import Tiltaksplan
from cases.varsling.models import Varsel
from tests.cast import NAA, OSLO
from tests.factories import lag_sak

if TYPE_CHECKING:
    from datetime import date

    from cases.sak.models import Sak
    from tests.cast import Rollebesetning

# The day of evaluation in most tests: Tuesday 10 November. Its steps: Monday 9, Tuesday 10, Wednesday 11 (passed, and
# one school day after), Friday 13 (three school days after), Tuesday 24 (ten).
FRIST = NAA.date()


def kl(dag: date, time: int = 9, minutt: int = 0) -> datetime:
    return datetime(dag.year, dag.month, dag.day, time, minutt, tzinfo=OSLO)


def sak_til_evaluering(roller: Rollebesetning, dato: date = FRIST, **felter: Any) -> Sak:
    """An open sak, kontaktlærer responsible, whose plan is to be evaluated on this date."""
    start = kl(dato - timedelta(days=14))
    sak = lag_sak(
        roller,
        **{
            "ansvarlig": roller.kontaktlarer,
            "delt_med_kontaktlarer": True,
            "opprettet": start,
            "mottatt": start,
            "foresatte_informert": start.date(),
            **felter,
        },
    )
    Tiltaksplan.objects.create(
        sak=sak,
        versjon=1,
        status=Tiltaksplan.Status.VEDTATT,
        utfordring="Nora er alene i friminuttene.",
        elevens_syn="Nora vil ha noen å være sammen med.",
        barnets_beste="Tiltakene er til Noras beste.",
        evalueringsdato=dato,
        opprettet=start,
        opprettet_av=roller.rektor,
        vedtatt=start,
        vedtatt_av=roller.rektor,
    )
    oppdater(sak, aktor=roller.systemet, now=start)
    return sak


def fortalt(sak: Sak, frist: str = "evaluering") -> list[tuple[str, str]]:
    """Who has been told what about one deadline of the sak: (first name, kind of notice), in the order it was told."""
    varsler = Varsel.objects.filter(nokkel__startswith=f"frist:{sak.pk}:{frist}:").order_by("opprettet", "pk")
    return [(v.mottaker.fornavn, v.type) for v in varsler.select_related("mottaker")]
