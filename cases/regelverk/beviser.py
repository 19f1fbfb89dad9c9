"""Which tests prove which rule: read out of the tests' own text, without running them and without Django.

A production image has no tests. The list is made while it is built, by ``python beviser.py TESTS > beviser.json``.
"""

from __future__ import annotations

import ast
import json
import sys
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HER = Path(__file__).resolve().parent
LAGET = HER / "beviser.json"
TESTER = HER.parent.parent / "tests"


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


@lru_cache(maxsize=1)
def antall() -> Mapping[str, int]:
    """How many tests prove each rule; nothing where neither the tests nor the list made of them is here."""
    beviser = json.loads(LAGET.read_text(encoding="utf-8")) if LAGET.exists() else beviser_for_regler(TESTER)
    return {regel_id: len(tester) for regel_id, tester in beviser.items()}


if __name__ == "__main__":
    json.dump(beviser_for_regler(Path(sys.argv[1]).resolve()), sys.stdout, ensure_ascii=False)
