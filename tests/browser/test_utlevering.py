"""What goes out of a sak, by hand: found, decided, seen side by side, and let out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cases.innsyn.models import Innsynskrav
from cases.overforing.models import Overforing
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


def test_et_krav_om_innsyn_besvares_og_en_elev_flytter(ny_person: Callable[..., Person], folk: Rollebesetning) -> None:
    sak, _plan = sak_med_papirer(folk, nummer="2026-9001")
    referat(sak, folk)
    rektor = ny_person(1280)
    rektor.logg_inn(folk.rektor)
    rektor.gaa_til(f"/saker/{sak.nummer}/innsyn/nytt/")
    feil = rektor.paa_begge_skjermer()
    rektor.kryss("hvem", "foresatt")
    rektor.velg("foresatt", str(folk.forelder.pk))
    rektor.kryss("identitet", "legitimasjon")
    rektor.skriv("gjelder", "Alt som står om Nora.")
    rektor.trykk("Registrer kravet")
    assert rektor.ser("Velg hva som skal gis")
    feil += rektor.paa_begge_skjermer()
    rektor.trykk("Gå videre til navnene")
    rektor.trykk("Jeg har sett over alt")
    rektor.trykk("Til kravet", "link")
    assert rektor.ser("Navnene er sett over")
    rektor.skriv("gi-begrunnelse", "Navn på andre er skjult.")
    feil += rektor.paa_begge_skjermer()
    rektor.page.on("dialog", lambda boks: boks.accept())
    rektor.trykk("Gi innsyn")
    assert rektor.ser("Innsyn er gitt i en del av det")
    for sti in (f"/saker/{sak.nummer}/innsyn/", "/innsyn/", f"/saker/{sak.nummer}/utlevering/"):
        rektor.gaa_til(sti)
        feil += rektor.paa_begge_skjermer()

    folk.elev.skole, folk.elev.klasse = folk.maere, None
    folk.elev.save()
    rektor.gaa_til(f"/saker/{sak.nummer}/overforing/")
    feil += rektor.paa_begge_skjermer()
    rektor.skriv("hvorfor", "Hun skal slippe å begynne på nytt.")
    rektor.skriv("foresatte_informert", "Mor, 9. november")
    rektor.trykk("Gå videre til navnene")
    rektor.trykk("Jeg har sett over alt")
    rektor.trykk("Til overføringen", "link")
    assert rektor.ser("På vei til Mære skole")
    feil += rektor.paa_begge_skjermer()
    rektor.trykk("Overfør til den nye skolen")
    assert rektor.ser("Lederne ved den nye skolen er varslet.")
    ny = ny_person(360)
    ny.logg_inn(folk.rektor_maere)
    ny.gaa_til("/overforinger/")
    feil += ny.paa_begge_skjermer()
    ny.trykk("Nora Eggen", "link")
    feil += ny.paa_begge_skjermer()
    ny.trykk("Åpne sak")
    assert ny.ser("Saken er åpnet, og du er saksansvarlig.")
    assert not feil, "\n".join(feil)
    assert Innsynskrav.objects.get().besvart is not None
    assert Overforing.objects.get().ny_sak is not None
