"""Reminders from the årshjul: to the responsible, else to rektor; near and late, once each."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from annual_wheel.actions import Merkedata, Plandata, merk, planlegg, start_skolear
from annual_wheel.katalog import Rad
from annual_wheel.mal import les_inn_katalog
from annual_wheel.models import Ansvar, Tid
from cases.varsling.arshjul import minn_om_arshjulet
from cases.varsling.models import Varsel
from cases.varsling.tekster import setning
from steinkjer_skolemiljo.organisation.models import Rolletildeling
from tests.cast import I_DAG, NAA

if TYPE_CHECKING:
    from datetime import date

    from tests.cast import Rollebesetning

HER = {"skole": "egge", "skolear": 2026, "nokkel": "klasseregler", "now": NAA}


@pytest.fixture
def hjul(roller: Rollebesetning) -> Rollebesetning:
    """Egge's year started."""
    rad = Rad("klasseregler", Tid.AUGUST, "Klasseregler", (Ansvar.REKTOR,))
    les_inn_katalog(aktor=roller.systemet, now=NAA, rader=(rad,))
    start_skolear(aktor=roller.rektor, skole="egge", skolear=2026, now=NAA)
    return roller


def frist(roller: Rollebesetning, dag: date, hvem: str | None = None) -> None:
    data = Plandata("nov_des", dag, ansvarlig=roller.alle[hvem] if hvem else None)
    planlegg(aktor=roller.rektor, data=data, **HER)  # type: ignore[arg-type]


def fikk() -> list[tuple[str, str]]:
    return [(v.mottaker.fornavn, setning(v)) for v in Varsel.objects.order_by("pk")]


def test_den_ansvarlige_faar_vite_det_en_gang_for_og_en_gang_etter(hjul: Rollebesetning) -> None:
    frist(hjul, I_DAG + timedelta(days=7), "kontaktlarer")
    for dager in (0, 1, 8, 9):
        minn_om_arshjulet(NAA + timedelta(days=dager))
    assert fikk() == [
        ("Kontakt", "En aktivitet i årshjulet har frist 17. november 2026."),
        ("Kontakt", "En aktivitet i årshjulet hadde frist 17. november 2026. Merk den, eller flytt den."),
    ]


def test_uten_ansvarlig_eller_naar_den_har_sluttet_faar_rektor_vite_det(hjul: Rollebesetning) -> None:
    frist(hjul, I_DAG, "kontaktlarer")
    rolle = Rolletildeling.objects.get(bruker=hjul.kontaktlarer)
    rolle.til = I_DAG - timedelta(days=1)
    rolle.save()
    minn_om_arshjulet(NAA)
    assert [navn for navn, _tekst in fikk()] == ["Rektor"]
    assert Varsel.objects.get().mottaker == hjul.rektor


def test_det_som_er_gjort_og_det_som_er_gammelt_minnes_ikke_om(hjul: Rollebesetning) -> None:
    minn_om_arshjulet(NAA)
    assert not Varsel.objects.exists()
    frist(hjul, I_DAG)
    merk(aktor=hjul.rektor, data=Merkedata("gjort", I_DAG), **HER)  # type: ignore[arg-type]
    minn_om_arshjulet(NAA)
    assert not Varsel.objects.exists()
