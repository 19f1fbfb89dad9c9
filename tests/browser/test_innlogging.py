"""Logging in with a second factor, the warning before a session ends, and the same without JavaScript."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import override_settings
from django.utils import timezone

from cases.tiltaksplan.models import Tiltak, Tiltaksmerke
from cases.undersokelse.models import Samtale
from steinkjer_skolemiljo.organisation.innlogging import totp
from steinkjer_skolemiljo.organisation.innlogging.models import Sesjon
from tests.browser.conftest import Person
from tests.cases.planer import TILTAK, vedtatt
from tests.factories import lag_sak
from tests.innlogging.hjelp import HEMMELIGHET, sett_opp

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.browser.conftest import Tjeneren
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]


def _bilde(person: Person, navn: str) -> None:
    """A picture for those who want to look: set BILDER to a folder."""
    person.page.evaluate("Promise.all(document.getAnimations().map(a => a.finished)).then(() => 1)")
    if mappe := os.environ.get("BILDER"):
        bredde = person.page.viewport_size["width"] if person.page.viewport_size else 0
        person.page.screenshot(path=Path(mappe) / f"{navn}-{bredde}.png", full_page=True)


def _se(person: Person, navn: str, funn: list[str]) -> None:
    _bilde(person, navn)
    funn += person.axe()
    if person.for_bred():
        funn.append(f"{navn} er bredere enn skjermen")


def _kode(hemmelighet: str, forskyv: int = 0) -> str:
    return totp.kode(hemmelighet, totp.teller(timezone.now()) + forskyv)


def _passord(person: Person, bruker: Bruker) -> None:
    person.gaa_til("/logg-inn/")
    person.skriv("username", bruker.email)
    person.skriv("password", "demo")
    person.page.locator("main button[type='submit']").click()


@pytest.mark.parametrize("bredde", [1280, 360])
def test_hele_veien_med_totrinnsinnlogging(ny_person: Callable[..., Person], folk: Rollebesetning, bredde: int) -> None:
    funn: list[str] = []
    with override_settings(TOFAKTOR_KREVES=True):
        person = ny_person(bredde, 800)
        _passord(person, folk.rektor)
        person.page.wait_for_url("**/min-side/totrinn/")
        _se(person, "oppsett", funn)
        hemmelighet = person.page.locator(".oppsett__nokkel code").inner_text().replace(" ", "")
        # The picture is really drawn, past the policy of what a page may show.
        assert person.page.locator(".oppsett__bilde").evaluate("bilde => bilde.naturalWidth") > 0
        person.skriv("kode", "000000")
        person.trykk("Slå på")
        person.page.locator(".ds-error-summary").wait_for()
        _se(person, "oppsett-feil", funn)
        person.skriv("kode", _kode(hemmelighet, -1))
        person.trykk("Slå på")
        person.page.locator(".reservekoder").wait_for()
        _se(person, "reservekoder", funn)
        koder = person.page.locator(".reservekoder code").all_inner_texts()
        with person.page.expect_download() as nedlasting:
            person.trykk("Last ned", rolle="link")
        lastet = Path(nedlasting.value.path()).read_text(encoding="utf-8")
        assert all(kode in lastet for kode in koder)
        person.trykk("Jeg har tatt vare på dem", rolle="link")
        person.page.wait_for_url(person.rot + "/")
        person.gaa_til("/min-side/")
        _se(person, "min-side", funn)
        _logg_ut(person)

        _passord(person, folk.rektor)
        person.page.wait_for_url("**/logg-inn/kode/")
        _se(person, "kode", funn)
        person.skriv("code", "123456")
        person.trykk("Logg inn")
        person.page.locator(".ds-error-summary").wait_for()
        _se(person, "kode-feil", funn)
        person.skriv("code", _kode(hemmelighet))
        person.trykk("Logg inn")
        person.page.wait_for_url(person.rot + "/")
        _logg_ut(person)

        _passord(person, folk.rektor)
        person.skriv("code", koder[0])
        person.trykk("Logg inn")
        person.page.wait_for_url(person.rot + "/")
        person.gaa_til("/min-side/")
        assert person.ser("Du har 9 reservekoder igjen.")
    assert not funn, "\n".join(funn)


def _logg_ut(person: Person) -> None:
    person.page.locator(".brukermeny summary").click()
    person.trykk("Logg ut")
    person.page.wait_for_url("**/logg-inn/")


@pytest.mark.parametrize("bredde", [1280, 360])
def test_sidene_for_passord_og_for_den_som_hjelper(
    ny_person: Callable[..., Person], folk: Rollebesetning, bredde: int
) -> None:
    sett_opp(folk.rektor)
    funn: list[str] = []
    person = ny_person(bredde, 800)
    person.logg_inn(folk.systemforvalter)
    person.gaa_til("/min-side/passord/")
    person.skriv("gammelt", "demo")
    person.skriv("nytt", "Sommer2026!!")
    person.trykk("Bytt passord")
    person.page.locator(".ds-error-summary").wait_for()
    _se(person, "passord", funn)
    person.gaa_til("/brukere/")
    _se(person, "brukere", funn)
    person.trykk("Rektor Egge", rolle="link")
    person.trykk("Passord og totrinnsinnlogging", rolle="link")
    person.page.locator("details summary", has_text="mistet telefonen").click()
    _se(person, "bruker", funn)
    person.trykk("Lag passordlenke")
    person.page.locator(".oppsett__nokkel").wait_for()
    _se(person, "passordlenke", funn)
    adresse = person.page.locator(".oppsett__nokkel").inner_text()
    treff = re.search(r"/nytt-passord/.+", adresse)
    assert treff is not None
    person.page.context.clear_cookies()
    person.gaa_til(treff[0].strip())
    _se(person, "nytt-passord", funn)
    person.skriv("nytt", "en hest spiser gulrot")
    person.skriv("gjenta", "en hest spiser gulrot")
    person.trykk("Lagre passordet")
    person.page.wait_for_url("**/logg-inn/")
    person.gaa_til("/nytt-passord/brukt/")
    _se(person, "lenke-brukt", funn)
    assert not funn, "\n".join(funn)


def test_varsel_for_sesjonen_slutter_og_fortsett_med_tastaturet(
    ny_person: Callable[..., Person], folk: Rollebesetning
) -> None:
    person = ny_person(360, 800)
    person.page.clock.install()
    person.logg_inn(folk.rektor)
    boks = person.page.get_by_role("alertdialog")
    person.page.clock.fast_forward("27:00")
    assert not boks.is_visible()
    person.page.clock.fast_forward("01:05")
    boks.wait_for()
    assert person.page.evaluate("document.activeElement.textContent") == "Fortsett"
    assert "Om to minutter" in boks.inner_text()
    _bilde(person, "varsel")
    assert not person.axe()
    person.page.keyboard.press("Enter")
    boks.wait_for(state="hidden")
    # A full half hour again.
    person.page.clock.fast_forward("27:00")
    assert not boks.is_visible()
    # Esc is the same as going on.
    person.page.clock.fast_forward("01:30")
    boks.wait_for()
    person.page.keyboard.press("Escape")
    boks.wait_for(state="hidden")


def test_naar_tiden_er_ute_dekkes_siden_og_teksten_tas_vare_paa(
    ny_person: Callable[..., Person], folk: Rollebesetning, tjeneren: Tjeneren
) -> None:
    sak = lag_sak(folk)
    person = ny_person()
    person.page.clock.install()
    person.logg_inn(folk.rektor)
    side = f"/saker/{sak.nummer}/undersokelse/samtale/"
    person.gaa_til(side)
    person.skriv("hva_sies", "Nora er redd i garderoben.")
    person.page.clock.fast_forward("30:01")
    boks = person.page.get_by_role("alertdialog")
    boks.wait_for()
    assert "Du er logget ut" in boks.inner_text()
    assert not person.page.locator("h1").first.is_visible()
    _bilde(person, "slutt")
    assert not person.axe()
    person.page.keyboard.press("Escape")
    assert boks.is_visible()
    # What was being kept is kept, before the session is gone.
    tjeneren.vent()
    Sesjon.objects.all().delete()
    boks.get_by_role("button", name="Logg inn igjen").click()
    person.page.wait_for_url("**/logg-inn/?next=**")
    assert person.ser("Det du skrev er tatt vare på")
    _bilde(person, "logg-inn-igjen")
    assert not person.axe()
    person.skriv("username", folk.rektor.email)
    person.skriv("password", "demo")
    person.page.locator("main button[type='submit']").click()
    person.page.wait_for_url("**" + side)
    assert person.page.locator("[name='hva_sies']").input_value() == "Nora er redd i garderoben."
    _bilde(person, "gjenopprettet")
    assert not Samtale.objects.exists()


def test_alle_skjemaene_paa_siden_tas_vare_paa_hvert_for_seg(
    ny_person: Callable[..., Person], folk: Rollebesetning
) -> None:
    sak = lag_sak(folk)
    vedtatt(sak, folk.rektor, tiltak=(TILTAK, TILTAK))
    en, to = Tiltak.objects.values_list("pk", flat=True)
    skrevet = {f"tiltak-{en}-notat": "Ferien.", f"tiltak-{to}-notat": "Sykdom.", f"merke-{to}-notat": "Gikk fint."}
    person = ny_person()
    person.page.clock.install()
    person.logg_inn(folk.rektor)
    side = f"/saker/{sak.nummer}/tiltaksplan/"
    person.gaa_til(side)
    for lokk in person.page.locator(".tiltakskort summary").all():
        lokk.click()
    for felt, ord_ in skrevet.items():
        person.page.locator(f"#{felt}").fill(ord_)
    person.page.clock.fast_forward("30:01")
    boks = person.page.get_by_role("alertdialog")
    boks.wait_for()
    Sesjon.objects.all().delete()
    boks.get_by_role("button", name="Logg inn igjen").click()
    person.page.wait_for_url("**/logg-inn/?next=**")
    person.skriv("username", folk.rektor.email)
    person.skriv("password", "demo")
    person.page.locator("main button[type='submit']").click()
    person.page.wait_for_url("**" + side)
    for felt, ord_ in skrevet.items():
        # Not behind a closed lid.
        person.page.locator(f"#{felt}").wait_for(state="visible")
        assert person.page.locator(f"#{felt}").input_value() == ord_
    assert person.page.locator(f"#merke-{en}-notat").input_value() == ""
    # Nothing of it lies in the browser, and nothing was carried out.
    lager = person.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert not [ord_ for ord_ in skrevet.values() if ord_ in lager]
    assert not Tiltaksmerke.objects.exists()


def test_en_del_som_hentes_etter_slutten_dekker_siden(ny_person: Callable[..., Person], folk: Rollebesetning) -> None:
    person = ny_person()
    person.logg_inn(folk.ansatt)
    person.gaa_til("/meld/")
    Sesjon.objects.all().delete()
    person.skriv("hva_skjedde", "Nora sto alene.")
    person.page.get_by_role("alertdialog").wait_for(timeout=10_000)
    assert "Du er logget ut" in person.page.get_by_role("alertdialog").inner_text()


def test_uten_javascript_virker_alt_sammen(nettleser: Browser, live_server: Any, folk: Rollebesetning) -> None:
    sett_opp(folk.rektor)
    sak = lag_sak(folk)
    kontekst = nettleser.new_context(java_script_enabled=False, locale="nb-NO")
    person = Person(kontekst.new_page(), live_server.url)
    _passord(person, folk.rektor)
    person.skriv("code", _kode(HEMMELIGHET))
    person.trykk("Logg inn")
    side = f"/saker/{sak.nummer}/undersokelse/samtale/"
    person.gaa_til(side)
    assert not person.page.get_by_role("alertdialog").is_visible()
    person.skriv("hva_sies", "Nora er redd i garderoben.")
    Sesjon.objects.all().delete()
    person.page.locator("main form").get_by_role("button", name="Lagre").last.click()
    assert person.ser("Det du skrev er tatt vare på")
    person.skriv("username", folk.rektor.email)
    person.skriv("password", "demo")
    person.page.locator("main button[type='submit']").click()
    person.skriv("code", _kode(HEMMELIGHET, 1))
    person.trykk("Logg inn")
    assert person.page.url.endswith(side)
    assert person.page.locator("[name='hva_sies']").input_value() == "Nora er redd i garderoben."
    kontekst.close()
