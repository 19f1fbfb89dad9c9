"""The law's words and the rest of the house's are the same words; and the law knows nobody."""

from __future__ import annotations

import ast
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from cases import lov
from cases.evaluering.models import Avslutning, Evaluering
from cases.evaluering.models import Elevsvar as Elevsvarvalg
from cases.lov import begreper
from cases.lov.begreper import Ansvarlig, Delplikt, Fristtype, Pliktstatus, Steg
from cases.lov.frister import FRISTNAVN
from cases.lov.parametre import PARAMETRE, Maal
from cases.melding.models import Mottaker
from cases.sak.hendelse import TALEMAATER, Hendelsestype
from cases.sak.models import Fase, Kriterium
from cases.sak.vurdering import ANSVARLIGNAVN, DELPLIKTNAVN, STATUSNAVN, STEGADRESSE
from cases.undersokelse.models import Samtale
from cases.varsling.tekster import TEKSTER, Varseltype

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

    from django.db.models import TextChoices

MAPPE = Path(lov.__file__).parent
# The parents' form stands on the sak's own page; the others ask nothing of the one who reads.
STEG_UTEN_EGEN_SIDE = {Steg.INFORMER_FORESATTE, Steg.SKOLEEIER_LESER, Steg.INGEN}
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
        (begreper.Mottaker, Mottaker),
    ],
    ids=lambda verdi: verdi.__qualname__,
)
def test_lovens_ord_er_de_som_lagres(ord_: type[StrEnum], valg: type[TextChoices]) -> None:
    assert [o.value for o in ord_] == list(valg.values)


@pytest.mark.parametrize("steg", list(Steg))
def test_hvert_steg_med_en_side_har_en_adresse_som_finnes(steg: Steg) -> None:
    if steg in STEG_UTEN_EGEN_SIDE:
        assert steg not in STEGADRESSE
    else:
        navn, knapp, _handling = STEGADRESSE[steg]
        assert reverse(navn, args=["2026-0001"]).startswith("/")
        assert str(knapp)


def test_alt_loven_kan_svare_har_ord_paa_skjermen() -> None:
    assert set(DELPLIKTNAVN) == set(Delplikt)
    assert set(STATUSNAVN) == set(Pliktstatus)
    assert set(ANSVARLIGNAVN) == set(Ansvarlig)
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
