"""``script/lock``: write the lock files anew from requirements.in and requirements-dev.in. They name no host."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from house.places import REPO
from house.say import Stop, run, say

LOCKS = ("requirements", "requirements-dev")
OPTIONS = (
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--universal",
    "--python-version",
    "3.11",
)


def main(arguments: list[str]) -> int:
    """Compile both; arguments (``--upgrade``, ``--upgrade-package X``) go to the compiler."""
    with tempfile.TemporaryDirectory(prefix="sksm-") as place:
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        python = Path(place) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"], check=True)
        for name in LOCKS:
            say(f"Låser {name}.in …")
            header = ("--custom-compile-command", "script/lock")
            command = [str(python), "-m", "uv", "pip", "compile", "--quiet", *OPTIONS, *header, *arguments]
            done = subprocess.run([*command, f"{name}.in", "-o", f"{name}.txt"], cwd=REPO, check=False)
            if done.returncode != 0:
                raise Stop(f"{name}.in kunne ikke låses. Se meldingen over.")
    for name in LOCKS:
        if "://" in (REPO / f"{name}.txt").read_text(encoding="utf-8"):
            raise Stop(f"{name}.txt nevner en adresse. En lås skal bare ha navn, versjoner og kontrollsummer.")
    return 0


if __name__ == "__main__":
    run(main)
