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
from steinkjer_skolemiljo.organisation.models import Rolle, Rolletildeling
from tests.cast import I_DAG, NAA, bruker

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


@pytest.mark.regel("D-23")
def test_den_ansvarlige_faar_vite_det_foer_paa_dagen_og_etter_og_saa_rektor(hjul: Rollebesetning) -> None:
    # Tuesday 17 November, and three things told of it: a week before, that day, and when it has passed.
    frist(hjul, I_DAG + timedelta(days=7), "kontaktlarer")
    for dager in (0, 1, 7):
        minn_om_arshjulet(NAA + timedelta(days=dager))
    foer = ("Kontakt", "En aktivitet i årshjulet har frist 17. november 2026.")
    etter = "En aktivitet i årshjulet hadde frist 17. november 2026. Merk den, eller flytt den."
    assert fikk() == [foer, foer]
    # The next school day the rektor knows too, once.
    for dager in (8, 9, 10):
        minn_om_arshjulet(NAA + timedelta(days=dager))
    assert fikk() == [foer, foer, ("Kontakt", etter), ("Rektor", etter)]
    # What is marked asks for nothing more; nor does a date that is another.
    assert Varsel.objects.filter(ordnet__isnull=True).count() == 4
    merk(aktor=hjul.rektor, data=Merkedata("gjort", I_DAG), **HER)  # type: ignore[arg-type]
    assert not Varsel.objects.filter(ordnet__isnull=True).exists()


def test_flyttes_fristen_gjelder_bare_den_nye(hjul: Rollebesetning) -> None:
    frist(hjul, I_DAG)
    minn_om_arshjulet(NAA)
    frist(hjul, I_DAG + timedelta(days=3))
    minn_om_arshjulet(NAA)
    aapne = Varsel.objects.filter(ordnet__isnull=True)
    assert [varsel.data["dato"] for varsel in aapne] == ["2026-11-13"]


def test_stedfortrederen_for_den_ansvarlige_faar_det_ogsaa(hjul: Rollebesetning) -> None:
    vikar = bruker("Steds Fortreder")
    Rolletildeling.objects.create(
        bruker=vikar,
        rolle=Rolle.REKTOR,
        skole=hjul.egge,
        fra=I_DAG,
        til=I_DAG + timedelta(days=30),
        stedfortreder_for=hjul.rektor,
    )
    frist(hjul, I_DAG, "rektor")
    minn_om_arshjulet(NAA)
    assert {navn for navn, _tekst in fikk()} == {"Rektor", "Steds"}


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
