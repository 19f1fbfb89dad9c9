"""A person who writes nynorsk, and somebody who comes through the door in the middle of a sentence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.factories import lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]
TEKST = "Nora seier at ho er redd i garderoben."


def _bilde(person: Person, navn: str) -> None:
    if mappe := os.environ.get("BILDER"):
        bredde = person.page.viewport_size["width"] if person.page.viewport_size else 0
        person.page.screenshot(path=Path(mappe) / f"{navn}-{bredde}.png")


def _er_dekket(person: Person) -> bool:
    synlig: bool = person.page.evaluate(
        "[...document.querySelectorAll('body > :not(.skjerm) *, body > :not(.skjerm)')]"
        ".some(el => getComputedStyle(el).visibility === 'visible' && el.checkVisibility())"
    )
    return not synlig


def _skriv_ut(person: Person) -> str:
    person.page.emulate_media(media="print")
    tekst: str = person.page.evaluate("document.body.innerText")
    person.page.emulate_media(media="screen")
    return tekst


@pytest.mark.parametrize("bredde", [1280, 360])
def test_spraket_huskes_og_skjermen_skjules(
    ny_person: Callable[..., Person], folk: Rollebesetning, bredde: int
) -> None:
    sak = lag_sak(folk)
    person = ny_person(bredde, 800)
    funn: list[str] = []
    person.gaa_til("/logg-inn/")
    person.trykk("Nynorsk")
    person.page.locator("html[lang='nn'] main h1").wait_for()
    _bilde(person, "logg-inn-nn")
    funn += person.axe()
    person.logg_inn(folk.rektor)
    person.page.locator(".brukermeny summary").click()
    _bilde(person, "meny")
    person.trykk("Bokmål eller nynorsk", rolle="link")
    person.page.locator("main").get_by_role("button", name="Nynorsk").click()
    person.page.locator("html[lang='nn'] main h1").wait_for()
    _bilde(person, "min-side-nn")
    funn += person.axe()
    # Again, on a machine that knows nothing.
    person.logg_inn(folk.rektor)
    assert person.page.locator("html").get_attribute("lang") == "nn"
    _bilde(person, "forside-nn")

    side = f"/saker/{sak.nummer}/undersokelse/samtale/"
    person.gaa_til(side)
    felt = person.page.locator("[name='hva_sies']")
    felt.fill(TEKST)
    tittel = person.page.title()
    skjerm = person.page.locator(".skjerm")
    tastatur = person.page.keyboard
    tastatur.press("Escape")
    assert not skjerm.is_visible()
    tastatur.press("Escape")
    skjerm.wait_for()
    # Whoever presses Esc in haste, presses more than twice.
    for _gang in range(3):
        tastatur.press("Escape")
    assert skjerm.is_visible()
    assert _er_dekket(person)
    assert person.page.title() == "Steinkjer kommune"
    assert "garderoben" not in _skriv_ut(person)
    assert "Nora" not in person.page.locator("body").aria_snapshot()
    _bilde(person, "skjult")
    funn += person.axe()
    tastatur.press("Enter")
    skjerm.wait_for(state="hidden")
    assert felt.input_value() == TEKST
    assert person.page.title() == tittel
    assert person.page.evaluate("document.activeElement.name") == "hva_sies"

    knapp = person.page.get_by_role("button", name="Skjul skjermen")
    felt.scroll_into_view_if_needed()
    _bilde(person, "skjema")
    knapp.click()
    skjerm.wait_for()
    # Loaded anew it is still covered, from the first moment.
    person.page.reload(wait_until="commit")
    skjerm.wait_for()
    assert _er_dekket(person)
    assert person.page.title() == "Steinkjer kommune"
    person.trykk("Vis igjen")
    skjerm.wait_for(state="hidden")
    assert person.page.title() == tittel
    person.gaa_til(f"/saker/{sak.nummer}/")
    person.page.locator(".plikt summary").nth(4).click()
    _bilde(person, "hjelp")
    funn += person.axe()
    if person.for_bred():
        funn.append(f"bredere enn skjermen ({bredde})")
    assert not funn, "\n".join(funn)


def test_paa_papir_gaar_en_tabell_over_flere_ark(ny_person: Callable[..., Person], folk: Rollebesetning) -> None:
    lag_sak(folk)
    person = ny_person(1280, 800)
    person.logg_inn(folk.rektor)
    person.gaa_til("/saker/")
    person.page.emulate_media(media="print")
    # One that may not be parted, or that is rolled, begins on the next sheet and leaves the first one empty.
    hvordan = person.page.evaluate(
        "['.ds-table', '.tabellramme'].map(hva => getComputedStyle(document.querySelector(`main ${hva}`)))"
        ".map(stil => [stil.breakInside, stil.overflowX])"
    )
    assert hvordan == [["auto", "visible"], ["auto", "visible"]]
