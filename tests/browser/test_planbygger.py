"""The plan's editor in a real browser: by keyboard, on a phone, without JavaScript, in two tabs, and killed midway."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cases.tiltaksplan import actions
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from tests.cast import NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.sak.models import Sak
    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = pytest.mark.nettleser
# The house may be slow when many work in it.
expect.set_options(timeout=15_000)
BILDER = os.environ.get("PLANBYGGER_BILDER", "")


@pytest.fixture
def sak(folk: Rollebesetning) -> Sak:
    sak = lag_sak(folk)
    lag_melding(folk, sak=sak)
    actions.ny_planversjon(aktor=folk.rektor, sak_id=sak.pk, now=NAA)
    return sak


def aapne(ny_person: Callable[..., Person], folk: Rollebesetning, sak: Sak, **skjerm: object) -> Person:
    person = ny_person(**skjerm)
    person.logg_inn(folk.rektor)
    person.gaa_til(f"/saker/{sak.nummer}/tiltaksplan/rediger/")
    return person


def bilde(person: Person, navn: str) -> None:
    if BILDER:
        person.page.screenshot(path=str(Path(BILDER) / f"{navn}.png"), full_page=True)


def lagret(person: Person) -> None:
    person.page.locator("#utkaststatus").filter(has_text="Utkast lagret").wait_for()


def til(person: Person, velger: str) -> None:
    """Tab until the element has focus; fails if the keyboard never gets there."""
    for _ in range(200):
        if person.page.evaluate("v => document.activeElement && document.activeElement.matches(v)", velger):
            return
        person.page.keyboard.press("Tab")
    raise AssertionError(velger)


def test_planen_bygges_og_vedtas_bare_med_tastatur(
    ny_person: Callable[..., Person], folk: Rollebesetning, sak: Sak
) -> None:
    rektor = aapne(ny_person, folk, sak)
    tast = rektor.page.keyboard
    for navn, tekst in (
        ("utfordring", "Nora er alene."),
        ("elevens_syn", "Vil ha en voksen nær."),
        ("barnets_beste", "Veid."),
    ):
        til(rektor, f"[name='{navn}']")
        tast.type(tekst)
    til(rektor, "[name='tiltak-0-beskrivelse']")
    tast.type("En voksen følger Nora.")
    til(rektor, "[name='tiltak-0-hyppighet']")
    tast.type("hvert friminutt")
    til(rektor, "[name='tiltak-0-ansvarlig_rolle']")
    tast.type("Inspeksjonen")
    lagret(rektor)
    til(rektor, "[name='legg_til']")
    tast.press("Enter")
    til(rektor, "[name='tiltak-1-beskrivelse']")
    tast.type("Faste grupper i klassen.")
    til(rektor, "[name='tiltak-1-hyppighet']")
    tast.type("hver dag")
    til(rektor, "[name='tiltak-1-ansvarlig_rolle']")
    tast.type("Kontaktlærer")
    til(rektor, "[name='flytt'][value='1-opp']")
    tast.press("Enter")
    # The button is gone at the top; focus is on the one that moves it back.
    expect(rektor.page.locator("[name='flytt'][value='0-ned']")).to_be_focused()
    assert rektor.page.locator("[name='tiltak-0-beskrivelse']").input_value() == "Faste grupper i klassen."
    til(rektor, "[name='foreslaa_dato']")
    tast.press("Enter")
    expect(rektor.page.locator("[name='evalueringsdato']")).to_have_value("2026-11-17")
    til(rektor, "[formaction$='/vedta/']")
    tast.press("Enter")
    rektor.page.wait_for_url("**/tiltaksplan/")
    plan = Tiltaksplan.objects.get()
    assert plan.status == "vedtatt"
    assert list(plan.tiltak.values_list("ansvarlig_rolle", flat=True)) == ["Kontaktlærer", "Inspeksjonen"]


def test_det_som_mangler_og_papiret_folger_det_som_skrives(
    ny_person: Callable[..., Person], folk: Rollebesetning, sak: Sak
) -> None:
    rektor = aapne(ny_person, folk, sak)
    mangler = rektor.page.locator("#mangler li")
    assert mangler.count() == 5
    rektor.skriv("utfordring", "Nora er alene i friminuttene.")
    lagret(rektor)
    expect(mangler).to_have_count(4)
    rektor.page.frame_locator("[data-papir]").get_by_text("Nora er alene i friminuttene.").wait_for()
    rektor.page.locator("summary", has_text="Hent forslag").click()
    # To type does not wait for what has just been opened; to press does.
    rektor.page.locator("#banksok").click()
    rektor.page.locator("#banksok").type("garderobe")
    expect(rektor.page.locator("#bankliste li")).to_have_count(3)
    rektor.page.locator("[name='hent'][value='garderober']").click()
    expect(rektor.page.locator("[name='tiltak-0-beskrivelse']")).to_have_value(re.compile("garderobene"))
    lagret(rektor)
    assert rektor.axe() == []
    bilde(rektor, "rediger-1280")


@pytest.mark.parametrize("morkt", [False, True])
def test_paa_telefon(ny_person: Callable[..., Person], folk: Rollebesetning, sak: Sak, morkt: bool) -> None:
    rektor = aapne(ny_person, folk, sak, bredde=360, hoyde=740, morkt=morkt)
    rektor.skriv("tiltak-0-beskrivelse", "En voksen følger Nora.")
    rektor.trykk("Legg til tiltak")
    rektor.page.locator("[name='tiltak-1-beskrivelse']").wait_for()
    assert not rektor.for_bred()
    assert rektor.axe() == []
    bilde(rektor, f"rediger-360-{'morkt' if morkt else 'lyst'}")


def test_uten_javascript(
    ny_person: Callable[..., Person], folk: Rollebesetning, sak: Sak, nettleser: object, live_server: object
) -> None:
    kontekst = nettleser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    side = kontekst.new_page()
    rot = live_server.url  # type: ignore[attr-defined]
    side.goto(rot + "/logg-inn/")
    side.locator("[name='username']").fill(folk.rektor.email)
    side.locator("[name='password']").fill("demo")
    side.locator("main button[type='submit']").click()
    side.goto(f"{rot}/saker/{sak.nummer}/tiltaksplan/rediger/")
    side.locator("[name='tiltak-0-beskrivelse']").fill("Første")
    side.get_by_role("button", name="Legg til tiltak").click()
    side.locator("[name='tiltak-1-beskrivelse']").fill("Andre")
    side.locator("[name='flytt'][value='1-opp']").click()
    assert side.locator("[name='tiltak-0-beskrivelse']").input_value() == "Andre"
    side.get_by_role("button", name="Lagre utkast").first.click()
    assert list(Tiltak.objects.values_list("beskrivelse", flat=True)) == ["Andre", "Første"]
    kontekst.close()


def test_utkastet_overlever_at_nettleseren_blir_drept(
    ny_person: Callable[..., Person], folk: Rollebesetning, sak: Sak
) -> None:
    rektor = aapne(ny_person, folk, sak)
    rektor.skriv("maal", "Nora gleder seg til friminutt.")
    rektor.skriv("tiltak-0-beskrivelse", "En voksen følger Nora.")
    lagret(rektor)
    rektor.page.context.close()
    igjen = aapne(ny_person, folk, sak)
    assert igjen.page.locator("[name='maal']").input_value() == "Nora gleder seg til friminutt."
    assert igjen.page.locator("[name='tiltak-0-beskrivelse']").input_value() == "En voksen følger Nora."


def test_to_faner_den_andre_faar_se_begge_og_velger(
    ny_person: Callable[..., Person], folk: Rollebesetning, sak: Sak
) -> None:
    en, to = aapne(ny_person, folk, sak), aapne(ny_person, folk, sak)
    en.skriv("maal", "Mål fra den første")
    en.skriv("trygghetsperson", "Ingrid")
    en.trykk("Lagre utkast")
    en.page.wait_for_load_state()
    to.skriv("maal", "Mål fra den andre")
    to.page.locator("#utkaststatus").filter(has_text="lagret endringer her").wait_for()
    to.trykk("Lagre utkast")
    to.page.locator("#begge").wait_for()
    assert to.ser("Mål fra den første")
    assert to.page.locator("[name='maal']").input_value() == "Mål fra den andre"
    assert to.page.locator("[name='trygghetsperson']").input_value() == "Ingrid"
    assert to.axe() == []
    bilde(to, "to-faner-1280")
    to.kryss("bruk-maal")
    to.trykk("Lagre utkast")
    to.page.locator(".beskjeder").filter(has_text="Utkastet er lagret").wait_for()
    plan = Tiltaksplan.objects.get()
    assert (plan.maal, plan.trygghetsperson) == ("Mål fra den første", "Ingrid")
