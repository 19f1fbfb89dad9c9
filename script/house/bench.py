"""``script/bench NAME``: one benchmark on a database that is thrown away. ``--list`` names them."""

from __future__ import annotations

import argparse
import ast
import subprocess

from house import setup
from house.places import PYTHON, REPO, environment
from house.running import prepare
from house.say import Stop, run, say
from house.stores import start_stores
from house.throwaway import household

# These wait for the disk as production does; the others measure what happens before it.
DURABLE = frozenset({"save"})


def _benches() -> dict[str, str]:
    """Each benchmark with the first line it says about itself."""
    found = {}
    for path in sorted((REPO / "bench").glob("[a-z]*.py")):
        text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        found[path.stem] = text.partition("\n")[0]
    return found


def main(arguments: list[str]) -> int:
    """Run one; its exit code is ours: 1 where the goal is missed."""
    parser = argparse.ArgumentParser(prog="script/bench", description="Kjører én måling på en database som kastes.")
    parser.add_argument("name", nargs="?", metavar="NAVN", help="hvilken måling")
    parser.add_argument("--list", action="store_true", help="nevn målingene")
    chosen, rest = parser.parse_known_args(arguments)
    benches = _benches()
    if chosen.list:
        for name, text in benches.items():
            say(f"{name:<16} {text}")
        return 0
    if chosen.name not in benches:
        raise Stop(
            f"si hvilken måling: {', '.join(benches) or 'det finnes ingen ennå'}. script/bench --list forteller mer."
        )
    setup.all_of_it()
    with household() as (house, directory):
        addresses = start_stores(house, directory, throw_away=chosen.name not in DURABLE)
        env = environment(
            **addresses,
            ARBEIDER_REDIS_URL=addresses["REDIS_URL"],
            DJANGO_SETTINGS_MODULE="steinkjer_skolemiljo.settings.test",
        )
        prepare(env, demo=False)
        return subprocess.run([PYTHON, "-m", f"bench.{chosen.name}", *rest], cwd=REPO, env=env, check=False).returncode


if __name__ == "__main__":
    run(main)
