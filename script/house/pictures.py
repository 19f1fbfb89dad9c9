"""Runs inside the virtual environment: log in once as each demo account, and take the pictures in the table."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, StorageState

# A page longer than this is cut: a picture is to be looked at, not scrolled.
HEIGHT_MAX = 1800
# Width of the window, and how many dots each point gets.
SIZES = {1280: 1.0, 360: 2.0}
HEIGHTS = {1280: 900, 360: 740}
# What is said at the end of the file's name when the page is dark.
DARK = "-mork"
COLOURS = 256
BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
BROWSER += ["--disable-sync", "--no-first-run", "--hide-scrollbars", "--lang=nb-NO"]
# Dates are written as the page's language has them, whatever languages the browser came with.
BROWSER += ["--enable-blink-features=LangAttributeAwareFormControlUI"]


@dataclass(frozen=True)
class Picture:
    """One page as one person sees it.

    ``{sak}`` in the address is the first sak in that person's list whose page has ``having`` (a CSS selector) on it,
    ``{avsluttet}`` the first of those that have ended; ``{melding}`` is the first melding that waits for them, and
    ``{overforing}`` the first that another school has given.
    """

    name: str
    account: str
    url: str
    having: str = "h1"
    dark: bool = False


PICTURES = (
    Picture("logg-inn", "", "/logg-inn/"),
    Picture("meld-fra", "ansatt", "/meld/", dark=True),
    Picture("mine-meldinger", "ansatt", "/meldinger/"),
    Picture("forside-kontaktlarer", "kontaktlarer", "/"),
    Picture("forside-rektor", "rektor", "/", dark=True),
    Picture("innboks", "rektor", "/meldinger/innboks/"),
    Picture("saker", "rektor", "/saker/"),
    Picture("saker-tavle", "rektor", "/saker/?som=tavle"),
    Picture("saker-sok", "rektor", "/saker/?vis=alle&q=friminutt"),
    Picture("ta-imot", "rektor", "/meldinger/{melding}/ta-imot/"),
    Picture("sak", "rektor", "/saker/{sak}/", dark=True),
    Picture("undersokelse", "rektor", "/saker/{sak}/undersokelse/"),
    Picture("tiltaksplan", "rektor", "/saker/{sak}/tiltaksplan/", having='a[href$=".pdf"]'),
    Picture("evaluering", "rektor", "/saker/{sak}/evaluering/", having=".kurve__sirkel ~ .kurve__sirkel"),
    Picture("min-klasse", "kontaktlarer", "/min-klasse/"),
    Picture("vedlegg", "rektor", "/saker/{sak}/vedlegg/", having=".vedlegg__liste"),
    Picture("logg", "rektor", "/saker/{sak}/logg/"),
    Picture("tilganger", "rektor", "/saker/{sak}/tilganger/", having="main .liste details"),
    Picture("overlevering", "rektor", "/overlevering/"),
    Picture("reaksjoner", "rektor", "/saker/{sak}/reaksjoner/", having="main section .kort"),
    Picture("statsforvalteren", "rektor", "/saker/{sak}/statsforvalteren/", having="main .kort ol"),
    Picture("overforinger", "rektor", "/overforinger/"),
    Picture("overfort", "rektor", "/overforinger/{overforing}/"),
    Picture("overforing", "rektor", "/saker/{avsluttet}/overforing/", having="main .liste"),
    Picture("fysisk-inngripen", "ansatt", "/inngripen/ny/"),
    Picture("varsler", "rektor", "/varsler/"),
    Picture("skoleeier", "sektorleder", "/skoleeier/"),
    Picture("skolene-i-tall", "sektorleder", "/skoleeier/tall/"),
    Picture("arshjul", "rektor", "/arshjul/"),
    Picture("arshjul-skolene", "sektorleder", "/arshjul/skolene/"),
    Picture("prosedyrer", "ansatt", "/prosedyrer/"),
    Picture("systemforvalter", "admin", "/"),
    Picture("brukere", "admin", "/brukere/"),
    Picture("register", "admin", "/register/"),
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


# Pages that list what an address asks for, and what the link to one looks like.
LISTS = {
    "{sak}": ("/saker/", r"/saker/(\d{4}-\d+)/"),
    "{avsluttet}": ("/saker/?vis=avsluttet", r"/saker/(\d{4}-\d+)/"),
    "{melding}": ("/meldinger/innboks/", r"/meldinger/(M-\d{4}-\d+)/ta-imot/"),
    "{overforing}": ("/overforinger/", r"/overforinger/([0-9a-f-]{36})/"),
}
# Looks through pages without drawing them.
FIRST_WITH = """async ([addresses, having]) => {
  for (const address of addresses) {
    const reply = await fetch(address);
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (reply.ok && page.querySelector(having)) return address;
  }
  return null;
}"""
# When the typeface is here, and no part of the page is on its way.
AT_REST = """async () => {
  await document.fonts.ready;
  while (document.querySelector(".htmx-request")) await new Promise(requestAnimationFrame);
}"""


class Visit:
    """One account's visit: logged in once, with one window of each width, kept open from picture to picture."""

    def __init__(self, browser: Browser, address: str, account: str) -> None:
        self.browser = browser
        self.address = address
        self.lists: dict[str, list[str]] = {}
        self.windows: dict[int, Page] = {}
        self.state = self._log_in(account) if account else None
        for width in SIZES:
            self.windows[width] = self._window(width)

    def _window(self, width: int) -> Page:
        return self.browser.new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            device_scale_factor=SIZES[width],
            reduced_motion="reduce",
            locale="nb-NO",
            timezone_id="Europe/Oslo",
            storage_state=self.state,
        ).new_page()

    def _log_in(self, account: str) -> StorageState:
        context = self.browser.new_context()
        page = context.new_page()
        page.goto(f"{self.address}/logg-inn/")
        page.fill('input[name="username"]', f"{account}@demo.steinkjer.example")
        page.fill('input[name="password"]', "demo")
        page.click('main button[type="submit"]')
        page.wait_for_url(lambda url: "/logg-inn/" not in url)
        state = context.storage_state()
        context.close()
        return state

    def find(self, picture: Picture) -> str | None:
        """The address of the picture, with what it asks for put in; none where nothing fits."""
        asked = next((name for name in LISTS if name in picture.url), None)
        if asked is None:
            return self.address + picture.url
        page = self.windows[max(SIZES)]
        if asked not in self.lists:
            place, link = LISTS[asked]
            page.goto(self.address + place, wait_until="domcontentloaded")
            self.lists[asked] = list(dict.fromkeys(re.findall(link, page.content())))
        addresses = [self.address + picture.url.replace(asked, one) for one in self.lists[asked]]
        return page.evaluate(FIRST_WITH, [addresses, picture.having])  # type: ignore[no-any-return]  # of the script

    def take(self, url: str, width: int, path: Path, *, dark: bool) -> None:
        """The page in one width; in the dark too where that is asked for."""
        page = self.windows[width]
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        reply = page.goto(url)
        if reply is None or not reply.ok:
            raise SystemExit(f"Stopper: {url} svarte {reply.status if reply else 'ingenting'}.")
        page.evaluate(AT_REST)
        height = min(HEIGHT_MAX, page.evaluate("document.documentElement.scrollHeight"))
        # A window as long as the picture: what is fixed to its foot is at the foot.
        page.set_viewport_size({"width": width, "height": height})
        _shoot(page, path)
        if dark:
            page.emulate_media(color_scheme="dark")
            _shoot(page, path.with_stem(path.stem + DARK))
            page.emulate_media(color_scheme="light")

    def paper(self, url: str, path: Path) -> None:
        """The first page of the plan's PDF, as a picture."""
        program = shutil.which("pdftoppm")
        reply = self.windows[max(SIZES)].request.get(url.rstrip("/") + ".pdf")
        if program is None or not reply.ok:
            print("  uten papiret: pdftoppm eller PDF-en mangler", flush=True)
            return
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(reply.body())
            file.flush()
            command = [program, "-png", "-r", "80", "-singlefile", file.name, str(path.with_suffix(""))]
            subprocess.run(command, check=True)


def _shoot(page: Page, path: Path) -> None:
    """One picture, in so few colours that it is a third as large, and looks the same."""
    with Image.open(BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def _one(visit: Visit, place: Path, picture: Picture) -> bool:
    """Take one picture in every width; says whether there was something to take."""
    url = visit.find(picture)
    if url is None:
        print(f"  {picture.name}: fant ingenting som passer", flush=True)
        return False
    for width in SIZES:
        visit.take(url, width, place / f"{picture.name}-{width}.png", dark=picture.dark)
    if picture.name == PAPER:
        visit.paper(url, place / "papir.png")
    print(f"  {picture.name}", flush=True)
    return True


def main() -> int:
    """Take them all, or those named."""
    address, place, wanted = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    place.mkdir(parents=True, exist_ok=True)
    chosen = [picture for picture in PICTURES if not wanted or picture.name in wanted]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=BROWSER)
        accounts = dict.fromkeys(picture.account for picture in chosen)
        visits = {account: Visit(browser, address, account) for account in accounts}
        taken = [_one(visits[picture.account], place, picture) for picture in chosen]
        browser.close()
    return 0 if chosen and all(taken) else 1


if __name__ == "__main__":
    sys.exit(main())
