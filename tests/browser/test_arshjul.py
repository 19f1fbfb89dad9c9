"""The årshjul with hands: a year started, worked and closed, the next one carried over; by keyboard, on a phone, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annual_wheel.actions import start_skolear
from annual_wheel.lenker import lag_fullforlenke
from annual_wheel.mal import les_inn_katalog
from annual_wheel.models import Skoleaktivitet
from tests.cast import NAA

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]


def test_et_skoleaar_startes_arbeides_med_og_lukkes_og_det_neste_tar_over(
    ny_person: Callable[..., Person], folk: Rollebesetning
) -> None:
    les_inn_katalog(aktor=folk.systemet, now=NAA)
    rektor = ny_person(360, 800)
    rektor.logg_inn(folk.rektor)
    rektor.gaa_til("/arshjul/?skolear=2025&skole=egge")
    rektor.trykk("Start skoleåret 2025/26")
    assert rektor.ser("Skoleåret er startet")
    assert rektor.ser("0 av 6 gjennomført")
    funn = rektor.axe()
    bred = rektor.for_bred()
    rektor.trykk("Klasseregler", "link")
    rektor.velg("ansvarlig", str(folk.kontaktlarer.pk))
    rektor.trykk("Lagre planen")
    rektor.skriv("gjort", "2025-09-01")
    rektor.skriv("notat", "Alle klasser har laget regler.")
    funn += rektor.axe()
    bred = bred or rektor.for_bred()
    rektor.trykk("Lagre merket")
    assert rektor.ser("Alle klasser har laget regler.")
    rektor.trykk("Lukk skoleåret", "link")
    rektor.skriv("oppsummering", "Vi begynner tidligere neste år.")
    rektor.trykk("Lukk skoleåret")
    assert rektor.ser("Skoleåret er lukket")
    rektor.gaa_til("/arshjul/?skolear=2026&skole=egge")
    rektor.trykk("Start skoleåret 2026/27")
    assert rektor.ser("ikke i mål i fjor")
    ny = Skoleaktivitet.objects.get(hjul__skolear=2026, nokkel="klasseregler")
    assert ny.ansvarlig == folk.kontaktlarer
    assert not ny.mangler_fra_i_fjor
    # The keyboard alone: to the wheel, to a month, and from there to its list.
    rektor.page.locator(".hjul__maaned").first.focus()
    navn = rektor.page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert navn == "aug 0/5 gjort, 5 forsinket"
    rektor.page.keyboard.press("Enter")
    assert rektor.page.url.endswith("#august")
    # Each month is a link with a name that says how it stands.
    navnene = rektor.page.locator(".hjul a").evaluate_all(
        "lenker => lenker.map(l => l.getAttribute('aria-label') || l.textContent)"
    )
    assert len(navnene) == 13
    assert all(navnet.strip() for navnet in navnene)
    rektor.page.emulate_media(media="print")
    assert rektor.page.locator(".hjul").is_visible()
    assert not rektor.page.locator(".arshjul__utvalg").is_visible()
    rektor.page.emulate_media(media="screen")
    leder = ny_person(1280, 900, morkt=True)
    leder.logg_inn(folk.sektorleder)
    leder.gaa_til("/arshjul/skolene/")
    assert leder.ser("0 av 35 gjennomført")
    funn += leder.axe()
    leder.gaa_til("/arshjul/?skole=egge")
    funn += leder.axe()
    assert not funn, "\n".join(funn)
    assert not bred


def test_den_som_har_faatt_en_lenke_sier_at_det_er_gjort_uten_bruker(
    ny_person: Callable[..., Person], folk: Rollebesetning
) -> None:
    les_inn_katalog(aktor=folk.systemet, now=NAA)
    start_skolear(aktor=folk.rektor, skole="egge", skolear=2026, now=NAA)
    _lenke, hemmelighet = lag_fullforlenke(
        aktor=folk.rektor, skole="egge", skolear=2026, nokkel="klasseregler", now=NAA
    )
    vaktmester = ny_person(360, 800)
    vaktmester.gaa_til(f"/arshjul/fullfor/{hemmelighet}/")
    funn = vaktmester.axe()
    vaktmester.page.locator("main button[type='submit']").click()
    assert vaktmester.ser("Takk")
    funn += vaktmester.axe()
    assert Skoleaktivitet.objects.get(nokkel="klasseregler").fra_lenke
    assert not funn
