"""The evaluation and the kontaktlærer's page in a real browser: on a phone, by keyboard, without JavaScript."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from cases.evaluering.models import Evaluering
from cases.tiltaksplan.models import Tiltaksmerke, Tiltaksplan
from cases.undersokelse.actions import Samtaledata, registrer_samtale
from cases.undersokelse.models import Samtale
from tests.browser.test_planbygger import til
from tests.cases.planer import TILTAK, vedtatt
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.sak.models import Sak
    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = pytest.mark.nettleser
expect.set_options(timeout=15_000)
UKE = timedelta(days=7)
BILDER = os.environ.get("EVALUERING_BILDER", "")


@pytest.fixture
def sak(folk: Rollebesetning) -> Sak:
    sak = lag_sak(folk, delt_med_kontaktlarer=True)
    lag_melding(folk, sak=sak)
    plan = vedtatt(
        sak, folk.rektor, tiltak=(replace(TILTAK, ansvarlig=folk.kontaktlarer), replace(TILTAK, hyppighet="Hver dag"))
    )
    # As it went before: written past the door, which would not let anybody evaluate a plan before it was adopted.
    for uker, svar, voksne in ((6, "nei", "delvis"), (4, "vil_ikke_svare", "vet_ikke"), (2, "nei", "ja")):
        Evaluering.objects.create(
            sak=sak,
            plan=plan,
            dato=I_DAG - timedelta(weeks=uker),
            deltakere="Nora og rektor",
            elevens_svar=svar,
            elevens_ord="Jeg gruer meg.",
            trygghetstall=2,
            voksnes_svar=voksne,
            spurt_av="Rektor",
            konklusjon="fortsette",
            ny_evalueringsdato=I_DAG,
            registrert=NAA,
            registrert_av=folk.rektor,
        )
    return sak


def bra(person: Person, navn: str) -> None:
    """A picture when they are asked for; no scrolling sideways, and nothing a screen reader stumbles on."""
    if BILDER:
        person.page.screenshot(path=str(Path(BILDER) / f"{navn}.png"), full_page=True)
    assert not person.for_bred()
    assert person.axe() == []


def paa_telefon(person: Person) -> None:
    person.page.set_viewport_size({"width": 360, "height": 740})


def test_rektor_evaluerer_med_tastatur_og_begynner_paa_neste_versjon(
    ny_person: Callable[..., Person], folk: Rollebesetning, sak: Sak
) -> None:
    rektor = ny_person()
    rektor.logg_inn(folk.rektor)
    rektor.gaa_til(f"/saker/{sak.nummer}/evaluering/ny/")
    bra(rektor, "ny-1280")
    tast, side = rektor.page.keyboard, rektor.page
    til(rektor, "[name='deltakere']")
    tast.type("Nora, mor og rektor")
    til(rektor, "[name='elevens_svar']")
    tast.press("ArrowDown")
    assert side.locator("[name='elevens_svar']:checked").get_attribute("value") == "delvis"
    til(rektor, "[name='spurt_av']")
    tast.type("Rektor, på rommet")
    for felt in side.locator("select[name^='tiltak-']").all():
        felt.select_option(index=1)
    side.locator("select[name$='-virkning_elev']").first.select_option("ingen")
    side.locator("select[name$='-videre']").first.select_option("forsterke")
    rektor.kryss("konklusjon", "justere")
    rektor.kryss("naar_neste", "2026-11-24")
    til(rektor, ".evalueringsskjema button[type='submit']")
    tast.press("Enter")
    # Refused, with the reason beside its field; what was written stands.
    expect(side.locator(".ds-error-summary")).to_be_focused()
    assert rektor.ser("Tiltaket hjelper ikke. Skriv hvorfor dere velger dette.")
    assert side.locator("[name='deltakere']").input_value() == "Nora, mor og rektor"
    paa_telefon(rektor)
    bra(rektor, "ny-feil-360")
    side.locator("[name$='-kommentar']").first.fill("Det trengs to voksne.")
    rektor.trykk("Lagre evalueringen")
    side.wait_for_url("**/evaluering/")
    side.locator("summary", has_text="Vis som tabell").click()
    bra(rektor, "vis-360")
    side.set_viewport_size({"width": 1280, "height": 900})
    bra(rektor, "vis-1280")
    rektor.gaa_til(f"/saker/{sak.nummer}/")
    bra(rektor, "sak-1280")
    rektor.gaa_til(f"/saker/{sak.nummer}/avslutt/")
    bra(rektor, "avslutt-1280")
    rektor.gaa_til(f"/saker/{sak.nummer}/evaluering/")
    rektor.trykk("Lag ny versjon fra evalueringen")
    side.wait_for_url("**/tiltaksplan/rediger/")
    assert "Det trengs to voksne." in side.locator("[name='tiltak-0-grunnlag']").input_value()
    assert Tiltaksplan.objects.get(status="utkast").versjon == 2


@pytest.mark.parametrize("morkt", [False, True])
def test_kontaktlareren_merker_av_paa_telefon(
    ny_person: Callable[..., Person], folk: Rollebesetning, sak: Sak, morkt: bool
) -> None:
    planlagt = Samtaledata(Samtale.Type.ELEV, I_DAG, "Nora", "Bedre.", sted="Rommet", neste_samtale=I_DAG + UKE)
    registrer_samtale(aktor=folk.rektor, sak_id=sak.pk, data=planlagt, now=NAA)
    larer = ny_person(bredde=360, hoyde=740, morkt=morkt)
    larer.logg_inn(folk.kontaktlarer)
    larer.gaa_til("/min-klasse/")
    bra(larer, f"min-klasse-360-{'morkt' if morkt else 'lyst'}")
    larer.page.get_by_label("Notat").first.fill("Gikk fint i dag.")
    larer.trykk("Gjort")
    larer.page.locator(".merking").wait_for()
    assert larer.page.url.endswith("/min-klasse/")
    assert Tiltaksmerke.objects.get().notat == "Gikk fint i dag."
    larer.page.locator(".merking summary").click()
    larer.page.set_viewport_size({"width": 1280, "height": 900})
    bra(larer, f"min-klasse-1280-{'morkt' if morkt else 'lyst'}")
    larer.gaa_til(f"/saker/{sak.nummer}/evaluering/")
    bra(larer, f"vis-larer-1280-{'morkt' if morkt else 'lyst'}")
    larer.gaa_til(f"/saker/{sak.nummer}/tiltaksplan/")
    paa_telefon(larer)
    bra(larer, f"plan-360-{'morkt' if morkt else 'lyst'}")


def test_uten_javascript_spoerres_de_minste_med_ansikter(
    folk: Rollebesetning, sak: Sak, nettleser: Any, live_server: Any
) -> None:
    folk.klasse.trinn = 2
    folk.klasse.save()
    kontekst = nettleser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    side, rot = kontekst.new_page(), live_server.url
    side.goto(rot + "/logg-inn/")
    side.locator("[name='username']").fill(folk.rektor.email)
    side.locator("[name='password']").fill("demo")
    side.locator("main button[type='submit']").click()
    side.goto(f"{rot}/saker/{sak.nummer}/evaluering/ny/")
    if BILDER:
        side.screenshot(path=str(Path(BILDER) / "ny-ansikter-360.png"), full_page=True)
    side.locator("[name='deltakere']").fill("Nora og rektor")
    side.get_by_text("Ja, jeg har det fint").click()
    side.locator("[name='spurt_av']").fill("Rektor")
    for felt in side.locator("select[name^='tiltak-']").all():
        felt.select_option(index=1)
    side.get_by_text("En annen dato, som vi skriver under").click()
    side.get_by_text("Fortsette med tiltakene").click()
    side.get_by_role("button", name="Lagre evalueringen").click()
    assert "Velg dato for neste evaluering." in side.locator("main").inner_text()
    side.locator("[name='ny_evalueringsdato']").fill("2026-12-01")
    side.get_by_role("button", name="Lagre evalueringen").click()
    side.wait_for_url(f"**/saker/{sak.nummer}/")
    assert Evaluering.objects.latest("pk").elevens_svar == "ja"
    kontekst.close()
