"""Lock the packages anew: names, versions and hashes, and no host."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from house.inngang import ROT


def main() -> int:
    """Compile both lock files with uv, in a virtual environment of its own."""
    with tempfile.TemporaryDirectory() as mappe:
        venv.create(mappe, with_pip=True)
        verktoy = Path(mappe) / "bin"
        subprocess.run([str(verktoy / "pip"), "install", "-q", "uv"], check=True)
        for navn in ("requirements", "requirements-dev"):
            subprocess.run(
                [
                    *(str(verktoy / "uv"), "pip", "compile", "-q", "--generate-hashes", "--no-emit-index-url"),
                    *("--universal", "--python-version", "3.11", f"{navn}.in", "-o", f"{navn}.txt", *sys.argv[1:]),
                ],
                cwd=ROT,
                check=True,
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
