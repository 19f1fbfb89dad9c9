"""The register of surveys: who sees which row, no pupil in it, small numbers, the årshjul, and the way into a sak."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from annual_wheel.actions import start_skolear
from annual_wheel.mal import les_inn_katalog
from annual_wheel.models import Skoleaktivitet
from cases.kartlegging.access import synlige
from cases.kartlegging.models import Klassekartlegging
from cases.undersokelse.models import Kartlegging
from cases.verktoy.navnesjekk import navn_i, smaatall_i
from steinkjer_skolemiljo.organisation.models import Elev, Klasse
from tests.access.hus import tekst
from tests.cases.sak.hjelp import hent, send
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

LISTEN = "/verktoy/kartlegging/"
NY = "/verktoy/kartlegging/ny/"


def felter(gjelder: str, **mer: Any) -> dict[str, Any]:
    return {
        "gjelder": gjelder,
        "slag": "klassetrivsel",
        "dato": I_DAG,
        "utfort_av": "Kontaktlærer",
        "antall_svar": 18,
        "funn": "De fleste trives. Noen står alene i friminuttet.",
        **mer,
    }


def lag(roller: Rollebesetning, **mer: Any) -> Klassekartlegging:
    return Klassekartlegging.objects.create(
        **{
            "skole": roller.egge,
            "skolear": 2026,
            "slag": "klassetrivsel",
            "dato": I_DAG,
            "utfort_av": "Kontaktlærer",
            "funn": "Zqfunn",
            "registrert": NAA,
            "registrert_av": roller.rektor,
            **mer,
        }
    )


def ser(bruker: Bruker) -> set[str]:
    return {f"{rad.hvem} {rad.skole.kortnavn}" for rad in synlige(bruker, I_DAG)}


@pytest.mark.regel("L-3.1")
def test_lederne_ser_skolen_og_kontaktlareren_det_som_gjelder_egen_klasse(
    client: Client, roller: Rollebesetning
) -> None:
    annen = Klasse.objects.create(skole=roller.egge, navn="6B", trinn=6, skolear=2026)
    egen = lag(roller, klasse=roller.klasse)
    lag(roller, klasse=annen)
    lag(roller, trinn=5)
    lag(roller, trinn=6)
    lag(roller)
    lag(roller, trinn=5, skolear=2025)
    maere = lag(roller, skole=roller.maere)
    assert ser(roller.rektor) == {"5A egge", "6B egge", "5. trinn egge", "6. trinn egge", "Hele skolen egge"}
    assert ser(roller.kontaktlarer) == {"5A egge", "5. trinn egge", "Hele skolen egge"}
    assert ser(roller.rektor_maere) == {"Hele skolen maere"}
    har = {"rektor", "kontaktlarer", "rektor_maere"}
    for navn, person in roller.alle.items():
        if navn == "systemet":
            continue
        assert hent(person, LISTEN).status_code == (200 if navn in har else 404), navn
        egge = hent(person, reverse("kartlegging:vis", args=[egen.pk]))
        assert egge.status_code == (200 if navn in {"rektor", "kontaktlarer"} else 404), navn
        assert ("Zqfunn" in tekst(egge)) == (navn in {"rektor", "kontaktlarer"})
    for navn in ("rektor", "kontaktlarer", "ansatt", "sektorleder", "rektor_maere"):
        person = roller.alle[navn]
        assert hent(person, NY).status_code == (200 if navn in har else 404), navn
        assert hent(person, reverse("kartlegging:vis", args=[maere.pk])).status_code == (
            200 if navn == "rektor_maere" else 404
        )
        verktoy = tekst(hent(person, "/verktoy/"))
        assert verktoy.startswith("200" if navn in har else "404"), navn
        assert ("Åpne relasjonssirkelen" in verktoy) == (navn == "kontaktlarer")
        assert ('href="/verktoy/"' in tekst(hent(person, "/arshjul/"))) == (navn in har)
    # The same queries however many there are.
    for_ = antall(client, roller.rektor, LISTEN)
    for _n in range(20):
        lag(roller, klasse=annen)
    assert antall(client, roller.rektor, LISTEN) <= for_


def test_faa_svar_naar_ingen_videre_krets(roller: Rollebesetning) -> None:
    lag(roller, trinn=5, antall_svar=4)
    egen = lag(roller, klasse=roller.klasse, antall_svar=4)
    assert ser(roller.kontaktlarer) == {"5A egge"}
    assert ser(roller.rektor) == {"5A egge", "5. trinn egge"}
    side = tekst(hent(roller.kontaktlarer, reverse("kartlegging:vis", args=[egen.pk])))
    assert "Færre enn fem" in side
    assert "<dd>4</dd>" not in side


def test_ingen_elev_blir_navngitt_uten_at_noen_har_sett_over(roller: Rollebesetning) -> None:
    klasse = f"klasse:{roller.klasse.pk}"
    svar = send(roller.kontaktlarer, NY, felter(klasse, funn="Nora er alene, og 2 elever plager henne."))
    assert svar.status_code == 422
    side = tekst(svar)
    assert "«Nora»" in side
    assert "«2 elever»" in side
    assert 'name="sett_over"' in side
    assert "Nora er alene, og 2 elever" in side
    assert not Klassekartlegging.objects.exists()
    assert 'name="sett_over"' not in tekst(hent(roller.kontaktlarer, NY))
    assert send(roller.kontaktlarer, NY, felter(klasse)).status_code == 302
    rad = Klassekartlegging.objects.get()
    assert (rad.klasse, rad.skole, rad.skolear, rad.registrert_av) == (
        roller.klasse,
        roller.egge,
        2026,
        roller.kontaktlarer,
    )
    # More than the own class is the rektor's to write, however the form is sent.
    assert send(roller.kontaktlarer, NY, felter(f"skole:{roller.egge.pk}")).status_code == 422
    assert send(roller.rektor, NY, felter(f"skole:{roller.egge.pk}", slag="annet")).status_code == 422
    assert (
        send(roller.rektor, NY, felter(f"trinn:{roller.egge.pk}:5", slag="annet", navn="Trivselslinja")).status_code
        == 302
    )
    trinnet = Klassekartlegging.objects.get(trinn=5)
    assert trinnet.hva == "Trivselslinja"
    # Changed by one who saw the last words, and only by one who may.
    endre = reverse("kartlegging:endre", args=[rad.pk])
    assert send(roller.rektor, endre, felter(klasse, funn="Bedre.", versjon=1)).status_code == 302
    gammelt = send(roller.kontaktlarer, endre, felter(klasse, funn="Verre.", versjon=1))
    assert gammelt.status_code == 422
    assert "Rektor Egge lagret endringer her" in tekst(gammelt)
    assert hent(roller.kontaktlarer, reverse("kartlegging:endre", args=[trinnet.pk])).status_code == 403
    assert [h.funn for h in rad.history.all()] == ["Bedre.", felter(klasse)["funn"]]


def test_aktiviteten_i_aarshjulet_viser_sine_kartlegginger(roller: Rollebesetning) -> None:
    les_inn_katalog(aktor=roller.systemet, now=NAA)
    for rektor, skole in ((roller.rektor, "egge"), (roller.rektor_maere, "maere")):
        start_skolear(aktor=rektor, skole=skole, skolear=2026, now=NAA)
    aktivitet = Skoleaktivitet.objects.get(hjul__skole=roller.egge, nokkel="kartlegging-host")
    adresse = reverse("annual_wheel:aktivitet", args=[2026, "egge", "kartlegging-host"])
    knapp = f"{NY}?aktivitet={aktivitet.pk}"
    assert knapp in tekst(hent(roller.kontaktlarer, adresse))
    assert NY not in tekst(hent(roller.ansatt, adresse))
    assert f'<option value="{aktivitet.pk}" selected' in tekst(hent(roller.kontaktlarer, knapp))
    klasse = f"klasse:{roller.klasse.pk}"
    assert send(roller.kontaktlarer, NY, felter(klasse, aktivitet=aktivitet.pk)).status_code == 302
    rad = Klassekartlegging.objects.get()
    lenke = reverse("kartlegging:vis", args=[rad.pk])
    assert lenke in tekst(hent(roller.rektor, adresse))
    assert lenke not in tekst(hent(roller.ansatt, adresse))
    assert adresse in tekst(hent(roller.rektor, lenke))
    annen = Skoleaktivitet.objects.get(hjul__skole=roller.maere, nokkel="kartlegging-host")
    assert send(roller.kontaktlarer, NY, felter(klasse, aktivitet=annen.pk)).status_code == 422
    regler = tekst(hent(roller.rektor, reverse("annual_wheel:aktivitet", args=[2026, "egge", "klasseregler"])))
    assert "/verktoy/klasseregler/" in regler


def test_kartleggingen_er_en_kilde_i_undersokelsen_for_den_som_ser_begge(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    egen = lag(roller, klasse=roller.klasse)
    andres = lag(roller, klasse=Klasse.objects.create(skole=roller.egge, navn="6B", trinn=6, skolear=2026))
    gammel = lag(roller, klasse=roller.klasse, dato=I_DAG - timedelta(days=800))
    undersokelsen = reverse("undersokelse:vis", args=[sak.nummer])
    skjema = reverse("undersokelse:kartlegging", args=[sak.nummer])
    for person in (roller.rektor, roller.kontaktlarer):
        side = tekst(hent(person, undersokelsen))
        assert f"{skjema}?bygger_paa={egen.pk}" in side
        assert f"bygger_paa={andres.pk}" not in side
        assert f"bygger_paa={gammel.pk}" not in side
    side = tekst(hent(roller.kontaktlarer, f"{skjema}?bygger_paa={egen.pk}"))
    assert "Zqfunn" in side
    assert f'<option value="{egen.pk}" selected' in side
    data = {"dato": I_DAG, "verktoy": "klassetrivsel", "funn": "Eleven har lite kontakt."}
    for feil in (andres, gammel):
        assert send(roller.rektor, skjema, {**data, "bygger_paa": feil.pk}).status_code == 422
    assert send(roller.kontaktlarer, skjema, {**data, "bygger_paa": egen.pk}).status_code == 302
    rad = Kartlegging.objects.get()
    assert rad.bygger_paa == egen
    # The sak says what kind and when, and neither which class nor what the class answered.
    side = tekst(hent(roller.rektor, undersokelsen))
    assert "Klassetrivsel, klassen, 10. november 2026" in side
    assert "Zqfunn" not in side


@pytest.mark.parametrize(
    ("skrevet", "navn", "tall"),
    [
        ("Klassen har det fint, og i dag var alle ute.", [], []),
        ("nora gråt. Noras venn, Jonss og Vik.", ["nora", "Nora", "Jonss", "Vik"], []),
        ("To elever og tre jenter; femten elever og 12 gutter.", [], ["To elever", "tre jenter"]),
    ],
)
def test_navn_og_smaa_tall_blir_funnet(skrevet: str, navn: list[str], tall: list[str]) -> None:
    elever = [Elev(fornavn="Nora", etternavn="Eggen"), Elev(fornavn="Jonas", etternavn="Vik")]
    assert set(navn_i(skrevet, elever)) == set(navn)
    assert smaatall_i(skrevet) == tall
