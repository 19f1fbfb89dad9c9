"""The law's words and the rest of the house's are the same words; and the law knows nobody."""

from __future__ import annotations

import ast
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import resolve, reverse

from cases import lov
from cases.evaluering.models import Avslutning, Evaluering
from cases.evaluering.models import Elevsvar as Elevsvarvalg
from cases.lov import begreper
from cases.lov.begreper import Ansvarlig, Delplikt, Fristgrunnlag, Fristtype, Pliktstatus, Steg
from cases.lov.frister import FRISTNAVN
from cases.lov.parametre import PARAMETRE, Maal
from cases.melding.models import Arena, Krenkelse, Mottaker
from cases.sak.access import Handling
from cases.sak.fakta import PAA_NETT
from cases.sak.hendelse import TALEMAATER, Hendelsestype
from cases.sak.models import Fase, Kriterium
from cases.sak.vurdering import ANSVARLIGNAVN, DELPLIKTNAVN, GRUNNLAGSNAVN, STATUSNAVN, STEGADRESSE, STEGANKER
from cases.skoleeier.models import Skoleeiervarsel
from cases.undersokelse.models import Samtale
from cases.varsling.tekster import TEKSTER, Varseltype
from tests.access.krav import KRAV

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

    from django.db.models import TextChoices

MAPPE = Path(lov.__file__).parent
# What the law may lean on: the standard library, and the table of Norwegian holidays.
TILLATT = {"cases.lov", "holidays"}


@pytest.mark.parametrize(
    ("ord_", "valg"),
    [
        (begreper.Kriterium, Kriterium),
        (begreper.Elevsvar, Elevsvarvalg),
        (begreper.Konklusjon, Evaluering.Konklusjon),
        (begreper.Avslutningsgrunn, Avslutning.Grunn),
        (begreper.Samtaletype, Samtale.Type),
        (begreper.Fase, Fase),
        (begreper.Krenkelse, Krenkelse),
        (begreper.Varselgrunn, Skoleeiervarsel.Type),
        (begreper.Mottaker, Mottaker),
    ],
    ids=lambda verdi: verdi.__qualname__,
)
def test_lovens_ord_er_de_som_lagres(ord_: type[StrEnum], valg: type[TextChoices]) -> None:
    assert [o.value for o in ord_] == list(valg.values)


@pytest.mark.parametrize("steg", [steg for steg in Steg if steg is not Steg.INGEN])
def test_hvert_steg_har_en_adresse_som_finnes_og_er_den_siden(steg: Steg) -> None:
    navn, knapp, handling = STEGADRESSE[steg]
    treff = resolve(reverse(navn, args=["2026-0001"]))
    assert treff.view_name == navn
    # «skoleeiervarsel»: for those who lead the sak or follow it up; the button is shown to those who lead.
    aapen = {handling.value, "lese"} | ({"skoleeiervarsel"} if handling is Handling.LEDE else set())
    assert KRAV[navn] in aapen, "knappen vises bare for den som får gjøre det"
    assert str(knapp)


def test_bare_ingenting_har_ingen_dor() -> None:
    assert set(Steg) - set(STEGADRESSE) == {Steg.INGEN}
    assert set(STEGANKER) <= set(STEGADRESSE)


def test_det_som_har_skjedd_paa_nett_har_samme_navn_i_meldingen_som_i_fakta() -> None:
    assert PAA_NETT in Arena.values


def test_alt_loven_kan_svare_har_ord_paa_skjermen() -> None:
    assert set(DELPLIKTNAVN) == set(Delplikt)
    assert set(STATUSNAVN) == set(Pliktstatus)
    assert set(ANSVARLIGNAVN) == set(Ansvarlig)
    assert set(GRUNNLAGSNAVN) == set(Fristgrunnlag)
    assert set(FRISTNAVN) == set(Fristtype)
    assert set(PARAMETRE) == set(Maal)


def test_hver_hendelse_kan_si_seg_selv_og_tjener_en_delplikt() -> None:
    assert set(TALEMAATER) == set(Hendelsestype)
    for talemaate in TALEMAATER.values():
        assert str(talemaate.setning).endswith(".")
        assert talemaate.delplikt in set(Delplikt)


def test_hver_varseltype_har_en_tekst() -> None:
    assert set(TEKSTER) == set(Varseltype)
    assert all(str(tekst.setning).endswith(".") for tekst in TEKSTER.values())


# -- the law is pure ---------------------------------------------------------------------------------------------


def moduler() -> list[Path]:
    return sorted(MAPPE.glob("*.py"))


def importert(tre: ast.Module) -> Iterator[str]:
    for node in ast.walk(tre):
        if isinstance(node, ast.Import):
            yield from (navn.name for navn in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "ingen relative importer"
            assert node.module is not None
            yield node.module


@pytest.mark.parametrize("fil", moduler(), ids=lambda fil: fil.stem)
def test_loven_kjenner_ingen_andre(fil: Path) -> None:
    for modul in importert(ast.parse(fil.read_text(encoding="utf-8"))):
        egen = any(modul == rot or modul.startswith(f"{rot}.") for rot in TILLATT)
        assert egen or modul.split(".")[0] in sys.stdlib_module_names, f"{fil.name} importerer {modul}"


@pytest.mark.parametrize("fil", moduler(), ids=lambda fil: fil.stem)
def test_loven_ser_ikke_paa_klokka(fil: Path) -> None:
    for node in ast.walk(ast.parse(fil.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in {"now", "today", "utcnow", "time_ns"}, f"{fil.name}: linje {node.lineno}"


def test_alle_lovens_moduler_kan_importeres() -> None:
    for fil in moduler():
        import_module(f"cases.lov.{fil.stem}" if fil.stem != "__init__" else "cases.lov")
