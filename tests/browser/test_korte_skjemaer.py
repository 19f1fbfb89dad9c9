"""The short forms at a desk and on a phone: from the melding to the record, and a reaction to its follow-up."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cases.inngripen.models import Inngripen
from cases.reaksjon.models import Avtalesamtale, Reaksjon
from tests.cast import NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = pytest.mark.nettleser
expect.set_options(timeout=15_000)
BILDER = os.environ.get("SKJEMA_BILDER", "")


def bilde(person: Person, navn: str) -> None:
    if BILDER:
        bredde = person.page.viewport_size["width"] if person.page.viewport_size else 0
        person.page.screenshot(path=str(Path(BILDER) / f"{navn}-{bredde}.png"), full_page=True)


def sjekk(person: Person, navn: str) -> None:
    """Take the picture; nothing is in anybody's way, and nothing is wider than the screen."""
    bilde(person, navn)
    assert not person.axe()
    assert not person.for_bred()


def test_inngripen_fra_meldingen_paa_telefon_og_rektor_leser_den(
    ny_person: Callable[..., Person], folk: Rollebesetning
) -> None:
    sak = lag_sak(folk)
    melding = lag_melding(folk, sak=sak, fysisk_inngripen=True)
    ansatt = ny_person(360, 740)
    ansatt.logg_inn(folk.ansatt)
    ansatt.gaa_til(f"/meldinger/{melding.nummer}/")
    ansatt.trykk("Skriv ned hva som ble gjort", "link")
    ansatt.page.wait_for_url("**/inngripen/ny/**")
    ansatt.trykk("Lagre og gi beskjed til rektor")
    ansatt.page.locator(".ds-error-summary").wait_for()
    sjekk(ansatt, "inngripen-feil")
    for felt, tekst in (
        ("sted", "Trappa"),
        ("fare", "Hun var i ferd med å falle ned trappa."),
        ("provd_forst", "Jeg ropte navnet hennes to ganger."),
        ("gjort", "Jeg holdt henne i armen til hun satt. Da slapp jeg."),
        ("minutter", "2"),
        ("elevens_syn", "Jeg ble redd."),
    ):
        ansatt.skriv(felt, tekst)
    ansatt.trykk("Lagre og gi beskjed til rektor")
    ansatt.page.wait_for_url(lambda url: "/ny/" not in url)
    sjekk(ansatt, "inngripen-egen")
    assert Inngripen.objects.get().melding == melding
    # By itself, with the search.
    ansatt.gaa_til("/inngripen/ny/")
    ansatt.page.locator("#sok_elever").fill("jon")
    ansatt.page.locator("[role=option]").first.click()
    sjekk(ansatt, "inngripen-ny")
    rektor = ny_person(1280, 900)
    rektor.logg_inn(folk.rektor)
    for sti, navn in (
        (f"/saker/{sak.nummer}/inngripen/", "inngripen-sak"),
        ("/inngripen/", "inngripen-liste"),
        (f"/inngripen/{Inngripen.objects.get().nokkel}/", "inngripen-leder"),
    ):
        rektor.gaa_til(sti)
        sjekk(rektor, navn)
    rektor.kryss("hva", "elevens_syn")
    rektor.skriv("tekst", "Hun sier at det gjorde vondt.")
    rektor.trykk("Lagre tillegget")
    rektor.page.get_by_text("Tillegget er lagret.").wait_for()
    ansatt.gaa_til(f"/inngripen/{Inngripen.objects.get().nokkel}/")
    assert ansatt.ser_ikke("gjorde vondt")


@pytest.mark.parametrize("bredde", [1280, 360])
def test_reaksjon_avtale_og_meldeplikt(ny_person: Callable[..., Person], folk: Rollebesetning, bredde: int) -> None:
    sak = lag_sak(folk)
    sak.involverte.create(rolle="mulig_krenker", kategori="elev", elev=folk.annen_elev, lagt_til=NAA)
    rektor = ny_person(bredde, 800)
    rektor.logg_inn(folk.rektor)
    rektor.gaa_til(f"/saker/{sak.nummer}/")
    bilde(rektor, "sak")
    rektor.trykk("Reaksjoner og samarbeidsavtaler", "link")
    rektor.trykk("Skriv reaksjon", "link")
    # What the pupil says is asked for when the pupil was heard; why not, when not.
    expect(rektor.page.locator("[name=elevens_forklaring]")).to_be_hidden()
    rektor.kryss("elev_hort", "ja")
    expect(rektor.page.locator("[name=elevens_forklaring]")).to_be_visible()
    expect(rektor.page.locator("[name=ikke_hort_grunn]")).to_be_hidden()
    rektor.skriv("hendelse", "Dyttet en annen i trappa.")
    rektor.skriv("regel", "Ikke slå, sparke eller dytte andre.")
    rektor.skriv("reaksjon", "Samtale med rektor, og foresatte er ringt.")
    rektor.trykk("Lagre")
    rektor.page.locator(".ds-error-summary").wait_for()
    sjekk(rektor, "reaksjon-feil")
    rektor.skriv("elevens_forklaring", "Jeg ble sint, men mente ikke at noen skulle falle.")
    rektor.trykk("Lagre")
    rektor.page.get_by_text("Reaksjonen er lagret.").wait_for()
    assert Reaksjon.objects.get().elev == folk.annen_elev
    rektor.trykk("Skriv samarbeidsavtale", "link")
    rektor.skriv("deltakere", "Jonas, mor og rektor")
    rektor.skriv("avtalt", "Jonas holder seg ved ballbingen. Vakta hjelper ham å finne noen å være med.")
    rektor.skriv("neste_samtale", "2026-11-17")
    sjekk(rektor, "avtale-ny")
    rektor.trykk("Lagre")
    rektor.page.get_by_text("Avtalen er lagret.").wait_for()
    rektor.trykk("Skriv samtale om avtalen", "link")
    rektor.skriv("hvordan_gaar_det", "Det går bedre. Jonas sier han har fått en å spille med.")
    rektor.kryss("ferdig")
    rektor.trykk("Lagre")
    rektor.page.get_by_text("Samtalen er lagret.").wait_for()
    sjekk(rektor, "reaksjoner")
    assert Avtalesamtale.objects.get().ferdig
    rektor.gaa_til(f"/saker/{sak.nummer}/meldeplikt/")
    rektor.kryss("plikt", "barnevern")
    rektor.trykk("Noter")
    rektor.page.get_by_text("Vurderingen er notert.").wait_for()
    sjekk(rektor, "meldeplikt")
