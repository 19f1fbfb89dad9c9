"""Runs inside the virtual environment: log in as each demo account, and take the pictures in the table."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

# A page longer than this is cut: a picture is to be looked at, not scrolled.
HEIGHT_MAX = 1800
# Width of the window, and how many dots each point gets.
SIZES = {1280: 1.0, 360: 2.0}
# How the page is lit, and what the file is called for it.
THEMES = {"light": "", "dark": "-mork"}
BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
BROWSER += ["--disable-sync", "--no-first-run", "--hide-scrollbars", "--lang=nb-NO"]


@dataclass(frozen=True)
class Picture:
    """One page as one person sees it.

    ``{sak}`` in the address is the first sak in that person's list whose page has ``having`` (a CSS selector) on it;
    ``{melding}`` is the first melding that waits for them.
    """

    name: str
    account: str
    url: str
    having: str = "h1"


PICTURES = (
    Picture("logg-inn", "", "/logg-inn/"),
    Picture("meld-fra", "ansatt", "/meld/"),
    Picture("mine-meldinger", "ansatt", "/meldinger/"),
    Picture("forside-kontaktlarer", "kontaktlarer", "/"),
    Picture("forside-rektor", "rektor", "/"),
    Picture("innboks", "rektor", "/meldinger/innboks/"),
    Picture("saker", "rektor", "/saker/"),
    Picture("saker-tavle", "rektor", "/saker/?som=tavle"),
    Picture("saker-sok", "rektor", "/saker/?vis=alle&q=friminutt"),
    Picture("ta-imot", "rektor", "/meldinger/{melding}/ta-imot/"),
    Picture("sak", "rektor", "/saker/{sak}/"),
    Picture("undersokelse", "rektor", "/saker/{sak}/undersokelse/"),
    Picture("tiltaksplan", "rektor", "/saker/{sak}/tiltaksplan/", having='a[href$=".pdf"]'),
    Picture("evaluering", "rektor", "/saker/{sak}/evaluering/", having=".kurve"),
    Picture("min-klasse", "kontaktlarer", "/min-klasse/"),
    Picture("vedlegg", "rektor", "/saker/{sak}/vedlegg/", having=".vedlegg__liste"),
    Picture("logg", "rektor", "/saker/{sak}/logg/"),
    Picture("tilganger", "rektor", "/saker/{sak}/tilganger/", having="main .liste details"),
    Picture("overlevering", "rektor", "/overlevering/"),
    Picture("reaksjoner", "rektor", "/saker/{sak}/reaksjoner/", having="main section .kort"),
    Picture("statsforvalteren", "rektor", "/saker/{sak}/statsforvalteren/", having="main .kort ol"),
    Picture("fysisk-inngripen", "ansatt", "/inngripen/ny/"),
    Picture("varsler", "rektor", "/varsler/"),
    Picture("skoleeier", "sektorleder", "/skoleeier/"),
    Picture("skolene-i-tall", "sektorleder", "/skoleeier/tall/"),
    Picture("arshjul", "rektor", "/arshjul/"),
    Picture("arshjul-skolene", "sektorleder", "/arshjul/skolene/"),
    Picture("prosedyrer", "ansatt", "/prosedyrer/"),
    Picture("systemforvalter", "admin", "/"),
    Picture("brukere", "admin", "/brukere/"),
    Picture("personer", "rektor", "/saker/{sak}/personer/"),
    Picture("innsynslogg", "rektor", "/saker/{sak}/innsynslogg/"),
    Picture("leselogg", "personvernombud", "/leselogg/"),
    Picture("nodinnsyn", "sektorleder", "/skoleeier/nodinnsyn/"),
    Picture("regelverk", "rektor", "/regelverk/"),
    Picture("innstillinger", "sektorleder", "/innstillinger/"),
    Picture("skolerute", "rektor", "/skolerute/2026/felles/"),
    Picture("min-side", "rektor", "/min-side/"),
)
# The paper, taken from the sak of this picture.
PAPER = "tiltaksplan"


def _log_in(context: BrowserContext, address: str, account: str) -> Page:
    page = context.new_page()
    if account:
        page.goto(f"{address}/logg-inn/")
        page.fill('input[name="username"]', f"{account}@demo.steinkjer.example")
        page.fill('input[name="password"]', "demo")
        page.click('main button[type="submit"]')
        page.wait_for_url(lambda url: "/logg-inn/" not in url)
    return page


def _find(page: Page, address: str, picture: Picture) -> str | None:
    """The address of the picture, with a sak or a melding put in where it asks for one; none where nothing fits."""
    if "{melding}" in picture.url:
        page.goto(f"{address}/meldinger/innboks/")
        waiting = page.locator("a[href*='/ta-imot/']")
        found = re.search(r"M-\d{4}-\d+", waiting.first.get_attribute("href") or "") if waiting.count() else None
        return address + picture.url.replace("{melding}", found[0]) if found else None
    if "{sak}" not in picture.url:
        return address + picture.url
    page.goto(f"{address}/saker/")
    links = page.eval_on_selector_all("a[href^='/saker/']", "found => found.map(a => a.getAttribute('href'))")
    numbers = dict.fromkeys(match[1] for link in links if (match := re.match(r"/saker/(\d{4}-\d+)/", link)))
    for number in numbers:
        url = address + picture.url.replace("{sak}", number)
        reply = page.goto(url)
        if reply is not None and reply.ok and page.locator(picture.having).count():
            return url
    return None


def _take(page: Page, url: str, width: int, path: Path) -> None:
    reply = page.goto(url, wait_until="networkidle")
    if reply is None or not reply.ok:
        raise SystemExit(f"Stopper: {url} svarte {reply.status if reply else 'ingenting'}.")
    page.evaluate("document.fonts.ready")
    height = min(HEIGHT_MAX, page.evaluate("document.documentElement.scrollHeight"))
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})


def _paper(page: Page, url: str, path: Path) -> None:
    """The first page of the plan's PDF, as a picture."""
    program = shutil.which("pdftoppm")
    reply = page.request.get(url.rstrip("/") + ".pdf")
    if program is None or not reply.ok:
        print("  uten papiret: pdftoppm eller PDF-en mangler", flush=True)
        return
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(reply.body())
        file.flush()
        subprocess.run([program, "-png", "-r", "80", "-singlefile", file.name, str(path.with_suffix(""))], check=True)


def _one(browser: Browser, address: str, place: Path, picture: Picture) -> bool:
    """Take one picture in every size and theme; says whether there was something to take."""
    url = None
    for width, scale in SIZES.items():
        context = browser.new_context(
            viewport={"width": width, "height": 900 if width > 700 else 740},
            device_scale_factor=scale,
            reduced_motion="reduce",
            locale="nb-NO",
            timezone_id="Europe/Oslo",
        )
        page = _log_in(context, address, picture.account)
        url = url or _find(page, address, picture)
        if url is None:
            print(f"  {picture.name}: fant ingen sak som passer", flush=True)
            context.close()
            return False
        for theme, ending in THEMES.items():
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of those it knows
            _take(page, url, width, place / f"{picture.name}-{width}{ending}.png")
        if picture.name == PAPER and width == max(SIZES):
            _paper(page, url, place / "papir.png")
        context.close()
    print(f"  {picture.name}", flush=True)
    return True


def main() -> int:
    """Take them all, or those named."""
    address, place, wanted = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    place.mkdir(parents=True, exist_ok=True)
    chosen = [picture for picture in PICTURES if not wanted or picture.name in wanted]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=BROWSER)
        taken = [_one(browser, address, place, picture) for picture in chosen]
        browser.close()
    return 0 if chosen and all(taken) else 1


if __name__ == "__main__":
    sys.exit(main())
