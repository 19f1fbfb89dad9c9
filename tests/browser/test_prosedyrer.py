"""A new version with hands: written, compared, approved, read on a phone, and beside the form the same minute."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from procedures.actions import les_inn_katalog
from procedures.ressurser.actions import les_inn_ressurser
from tests.cast import NAA

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]


def test_ny_versjon_skrives_godkjennes_og_leses(ny_person: Callable[..., Person], folk: Rollebesetning) -> None:
    les_inn_katalog(aktor=folk.systemet, now=NAA)
    les_inn_ressurser(aktor=folk.systemet, now=NAA)
    funn: list[str] = []

    def se(person: Person, navn: str) -> None:
        funn.extend(person.paa_begge_skjermer())
        if mappe := os.environ.get("BILDER"):
            for bredde in (1280, 360):
                person.page.set_viewport_size({"width": bredde, "height": 800})
                person.page.screenshot(path=str(Path(mappe) / f"{navn}-{bredde}.png"), full_page=True)

    leder = ny_person()
    leder.logg_inn(folk.sektorleder)
    leder.gaa_til("/prosedyrer/mobbing-og-krenkelser/")
    leder.trykk("Lag ny versjon")
    se(leder, "utkast")
    leder.trykk("Melde fra", "link")
    tekst = leder.page.locator("[name=tekst]").input_value()
    leder.skriv("tekst", tekst.replace("Det skal lite til.", "Det skal svært lite til."))
    se(leder, "avsnitt")
    leder.trykk("Lagre")
    leder.trykk("Endre formål, deler og hva som er nytt", "link")
    leder.skriv("nytt", "Tydeligere om hvor lite som skal til før du melder fra.")
    leder.trykk("Lagre")
    leder.trykk("Skriv spørsmål til dem som leser", "link")
    se(leder, "skriv-sporsmaal")
    leder.gaa_til("/prosedyrer/mobbing-og-krenkelser/utkast/endringer/")
    assert leder.page.locator("ins").first.inner_text().strip() == "svært"
    se(leder, "endringer")
    leder.trykk("Godkjenn", "link")
    se(leder, "godkjenn")
    leder.trykk("Godkjenn og publiser")
    assert leder.ser("Versjon 2 er godkjent.")
    ansatt = ny_person(360, 800)
    ansatt.logg_inn(folk.ansatt)
    assert ansatt.ser("bekreft innen 24. november")
    ansatt.gaa_til("/prosedyrer/mobbing-og-krenkelser/")
    assert ansatt.ser("Tydeligere om hvor lite som skal til")
    se(ansatt, "vis")
    ansatt.trykk("Jeg har lest prosedyren")
    ansatt.trykk("Prøv deg på noen spørsmål", "link")
    for felt in ("svar_0", "svar_1", "svar_2"):
        ansatt.kryss(felt, "1")
    ansatt.trykk("Se svarene")
    assert ansatt.ser("Svarene dine er ikke lagret.")
    se(ansatt, "svarene")
    ansatt.gaa_til("/meld/")
    ansatt.page.locator(".veiledning summary").click()
    # It unfolds in its own time.
    ansatt.page.locator(".veiledning").get_by_text("Det skal svært lite til.").wait_for()
    se(ansatt, "ved-skjemaet")
    rektor = ny_person()
    rektor.logg_inn(folk.rektor)
    rektor.gaa_til("/prosedyrer/status/")
    assert rektor.ser("1 av 5 har bekreftet")
    se(rektor, "status")
    rektor.gaa_til("/prosedyrer/mobbing-og-krenkelser/sammenlign/")
    se(rektor, "sammenlign")
    leder.gaa_til("/prosedyrer/ressurser/?tema=relasjoner")
    se(leder, "ressurser")
    leder.gaa_til("/prosedyrer/")
    se(leder, "liste")
    assert not funn, "\n".join(funn)
