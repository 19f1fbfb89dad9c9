"""The way in for every script: a Python that is new enough, the house set up, then the script itself in its venv."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

ROT = Path(__file__).resolve().parents[2]
NYESTE = ("python3.14", "python3.13", "python3.12", "python3.11")


def stopp(setning: str) -> None:
    """One clear line, and out."""
    print(f"Stopper: {setning}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def _ny_nok_python() -> None:
    if sys.version_info >= (3, 11):  # noqa: UP036 - this very file runs on older ones
        return
    for navn in NYESTE:
        sti = shutil.which(navn)
        if sti:
            os.execv(sti, [sti, *sys.argv])
    stopp("Python 3.11 eller nyere trengs, og finnes ikke på denne maskinen.")


def kjor(navn: str) -> None:
    """Set up what the script needs, and become it."""
    _ny_nok_python()
    from house import oppsett  # after the version is known to be new enough

    os.chdir(ROT)
    argumenter = sys.argv[1:]
    if navn == "server":
        oppsett.krev_ledig_port(oppsett.port())
    # A quick question needs no set-up.
    if "--help" not in argumenter and "-h" not in argumenter:
        oppsett.klargjor(nettleser=navn in {"test", "screenshots"})
    python = oppsett.VENV_PYTHON if oppsett.VENV_PYTHON.exists() else Path(sys.executable)
    miljo = oppsett.miljo()
    os.execve(str(python), [str(python), "-m", f"house.{navn}", *argumenter], miljo)
