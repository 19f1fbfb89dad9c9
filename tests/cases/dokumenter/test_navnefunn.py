"""Names found for a human to decide about: every form, and nothing else. No database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.dokumenter.maskering import Navn
from cases.dokumenter.navnefunn import Person, Slag, finn, masker, normalisert, samle

ELEVEN = Person(Navn("Nora", "Eggen", "Nolla"), "eleven saken gjelder", "elevens")
JONAS = Person(Navn("Jonas Emil", "Vik"), "Elev B", "Elev Bs")
KARI = Person(Navn("Kari", "Eggen"), "en foresatt", "en foresatts")
DEG = Person(Navn("Per", "Solum"), "", "", beholdes=True)
ALLE = [DEG, ELEVEN, JONAS, KARI]


def maskert(tekst: str, personer: list[Person] = ALLE, klasser: tuple[str, ...] = ()) -> str:
    tekst = normalisert(tekst)
    return masker(tekst, finn(tekst, personer, klasser=klasser))


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("Nora Eggen sa at Jonas lo.", "Eleven saken gjelder sa at Elev B lo."),
        ("Du tok Noras sekk, og Viks lue.", "Du tok elevens sekk, og Elev Bs lue."),
        ("Da kom NORA. nolla gråt.", "Da kom eleven saken gjelder. Eleven saken gjelder gråt."),
        # Mother and daughter share it: to choose would be to say who.
        ("Så ringte Eggen.", "Så ringte en annen person."),
        ("Kari Eggen ringte.", "En foresatt ringte."),
        ("N.E. og J.E.V. var der, og så kom JV", "Eleven saken gjelder og Elev B var der, og så kom Elev B"),
        ("Det var N.", "Det var eleven saken gjelder."),
        ("Noar og Jonaz", "Eleven saken gjelder og Elev B"),
        ("Solum, Per og P.S. står", "Solum, Per og P.S. står"),
        ("Vikingene i Kariby", "Vikingene i Kariby"),
        ("I dag gikk Elev B og Elev N hjem. Nå er det nok.", "I dag gikk Elev B og Elev N hjem. Nå er det nok."),
        ("", ""),
    ],
)
def test_navnet_skjules_slik_det_er_skrevet(tekst: str, ventet: str) -> None:
    assert maskert(tekst) == ventet


def test_klassen_peker_ut_eleven_og_finnes() -> None:
    assert maskert("Det var i 5A, 5 a og 5-A.", klasser=("5A",)) == "Det var i klassen, klassen og klassen."
    assert maskert("Det var i 15A.", klasser=("5A",)) == "Det var i 15A."


def test_et_navn_som_deles_med_den_som_skal_naevnes_blir_likevel_sett() -> None:
    bror = Person(Navn("Ola", "Solum"), "en annen ansatt", "en annen ansatts")
    funn = samle([("Solum ropte. Per Solum gikk.", finn("Solum ropte. Per Solum gikk.", [DEG, bror]))])
    assert [(f.form, f.antall) for f in funn] == [("Solum", 1)]


def test_smaa_og_store_bokstaver_er_to_valg() -> None:
    dag = Person(Navn("Dag", "Moe"), "Elev B", "Elev Bs")
    tekst = "Hver dag slo Dag. En dag til."
    funn = samle([(tekst, finn(tekst, [dag]))])
    assert [(f.form, f.antall) for f in funn] == [("dag", 2), ("Dag", 1)]
    assert masker(tekst, finn(tekst, [dag]), behold={"dag"}) == "Hver dag slo Elev B. En dag til."


def test_hvert_funn_sier_hva_slags_det_er_og_hvor_det_staar() -> None:
    tekst = "Først kom Nora, så N.E. og Noar."
    slag = {f.form: f.slag for f in samle([(tekst, finn(tekst, ALLE))])}
    assert slag == {"Nora": Slag.NAVN, "N.E.": Slag.FORBOKSTAVER, "Noar": Slag.SKRIVEFEIL}
    assert samle([(tekst, finn(tekst, ALLE))])[0].utdrag == (("Først kom ", "Nora", ", så N.E. og Noar."),)


def test_ordene_rundt_et_funn_staar_hele() -> None:
    tekst = "Det var mange ute i friminuttet den dagen, og jeg vil si at Nora sto alene ved gjerdet ganske lenge i dag."
    ((utdrag,),) = [funn.utdrag for funn in samle([(tekst, finn(tekst, ALLE))])]
    assert utdrag == ("… den dagen, og jeg vil si at ", "Nora", " sto alene ved gjerdet ganske lenge i …")


def test_samme_form_i_to_tekster_er_ett_valg() -> None:
    tekster = [("Nora lo.", finn("Nora lo.", ALLE)), ("Så Nora det?", finn("Så Nora det?", ALLE))]
    assert [(f.form, f.antall) for f in samle(tekster)] == [("Nora", 2)]


@given(st.text(), st.text())
def test_ingen_tekst_rundt_navnet_slipper_det_gjennom(foran: str, bak: str) -> None:
    assert " Jonas " not in maskert(f"{foran} Jonas {bak}")


@given(st.text(alphabet=st.characters(categories=["L", "Zs", "Pd"]), min_size=1), st.text())
def test_soket_taaler_alle_navn_og_all_tekst(navn: str, tekst: str) -> None:
    person = Person(Navn(navn, navn, navn), "Elev B", "Elev Bs")
    alt = normalisert(f"{tekst} {navn} {navn.upper()}")
    treff = finn(alt, [person])
    assert masker(alt, treff, behold={t.form for t in treff}) == alt
