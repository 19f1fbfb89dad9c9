"""From «not archived» to «may be removed», in a real browser: two persons, on a large screen and on a phone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cases.arkiv import sending
from cases.arkiv.models import Fjerningsforslag
from cases.dokumenter.models import Dokument
from cases.dossier import arbeid
from cases.reaksjon.models import Reaksjon
from tests.cases.arkiv.verden import SAKSMAPPER, Arkivet, arkiver_alt, kvitter, lag_dokument, lag_gammel_sak
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]
# Where to put pictures, for one who wants to look.
BILDER = os.environ.get("BILDER", "")


def _se(person: Person, navn: str) -> list[str]:
    if BILDER:
        for bredde in (1280, 360):
            person.page.set_viewport_size({"width": bredde, "height": 800})
            person.page.screenshot(path=str(Path(BILDER) / f"{navn}-{bredde}.png"), full_page=True)
    return person.paa_begge_skjermer()


def test_fra_ikke_arkivert_til_to_som_er_enige(
    ny_person: Callable[..., Person], folk: Rollebesetning, tmp_path: Path, settings: Any
) -> None:
    settings.ARKIV_MAPPE, settings.ARKIV_KODER = str(tmp_path), SAKSMAPPER
    gammel = lag_gammel_sak(folk)
    arkiver_alt(gammel, folk, Arkivet(tmp_path))
    aapen = lag_sak(folk, elev=folk.annen_elev)
    lag_dokument(aapen, folk, type_=Dokument.Type.EVALUERING, innhold=b"%PDF-1.7")
    for type_ in (Dokument.Type.TILTAKSPLAN, Dokument.Type.REFERAT):
        lag_dokument(aapen, folk, type_=type_)
    sending.sveip(NAA)

    funn: list[str] = []
    rektor = ny_person()
    rektor.logg_inn(folk.rektor)
    rektor.gaa_til("/arkiv/")
    assert rektor.ser("3 ikke arkivert: 0 må ses over først, 1 har feilet, 2 er sendt uten kvittering")
    # What is wrong, or waited for, in words.
    assert rektor.ser("Dokumentet kan ikke sendes slik det er: PDF-en er ikke PDF/A. Sendes ikke igjen av seg selv.")
    assert rektor.ser("Arkivet har ikke svart.")
    funn += _se(rektor, "liste")
    rektor.trykk("Send igjen")
    assert rektor.ser("sendes til arkivet på nytt")
    rektor.trykk("Kan fjernes", "link")
    funn += _se(rektor, "kan-fjernes")
    rektor.trykk("Foreslå å fjerne")
    assert rektor.ser("En annen må godkjenne det")
    rektor.gaa_til(f"/saker/{aapen.nummer}/arkiv/")
    rektor.page.get_by_text("Bestem at saken skal bli stående").click()
    rektor.velg("grunn", "annet")
    rektor.trykk("Stans fjerning")
    # Refused: the box is still open, with what was chosen.
    assert rektor.ser("Skriv hva det gjelder.")
    assert rektor.page.locator("[name='grunn']").input_value() == "annet"
    rektor.skriv("notat", "Kommuneadvokaten ser på saken.")
    rektor.trykk("Stans fjerning")
    assert rektor.ser("Saken blir stående")
    rektor.page.get_by_text("Opphev", exact=True).click()
    funn += _se(rektor, "sak")

    drift = ny_person()
    drift.logg_inn(folk.systemforvalter)
    drift.gaa_til("/arkiv/")
    assert aapen.nummer in drift.page.locator("main").inner_text()
    assert not drift.page.get_by_role("link", name=aapen.nummer).count()
    drift.trykk("Kan fjernes", "link")
    drift.trykk(f"Saken skal bli stående {gammel.nummer}")
    assert drift.ser("Skriv hvorfor saken ikke skal fjernes.")
    funn += _se(drift, "avgjor")
    drift.trykk(f"Godkjenn {gammel.nummer}")
    assert drift.ser("To personer har godkjent disse.")
    funn += _se(drift, "godkjent")
    assert Fjerningsforslag.objects.get(sak=gammel).avgjort_av == folk.systemforvalter
    assert funn == []


def test_lederen_lager_saksmappa_og_saken_kan_fjernes(
    ny_person: Callable[..., Person], folk: Rollebesetning, tmp_path: Path, settings: Any
) -> None:
    settings.ARKIV_MAPPE, settings.ARKIV_KODER = str(tmp_path), SAKSMAPPER
    arkivet = Arkivet(tmp_path)
    gammel = lag_gammel_sak(folk)
    lag_dokument(gammel, folk)
    kvitter(gammel, arkivet)
    andre = lag_sak(folk, elev=folk.annen_elev, avsluttet=NAA, fase="avsluttet")
    Reaksjon.objects.create(
        sak=andre, elev=folk.elev, dato=NAA.date(), regel="Vi snakker pent", hendelse="Sa stygge ting",
        reaksjon="Samtale", bestemt_av=folk.rektor, elev_hort=True, elevens_forklaring="Jeg tullet", registrert=NAA,
        registrert_av=folk.rektor,
    )  # fmt: skip

    funn: list[str] = []
    rektor = ny_person()
    rektor.logg_inn(folk.rektor)
    # From the list, without opening the sak: that would begin the read-log's years anew.
    rektor.gaa_til("/arkiv/kan-fjernes/")
    assert rektor.ser("Mangler bare noe i arkivet")
    assert rektor.ser("Saksmappa for arkivet er ikke laget etter at saken ble avsluttet.")
    funn += _se(rektor, "mangler-saksmappe")
    rektor.trykk("Lag saksmappe for arkivet")
    assert rektor.ser("blir laget, og sendes av seg selv når den er ferdig")
    assert not rektor.page.get_by_role("button", name="Lag saksmappe for arkivet").count()
    funn += _se(rektor, "saksmappe-lages")
    assert arbeid.lag_ventende(klokke=lambda: NAA) == 1
    kvitter(gammel, arkivet)
    rektor.gaa_til("/arkiv/kan-fjernes/")
    rektor.trykk("Foreslå å fjerne")
    assert rektor.ser("En annen må godkjenne det")

    # From the sak's own page, where it says what stands in the way and what to do about it.
    rektor.gaa_til(f"/saker/{andre.nummer}/arkiv/")
    assert rektor.ser("Den skal også ligge i den elevens mappe.")
    funn += _se(rektor, "sak-mangler")
    rektor.trykk("Det ligger i den elevens mappe")
    assert rektor.ser("Det er notert i loggen.")
    assert not rektor.page.get_by_role("button", name="Det ligger i den elevens mappe").count()
    rektor.trykk("Lag saksmappe for arkivet")
    assert rektor.ser("Venter på tur")
    assert arbeid.lag_ventende(klokke=lambda: NAA) == 1
    kvitter(andre, arkivet)
    rektor.gaa_til(f"/saker/{andre.nummer}/arkiv/")
    assert rektor.ser("Lag en ny saksmappe for arkivet")
    funn += _se(rektor, "sak-arkivert")
    assert funn == []
