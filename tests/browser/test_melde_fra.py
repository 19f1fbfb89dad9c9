"""The reporter's minute, in a real browser: on a phone, without network, killed, pressed twice, without JavaScript."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error

from cases.melding.models import Melding, Meldingsutkast
from tests.browser.conftest import Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext

    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]

TEKST = "Nora sto alene ved benken i storefri. Hemmelig setning."


@pytest.fixture
def telefon(nettleser: Browser, live_server: Any, folk: Rollebesetning) -> Iterator[Callable[..., Person]]:
    """A browser that may lose its network: what it then says in its console is expected."""
    kontekster: list[BrowserContext] = []

    def ny(bredde: int = 360, hoyde: int = 740, **valg: Any) -> Person:
        kontekst = nettleser.new_context(viewport={"width": bredde, "height": hoyde}, locale="nb-NO", **valg)
        kontekster.append(kontekst)
        page = kontekst.new_page()
        page.set_default_timeout(15_000)
        return Person(page, live_server.url)

    yield ny
    for kontekst in kontekster:
        kontekst.close()


def velg_nora(person: Person, felt: str = "elever") -> None:
    person.page.locator(f"#sok_{felt}").press_sequentially("nora", delay=15)
    person.page.locator(f"#liste_{felt} [role=option]").first.click()
    person.gjort += 2


def gjemt(person: Person) -> str:
    """Everything the browser has stored."""
    lager: str = person.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    return lager


def vent_paa_kvittering(person: Person) -> None:
    person.page.wait_for_url(re.compile(r"/meldinger/M-\d+-\d+/$"))


def vent(person: Person, uttrykk: str) -> None:
    """Until it is so; the page's own rules forbid Playwright to wait inside it. A page on its way is asked again."""
    for _gang in range(150):
        try:
            if person.page.evaluate(uttrykk):
                return
        except Error:
            pass
        person.page.wait_for_timeout(100)
    pytest.fail(uttrykk)


KOPIEN = "Object.keys(localStorage).some(n => n.startsWith('meld:'))"
TEKSTEN = "document.querySelector('[name=hva_skjedde]').value.includes('Hemmelig')"


def vent_paa_kopi(person: Person) -> None:
    vent(person, KOPIEN)


def test_en_enkel_melding_tar_faa_trykk_paa_en_telefon(telefon: Callable[..., Person], folk: Rollebesetning) -> None:
    person = telefon()
    person.logg_inn(folk.ansatt)
    person.gaa_til("/meld/")
    assert not person.for_bred()
    velg_nora(person)
    person.skriv("hva_skjedde", TEKST)
    person.trykk("Send meldingen")
    vent_paa_kvittering(person)
    assert person.gjort <= 4
    assert not person.for_bred()
    assert Melding.objects.get().elever.get().elev == folk.elev
    assert "meld:" not in gjemt(person)


def test_en_drept_nettleser_uten_nett_mister_ingenting_og_viser_ingenting_til_andre(
    telefon: Callable[..., Person], folk: Rollebesetning
) -> None:
    person = telefon()
    person.logg_inn(folk.ansatt)
    person.gaa_til("/meld/")
    kontekst = person.page.context
    velg_nora(person)
    kontekst.set_offline(True)
    person.skriv("hva_skjedde", TEKST)
    person.page.get_by_text("Ikke lagret ennå").wait_for()
    vent_paa_kopi(person)
    assert "Hemmelig" not in gjemt(person)
    assert str(folk.elev.pk) not in re.findall(r"elever=(\d+)", gjemt(person))
    # Killed, and opened again when the network is back: it is there, the pupil too, and still sent once.
    person.page.close()
    kontekst.set_offline(False)
    person.page = kontekst.new_page()
    person.gaa_til("/meld/")
    vent(person, TEKSTEN)
    person.page.get_by_text("Dette er utkastet ditt").wait_for()
    person.page.locator("#treff_elever input:checked").wait_for(state="attached")
    vent(person, f"!{KOPIEN}")
    person.trykk("Send meldingen")
    vent_paa_kvittering(person)
    assert Melding.objects.get().hva_skjedde == TEKST
    assert not Meldingsutkast.objects.exists()


def test_kopien_er_borte_etter_utlogging_og_uleselig_for_den_neste(
    telefon: Callable[..., Person], folk: Rollebesetning
) -> None:
    person = telefon(1280, 900)
    person.logg_inn(folk.ansatt)
    person.gaa_til("/meld/")
    person.page.context.set_offline(True)
    person.skriv("hva_skjedde", TEKST)
    vent_paa_kopi(person)
    # The session ends in another way than by log-out: the next person's page finds noise, and leaves it.
    person.page.close()
    person.page.context.set_offline(False)
    person.page = person.page.context.new_page()
    person.logg_inn(folk.kontaktlarer)
    person.gaa_til("/meld/")
    person.page.wait_for_load_state("networkidle")
    assert person.page.locator("[name=hva_skjedde]").input_value() == ""
    assert "meld:" in gjemt(person)
    # The same person gets it back.
    person.logg_inn(folk.ansatt)
    person.gaa_til("/meld/")
    person.page.get_by_text("Dette er utkastet ditt").wait_for()
    assert "Hemmelig" in person.page.locator("[name=hva_skjedde]").input_value()
    # And out is out.
    person.page.context.set_offline(True)
    person.skriv("hva_skjedde", TEKST + " Mer.")
    vent_paa_kopi(person)
    person.page.context.set_offline(False)
    person.page.locator(".brukermeny summary").click()
    person.trykk("Logg ut")
    person.page.wait_for_url("**/logg-inn/**")
    assert "meld:" not in gjemt(person)


def test_sendt_uten_nett_gaar_av_seg_selv_naar_nettet_er_tilbake(
    telefon: Callable[..., Person], folk: Rollebesetning
) -> None:
    person = telefon()
    person.logg_inn(folk.ansatt)
    person.gaa_til("/meld/")
    velg_nora(person)
    person.skriv("hva_skjedde", TEKST)
    person.page.context.set_offline(True)
    person.trykk("Send meldingen")
    person.page.get_by_text("Ikke sendt ennå").wait_for()
    assert not Melding.objects.exists()
    person.page.context.set_offline(False)
    vent_paa_kvittering(person)
    assert Melding.objects.count() == 1


def test_svaret_som_ble_borte_og_to_trykk_gir_en_melding(telefon: Callable[..., Person], folk: Rollebesetning) -> None:
    person = telefon()
    person.logg_inn(folk.ansatt)
    person.gaa_til("/meld/")
    velg_nora(person)
    person.skriv("hva_skjedde", TEKST)
    tapt: list[str] = []

    def mist_det_forste_svaret(rute: Any) -> None:
        if rute.request.method == "POST" and not tapt:
            tapt.append(rute.fetch().headers["hx-redirect"])
            rute.abort()
        else:
            rute.continue_()

    person.page.route(re.compile(r"/meld/$"), mist_det_forste_svaret)
    person.page.get_by_role("button", name="Send meldingen").dblclick()
    vent_paa_kvittering(person)
    assert tapt
    assert person.page.url.endswith(tapt[0])
    assert Melding.objects.count() == 1


def test_alt_gaar_uten_javascript(telefon: Callable[..., Person], folk: Rollebesetning) -> None:
    person = telefon(java_script_enabled=False)
    person.logg_inn(folk.ansatt)
    person.gaa_til("/meld/")
    person.skriv("hva_skjedde", TEKST)
    person.skriv("sok_elever", "eggen")
    person.page.locator("#id_elever [data-sokeknapp]").click()
    person.page.locator("#treff_elever label").first.click()
    assert person.page.locator("[name='hva_skjedde']").input_value() == TEKST
    # An employee is reported: the page says who will see it before it is sent.
    person.kryss("kategorier", "ansatt")
    person.trykk("Send meldingen")
    assert person.ser("Les dette før du sender")
    assert person.ser("Den ansatte du melder om, får ikke se den.")
    assert not Melding.objects.exists()
    person.trykk("Send meldingen")
    assert Melding.objects.get().skjerpet


def test_bare_tastatur(telefon: Callable[..., Person], folk: Rollebesetning) -> None:
    person = telefon(1280, 900)
    person.logg_inn(folk.ansatt)
    person.gaa_til("/meld/")
    tast = person.page.keyboard
    sok = person.page.locator("#sok_elever")
    for _steg in range(40):
        tast.press("Tab")
        if sok.evaluate("el => el === document.activeElement"):
            break
    tast.type("nor", delay=15)
    person.page.locator("#liste_elever [role=option]").first.wait_for()
    assert sok.get_attribute("aria-expanded") == "true"
    tast.press("ArrowDown")
    assert sok.get_attribute("aria-activedescendant") == f"valg_elever_{folk.elev.pk}"
    assert person.axe() == []
    tast.press("Enter")
    assert person.page.locator("#treff_elever input:checked").count() == 1
    assert "er valgt" in person.page.locator("#id_elever [data-elevsok-status]").inner_text()
    assert not Melding.objects.exists()
    felt = person.page.locator("[name='hva_skjedde']")
    for _steg in range(10):
        tast.press("Tab")
        if felt.evaluate("el => el === document.activeElement"):
            break
    tast.type(TEKST)
    knapp = person.page.get_by_role("button", name="Send meldingen")
    for _steg in range(80):
        tast.press("Tab")
        if knapp.evaluate("el => el === document.activeElement"):
            break
    tast.press("Enter")
    vent_paa_kvittering(person)
    assert Melding.objects.get().elever.get().elev == folk.elev


def test_siden_sier_straks_hvem_som_ser_en_melding_om_en_ansatt(
    telefon: Callable[..., Person], folk: Rollebesetning
) -> None:
    person = telefon()
    person.logg_inn(folk.ansatt)
    person.gaa_til("/meld/")
    velg_nora(person)
    person.skriv("hva_skjedde", TEKST)
    assert not person.page.locator("[name='ansatt']").is_visible()
    person.kryss("kategorier", "ansatt")
    person.page.get_by_text("Den ansatte du melder om, får ikke se den.").wait_for()
    person.velg("ansatt", str(folk.rektor.pk))
    person.page.get_by_text("får ikke vite at den finnes").wait_for()
    # It has been read: no second question.
    person.trykk("Send meldingen")
    vent_paa_kvittering(person)
    assert Melding.objects.get().mottaker == "skoleeier"


def test_siden_er_lett_og_spor_ingen_andre(telefon: Callable[..., Person], folk: Rollebesetning) -> None:
    person = telefon()
    person.logg_inn(folk.ansatt)
    # A new tab and an empty cache: what a phone fetches the first time.
    svar: list[Any] = []

    def noter(mottatt: Any) -> None:
        svar.append(mottatt)

    verter: set[str] = set()
    person.page.on("request", lambda r: verter.add(urlsplit(r.url).netloc))
    person.page.on("response", noter)
    person.page.context.new_cdp_session(person.page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    person.gaa_til("/meld/")
    person.page.wait_for_load_state("networkidle")
    vekt = {
        s.url: len(gzip.compress(s.body()))
        for s in svar
        if s.ok and not re.search(r"\.(woff2?|png|jpe?g|svg)(\?|$)", s.url)
    }
    assert verter == {urlsplit(person.rot).netloc}
    assert sum(vekt.values()) < 150_000, sorted(vekt.items(), key=lambda v: -v[1])[:8]
