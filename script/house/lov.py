"""``script/lov [ID …]``: the rules the house holds, with the tests that prove them. Starts no database."""

from __future__ import annotations

import subprocess

from house import setup
from house.places import PYTHON, REPO, environment
from house.say import run


def main(arguments: list[str]) -> int:
    """Print the table, or the rules that are named; its exit code is ours."""
    setup.all_of_it()
    env = environment(DJANGO_SETTINGS_MODULE="steinkjer_skolemiljo.settings.test")
    return subprocess.run([PYTHON, "manage.py", "vis_lov", *arguments], cwd=REPO, env=env, check=False).returncode


if __name__ == "__main__":
    run(main)
