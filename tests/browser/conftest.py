"""A real browser against the running house. Time stands at the cast's own day."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.signals import request_finished, request_started
from playwright.sync_api import Error, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.cast import NAA, sett_rollene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import FileResponse, HttpRequest, HttpResponse
    from playwright.sync_api import Browser, Page

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
VALG = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
AXE = Path(settings.NODE_MODULES) / "axe-core" / "axe.min.js"
# What inherits its colour begins to change when its parent has: one frame for each step down the page.
STILLE = """async () => {
  for (let bilde = 0, rolig = 0; bilde < 60 && rolig < 3; bilde++) {
    await new Promise(requestAnimationFrame);
    const bevegelser = document.getAnimations();
    await Promise.allSettled(bevegelser.map(bevegelse => bevegelse.finished));
    rolig = bevegelser.length ? 0 : rolig + 1;
  }
}"""
# A page knows when it is on its way to another, or waits for a part of itself.
UNDERVEIS = """(() => {
  let venter = 0;
  window.ieIRo = () => !venter && document.readyState === "complete";
  addEventListener("beforeunload", () => { venter++; setTimeout(() => { venter--; }, 8000); });
  addEventListener("submit", hendelse => {
    if (!hendelse.defaultPrevented) { venter++; setTimeout(() => { venter--; }, 8000); }
  });
  addEventListener("htmx:beforeRequest", () => { venter++; });
  addEventListener("htmx:afterRequest", () => { setTimeout(() => { venter--; }, 30); });
})()"""
# How long the server must have been without a question, in seconds, before its tables may be emptied.
ROLIG = 0.1
REGLER = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@pytest.fixture(scope="session")
def nettleser() -> Iterator[Browser]:
    """One Chromium for all browser tests."""
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium mangler: installer den, eller sett CHROMIUM til der den er.")
    with sync_playwright() as spill:
        browser = spill.chromium.launch(
            executable_path=CHROMIUM, args=[*VALG, "--disable-sync", "--no-first-run", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


class Filtjener(StaticFilesHandler):
    """Hands out style sheets and scripts as production does: a browser need not ask again for each page."""

    def serve(self, request: HttpRequest) -> HttpResponse | FileResponse:
        """The file, and for how long it is good."""
        svar = super().serve(request)
        # A year: by the browser's clock the server lives weeks ago.
        svar["Cache-Control"] = "max-age=31536000"
        return svar


@pytest.fixture(scope="session")
def live_server(django_db_setup: None) -> Iterator[LiveServer]:
    """The house, served to browsers for the whole session."""
    tjener = LiveServer("localhost", start=False)
    tjener.thread.static_handler = Filtjener
    tjener.start()
    yield tjener
    tjener.stop()


@dataclass
class Person:
    """Somebody at a screen. Counts what they do with their hands."""

    page: Page
    rot: str
    gjort: int = 0

    def gaa_til(self, sti: str) -> None:
        """Type an address."""
        self.page.goto(self.rot + sti)

    def trykk(self, tekst: str, rolle: Any = "button") -> None:
        """Press a button or a link by its name, and wait for what it brings."""
        self.page.get_by_role(rolle, name=tekst, exact=True).first.click()
        self.naar("() => !window.ieIRo || window.ieIRo()")
        self.gjort += 1

    def skriv(self, felt: str, tekst: str) -> None:
        """Write in a field, by its name in the form."""
        self.page.locator(f"[name='{felt}']").fill(tekst)
        self.gjort += 1

    def kryss(self, felt: str, verdi: str | None = None) -> None:
        """Choose one alternative, by pressing its words."""
        velger = f"[name='{felt}']" + (f"[value='{verdi}']" if verdi is not None else "")
        self.page.locator(f"label[for='{self.page.locator(velger).get_attribute('id')}']").click()
        self.gjort += 1

    def velg(self, felt: str, verdi: str) -> None:
        """Choose from a list."""
        self.page.locator(f"select[name='{felt}']").select_option(verdi)
        self.gjort += 1

    def ser(self, tekst: str) -> bool:
        """Whether the words are on the page, or come while one looks."""
        return self.naar("tekst => document.querySelector('main')?.innerText.includes(tekst)", tekst)

    def naar(self, sporsmaal: str, svar: str = "") -> bool:
        """Ask the page until it says yes, or for fifteen seconds. Playwright's own way of waiting needs a weaker CSP."""
        frist = monotonic() + 15
        while monotonic() < frist:
            # A page that is left while it is asked has not answered.
            with suppress(Error):
                if self.page.evaluate(sporsmaal, svar):
                    return True
            self.page.wait_for_timeout(20)
        return False

    def ser_ikke(self, tekst: str) -> bool:
        """Whether the words are not on the page that is open."""
        return tekst not in self.page.locator("main").inner_text()

    def logg_inn(self, bruker: Bruker) -> None:
        """Through the front door."""
        self.page.context.clear_cookies()
        self.gaa_til("/logg-inn/")
        self.page.locator("[name='username']").fill(bruker.email)
        self.page.locator("[name='password']").fill("demo")
        self.page.locator("main button[type='submit']").click()
        self.page.wait_for_url(self.rot + "/")

    def axe(self) -> list[str]:
        """What a screen reader or a keyboard would stumble on here."""
        # The last click is drawn first, and what moves comes to rest.
        self.page.evaluate(STILLE)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        # Only what is wrong is described and brought here: the rest is most of the work.
        funn = self.page.evaluate(
            "async regler => (await axe.run({runOnly: regler, resultTypes: ['violations']})).violations"
            ".flatMap(regel => regel.nodes.map(node => [regel.id, node.html.slice(0, 160)]))",
            REGLER,
        )
        return [f"{self.page.url} {regel}: {html}" for regel, html in funn]

    def paa_begge_skjermer(self) -> list[str]:
        """The same, and what is too wide: on a large light screen and on a dark phone, without loading anew."""
        funn = []
        for bredde, utseende in ((1280, "light"), (360, "dark")):
            self.page.set_viewport_size({"width": bredde, "height": 800})
            self.page.emulate_media(color_scheme=utseende)  # type: ignore[arg-type]  # one of those it knows
            funn += [f"{bredde} px: {feil}" for feil in self.axe()]
            if self.for_bred():
                funn.append(f"{self.page.url} er bredere enn skjermen ({bredde})")
        return funn

    def for_bred(self) -> bool:
        """Whether the page must be scrolled sideways."""
        bred: bool = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        return bred


@pytest.fixture
def tiden() -> Iterator[None]:
    """It is the cast's own day, and the clock goes."""
    with time_machine.travel(NAA, tick=True):
        yield


@pytest.fixture
def folk(transactional_db: None, tiden: None) -> Rollebesetning:
    """The cast, where the running server can see it."""
    return sett_rollene()


class Tjeneren:
    """Knows how many requests are being answered now."""

    def __init__(self) -> None:
        self.inne = 0
        self.siste = 0.0
        request_started.connect(self._inn)
        request_finished.connect(self._ut)

    def _inn(self, **_kwargs: Any) -> None:
        self.inne += 1

    def _ut(self, **_kwargs: Any) -> None:
        self.inne -= 1
        self.siste = perf_counter()

    def vent(self) -> None:
        """Until nobody has been inside for a little while, or for five seconds."""
        frist = perf_counter() + 5
        while perf_counter() < frist and (self.inne or perf_counter() - self.siste < ROLIG):
            sleep(0.01)


@pytest.fixture(scope="session")
def tjeneren() -> Tjeneren:
    """The server's own count, for the whole session."""
    return Tjeneren()


@pytest.fixture
def ny_person(
    nettleser: Browser, live_server: Any, folk: Rollebesetning, tjeneren: Tjeneren
) -> Iterator[Callable[..., Person]]:
    """Gives somebody a screen. Fails at the end if the browser complained of anything."""
    klager: list[str] = []
    kontekster = []

    def ny(bredde: int = 1280, hoyde: int = 900, *, morkt: bool = False) -> Person:
        kontekst = nettleser.new_context(
            viewport={"width": bredde, "height": hoyde},
            locale="nb-NO",
            color_scheme="dark" if morkt else "light",
            # What fades in is measured half-faded; whoever asks for stillness gets the same page at once.
            reduced_motion="reduce",
            bypass_csp=False,
        )
        kontekster.append(kontekst)
        page = kontekst.new_page()
        page.set_default_timeout(15_000)
        page.add_init_script(UNDERVEIS)
        page.on("pageerror", lambda feil: klager.append(str(feil)))
        page.on(
            "console",
            # A refused form answers 422, and the browser notes it as an error; that is as it should be.
            lambda m: klager.append(m.text) if m.type == "error" and "status of 4" not in m.text else None,
        )
        return Person(page, live_server.url)

    yield ny
    for kontekst in kontekster:
        kontekst.close()
    # A page that saves as one writes may have asked for something just now: let the server answer before the tables
    # are emptied under it.
    tjeneren.vent()
    assert not klager, klager
