"""Where things lie. All of it inside the repository, except sockets whose path would be too long."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent.parent
VENV = REPO / ".venv"
PYTHON = VENV / "bin" / "python"
DATA = REPO / ".data"
NODE_MODULES = REPO / "node_modules"

# A Unix socket's path may be 107 bytes (103 on macOS); PostgreSQL's own file name takes 14.
SOCKET_DIRECTORY_MAX = 80


def site_packages() -> Path:
    """Where the virtual environment keeps its packages."""
    found = sorted((VENV / "lib").glob("python3.*/site-packages"))
    return found[-1] if found else VENV / "lib"


def socket_directory(data: Path) -> Path:
    """A directory for sockets that belongs to ``data`` and has a short enough path."""
    inside = data / "sockets"
    if len(os.fsencode(inside)) <= SOCKET_DIRECTORY_MAX:
        return inside
    mark = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    root = Path("/tmp") if sys.platform != "win32" else Path(tempfile.gettempdir())  # noqa: S108 - made private, 0700
    return root / f"skolemiljo-{os.getuid()}-{mark}"


def environment(**more: str) -> dict[str, str]:
    """The environment for the project's own processes: its virtual environment first on the path."""
    values = dict(os.environ)
    values["PATH"] = f"{VENV / 'bin'}{os.pathsep}{values.get('PATH', '')}"
    values["VIRTUAL_ENV"] = str(VENV)
    values["NODE_MODULES_DIR"] = str(NODE_MODULES)
    values["PYTHONUNBUFFERED"] = "1"
    # Ours alone: what is started from the virtual environment keeps its compiled files, and starts faster.
    for name in ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE"):
        values.pop(name, None)
    values.update(more)
    return values
