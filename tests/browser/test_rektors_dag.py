"""Rektor's morning by hand: the front page, reception by keyboard alone, the list by its keys, and the board."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cases.melding.models import Meldingelev, Meldinginvolvert
from cases.melding.mottak_models import Mottak
from cases.sak.models import Involvert, Sak
from cases.undersokelse.models import Samtale
from steinkjer_skolemiljo.organisation.models import Elev
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from cases.melding.models import Melding
    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]

BREDDER = [(1280, False), (360, True)]
DAG = timedelta(days=1)


def levd(folk: Rollebesetning) -> Melding:
    """A school with some saker in each phase, and two meldinger that wait: one is about two pupils."""
    navn = [("Amina", "Berg"), ("Oskar", "Lund"), ("Ida", "Moen"), ("Emil", "Dahl"), ("Sara", "Vold")]
    faser = ["ny", "undersokelse", "tiltak", "tiltak", "avsluttet"]
    for nummer, ((fornavn, etternavn), fase) in enumerate(zip(navn, faser, strict=True)):
        elev = Elev.objects.create(
            fornavn=fornavn,
            etternavn=etternavn,
            fodselsdato=folk.elev.fodselsdato,
            skole=folk.egge,
            klasse=folk.klasse,
            sokenavn=f"{fornavn} {etternavn}".lower(),
        )
        sak = lag_sak(
            folk,
            elev=elev,
            # The doors give out the numbers of this year.
            nummer=f"2025-{nummer:04d}",
            fase=fase,
            alvorlig=True if nummer == 1 else None,
            alvorlig_vurdert=NAA if nummer == 1 else None,
            mottatt=NAA - 12 * DAG,
            opprettet=NAA - 12 * DAG,
            neste_frist=None if fase == "avsluttet" else NAA + (nummer - 2) * DAG - timedelta(hours=1),
            neste_frist_type="" if fase == "avsluttet" else "forste_handling",
            avsluttet=NAA - 5 * DAG if fase == "avsluttet" else None,
        )
        Samtale.objects.create(
            sak=sak,
            type="elev",
            dato=I_DAG - 3 * DAG,
            deltakere=fornavn,
            hva_sies="De lar meg ikke være med på trampolinen i storefri, og ingen voksne ser det.",
            registrert=NAA,
            registrert_av=folk.rektor,
        )
    Involvert.objects.create(sak=Sak.objects.earliest("pk"), kategori="elev", elev=folk.annen_elev, lagt_til=NAA)
    lag_melding(folk, elev=folk.annen_elev, sendt=NAA - 2 * DAG)
    melding = lag_melding(
        folk, sendt=NAA - timedelta(hours=2), haster=True, typer=["seksuell"], hva_skjedde="Nora gråt i garderoben."
    )
    Meldingelev.objects.create(melding=melding, elev=Elev.objects.get(fornavn="Ida"))
    Meldinginvolvert.objects.create(melding=melding, kategori="elev", elev=folk.annen_elev)
    return melding


def i_fokus(page: Page) -> str:
    tekst: str = page.evaluate("document.activeElement.textContent.trim()")
    return tekst


def tab_til(page: Page, velger: str) -> None:
    """Tab until the thing has focus; a keyboard must come to it."""
    for _gang in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("v => document.activeElement.matches(v)", velger):
            return
    raise AssertionError(velger)


@pytest.mark.parametrize(("bredde", "morkt"), BREDDER)
def test_rektor_tar_imot_med_bare_tastaturet(
    ny_person: Callable[..., Person], folk: Rollebesetning, bredde: int, morkt: bool
) -> None:
    melding = levd(folk)
    rektor = ny_person(bredde, 800, morkt=morkt)
    rektor.logg_inn(folk.rektor)
    page = rektor.page
    funn = rektor.axe()
    assert not rektor.for_bred()
    # The urgent one is first in the list: one key to it, and Enter.
    page.keyboard.press("j")
    assert "Nora Eggen" in i_fokus(page)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/meldinger/{melding.nummer}/ta-imot/")
    assert page.locator("[name='inhabil_grunn']").is_hidden()
    assert page.locator("[name='begrunnelse']").is_hidden()
    funn += rektor.axe()
    assert not rektor.for_bred()
    tab_til(page, "[name='habil']")
    page.keyboard.press("Space")
    tab_til(page, "[name='beslutning']")
    tab_til(page, "[name='strakstiltak']")
    page.keyboard.type("Tove går sammen med Nora og Ida i alle friminutt.")
    tab_til(page, "[name='kriterier'][value='seksuell_krenkelse']")
    page.keyboard.press("Space")
    tab_til(page, "main button[type='submit'][data-size='lg']")
    page.keyboard.press("Enter")
    page.locator(".ds-alert[data-color='success']").first.wait_for()
    assert {rad.sak.alvorlig_kriterier[0] for rad in melding.elever.exclude(elev__fornavn="Ida") if rad.sak} == {
        "seksuell_krenkelse"
    }
    assert Mottak.objects.get().strakstiltak.startswith("Tove")
    assert rektor.ser("Tove går sammen med Nora")
    funn += rektor.axe()
    # The other melding: something they cannot decide on. Only the reason is asked for, and then it is gone.
    rektor.gaa_til("/meldinger/innboks/")
    page.locator("main table a").first.click()
    rektor.kryss("habil", "nei")
    assert page.locator("[name='strakstiltak']").is_hidden()
    funn += rektor.axe()
    rektor.skriv("inhabil_grunn", "Jonas er nevøen min")
    rektor.trykk("Send meldingen videre")
    page.wait_for_url("**/meldinger/innboks/")
    assert rektor.ser("Ingen meldinger venter")
    assert not funn, "\n".join(funn)


@pytest.mark.parametrize(("bredde", "morkt"), BREDDER)
def test_rektor_finner_fram_i_sakene_med_tastene(
    ny_person: Callable[..., Person], folk: Rollebesetning, bredde: int, morkt: bool
) -> None:
    levd(folk)
    rektor = ny_person(bredde, 800, morkt=morkt)
    rektor.logg_inn(folk.rektor)
    page = rektor.page
    # «?» shows the keys; «/» leads to the search from any page.
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    funn = rektor.axe()
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="hidden")
    # A key that comes so soon that the focus has not left the closed dialog counts too.
    page.evaluate(
        """() => {
            const felt = document.querySelector("[data-taster-paa]");
            felt.focus();
            felt.dispatchEvent(new KeyboardEvent("keydown", {key: "/", bubbles: true}));
        }"""
    )
    page.wait_for_url("**/saker/#sok")
    rektor.gaa_til("/")
    page.keyboard.press("/")
    page.wait_for_url("**/saker/#sok")
    assert rektor.naar("document.activeElement.name === 'q'")
    funn += rektor.axe()
    assert not rektor.for_bred()
    page.keyboard.type("trampoline ida j/k?")
    page.wait_for_url("**q=trampoline**")
    page.locator("[name='q']").select_text()
    page.keyboard.type("trampoline ida")
    page.locator(".utdrag mark").first.wait_for()
    assert rektor.naar("document.querySelectorAll('[data-rad]').length === 1")
    funn += rektor.axe()
    # The address is that of the last answer: until it has come, «back» leads to the search before it.
    page.wait_for_url(re.compile(r"q=trampoline(%20|\+)ida(&|$)"))
    # Down into the list. A field that is left asks once more; its answer has the row too, and one still stands there.
    page.evaluate("document.addEventListener('htmx:afterSwap', () => { window.byttet = true; })")
    page.keyboard.press("ArrowDown")
    assert i_fokus(page) == "Ida Moen"
    assert rektor.naar("window.byttet")
    assert i_fokus(page) == "Ida Moen"
    # Open it, and back to the same search.
    page.keyboard.press("Enter")
    page.wait_for_url("**/saker/2025-*/")
    page.go_back()
    page.locator(".utdrag mark").first.wait_for()
    assert page.locator("[name='q']").input_value() == "trampoline ida"
    # What waits in the inbox is found too, above the saker.
    rektor.gaa_til("/saker/?q=garderoben")
    assert rektor.ser("Meldinger som ikke er blitt en sak")
    page.keyboard.press("j")
    assert "Nora Eggen" in i_fokus(page)
    funn += rektor.axe()
    assert not rektor.for_bred()
    rektor.gaa_til("/saker/?vis=alle")
    rektor.trykk("Tavle", "link")
    page.locator(".tavle").wait_for()
    funn += rektor.axe()
    assert not rektor.for_bred()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert i_fokus(page) == "Oskar Lund"
    page.keyboard.press("k")
    assert i_fokus(page) == "Amina Berg"
    # Turned off, the letters do nothing: focus is where it was before the box, and stays.
    page.keyboard.press("?")
    page.locator("[data-taster-paa]").uncheck()
    rektor.trykk("Lukk")
    page.keyboard.press("j")
    assert i_fokus(page) == "Amina Berg"
    assert not funn, "\n".join(funn)
