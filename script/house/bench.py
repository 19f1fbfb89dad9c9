"""One benchmark, on a PostgreSQL of its own. What is measured and the goal stand in bench/NAME.py."""

from __future__ import annotations

import ast
import sys
import tempfile
from pathlib import Path

from house import oppsett
from house.inngang import ROT, stopp
from house.oppsett import si
from house.tjenester import kjor, postgres


def _alle() -> dict[str, Path]:
    return {fil.stem: fil for fil in sorted((ROT / "bench").glob("*.py")) if not fil.stem.startswith("_")}


def main() -> int:
    """Run one, or list all."""
    alle = _alle()
    argumenter = sys.argv[1:]
    if argumenter == ["--list"] or not argumenter:
        for navn, fil in alle.items():
            tekst = ast.get_docstring(ast.parse(fil.read_text())) or ""
            si(f"{navn}: {tekst.splitlines()[0] if tekst else ''}")
        return 0 if argumenter else 1
    navn, *resten = argumenter
    if navn not in alle:
        stopp(f"Det finnes ingen måling som heter «{navn}». Se script/bench --list")
    with tempfile.TemporaryDirectory(prefix="sksm-") as mappe, postgres(Path(mappe) / "pg", kastes=True) as database:
        miljo = {
            **oppsett.miljo(),
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "steinkjer_skolemiljo.settings.test",
        }
        if kjor(sys.executable, "manage.py", "migrate", "-v", "0", miljo=miljo):
            return 1
        return kjor(sys.executable, str(alle[navn]), *resten, miljo=miljo)


if __name__ == "__main__":
    raise SystemExit(main())
