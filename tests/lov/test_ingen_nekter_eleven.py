"""No outcome and no sentence of the house denies what a pupil has told, and no missed target is called a breach."""

from __future__ import annotations

import ast
import re
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db.models import Field

from cases import lov
from cases.lov.kriterier import KRITERIEREGLER
from cases.lov.regler import IKKE_I_KODEN, REGLER

if TYPE_CHECKING:
    from collections.abc import Iterator

ROT = Path(__file__).resolve().parents[2]
MAPPER = ("cases", "procedures", "annual_wheel", "steinkjer_skolemiljo", "templates")
# What an outcome for a pupil may never be called.
NEKTER = re.compile(
    r"grunnl[øo]s|medhold|ubegrunne|ubevist|henlagt|henlegg|avvist\b|ikke sann|falsk|overdriv", re.IGNORECASE
)
# The notice about an employee is the one thing that may be groundless (L-5.2), and the rule that says so of no other.
OM_VARSELET = re.compile(r"varsel|varsle", re.IGNORECASE)
LOVBRUDD = re.compile(
    r"lovbrudd|lovbrot|brudd på (opplærings)?lov|(bryter|brutt|brøt) (opplærings)?lov|ulovlig", re.IGNORECASE
)
MERKER = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
I_MALEN = re.compile(
    r"""{%\s*(?:translate|trans)\s+(["'])(.*?)\1|{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate""", re.DOTALL
)


def i_koden(fil: Path) -> Iterator[str]:
    """Every sentence of a module that a person may read."""
    for node in ast.walk(ast.parse(fil.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            navn = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if navn in MERKER:
                yield from (a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str))


def i_malen(fil: Path) -> Iterator[str]:
    """Every sentence of a template."""
    for treff in I_MALEN.finditer(fil.read_text(encoding="utf-8")):
        yield treff.group(2) or treff.group(3)


def setninger() -> dict[str, str]:
    """Every sentence of the house, and where it stands."""
    alle: dict[str, str] = {}
    for mappe in MAPPER:
        for fil in (ROT / mappe).rglob("*"):
            if fil.suffix == ".py" and "migrations" not in fil.parts:
                tekster = i_koden(fil)
            elif fil.suffix == ".html":
                tekster = i_malen(fil)
            else:
                continue
            alle |= dict.fromkeys(tekster, str(fil.relative_to(ROT)))
    return alle


SETNINGER = setninger()


def utfall() -> Iterator[tuple[str, str]]:
    """Every value and label somebody may choose, and every word of the law."""
    for modell in apps.get_models():
        if modell.__module__.split(".")[0] not in MAPPER or modell.__name__.startswith("Historical"):
            continue
        for felt in modell._meta.get_fields():
            if isinstance(felt, Field):
                valg = felt.choices or getattr(getattr(felt, "base_field", None), "choices", None) or ()
                yield from ((f"{modell.__name__}.{felt.name}", f"{verdi} {navn}") for verdi, navn in valg)
    for fil in Path(lov.__file__).parent.glob("*.py"):
        for ting in vars(import_module(f"cases.lov.{fil.stem}")).values():
            if isinstance(ting, type) and issubclass(ting, StrEnum) and ting is not StrEnum:
                yield from ((ting.__name__, f"{ord_.name} {ord_.value}") for ord_ in ting)


def test_vi_finner_setningene_og_utfallene() -> None:
    assert len(SETNINGER) > 1000
    assert "Saken er avsluttet. Ingenting gjenstår." in SETNINGER
    assert "Tiltaksplan" in SETNINGER
    sett = {hvor for hvor, _hva in utfall()}
    assert {"Avslutning.grunn", "Evaluering.konklusjon", "Melding.behandling", "Konklusjon"} <= sett


@pytest.mark.regel("L-2.2")
def test_ingen_utfall_noe_sted_nekter_elevens_opplevelse() -> None:
    assert not [(hvor, hva) for hvor, hva in utfall() if NEKTER.search(hva)]


@pytest.mark.regel("L-2.2", "L-2.1")
def test_ingen_setning_nekter_elevens_opplevelse() -> None:
    unntatt = REGLER["L-2.2"].setning
    nekter = {
        tekst: hvor
        for tekst, hvor in SETNINGER.items()
        if NEKTER.search(tekst) and tekst != unntatt and not OM_VARSELET.search(tekst)
    }
    assert not nekter


@pytest.mark.regel("D-5")
def test_ingen_setning_kaller_et_maal_som_ikke_er_naadd_for_et_lovbrudd() -> None:
    assert not {tekst: hvor for tekst, hvor in SETNINGER.items() if LOVBRUDD.search(tekst)}
    tabellen = [
        *(regel.setning for regel in REGLER.values()),
        *(regel.setning + regel.hvorfor for regel in IKKE_I_KODEN.values()),
        *(regel.setning for regel in KRITERIEREGLER.values()),
    ]
    assert not [tekst for tekst in tabellen if LOVBRUDD.search(tekst)]


@pytest.mark.regel("D-5")
def test_ingen_setning_kaller_kommunens_maal_en_lovfrist() -> None:
    lovfrist = re.compile(r"lovfrist|lovens frist|fristen i loven|loven krever .*dager", re.IGNORECASE)
    assert not {tekst: hvor for tekst, hvor in SETNINGER.items() if lovfrist.search(tekst)}
