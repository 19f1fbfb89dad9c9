"""The sak page in a real browser: written without leaving, on a phone, without JavaScript, and killed midway."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cases.sak.kronologi.models import Loggnotat
from cases.sak.models import Involvert
from cases.undersokelse.models import Aktivitetsutkast, Observasjon, Samtale
from tests.cast import NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.sak.models import Sak
    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = pytest.mark.nettleser
expect.set_options(timeout=15_000)
BILDER = os.environ.get("SAKSIDE_BILDER", "")


@pytest.fixture
def sak(folk: Rollebesetning) -> Sak:
    sak = lag_sak(folk, eleven_har_meldt=True, eleven_har_meldt_dato=NAA.date())
    lag_melding(folk, sak=sak, typer=["utestenging", "digital"], arenaer=["friminutt", "digitalt"])
    Involvert.objects.create(sak=sak, kategori="elev", elev=folk.annen_elev, lagt_til=NAA)
    return sak


def aapne(ny_person: Callable[..., Person], folk: Rollebesetning, sti: str, **skjerm: object) -> Person:
    person = ny_person(**skjerm)
    person.logg_inn(folk.rektor)
    person.gaa_til(sti)
    return person


def bilde(person: Person, navn: str) -> None:
    if BILDER:
        person.page.screenshot(path=str(Path(BILDER) / f"{navn}.png"), full_page=True)


def i_orden(person: Person, navn: str) -> None:
    bilde(person, navn)
    assert person.axe() == []
    assert not person.for_bred()


@pytest.mark.parametrize("bredde", [1280, 360])
def test_alt_skrives_uten_aa_forlate_siden(
    ny_person: Callable[..., Person], folk: Rollebesetning, sak: Sak, bredde: int
) -> None:
    rektor = aapne(ny_person, folk, f"/saker/{sak.nummer}/", bredde=bredde, morkt=bredde == 360)
    side = rektor.page
    i_orden(rektor, f"forside-{bredde}")
    side.emulate_media(media="print")
    assert side.locator("h1").is_visible(), "et papir sier hvem det gjelder"
    side.emulate_media(media="screen")
    rektor.trykk("Skriv samtale", "link")
    side.locator("#skriv form").wait_for()
    assert not side.locator("[name='elev']").is_visible()
    rektor.kryss("type", "elev_mulig_krenker")
    rektor.velg("elev", str(folk.annen_elev.pk))
    rektor.kryss("type", "elev")
    assert not side.locator("[name='elev']").is_visible()
    rektor.skriv("sted", "Grupperommet")
    rektor.skriv("deltakere", "Nora og rektor")
    rektor.trykk("Sett inn spørsmålene i teksten")
    felt = side.locator("[name='hva_sies']")
    expect(felt).not_to_have_value("")
    felt.fill("Hvordan har du det på skolen nå?\nJeg er alene.\n\nHvilke voksne vet om det?\n")
    side.locator("summary", has_text="Ønsker, avtaler").click()
    rektor.skriv("neste_samtale", "2026-11-12")
    side.locator(".utkaststatus").filter(has_text="Utkast lagret").wait_for()
    i_orden(rektor, f"samtale-{bredde}")
    side.locator("#skriv [name='dato']").fill("2026-11-20")
    rektor.trykk("Lagre")
    side.locator(".ds-error-summary").wait_for()
    assert felt.input_value().startswith("Hvordan har du det")
    side.locator("#skriv [name='dato']").fill("2026-11-10")
    rektor.trykk("Lagre")
    side.locator("#skriv").get_by_text("Samtalen er lagret.").wait_for()
    expect(side.locator("#levende")).to_contain_text("Samtale med eleven saken gjelder")
    expect(side.locator("#levende")).to_contain_text("Avtalt samtale")
    assert Samtale.objects.get().hva_sies == "Hvordan har du det på skolen nå?\nJeg er alene."
    assert not Aktivitetsutkast.objects.exists()
    assert side.url.endswith(f"/saker/{sak.nummer}/")
    side.locator(".plikt", has_text="Undersøke").locator("summary").first.click()
    side.locator(".plikt", has_text="Undersøke").locator(".plikt__mer summary").click()
    i_orden(rektor, f"etterpaa-{bredde}")
    rektor.gaa_til(f"/saker/{sak.nummer}/undersokelse/")
    rektor.trykk("Skriv observasjon", "link")
    side.locator("#skriv form").wait_for()
    rektor.skriv("arena", "Ballbingen")
    rektor.skriv("beskrivelse", "Nora sto alene ved porten.")
    i_orden(rektor, f"observasjon-{bredde}")
    rektor.trykk("Lagre")
    side.locator("#levende .undersokt__tittel", has_text="Ballbingen").wait_for()
    assert Observasjon.objects.count() == 1
    side.locator("#levende summary", has_text="Eleven saken gjelder").click()
    side.locator("#levende summary", has_text="Noter hvem som har fått referatet").click()
    i_orden(rektor, f"undersokelse-{bredde}")
    rektor.kryss("mottaker", str(folk.forelder.pk))
    rektor.kryss("kanal", "papir")
    rektor.trykk("Noter det")
    side.get_by_text("Det er notert hvem som har fått referatet.").wait_for()
    rektor.gaa_til(f"/saker/{sak.nummer}/dokumenter/")
    i_orden(rektor, f"dokumenter-{bredde}")
    side.get_by_role("link", name="Se over før det går hjem").filter(has_text="eleven saken gjelder").click()
    side.locator("article").wait_for()
    i_orden(rektor, f"referat-{bredde}")
    rektor.gaa_til(f"/saker/{sak.nummer}/logg/")
    rektor.trykk("Noter i loggen", "link")
    side.locator("#skriv form").wait_for()
    rektor.kryss("slag", "telefon")
    rektor.skriv("dato", "2026-11-09")
    rektor.skriv("klokka", "14:05")
    rektor.skriv("med_hvem", "Kari Eggen")
    rektor.skriv("tekst", "Mor ringte. Hun lurer på hva skolen gjør i friminuttene.")
    i_orden(rektor, f"noter-{bredde}")
    rektor.trykk("Lagre i loggen")
    side.locator("#levende .hendelse__tekst", has_text="Mor ringte.").wait_for()
    assert Loggnotat.objects.count() == 1
    rektor.velg("hva", "notater")
    expect(side.locator("#levende .hendelse")).to_have_count(1)
    rektor.velg("hva", "")
    expect(side.locator("#levende .hendelse")).to_have_count(5)
    i_orden(rektor, f"logg-{bredde}")
    rektor.trykk("Rett Telefonsamtale.", "link")
    side.wait_for_url("**/rett/")
    rektor.skriv("tekst", "Far ringte.")
    rektor.trykk("Lagre i loggen")
    side.locator(".hendelse__tekst", has_text="Far ringte.").wait_for()
    i_orden(rektor, f"logg-rettet-{bredde}")


def test_et_langt_referat_overlever_at_nettleseren_blir_drept(
    ny_person: Callable[..., Person], folk: Rollebesetning, sak: Sak
) -> None:
    rektor = aapne(ny_person, folk, f"/saker/{sak.nummer}/undersokelse/samtale/")
    rektor.skriv("hva_sies", "Jeg er alene i friminuttene.")
    rektor.page.locator(".utkaststatus").filter(has_text="Utkast lagret").wait_for()
    rektor.page.context.close()
    igjen = aapne(ny_person, folk, f"/saker/{sak.nummer}/")
    igjen.trykk("Skriv samtale", "link")
    expect(igjen.page.locator("[name='hva_sies']")).to_have_value("Jeg er alene i friminuttene.")
    # Closed on the page, what was typed last is kept too.
    igjen.skriv("deltakere", "Nora")
    igjen.trykk("Lukk")
    expect(igjen.page.locator("#skriv form")).to_have_count(0)
    assert Aktivitetsutkast.objects.get().felter["deltakere"] == "Nora"


def test_uten_javascript(folk: Rollebesetning, sak: Sak, nettleser: object, live_server: object) -> None:
    kontekst = nettleser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    side = kontekst.new_page()
    rot = live_server.url  # type: ignore[attr-defined]
    side.goto(rot + "/logg-inn/")
    side.locator("[name='username']").fill(folk.rektor.email)
    side.locator("[name='password']").fill("demo")
    side.locator("main button[type='submit']").click()
    side.goto(f"{rot}/saker/{sak.nummer}/")
    side.get_by_role("link", name="Skriv samtale").first.click()
    side.get_by_role("button", name="Sett inn spørsmålene i teksten").click()
    felt = side.locator("[name='hva_sies']")
    felt.fill(felt.input_value().replace("bra, og når er det vanskelig?", "bra, og når er det vanskelig?\nI timene."))
    side.locator("[name='sted']").fill("Gangen")
    side.locator("[name='deltakere']").fill("Nora")
    side.get_by_role("button", name="Lagre").click()
    side.get_by_text("Samtalen er lagret.").wait_for()
    assert Samtale.objects.get().hva_sies == "Når er det bra, og når er det vanskelig?\nI timene."
    kontekst.close()
