"""Print the rules the house holds, where each is kept, and the tests that prove it."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from cases.lov.begreper import Styrke
from cases.lov.kilder import hjemmel
from cases.lov.parametre import PARAMETRE, Enhet
from cases.lov.regler import OPPHAVSNAVN, REGLER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.core.management.base import CommandParser

    from cases.lov.parametre import Parameter
    from cases.lov.regler import Regel

STYRKENAVN: Mapping[Styrke, str] = {
    Styrke.LOV: "lov",
    Styrke.PROSEDYRE: "prosedyre",
    Styrke.PRAKSIS: "praksis",
    Styrke.DESIGN: "eget valg",
}
ENHETSNAVN: Mapping[Enhet, tuple[str, str]] = {
    Enhet.TIME: ("time", "timer"),
    Enhet.SKOLEDAG: ("skoledag", "skoledager"),
    Enhet.ARBEIDSDAG: ("arbeidsdag", "arbeidsdager"),
    Enhet.KALENDERDAG: ("dag", "dager"),
    Enhet.ANTALL: ("", ""),
}


def beviser_for_regler(mappe: Path) -> dict[str, list[str]]:
    """The tests below a folder that carry ``@pytest.mark.regel("ID", …)``, by rule id."""
    tester: dict[str, list[str]] = defaultdict(list)
    for fil in sorted(mappe.rglob("test_*.py")):
        for node in ast.walk(ast.parse(fil.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for regel_id in _regler_i(node):
                    tester[regel_id].append(f"{fil.relative_to(mappe.parent)}::{node.name}")
    return dict(tester)


def _regler_i(test: ast.FunctionDef) -> list[str]:
    return [
        argument.value
        for pynt in test.decorator_list
        if isinstance(pynt, ast.Call) and isinstance(pynt.func, ast.Attribute) and pynt.func.attr == "regel"
        for argument in pynt.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


class Command(BaseCommand):
    """``python manage.py vis_lov [L-4.27 …]``: the whole table, or the rules that are asked for."""

    help = "Viser reglene huset holder, hvor de håndheves, og testene som beviser dem."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the rules by id, or for all of them."""
        parser.add_argument("regler", nargs="*", metavar="ID", help="regelens id, for eksempel L-4.27")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table; what is cited is cited as of today."""
        valgte: list[str] = options["regler"] or list(REGLER)
        ukjente = [regel_id for regel_id in valgte if regel_id not in REGLER]
        if ukjente:
            raise CommandError(f"Ukjent regel: {', '.join(ukjente)}")
        tester = beviser_for_regler(Path(settings.BASE_DIR) / "tests")
        dag = localdate()
        self.stdout.write(f"{'ID':<8}{'Styrke':<11}{'Hjemmel':<36}Regel")
        for regel_id in valgte:
            for linje in _linjer(REGLER[regel_id], tester.get(regel_id, []), dag):
                self.stdout.write(linje)
        self.stdout.write(f"\n{len(valgte)} regler.")


def _linjer(regel: Regel, tester: list[str], dag: date) -> list[str]:
    henvisning = hjemmel(regel.hjemmel, dag).henvisning if regel.hjemmel is not None else "–"
    innrykk = " " * 8
    return [
        f"\n{regel.id:<8}{STYRKENAVN[regel.styrke]:<11}{henvisning:<36}{regel.setning}",
        f"{innrykk}fra: {OPPHAVSNAVN[regel.opphav]} ({regel.opphav})",
        *(f"{innrykk}kommunens mål: {_maal(m)}" for m in (PARAMETRE[maal] for maal in regel.maal)),
        *(f"{innrykk}håndheves i: {sted}" for sted in regel.haandheves),
        *([f"{innrykk}test: {test}" for test in tester] or [f"{innrykk}ingen test"]),
    ]


def _maal(parameter: Parameter) -> str:
    en, flere = ENHETSNAVN[parameter.enhet]
    return f"{parameter.navn.lower()}: {parameter.standard} {en if parameter.standard == 1 else flere}".rstrip()
