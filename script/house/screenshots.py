"""``script/screenshots``: the pictures in docs/bilder, taken of the demo municipality. With names: only those."""

from __future__ import annotations

import subprocess

from house import setup
from house.places import PYTHON, REPO, environment
from house.running import free_port, start_everything
from house.say import Stop, run, say
from house.throwaway import household

PLACE = REPO / "docs" / "bilder"


def main(arguments: list[str]) -> int:
    """Start everything with a demo of its own, take the pictures, and leave nothing but them."""
    setup.all_of_it()
    setup.browser_tools()
    browser = setup.chromium()
    if not browser.exists():
        raise Stop("bildene trenger Chromium. Installer den, eller sett CHROMIUM til der den er.")
    with household() as (house, directory):
        address = start_everything(house, directory, free_port(), throw_away=True)
        say(f"Tar bilder til {PLACE.relative_to(REPO)} …")
        command = [str(PYTHON), str(REPO / "script" / "house" / "pictures.py"), address, str(PLACE), *arguments]
        return subprocess.run(command, cwd=REPO, env=environment(CHROMIUM=str(browser)), check=False).returncode


if __name__ == "__main__":
    run(main)
