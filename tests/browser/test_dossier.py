"""From the rehearsal to the dossier that was sent, at a desk and on a phone."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cases.dossier import arbeid
from cases.dossier.models import Dossieroversendelse
from cases.undersokelse.models import Observasjon, Samtale
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = pytest.mark.nettleser
BILDER = os.environ.get("SKJEMA_BILDER", "")


def sjekk(person: Person, navn: str) -> None:
    """Read by axe on both screens, and a picture of each where they are asked for."""
    assert not person.paa_begge_skjermer()
    for bredde in (1280, 360) if BILDER else ():
        person.page.set_viewport_size({"width": bredde, "height": 800})
        person.page.emulate_media(color_scheme="light")
        person.page.screenshot(path=str(Path(BILDER) / f"{navn}-{bredde}.png"), full_page=True)


def test_fra_generalproven_til_dossieret(ny_person: Callable[..., Person], folk: Rollebesetning) -> None:
    sak = lag_sak(folk, mottatt=NAA - timedelta(days=9), opprettet=NAA - timedelta(days=9))
    lag_melding(folk, sak=sak, grep_inn=False, sendt=NAA - timedelta(days=9), lest=NAA - timedelta(days=8))
    felles = {"sak": sak, "dato": I_DAG, "registrert": NAA, "registrert_av": folk.rektor}
    Samtale.objects.create(**felles, type=Samtale.Type.ELEV, deltakere="Nora", hva_sies="Jeg er alene.")
    Observasjon.objects.create(**felles, arena="Skolegården", observator="Rektor", beskrivelse="Alene ved gjerdet.")
    rektor = ny_person()
    rektor.logg_inn(folk.rektor)
    rektor.gaa_til(f"/saker/{sak.nummer}/")
    rektor.trykk("Generalprøve: hva kan saken vise hvis Statsforvalteren spør?", "link")
    rektor.page.wait_for_url("**/generalprove/")
    assert rektor.ser("Ingen grep inn, og det står ikke hvorfor.")
    sjekk(rektor, "generalprove")
    # The account begins with what the sak says, and is the school's own when it is saved.
    rektor.gaa_til(f"/saker/{sak.nummer}/dossier/")
    rektor.trykk("Skriv redegjørelsen", "link")
    rektor.page.wait_for_url("**/redegjorelse/")
    assert "Samtale med eleven." in rektor.page.locator("[name='undersoke']").input_value()
    sjekk(rektor, "redegjorelse")
    rektor.skriv("videre", "Vi følger eleven i alle friminutt, og møtes igjen på fredag.")
    rektor.trykk("Lagre redegjørelsen")
    rektor.page.wait_for_url("**/dossier/")
    # One click; the page shows how far the worker has come, and the finished one without being loaded anew.
    rektor.trykk("Lag saksmappe")
    rektor.page.get_by_text("blir laget").wait_for()
    sjekk(rektor, "dossier-lages")
    assert arbeid.lag_ventende() == 1
    rektor.page.get_by_role("link", name="Last ned PDF-en").wait_for()
    rektor.page.get_by_text("Noter at den ble sendt").click()
    rektor.page.locator("[name='referanse']").fill("2026/17")
    rektor.trykk("Noter")
    rektor.page.get_by_text("Det er notert at saksmappa ble sendt.").wait_for()
    assert rektor.ser("Statsforvalteren i Trøndelag, eFormidling (2026/17)")
    sjekk(rektor, "dossier")
    assert Dossieroversendelse.objects.get().dossier.bilag == 3
