"""What goes out of a sak, by hand: found, decided, seen side by side, and let out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cases.sladding.models import Sladding
from tests.cases.sladding.oppsett import referat, sak_med_papirer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]


def test_rektor_gjor_en_plan_klar_for_elevmappa(ny_person: Callable[..., Person], folk: Rollebesetning) -> None:
    sak, _plan = sak_med_papirer(folk)
    referat(sak, folk)
    rektor = ny_person(1280)
    rektor.logg_inn(folk.rektor)
    rektor.gaa_til(f"/saker/{sak.nummer}/utlevering/")
    feil = rektor.paa_begge_skjermer()
    rektor.page.get_by_role("button", name="Se over og frigi").first.click()
    assert rektor.ser("den eneste jenta i gruppa")
    feil += rektor.paa_begge_skjermer()
    rektor.page.get_by_text("La «Tiril» stå").click()
    rektor.trykk("Jeg har sett over alt")
    assert rektor.ser("Skriv hvorfor «Tiril» kan stå.")
    rektor.page.get_by_label("Hvorfor kan «Tiril» stå?").fill("Hun er venninna, og mor har sagt ja.")
    rektor.skriv("egne_ord", "Boka ble borte")
    rektor.trykk("Jeg har sett over alt")
    assert rektor.ser("Slik blir det som skal ut.")
    feil += rektor.paa_begge_skjermer()
    rektor.page.on("dialog", lambda boks: boks.accept())
    rektor.trykk("Frigi")
    assert rektor.ser("Dette er frigitt")
    assert not feil, "\n".join(feil)
    sladding = Sladding.objects.get()
    assert (sladding.status, sladding.egne_ord) == ("frigitt", ["Boka ble borte"])
