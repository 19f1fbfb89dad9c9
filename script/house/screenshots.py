"""``script/screenshots``: the README's pictures, taken of the running demo at 1280 and 360 pixels."""

from __future__ import annotations

import os
import subprocess
import sys

from house import setup
from house.places import PYTHON, REPO, environment
from house.running import free_port, start_everything
from house.say import run, say
from house.throwaway import household

WIDTHS = (1280, 360)
PASSWORD = "demo"  # noqa: S105 - shown on the demo's own login page
# Name of the picture, account, and the page: an address, or the nth sak of the list and a part of its address.
PICTURES: tuple[tuple[str, str, str | tuple[int, str]], ...] = (
    ("logg-inn", "", "/logg-inn/"),
    ("meld", "ansatt", "/meld/"),
    ("mine-meldinger", "ansatt", "/meldinger/"),
    ("forside", "rektor", "/"),
    ("innboks", "rektor", "/meldinger/innboks/"),
    ("saker", "rektor", "/saker/"),
    ("sak", "rektor", (0, "")),
    ("undersokelse", "rektor", (0, "undersokelse/")),
    ("tiltaksplan", "rektor", (1, "tiltaksplan/")),
    ("skoleeier", "sektorleder", "/skoleeier/"),
    ("arshjul", "rektor", "/arshjul/"),
    ("prosedyrer", "rektor", "/prosedyrer/"),
)


def main(arguments: list[str]) -> int:
    """Start a house that is thrown away, and photograph it; with names as arguments, only those."""
    setup.all_of_it()
    setup.browser_tools()
    with household() as (house, directory):
        address = start_everything(house, directory, free_port(), throw_away=True)
        env = environment(CHROMIUM=str(setup.chromium()), PYTHONPATH=str(REPO / "script"))
        command = [str(PYTHON), "-m", "house.screenshots", "--take", address, *arguments]
        return subprocess.run(command, cwd=REPO, env=env, check=False).returncode


def take(address: str, names: list[str]) -> int:
    """Inside the virtual environment: log in as each person and take the pictures."""
    from playwright.sync_api import sync_playwright

    target = REPO / "docs" / "bilder"
    target.mkdir(parents=True, exist_ok=True)
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=os.environ["CHROMIUM"], args=flags)
        for width in WIDTHS:
            for name, account, page_of in PICTURES:
                if names and name not in names:
                    continue
                context = browser.new_context(viewport={"width": width, "height": 900}, locale="nb-NO")
                page = context.new_page()
                if account:
                    page.goto(f"{address}/logg-inn/")
                    page.fill("[name=username]", f"{account}@demo.steinkjer.example")
                    page.fill("[name=password]", PASSWORD)
                    page.click("main button[type=submit]")
                    page.wait_for_url(f"{address}/")
                if isinstance(page_of, tuple):
                    number, part = page_of
                    page.goto(f"{address}/saker/")
                    link = page.locator("main table a").nth(number).get_attribute("href") or ""
                    page.goto(f"{address}{link}{part}")
                else:
                    page.goto(f"{address}{page_of}")
                page.wait_for_timeout(200)
                page.screenshot(path=target / f"{name}-{width}.png", full_page=width > WIDTHS[1])
                say(f"docs/bilder/{name}-{width}.png")
                context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--take"]:
        raise SystemExit(take(sys.argv[2], sys.argv[3:]))
    run(main)
