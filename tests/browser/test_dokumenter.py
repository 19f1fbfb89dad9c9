"""A paper from the school's page to the kitchen table, and text that comes from a word processor."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cases.dokumenter.tasks import lag_dokumenter
from tests.cases.planer import vedtatt
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = pytest.mark.nettleser
BILDER = os.environ.get("DOKUMENTBILDER", "")
# As Word lays it on the clipboard: lists are paragraphs with a mark to be ignored, and much that nobody wrote.
WORD = """<html><head><style>p.MsoNormal {margin:0}</style></head><body><!--StartFragment-->
<p class=MsoNormal><b>Møte</b> med <span style="color:red">mor&nbsp;og
far</span><o:p></o:p></p>
<p class=MsoListParagraph style="text-indent:-18.0pt;mso-list:l0 level1 lfo1"><![if !supportLists]><span
style="mso-list:Ignore">·<span>&nbsp;&nbsp; </span></span><![endif]>Følge til skolen</p>
<p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·</span>Ringe hver fredag</p>
<p class=MsoNormal>Vi møtes igjen.<br>Klokka ni.</p><script>alert(1)</script>
<ol start="3"><li><p>Tredje</p></li><li>Fjerde</li></ol><img src="x"><!--EndFragment--></body></html>"""
VENTET = "Møte med mor og far\n\n– Følge til skolen\n– Ringe hver fredag\n\nVi møtes igjen.\nKlokka ni.\n\n3. Tredje\n4. Fjerde"


def bilde(person: Person, navn: str) -> None:
    if BILDER:
        for bredde in (1280, 360):
            person.page.set_viewport_size({"width": bredde, "height": 800})
            person.page.screenshot(path=str(Path(BILDER) / f"{navn}-{bredde}.png"), full_page=True)


def test_papiret_hentes_kontrolleres_hjemme_og_tekst_fra_word_blir_ren(
    ny_person: Callable[..., Person], folk: Rollebesetning, tmp_path: Path
) -> None:
    sak = lag_sak(folk)
    lag_melding(folk, sak=sak, behandling="sak", behandlet=sak.opprettet, behandlet_av=folk.rektor)
    vedtatt(sak, folk.rektor)
    vedtatt(sak, folk.rektor)
    lag_dokumenter()
    rektor = ny_person()
    rektor.logg_inn(folk.rektor)
    rektor.gaa_til(f"/saker/{sak.nummer}/dokumenter/")
    rektor.page.locator("summary", has_text="Kontrollsum").first.click()
    assert rektor.paa_begge_skjermer() == []
    bilde(rektor, "oversikt")
    utgaver = rektor.page.get_by_role("link", name="Utgave til elevmappa og hjemmet")
    lenke = utgaver.filter(has_text="Tiltaksplan, versjon 1")
    hentet = rektor.page.request.get(rektor.rot + str(lenke.get_attribute("href")))
    assert hentet.headers["content-type"] == "application/pdf"
    papir = tmp_path / "plan.pdf"
    papir.write_bytes(hentet.body())

    # At home, without an account: the file never leaves the machine, only its sum does.
    hjemme = ny_person()
    hjemme.gaa_til("/dokumenter/kontroll/")
    assert hjemme.paa_begge_skjermer() == []
    hjemme.page.locator("[name='fil']").set_input_files(str(papir))
    with hjemme.page.expect_request(lambda spurt: spurt.method == "POST") as sendt:
        hjemme.trykk("Kontroller")
    assert b"%PDF" not in (sendt.value.post_data_buffer or b"")
    hjemme.page.get_by_text("Ja, dokumentet er ekte.").wait_for()
    assert hjemme.ser("Det er kommet en nyere")
    assert hjemme.paa_begge_skjermer() == []
    bilde(hjemme, "kontroll")

    rektor.gaa_til(f"/saker/{sak.nummer}/undersokelse/samtale/")
    felt = rektor.page.locator("[name='hva_sies']")
    felt.fill("Før. ")
    felt.evaluate(
        """(felt, html) => {
            felt.focus();
            felt.setSelectionRange(felt.value.length, felt.value.length);
            const utklipp = new DataTransfer();
            utklipp.setData("text/html", html);
            utklipp.setData("text/plain", "noe annet");
            felt.dispatchEvent(new ClipboardEvent("paste", {clipboardData: utklipp, bubbles: true, cancelable: true}));
        }""",
        WORD,
    )
    assert felt.input_value() == f"Før. {VENTET}"
