"""Statsforvalteren's sak from the first letter to an order that is done, on a large screen and a phone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cases.sak.models import Sak
from cases.statsforvalter.models import Palegg, Statsforvalterkrav
from cases.tiltaksplan.models import Tiltak
from tests.cases.planer import vedtatt
from tests.cast import I_DAG
from tests.factories import lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

BILDER = os.environ.get("BILDER", "")


def sjekk(person: Person, navn: str) -> None:
    """Nothing to stumble on, on either screen; a picture where asked for."""
    if BILDER:
        for bredde in (1280, 360):
            person.page.set_viewport_size({"width": bredde, "height": 800})
            person.page.screenshot(path=str(Path(BILDER) / f"{navn}-{bredde}.png"), full_page=True)
    assert person.paa_begge_skjermer() == []
    person.page.set_viewport_size({"width": 1280, "height": 800})


def test_fra_brevet_til_paalegget_er_gjort(ny_person: Callable[..., Person], folk: Rollebesetning) -> None:
    sak = lag_sak(folk, tatt_opp_med_rektor=I_DAG.replace(day=2))
    vedtatt(sak, folk.rektor)
    sted = f"/saker/{sak.nummer}/statsforvalteren/"
    rektor = ny_person(1280, 800)
    rektor.logg_inn(folk.rektor)
    rektor.gaa_til(f"/saker/{sak.nummer}/")
    rektor.trykk("Registrer at den er meldt", "link")
    sjekk(rektor, "tomt")
    rektor.trykk("Registrer at saken er meldt", "link")
    rektor.skriv("meldt", "2026-11-09")
    rektor.trykk("Lagre")
    rektor.page.locator(".ds-error-summary").wait_for()
    sjekk(rektor, "meldt-feil")
    rektor.kryss("meldt_av", "foresatt")
    rektor.trykk("Lagre")
    rektor.page.get_by_text("Det er registrert at saken er meldt").wait_for()
    rektor.trykk("De ber om opplysninger", "link")
    rektor.skriv("frist", "2026-11-24")
    rektor.skriv("punkter", "Tiltaksplanene\nReferatene")
    rektor.skriv("referanse", "2026/4711")
    sjekk(rektor, "krav")
    rektor.trykk("Lagre")
    rektor.page.get_by_text("Brevet er registrert").wait_for()
    sjekk(rektor, "register")
    rektor.trykk("Skriv inn svaret", "link")
    rektor.kryss("kanal", "svarut")
    rektor.skriv("andre_dokumenter", "Redegjørelse fra rektor, 10.11.2026")
    sjekk(rektor, "svar")
    rektor.trykk("Lagre")
    rektor.page.get_by_text("Svaret er registrert.").wait_for()
    assert Statsforvalterkrav.objects.get().besvart == I_DAG

    leder = ny_person(1280, 800)
    leder.logg_inn(folk.sektorleder)
    leder.gaa_til("/skoleeier/?vis=statsforvalter")
    assert leder.ser("Hos Statsforvalteren")
    leder.trykk(sak.nummer, "link")
    leder.trykk("Brev, svar og avgjørelser", "link")
    leder.trykk("Skriv inn avgjørelse", "link")
    leder.kryss("utfall", "brudd")
    leder.skriv("dato", "2026-11-10")
    leder.skriv("hovedpunkter", "Tiltakene ble ikke evaluert.")
    sjekk(leder, "vedtak")
    leder.trykk("Lagre")
    leder.page.get_by_text("Avgjørelsen er registrert.").wait_for()
    leder.trykk("Skriv inn pålegg", "link")
    leder.skriv("tekst", "En fast voksen følger eleven i alle friminutt.")
    leder.skriv("frist", "2026-12-01")
    leder.velg("ansvarlig", str(folk.rektor.pk))
    sjekk(leder, "palegg")
    leder.trykk("Lagre")
    leder.page.get_by_text("Pålegget er registrert").wait_for()
    for navn, felter, kryss in (
        (
            "Kommunen har fått tvangsmulkt",
            {"satt": "2026-11-10", "belop": "5000", "fra": "2026-11-10", "gjelder": "Pålegg 1"},
            "dag",
        ),
    ):
        leder.trykk(navn, "link")
        for felt, verdi in felter.items():
            leder.skriv(felt, verdi)
        leder.kryss("hvor_ofte", kryss)
        leder.trykk("Lagre")
        leder.page.get_by_text("Mulkten er registrert.").wait_for()

    # The school's next plan has it, locked; and what is done about it is written here.
    rektor.gaa_til(f"/saker/{sak.nummer}/tiltaksplan/")
    rektor.trykk("Lag ny versjon")
    rektor.page.wait_for_url("**/rediger/**")
    rektor.page.locator(".tiltaksrad__laast").wait_for()
    assert Tiltak.objects.filter(plan__sak=sak, palegg=True).count() == 1
    rektor.gaa_til(sted)
    rektor.trykk("Skriv oppfølging", "link")
    rektor.kryss("status", "gjennomfort")
    rektor.skriv("gjort", "Fast voksen fra mandag.")
    rektor.skriv("bevis", "Vaktplanen fra 9. november.")
    sjekk(rektor, "oppfolging")
    rektor.trykk("Lagre")
    rektor.page.get_by_text("Oppfølgingen er lagret.").wait_for()
    assert Palegg.objects.get().ferdig == I_DAG
    sjekk(rektor, "register-fullt")
    rektor.gaa_til(f"/saker/{sak.nummer}/")
    assert rektor.ser("Statsforvalteren venter ikke på noe fra kommunen nå.")
    assert Sak.objects.get().hos_statsforvalter
