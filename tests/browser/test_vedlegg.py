"""A picture from the reporter's telephone to the sak, in a real browser: at a desk, on a phone, without network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cases.melding.models import Melding
from cases.sak.models import Oppslag
from cases.undersokelse.actions import registrer_samtale
from cases.vedlegg.models import Vedlegg
from tests.browser.test_melde_fra import telefon, velg_nora, vent, vent_paa_kvittering
from tests.cases.undersokelse.test_dorer import SAMTALE
from tests.cases.vedlegg.filer import PDF, jpeg
from tests.cast import NAA
from tests.factories import lag_sak, lag_vedlegg

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import FilePayload

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

__all__ = ["telefon"]  # a browser that may lose its network
pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]


def fil(navn: str, type_: str, innhold: bytes) -> FilePayload:
    return {"name": navn, "mimeType": type_, "buffer": innhold}


BILDE = fil("Skjermbilde 2026-11-10 kl. 08.14.12 fra gruppa «Kun oss» på Snap.jpeg", "image/jpeg", jpeg())
BREV = fil("brev hjemmefra.pdf", "application/pdf", PDF)
PROGRAM = fil("moro.exe", "application/x-msdownload", b"MZ")


@pytest.mark.parametrize(("bredde", "morkt"), [(360, True), (1280, False)])
def test_bildet_gaar_fra_telefonen_til_den_som_skal_ha_det(
    ny_person: Callable[..., Person], folk: Rollebesetning, *, bredde: int, morkt: bool
) -> None:
    feil: list[str] = []

    def se(hvem: Person) -> None:
        feil.extend(hvem.axe())
        if hvem.for_bred():
            feil.append(f"{hvem.page.url} er for bred på {bredde}")

    melder = ny_person(bredde, morkt=morkt)
    melder.logg_inn(folk.ansatt)
    melder.gaa_til("/meld/")
    velg_nora(melder)
    melder.skriv("hva_skjedde", "De sender dette rundt i klassen.")
    velger = melder.page.locator("input[name=vedlegg]")
    velger.set_input_files([BILDE, BREV])
    melder.page.get_by_role("list", name="Filer som blir sendt med meldingen").get_by_text(
        "brev hjemmefra.pdf"
    ).wait_for()
    velger.set_input_files(PROGRAM)
    melder.page.get_by_text("«moro.exe» kan ikke legges ved.").wait_for()
    melder.trykk("Fjern brev hjemmefra.pdf")
    melder.page.get_by_text("brev hjemmefra.pdf").wait_for(state="detached")
    se(melder)
    melder.trykk("Send meldingen")
    vent_paa_kvittering(melder)
    assert melder.ser("på Snap.jpg")
    se(melder)

    nummer = Melding.objects.get().nummer
    rektor = ny_person(bredde, morkt=morkt)
    rektor.logg_inn(folk.rektor)
    rektor.gaa_til(f"/meldinger/{nummer}/ta-imot/")
    se(rektor)
    with rektor.page.expect_download() as hentet:
        rektor.page.locator(".vedlegg__navn a").click()
    assert hentet.value.suggested_filename.endswith("på Snap.jpg")
    assert hentet.value.path().read_bytes().startswith(b"\xff\xd8\xff")
    assert Oppslag.objects.filter(bruker=folk.rektor, vedlegg=Vedlegg.objects.get().pk).count() == 1

    sak = lag_sak(folk, elev=folk.annen_elev)
    registrer_samtale(aktor=folk.rektor, sak_id=sak.pk, data=SAMTALE, now=NAA)
    lag_vedlegg(sak, folk.rektor)
    rektor.gaa_til(f"/saker/{sak.nummer}/undersokelse/")
    rektor.page.locator(".undersokt summary").first.click()
    rektor.trykk("Legg ved fil", "link")
    rektor.page.locator("input[name=filer]").set_input_files([PROGRAM])
    rektor.skriv("beskrivelse", "Brev fra mor")
    rektor.trykk("Legg ved")
    rektor.page.locator(".ds-error-summary").wait_for()
    se(rektor)
    rektor.page.locator("input[name=filer]").set_input_files([BREV])
    rektor.trykk("Legg ved")
    rektor.page.get_by_text("Filen er lagt ved.").wait_for()
    assert rektor.ser("Brev fra mor")
    assert rektor.ser("Hører til samtalen")
    rektor.page.locator(".vedlegg__sperr summary").first.click()
    se(rektor)
    rektor.page.locator(".vedlegg__sperr[open] input[name=grunn]").fill("Feil brev.")
    rektor.page.locator(".vedlegg__sperr[open] button").click()
    rektor.page.get_by_text("Filen er sperret.").wait_for()
    rektor.gaa_til(f"/saker/{sak.nummer}/undersokelse/")
    rektor.page.locator(".undersokt summary").first.click()
    se(rektor)
    assert not feil, "\n".join(feil)


def test_en_fil_som_ikke_kom_fram_mens_nettet_var_borte_sendes_med_meldingen(
    telefon: Callable[..., Person], folk: Rollebesetning
) -> None:
    melder = telefon()
    melder.logg_inn(folk.ansatt)
    melder.gaa_til("/meld/")
    velg_nora(melder)
    melder.skriv("hva_skjedde", "De sender dette rundt i klassen.")
    vent(melder, "document.querySelector('#utkaststatus').textContent.trim() !== ''")
    melder.page.route("**/meld/vedlegg", lambda rute: rute.abort())
    with melder.page.expect_event("requestfailed"):
        melder.page.locator("input[name=vedlegg]").set_input_files(BILDE)
    melder.trykk("Send meldingen")
    vent_paa_kvittering(melder)
    assert Melding.objects.get().vedlegg.get().navn.endswith("på Snap.jpg")
